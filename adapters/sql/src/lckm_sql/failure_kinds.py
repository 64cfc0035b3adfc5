"""Kinds of failures of a database, told apart as an operator handles them.

Drivers' error codes decide, and their words where there are no codes.
"""

import errno
import os
import sqlite3
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, TimeoutError as PoolTimeoutError

from lckm_sql.sqlite_connection import error_code
from lckm_sql.sqlite_paths import months_folder
from lckm_sql.unopened_files import is_full, is_on_read_only_disk


class FailureKind(StrEnum):
    """What kind of failure it was."""

    NO_SPACE = "no space"
    READ_ONLY = "read only"
    READ_ONLY_DISK = "disk mounted read-only"
    FORBIDDEN = "no right to it"
    NOT_THERE = "no such database"
    NOT_ON_SERVER = "no such database on the server"
    DAMAGED = "damaged"
    DISK = "the disk failed"
    NO_RESOURCES = "no memory or open files left"
    HELD = "held by another"
    LOGIN = "login refused"
    NO_SERVER = "no server"
    TOO_MANY = "too many connections"
    REPLACED = "replaced"
    RESTORING = "being restored"
    OTHER = "other"


_SQLITE = {
    sqlite3.SQLITE_FULL: FailureKind.NO_SPACE,
    sqlite3.SQLITE_READONLY: FailureKind.READ_ONLY,
    sqlite3.SQLITE_NOMEM: FailureKind.NO_RESOURCES,
    sqlite3.SQLITE_PERM: FailureKind.FORBIDDEN,
    sqlite3.SQLITE_AUTH: FailureKind.FORBIDDEN,
    sqlite3.SQLITE_CORRUPT: FailureKind.DAMAGED,
    sqlite3.SQLITE_NOTADB: FailureKind.DAMAGED,
    sqlite3.SQLITE_BUSY: FailureKind.HELD,
    sqlite3.SQLITE_LOCKED: FailureKind.HELD,
}
_SYSTEM = {
    errno.ENOSPC: FailureKind.NO_SPACE,
    errno.EDQUOT: FailureKind.NO_SPACE,
    errno.EROFS: FailureKind.READ_ONLY_DISK,
    errno.EACCES: FailureKind.FORBIDDEN,
    errno.EPERM: FailureKind.FORBIDDEN,
    errno.EIO: FailureKind.DISK,
    errno.EMFILE: FailureKind.NO_RESOURCES,
    errno.ENFILE: FailureKind.NO_RESOURCES,
    errno.ENOMEM: FailureKind.NO_RESOURCES,
}
_POSTGRESQL = {
    "53100": FailureKind.NO_SPACE,
    "25006": FailureKind.READ_ONLY,
    "42501": FailureKind.FORBIDDEN,
    "3F000": FailureKind.FORBIDDEN,
    "3D000": FailureKind.NOT_ON_SERVER,
    "XX001": FailureKind.DAMAGED,
    "XX002": FailureKind.DAMAGED,
    "58030": FailureKind.DISK,
    "55P03": FailureKind.HELD,
    "40P01": FailureKind.HELD,
    "28P01": FailureKind.LOGIN,
    "28000": FailureKind.LOGIN,
    "57P01": FailureKind.NO_SERVER,
    "57P02": FailureKind.NO_SERVER,
    "57P03": FailureKind.NO_SERVER,
    "53300": FailureKind.TOO_MANY,
}
_UNCONNECTED = (
    # It starts, stops or recovers.
    (FailureKind.NO_SERVER, ("the database system is", "system bazy danych")),
    (
        FailureKind.LOGIN,
        ("authentication failed", "no pg_hba.conf entry", "autoryzacja", "no password supplied"),
    ),
    (FailureKind.TOO_MANY, ("too many clients", "too many connections", "connection slots")),
    # The server's own words for an unknown role or database, in the language of its locale.
    (FailureKind.LOGIN, ("role ", "rola ")),
    (FailureKind.NOT_ON_SERVER, ("database ", "baza danych ")),
)
"""What a server or libpq says before there is a connection: then there is no code.

The words are only compared, never shown.
"""


def failure_kind_of(error: BaseException, url: URL) -> FailureKind:
    """Return the kind of an error of the driver, SQLAlchemy or the system, for a database."""
    original = (error.orig or error) if isinstance(error, DBAPIError) else error
    if isinstance(original, OSError):
        return _SYSTEM.get(original.errno or 0, FailureKind.OTHER)
    if isinstance(original, PoolTimeoutError):
        return FailureKind.TOO_MANY
    if url.get_backend_name() == "sqlite":
        return _of_sqlite(original, Path(url.database or ""))
    code = getattr(original, "sqlstate", None)
    if code is not None:
        unlisted = FailureKind.NO_SERVER if code.startswith("08") else FailureKind.OTHER
        return _POSTGRESQL.get(code, unlisted)
    if type(original).__name__ in ("OperationalError", "ConnectionTimeout"):
        return _of_no_connection(str(original))
    return FailureKind.OTHER


def location_of(url: URL) -> str:
    """Return which database it is: its file, or its server and name, without the user."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    server = url.host or ", ".join(url.normalized_query.get("host", ())) or "localhost"
    return f"{server}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def fault_of_disk(file: Path) -> FailureKind | None:
    """Return why nothing can be stored on the disks of an SQLite database; ``None`` if it can."""
    if _is_any(is_on_read_only_disk, file):
        return FailureKind.READ_ONLY_DISK
    return FailureKind.NO_SPACE if _is_any(is_full, file) else None


def place_of_failure(kind: FailureKind, file: Path) -> Path:
    """Return the file of a database, or the folder of its partitions where that is at fault."""
    is_at_fault = {
        FailureKind.NO_SPACE: is_full,
        FailureKind.READ_ONLY_DISK: is_on_read_only_disk,
    }.get(kind, lambda _: False)
    return next((path for path in (file, months_folder(file)) if is_at_fault(path)), file)


def _of_sqlite(original: BaseException, file: Path) -> FailureKind:
    code = error_code(original)
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        # SQLite's code says no more: a journal that finds no space is either, and so is a file
        # that nobody may open.
        if _is_any(is_full, file):
            return FailureKind.NO_SPACE
        if code == sqlite3.SQLITE_IOERR:
            return FailureKind.DISK
        if _is_any(is_on_read_only_disk, file):
            return FailureKind.READ_ONLY_DISK
        return FailureKind.FORBIDDEN if _is_forbidden(file) else FailureKind.NOT_THERE
    if code == sqlite3.SQLITE_READONLY and _is_any(is_on_read_only_disk, file):
        return FailureKind.READ_ONLY_DISK
    return _SQLITE.get(code, FailureKind.OTHER) if code is not None else FailureKind.OTHER


def _is_any(is_at_fault: Callable[[Path], bool], file: Path) -> bool:
    return any(is_at_fault(path) for path in (file, months_folder(file)))


def _is_forbidden(file: Path) -> bool:
    try:
        exists = file.exists()
    except PermissionError:
        return True
    folder = file.absolute().parent
    return exists or (folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK))


def _of_no_connection(words: str) -> FailureKind:
    for kind, phrases in _UNCONNECTED:
        if "FATAL" in words.upper() and any(phrase in words for phrase in phrases):
            return kind
    return FailureKind.LOGIN if "no password supplied" in words else FailureKind.NO_SERVER
