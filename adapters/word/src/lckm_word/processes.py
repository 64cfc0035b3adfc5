"""Processes with limits that read Word files of others, a few at a time."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, ParamSpec, TypeVar

from lckm_cli.toolkit import Sandbox

_MEMORY = 1 << 30
_Arguments = ParamSpec("_Arguments")
_Answer = TypeVar("_Answer")

WAIT = 20.0
"""How many seconds somebody waits for a process."""


class BusyError(Exception):
    """No process was free in time."""


class WordProcesses:
    """Calls functions, each in a process with limits, at most *count* at once.

    A process starts when it is first needed, and stays for the next file.

    Args:
        count: how many processes.
        seconds: how long one call may take.
    """

    def __init__(self, count: int, seconds: float) -> None:
        self._free: SimpleQueue[Sandbox[..., Any]] = SimpleQueue()
        for _ in range(count):
            self._free.put(Sandbox(_call, seconds=seconds, memory=_MEMORY))

    def call(
        self,
        function: Callable[_Arguments, _Answer],
        *arguments: _Arguments.args,
        **keywords: _Arguments.kwargs,
    ) -> _Answer:
        """Return what a function of a module returns.

        Raises:
            BusyError: no process was free within 20 seconds.
            SandboxTimeoutError, SandboxCrashedError: as :class:`lckm_cli.toolkit.Sandbox`.
            LckmError: the function raised it.
        """
        try:
            process = self._free.get(timeout=WAIT)
        except Empty:
            raise BusyError from None
        try:
            answer: _Answer = process(function, *arguments, **keywords)
        finally:
            self._free.put(process)
        return answer

    def close(self) -> None:
        """End the processes that are free."""
        for _ in range(self._free.qsize()):
            process = self._free.get()
            process.close()
            self._free.put(process)


def _call(function: Callable[..., object], *arguments: object, **keywords: object) -> object:
    return function(*arguments, **keywords)
