"""What a report store does with threads and processes at once: no act is lost or doubled."""

from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from threading import Barrier, Event as Flag
from time import sleep
from typing import Any

import attrs
import pytest

from lckm_core.delivery import DISPATCH_LIMITS, Dispatch, DispatchState
from lckm_core.errors import AlreadyRegisteredError
from lckm_core.ports import ReportStore
from lckm_core.reports import anonymise
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, Meanwhile, at_once, when
from lckm_testing.contracts.reports_helpers import (
    LimitsThatLetIn,
    added,
    claimed,
    named,
    one_more,
    started,
)
from lckm_testing.contracts.samples import LASTING, NOON, NUMBERS

_MOMENT = 0.002
"""Seconds: long enough for another thread to come in between, where it can."""
_ERASES = {
    "erase": lambda store: store.erase("0", now=NOON),
    "erase_due": lambda store: store.erase_due(now=samples.LATER),
}


class RacingContract(Contract, abstract=True):
    """What several threads do at once, and what one does in the middle of another's act."""

    # ── adding ────────────────────────────────────────────────────────────────────────────────────

    def test_of_many_who_add_one_number_one_does(self, store: ReportStore) -> None:
        """And what is kept is that one's report with its delivery."""
        numbers, workers = [f"R-{at}" for at in range(20)], 6
        gates = [Barrier(workers) for _ in numbers]

        def add(index: int) -> list[bool | Exception]:
            outcomes: list[bool | Exception] = []
            for number, gate in zip(numbers, gates, strict=True):
                report = attrs.evolve(samples.bare_report(number), category=f"k-{index}")
                dispatch = samples.opened(number, attrs.evolve(samples.UNIT, unit=f"k-{index}"))
                gate.wait()
                try:
                    store.add(report, dispatch)
                    outcomes.append(True)
                except AlreadyRegisteredError:
                    outcomes.append(False)
                # Looked at below, and the others are not to wait at their gate.
                except Exception as error:  # noqa: BLE001
                    outcomes.append(error)
            return outcomes

        done: list[Any] = at_once(workers, add)
        assert [
            error for outcomes in done for error in outcomes if isinstance(error, Exception)
        ] == []
        for at, number in enumerate(numbers):
            (winner,) = [index for index, outcomes in enumerate(done) if outcomes[at]]
            report, dispatch = store.get(number), store.dispatch(number)
            assert report is not None
            assert dispatch is not None
            assert dispatch.mailbox is not None
            assert report.category == dispatch.mailbox.unit == f"k-{winner}"

    def test_a_report_is_never_without_its_delivery(self, store: ReportStore) -> None:
        """Whoever reads while it is added sees both or neither."""
        numbers, over = [f"R-{at}" for at in range(25)], Flag()

        def act(index: int) -> bool:
            if index == 0:
                try:
                    for number in numbers:
                        added(store, number)
                finally:
                    over.set()
                return True
            while not over.is_set():
                for number in numbers:
                    if store.get(number) is not None and store.dispatch(number) is None:
                        return False
                    if any(
                        store.get(dispatch.report_number) is None for dispatch in claimed(store)
                    ):
                        return False
            return True

        assert at_once(3, act) == [True] * 3

    # ── claiming and changing ─────────────────────────────────────────────────────────────────────

    def test_two_workers_never_get_one_delivery(self, store: ReportStore) -> None:
        """Not even when each takes its time between reading a delivery and leasing it."""
        numbers = {f"R-{at}" for at in range(36)}
        for number in sorted(numbers):
            added(store, number)

        def work(index: int) -> list[Dispatch]:
            mine: list[Dispatch] = []
            limits = LimitsThatLetIn(partial(sleep, _MOMENT))
            # A store that gives them out for ever is not waited for.
            while len(mine) <= len(numbers) and (
                batch := claimed(store, worker=f"w-{index}", limit=5, limits=limits)
            ):
                mine += batch
            return mine

        got: list[Any] = at_once(6, work)
        assert not [error for error in got if isinstance(error, Exception)]
        leased = [
            (dispatch.report_number, dispatch.lease.worker, index)
            for index, mine in enumerate(got)
            for dispatch in mine
        ]
        assert sorted(number for number, _, _ in leased) == sorted(numbers)
        assert all(worker == f"w-{index}" for _, worker, index in leased)
        kept = [store.dispatch(number) for number in numbers]
        assert all(lease is not None and lease.token == 1 for lease in kept)

    def test_no_change_is_lost(self, store: ReportStore) -> None:
        """Not even when each move takes its time."""
        added(store, "0")

        def slowly(dispatch: Dispatch) -> Dispatch:
            sleep(_MOMENT)
            return one_more(dispatch)

        done = at_once(6, lambda _: [store.change("0", slowly).token for _ in range(5)][-1])
        assert not [error for error in done if isinstance(error, Exception)]
        kept = store.dispatch("0")
        assert kept is not None
        assert kept.token == 30

    def test_a_claim_amid_a_change_is_not_written_over(self, store: ReportStore) -> None:
        """The lease stands, and so does the change, in whichever order."""
        added(store, "0")
        claiming = Meanwhile(lambda: claimed(store))

        def move(dispatch: Dispatch) -> Dispatch:
            claiming()
            return named(dispatch)

        store.change("0", move)
        self._both_stand(store, claiming.result())

    def test_a_change_amid_a_claim_is_not_written_over(self, store: ReportStore) -> None:
        added(store, "0")
        changing = Meanwhile(lambda: store.change("0", named))
        leased = claimed(store, limits=LimitsThatLetIn(changing))
        assert changing.result().reference == "R"
        self._both_stand(store, leased)

    def _both_stand(self, store: ReportStore, leased: tuple[Dispatch, ...]) -> None:
        kept = store.dispatch("0")
        assert kept is not None
        assert (kept.reference, kept.token) == ("R", len(leased)), (
            "the change or the lease was written over"
        )
        assert kept.lease == (leased[0].lease if leased else None)

    # ── erasing ───────────────────────────────────────────────────────────────────────────────────

    @pytest.mark.parametrize("how", _ERASES)
    def test_a_change_does_not_bring_back_what_was_erased(
        self, store: ReportStore, how: str
    ) -> None:
        """Erased while a move is made: in the end there is no personal part."""
        added(store, "0")
        erasing = Meanwhile(lambda: _ERASES[how](store))

        def move(dispatch: Dispatch) -> Dispatch:
            erasing()
            return attrs.evolve(dispatch, token=5)

        store.change("0", move)
        erasing.result()
        report, dispatch = store.get("0"), store.dispatch("0")
        assert report is not None
        assert dispatch is not None
        assert (report.is_anonymous, dispatch.token) == (True, 5)

    @pytest.mark.parametrize("how", _ERASES)
    def test_a_claim_does_not_bring_back_what_was_erased(
        self, store: ReportStore, how: str
    ) -> None:
        added(store, "0")
        erasing = Meanwhile(lambda: _ERASES[how](store))
        leased = claimed(store, limits=LimitsThatLetIn(erasing))
        erasing.result()
        report, dispatch = store.get("0"), store.dispatch("0")
        assert report is not None
        assert dispatch is not None
        assert (report.is_anonymous, dispatch.token) == (True, len(leased))

    @pytest.mark.parametrize("how", _ERASES)
    def test_whoever_reads_while_it_is_erased_sees_all_or_nothing(
        self, store: ReportStore, canary: PersonalDataCanary, how: str
    ) -> None:
        """The whole report, or what ``anonymise`` leaves with its files and notices pending."""
        full_reports = [samples.full_report(canary, f"R-{at}") for at in range(12)]
        for report in full_reports:
            store.add(report, attrs.evolve(samples.delivered(report.number), files=True))
        over = Flag()

        def act(index: int) -> bool:
            if index == 0:
                try:
                    if how == "erase_due":
                        store.erase_due(now=samples.LATER)
                    else:
                        for report in full_reports:
                            store.erase(report.number, now=NOON)
                finally:
                    over.set()
                return True
            at = 0
            while not over.is_set() and at < len(full_reports):
                report = full_reports[at]
                seen = store.get(report.number)
                if seen == anonymise(report):
                    named, noticed_numbers = (
                        store.files_to_delete(limit=1000),
                        [dispatch.id for dispatch in store.pending_erasure_notices(limit=1000)],
                    )
                    if report.number not in noticed_numbers or not {
                        f"{report.number}-1",
                        f"{report.number}-2",
                    } <= set(named):
                        return False
                    at += 1
                elif seen != report:
                    return False
            return True

        assert at_once(3, act) == [True] * 3


