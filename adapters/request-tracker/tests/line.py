"""A line between the adapter and Request Tracker that can be cut: before a request arrives,
before its answer does, or altogether.
"""

import contextlib
import socket
import threading
from enum import Enum


class Cut(Enum):
    """When the line breaks, each time a ticket is posted."""

    NEVER = "never"
    BEFORE_REQUEST = "before Request Tracker has it"
    BEFORE_ANSWER = "when Request Tracker has answered"


class Line:
    """Brings bytes between a port of its own and that of Request Tracker."""

    def __init__(self, to: int) -> None:
        self._to, self.port, self.cut, self.silent = to, 0, Cut.NEVER, False
        self._listener: socket.socket | None = None
        self._open: set[socket.socket] = set()
        self.up()

    @property
    def url(self) -> str:
        """Where the adapter is to look for Request Tracker."""
        return f"http://127.0.0.1:{self.port}/rt"

    def up(self) -> None:
        """Take connections."""
        if self._listener is None:
            self._listener = socket.create_server(("127.0.0.1", self.port))
            self.port = self._listener.getsockname()[1]
            threading.Thread(target=self._listen, args=(self._listener,), daemon=True).start()

    def down(self) -> None:
        """Take none, and break those there are."""
        listener, self._listener = self._listener, None
        for one in [*self._open, *([listener] if listener else [])]:
            _close(one)

    def _listen(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = listener.accept()
                if self.silent:
                    self._open.add(here)
                    continue
                try:
                    there = socket.create_connection(("127.0.0.1", self._to))
                except OSError:
                    _close(here)
                    continue
                self._open |= {here, there}
                posted = threading.Event()
                for one, other, is_answer in ((here, there, False), (there, here, True)):
                    threading.Thread(
                        target=self._bring, args=(one, other, is_answer, posted), daemon=True
                    ).start()

    def _bring(
        self, one: socket.socket, other: socket.socket, is_answer: bool, posted: threading.Event
    ) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(1 << 16):
                # A request begins with a piece of its own, for the one before it was answered.
                if not is_answer and data.startswith(b"POST "):
                    posted.set()
                    if self.cut is Cut.BEFORE_REQUEST:
                        break
                if is_answer and posted.is_set() and self.cut is Cut.BEFORE_ANSWER:
                    break
                other.sendall(data)
        for end in (one, other):
            _close(end)
            self._open.discard(end)


def _close(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
