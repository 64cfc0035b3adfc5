"""A process of its own for reading strangers' files: it may crash, hang or grow, and is ended for it; who asked goes on."""

import logging
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any, Generic, ParamSpec, Self, TypeVar

from lckm_core.errors import LckmError

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


class SandboxTimeoutError(Exception):
    """The answer did not come in time."""


class SandboxCrashedError(Exception):
    """The process ended before it answered, or ran out of memory."""


class Sandbox(Generic[_Given, _Answer]):
    """Calls a function in a process that has limits of time and memory; use it in a ``with``.

    The process is started when it is first asked, and anew after a call that ended it.

    Args:
        function: one that a process can import; what it is given and returns can be pickled.
        seconds: how long one call may take.
        memory: bytes of address space of the process; where the system knows no such limit (Windows, macOS), time alone is one.
    """

    def __init__(self, function: Callable[_Given, _Answer], *, seconds: float, memory: int) -> None:
        self._function, self._seconds, self._memory = function, seconds, memory
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

    def __call__(self, *args: _Given.args, **kwargs: _Given.kwargs) -> _Answer:
        """Return what the function does for these arguments.

        Raises ``SandboxTimeoutError``, ``SandboxCrashedError``; and of what the function raises, each ``LckmError``.
        """
        wire = self._started()
        try:
            wire.send((args, kwargs))
            if not wire.poll(self._seconds):
                self.close()
                raise SandboxTimeoutError
            answered, answer = wire.recv()
        except (EOFError, OSError):
            self.close()
            raise SandboxCrashedError from None
        if answered:
            return answer  # type: ignore[no-any-return]  # what came down the wire is what the function returned
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
        if self._wire is None or self._process is None or not self._process.is_alive():
            self.close()
            context = get_context("spawn")
            self._wire, theirs = context.Pipe()
            self._process = context.Process(
                target=_serve, args=(theirs, self._function, self._memory), daemon=True
            )
            self._process.start()
            theirs.close()
        return self._wire


def _serve(wire: Connection, function: Callable[..., Any], memory: int) -> None:
    """Answer what comes down the wire until it is closed: whether it was done, and with what; of too little memory with nothing."""
    _limit(memory)
    logging.disable()  # what libraries tell of broken files is in the answers
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
