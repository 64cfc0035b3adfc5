"""Requests to Request Tracker over TLS, each sent once, within one time limit.

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
from lckm_request_tracker.errors import NotConnectedError

LEASE = 300
"""Seconds: the shortest lease of a worker; an exchange ends before another takes over."""
_LARGEST_REPLY = 1 << 20
"""Bytes; a usual reply has a few thousand."""
_PIECE = 1 << 16

_INVALID_TOKEN = Message(
    "to, co Request Tracker pokazał raz, gdy powstawał, np. 1-14-…, bez spacji.",
    "what Request Tracker showed once when it was created, such as 1-14-…, without blanks.",
)
_INVALID_TIMEOUT = Message(
    f"0 < connect_timeout <= timeout < {LEASE}, w sekundach; tyle trwa najkrótsza dzierżawa.",
    f"0 < connect_timeout <= timeout < {LEASE}, in seconds, the shortest lease.",
)


def _base(url: str, schemes: Sequence[str]) -> str:
    """Return the address of the home page, with its host in ASCII.

    Raises ``InvalidSettingError`` for any other text.
    """
    invalid = InvalidSettingError(
        "url",
        Message(
            f"adres strony głównej Request Trackera, {' albo '.join(schemes)}, bez użytkownika.",
            f"the address of Request Tracker's home page, {' or '.join(schemes)}, without a user.",
        ),
    )
    try:
        parts = urlsplit(url)
        name = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
        host = f"[{name}]" if ":" in name else name.encode("idna").decode()
    except ValueError:
        raise invalid from None
    if parts.scheme not in schemes or not host or parts.username or parts.query or parts.fragment:
        raise invalid
    return f"{parts.scheme}://{host}{port}{quote(parts.path.rstrip('/'), safe='/%')}"


class NotReachedError(Exception):
    """Nothing was sent."""


class LostError(Exception):
    """Something was sent, and no whole reply came."""


@attrs.frozen
class Reply:
    """A reply: its HTTP status, its entity tag, and its JSON, ``None`` if it has none."""

    status: int
    etag: str | None = None
    data: Any = attrs.field(default=None, repr=False)

    @property
    def fields(self) -> Mapping[str, Any]:
        """The members of a JSON object; empty for any other reply."""
        return self.data if isinstance(self.data, dict) else {}


class Server:
    """A Request Tracker server; :class:`RequestTrackerAdapter` describes the settings."""

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
            raise InvalidSettingError("token", _INVALID_TOKEN)
        if not 0 < connect_timeout <= timeout < LEASE:
            raise InvalidSettingError("timeout", _INVALID_TIMEOUT)
        self._headers = {"Authorization": f"token {token}", "User-Agent": "lckm-request-tracker"}
        self._ca_file = ca_file
        self._connect_timeout = connect_timeout
        self._timeout = timeout
        self._tls: ssl.SSLContext | None = None

    @property
    def peer(self) -> str:
        """The host and port of the server."""
        parts = urlsplit(self._base)
        return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"

    @contextmanager
    def exchange(self) -> Iterator["Exchange"]:
        """Open a connection for a few requests, and close it.

        Raises :class:`NotConnectedError` when ``ca_file`` cannot be read.
        """
        try:
            self._tls = self._tls or (
                ssl.create_default_context(cafile=self._ca_file)
                if self._ca_file
                else httpcore2.default_ssl_context()
            )
        except OSError:
            raise NotConnectedError() from None
        backend = _TimedBackend(self._connect_timeout, self._timeout)
        with httpcore2.ConnectionPool(
            self._tls, max_connections=1, network_backend=backend
        ) as pool:
            yield Exchange(pool, self._base, self._headers)


class Exchange:
    """A few requests within one time limit."""

    def __init__(
        self, pool: httpcore2.ConnectionPool, base: str, headers: Mapping[str, str]
    ) -> None:
        self._pool = pool
        self._base = base
        self._headers = headers

    def send(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send one request once.

        Args:
            method: the HTTP method.
            path: the path below REST/2.0.
            query: the query parameters.
            body: the body, as JSON.
            headers: further headers.

        Raises :class:`NotReachedError` and :class:`LostError`, which do not tell what was sent.
        """
        url = self._base + path + (f"?{urlencode(query)}" if query else "")
        all_headers = [*self._headers.items(), *(headers or {}).items()]
        content = None
        if body is not None:
            content = json.dumps(body).encode()
            all_headers.append(("Content-Type", "application/json"))
        try:
            with self._pool.stream(method, url, headers=all_headers, content=content) as response:
                etag = {name.lower(): value for name, value in response.headers}.get(b"etag", b"")
                data = _json(response.iter_stream())
        except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
            raise NotReachedError from None
        except (httpcore2.NetworkError, httpcore2.TimeoutException, httpcore2.ProtocolError):
            raise LostError from None
        return Reply(response.status, etag.decode() if etag and etag.isascii() else None, data)


def _json(chunks: Iterable[bytes]) -> Any:
    """Return the JSON of a reply; ``None`` for other text, or too much of it."""
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > _LARGEST_REPLY:
            return None
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


class _TimedBackend(httpcore2.NetworkBackend):
    """Connections with one time limit for all waits, however slowly the other side sends."""

    def __init__(self, connect_timeout: float, timeout: float) -> None:
        self._backend = httpcore2.SyncBackend()
        self._connect_timeout = connect_timeout
        self._end = time.monotonic() + timeout

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect within the time for connecting."""
        wait = min(self._connect_timeout, self.seconds_left(httpcore2.ConnectTimeout))
        return _TimedStream(
            self._backend.connect_tcp(host, port, wait, local_address, socket_options), self
        )

    def seconds_left(self, over: type[httpcore2.TimeoutException]) -> float:
        """Return the seconds left. Raises *over* when there are none."""
        remaining = self._end - time.monotonic()
        if remaining <= 0:
            raise over
        return remaining


class _TimedStream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, timed: _TimedBackend) -> None:
        self._stream = stream
        self._left = timed.seconds_left

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
