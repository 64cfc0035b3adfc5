"""Work done in forked processes, so that what a fault breaks is gone with the process."""

import os
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
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
    Processes that it started and temporary files that it made go with it.
    """
    running: dict[int, tuple[Task, float, tempfile.TemporaryDirectory[str]]] = {}

    def reaped() -> tuple[Task, str, float]:
        pid, status = os.wait()
        task, started, folder = running.pop(pid)
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        folder.cleanup()
        if os.WIFSIGNALED(status):
            limits = (signal.SIGPROF, signal.SIGALRM)
            outcome = HUNG if os.WTERMSIG(status) in limits else KILLED
        else:
            outcome = {0: SURVIVED, _BROKEN: BROKEN}.get(os.WEXITSTATUS(status), KILLED)
        return task, outcome, time.monotonic() - started

    for task in tasks:
        if len(running) == jobs:
            yield reaped()
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        pid = os.fork()
        if not pid:
            os.setsid()
            os.environ["TMPDIR"] = tempfile.tempdir = folder.name
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            silently(lambda task=task: work(task))
        running[pid] = task, time.monotonic(), folder
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
    """Let this process use that much of a processor from now on, and wait ten times as long."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 10 * seconds)