_WORKERS = 3
_REPORTS = 40


class BetweenProcessesContract(Contract, abstract=True):
    """Being opened again, and claiming from several processes at once."""

    survives_restart: bool
    safe_between_processes: bool

    @when(survives_restart=True)
    def test_it_is_all_there_after_a_restart(
        self, store: ReportStore, canary: PersonalDataCanary, reopen: Callable[[], ReportStore]
    ) -> None:
        """Each act is durable when it returns: added, claimed, changed, erased."""
        for report in samples.reports(canary):
            store.add(report, samples.opened(report.number))
        store.claim("w", now=NOON, lasting=LASTING, limit=2, limits=DISPATCH_LIMITS)
        store.change(
            NUMBERS[5],
            lambda kept: attrs.evolve(kept, state=DispatchState.SENT, due_at=None, reference="R"),
        )
        store.erase(NUMBERS[1], now=NOON)
        before = [(store.get(number), store.dispatch(number)) for number in NUMBERS]
        reopened = reopen()
        assert [(reopened.get(number), reopened.dispatch(number)) for number in NUMBERS] == before
        with pytest.raises(AlreadyRegisteredError):
            reopened.add(samples.bare_report(NUMBERS[0]), samples.opened(NUMBERS[0]))
        claimed = reopened.claim("w", now=NOON, lasting=LASTING, limit=100, limits=DISPATCH_LIMITS)
        assert NUMBERS[5] not in {dispatch.report_number for dispatch in claimed}

    @when(safe_between_processes=True)
    def test_two_processes_never_get_one_delivery(
        self, store: ReportStore, opener: Callable[[], ReportStore]
    ) -> None:
        numbers = sorted(f"R-{at}" for at in range(_REPORTS))
        for number in numbers:
            store.add(samples.bare_report(number), samples.opened(number))
        workers = [started(partial(_claim_all, opener, f"w-{index}")) for index in range(_WORKERS)]
        # All are ready before the first begins.
        for _, pipe in workers:
            assert pipe.recv() == "ready"
        for _, pipe in workers:
            pipe.send("go")
        claimed = [pipe.recv() for _, pipe in workers]
        for process, _ in workers:
            process.join()
        assert sorted(number for mine in claimed for number in mine) == numbers


def _claim_all(opener: Callable[[], ReportStore], name: str, pipe: Connection) -> None:
    store, limits = opener(), LimitsThatLetIn(partial(sleep, _MOMENT))
    pipe.send("ready")
    pipe.recv()
    mine: list[str] = []
    # A store that gives them out for ever is not waited for.
    while len(mine) <= _REPORTS and (batch := claimed(store, worker=name, limit=2, limits=limits)):
        mine += [dispatch.report_number for dispatch in batch]
    pipe.send(mine)
