"""The trail found from its end: what meets a query, page by page, and never too much at once."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

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
    for one in EVENTS:
        adapter.trail.on_event(one)
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
    return [one.outcome for one in reversed(EVENTS) if query.meets(one)]


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
    # Of some days, only the entries of those days.
    calls = len(EVENTS) // 6 + 1 if query.at_from is None else 2
    assert query.subjects is not None or len(sizes) == calls


def test_moments_long_past_are_found_at_once(
    trail: audit.SqlAudit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail_search, "MOST", 6)
    early = TrailQuery(at_to=NOON + timedelta(minutes=3))
    assert found(trail, early, 50) == (["2", "1", "0"], [3])
    first = TrailQuery(at_from=NOON - timedelta(minutes=5), at_to=NOON)
    page = trail.find_entries(first, limit=50)
    assert [one.event.outcome for one in page.entries] == ["0"]
    assert (page.before, page.reached) == (None, EVENTS[0].at)
    none = TrailQuery(at_from=NOON + timedelta(days=1))
    page = trail.find_entries(none, limit=50)
    assert (page.entries, page.before, page.reached) == ([], None, None)


def test_what_a_restore_took_over_late_is_found_at_its_moment(
    trail: audit.SqlAudit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail_search, "MOST", 6)
    trail.on_event(Event(verb="old", subject="R-9", at=NOON + timedelta(minutes=1)))
    query = TrailQuery(at_from=NOON, at_to=NOON + timedelta(minutes=2))
    outcomes, sizes = found(trail, query, 50)
    assert outcomes == ["done", "1"]
    assert sum(sizes) == 2


def test_moments_are_looked_up_in_their_index(tmp_path: Path) -> None:
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/lckm.db")
    statements: list[tuple[str, Any]] = []

    def keep(_: object, __: object, statement: str, values: Any, *___: object) -> None:
        statements.append((statement, values))

    engine = adapter.database.engine
    event.listen(engine, "before_cursor_execute", keep)
    adapter.trail.find_entries(TrailQuery(at_from=NOON, at_to=NOON + timedelta(days=1)), limit=3)
    event.remove(engine, "before_cursor_execute", keep)
    with engine.connect() as connection:
        statement, values = statements[0]
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert [row.detail for row in rows] == [
        "SEARCH audit USING COVERING INDEX audit_at (at>? AND at<?)"
    ]
    adapter.close()


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
