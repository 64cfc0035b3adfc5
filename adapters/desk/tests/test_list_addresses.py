"""Each list of the desk: its address says all that was asked for, and one day is a range."""

import importlib
import pkgutil
from urllib.parse import parse_qsl, urlsplit

import attrs
import pytest

import lckm_desk
from lckm_core.organisation import Role
from lckm_core.search_words import SearchWords
from lckm_desk._display.display_list import DisplayAddress
from lckm_desk._pages import PATHS
from lckm_desk._procedures.procedure_list import ProcedureListAddress
from lckm_desk._reports.report_list import ListAddress
from lckm_desk._trail.trail_list import TrailAddress

_CURSORS = ("after", "before")
"""Where the page begins, which the query of the list does not have."""


def addresses():
    found = set()
    for module in pkgutil.walk_packages(lckm_desk.__path__, "lckm_desk."):
        for kind in vars(importlib.import_module(module.name)).values():
            is_ours = isinstance(kind, type) and kind.__module__.startswith("lckm_desk.")
            if is_ours and attrs.has(kind) and hasattr(kind, "read") and hasattr(kind, "query"):
                found.add(kind)
    return sorted(found, key=lambda kind: kind.__name__)


ADDRESSES = addresses()
WITH_DAYS = [kind for kind in ADDRESSES if hasattr(kind, "faults") and "last_day" in dir(kind)]


def named(kind):
    return kind.__name__


def test_there_are_some():
    assert len(ADDRESSES) >= 6
    assert len(WITH_DAYS) == 3


@pytest.mark.parametrize("kind", ADDRESSES, ids=named)
def test_the_query_of_a_list_is_read_as_it_was_asked(kind):
    fields = [field.name for field in attrs.fields(kind) if field.name not in _CURSORS]
    if kind is ListAddress:
        fields.remove("words")  # which a cookie keeps
    for names in (fields, *([name] for name in fields)):
        asked = kind(**{name: f"słowo &={name}" for name in names})
        again = kind.read(dict(parse_qsl(asked.query)))
        assert again == asked
        assert again.query == asked.query
    assert kind().query == ""


FILTERED = {
    "display": (DisplayAddress, Role.MONITORING_STAFF),
    "procedures": (ProcedureListAddress, Role.MONITORING_STAFF),
    "reports": (ListAddress, Role.HEAD_OF_CALL_CENTRE),
    "trail": (TrailAddress, Role.HEAD_OF_CALL_CENTRE),
}


@pytest.mark.parametrize("page", FILTERED)
def test_filters_that_are_sent_as_they_are_ask_for_the_same_view_and_choices(desk, page):
    kind, role = FILTERED[page]
    desk.report()
    desk.procedure("published")
    visitor = desk.visitor(role).get(PATHS[page])
    views = visitor.page.xpath("//nav[@aria-label='Widoki']//a/@href") or [PATHS[page]]
    for view in views:
        query = dict(parse_qsl(urlsplit(view).query))
        (form,) = visitor.get(PATHS[page], **query).page.xpath("//form[@aria-label='Filtry']")
        chosen = [
            (field.name, value)
            for field in form.xpath(".//select")
            for value in field.value_options
        ]
        typed = [(name, "2026-12-01") for name in form.xpath(".//input[@type='date']/@name")]
        for name, value in [("", ""), *chosen, *typed]:
            asked = {**query, name: value}
            (form,) = visitor.get(PATHS[page], **asked).page.xpath("//form[@aria-label='Filtry']")
            assert kind.read(dict(form.form_values())).query == kind.read(asked).query


@pytest.mark.parametrize("kind", WITH_DAYS, ids=named)
@pytest.mark.parametrize(
    ("first", "last", "is_wrong"),
    [
        ("2026-12-01", "2026-12-01", False),
        ("2026-12-01", "2026-12-02", False),
        ("2026-12-02", "2026-12-01", True),
        ("2026-12-01", "", False),
        ("", "2026-12-01", False),
    ],
)
def test_a_range_may_be_of_one_day_and_does_not_end_before_it_begins(kind, first, last, is_wrong):
    faults = kind(first_day=first, last_day=last).faults
    assert [fault.field for fault in faults] == ["do"] * is_wrong


def test_a_page_of_reports_begins_after_a_report_or_is_the_first():
    moment = "2026-12-01T10:00:00+01:00"
    for cursor in ("", "x", f"{moment}~", f"{moment}~nie numer", "2026-13-01~ZG-2026-1"):
        assert ListAddress.read({"przed": cursor}).before is None
    assert ListAddress.read({"przed": f"{moment}~ZG-2026-1"}).before is not None


def test_whoever_sees_some_receivers_asks_for_none_but_these():
    own = frozenset({"Zarząd Dróg", "Zarząd Zieleni"})
    for unit, units in (("", own), ("Zarząd Dróg", ["Zarząd Dróg"]), ("Wydział", [])):
        assert ListAddress(unit=unit).reports(own).units == units
    assert ListAddress(unit="Wydział").reports(None).units == ["Wydział"]
    assert ListAddress().reports(None).units is None


def test_words_are_kept_from_the_address_and_asked_for_again():
    typed = ListAddress.read({"szukane": "a1"}, words=" lampa ulica ")
    assert typed.search_words == SearchWords.of("lampa ulica")
    assert typed.query == "szukane=a1"
    (gone,) = ListAddress.read({"szukane": "a1"}).faults
    assert gone.field == "slowa"
    assert ListAddress(words="a" * 201).search_words is None
