"""One act with Request Tracker: a few requests, each sent once, over TLS, within one time for them all, with bounded answers.

Redirects are not followed, so the token goes nowhere but to the address in the settings.
"""

import json
import re
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import attrs
import httpcore2

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from lckm_request_tracker.errors import unanswered

LEASE = 300
"""Seconds: less than the shortest lease that a worker is given, so that an act ends before another worker takes over."""
_LARGEST_ANSWER = 1 << 20
"""Bytes; what is asked for takes a few thousand."""
_PIECE = 1 << 16

_TOKEN = Message(
    "to, co Request Tracker pokazał raz, gdy powstawał, np. 1-14-…, bez spacji.",
    "what Request Tracker showed once when it was made, such as 1-14-…, without blanks.",
)
_TIMES = Message(
    f"0 < connect_timeout <= timeout < {LEASE}, w sekundach; tyle trwa najkrótsza dzierżawa.",
    f"0 < connect_timeout <= timeout < {LEASE}, in seconds, the shortest lease.",
)


def _base(url: str, schemes: Sequence[str]) -> str:
    """Return the address of the home page, its host in ASCII. Raises :class:`InvalidSettingError` for what is no such address."""
    pl, en = (f" {word} ".join(schemes) for word in ("albo", "or"))
    unfit = InvalidSettingError(
        "url",
        Message(
            f"adres strony głównej Request Trackera, {pl}, bez użytkownika.",
            f"the address of Request Tracker's home page, {en}, without a user.",
        ),
    )
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
        host = f"[{name}]" if ":" in name else name.encode("idna").decode()
    except ValueError:
        raise unfit from None
    if parts.scheme not in schemes or not host or parts.username or parts.query or parts.fragment:
        raise unfit
    return f"{parts.scheme}://{host}{port}{quote(parts.path.rstrip('/'), safe='/%')}"


class NotReachedError(Exception):
    """Nothing was sent."""


class LostError(Exception):
    """Something was sent, and no whole answer came."""


@attrs.frozen
class Reply:
    """An answer: its HTTP status, its entity tag, and what it says, ``None`` when that is not JSON."""

    status: int
    etag: str | None = None
    data: Any = attrs.field(default=None, repr=False)

    @property
    def fields(self) -> Mapping[str, Any]:
        """The members of a JSON object; none for any other answer."""
        return self.data if isinstance(self.data, dict) else {}


class Server:
    """Where Request Tracker is and how it is asked; see :class:`lckm_request_tracker.RequestTrackerAdapter` for the settings."""

    def __init__(
        self,
        url: str,
        token: str,
        *,
        ca_file: str,
        connect_timeout: float,
        timeout: float,
        plain_http: bool,
    ) -> None:
        self._base = f"{_base(url, ('https', 'http') if plain_http else ('https',))}/REST/2.0"
        if not re.fullmatch(r"[\x21-\x7e]+", token):
            raise InvalidSettingError("token", _TOKEN)
        if not 0 < connect_timeout <= timeout < LEASE:
            raise InvalidSettingError("timeout", _TIMES)
        self._headers = {"Authorization": f"token {token}", "User-Agent": "lckm-request-tracker"}
        self._ca_file, self._connect_timeout, self._timeout = ca_file, connect_timeout, timeout
        self._tls: ssl.SSLContext | None = None

    @contextmanager
    def exchange(self) -> Iterator["Exchange"]:
        """Open what one act needs, and close it. Raises :class:`RequestTrackerError` when ca_file cannot be read."""
        try:
            self._tls = self._tls or (
                ssl.create_default_context(cafile=self._ca_file)
                if self._ca_file
                else httpcore2.default_ssl_context()
            )
        except OSError:
            raise unanswered(reached=False) from None
        backend = _Timed(self._connect_timeout, self._timeout)
        with httpcore2.ConnectionPool(
            self._tls, max_connections=1, network_backend=backend
        ) as pool:
            yield Exchange(pool, self._base, self._headers)


class Exchange:
    """The requests of one act."""

    def __init__(
        self, pool: httpcore2.ConnectionPool, base: str, headers: Mapping[str, str]
    ) -> None:
        self._pool, self._base, self._headers = pool, base, headers

    def ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send one request once. Raises :class:`NotReachedError` and :class:`LostError`; neither tells what was sent."""
        url = self._base + path + (f"?{urlencode(query)}" if query else "")
        sent = [*self._headers.items(), *(headers or {}).items()]
        content = None
        if body is not None:
            content = json.dumps(body).encode()
            sent.append(("Content-Type", "application/json"))
        try:
            with self._pool.stream(method, url, headers=sent, content=content) as response:
                etag = {name.lower(): value for name, value in response.headers}.get(b"etag", b"")
                data = _said(response.iter_stream())
        except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
            raise NotReachedError from None
        except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError):
            raise LostError from None
        return Reply(response.status, etag.decode() if etag and etag.isascii() else None, data)


def _said(chunks: Iterable[bytes]) -> Any:
    """Return what an answer says in JSON, ``None`` when that is none, or more than any answer has."""
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > _LARGEST_ANSWER:
            return None
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


class _Timed(httpcore2.NetworkBackend):
    """Connections whose every wait ends when the time of the act is over, however slowly the other side drips."""

    def __init__(self, connect_timeout: float, timeout: float) -> None:
        self._backend, self._connect_timeout = httpcore2.SyncBackend(), connect_timeout
        self._end = time.monotonic() + timeout

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect in the time given for that."""
        wait = min(self._connect_timeout, self.left(httpcore2.ConnectTimeout))
        return _TimedStream(
            self._backend.connect_tcp(host, port, wait, local_address, socket_options), self
        )

    def left(self, over: type[httpcore2.TimeoutException]) -> float:
        """Return the seconds that are left; raise *over* when none are."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise over
        return left


class _TimedStream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, timed: _Timed) -> None:
        self._stream, self._left = stream, timed.left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _PIECE):
            self._stream.write(buffer[start : start + _PIECE], self._left(httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        self._stream = self._stream.start_tls(
            ssl_context, server_hostname, self._left(httpcore2.ConnectTimeout)
        )
        return self

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
