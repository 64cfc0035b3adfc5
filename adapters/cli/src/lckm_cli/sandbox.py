"""A separate process for reading files from strangers, which may crash, hang or grow."""

import logging
import os
import sys
from collections.abc import Callable
from math import nan
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, ParamSpec, Self, TypeVar

from lckm_core.errors import LckmError, describe_error

_Arguments = ParamSpec("_Arguments")
_Answer = TypeVar("_Answer")


class SandboxTimeoutError(Exception):
    """The answer did not come in time."""


class SandboxStarvedError(SandboxTimeoutError):
    """The answer did not come in time because other programs used the processor."""


class SandboxCrashedError(Exception):
    """The process ended before it answered, ran out of memory, or could not start."""


class Sandbox(Generic[_Arguments, _Answer]):
    """Calls a function in a process with limits of time and memory; a context manager.

    The process starts at the first call, and again after a call that ended it.

    Args:
        function: can be imported; its arguments and result can be pickled.
        seconds: how long one call may take.
        memory: bytes of address space; Windows and macOS know no such limit.
    """

    def __init__(
        self, function: Callable[_Arguments, _Answer], *, seconds: float, memory: int
    ) -> None:
        self._function = function
        self._seconds = seconds
        self._memory = memory
        self._process: SpawnProcess | None = None
        self._wire: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __call__(self, *args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Answer:
        """Return what the function returns for these arguments.

        Raises:
            SandboxTimeoutError: the call took too long; :class:`SandboxStarvedError` where the
                process got less than half of that time of the processor.
            SandboxCrashedError: the process ended, or could not start.
            LckmError: the function raised it.
        """
        wire = self._started()
        assert self._process is not None
        pid = self._process.pid
        before = _processor_seconds(pid)
        try:
            wire.send((args, kwargs))
            if not wire.poll(self._seconds):
                used = _processor_seconds(pid) - before
                self.close()
                # Do not blame a file if the machine is busy with other things.
                raise SandboxStarvedError if used < self._seconds / 2 else SandboxTimeoutError
            answered, answer = wire.recv()
        except (EOFError, OSError):
            self.close()
            raise SandboxCrashedError from None
        if answered:
            # The process sends what the function returned.
            return answer  # type: ignore[no-any-return]
        if answer is None:
            self.close()
            raise SandboxCrashedError
        raise answer

    def close(self) -> None:
        """End the process."""
        if self._wire is not None:
            self._wire.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._wire = None

    def _started(self) -> Connection:
        if self._wire is not None and self._process is not None and self._process.is_alive():
            return self._wire
        self.close()
        try:
            return self._start()
        except (OSError, MemoryError):  # the machine has no room for another process
            raise SandboxCrashedError from None

    def _start(self) -> Connection:
        context = get_context("spawn")
        wire, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs, self._function, self._memory), daemon=True
        )
        try:
            process.start()
        except BaseException:
            wire.close()
            raise
        finally:
            theirs.close()
        self._wire, self._process = wire, process
        return wire


def _processor_seconds(pid: int | None) -> float:
    """Return the share of the processor that a process had; ``nan`` if unknown."""
    try:
        # After the name, which may hold anything: the 12th and 13th field, in ticks.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        user, system = fields.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, AttributeError):  # no Linux
        return nan


def _serve(wire: Connection, function: Callable[..., Any], memory: int) -> None:
    """Answer calls until the pipe is closed; ``(False, None)`` is any failure of our own."""
    _limit(memory)
    logging.disable()  # the answers have what libraries log about broken files
    while True:
        try:
            args, kwargs = wire.recv()
        except (EOFError, KeyboardInterrupt):
            return
        answer: tuple[bool, Any]
        try:
            answer = True, function(*args, **kwargs)
        except LckmError as error:
            answer = False, error
        except MemoryError:
            answer = False, None
        except Exception as error:  # noqa: BLE001  (its message may quote the file)
            print(f"lckm: {describe_error(error)}", file=sys.stderr, flush=True)
            answer = False, None
        wire.send(answer)


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for which, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(which)
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(which, (most, most))
