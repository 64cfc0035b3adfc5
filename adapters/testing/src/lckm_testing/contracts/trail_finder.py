"""The contract of a trail whose entries are found from the newest on."""

from collections.abc import Sequence
from datetime import timedelta, timezone
from typing import cast

import pytest

from lckm_core.organisation import Role
from lckm_core.ports import Event, EventVerb, Listener
from lckm_core.ports.optional import AuditEntry, TrailFinder, TrailPage, TrailQuery, TrailScope
from lckm_testing.contracts.base import Contract, to_fill_in
from lckm_testing.contracts.samples import NOON

MINUTE = timedelta(minutes=1)
_ANNA, _JAN = "Anna Próbna", "Jan Próbny"
_MOST_CALLS = 50
_ANY = TrailQuery()


class TrailFinderContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.optional.TrailFinder` does. Fixture: ``trail``."""

    @pytest.fixture
    def trail(self) -> TrailFinder:
        """A listener that heard nothing yet, another for each test."""
        to_fill_in("trail", "a listener that heard nothing yet, another for each test")

    def test_what_it_finds_is_what_it_heard(self, trail: TrailFinder) -> None:
        _fill(trail)
        assert [entry.event for entry in _found_entries(trail)] == _EVENTS[::-1]

    def test_the_one_recorded_last_comes_first_whatever_its_moment(
        self, trail: TrailFinder
    ) -> None:
        for minutes in (2, 0, 1):
            _tell(trail, _event(minutes))
        found = _found_entries(trail)
        assert [entry.event.at for entry in found] == [NOON + at * MINUTE for at in (1, 0, 2)]
        ids = [entry.id for entry in found]
        assert ids == sorted(set(ids), reverse=True)

    def test_pages_follow_one_another_without_a_gap(self, trail: TrailFinder) -> None:
        _fill(trail)
        for limit in (1, 2, len(_EVENTS), 99):
            assert [entry.event for entry in _found_entries(trail, limit=limit)] == _EVENTS[::-1]
            page = trail.find_entries(limit=limit)
            assert len(page.entries) <= limit

    def test_an_entry_recorded_meanwhile_is_on_no_later_page(self, trail: TrailFinder) -> None:
        _fill(trail)
        first = trail.find_entries(limit=2)
        _tell(trail, _event(9))
        second_page = _found_entries(trail, before=first.before)
        assert [entry.event for entry in (*first.entries, *second_page)] == _EVENTS[::-1]

    def test_each_condition_chooses(self, trail: TrailFinder) -> None:
        _fill(trail)
        for query in _QUERIES:
            wanted = [event for event in reversed(_EVENTS) if query.meets(event)]
            assert 0 < len(wanted) < len(_EVENTS)
            for limit in (1, 99):
                assert [
                    entry.event for entry in _found_entries(trail, query, limit=limit)
                ] == wanted, query

    def test_a_period_has_its_first_moment_and_not_its_last(self, trail: TrailFinder) -> None:
        _fill(trail)
        for zone in (NOON.tzinfo, timezone(timedelta(hours=2))):
            first, last = (NOON + at * MINUTE for at in (1, 3))
            query = TrailQuery(at_from=first.astimezone(zone), at_to=last.astimezone(zone))
            assert [entry.event.at for entry in _found_entries(trail, query)] == [
                NOON + 2 * MINUTE,
                first,
            ]

    def test_a_condition_that_lets_nothing_pass_finds_nothing(self, trail: TrailFinder) -> None:
        _fill(trail)
        for query in (
            TrailQuery(subjects=[]),
            TrailQuery(verbs=[]),
            TrailQuery(by=[]),
            TrailQuery(scope=TrailScope()),
            TrailQuery(at_from=NOON + 99 * MINUTE),
            TrailQuery(at_to=NOON),
        ):
            assert _found_entries(trail, query) == [], query

    def test_a_full_page_looked_as_far_as_its_last_entry(self, trail: TrailFinder) -> None:
        _fill(trail)
        page = trail.find_entries(limit=2)
        assert page.before is not None
        assert page.reached == page.entries[-1].event.at

    def test_the_last_page_says_that_it_is(self, trail: TrailFinder) -> None:
        assert _page_facts(trail.find_entries(limit=2)) == ([], None, None)
        _tell(trail, _event(0))
        assert _page_facts(trail.find_entries(limit=2)) == ([_event(0)], None, NOON)


def _event(minutes: int) -> Event:
    return Event(verb=EventVerb.EXPORT, subject="BIP", at=NOON + minutes * MINUTE)


_EVENTS = [
    Event(verb=verb, subject=subject, at=NOON + at * MINUTE, role=role, by=by, outcome=str(at))
    for at, (verb, subject, role, by) in enumerate(
        (
            (EventVerb.SETTLE_BY_HAND, "R-1", Role.CALL_CENTRE_STAFF, _ANNA),
            (EventVerb.EXPORT, "BIP", None, None),
            ("a word of its own", "R-1", Role.DIRECTOR, _JAN),
            (EventVerb.SETTLE_BY_HAND, "R-2", Role.CALL_CENTRE_STAFF, _JAN),
            (EventVerb.EXPORT, "R-2", Role.DIRECTOR, None),
        )
    )
]
_QUERIES = (
    TrailQuery(subjects=["R-1", "unknown"]),
    TrailQuery(verbs=[EventVerb.EXPORT, "a word of its own"]),
    TrailQuery(by=[_JAN]),
    TrailQuery(scope=TrailScope(frozenset({_ANNA}))),
    TrailQuery(scope=TrailScope(frozenset(), frozenset({Role.DIRECTOR}))),
    TrailQuery(scope=TrailScope(frozenset({_JAN}), frozenset({Role.DIRECTOR}))),
    TrailQuery(at_from=NOON + 3 * MINUTE),
    TrailQuery(at_to=NOON + 2 * MINUTE),
    TrailQuery(subjects=["R-1", "R-2"], by=[_JAN], verbs=[EventVerb.SETTLE_BY_HAND], at_from=NOON),
)


def _tell(trail: TrailFinder, event: Event) -> None:
    cast(Listener, trail).on_event(event)


def _fill(trail: TrailFinder) -> None:
    for event in _EVENTS:
        _tell(trail, event)


def _found_entries(
    trail: TrailFinder, query: TrailQuery = _ANY, *, before: int | None = None, limit: int = 99
) -> Sequence[AuditEntry]:
    """Return the entries of all pages."""
    found: list[AuditEntry] = []
    for _ in range(_MOST_CALLS):
        page = trail.find_entries(query, before=before, limit=limit)
        found += page.entries
        if page.before is None:
            return found
        before = page.before
    pytest.fail("the pages have no end")


def _page_facts(page: TrailPage) -> tuple[object, ...]:
    return [entry.event for entry in page.entries], page.before, page.reached
