"""The trail found from its end: what meets a query, page by page, and never too much at once."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import text

from lckm_core.organisation import Role
from lckm_core.ports import Event, EventVerb
from lckm_core.ports.optional import TrailQuery, TrailScope
from lckm_sql import SqlAdapter, audit, trail_search
from lckm_testing.contracts import samples

NOON = samples.NOON
PEOPLE = (None, "Anna Próbna", "Jan Próbny")
ROLES = (None, Role.CALL_CENTRE_STAFF, Role.DIRECTOR)
VERBS = (EventVerb.SETTLE_BY_HAND, EventVerb.EXPORT, "a word of its own")
# Entries are not written in the order of what they tell.
EVENTS = [
    Event(
        verb=VERBS[at % 3],
        subject=f"R-{at % 5}",
        at=NOON + timedelta(minutes=at if at % 7 else at - 3),
        role=ROLES[at // 3 % 3],
        by=PEOPLE[at // 2 % 3],
        outcome=str(at),
    )
    for at in range(40)
]
QUERIES = [
    TrailQuery(),
    TrailQuery(subjects=["R-1", "R-3", "unknown"]),
    TrailQuery(verbs=[EventVerb.EXPORT]),
    TrailQuery(verbs=[]),
    TrailQuery(by=["Anna Próbna"]),
    TrailQuery(at_from=NOON + timedelta(minutes=10), at_to=NOON + timedelta(minutes=20)),
    TrailQuery(scope=TrailScope(frozenset({"Jan Próbny"}))),
    TrailQuery(scope=TrailScope(frozenset(), frozenset({Role.DIRECTOR}))),
    TrailQuery(
        scope=TrailScope(frozenset({"Jan Próbny"}), frozenset({Role.DIRECTOR})),
        verbs=VERBS[:2],
        subjects=["R-2", "R-4"],
    ),
    TrailQuery(scope=TrailScope()),
]


@pytest.fixture
def trail(adapter: SqlAdapter) -> audit.SqlAudit:
    for event in EVENTS:
        adapter.trail.on_event(event)
    return adapter.trail


def found(trail: audit.SqlAudit, query: TrailQuery, limit: int) -> tuple[list[str], list[int]]:
    """Return the outcomes of all pages, and how long each page is."""
    outcomes: list[str] = []
    sizes = []
    before: int | None = None
    for _ in range(100):
        page = trail.find_entries(query, before=before, limit=limit)
        outcomes += [one.event.outcome for one in page.entries]
        sizes.append(len(page.entries))
        before = page.before
        if before is None:
            return outcomes, sizes
    raise AssertionError("the trail has no end")


def expected(query: TrailQuery) -> Sequence[str]:
    return [event.outcome for event in reversed(EVENTS) if query.meets(event)]


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_pages_have_what_meets_the_query_once_the_newest_first(
    trail: audit.SqlAudit, query: TrailQuery
) -> None:
    for limit in (1, 7, 100):
        outcomes, sizes = found(trail, query, limit)
        assert outcomes == expected(query)
        assert all(size == limit for size in sizes[:-1])


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_no_call_looks_at_more_ids_than_it_may_and_none_is_left_out(
    trail: audit.SqlAudit, query: TrailQuery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail_search, "MOST", 6)
    outcomes, sizes = found(trail, query, 50)
    assert outcomes == expected(query)
    assert query.subjects is not None or len(sizes) == len(EVENTS) // 6 + 1


def test_a_page_says_how_far_it_looked(
    trail: audit.SqlAudit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail_search, "MOST", 5)
    page = trail.find_entries(TrailQuery(verbs=["unknown"]), limit=3)
    assert (page.entries, page.before, page.reached) == ([], 36, EVENTS[35].at)
    page = trail.find_entries(limit=2)
    assert (page.before, page.reached) == (39, EVENTS[38].at)


def test_a_trail_with_gaps_is_found_whole(
    trail: audit.SqlAudit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail_search, "MOST", 4)
    with trail.database.writing() as connection:
        connection.execute(text("DELETE FROM audit WHERE id BETWEEN 8 AND 30"))
    outcomes, _ = found(trail, TrailQuery(), 50)
    assert outcomes == [str(at) for at in (*range(39, 29, -1), *range(6, -1, -1))]


def test_an_empty_trail_is_an_empty_page(adapter: SqlAdapter) -> None:
    page = adapter.trail.find_entries(limit=3)
    assert (page.entries, page.before, page.reached) == ([], None, None)


def test_a_naive_moment_is_refused() -> None:
    for name in ("at_from", "at_to"):
        with pytest.raises(ValueError, match="naive"):
            TrailQuery(**{name: NOON.replace(tzinfo=None)})
