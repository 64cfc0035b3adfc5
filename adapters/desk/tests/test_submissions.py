"""What a form about a report says of its page, what was typed into it, and why it is refused."""

import attrs
import pytest
from desk_site import NOW

from lckm_core.errors import ConflictError, NoSuchReportError
from lckm_core.organisation import Role
from lckm_desk._permissions import Permission
from lckm_desk._submissions import (
    FaultyFieldsError,
    ReportSubmission,
    faults_of,
    reason,
    typed_words,
)
from lckm_http import FormFields

NUMBER = "ZG-7"


def submission(**texts: str) -> ReportSubmission:
    """Return a form about a report, of which nothing but its fields is looked at."""
    return ReportSubmission(
        centre=None,
        record=None,
        fields=FormFields({name: [text] for name, text in texts.items()}),
        permission=Permission(True, Role.CALL_CENTRE_STAFF, None, ""),
        by="Osoba",
        now=NOW,
        places=None,
        may_see=lambda number: True,
        checks_codes=False,
    )


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("0", 0),
        ("9", 9),
        ("10", 10),
        ("9999", 9999),
        ("10000", None),
        ("", None),
        ("-1", None),
        ("²", None),
        ("٣", None),
    ],
)
def test_how_many_acts_a_page_had_is_a_number_of_four_digits_at_most(typed, seen):
    assert submission(seen=typed).seen == seen


def test_a_page_may_say_nothing_of_what_it_had():
    assert (submission().seen, submission().version) == (None, None)
    assert submission(wersja="abc").version == "abc"


def test_a_number_that_was_typed_is_a_fault_of_its_field_and_one_that_is_gone_is_not():
    (fault,), status = faults_of(NoSuchReportError("ZG-8"), number=NUMBER)
    assert (fault.field, status) == ("wczesniejsze", 422)
    (fault,), status = faults_of(NoSuchReportError(NUMBER), number=NUMBER)
    assert (fault.field, status) == ("", 409)
    (fault,), status = faults_of(ConflictError(NUMBER), number=NUMBER)
    assert (fault.field, status) == ("", 409)
    assert "Ktoś zmienił to zgłoszenie" in fault.message


def test_all_that_was_typed_and_ticked_is_told_with_its_label():
    fields = FormFields(
        {
            "wynik": ["done"],
            "slowa": ["Naprawione."],
            "wskazane": ["Pawlak", " ", "Nowak"],
            "cecha-lampy": ["7"],
            "cecha-nic": [" "],
            "obcy": ["x"],
        }
    )
    rows = typed_words(fields)
    assert rows[:4] == [
        ("Wynik", "Załatwione."),
        ("Słowa", "Naprawione."),
        ("Słowa", "Pawlak"),
        ("Słowa", "Nowak"),
    ]
    assert [text for _, text in rows[4:]] == ["7"]


def test_a_reason_is_as_long_as_it_may_be_and_without_signs_that_nobody_sees():
    def given(text: str) -> str | None:
        return reason(FormFields({"slowa": [text]}))

    assert given("x" * 2000) == "x" * 2000
    for odd in ("x" * 2001, "a\x07b", "a\x1b[2Jb"):
        with pytest.raises(FaultyFieldsError) as refused:
            given(odd)
        assert [fault.field for fault in refused.value.faults] == ["slowa"]
    assert given(" Po\u00adpraw \u200btelefon.\ufeff ") == "Popraw telefon."
    assert given("\u200b \u00ad") is None
    assert given("e\u0301") == "é"
    # What is looked for is looked for in the longest of them, too.
    personal = "Proszę dzwonić: 601 234 567."
    with pytest.raises(FaultyFieldsError) as refused:
        given("x" * (1999 - len(personal)) + " " + personal)
    assert attrs.asdict(refused.value.faults[0])["redacted"].endswith("[usunięto: telefon].")
