"""Work shared out among processes that end with this one, however it ends.

Each process has a pipe of its own, and there is no thread and no lock on this side: an
interrupt at any moment leaves nothing half done that somebody would wait for.
"""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# How many items a process is given at a time.
PART = 25


def share_out(
    items: Sequence[_T], work: Callable[[list[_T]], list[_R]], lost: Callable[[_T], _R], jobs: int
) -> Generator[_R, None, None]:
    """Yield the results of work on items, in their order, done by several processes.

    When a process dies, its part is halved and tried again, until one item is to blame.

    Args:
        items: what is to be worked on.
        work: a function from some items to their results.
        lost: a function from an item on which processes die to its result.
        jobs: the number of processes.
    """
    waiting = [(start, list(items[start : start + PART])) for start in range(0, len(items), PART)][
        ::-1
    ]
    done: dict[int, list[_R]] = {}
    at = 0
    with _team(work, jobs) as team:
        while at < len(items):
            while waiting and team.free:
                team.give(*waiting.pop())
            for start, part, results in team.finished():
                if results is not None:
                    done[start] = results
                elif len(part) == 1:
                    done[start] = [lost(part[0])]
                else:
                    half = len(part) // 2
                    waiting += [(start + half, part[half:]), (start, part[:half])]
            while at in done:
                results = done.pop(at)
                yield from results
                at += len(results)


class _Team(Generic[_T, _R]):
    """The processes, and the part that each works on."""

    def __init__(self, work: Callable[[list[_T]], list[_R]]) -> None:
        self.free: list[Connection] = []
        self._work = work
        self._busy: dict[Connection, tuple[int, list[_T]]] = {}
        self._processes: dict[Connection, BaseProcess] = {}

    def hire(self) -> None:
        """Start one more process."""
        with _held_back():
            ours, theirs = multiprocessing.Pipe()
            process = multiprocessing.Process(target=_serve, args=(theirs, self._work), daemon=True)
            process.start()
            theirs.close()
            self._processes[ours] = process
            self.free.append(ours)

    def give(self, start: int, part: list[_T]) -> None:
        """Give a free process a part to work on."""
        connection = self.free.pop()
        self._busy[connection] = (start, part)
        with contextlib.suppress(OSError):  # if it has died, that is noticed when it should answer
            connection.send(part)

    def finished(self) -> list[tuple[int, list[_T], list[_R] | None]]:
        """Wait, and return the parts that were worked on, with their results.

        The results are ``None`` where the process died; it is replaced.
        """
        ended: list[tuple[int, list[_T], list[_R] | None]] = []
        ready = set(wait(list(self._busy)))
        for connection in [
            busy_connection for busy_connection in self._busy if busy_connection in ready
        ]:
            results: list[_R] | None = None
            with contextlib.suppress(EOFError, OSError):
                results = connection.recv()
            ended.append((*self._busy.pop(connection), results))
            if results is None:
                self._processes.pop(connection).join()
                connection.close()
                self.hire()
            else:
                self.free.append(connection)
        return ended

    def dismiss(self) -> None:
        """End every process at once."""
        with _held_back():
            for process in self._processes.values():
                process.kill()
            for connection, process in self._processes.items():
                process.join()
                connection.close()


@contextlib.contextmanager
def _team(work: Callable[[list[_T]], list[_R]], jobs: int) -> Iterator[_Team[_T, _R]]:
    team = _Team(work)
    try:
        for _ in range(jobs):
            team.hire()
        yield team
    finally:
        team.dismiss()


@contextlib.contextmanager
def _held_back() -> Iterator[None]:
    """Hold back Ctrl-C and SIGTERM until afterwards.

    A process that is started within ignores them until it unblocks them.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, work: Callable[[list[_T]], list[_R]]) -> None:
    """Answer each part with its results, until the pipe is closed or the parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):
        while True:
            connection.send(work(connection.recv()))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
