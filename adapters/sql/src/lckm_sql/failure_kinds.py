"""What keeps a database from doing what it is asked for, told apart as an operator has to: by codes, and where there are none by words."""

import os
import shutil
import sqlite3
from enum import StrEnum
from pathlib import Path

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, TimeoutError as PoolTimeoutError


class Trouble(StrEnum):
    """What is in the way."""

    NO_SPACE = "no space"
    READ_ONLY = "read only"
    FORBIDDEN = "no right to it"
    NOT_THERE = "no such database"
    DAMAGED = "damaged"
    DISK = "the disk failed"
    HELD = "held by another"
    LOGIN = "login refused"
    NO_SERVER = "no server"
    TOO_MANY = "too many connections"
    REPLACED = "replaced"
    RESTORING = "being restored"
    OTHER = "other"


_SQLITE = {
    sqlite3.SQLITE_FULL: Trouble.NO_SPACE,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.FORBIDDEN,
    sqlite3.SQLITE_AUTH: Trouble.FORBIDDEN,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
    sqlite3.SQLITE_BUSY: Trouble.HELD,
    sqlite3.SQLITE_LOCKED: Trouble.HELD,
}
_POSTGRESQL = {
    "53100": Trouble.NO_SPACE,
    "25006": Trouble.READ_ONLY,
    "42501": Trouble.FORBIDDEN,
    "3D000": Trouble.NOT_THERE,
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
    "58030": Trouble.DISK,
    "55P03": Trouble.HELD,
    "40P01": Trouble.HELD,
    "28P01": Trouble.LOGIN,
    "28000": Trouble.LOGIN,
    "57P01": Trouble.NO_SERVER,
    "57P02": Trouble.NO_SERVER,
    "57P03": Trouble.NO_SERVER,
    "53300": Trouble.TOO_MANY,
}
_UNCONNECTED = (
    (
        Trouble.LOGIN,
        ("authentication failed", "no pg_hba.conf entry", "autoryzacja", "no password supplied"),
    ),
    (Trouble.TOO_MANY, ("too many clients", "too many connections", "connection slots")),
    # The server's own words for a role or a database that it does not know; the server speaks the language it was set up in.
    (Trouble.LOGIN, ("role ", "rola ")),
    (Trouble.NOT_THERE, ("database ", "baza danych ")),
)
"""What a server, or libpq, says when nothing is connected yet: then there is no code. The words are only compared, and never told."""
_LITTLE = 1 << 16
"""Bytes free on a disk that has none left to speak of."""


def trouble_of(error: BaseException, url: URL) -> Trouble:
    """Return what is in the way by an error of a driver, or of SQLAlchemy, for the database of that URL."""
    said = (error.orig or error) if isinstance(error, DBAPIError) else error
    if isinstance(said, PoolTimeoutError):
        return Trouble.TOO_MANY
    if url.get_backend_name() == "sqlite":
        return _of_sqlite(said, Path(url.database or ""))
    code = getattr(said, "sqlstate", None)
    if code is not None:
        return _POSTGRESQL.get(code, Trouble.NO_SERVER if code.startswith("08") else Trouble.OTHER)
    return (
        _of_no_connection(str(said))
        if type(said).__name__ in ("OperationalError", "ConnectionTimeout")
        else Trouble.OTHER
    )


def where(url: URL) -> str:
    """Return which database it is: its file, or its server and name; without who connects."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    server = url.host or ", ".join(url.normalized_query.get("host", ())) or "localhost"
    return f"{server}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def is_full(path: Path) -> bool:
    """Return whether the disk on which a path is, or would be, has no space left."""
    there = next((one for one in (path, *path.absolute().parents) if one.exists()), None)
    return there is not None and shutil.disk_usage(there).free < _LITTLE


def _of_sqlite(said: BaseException, file: Path) -> Trouble:
    code = getattr(said, "sqlite_errorcode", None)
    code = code & 0xFF if code is not None else None
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        # Of both SQLite says no more: a journal that finds no space is either, and so is a file that nobody may open.
        if is_full(file):
            return Trouble.NO_SPACE
        if code == sqlite3.SQLITE_IOERR:
            return Trouble.DISK
        return Trouble.FORBIDDEN if _is_shut(file) else Trouble.NOT_THERE
    return _SQLITE.get(code, Trouble.OTHER) if code is not None else Trouble.OTHER


def _is_shut(file: Path) -> bool:
    try:
        there = file.exists()
    except PermissionError:
        return True
    folder = file.absolute().parent
    return there or (folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK))


def _of_no_connection(words: str) -> Trouble:
    for trouble, signs in _UNCONNECTED:
        if "FATAL" in words.upper() and any(sign in words for sign in signs):
            return trouble
    return Trouble.LOGIN if "no password supplied" in words else Trouble.NO_SERVER
