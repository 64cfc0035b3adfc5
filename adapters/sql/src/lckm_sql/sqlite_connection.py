"""Connections to SQLite files, in which damage always is an error of SQLite's."""

import sqlite3
from pathlib import Path
from typing import Any


class SqliteConnection(sqlite3.Connection):
    """A connection that raises ``sqlite3.DatabaseError`` where Python's raises others.

    A damaged schema is told by SQLite in words of that schema. Where they are no UTF-8, Python's
    driver raises ``UnicodeDecodeError`` in place of the error.
    """

    def cursor(self, factory: Any = None) -> Any:
        """Return a cursor."""
        return super().cursor(factory or _Cursor)


class _Cursor(sqlite3.Cursor):
    def execute(self, *arguments: Any) -> Any:
        try:
            return super().execute(*arguments)
        except UnicodeDecodeError:
            pass
        # Raised outside ``except``, it has no context: that quotes the database.
        raise damage_error()


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
