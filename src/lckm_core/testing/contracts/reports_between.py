"""The part of a report store's contract about a restart, several processes, and one that is killed in the middle."""

import multiprocessing
from collections.abc import Callable
from itertools import count
from multiprocessing.connection import Connection
from time import sleep

import attrs
import pytest

from lckm_core import AlreadyRegisteredError, DispatchState, ReportStore
from lckm_core.report.dispatch import LIMITS
from lckm_core.testing.canary import PersonalDataCanary
from lckm_core.testing.contracts import samples
from lckm_core.testing.contracts.base import Contract, when
from lckm_core.testing.contracts.samples import LASTING, NOON, NUMBERS

_WORKERS = 3
_REPORTS = 60
_WHILE = 0.03
"""Seconds: several acts of a store, or a part of a slow one."""
_SEED = "between processes"
_SPAWN = multiprocessing.get_context("spawn")


class BetweenProcessesContract(Contract, abstract=True):
    """Being opened again, claiming from several processes at once, and being killed."""

    survives_restart: bool
    safe_between_processes: bool

    @when(survives_restart=True)
    def test_it_is_all_there_after_a_restart(
        self, store: ReportStore, canary: PersonalDataCanary, reopen: Callable[[], ReportStore]
    ) -> None:
        """Each act is durable when it returns: added, claimed, changed, erased."""
        for report in samples.reports(canary):
            store.add(report, samples.opened(report.number))
        store.claim("w", now=NOON, lasting=LASTING, limit=2, limits=LIMITS)
        store.change(NUMBERS[5], lambda kept: attrs.evolve(kept, state=DispatchState.SENT, due_at=None, reference="R"))
        store.erase(NUMBERS[1], now=NOON)
        before = [(store.get(number), store.dispatch(number)) for number in NUMBERS]
        again = reopen()
        assert [(again.get(number), again.dispatch(number)) for number in NUMBERS] == before
        with pytest.raises(AlreadyRegisteredError):
            again.add(samples.bare_report(NUMBERS[0]), samples.opened(NUMBERS[0]))
        claimed = again.claim("w", now=NOON, lasting=LASTING, limit=100, limits=LIMITS)
        assert NUMBERS[5] not in {one.report_number for one in claimed}

    @when(safe_between_processes=True)
    def test_two_processes_never_get_one_delivery(self, store: ReportStore, opener: Callable[[], ReportStore]) -> None:
        numbers = sorted(f"R-{at}" for at in range(_REPORTS))
        for number in numbers:
            store.add(samples.bare_report(number), samples.opened(number))
        workers = [_started(_claim_all, opener, f"w-{index}") for index in range(_WORKERS)]
        # All are ready before the first begins.
        for _, pipe in workers:
            assert pipe.recv() == "ready"
        for _, pipe in workers:
            pipe.send("go")
        claimed = [pipe.recv() for _, pipe in workers]
        for process, _ in workers:
            process.join()
        assert sorted(number for mine in claimed for number in mine) == numbers

    @when(safe_between_processes=True)
    @pytest.mark.parametrize("after", [1, 12])
    def test_killed_in_the_middle_nothing_is_half_done(
        self, store: ReportStore, opener: Callable[[], ReportStore], after: int
    ) -> None:
        """What was acknowledged is there; what was not is there whole, or not at all; and the next one can go on."""
        process, pipe = _started(_add_all, opener, "")
        acknowledged = [pipe.recv() for _ in range(after)]
        # Somewhere in the middle of what comes next.
        sleep(_WHILE)
        process.kill()
        process.join()
        while pipe.poll():
            try:
                acknowledged.append(pipe.recv())
            except EOFError:
                break
        again, canary = opener(), PersonalDataCanary(_SEED)
        for at in range(len(acknowledged) + 1):
            number = f"R-{at}"
            report, dispatch = again.get(number), again.dispatch(number)
            if number in acknowledged or report is not None or dispatch is not None:
                assert report == samples.full_report(canary, number)
                assert dispatch is not None
                assert dispatch.report_number == number
        again.add(samples.bare_report("after"), samples.opened("after"))
        claimed = again.claim("w", now=NOON + 3 * LASTING, lasting=LASTING, limit=10**6, limits=LIMITS)
        assert {*acknowledged, "after"} <= {one.report_number for one in claimed}


def _started(
    work: Callable[[Callable[[], ReportStore], str, Connection], None], opener: Callable[[], ReportStore], name: str
) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=work, args=(opener, name, theirs), daemon=True)
    process.start()
    # Then a process that dies is heard: the pipe is at its end.
    theirs.close()
    return process, ours


def _claim_all(opener: Callable[[], ReportStore], name: str, pipe: Connection) -> None:
    store = opener()
    pipe.send("ready")
    pipe.recv()
    mine: list[str] = []
    # A store that gives them out for ever is not waited for.
    while len(mine) <= _REPORTS and (batch := store.claim(name, now=NOON, lasting=LASTING, limit=2, limits=LIMITS)):
        mine += [one.report_number for one in batch]
    pipe.send(mine)


def _add_all(opener: Callable[[], ReportStore], _: str, pipe: Connection) -> None:
    store, canary = opener(), PersonalDataCanary(_SEED)
    for at in count():
        report = samples.full_report(canary, f"R-{at}")
        store.add(report, samples.opened(report.number))
        store.claim("w", now=NOON, lasting=LASTING, limit=1, limits=LIMITS)
        pipe.send(report.number)
