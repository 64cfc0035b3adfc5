"""The contract of a store of reports that finds them by when they came in."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone

import attrs
import pytest

from lckm_core.delivery import Dispatch
from lckm_core.organisation import Role
from lckm_core.ports.optional import ReportFinder
from lckm_core.reports import (
    TRIAL_PREFIX,
    Outcome,
    Report,
    anonymise,
    note_outcome,
    reopen,
)
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, to_fill_in
from lckm_testing.contracts.samples import NOON

HOUR = timedelta(hours=1)


class ReportFinderContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.optional.ReportFinder` does. Fixture: ``store``."""

    @pytest.fixture
    def store(self) -> ReportFinder:
        """A store of reports that has none, another for each test."""
        to_fill_in("store", "a store of reports that has none yet, another for each test")

    def test_what_it_finds_has_no_personal_part(self, store: ReportFinder) -> None:
        canary = PersonalDataCanary()
        report = samples.full_report(canary, "A-1")
        dispatch = samples.opened("A-1")
        store.add(report, dispatch)
        (found,) = store.find_reports(limit=9)
        assert (found.report, found.dispatch) == (anonymise(report), dispatch)

    def test_the_newest_come_first_and_of_one_moment_the_greatest_number(
        self, store: ReportFinder
    ) -> None:
        _fill(store)
        assert _numbers(store) == ["A-3", "A-5", "A-4", "A-2", "A-1"]

    def test_pages_follow_one_another_without_a_gap(self, store: ReportFinder) -> None:
        _fill(store)
        before: tuple[datetime, str] | None = None
        read: list[str] = []
        # One that repeats a report would never end.
        while len(read) < 9 and (page := store.find_reports(before=before, limit=2)):
            read += [found.report.number for found in page]
            before = page[-1].report.registered_at, page[-1].report.number
        assert read == _numbers(store)
        assert [_numbers(store, skip=skip, limit=2) for skip in (0, 2, 4, 6)] == [
            read[0:2],
            read[2:4],
            read[4:],
            [],
        ]

    def test_a_period_has_its_first_moment_and_not_its_last(self, store: ReportFinder) -> None:
        _fill(store)
        assert _numbers(store, registered_from=NOON, registered_to=NOON + HOUR) == ["A-2"]
        assert _numbers(store, registered_from=NOON + 2 * HOUR) == ["A-3"]
        assert _numbers(store, registered_to=NOON) == ["A-1"]

    def test_categories_and_numbers_choose(self, store: ReportFinder) -> None:
        _fill(store)
        assert _numbers(store, categories=["lamp", "tree"]) == ["A-3", "A-5", "A-2"]
        assert _numbers(store, categories=[]) == []
        assert _numbers(store, numbers=["A-1", "A-2", "unknown"]) == ["A-2", "A-1"]
        assert _numbers(store, numbers=["A-1", "A-2"], categories=["lamp"]) == ["A-2"]
        assert _numbers(store, numbers=[]) == []

    def test_a_report_is_closed_while_an_outcome_is_in_force(self, store: ReportFinder) -> None:
        _fill(store)
        for number in ("A-1", "A-2"):
            store.revise(number, lambda report, dispatch: (_closed(report), dispatch))
        store.revise("A-2", lambda report, dispatch: (_reopened(report), dispatch))
        assert _numbers(store, closed=True) == ["A-1"]
        assert _numbers(store, closed=False) == ["A-3", "A-5", "A-4", "A-2"]
        store.revise("A-2", lambda report, dispatch: (_closed(report), dispatch))
        assert _numbers(store, closed=True) == ["A-2", "A-1"]

    def test_words_that_look_like_an_act_close_nothing(self, store: ReportFinder) -> None:
        words = '"kind":"outcome" \\"kind\\":\\"outcome\\"'
        report = attrs.evolve(samples.bare_report("A-1"), description=words)
        store.add(report, samples.opened("A-1"))
        assert _numbers(store, closed=True) == []

    def test_reports_are_found_by_when_staff_last_acted(self, store: ReportFinder) -> None:
        """However long ago they came in, and whatever the zone of the clock."""
        _fill(store)
        moments = {"A-1": NOON + HOUR, "A-2": NOON + 2 * HOUR}
        for number, now in moments.items():
            local = now.astimezone(timezone(timedelta(hours=2)))
            store.revise(number, _closing_at(local))
        second = NOON.replace(microsecond=0)
        assert _numbers(store, acted_from=NOON) == ["A-2", "A-1"]
        assert _numbers(store, acted_from=second + HOUR) == ["A-2", "A-1"]
        assert _numbers(store, acted_from=second + HOUR + timedelta(seconds=1)) == ["A-2"]
        assert _numbers(store, acted_from=NOON + 3 * HOUR) == []
        later = NOON + 4 * HOUR
        store.revise("A-1", lambda report, dispatch: (_reopened(report, later), dispatch))
        assert _numbers(store, acted_from=NOON + 3 * HOUR) == ["A-1"]
        assert _numbers(store, acted_from=NOON, registered_from=NOON) == ["A-2"]

    def test_it_finds_reports_as_they_are_now(self, store: ReportFinder) -> None:
        _fill(store)
        redacted = store.redact("A-1", ["Dziura"], now=NOON)
        store.erase("A-2", now=NOON)
        found = {one.report.number: one.report for one in store.find_reports(limit=9)}
        assert found["A-1"].description == redacted.description
        assert "A-2" in found

    def test_trial_reports_are_left_out(self, store: ReportFinder) -> None:
        number = f"{TRIAL_PREFIX}1"
        store.add(samples.bare_report(number), samples.opened(number))
        assert _numbers(store) == []

    def test_a_naive_moment_is_refused(self, store: ReportFinder) -> None:
        naive = NOON.replace(tzinfo=None)
        with pytest.raises(ValueError, match=r"."):
            store.find_reports(registered_from=naive, limit=1)
        with pytest.raises(ValueError, match=r"."):
            store.find_reports(registered_to=naive, limit=1)
        with pytest.raises(ValueError, match=r"."):
            store.find_reports(before=(naive, "A-1"), limit=1)
        with pytest.raises(ValueError, match=r"."):
            store.find_reports(acted_from=naive, limit=1)


