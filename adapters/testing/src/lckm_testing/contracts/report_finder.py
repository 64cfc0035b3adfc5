"""The contract of a store of reports that lists and counts them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import attrs
import pytest

from lckm_core.delivery import (
    Dispatch,
    DispatchState,
    HelpdeskReason,
    Mailbox,
    open_dispatch,
    open_notices,
)
from lckm_core.organisation import Role
from lckm_core.ports.optional import (
    ListedReport,
    ReportFacet,
    ReportFinder,
    ReportLists,
    ReportQuery,
    offered,
)
from lckm_core.reports import (
    TRIAL_PREFIX,
    Classification,
    EventPlace,
    Outcome,
    Report,
    ReportChannel,
    ReportKind,
    anonymise,
    note_outcome,
    reclassify,
    reopen,
)
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, to_fill_in
from lckm_testing.contracts.samples import NOON

HOUR = timedelta(hours=1)
_ANY = ReportQuery()


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

    def test_the_oldest_come_first_where_asked(self, store: ReportFinder) -> None:
        _fill(store)
        assert _numbers(store, oldest_first=True) == ["A-1", "A-2", "A-4", "A-5", "A-3"]
        # The page before one, and the one after.
        middle = NOON + HOUR, "A-4"
        assert _numbers(store, after=middle, oldest_first=True, limit=1) == ["A-5"]
        assert _numbers(store, after=middle) == ["A-3", "A-5"]
        assert _numbers(store, after=(NOON + HOUR, "A-5")) == ["A-3"]
        assert _numbers(store, before=middle, oldest_first=True) == ["A-1", "A-2"]
        assert _numbers(store, before=(NOON + HOUR, "A-5"), after=(NOON, "A-2")) == ["A-4"]

    def test_a_period_has_its_first_moment_and_not_its_last(self, store: ReportFinder) -> None:
        _fill(store)
        assert _numbers(store, ReportQuery(registered_from=NOON, registered_to=NOON + HOUR)) == [
            "A-2"
        ]
        assert _numbers(store, ReportQuery(registered_from=NOON + 2 * HOUR)) == ["A-3"]
        assert _numbers(store, ReportQuery(registered_to=NOON)) == ["A-1"]

    def test_categories_and_numbers_choose(self, store: ReportFinder) -> None:
        _fill(store)
        assert _numbers(store, ReportQuery(categories=["lamp", "tree"])) == ["A-3", "A-5", "A-2"]
        assert _numbers(store, ReportQuery(categories=[])) == []
        assert _numbers(store, ReportQuery(numbers=["A-1", "A-2", "unknown"])) == ["A-2", "A-1"]
        assert _numbers(store, ReportQuery(numbers=["A-1", "A-2"], categories=["lamp"])) == ["A-2"]
        assert _numbers(store, ReportQuery(numbers=[])) == []

    def test_every_facet_chooses_and_counts(self, store: ReportFinder) -> None:
        _fill_facets(store)
        for facet, (name, values) in _FACETS.items():

            def among(chosen: Iterable[Any], name: str = name) -> ReportQuery:
                conditions: dict[str, Any] = {name: [*chosen]}
                return ReportQuery(**conditions)

            counts = store.count_reports(by=facet)
            assert dict(counts) == {value: len(numbers) for value, numbers in values.items()}
            for value, numbers in values.items():
                assert _numbers(store, among([value])) == numbers
                assert dict(store.count_reports(among([value]), by=facet)) == {value: len(numbers)}
            assert _numbers(store, among(values)) == _numbers(store)
            assert _numbers(store, among([])) == []
            assert store.count_reports(among([]), by=facet) == {}

    def test_conditions_are_met_together(self, store: ReportFinder) -> None:
        _fill_facets(store)
        query = ReportQuery(channels=[ReportChannel.PHONE], units=["roads", None])
        assert _numbers(store, query) == ["A-4"]
        assert store.count_reports(query, by=ReportFacet.KIND) == {ReportKind.OTHER: 1}
        later = attrs.evolve(query, registered_from=NOON + 4 * HOUR)
        assert _numbers(store, later) == []
        assert store.count_reports(later, by=ReportFacet.KIND) == {}

    def test_it_counts_the_newest_alone_where_asked(self, store: ReportFinder) -> None:
        _fill_facets(store)
        by = ReportFacet.UNIT
        assert dict(store.count_reports(by=by, most=2)) == {None: 1, "trees": 1}
        some = ReportQuery(units=["roads", "trees"])
        assert dict(store.count_reports(some, by=by, most=2)) == {"trees": 1, "roads": 1}
        assert dict(store.count_reports(some, by=by, most=9)) == {"trees": 1, "roads": 2}

    def test_what_it_counts_is_as_it_is_now(self, store: ReportFinder) -> None:
        _fill_facets(store)
        new = Classification(kind=ReportKind.OTHER, category="tree", area="north")
        store.revise("A-1", lambda report, dispatch: (_close(report.classified(new)), dispatch))
        store.change("A-2", _as_sent)
        assert _numbers(store, ReportQuery(categories=["tree"], areas=["north"])) == ["A-1"]
        assert store.count_reports(by=ReportFacet.CLOSED) == {True: 1, False: 3}
        assert _numbers(store, ReportQuery(states=[DispatchState.SENT])) == ["A-3", "A-2"]

    def test_what_waits_for_a_person_needs_attention(self, store: ReportFinder) -> None:
        _fill_facets(store)
        assert _numbers(store, ReportQuery(attention=True)) == []
        store.change("A-1", lambda dispatch: attrs.evolve(dispatch, needs_a_hand=True))
        (notice,) = open_notices(store.change("A-3", lambda dispatch: dispatch), now=NOON)
        store.add_notices([notice])
        assert _numbers(store, ReportQuery(attention=True)) == ["A-3", "A-1"]
        assert _numbers(store, ReportQuery(attention=False)) == ["A-4", "A-2"]
        assert store.count_reports(ReportQuery(attention=True), by=ReportFacet.UNIT) == {
            "roads": 1,
            "trees": 1,
        }
        store.change("A-1", lambda dispatch: attrs.evolve(dispatch, needs_a_hand=False))
        store.change(notice.id, lambda dispatch: attrs.evolve(dispatch, confirmed_at=NOON))
        assert _numbers(store, ReportQuery(attention=True)) == []

    def test_a_report_is_closed_while_an_outcome_is_in_force(self, store: ReportFinder) -> None:
        _fill(store)
        for number in ("A-1", "A-2"):
            store.revise(number, lambda report, dispatch: (_close(report), dispatch))
        store.revise("A-2", lambda report, dispatch: (_reopen(report), dispatch))
        assert _numbers(store, ReportQuery(closed=True)) == ["A-1"]
        assert _numbers(store, ReportQuery(closed=False)) == ["A-3", "A-5", "A-4", "A-2"]
        store.revise("A-2", lambda report, dispatch: (_close(report), dispatch))
        assert _numbers(store, ReportQuery(closed=True)) == ["A-2", "A-1"]

    def test_words_that_look_like_an_act_close_nothing(self, store: ReportFinder) -> None:
        words = '"kind":"outcome" \\"kind\\":\\"outcome\\"'
        report = attrs.evolve(samples.bare_report("A-1"), description=words)
        store.add(report, samples.opened("A-1"))
        assert _numbers(store, ReportQuery(closed=True)) == []

    def test_reports_are_found_by_when_staff_last_acted(self, store: ReportFinder) -> None:
        """However long ago they came in, and whatever the zone of the clock."""
        _fill(store)
        moments = {"A-1": NOON + HOUR, "A-2": NOON + 2 * HOUR}
        for number, now in moments.items():
            local = now.astimezone(timezone(timedelta(hours=2)))
            store.revise(number, _closing_at(local))
        second = NOON.replace(microsecond=0)
        assert _numbers(store, ReportQuery(acted_from=NOON)) == ["A-2", "A-1"]
        assert _numbers(store, ReportQuery(acted_from=second + HOUR)) == ["A-2", "A-1"]
        assert _numbers(store, ReportQuery(acted_from=second + HOUR + timedelta(seconds=1))) == [
            "A-2"
        ]
        assert _numbers(store, ReportQuery(acted_from=NOON + 3 * HOUR)) == []
        later = NOON + 4 * HOUR
        store.revise("A-1", lambda report, dispatch: (_reopen(report, later), dispatch))
        assert _numbers(store, ReportQuery(acted_from=NOON + 3 * HOUR)) == ["A-1"]
        assert _numbers(store, ReportQuery(acted_from=NOON, registered_from=NOON)) == ["A-2"]

    def test_it_finds_reports_as_they_are_now(self, store: ReportFinder) -> None:
        _fill(store)
        redacted = store.redact("A-1", ["Dziura"], now=NOON)
        store.erase("A-2", now=NOON)
        found = {match.report.number: match.report for match in store.find_reports(limit=9)}
        assert found["A-1"].description == redacted.description
        assert "A-2" in found

    def test_trial_reports_are_left_out(self, store: ReportFinder) -> None:
        number = f"{TRIAL_PREFIX}1"
        store.add(samples.bare_report(number), samples.opened(number))
        assert _numbers(store) == []

    def test_what_it_lists_is_what_it_finds(self, store: ReportFinder) -> None:
        """Where it offers lists: else they are made of what it finds."""
        _fill_listed(store)
        wanted = [ListedReport.of(match) for match in store.find_reports(limit=9)]
        lists = offered(store, ReportLists)
        listed = wanted if lists is None else [*lists.list_reports(limit=9)]
        assert [(report.number, report.receiver, report.outcome) for report in listed] == [
            ("A-5", None, Outcome.DUPLICATE),
            ("A-4", None, None),
            ("A-3", "trees", Outcome.DONE),
            ("A-2", "roads", None),
            ("A-1", "roads", Outcome.DONE),
        ]
        assert listed == wanted
        if lists is not None:
            before = wanted[0].registered_at, wanted[0].number
            assert [*lists.list_reports(before=before, limit=2)] == wanted[1:3]
            query = ReportQuery(units=["trees"])
            assert [*lists.list_reports(query, limit=9)] == [wanted[2]]

    def test_a_naive_moment_is_refused(self, store: ReportFinder) -> None:
        naive = NOON.replace(tzinfo=None)
        with pytest.raises(ValueError, match=r"."):
            store.find_reports(before=(naive, "A-1"), limit=1)
        with pytest.raises(ValueError, match=r"."):
            store.find_reports(after=(naive, "A-1"), limit=1)


_AT = {
    "A-1": NOON - HOUR,
    "A-2": NOON,
    "A-3": NOON + 2 * HOUR,
    "A-4": NOON + HOUR,
    "A-5": NOON + HOUR,
}
_CATEGORIES = {"A-2": "lamp", "A-3": "tree", "A-5": "lamp"}


_FACETS: Mapping[ReportFacet, tuple[str, Mapping[Any, list[str]]]] = {
    ReportFacet.STATE: (
        "states",
        {DispatchState.PENDING: ["A-4", "A-2", "A-1"], DispatchState.SENT: ["A-3"]},
    ),
    ReportFacet.UNIT: ("units", {"roads": ["A-2", "A-1"], "trees": ["A-3"], None: ["A-4"]}),
    ReportFacet.CATEGORY: ("categories", {"lamp": ["A-3", "A-1"], None: ["A-4", "A-2"]}),
    ReportFacet.KIND: (
        "kinds",
        {ReportKind.INTERVENTION: ["A-2", "A-1"], ReportKind.OTHER: ["A-4", "A-3"]},
    ),
    ReportFacet.CHANNEL: (
        "channels",
        {ReportChannel.PHONE: ["A-4", "A-3"], ReportChannel.FORM: ["A-2", "A-1"]},
    ),
    ReportFacet.AREA: ("areas", {"north": ["A-2", "A-1"], "south": ["A-3"], None: ["A-4"]}),
}
"""The condition for each facet, and the reports of :func:`_fill_facets` by its value."""


def _fill_facets(store: ReportFinder) -> None:
    units = {"A-1": "roads", "A-2": "roads", "A-3": "trees", "A-4": None}
    for at, (number, unit) in enumerate(units.items()):
        late = number in ("A-3", "A-4")
        area = {"A-1": "north", "A-2": "north", "A-3": "south"}.get(number)
        now = NOON + at * HOUR
        report = attrs.evolve(
            samples.bare_report(number, now),
            category="lamp" if number in ("A-1", "A-3") else None,
            kind=ReportKind.OTHER if late else ReportKind.INTERVENTION,
            channel=ReportChannel.PHONE if late else ReportChannel.FORM,
            place=None if area is None else EventPlace(area=area),
        )
        mailbox = None if unit is None else Mailbox(unit, f"{unit}@example.org", contact=True)
        store.add(report, open_dispatch(number, mailbox, now=now))
    store.change("A-3", _as_sent)


def _fill_listed(store: ReportFinder) -> None:
    """Add reports that differ in whatever a list shows."""
    _fill_facets(store)
    report = samples.full_report(PersonalDataCanary(), "A-5", NOON + 5 * HOUR)
    store.add(attrs.evolve(report, language="uk"), samples.opened("A-5", now=NOON + 5 * HOUR))
    store.change("A-5", lambda dispatch: attrs.evolve(dispatch, because=HelpdeskReason.TOO_OFTEN))
    store.revise("A-1", lambda report, dispatch: (_close(report), dispatch))
    store.revise("A-2", lambda report, dispatch: (_reopen(_close(report)), dispatch))
    new = Classification(kind=ReportKind.OTHER, category="tree", area="north")
    store.revise(
        "A-3",
        lambda report, dispatch: (
            reclassify(_close(report), new, role=Role.CALL_CENTRE_STAFF, now=NOON),
            dispatch,
        ),
    )


def _as_sent(dispatch: Dispatch) -> Dispatch:
    return attrs.evolve(dispatch, state=DispatchState.SENT, due_at=None)


def _fill(store: ReportFinder) -> None:
    for number, now in _AT.items():
        report = attrs.evolve(samples.bare_report(number, now), category=_CATEGORIES.get(number))
        store.add(report, samples.opened(number, now=now))


def _numbers(
    store: ReportFinder,
    query: ReportQuery = _ANY,
    *,
    before: tuple[datetime, str] | None = None,
    after: tuple[datetime, str] | None = None,
    oldest_first: bool = False,
    skip: int = 0,
    limit: int = 99,
) -> list[str]:
    found = store.find_reports(
        query, before=before, after=after, oldest_first=oldest_first, skip=skip, limit=limit
    )
    return [match.report.number for match in found]


def _closing_at(now: datetime) -> Callable[[Report, Dispatch], tuple[Report, Dispatch]]:
    return lambda report, dispatch: (_close(report, now), dispatch)


def _close(report: Report, now: datetime = NOON) -> Report:
    role = Role.CALL_CENTRE_STAFF
    return note_outcome(report, Outcome.DONE, words="Zrobione.", role=role, now=now)


def _reopen(report: Report, now: datetime = NOON) -> Report:
    return reopen(report, words="Znów nie działa.", role=Role.CALL_CENTRE_STAFF, now=now)
