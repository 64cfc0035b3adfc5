"""A small clamd: speaks INSTREAM as clamd(8) says, and knows one signature, that of EICAR's
harmless test file.
"""

import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress

# In two parts, so that no scanner takes this file for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + rb"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SIGNATURE = "Win.Test.EICAR_HDB-1"


class FakeClamd:
    """Serves one connection after another in a thread.

    *limit* is its StreamMaxLength in bytes; *answer* replaces what it says; *wait* is
    called before it answers, and *pause* are the seconds between two bytes of that.
    """

    def __init__(
        self,
        family: socket.AddressFamily,
        address: object,
        *,
        limit: int = 2**20,
        answer: bytes | None = None,
        wait: Callable[[], object] | None = None,
        pause: float = 0,
    ) -> None:
        self.limit, self.answer, self.wait, self.pause = limit, answer, wait, pause
        self.received: list[bytes] = []
        self._socket = socket.socket(family, socket.SOCK_STREAM)
        self._socket.bind(address)
        self._socket.listen()
        self.address = self._socket.getsockname()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Serve no more."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(10)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, suppress(OSError):  # the caller may leave at any time
                self._speak(connection)

    def _speak(self, connection: socket.socket) -> None:
        if _exactly(connection, 10) != b"zINSTREAM\0":
            connection.sendall(b"UNKNOWN COMMAND\0")
            return
        data = b""
        while size := struct.unpack(">I", _exactly(connection, 4))[0]:
            if len(data) + size > self.limit:
                connection.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return  # and closes, with more of the file on its way
            data += _exactly(connection, size)
        self.received.append(data)
        if self.wait is not None:
            self.wait()
        found = b"stream: " + SIGNATURE.encode() + b" FOUND\0" if EICAR in data else b"stream: OK\0"
        answer = found if self.answer is None else self.answer
        if not self.pause:
            connection.sendall(answer)
            return
        for byte in answer:
            connection.sendall(bytes([byte]))
            time.sleep(self.pause)


def _exactly(connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        piece = connection.recv(count - len(data))
        if not piece:
            raise ConnectionError("the caller left in the middle")
        data += piece
    return data
