"""What a program hands in wrongly is told in a sentence, at once, and not by a fault deep
inside.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml

from lckm_core import (
    Audience,
    ContactCentre,
    Role,
    UnreadableFileError,
    build,
    check,
    check_file,
    civil_day,
    first_clean_day,
    is_due,
    may,
    project,
    read,
    register,
)
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import Act
from lckm_core.ports import Access, AccessPurpose, Event, EventVerb, SessionRecord
from lckm_core.ports.optional import ReportQuery
from lckm_core.publication import EditionAct, OutlineQuery, State, Transition, move
from lckm_core.reports import check_report_form

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[1] / "files" / "accepted" / "minimal.yaml").read_bytes()
)


@pytest.mark.parametrize("source", [None, Path("KA-01478.yaml"), bytearray(b"id: x"), 7])
def test_a_source_that_is_no_text(source):
    with pytest.raises(
        TypeError,
        match=rf"text or bytes of a file, not {type(source).__name__}: pass path.read_bytes",
    ):
        read(source)


@pytest.mark.parametrize("name", ["samples/procedures/KA-01478.yaml", "opis.yml", "C:opis.json"])
def test_a_name_in_place_of_content(name):
    with pytest.raises(UnreadableFileError) as caught:
        read(name)
    assert "Jest tu sama nazwa pliku" in caught.value.text()
    assert "name of a file where its content should stand" in caught.value.text("en")


def test_another_text_is_no_name():
    with pytest.raises(UnreadableFileError) as caught:
        read("Wydanie zaświadczenia")
    assert "nazwa pliku" not in caught.value.text()


def test_an_unknown_syntax():
    with pytest.raises(ValueError, match="“yaml” or “json”, not 'toml'"):
        read("{}", syntax="toml")


def test_an_unknown_purpose():
    with pytest.raises(ValueError, match="document, form, not 'foo'"):
        check_file("x.pdf", b"", "foo")


@pytest.mark.parametrize("day", ["2020-01-01", datetime(2020, 1, 1, tzinfo=UTC), 7])
def test_a_day_of_the_request_that_is_none(day):
    with pytest.raises(
        TypeError, match=rf"requested_on= takes a day \(datetime.date\), not {type(day).__name__}"
    ):
        check(MINIMAL, requested_on=day)


@pytest.mark.parametrize("window", [{}, {"valid_to": "2027-01-01"}])
def test_a_day_of_showing_that_is_none(window):
    procedure = read(yaml.safe_dump(MINIMAL | window)).procedure()
    with pytest.raises(TypeError, match=r"on= takes a day \(datetime.date\), not str"):
        project(procedure, Audience.PORTAL, on="2026-01-01")
    assert project(procedure, Audience.PORTAL, on=date(2026, 1, 1)) is not None


@pytest.mark.parametrize("known", [["KA-01492"], [{"id": "KA-01492"}]])
def test_numbers_where_procedures_are_known(known):
    with pytest.raises(TypeError, match="known= takes procedures"):
        check(MINIMAL, known=known)


@pytest.mark.parametrize("role", ["admin", Role.DIRECTOR.value, None, Act.PUBLISH])
def test_a_role_that_is_none(role):
    """Nor is the Polish name of one: the host knows who is signed in, and says so by a member."""
    with pytest.raises(
        TypeError, match=rf"Role is one of HEAD_OF_CELL, .*, not {type(role).__name__}"
    ):
        may(role, Act.PUBLISH)


def test_an_act_or_a_mover_that_is_none():
    with pytest.raises(TypeError, match=r"Act is one of HAND_IN_MATERIAL, .*, not str"):
        may(Role.DIRECTOR, "opublikować")
    with pytest.raises(TypeError, match=r"Role is one of .*, not str"):
        move(State.CHECKED, Transition.PUBLISH, "admin")


NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
FORM = {"description": "Dziura.", "attachments": [{"size": 5}]}
SOUND = {"number": "ZG-1", "now": NOW, "terms_version": "1", "heads": [b"\xff\xd8\xff"]}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"number": None}, "number= takes text, not NoneType"),
        ({"number": 1}, "number= takes text, not int"),
        ({"now": date(2026, 3, 4)}, "a moment is a datetime.datetime with a time zone, not date"),
        (
            {"now": "2026-03-04T12:00:00Z"},
            "a moment is a datetime.datetime with a time zone, not str",
        ),
        ({"heads": ["\xff\xd8"]}, "heads= takes the first bytes of each attachment, not text"),
        ({"terms_version": 1}, "terms_version= takes text, not int"),
    ],
)
def test_a_report_of_the_wrong_types(given, said):
    """Through the centre as well; nothing is kept."""
    memory = MemoryAdapter()
    for verb in (register, ContactCentre(build(memory)).register):
        assert verb(FORM, **SOUND | {"number": "ZG-0"})
        with pytest.raises(TypeError, match=said):
            verb(FORM, **SOUND | given)
    assert memory.reports.get("ZG-1") is None


def test_of_terms_the_core_wants_the_version():
    """The centre looks it up; the core has nowhere to look."""
    with pytest.raises(TypeError, match="terms_version= takes text, not NoneType"):
        register(FORM, **SOUND | {"terms_version": None})


@pytest.mark.parametrize("version", ["", " ", "\n", "1\n2", "1\r2", "1\u20282", "1\n"])
def test_a_version_of_the_terms_is_one_line(version):
    with pytest.raises(
        ValueError, match="terms_version= names the portal terms in force, on one line"
    ):
        register(FORM, **SOUND | {"terms_version": version})


def test_heads_that_are_text():
    with pytest.raises(TypeError, match="heads= takes the first bytes"):
        check_report_form(FORM, heads="\xff")


@pytest.mark.parametrize("given", [date(2023, 1, 31), "2023-01-31", None])
def test_a_day_has_no_hour_and_so_no_month_for_sure(given):
    report = register(FORM, **SOUND)
    for asked in (
        lambda: first_clean_day(given),
        lambda: is_due(report, now=given),
        lambda: civil_day(given),
    ):
        with pytest.raises(
            TypeError,
            match=f"a moment is a datetime.datetime with a time zone, not {type(given).__name__}",
        ):
            asked()


AT = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
VALUES = {
    Access: {
        "verb": EventVerb.READ_PERSONAL,
        "subject": "ZG-1",
        "role": Role.DIRECTOR,
        "by": "Ewa Pokazowa",
        "purpose": AccessPurpose.CORRECTION,
        "at": AT,
    },
    EditionAct: {"verb": Transition.HAND_IN, "at": AT},
    Event: {"verb": EventVerb.READ_PERSONAL, "subject": "ZG-1", "at": AT},
    OutlineQuery: {"in_state_before": AT},
    ReportQuery: {"registered_from": AT, "registered_to": AT, "acted_from": AT},
    SessionRecord: {
        "key": "klucz",
        "login": "ewa",
        "way": "oidc",
        "signed_in_at": AT,
        "proved_at": AT,
        "until": AT,
    },
}


@pytest.mark.parametrize(
    ("value", "field"),
    [
        (value, field)
        for value, fields in VALUES.items()
        for field, given in fields.items()
        if given is AT
    ],
    ids=lambda given: given if isinstance(given, str) else given.__name__,
)
def test_a_moment_of_a_value_has_a_time_zone(value, field):
    value(**VALUES[value])
    with pytest.raises(ValueError, match="a naive datetime names no moment"):
        value(**VALUES[value] | {field: AT.replace(tzinfo=None)})
    with pytest.raises(TypeError, match="not date"):
        value(**VALUES[value] | {field: AT.date()})


def test_near_the_ends_of_the_calendar():
    """As the docstrings say."""
    last = datetime(9999, 5, 31, 21, 59, 59, tzinfo=UTC)
    assert first_clean_day(last) == date(9999, 12, 1)
    with pytest.raises(ValueError, match="10000"):
        first_clean_day(last + timedelta(seconds=1))
    assert first_clean_day(datetime(1, 1, 1, 12, tzinfo=UTC)) == date(1, 8, 1)
    for edge in (
        datetime.max.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
    ):
        for asked in (first_clean_day, civil_day):
            with pytest.raises(OverflowError):
                asked(edge)
