"""The part of a report store's contract about a restart, and about several processes at once."""

from collections.abc import Callable
from functools import partial
from multiprocessing.connection import Connection
from time import sleep

import attrs
import pytest

from lckm_core.delivery import DISPATCH_LIMITS, DispatchState
from lckm_core.errors import AlreadyRegisteredError
from lckm_core.ports import ReportStore
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, when
from lckm_testing.contracts.processes import started
from lckm_testing.contracts.reports_helpers import LimitsThatLetIn, claimed
from lckm_testing.contracts.samples import LASTING, NOON, NUMBERS

_WORKERS = 3
_REPORTS = 40
_MOMENT = 0.002
"""Seconds: long enough for another process to come in between, where it can."""


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
        again = reopen()
        assert [(again.get(number), again.dispatch(number)) for number in NUMBERS] == before
        with pytest.raises(AlreadyRegisteredError):
            again.add(samples.bare_report(NUMBERS[0]), samples.opened(NUMBERS[0]))
        claimed = again.claim("w", now=NOON, lasting=LASTING, limit=100, limits=DISPATCH_LIMITS)
        assert NUMBERS[5] not in {one.report_number for one in claimed}

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
        mine += [one.report_number for one in batch]
    pipe.send(mine)