_AT = {
    "A-1": NOON - HOUR,
    "A-2": NOON,
    "A-3": NOON + 2 * HOUR,
    "A-4": NOON + HOUR,
    "A-5": NOON + HOUR,
}
_CATEGORIES = {"A-2": "lamp", "A-3": "tree", "A-5": "lamp"}


def _fill(store: ReportFinder) -> None:
    for number, now in _AT.items():
        report = attrs.evolve(samples.bare_report(number, now), category=_CATEGORIES.get(number))
        store.add(report, samples.opened(number, now=now))


def _numbers(
    store: ReportFinder,
    *,
    numbers: Sequence[str] | None = None,
    categories: Sequence[str] | None = None,
    closed: bool | None = None,
    registered_from: datetime | None = None,
    registered_to: datetime | None = None,
    acted_from: datetime | None = None,
    skip: int = 0,
    limit: int = 99,
) -> list[str]:
    found = store.find_reports(
        numbers=numbers,
        categories=categories,
        closed=closed,
        registered_from=registered_from,
        registered_to=registered_to,
        acted_from=acted_from,
        skip=skip,
        limit=limit,
    )
    return [one.report.number for one in found]


def _closing_at(now: datetime) -> Callable[[Report, Dispatch], tuple[Report, Dispatch]]:
    return lambda report, dispatch: (_closed(report, now), dispatch)


def _closed(report: Report, now: datetime = NOON) -> Report:
    role = Role.CALL_CENTRE_STAFF
    return note_outcome(report, Outcome.DONE, words="Zrobione.", role=role, now=now)


def _reopened(report: Report, now: datetime = NOON) -> Report:
    return reopen(report, words="Znów nie działa.", role=Role.CALL_CENTRE_STAFF, now=now)
