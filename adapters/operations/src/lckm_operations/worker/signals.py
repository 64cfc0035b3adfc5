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
        self._is_set = False
        self._receiver, self._sender = socket.socketpair()
        self._sender.setblocking(False)

    def set(self) -> None:
        """Tell it to stop."""
        self._is_set = True
        with contextlib.suppress(OSError):  # full of earlier calls, or closed: it was told
            self._sender.send(b"!")

    def is_set(self) -> bool:
        """Return whether it was told to stop."""
        return self._is_set

    def wait(self, timeout: float) -> bool:
        """Wait that many seconds or until told to stop; return whether it was told."""
        if not self._is_set:
            select.select([self._receiver], [], [], max(timeout, 0))
        return self._is_set

    def close(self) -> None:
        """Let go of its sockets."""
        self._receiver.close()
        self._sender.close()


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[Stop]:
    """Yield a :class:`Stop` that SIGTERM and Ctrl-C set, so that a worker can finish.

    Use it in the main thread only, where Python handles signals.
    """
    stop = Stop()

    def set_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, set_stop) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        stop.close()
