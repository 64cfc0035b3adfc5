"""Other processes that act on what a test made, each with a pipe to tell of it."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import sleep

_SPAWN = multiprocessing.get_context("spawn")
_WHILE = 0.03
"""Seconds: several acts of a store, or a part of a slow one."""


def started(work: Callable[[Connection], None]) -> tuple[BaseProcess, Connection]:
    """Let another process do *work*, which has to pickle; return it, and this end of its pipe."""
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=work, args=(theirs,), daemon=True)
    process.start()
    # Then a process that dies is heard: the pipe is at its end.
    theirs.close()
    return process, ours


def killed(work: Callable[[Connection], None], after: int) -> list[str]:
    """Let another process do *work*, kill it soon after so many acknowledgements, and return all that it has given."""
    process, pipe = started(work)
    acknowledged: list[str] = [pipe.recv() for _ in range(after)]
    # Somewhere in the middle of what comes next.
    sleep(_WHILE)
    process.kill()
    process.join()
    while pipe.poll():
        try:
            acknowledged.append(pipe.recv())
        except EOFError:
            break
    return acknowledged
