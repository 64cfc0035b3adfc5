"""Which connections to PostgreSQL are encrypted, with the server's certificate checked: all that leave this machine."""

from collections.abc import Iterable, Mapping
from ipaddress import ip_address

from sqlalchemy.engine import URL

MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
"""What ``sslmode`` may be, by libpq."""


def sslmode_of(url: URL, environment: Mapping[str, str]) -> str | None:
    """Return the ``sslmode`` to connect with; ``None`` leaves it to the URL that says one, or to libpq on this machine.

    *environment* is where libpq looks for what the URL leaves out.
    """
    query = url.normalized_query
    if "sslmode" in query:
        return None
    # A service is an entry in a file of libpq's, and may name any server.
    service = query.get("service") or environment.get("PGSERVICE")
    hosts = [host for host in (url.host, *query.get("host", ())) if host] or [
        environment.get("PGHOST", "")
    ]
    addresses = query.get("hostaddr") or [environment.get("PGHOSTADDR", "")]
    return None if not service and _all_here([*hosts, *addresses]) else "verify-full"


def _all_here(servers: Iterable[str]) -> bool:
    return all(_is_here(one) for several in servers for one in several.split(","))


def _is_here(server: str) -> bool:
    """Return whether that is a socket, or a name or address of this machine, with or without a port."""
    host = server if server.count(":") > 1 else server.partition(":")[0]
    if not host or host[0] in "/@" or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
