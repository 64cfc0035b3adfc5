"""A search by words, page after page, finds what one finds who looks at every report."""

from datetime import timedelta
from itertools import product

import attrs
import pytest
from hypothesis import given, strategies as st

from lckm_core.memory import MemoryReports
from lckm_core.ports.optional import ReportQuery, ReportSearch, offered, search_by_reading
from lckm_core.reports import EventPlace, ReportChannel, has_words
from lckm_core.search_words import SearchWords
from lckm_sql import SqlAdapter
from lckm_testing.contracts import samples

THINGS = ("Huśtawka", "huśtawki", "LATARNIE", "latarnia", "Straße \U0001f6b8", "121", "12a")
PLACES = (None, "park Źródliska 12", "w parku Poniatowskiego", "ul. Huśtawkowa")
TYPED = st.lists(
    st.sampled_from(("huśtawka", "latarn", "PARK", "zrodliska", "12", "121", "strasse", "kot")),
    min_size=1,
    max_size=3,
).map(" ".join)
CHANNELS = st.sampled_from((None, [ReportChannel.PHONE], [ReportChannel.FORM], []))


@pytest.fixture(scope="module", params=["memory", "sqlite"])
def store(request, tmp_path_factory):
    """A store with a report for each thing and place, some of one moment."""
    sql = None
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("search")
        sql = SqlAdapter(url=f"sqlite:///{folder}/reports.sqlite", encryption=False)
    found = MemoryReports() if sql is None else sql.reports
    for at, (thing, place) in enumerate(product(THINGS, PLACES)):
        number, now = f"A-{at * 37 % 100:02}", samples.NOON + timedelta(hours=at // 3)
        report = attrs.evolve(
            samples.bare_report(number, now),
            description=f"{thing}: nie działa.",
            place=None if place is None else EventPlace(address=place),
            channel=ReportChannel.PHONE if at % 2 else ReportChannel.FORM,
        )
        found.add(report, samples.opened(number, now=now))
    yield found
    if sql is not None:
        sql.close()


@given(TYPED, CHANNELS, st.integers(1, 9), st.integers(4, 40))
def test_pages_of_a_search_are_all_that_has_the_words(store, typed, channels, limit, most):
    words, query = SearchWords.of(typed), ReportQuery(channels=channels)
    candidates = [one.report for one in store.find_reports(query, limit=99)]
    search = getattr(offered(store, ReportSearch), "search_reports", None)
    numbers, looked_at, before, is_end = [], 0, None, False
    while not is_end:
        if search is not None:
            page = search(words, query, before=before, limit=limit, most=most)
        else:
            page = search_by_reading(store, words, query, before=before, limit=limit, most=most)
        # One that finds nothing anew would never end.
        assert page.looked_at or page.before is None
        assert len(page.reports) <= limit
        assert page.looked_at <= most
        numbers += [one.report.number for one in page.reports]
        looked_at += page.looked_at
        before, is_end = page.before, page.before is None
    assert numbers == [report.number for report in candidates if has_words(report, words)]
    assert looked_at == len(candidates)
