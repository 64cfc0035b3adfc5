"""Connections to SQLite files, whose errors are SQLite's and say what is wrong."""

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lckm_sql.unopened_files import unopened_error


class SqliteConnection(sqlite3.Connection):
    """A connection that raises ``sqlite3.DatabaseError`` where Python's raises others.

    A damaged schema is told by SQLite in words of that schema. Where they are no UTF-8, Python's
    driver raises ``UnicodeDecodeError`` in place of the error. For a file that is there and that
    the system keeps closed, SQLite's code is the same as for a missing one, so
    :class:`UnopenedFileError` is raised in its place.
    """

    def __init__(self, database: Any, *arguments: Any, **options: Any) -> None:
        self.file = _file_of(database)
        try:
            super().__init__(database, *arguments, **options)
            return
        except _MISLEADING as error:
            failure = _true_error(error, self.file)
        raise failure

    def cursor(self, factory: Any = None) -> Any:
        """Return a cursor."""
        return super().cursor(factory or _Cursor)

    def execute(self, *arguments: Any) -> Any:
        """Execute a statement; the driver's own would not use :meth:`cursor`."""
        return self.cursor().execute(*arguments)


class _Cursor(sqlite3.Cursor):
    connection: SqliteConnection

    def execute(self, *arguments: Any) -> Any:
        try:
            return super().execute(*arguments)
        except _MISLEADING as error:
            failure = _true_error(error, self.connection.file)
        # Raised outside ``except``, it has no context: that may quote the database.
        raise failure


_MISLEADING = (UnicodeDecodeError, sqlite3.OperationalError)


def _true_error(error: Exception, file: Path) -> Exception:
    """Return the error that says what is wrong with a file: that error itself, or another."""
    if isinstance(error, UnicodeDecodeError):
        return damage_error()
    if error_code(error) != sqlite3.SQLITE_CANTOPEN:
        return error
    assert isinstance(error, sqlite3.OperationalError)
    return unopened_error(file, error) or error


def _file_of(database: Any) -> Path:
    name = os.fspath(database)
    return Path(unquote(urlsplit(name).path) if name.startswith("file:") else name)


def connect(file: Path) -> SqliteConnection:
    """Open an SQLite file with the driver's own settings."""
    return sqlite3.connect(file, factory=SqliteConnection)


def error_code(error: BaseException) -> int | None:
    """Return SQLite's code of a driver's error; ``None`` where it is the driver's own."""
    # The driver gives no code for text that is no UTF-8.
    if isinstance(error, sqlite3.OperationalError) and str(error).startswith("Could not decode"):
        return sqlite3.SQLITE_CORRUPT
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def damage_error() -> sqlite3.DatabaseError:
    """Return the error of SQLite for a value that nobody wrote and nothing can read."""
    error = sqlite3.DatabaseError("damaged")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error
