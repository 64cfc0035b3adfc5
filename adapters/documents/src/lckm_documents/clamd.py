"""A virus scanner that sends files to ClamAV's daemon by INSTREAM (clamd(8))."""

import errno
import re
import socket
import struct
from time import monotonic
from typing import Final

from lckm_core.ports import (
    Clean,
    Infected,
    ScanVerdict,
    Unscanned,
)
from lckm_core.text import Message

_PIECE: Final = 64 * 1024
_LONGEST_ANSWER: Final = 4096
_ANSWER: Final = re.compile(
    r"(?:stream|instream\(local\)): (?:(?P<clean>OK)|(?P<signature>\S[^\n]{0,200}?) FOUND)"
)


class ClamdScanner:
    """Scans files with clamd, connecting for each file.

    Args:
        address: ``unix:/run/clamav/clamd.ctl``, or ``host:port``; the usual port is 3310. A network
            address needs a trusted network: the protocol has neither encryption nor authentication.
        timeout: the time limit for one file, in seconds.
        name: the scanner's name in messages.

    Raises:
        ValueError: *address* is neither, or *timeout* is not above 0.
    """

    def __init__(
        self,
        address: str = "unix:/run/clamav/clamd.ctl",
        *,
        timeout: float = 60.0,
        name: str = "clamd",
    ) -> None:
        if not timeout > 0:
            raise ValueError(f"timeout is a number of seconds above 0, not {timeout!r}")
        self.name = name
        self._address, self._timeout = _address(address), timeout

    def scan(self, name: str, data: bytes) -> ScanVerdict:
        """Return clamd's verdict on a file.

        It is :class:`Unscanned` if clamd cannot be reached, refuses the file, or takes too long.
        """
        deadline = monotonic() + self._timeout
        try:
            answer = self._ask(data, deadline)
        except TimeoutError:
            return self._unscanned(
                f"nie odpowiedział w {self._timeout:g} s",
                f"did not answer within {self._timeout:g} s",
            )
        except OSError as error:
            code = errno.errorcode.get(error.errno or 0, type(error).__name__)
            return self._unscanned(
                f"nie odpowiada ({code}); sprawdź, czy działa i czy jego adres jest dobry",
                f"cannot be reached ({code}); see whether it runs, and whether its address is "
                "right",
            )
        if "size limit exceeded" in answer.casefold():
            return self._unscanned(
                "nie przyjmuje tak dużych plików; zwiększ w nim StreamMaxLength",
                "does not take files so large; raise its StreamMaxLength",
            )
        found = _ANSWER.fullmatch(answer)
        if found is None:
            excerpt = "".join(
                character if character.isprintable() else "?" for character in answer[:80]
            )
            return self._unscanned(f"odpowiedział: „{excerpt}”", f"answered: “{excerpt}”")
        return Clean() if found["clean"] else Infected(found["signature"])

    def _ask(self, data: bytes, deadline: float) -> str:
        with self._connected(deadline) as connection:
            try:
                connection.sendall(b"zINSTREAM\0")
                for at in range(0, len(data), _PIECE):
                    piece = data[at : at + _PIECE]
                    connection.settimeout(_seconds_left(deadline))
                    connection.sendall(struct.pack(">I", len(piece)) + piece)
                connection.settimeout(_seconds_left(deadline))
                connection.sendall(struct.pack(">I", 0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # clamd stopped reading; its answer says why
            return _answer(connection, deadline)

    def _connected(self, deadline: float) -> socket.socket:
        if isinstance(self._address, tuple):
            return socket.create_connection(self._address, timeout=_seconds_left(deadline))
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(_seconds_left(deadline))
            connection.connect(self._address)
        except BaseException:
            connection.close()
            raise
        return connection

    def _unscanned(self, pl: str, en: str) -> Unscanned:
        return Unscanned(
            Message(
                f"Program antywirusowy {self.name} {pl}.", f"The virus scanner {self.name} {en}."
            )
        )


def _answer(connection: socket.socket, deadline: float) -> str:
    """Return the answer, which ends with a zero byte or with the connection."""
    answer = b""
    while b"\0" not in answer and len(answer) < _LONGEST_ANSWER:
        connection.settimeout(_seconds_left(deadline))
        piece = connection.recv(_LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _seconds_left(deadline: float) -> float:
    seconds = deadline - monotonic()
    if seconds <= 0:
        raise TimeoutError
    return seconds


def _address(address: str) -> str | tuple[str, int]:
    """Return the path of a socket, or host and port."""
    if address.startswith("unix:/") and not address.endswith("/"):
        return address.removeprefix("unix:")
    host, colon, port = address.rpartition(":")
    if colon and host and host != "unix" and port.isdecimal() and 0 < int(port) < 65536:
        return host.strip("[]"), int(port)
    raise ValueError(
        f"the address of clamd is unix:/path/of/its/socket or host:port, not {address!r}"
    )
