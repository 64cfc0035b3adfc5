"""Other processes that act on what a test made, each with a pipe to tell of it."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import monotonic, sleep

_SPAWN = multiprocessing.get_context("spawn")
BEGINS = "begins"


def started(work: Callable[[Connection], None]) -> tuple[BaseProcess, Connection]:
    """Let another process do *work*, which has to pickle; return it, and this end of its pipe."""
    ours, theirs = _SPAWN.Pipe()
    process = _SPAWN.Process(target=work, args=(theirs,), daemon=True)
    process.start()
    # Then a process that dies is heard: the pipe is at its end.
    theirs.close()
    return process, ours


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
