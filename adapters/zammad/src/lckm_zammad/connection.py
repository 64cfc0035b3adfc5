"""Requests to Zammad over TLS, each sent once, none longer than the time of its exchange.

Redirects are not followed, so the token goes nowhere but to the address in the settings.
"""

import http.client
import json
import socket
import ssl
import threading
import time
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode, urlsplit

import attrs

_JSON = "application/json"
_LARGEST_REPLY = 1 << 22


@attrs.frozen
class NoReplyError(Exception):
    """No whole reply came; ``is_sent``: something of the request may have arrived."""

    is_sent: bool


@attrs.frozen
class Server:
    """Where Zammad is; :class:`ZammadAdapter` describes the settings."""

    url: str
    token: str = attrs.field(repr=False)
    ca_file: str
    connect_timeout: float
    timeout: float

    @property
    def peer(self) -> str:
        """The host and port of the server."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"

    def send(
        self, method: str, path: str, *, end: float, query: Any = None, body: Any = None
    ) -> tuple[int, Any]:
        """Send one request once, by a moment of the monotonic clock.

        Returns the HTTP status, and the reply's JSON or ``None``. Raises :class:`NoReplyError`.
        """
        parts = urlsplit(self.url)
        target = parts.path.rstrip("/") + path + (f"?{urlencode(query)}" if query else "")
        headers = {"Authorization": f"Token token={self.token}", "Content-Type": _JSON}
        connection = self._connect(parts.scheme, parts.netloc, end)
        # A time-out of a socket is for each wait; this ends one who drips, too.
        ending = threading.Timer(end - time.monotonic(), _shut, [connection.sock])
        ending.start()
        try:
            connection.request(method, target, json.dumps(body) if body else None, headers)
            reply = connection.getresponse()
            content = reply.read(_LARGEST_REPLY)
        except (OSError, http.client.HTTPException):
            raise NoReplyError(True) from None
        finally:
            ending.cancel()
            connection.close()
        try:
            return reply.status, json.loads(content)
        except (ValueError, RecursionError):
            return reply.status, None

    def _connect(self, scheme: str, place: str, end: float) -> http.client.HTTPConnection:
        wait = min(self.connect_timeout, end - time.monotonic())
        try:
            connection = http.client.HTTPConnection(place, timeout=wait)
            if scheme == "https":
                tls = ssl.create_default_context(cafile=self.ca_file or None)
                connection = http.client.HTTPSConnection(place, timeout=wait, context=tls)
            connection.connect()
            connection.sock.settimeout(self.timeout)
        except (OSError, ValueError, http.client.HTTPException):
            raise NoReplyError(False) from None
        return connection


def _shut(sock: socket.socket) -> None:
    """End what waits at a socket, without the farewell of TLS."""
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
