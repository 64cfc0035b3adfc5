"""Requests to a provider, each sent once, to its own addresses, and within a time."""

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

from lckm_http import is_loopback
from lckm_oidc._problems import Problem, ProviderError

_LARGEST = 1 << 20


def is_safe(url: object) -> bool:
    """Return whether an address is https, or of this machine itself."""
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    if not has_host or parts.username is not None or not url.isascii() or not url.isprintable():
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))


@attrs.frozen
class Connection:
    """How a provider is reached.

    Args:
        ca_file: a file of certificates, in place of the system's.
        timeout: seconds that one exchange may take, from its beginning to its end.
    """

    ca_file: str | None
    timeout: float

    def get(self, url: str, *, token: str | None = None) -> Any:
        """Return the JSON at an address. Raises :class:`ProviderError`."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        status, reply = self._exchange("GET", url, None, headers)
        if status != 200:
            raise ProviderError(Problem.BAD_ANSWER)
        return reply

    def post(self, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Any:
        """Return the JSON that answers a form; ``None`` where it is refused.

        Raises :class:`ProviderError`.
        """
        own = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        status, reply = self._exchange("POST", url, urlencode(form), own)
        if status >= 500:
            raise ProviderError(Problem.BAD_ANSWER)
        return reply if status == 200 else None

    def _exchange(
        self, method: str, url: str, body: str | None, headers: Mapping[str, str]
    ) -> tuple[int, Any]:
        """Return the status and the JSON of an answer. Redirects are not followed."""
        end = time.monotonic() + self.timeout
        try:
            connection = self._connection(url)
            connection.connect()
        except (OSError, ValueError, http.client.HTTPException):
            raise ProviderError(Problem.NO_ANSWER) from None
        # A time-out of a socket is for each wait; this ends one who drips, too.
        ending = threading.Timer(max(0.0, end - time.monotonic()), _shut, [connection.sock])
        ending.start()
        try:
            parts = urlsplit(url)
            target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
            connection.request(method, target, body, {"Accept": "application/json", **headers})
            reply = connection.getresponse()
            data = reply.read(_LARGEST + 1)
        except (OSError, ValueError, http.client.HTTPException):
            raise ProviderError(Problem.NO_ANSWER) from None
        finally:
            ending.cancel()
            connection.close()
        if time.monotonic() >= end:
            raise ProviderError(Problem.NO_ANSWER)
        if len(data) > _LARGEST:
            raise ProviderError(Problem.BAD_ANSWER)
        if reply.status != 200:
            return reply.status, None
        try:
            return reply.status, json.loads(data)
        except (ValueError, RecursionError):
            raise ProviderError(Problem.BAD_ANSWER) from None

    def _connection(self, url: str) -> http.client.HTTPConnection:
        parts = urlsplit(url)
        host = parts.netloc
        if parts.scheme == "http":
            return http.client.HTTPConnection(host, timeout=self.timeout)
        tls = ssl.create_default_context(cafile=self.ca_file)
        return http.client.HTTPSConnection(host, timeout=self.timeout, context=tls)


def _shut(sock: socket.socket) -> None:
    """End what waits at a socket, without the farewell of TLS."""
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
