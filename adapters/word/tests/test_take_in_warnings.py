"""„Nie ma uwag” is true of what a take-in says: past days and text in „Inne” are warned of."""

import re
from datetime import UTC, date, datetime

import attrs
import check_site
import pytest
import word_documents as documents
from click.testing import CliRunner

from lckm_core import check, compare, to_data
from lckm_core.findings import Severity
from lckm_word import check_document, redline, write
from lckm_word.commands import word
from lckm_word.take_in_warnings import take_in_warnings

TODAY = date(2026, 12, 1)
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
SOUND = attrs.evolve(
    documents.sample("KA-01478"), valid_from=None, valid_to=None, produced_on=date(2026, 11, 2)
)
NEW = attrs.evolve(SOUND, id="")
FAULTS = [
    ("LCKM-R036", "/valid_from", attrs.evolve(SOUND, valid_from=date(2026, 11, 30))),
    ("LCKM-R037", "/valid_to", attrs.evolve(SOUND, valid_to=date(2026, 11, 30))),
    ("LCKM-R004", "/produced_on", attrs.evolve(SOUND, produced_on=date(2026, 12, 2))),
]


def found(source: bytes) -> list[tuple[str, str, Severity]]:
    checked = check_document(source, on=TODAY)
    known = {(one.finding.code, one.finding.path) for one in check_document(source).findings}
    return [
        (one.code, one.path, one.severity)
        for one, _ in checked.findings
        if (one.code, one.path) not in known
    ]


@pytest.mark.parametrize(("code", "path", "procedure"), FAULTS)
def test_a_day_that_a_take_in_would_refuse_is_warned_of(code, path, procedure):
    assert found(write(procedure)) == [(code, path, Severity.WARNING)]
    taken_in = check(procedure, requested_on=TODAY)
    assert (code, path) in {(one.code, one.path) for one in taken_in.errors}


def test_a_text_in_the_field_of_the_call_centre_is_warned_of():
    assert found(write(NEW)) == [("LCKM-U009", "/call_centre/other", Severity.WARNING)]
    placed = check_document(write(NEW), on=TODAY).findings[-1]
    assert placed.place.field == "Inne"


def test_a_text_there_that_the_current_description_may_have_is_not_warned_of():
    assert SOUND.call_centre.other
    assert found(write(SOUND)) == []


def test_days_that_a_take_in_accepts_are_not_warned_of():
    accepted = attrs.evolve(SOUND, valid_from=TODAY, valid_to=TODAY, produced_on=TODAY)
    assert found(write(accepted)) == []


def test_a_request_is_warned_of_what_it_changes_alone():
    old = attrs.evolve(SOUND, valid_from=date(2026, 3, 1))
    new = attrs.evolve(old, title="Wydanie karty parkingowej", valid_to=date(2026, 11, 30))
    request = compare(old, new)
    source = redline(old, request, author="Jan Przykładowy", at=NOON)
    assert found(source) == [("LCKM-R037", "/valid_to", Severity.WARNING)]
    noted = attrs.evolve(old, call_centre=attrs.evolve(old.call_centre, other="proszę czekać"))
    source = redline(old, compare(old, noted), author="Jan Przykładowy", at=NOON)
    assert ("LCKM-U009", "/call_centre/other", Severity.WARNING) in found(source)


LATE = attrs.evolve(SOUND, valid_to=date(2026, 11, 30))
REQUEST = redline(SOUND, compare(SOUND, LATE), author="Jan Przykładowy", at=NOON)


@pytest.mark.parametrize("source", [*(write(faulty) for *_, faulty in FAULTS), write(NEW), REQUEST])
@pytest.mark.parametrize("lang", ["pl", "en"])
def test_the_copy_has_a_comment_for_each_warning_and_finding(source, lang):
    checked = check_document(source, on=TODAY, lang=lang)
    assert found(source)
    comments = documents.parts(checked.copy)["word/comments.xml"].decode()
    commented = re.findall(r"\bLCKM-[A-Z]\d{3}(?=:)", comments)
    assert sorted(commented) == sorted(finding.code for finding, _ in checked.findings)


@pytest.mark.parametrize(("code", "path", "procedure"), FAULTS)
def test_a_day_that_a_request_leaves_as_it_is_is_none_of_its_own(code, path, procedure):
    before, after = to_data(procedure), {**to_data(procedure), "title": "Inny tytuł"}
    assert [*take_in_warnings(after, TODAY, before)] == []
    assert (code, path) in {(one.code, one.path) for one in take_in_warnings(after, TODAY)}


def test_the_page_and_the_command_say_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(word, "today", lambda: TODAY)
    source = write(FAULTS[0][2])
    said = "Dzień „Obowiązuje od” (2026-11-30) już minął"
    site = check_site.face(clock=lambda: NOON)
    with site.running():
        assert said in check_site.Clerk(site).send(source).text
    (tmp_path / "opis.docx").write_bytes(source)
    done = CliRunner().invoke(word.command, ["check", "opis.docx"])
    assert said in done.stderr
