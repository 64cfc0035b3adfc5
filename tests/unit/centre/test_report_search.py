"""Reports found by words: by a store's own search, and of one that only finds reports."""

from datetime import UTC, datetime, timedelta

import pytest

from lckm_core import ContactCentre, build
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import Role
from lckm_core.ports import exclude_ports, provide
from lckm_core.ports.optional import ReportQuery
from lckm_core.reports import Outcome
from lckm_core.search_words import SearchWords
from lckm_testing.contracts import samples

NOW = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
SWING = SearchWords.of("huśtawka")


@pytest.fixture
def centre(centre_of_each_store):
    return centre_of_each_store


def register(centre, at, text, category="drzewo"):
    form = {
        "description": text,
        "category": category,
        "place": {"address": "park Źródliska"},
        "reporter": {"name": "Idalia Latarnia", "phone": "601 234 567"},
    }
    now = NOW + timedelta(hours=at)
    centre.register(form, number=f"ZG-{at}", now=now, terms_version="1")


def numbers(page):
    return [one.report.number for one in page.reports]


def test_reports_are_found_by_words_of_what_stays(centre):
    register(centre, 1, "Połamane huśtawki. Idalia Latarnia, tel. 601 234 567")
    register(centre, 2, "Drzewo się chwieje.")
    page = centre.search_reports(SWING)
    assert (numbers(page), page.looked_at, page.before) == (["ZG-1"], 2, None)
    assert page.reports[0].report.is_anonymous
    assert numbers(centre.search_reports(SearchWords.of("601 latarnia"))) == []
    assert numbers(centre.search_reports(SearchWords.of("parku źródliska"))) == ["ZG-2", "ZG-1"]


def test_they_are_found_by_what_their_reporters_were_told(centre):
    register(centre, 1, "Połamane huśtawki.")
    role = Role.CALL_CENTRE_STAFF
    words = "Naprawił konserwator, rozmawiała p. Idalia Latarnia."
    centre.note_outcome("ZG-1", Outcome.DONE, words=words, role=role, now=NOW)
    assert numbers(centre.search_reports(SearchWords.of("konserwator"))) == ["ZG-1"]
    assert numbers(centre.search_reports(SearchWords.of("Idalia"))) == []


def test_it_looks_at_what_meets_the_conditions_and_at_so_many_alone(centre):
    for at in range(1, 5):
        register(centre, at, "Huśtawka.", "drzewo" if at % 2 else "inne")
    query = ReportQuery(categories=["drzewo"])
    page = centre.search_reports(SWING, query, most=1)
    assert (numbers(page), page.looked_at) == (["ZG-3"], 1)
    rest = centre.search_reports(SWING, query, before=page.before)
    assert (numbers(rest), rest.looked_at, rest.before) == (["ZG-1"], 1, None)


@pytest.mark.parametrize("wrong", [{"limit": 0}, {"most": 0}, {"before": (datetime.min, "ZG-1")}])
def test_what_makes_no_sense_is_refused(centre, wrong):
    with pytest.raises(ValueError, match=r"."):
        centre.search_reports(SWING, **wrong)


class FindsNothing:
    """A store of reports that has what its port asks for alone."""

    def __init__(self, store):
        self._store = store

    def __getattr__(self, name):
        if name in ("find_reports", "count_reports", "search_reports"):
            raise AttributeError(name)
        return getattr(self._store, name)


def test_a_store_that_finds_no_reports_gives_none():
    memory = MemoryAdapter(table=samples.TABLE)
    store = FindsNothing(memory.reports)
    centre = ContactCentre(build(exclude_ports(memory, "reports"), provide(reports=store)))
    register(centre, 1, "Huśtawka.")
    page = centre.search_reports(SWING)
    assert (numbers(page), page.looked_at, page.before) == ([], 0, None)
