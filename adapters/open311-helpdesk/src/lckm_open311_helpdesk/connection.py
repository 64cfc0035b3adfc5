"""Requests to an Open311 server over TLS, each sent once, none longer than its exchange.

Redirects are not followed, so the key goes nowhere but to the address in the settings.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import attrs

_LARGEST_REPLY = 2_000_000
_FORM = "application/x-www-form-urlencoded; charset=utf-8"


@attrs.frozen
class NoReplyError(Exception):
    """No whole reply came; ``is_sent``: something of the request may have arrived."""

    is_sent: bool


class TooLargeReplyError(Exception):
    """A reply is longer than what is read of one."""


@attrs.frozen
class Server:
    """Where the server is; :class:`Open311HelpdeskAdapter` describes the settings."""

    url: str
    ca_file: str
    connect_timeout: float
    timeout: float

    @property
    def peer(self) -> str:
        """The host and port of the server."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"

    def send(
        self,
        method: str,
        path: str,
        parameters: Mapping[str, str],
        *,
        end: float,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, ElementTree.Element | None]:
        """Send one request once, by a moment of the monotonic clock.

        Returns the HTTP status, and the root of the reply's XML or ``None``. Raises
        :class:`NoReplyError`, and :class:`TooLargeReplyError` for more than 2 MB.
        """
        parts = urlsplit(self.url)
        form = urlencode(parameters)
        is_query = method == "GET"
        target = parts.path.rstrip("/") + path + (f"?{form}" if is_query and form else "")
        body = None if is_query else form.encode()
        heads = {"Accept": "text/xml", **({} if is_query else {"Content-Type": _FORM})}
        connection = self._connect(parts.scheme, parts.netloc, end)
        # A time-out of a socket is for each wait; this ends one who drips, too.
        ending = threading.Timer(end - time.monotonic(), _shut, [connection.sock])
        ending.start()
        try:
            connection.request(method, target, body, {**heads, **(headers or {})})
            reply = connection.getresponse()
            content = reply.read(_LARGEST_REPLY + 1)
        except (OSError, http.client.HTTPException):
            raise NoReplyError(True) from None
        finally:
            ending.cancel()
            connection.close()
        if len(content) > _LARGEST_REPLY:
            raise TooLargeReplyError
        return reply.status, _root(content)

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


class _Builder(ElementTree.TreeBuilder):
    """Builds a tree of XML that declares nothing of its own."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse a document type: Open311 has none, and theirs could grow without end."""
        raise ValueError


def _root(content: bytes) -> ElementTree.Element | None:
    """Return the root of XML in UTF-8 without a document type, else ``None``."""
    parser = ElementTree.XMLParser(target=_Builder())  # noqa: S314
    try:
        parser.feed(content.decode("utf-8-sig"))
        return parser.close()
    except (ValueError, ElementTree.ParseError, RecursionError):
        return None


def _shut(sock: socket.socket) -> None:
    """End what waits at a socket, without the farewell of TLS."""
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
