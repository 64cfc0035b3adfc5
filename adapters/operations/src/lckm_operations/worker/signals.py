"""Being told to stop: by another thread, or by a signal."""

import contextlib
import select
import signal
import socket
from collections.abc import Iterator
from types import FrameType
from typing import Protocol

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Stoppable(Protocol):
    """What tells a worker to stop: a :class:`Stop` or a ``threading.Event``."""

    def is_set(self) -> bool:
        """Return whether it was told to stop."""
        ...

    def wait(self, timeout: float) -> bool:
        """Wait that many seconds or until told to stop; return whether it was told."""
        ...


class Stop:
    """An event that a signal handler may set, where a ``threading.Event`` may deadlock."""

    def __init__(self) -> None:
        self._told = False
        self._hears, self._tells = socket.socketpair()
        self._tells.setblocking(False)

    def set(self) -> None:
        """Tell it to stop."""
        self._told = True
        with contextlib.suppress(OSError):  # full of earlier calls, or closed: it was told
            self._tells.send(b"!")

    def is_set(self) -> bool:
        """Return whether it was told to stop."""
        return self._told

    def wait(self, timeout: float) -> bool:
        """Wait that many seconds or until told to stop; return whether it was told."""
        if not self._told:
            select.select([self._hears], [], [], max(timeout, 0))
        return self._told

    def close(self) -> None:
        """Let go of its sockets."""
        self._hears.close()
        self._tells.close()


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[Stop]:
    """Yield a :class:`Stop` that SIGTERM and Ctrl-C set, so that a worker can finish.

    Use it in the main thread only, where Python handles signals.
    """
    stop = Stop()

    def tell(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, tell) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        stop.close()
