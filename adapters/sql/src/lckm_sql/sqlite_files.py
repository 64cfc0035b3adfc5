"""What there is to do with one file of SQLite: its journal, and what SQLite says when the file is damaged or away."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lckm_sql.errors import StoreUnavailableError

_PAUSE = 0.02
_LONGEST = 30.0
"""Seconds: how often, and how long, a reader of a file is waited for."""
LOOKING = 20.0
"""Seconds: how long one look for damage may take, shorter than what waits for it does."""
_BROKEN = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_ERROR,
}
"""What SQLite says of a file that is damaged, no database, away, or without its table."""


def is_broken(error: Exception) -> bool:
    """Return whether that is what SQLite says of a file that is damaged or away; never for PostgreSQL."""
    return _code(error) in _BROKEN


def is_damaged(error: Exception) -> bool:
    """Return whether it is one that can be opened, and is damaged."""
    return _code(error) in _BROKEN - {sqlite3.SQLITE_CANTOPEN}


def _code(error: Exception) -> int | None:
    code: int | None = getattr(
        error.orig if isinstance(error, DBAPIError) else error, "sqlite_errorcode", None
    )
    return None if code is None else code & 0xFF


def is_sound(file: Path) -> bool:
    """Return whether a file that nobody uses is a whole database, page by page and index by index."""
    try:
        with closing(sqlite3.connect(file)) as here:
            return bool(here.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error as error:
        if not is_broken(error):
            raise
        return False


def is_whole(engine: Engine) -> bool | None:
    """Return whether a file is whole, page by page and index by index, as of one moment; ``None`` when that would take too long.

    Meanwhile nothing can be cleaned out of its journal, for which an erasure waits :data:`_LONGEST`. A gigabyte takes some seconds.
    Raises what the driver does where there is no such file.
    """
    until = monotonic() + LOOKING
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(lambda: monotonic() > until, 10_000)
        try:
            return bool(driver.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
        except sqlite3.Error as error:
            if _code(error) == sqlite3.SQLITE_INTERRUPT:
                return None
            if is_damaged(error):
                return False
            raise
        finally:
            driver.set_progress_handler(None, 0)


@contextmanager
def going_on() -> Generator[None, None, None]:
    """Pass over a file that is damaged or that somebody holds."""
    try:
        yield
    except StoreUnavailableError:
        pass
    except (SQLAlchemyError, sqlite3.Error) as error:
        if not is_broken(error):
            raise


def checkpoint(engine: Engine) -> None:
    """Move what is in a journal into its file, and cut the journal to nothing."""
    until = monotonic() + _LONGEST
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        while cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if monotonic() > until:
                raise StoreUnavailableError("CheckpointBusy")
            sleep(_PAUSE)


def to_wal(engine: Engine) -> None:
    """Let a file keep its journal apart, in which readers and the writer do not wait for each other."""
    until = monotonic() + _LONGEST
    while True:
        try:
            with engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            # Somebody else is doing the same.
            if monotonic() > until:
                raise
            sleep(_PAUSE)
