"""Requests to a provider, each sent once, to its own addresses, within a time limit."""

import time
from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

import attrs

from lckm_http import is_loopback
from lckm_http_client import NoReplyError, Reply, Server
from lckm_oidc._problems import Problem, ProviderError

_LARGEST = 1 << 20
_JSON = {"Accept": "application/json"}


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


def basic(client_id: str, secret: str) -> Mapping[str, str]:
    """Return the header by which a client proves itself (RFC 6749, 2.3.1)."""
    pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"
    return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}


@attrs.frozen
class Connection:
    """How a provider is reached.

    Args:
        ca_file: a file of certificates; empty for the system's.
        timeout: seconds that one exchange may take, from its beginning to its end.
    """

    ca_file: str
    timeout: float

    def get(self, url: str, *, token: str | None = None) -> Any:
        """Return the JSON at an address. Raises :class:`ProviderError`."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        reply = self._reply("GET", url, headers)
        if reply.status != 200:
            raise ProviderError(Problem.BAD_ANSWER)
        return _data(reply)

    def post(self, url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> Any:
        """Return the JSON that answers a form; ``None`` if the form is refused.

        Raises :class:`ProviderError`.
        """
        form_headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        reply = self._reply("POST", url, form_headers, urlencode(form).encode())
        if reply.status >= 500:
            raise ProviderError(Problem.BAD_ANSWER)
        return _data(reply) if reply.status == 200 else None

    def _reply(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Reply:
        parts = urlsplit(url)
        server = Server(
            url=f"{parts.scheme}://{parts.netloc}",
            headers=_JSON,
            ca_file=self.ca_file,
            connect_timeout=self.timeout,
            timeout=self.timeout,
            most_bytes=_LARGEST,
        )
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        end = time.monotonic() + self.timeout
        try:
            return server.send(method, path, end=end, headers=headers, body=body)
        except NoReplyError:
            raise ProviderError(Problem.NO_ANSWER) from None


def _data(reply: Reply) -> Any:
    if reply.is_too_long or reply.is_cut or (data := reply.data) is None:
        raise ProviderError(Problem.BAD_ANSWER)
    return data
