"""Malformed replies of a mail server.

There is no crash, and a letter is accepted only where a 2xx ends it.
"""

import json
import socket
from random import Random
from typing import Any

from mutating import Case

from lckm_core.delivery import (
    Accepted,
    Letter,
    Refused,
    Unknown,
)
from lckm_smtp import SmtpAdapter

_LETTER = Letter("ZG-1.0a1b2c3d4e", "zgloszenia@zdit.uml.lodz.pl", "[ŁCKM]", "Dziura.\n")
_GOOD = (
    "220 mail",
    "250-mail\r\n250-SIZE 9999999\r\n250-DSN\r\n250 8BITMIME",
    "250 ok",
    "250 ok",
    "354 go on",
    "250 queued as X1",
)
_BAD = (
    "421 bye", "450 4.2.0 later", "451 4.3.2", "452", "500", "501 5.5.4", "530 5.7.0",
    "550 5.1.1 no", "552 5.2.2", "554 5.7.1", "235 hm", "299 x", "399 x", "250", "250-", "25",
    "2500 x", "abc", "", "250-a\r\n251-b\r\n250 c", "250 " + "x" * 3000, "250-SIZE " + "9" * 400,
    "٢٥٠ ok", "250-SIZE x\r\n250 STARTTLS", "250 SIZE 3", "354 again", "\0\0\0\0",
    "250-a\r\n" * 400 + "250 b", "600 x", "199 y", "554-a\r\n554 b",
)  # fmt: skip


class _Wire:
    """In place of a socket: the next reply comes when a whole command, or the dot, was sent."""

    def __init__(self, replies: list[str | None]) -> None:
        self._replies, self._out, self.in_text, self.dots = replies, b"", False, 0
        self.message: list[str] = []
        self._next()

    def _next(self) -> None:
        reply = self._replies.pop(0) if self._replies else None
        self.message.append(reply or "")
        self._out += b"" if reply is None else reply.encode("utf-8", "surrogatepass") + b"\r\n"

    def sendall(self, data: bytes) -> None:
        if self.in_text:
            if data == b".\r\n":
                self.in_text, self.dots = False, self.dots + 1
                self._next()
            return
        self._next()
        self.in_text = data.upper().startswith(b"DATA") and self.message[-1].startswith("354")

    def recv(self, most: int) -> bytes:
        piece, self._out = self._out[:most], self._out[most:]
        return piece

    def settimeout(self, seconds: float) -> None:
        assert seconds > 0

    def setsockopt(self, *_: Any) -> None:
        pass

    def close(self) -> None:
        self._out = b""


def make(random: Random) -> Case:
    """Return the replies of one talk, as JSON."""
    replies: list[str | None] = [*_GOOD]
    for _ in range(random.randint(0, 3)):
        at = random.randrange(len(replies))
        match random.randrange(5):
            case 0:
                replies[at] = None  # it went away
                del replies[at + 1 :]
            case 1:
                replies.insert(at, random.choice(_BAD))
            case 2:
                text = replies[at] or ""
                cut = random.randint(0, len(text))
                replies[at] = (
                    text[:cut] + random.choice(("\r", "\n", "\0", "ł", "-", "")) + text[cut:]
                )
            case _:
                replies[at] = random.choice(_BAD)
    return Case("replies.json", json.dumps(replies).encode())


def attempt(case: Case) -> str:
    """Send a letter; say what was made of the replies."""
    wires: list[_Wire] = []

    def connect(*_: Any, **__: Any) -> _Wire:
        wires.append(_Wire(json.loads(case.content)))
        return wires[-1]

    socket.create_connection = connect  # type: ignore[assignment]  # this process is for cases alone
    adapter = SmtpAdapter(
        "127.0.0.1",
        "lckm@uml.lodz.pl",
        tls="none",
        local_hostname="lckm.example.org",
        idle=0,
        timeout=2,
        longest=5,
    )
    result = adapter.mailer.send(_LETTER)
    dots = sum(wire.dots for wire in wires)
    assert isinstance(result, Accepted | Refused | Unknown)
    assert dots <= 1, "sent twice"
    assert dots or not isinstance(result, Accepted | Unknown), (
        "no doubt without the dot, and no acceptance"
    )
    return type(result).__name__.lower() + (
        ", for good" if isinstance(result, Refused) and result.permanent else ""
    )
