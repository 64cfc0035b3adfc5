"""What the contract of report stores repeats: acts, limits that let others in, processes."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from inspect import isclass, isfunction
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import attrs

from lckm_core.delivery import DISPATCH_LIMITS, Dispatch, DispatchLimits
from lckm_core.ports import ReportStore
from lckm_core.reports import Report
from lckm_testing.canary import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.samples import LASTING, NOON


class LimitsThatLetIn(DispatchLimits):
    """The usual limits, which call *meanwhile* when the library's ``claim`` reads them.

    A store has then read the delivery and not yet written it: its lock has to keep others out.
    """

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        # The validators of the limits read them first.
        object.__setattr__(self, "meanwhile", lambda: None)
        super().__init__()
        object.__setattr__(self, "meanwhile", meanwhile)

    def __getattribute__(self, name: str) -> Any:
        if name == "longest_lease":
            super().__getattribute__("meanwhile")()
        return super().__getattribute__(name)


def is_written(canary: PersonalDataCanary, files: Path) -> bool:
    """Return whether some file has a datum of *canary*.

    The files are read twice: meanwhile a database may move what it stores from its log, which is
    read last, to a page that was read already.
    """
    return any(canary.search(files) for _ in range(2))


def added(store: ReportStore, number: str, now: datetime = NOON) -> Dispatch:
    """Keep a plain report, and return its delivery."""
    dispatch = samples.opened(number, now=now)
    report: Report = samples.bare_report(number)
    store.add(report, dispatch)
    return dispatch


def claimed(
    store: ReportStore,
    *,
    worker: str = "w",
    now: datetime = NOON,
    limit: int = 1,
    limits: DispatchLimits = DISPATCH_LIMITS,
) -> tuple[Dispatch, ...]:
    """Claim deliveries, and return them."""
    found: Sequence[Dispatch] = store.claim(
        worker, now=now, lasting=LASTING, limit=limit, limits=limits
    )
    return tuple(found)


def one_more(dispatch: Dispatch) -> Dispatch:
    """A move that can be counted."""
    return attrs.evolve(dispatch, token=dispatch.token + 1)


def named(dispatch: Dispatch) -> Dispatch:
    """A move that is the same when it is made twice."""
    return attrs.evolve(dispatch, reference="R")


_PROCESSES = (
    multiprocessing.get_context("forkserver")
    if "forkserver" in multiprocessing.get_all_start_methods()
    else multiprocessing.get_context("spawn")
)
BEGINS = "begins"


def started(work: Callable[[Connection], None]) -> tuple[BaseProcess, Connection]:
    """Let another process do *work*, which has to pickle; return it, and this end of its pipe."""
    # Forked from a server that has loaded the first adapter, it starts in a tenth of the time.
    _PROCESSES.set_forkserver_preload(_modules_of(work))
    ours, theirs = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=_work, args=(dict(os.environ), work, theirs), daemon=True)
    process.start()
    # Then a process that dies is heard: the pipe is at its end.
    theirs.close()
    return process, ours


def _modules_of(work: object) -> list[str]:
    """Return the modules of the functions that partial ones are made of."""
    if isinstance(work, partial):
        parts = (work.func, *work.args, *work.keywords.values())
        return [name for part in parts for name in _modules_of(part)]
    return [work.__module__] if isfunction(work) or isclass(work) else []


def _work(
    environment: dict[str, str], work: Callable[[Connection], None], pipe: Connection
) -> None:
    """Work in the environment of the test, for the server's is that of the first test."""
    os.environ.clear()
    os.environ.update(environment)
    work(pipe)


def killed(work: Callable[[Connection], None], *, after: int, share: float) -> list[str]:
    """Let another process work, kill it in the middle of an act; return what it acknowledged.

    Args:
        work: what it does: it sends :data:`BEGINS` before each act, and after it what is done.
        after: in which act it is killed: the one after so many.
        share: how far into it, by how long the previous act took, to wait for a slow machine.
    """
    process, pipe = started(work)
    acknowledged: list[str] = []
    lasted = 0.0
    for _ in range(after):
        assert pipe.recv() == BEGINS
        begun = monotonic()
        acknowledged += pipe.recv()
        lasted = monotonic() - begun
    assert pipe.recv() == BEGINS
    sleep(share * lasted)
    process.kill()
    process.join()
    while pipe.poll():
        try:
            message = pipe.recv()
            acknowledged += () if message == BEGINS else message
        except EOFError:
            break
    return acknowledged
