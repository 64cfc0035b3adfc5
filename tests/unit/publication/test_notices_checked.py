"""Rules across the fields of an announcement and of the terms, at their edges."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from lckm_core import (
    Directory,
    Severity,
    check,
    read_form,
    to_yaml,
)
from lckm_core.calendar import Window
from lckm_core.organisation import DIRECTORY, Unit
from lckm_core.procedures import from_data
from lckm_core.publication import Announcement, PortalTerms, check_notice

SAMPLES = Path(__file__).parents[3] / "samples"
NEWS = from_data(
    {
        "id": "OG-0001",
        "title": "Przerwa w dostawie wody",
        "text": "W piątek nie będzie wody.",
        "unit": "Urząd Miasta Łodzi",
        "cell": "Wydział Gospodarki Komunalnej",
        "requested_by": {"name": "Wzorcowy Jan"},
        "valid_from": "2026-11-23",
        "valid_to": "2026-11-27",
        "produced_on": "2026-11-20",
    },
    Announcement,
)
TERMS = from_data({"version": "2", "valid_from": "2026-12-01", "text": "Zasady."}, PortalTerms)
APPROVED = {"approved_by": {"name": "Przykładowa Anna"}, "approved_on": "2026-11-02"}


OWN = Directory((attrs.evolve(DIRECTORY.units[0], lists_all_cells=True),))
"""A list that is whole, as a city's own is."""


def found(notice=NEWS, requested_on=None, directory=DIRECTORY, **fields):
    changed = attrs.evolve(notice, **fields)
    findings = check_notice(changed, directory, requested_on=requested_on)
    document = read_form(to_yaml(changed))
    placed = check(document, requested_on=requested_on, directory=directory)
    assert sorted((one.code, one.path) for one in placed) == sorted(
        (one.code, one.path) for one in findings
    )
    assert all(
        one.severity is Severity.ERROR and one.message != one.message_en != "" for one in findings
    )
    return [(one.code, one.path) for one in findings]


@pytest.mark.parametrize(
    "path", sorted((SAMPLES / "notices").glob("*")) + sorted((SAMPLES / "terms").glob("*"))
)
def test_the_samples_are_clean(path):
    assert list(check(read_form(path.read_bytes(), name=path.name))) == []


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        (date(2026, 11, 27), date(2026, 11, 27), []),
        (date(2026, 11, 28), date(2026, 11, 27), [("LCKM-N010", "/valid_to")]),
        (date(2026, 11, 28), None, []),
        (None, date(2026, 11, 27), []),
    ],
)
def test_it_is_shown_on_some_day(first, last, codes):
    assert found(valid_from=first, valid_to=last) == codes


@pytest.mark.parametrize(
    ("unit", "cell", "codes"),
    [
        ("Zarząd Nieznany", None, [("LCKM-N011", "/unit")]),
        ("Zarząd Nieznany", "Dział A", [("LCKM-N011", "/unit")]),
        ("Urząd Miasta Łodzi", None, [("LCKM-N012", "/cell")]),
        ("Urząd Miasta Łodzi", "Wydział Nieznany", []),
        ("Schronisko dla Zwierząt", None, []),
        ("Schronisko dla Zwierząt", "Dział Adopcji", []),
    ],
)
def test_whose_it_is_is_known(unit, cell, codes):
    assert found(unit=unit, cell=cell) == codes


def test_a_cell_that_the_hosts_list_lacks():
    unknown = found(directory=OWN, cell="Wydział Nieznany")
    assert unknown == [("LCKM-N012", "/cell")]


def test_a_near_name_is_suggested():
    (unit,) = check_notice(attrs.evolve(NEWS, unit="Schronisko dla zwierzat", cell=None))
    (cell,) = check_notice(attrs.evolve(NEWS, cell="Wydzial Gospodarki Komunalnej"), directory=OWN)
    assert "Czy chodzi o „Schronisko dla Zwierząt”?" in unit.message
    assert "Did you mean “Wydział Gospodarki Komunalnej”?" in cell.message_en


def test_the_unit_counts_on_the_day_of_the_request():
    directory = Directory((Unit("Zakład Dawny", window=Window(None, date(2026, 11, 20))),))
    for on, codes in (
        (None, []),
        (date(2026, 11, 20), []),
        (date(2026, 11, 21), [("LCKM-N011", "/unit")]),
    ):
        assert found(requested_on=on, directory=directory, unit="Zakład Dawny", cell=None) == codes


@pytest.mark.parametrize(
    ("produced", "requested", "late"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), False),
        (date(2026, 11, 20), date(2026, 11, 19), True),
        (date(2026, 11, 27), None, False),
        (date(2026, 11, 28), None, True),
        (date(2099, 1, 1), date(2026, 11, 20), True),
        (None, date(2026, 11, 19), False),
    ],
)
def test_it_was_made_before_it_was_asked_for_and_last_shown(produced, requested, late):
    assert (
        found(produced_on=produced, requested_on=requested)
        == [("LCKM-N013", "/produced_on")] * late
    )


def test_without_a_last_day_and_a_day_of_the_request_nothing_says_that_it_was_made_late():
    assert found(produced_on=date(2099, 1, 1), valid_to=None) == []


@pytest.mark.parametrize("text", ["...", "—", "**!**"])
def test_a_text_says_something(text):
    assert found(text=text, title=text) == [("LCKM-N014", "/title"), ("LCKM-N014", "/text")]
    assert found(TERMS, text=text, version=text) == [
        ("LCKM-N111", "/version"),
        ("LCKM-N111", "/text"),
    ]
    assert found(TERMS, text="Ą", version="2") == found(text="7") == []


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, []),
        (APPROVED, []),
        ({"approved_by": APPROVED["approved_by"]}, [("LCKM-N110", "/approved_on")]),
        ({"approved_on": APPROVED["approved_on"]}, [("LCKM-N110", "/approved_by")]),
    ],
)
def test_an_approval_says_who_and_when_or_neither(given, codes):
    whole = from_data(
        {"version": "2", "valid_from": "2026-12-01", "text": "Zasady.", **given}, PortalTerms
    )
    assert found(whole) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("approved_by: {name: Przykładowa Anna}\napproved_on: wczoraj", {"LCKM-N103"}),
        ("approved_by: Anna\napproved_on: 2026-11-02", {"LCKM-N102"}),
        ("approved_by: Anna\nversion: '...'", {"LCKM-N102", "LCKM-N111"}),
    ],
)
def test_what_is_at_fault_already_is_not_judged_further(text, codes):
    base = "valid_from: 2026-12-01\ntext: Zasady.\n" + (
        "" if "version" in text else "version: '2'\n"
    )
    assert {finding.code for finding in check(read_form(base + text))} == codes
