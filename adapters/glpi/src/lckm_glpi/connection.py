"""Requests to GLPI over TLS, each sent once, none longer than the time of its exchange.

Redirects are not followed, so the tokens go nowhere but to the address in the settings.
"""

import http.client
import json
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode, urlsplit

import attrs

_LARGEST_REPLY = 1 << 22


@attrs.frozen
class NoReplyError(Exception):
    """No whole reply came; ``is_sent``: something of the request may have arrived."""

    is_sent: bool


@attrs.frozen
class Server:
    """Where GLPI is, and what each request says; :class:`GlpiAdapter` describes the settings."""

    url: str
    headers: Mapping[str, str] = attrs.field(repr=False)
    ca_file: str
    connect_timeout: float
    timeout: float

    @property
    def peer(self) -> str:
        """The host and port of the server."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"

    end: float = 0.0  # by the monotonic clock

    def send(self, method: str, path: str, *, query: Any = None, body: Any = None) -> Any:
        """Send one request once.

        Returns the HTTP status, and the reply's JSON or ``None``. Raises :class:`NoReplyError`.
        """
        parts = urlsplit(self.url)
        target = (
            parts.path.rstrip("/")
            + "/apirest.php"
            + path
            + (f"?{urlencode(query)}" if query else "")
        )
        headers = {**self.headers, "Content-Type": "application/json"}
        connection = self._connect(parts.scheme, parts.netloc)
        # A time-out of a socket is for each wait; this ends one who drips, too.
        ending = threading.Timer(self.end - time.monotonic(), _shut, [connection.sock])
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

    def _connect(self, scheme: str, place: str) -> http.client.HTTPConnection:
        wait = min(self.connect_timeout, self.end - time.monotonic())
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
