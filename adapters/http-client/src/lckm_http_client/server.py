"""A server, the requests to it and its replies, each request sent once.

Redirects are not followed and no proxy is asked, so what is sent goes to this server alone.
"""

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

import attrs

# An OverflowError comes from a chunk of an impossible size.
_FAULTS = (OSError, ValueError, OverflowError, http.client.HTTPException)


@attrs.frozen
class NoReplyError(Exception):
    """No reply came; ``is_sent``: something of the request may have arrived."""

    is_sent: bool


@attrs.frozen
class Reply:
    """A reply.

    Args:
        status: the HTTP status.
        content: the content as far as it came, up to the limit.
        is_too_long: whether there is more than the limit.
        is_cut: whether it ended before the length that the server gave.
    """

    status: int
    content: bytes = attrs.field(repr=False)
    is_too_long: bool
    is_cut: bool

    @property
    def data(self) -> Any:
        """The content read as JSON, ``None`` where it is something else."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            return None


@attrs.frozen(kw_only=True)
class Server:
    """A server, and what requests to it have in common.

    Args:
        url: the address before the path of each request, ``http`` or ``https``.
        headers: the headers of each request.
        ca_file: a PEM file of trusted authorities; empty for the system's.
        connect_timeout: seconds to wait for a connection.
        timeout: seconds to wait for anything else.
        most_bytes: how much of a content is read.
    """

    url: str
    headers: Mapping[str, str] = attrs.field(repr=False)
    ca_file: str = ""
    connect_timeout: float
    timeout: float
    most_bytes: int

    @property
    def peer(self) -> str:
        """The host and port of the server."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"

    def send(
        self,
        method: str,
        path: str,
        *,
        end: float,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Reply:
        """Send one request, once.

        Args:
            method: the HTTP method.
            path: the path after the server's address.
            end: the moment, by ``time.monotonic()``, at which it is over, whatever has come.
            query: the parameters after the path.
            headers: further headers.
            body: the body.

        Raises:
            NoReplyError: there was no connection, no reply, or one in chunks broke off.
        """
        parts = urlsplit(self.url)
        target = parts.path.rstrip("/") + path + (f"?{urlencode(query)}" if query else "")
        is_sent = False
        try:
            with closing(self._connection(parts, end)) as connection:
                connection.connect()
                connection.sock.settimeout(self.timeout)
                with _shut_at(connection.sock, end):
                    is_sent = True
                    connection.request(method, target, body, {**self.headers, **(headers or {})})
                    return _read(connection.getresponse(), self.most_bytes)
        except _FAULTS:
            raise NoReplyError(is_sent) from None

    def _connection(self, parts: SplitResult, end: float) -> http.client.HTTPConnection:
        wait = min(self.connect_timeout, _seconds_left(end))
        if parts.scheme != "https":
            return http.client.HTTPConnection(parts.netloc, timeout=wait)
        tls = ssl.create_default_context(cafile=self.ca_file or None)
        return http.client.HTTPSConnection(parts.netloc, timeout=wait, context=tls)


@contextmanager
def _shut_at(sock: socket.socket, end: float) -> Iterator[None]:
    """Shut a socket at a moment unless the block ends before it."""
    # A time-out of a socket is for each wait; this also stops a server that drips bytes.
    timer = threading.Timer(_seconds_left(end), _shut, [sock])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _shut(sock: socket.socket) -> None:
    """End what waits at a socket."""
    # Not by SSLSocket's own method, which would drop the TLS state that the reading thread uses.
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _seconds_left(end: float) -> float:
    """Return the seconds until a moment. Raises ``TimeoutError`` once there are none."""
    remaining = end - time.monotonic()
    if remaining <= 0:
        raise TimeoutError
    return remaining


def _read(response: http.client.HTTPResponse, most_bytes: int) -> Reply:
    length = response.length
    remaining = most_bytes + 1 if length is None else min(length, most_bytes + 1)
    content = bytearray()
    # For a chunk of negative size read() would accept whatever comes, without a limit.
    while remaining > 0 and (piece := response.read1(remaining)):
        content += piece
        remaining -= len(piece)
    is_too_long = len(content) > most_bytes
    is_cut = remaining > 0 and length is not None
    return Reply(response.status, bytes(content[:most_bytes]), is_too_long, is_cut)
