"""What the setting ``url`` may be: the address of a database, judged without connecting to anything."""

import os
import ssl
from collections.abc import Iterator

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from lckm_sql.tls import MODES, sslmode_of

_URL = Message(
    "ma tu być sqlite:///plik.sqlite albo postgresql+psycopg://….",
    "this is to be sqlite:///file.sqlite or postgresql+psycopg://….",
)
_PORT = Message("port ma być liczbą od 1 do 65535.", "the port has to be a number from 1 to 65535.")
_MODE = Message(
    f"sslmode ma tu być jednym z: {', '.join(MODES)}.",
    f"sslmode has to be one of: {', '.join(MODES)}.",
)
_CERTIFICATES = Message(
    "sslrootcert: nie ma takiego pliku, nie wolno go czytać albo nie ma w nim certyfikatów (PEM).",
    "sslrootcert: there is no such file, it may not be read, or there are no certificates (PEM) in it.",
)


def checked(given: str) -> URL:
    """Return the address of a database. Raises ``InvalidSettingError``, which does not repeat it: a password may stand in it."""
    try:
        url = make_url(given)
    except (ArgumentError, ValueError):  # the other is of a port that is no number
        raise InvalidSettingError("url", _URL) from None
    kind = url.get_backend_name()
    if (
        kind == "sqlite"
        and url.database
        and url.database != ":memory:"
        and not url.database.startswith("file:")
    ):
        return url
    if kind != "postgresql":
        raise InvalidSettingError("url", _URL)
    for fault in _faults(url):
        raise InvalidSettingError("url", fault)
    return url.set(drivername="postgresql+psycopg")


def _faults(url: URL) -> Iterator[Message]:
    """Yield what of an address of PostgreSQL no server could mend."""
    query = url.normalized_query
    # To libpq an empty entry is the port that it goes to unasked.
    ports = [one for several in query.get("port", ()) for one in several.split(",") if one]
    if not all(_is_port(one) for one in (*ports, *([] if url.port is None else [str(url.port)]))):
        yield _PORT
    modes = query.get("sslmode", ())
    if any(one not in MODES for one in modes):
        yield _MODE
    # Of the other modes libpq passes over a file that is not there.
    verifies = any(
        one.startswith("verify-") for one in modes or [sslmode_of(url, os.environ) or ""]
    )
    if verifies and not all(
        one == "system" or _certifies(one) for one in query.get("sslrootcert", ())
    ):
        yield _CERTIFICATES


def _is_port(text: str) -> bool:
    digits = text.lstrip("0")
    # Longer ones are never made a number of: Python refuses thousands of digits with an error of its own.
    return text.isascii() and text.isdecimal() and 1 <= len(digits) <= 5 and int(digits) <= 65_535


def _certifies(path: str) -> bool:
    try:
        ssl.create_default_context(cafile=path)
    except (OSError, ValueError):
        return False
    return True
