"""Addresses: the site's own, and the network that a request comes from."""

import re
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

import attrs
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import Scope

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message

UNKNOWN = "unknown"
_PEER = "lckm_http.peer"
_HOST = re.compile(r"(?:[a-z0-9._-]{1,255}|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?", re.I | re.A)
_PUBLIC_URL = Message(
    "ma tu być adres bez ścieżki, np. https://lckm.example.org",
    "this has to be an address without a path, such as https://lckm.example.org",
)
_PORTS = {"http": 80, "https": 443}
Network = IPv4Network | IPv6Network


@attrs.frozen
class Origin:
    """A scheme, a host and a port, as browsers compare them."""

    scheme: str
    host: str
    port: int | None

    @classmethod
    def of(cls, url: str) -> "Origin | None":
        """Return the origin of an address, ``None`` where it has none."""
        try:
            parts = urlsplit(url)
            port = parts.port or _PORTS.get(parts.scheme)
        except ValueError:
            return None
        if not parts.hostname or parts.scheme not in _PORTS:
            return None
        return cls(parts.scheme, parts.hostname, port)


def host_origin(scheme: str, host: str) -> Origin | None:
    """Return the origin of a request by its ``Host``, ``None`` where that names no host.

    It is a name or address and a port, and nothing else: what came before ``@`` or behind
    the port would be read in other ways by other programs.
    """
    return Origin.of(f"{scheme}://{host}") if _HOST.fullmatch(host) else None


def is_loopback(host: str | None) -> bool:
    """Return whether a name or address is that of the machine itself."""
    if host is None or host.lower() == "localhost":
        return host is not None
    address = _address(host)
    return address is not None and address.is_loopback


def site_origin(public_url: str) -> Origin:
    """Return the origin of a site.

    Raises:
        InvalidSettingError: the address is not ``http://host`` or ``https://host`` without a path.
    """
    found = Origin.of(public_url)
    parts = urlsplit(public_url)
    if (
        found is None
        or parts.path not in ("", "/")
        or parts.query
        or parts.fragment
        or "@" in (parts.netloc)
    ):
        raise InvalidSettingError("public_url", _PUBLIC_URL)
    return found


def networks(trusted: Iterable[str]) -> tuple[Network, ...]:
    """Return the networks of trusted proxies.

    Raises:
        ValueError: one is no address and no network.
    """
    return tuple(ip_network(network) for network in trusted)


def client_host(scope: Scope, trusted: Sequence[Network]) -> str | None:
    """Return the address of a request's sender, as far as trusted proxies give it.

    ``X-Forwarded-For`` is read from its end, and only while each next address is a proxy's
    that is trusted: what stands before that may have been written by anybody.
    """
    client = scope.get("client")
    host = client[0] if client else None
    forwarded = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",")
    while (
        forwarded
        and (address := _address(host)) is not None
        and any(address in network for network in trusted)
    ):
        before = _address(forwarded.pop().strip())
        if before is None:
            break
        host = str(before)
    return host


def note_peer(scope: Scope) -> None:
    """Record the other end of the connection, before a proxy's header changes it."""
    client = scope.get("client")
    scope.setdefault(_PEER, client[0] if client else None)


def peer_host(request: HTTPConnection) -> str | None:
    """Return the address at the other end of the connection, perhaps a proxy's.

    Behind :func:`lckm_http.protect`, it is what the server saw, whatever headers say.
    """
    client = request.scope.get("client")
    host: str | None = request.scope.get(_PEER, client[0] if client else None)
    return host


def client_network(request: HTTPConnection | Scope) -> str:
    """Return the network of a request's sender: an IPv4 address or an IPv6 /64.

    Behind :func:`lckm_http.protect` that is the client of the trusted proxies. It is ``unknown``
    where the server gives no address.
    """
    scope = request.scope if isinstance(request, HTTPConnection) else request
    client = scope.get("client")
    address = _address(client[0] if client else None)
    if address is None:
        return UNKNOWN
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((address, 64), strict=False))


def _address(text: str | None) -> IPv4Address | IPv6Address | None:
    """Return an address without a port or zone; ``None`` if it is invalid."""
    if text is None:
        return None
    text = text.strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address
