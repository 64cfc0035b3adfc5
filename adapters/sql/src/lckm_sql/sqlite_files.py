"""Files of SQLite: creation, journals, damage, and stale backups."""

import os
import sqlite3
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lckm_core import errors
from lckm_sql.errors import StoreUnavailableError
from lckm_sql.sqlite_connection import connect, error_code
from lckm_sql.sqlite_paths import RESTORING, months_folder
from lckm_sql.unopened_files import UnopenedFileError

_OTHERS = 0o007
_PAUSE = 0.02
_LONGEST = 30.0
"""Seconds: how often, and how long, to wait for a reader of a file."""
_PAGES_ALONE = "PRAGMA ignore_check_constraints = ON"
"""Then a row that breaks a condition is no damage to the file; ``verify`` names it."""
CHECK_TIME = 20.0
"""Seconds that one check for damage may take: less than an erasure waits for it."""
_BROKEN = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_ERROR,
}
"""SQLite's codes for a file that is damaged, no database, missing or without its table."""
HALF = ".half"
"""The suffix of the folder that a backup uses on its way."""


# ── creating files ───────────────────────────────────────────────────────────────────────────


def create_folder(path: Path) -> None:
    """Create a folder and its missing parents, each synced to disk with its entry."""
    if not path.exists():
        create_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        sync(path.parent)


def create_file(path: Path) -> None:
    """Create an empty file for its owner alone, whatever the umask.

    SQLite takes it for a new database and gives its journals the same mode. An error is passed
    over: SQLite reports it to whoever opens the file.
    """
    # Do not even open an existing file: closing it would drop SQLite's locks on it in the whole
    # process.
    with suppress(OSError):
        os.close(os.open(path.resolve(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def sync(path: Path) -> None:
    """Wait until a file, or the entries of a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Wait until a folder and everything in it is on the disk."""
    for path in [folder, *folder.rglob("*")]:
        sync(path)


def match_journal_modes(path: Path) -> None:
    """Give the journals of a database the mode of its file."""
    # Journals keep the mode that the database had when they were created; after a read-only
    # period nobody could write.
    with suppress(OSError):
        mode = path.stat().st_mode & 0o777
        for suffix in ("-wal", "-shm"):
            journal = path.with_name(path.name + suffix)
            with suppress(OSError):
                if journal.stat().st_mode & 0o777 != mode:
                    journal.chmod(mode)


def world_accessible(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the paths that every user may read, write or enter; none outside POSIX."""
    for path in paths if os.name == "posix" else ():
        # It may disappear meanwhile.
        with suppress(FileNotFoundError):
            if path.stat().st_mode & _OTHERS:
                yield path


# ── journals ─────────────────────────────────────────────────────────────────────────────────


def checkpoint(engine: Engine) -> None:
    """Move the journal into its file and truncate it, waiting for readers."""
    until = monotonic() + _LONGEST
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        while cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            if monotonic() > until:
                raise StoreUnavailableError("CheckpointBusy")
            sleep(_PAUSE)


def enable_wal(engine: Engine) -> None:
    """Switch a file to write-ahead logging, where readers and the writer do not wait."""
    until = monotonic() + _LONGEST
    while True:
        try:
            with engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            # Another process is doing the same.
            if monotonic() > until:
                raise
            sleep(_PAUSE)


# ── damage ───────────────────────────────────────────────────────────────────────────────────


def is_broken(error: Exception) -> bool:
    """Return whether SQLite found a file damaged or missing; never for PostgreSQL."""
    return _code(error) in _BROKEN


def is_unopened(error: Exception) -> bool:
    """Return whether the system keeps a file closed that is there; never for PostgreSQL."""
    return isinstance(_driver_error(error), UnopenedFileError)


def is_damaged(error: Exception) -> bool:
    """Return whether SQLite could open a file and found it damaged."""
    return _code(error) in _BROKEN - {sqlite3.SQLITE_CANTOPEN}


def _code(error: Exception) -> int | None:
    return error_code(_driver_error(error))


def _driver_error(error: Exception) -> BaseException:
    return (error.orig or error) if isinstance(error, DBAPIError) else error


def is_sound(file: Path, *tables: str) -> bool:
    """Return whether an unused file is an intact database, page by page, with these tables."""
    try:
        with closing(connect(file)) as connection:
            found = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
            connection.execute(_PAGES_ALONE)
            checked = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            return bool(checked == "ok" and found.issuperset(tables))
    except sqlite3.Error as error:
        if not is_broken(error):
            raise
        return False


def is_intact(engine: Engine) -> bool | None:
    """Return whether a file in use is intact; ``None`` when the check would take too long.

    Raises the driver's error where there is no such file.
    """
    # Nothing can be purged from the file's journal meanwhile, and an erasure waits for that
    # _LONGEST seconds. A gigabyte takes some seconds.
    until = monotonic() + CHECK_TIME
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(lambda: monotonic() > until, 10_000)
        try:
            driver.execute(_PAGES_ALONE)
            return bool(driver.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
        except sqlite3.Error as error:
            if _code(error) == sqlite3.SQLITE_INTERRUPT:
                return None
            if is_damaged(error):
                return False
            raise
        finally:
            driver.set_progress_handler(None, 0)
            driver.execute("PRAGMA ignore_check_constraints = OFF")


@contextmanager
def skip_broken() -> Generator[None, None, None]:
    """Pass over a file that is damaged, missing, kept closed or locked by another program."""
    try:
        yield
    except errors.StoreUnavailableError:
        pass
    except (SQLAlchemyError, sqlite3.Error) as error:
        if not (is_broken(error) or is_unopened(error)):
            raise


# ── stale backups and restores ───────────────────────────────────────────────────────────────


def stale_files(file: Path) -> Iterator[Path]:
    """Yield the folders with personal data that stopped backups and restores left."""
    beside_it = (file.with_name(f"{file.name}{suffix}") for suffix in RESTORING)
    among_months = months_folder(file) / RESTORING[1]
    yield from (path for path in (*beside_it, among_months) if path.exists())
    beside = (path for path in file.parent.glob(f"*{HALF}") if path.is_dir())
    elsewhere = (noted_path(note) for note in backup_notes(file))
    yield from sorted({*beside, *(half for half in elsewhere if half.is_dir())})


def noted_path(note: Path) -> Path:
    """Return where a note says the unfinished backup is; the note itself if it is empty."""
    # A full disk leaves an empty note.
    return Path(note.read_text(encoding="utf-8") or note)


def backup_notes(file: Path) -> list[Path]:
    """Return the notes beside a database, one for each backup that was begun."""
    return [path for path in sorted(file.parent.glob(f"{file.name}.*{HALF}")) if path.is_file()]
