"""Malformed answers of a helpdesk, in place of those of Request Tracker.

There is no crash, and nothing is said to be filed that is not.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from random import Random
from typing import Any

import httpcore2
from mutating import VALUES, Case

from lckm_core import LckmError
from lckm_core.delivery import (
    Accepted,
    Answer,
    Refused,
    Ticket,
    Unknown,
)
from lckm_request_tracker import RequestTrackerAdapter
from lckm_testing.contracts.samples import bare_report

_KEY = "ZG-1.helpdesk"
_TICKET = Ticket(_KEY, bare_report("ZG-1"), "[ŁCKM]", "Treść\n")
_FIELD = {"id": "2", "name": "LCKM", "values": [_KEY]}
_GOOD: dict[str, tuple[int, Any]] = {
    "queue": (
        200,
        {
            "id": 3,
            "Name": "ŁCKM",
            "Disabled": "0",
            "TicketCustomFields": [{"id": "2", "name": "LCKM"}],
        },
    ),
    "tickets": (200, {"items": [], "count": 0}),
    "ticket": (201, {"id": "7", "type": "ticket"}),
}
_FOUND = {"items": [{"id": "7", "EffectiveId": "7", "CustomFields": [_FIELD]}]}
_STATUSES = (
    100,
    200,
    201,
    204,
    301,
    304,
    400,
    401,
    403,
    404,
    408,
    413,
    422,
    429,
    500,
    502,
    503,
    600,
)
_PIECES = (
    b"\r\n",
    b"\0",
    b"\xff",
    b"HTTP/1.1 200 OK\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Length: 9\r\n",
    b"zz\r\n",
    b"{" * 500,
)


_certificates = cache(httpcore2.default_ssl_context)
"""Reading the machine's certificates takes longer than the rest."""


class _Wire(httpcore2.NetworkStream):
    """One connection: what is asked decides what comes back."""

    def __init__(self, told: dict[str, bytes], asked: list[tuple[str, str]]) -> None:
        self._told, self._asked, self._sent, self._left = told, asked, b"", b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._sent += buffer
        if b"\r\n\r\n" not in self._sent:
            return
        line = self._sent.split(b"\r\n", 1)[0].decode("ascii", "replace")
        if not line.startswith(("GET", "POST", "PUT")):
            return  # the text of a request whose head was here before
        method, path = line.split()[:2]
        kind = path.partition("/2.0/")[2].partition("?")[0].partition("/")[0]
        self._asked.append((method, kind))
        self._left, self._sent = self._told.get(kind, b""), b""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        piece, self._left = self._left[:max_bytes], self._left[max_bytes:]
        return piece

    def close(self) -> None:
        self._left = b""

    def get_extra_info(self, info: str) -> Any:
        return None


class _Network(httpcore2.NetworkBackend):
    """In place of the network."""

    told: dict[str, bytes]
    asked: list[tuple[str, str]]

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore2.NetworkStream:
        return _Wire(type(self).told, type(self).asked)


def make(random: Random) -> Case:
    """Return what comes back to each kind of question, as JSON of their bytes."""
    told = {}
    for kind, (status, data) in _GOOD.items():
        if kind == "tickets" and random.random() < 0.2:
            data = _FOUND
        told[kind] = _answer(status, data, random).decode("latin-1")
    return Case("answers.json", json.dumps(told).encode())


def _answer(status: int, data: Any, random: Random) -> bytes:
    share = random.random()
    if share < 0.6:
        return _http(status, json.dumps(data).encode())
    if share < 0.87:
        shaped = json.loads(json.dumps(data))
        for _ in range(random.randint(1, 3)):
            _change(shaped, random)
        return _http(random.choice((status, status, *_STATUSES)), json.dumps(shaped).encode())
    whole = bytearray(_http(random.choice((status, *_STATUSES)), json.dumps(data).encode()))
    for _ in range(random.randint(1, 4)):
        at = random.randint(0, len(whole))
        match random.randrange(4):
            case 0 if whole:
                whole[at % len(whole)] ^= 1 << random.randrange(8)
            case 1:
                del whole[at : at + random.choice((1, 10, 100))]
            case 2:
                del whole[at:]
            case _:
                whole[at:at] = random.choice(_PIECES)
    return bytes(whole)


def _http(status: int, body: bytes, headers: Iterable[str] = ()) -> bytes:
    head = (
        f"HTTP/1.1 {status} x",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        *headers,
    )
    return "\r\n".join((*head, "", "")).encode() + body


def _change(data: Any, random: Random) -> None:
    while isinstance(data, dict | list) and data:
        key = random.choice(list(data)) if isinstance(data, dict) else random.randrange(len(data))
        if random.random() < 0.4 or not isinstance(data[key], dict | list):
            value = random.choice((*VALUES, _FIELD, [_FIELD], "7", _KEY))
            data[key] = None if value is not value else json.loads(json.dumps(value))
            return
        data = data[key]


def attempt(case: Case) -> str:
    """File a ticket, and ask for it; say what was made of the answers."""
    _Network.told = {
        kind: text.encode("latin-1") for kind, text in json.loads(case.content).items()
    }
    asked: list[tuple[str, str]] = []
    _Network.asked = asked
    httpcore2.SyncBackend = _Network  # type: ignore[misc,assignment]  # this process is for cases alone
    httpcore2.default_ssl_context = _certificates
    desk = RequestTrackerAdapter(
        url="http://rt.example", token="1-14-a", queue="ŁCKM", plain_http=True
    ).helpdesk
    found, before = desk.find(_TICKET), len(asked)
    assert isinstance(found, Accepted | Answer)
    assert ("POST", "ticket") not in asked, "asking files nothing"
    result = desk.file(_TICKET)
    posted = [one for one in asked[before:] if one == ("POST", "ticket")]
    assert isinstance(result, Accepted | Refused | Unknown)
    assert not isinstance(result, Accepted) or result.reference
    if isinstance(result, Accepted):
        assert posted or isinstance(found, Accepted), "said to be filed, and nothing was"
    if found is not Answer.NOT_THERE:
        assert not posted, "filed without having seen that it is not there"
    with suppress(LckmError):
        desk.close(desk.status("7"))
    return type(result).__name__.lower() + (
        ", after a search that found it" if isinstance(found, Accepted) else ""
    )
