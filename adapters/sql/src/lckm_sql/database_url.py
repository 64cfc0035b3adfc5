"""The setting ``url``: checked without connecting, and which TLS mode it asks for."""

import os
import ssl
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from ipaddress import ip_address

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message

_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
"""What libpq allows as ``sslmode``."""
_INVALID_URL = Message(
    "ma tu być sqlite:///plik.sqlite albo postgresql+psycopg://….",
    "this has to be sqlite:///file.sqlite or postgresql+psycopg://….",
)
_TWO_SLASHES = Message(
    "sqlite:// z dwoma ukośnikami wskazuje serwer, którego SQLite nie ma. Daj trzy ukośniki: "
    "sqlite:///data/reports.sqlite, a od korzenia cztery.",
    "sqlite:// with two slashes names a server, which SQLite has none of. Use three slashes: "
    "sqlite:///data/reports.sqlite, and four from the root.",
)
_NO_DRIVER = Message(
    "PostgreSQL wymaga pakietu psycopg, którego tu nie ma. Zainstaluj lckm-sql[postgresql].",
    "PostgreSQL needs the package psycopg, which is not here. Install lckm-sql[postgresql].",
)
_INVALID_PORT = Message(
    "port ma być liczbą od 1 do 65535.", "the port has to be a number from 1 to 65535."
)
_INVALID_SSL_MODE = Message(
    f"sslmode ma tu być jednym z: {', '.join(_SSL_MODES)}.",
    f"sslmode has to be one of: {', '.join(_SSL_MODES)}.",
)
_NO_SCHEMAS = Message(
    "SQLite nie ma schematów. Usuń schema i daj lckm własny plik w url.",
    "SQLite has no schemas. Remove schema, and give lckm a file of its own in url.",
)
_INVALID_SCHEMA = Message(
    "ma tu być nazwa schematu: najwyżej 63 bajty, bez cudzysłowów i znaków sterujących, nie "
    "information_schema i nie od pg_.",
    "this has to be the name of a schema: at most 63 bytes, without quotes and control "
    "characters, not information_schema and not beginning with pg_.",
)
_LONGEST_NAME = 63
_INVALID_CERTIFICATES = Message(
    "sslrootcert: nie ma takiego pliku, nie wolno go czytać albo nie ma w nim certyfikatów (PEM).",
    "sslrootcert: the file does not exist, cannot be read, or has no certificates (PEM).",
)


def parse_url(text: str) -> URL:
    """Return the URL of a database.

    Raises ``InvalidSettingError``, also where the driver is not installed. It does not repeat the
    text, which may hold a password.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):  # ValueError: the port is no number
        raise InvalidSettingError("url", _INVALID_URL) from None
    kind = url.get_backend_name()
    if kind == "sqlite" and url.host:
        raise InvalidSettingError("url", _TWO_SLASHES)
    if (
        kind == "sqlite"
        and url.database
        and url.database != ":memory:"
        and not url.database.startswith("file:")
    ):
        return url
    if kind != "postgresql":
        raise InvalidSettingError("url", _INVALID_URL)
    if find_spec("psycopg") is None:
        raise InvalidSettingError("url", _NO_DRIVER)
    for problem in _problems(url):
        raise InvalidSettingError("url", problem)
    return url.set(drivername="postgresql+psycopg")


def require_schema(schema: str, url: URL) -> None:
    """Raise ``InvalidSettingError`` unless the tables may be in a schema of this name."""
    if not schema:
        return
    if url.get_backend_name() == "sqlite":
        raise InvalidSettingError("schema", _NO_SCHEMAS)
    is_reserved = schema.startswith("pg_") or schema == "information_schema"
    if is_reserved or not _is_name(schema):
        raise InvalidSettingError("schema", _INVALID_SCHEMA)


def _is_name(text: str) -> bool:
    return text.isprintable() and '"' not in text and len(text.encode()) <= _LONGEST_NAME


def _problems(url: URL) -> Iterator[Message]:
    """Yield what in a PostgreSQL URL can work with no server."""
    query = url.normalized_query
    # libpq takes an empty entry for the default port.
    ports = [port for several in query.get("port", ()) for port in several.split(",") if port]
    if not all(_is_port(port) for port in (*ports, *([] if url.port is None else [str(url.port)]))):
        yield _INVALID_PORT
    modes = query.get("sslmode", ())
    if any(mode not in _SSL_MODES for mode in modes):
        yield _INVALID_SSL_MODE
    # With the other modes libpq passes over a missing file.
    verifies = any(
        mode.startswith("verify-") for mode in modes or [sslmode_of(url, os.environ) or ""]
    )
    if verifies and not all(
        certificate == "system" or _has_certificates(certificate)
        for certificate in query.get("sslrootcert", ())
    ):
        yield _INVALID_CERTIFICATES


def _is_port(text: str) -> bool:
    digits = text.lstrip("0")
    # Longer ones are never converted: Python refuses thousands of digits with its own error.
    return text.isascii() and text.isdecimal() and 1 <= len(digits) <= 5 and int(digits) <= 65_535


def _has_certificates(path: str) -> bool:
    try:
        ssl.create_default_context(cafile=path)
    except (OSError, ValueError):
        return False
    return True


def sslmode_of(url: URL, environment: Mapping[str, str]) -> str | None:
    """Return ``verify-full`` for a server on another machine, unless the URL has a mode.

    ``None`` leaves it to the URL or, on this machine, to libpq. *environment* is where libpq
    looks for what the URL leaves out.
    """
    query = url.normalized_query
    if "sslmode" in query:
        return None
    # A service is an entry in one of libpq's files, and may name any server.
    service = query.get("service") or environment.get("PGSERVICE")
    hosts = [host for host in (url.host, *query.get("host", ())) if host] or [
        environment.get("PGHOST", "")
    ]
    addresses = query.get("hostaddr") or [environment.get("PGHOSTADDR", "")]
    return None if not service and _all_local([*hosts, *addresses]) else "verify-full"


def _all_local(servers: Iterable[str]) -> bool:
    return all(_is_local(host) for several in servers for host in several.split(","))


def _is_local(server: str) -> bool:
    """Return whether this is a socket, or a local name or address, with or without a port."""
    host = server if server.count(":") > 1 else server.partition(":")[0]
    if not host or host[0] in "/@" or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
