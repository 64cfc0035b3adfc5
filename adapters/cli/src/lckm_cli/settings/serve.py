"""Where and how ``lckm serve`` serves, from the settings table ``[serve]``."""

import re
from collections.abc import Sequence
from ipaddress import ip_address, ip_network

import attrs

from lckm_cli.settings.errors import InvalidValueError
from lckm_cli.settings.loader import Settings
from lckm_cli.settings.tables import checked_table
from lckm_core.text import Message

_URL = re.compile(r"https?://[^/?#@\s]+/?")


@attrs.frozen
class ServeSettings:
    """Where and how faces are served.

    Args:
        public_url: the address by which browsers know the site, without a path; other hosts
            are refused. Without one, ``host`` has to be this machine's own.
        trusted_proxies: addresses and networks whose ``X-Forwarded-For`` is believed.
        host: the address on which it listens; ``--host`` overrides it.
        port: the port on which it listens; ``--port`` overrides it.
        workers: how many processes serve; ``--workers`` overrides it. One per core is enough.
        grace: how many seconds requests in flight have to finish after SIGTERM.
    """

    public_url: str | None = None
    trusted_proxies: Sequence[str] = ()
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    grace: float = 30.0


def serve_settings(
    settings: Settings,
    *,
    host: str | None = None,
    port: int | None = None,
    workers: int | None = None,
) -> ServeSettings:
    """Return what the table ``[serve]`` says, with what a command says instead.

    Raises:
        SettingsError: a key is unknown, or a value does not fit.
    """
    kinds = {
        "public_url": str,
        "trusted_proxies": list[str],
        "host": str,
        "port": int,
        "workers": int,
        "grace": float,
    }
    with settings.naming_file():
        values = checked_table("serve", settings.tables.get("serve", {}), kinds)
        called = {"host": host, "port": port, "workers": workers}
        values |= {key: value for key, value in called.items() if value is not None}
        found = ServeSettings(**values)
        _require_public_url(found)
        _require_networks(found.trusted_proxies)
    return found


def _require_public_url(settings: ServeSettings) -> None:
    url = settings.public_url
    if url is None and not _is_loopback(settings.host):
        raise InvalidValueError(
            "[serve], public_url",
            Message(
                "brakuje, a strona ma być widoczna z innych maszyn. Podaj adres, pod którym ją "
                'widać, np. "https://lckm.example.org".',
                "missing, and other machines are to see the site. Give the address by which they "
                'see it, such as "https://lckm.example.org".',
            ),
        )
    if url is not None and not _URL.fullmatch(url):
        raise InvalidValueError(
            "[serve], public_url",
            Message(
                'ma tu być adres bez ścieżki, np. "https://lckm.example.org".',
                'this wants an address without a path: "https://lckm.example.org".',
            ),
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _require_networks(proxies: Sequence[str]) -> None:
    for proxy in proxies:
        try:
            ip_network(proxy)
        except ValueError:
            raise InvalidValueError(
                "[serve], trusted_proxies",
                Message(
                    f'„{proxy}” to nie adres ani sieć. Podaj np. "127.0.0.1" albo "10.0.0.0/8".',
                    f'“{proxy}” is no address and no network. Give "127.0.0.1" or "10.0.0.0/8".',
                ),
            ) from None
