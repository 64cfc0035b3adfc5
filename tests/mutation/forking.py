"""Work done in forked processes, so that what a fault breaks is gone with the process."""

import os
import resource
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Task = TypeVar("Task")
MEMORY = 3 * 1024**3
SURVIVED, KILLED, HUNG, BROKEN = "survived", "killed", "hung", "broken"
_BROKEN = 70


def in_children(
    tasks: Iterable[Task], work: Callable[[Task], int], jobs: int
) -> Iterator[tuple[Task, str, float]]:
    """Do the *work* of each task in a forked process, *jobs* at a time; yield task, outcome
    and seconds taken.

    The work returns 0 for a mutant that survived; an exception means that it could not be judged.
    """
    running: dict[int, tuple[Task, float]] = {}

    def reaped() -> tuple[Task, str, float]:
        pid, status = os.wait()
        task, started = running.pop(pid)
        if os.WIFSIGNALED(status):
            outcome = HUNG if os.WTERMSIG(status) == signal.SIGPROF else KILLED
        else:
            outcome = {0: SURVIVED, _BROKEN: BROKEN}.get(os.WEXITSTATUS(status), KILLED)
        return task, outcome, time.monotonic() - started

    for task in tasks:
        if len(running) == jobs:
            yield reaped()
        pid = os.fork()
        if not pid:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            silently(lambda task=task: work(task))
        running[pid] = task, time.monotonic()
    while running:
        yield reaped()


def silently(work: Callable[[], int | None]) -> None:
    """Do *work* without a word and end this process."""
    status = _BROKEN
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        status = work() or 0
    finally:
        os._exit(status)


def allow(seconds: float) -> None:
    """Let this process use that much of a processor from now on, and no more."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
