"""Backups of SQLite: a folder with a copy of the database and of the files of its months. The way back: :mod:`lckm_sql.restore`."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import attrs
from sqlalchemy import Connection
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from lckm_core.errors import LckmError
from lckm_core.text import Message
from lckm_sql.database import Database
from lckm_sql.errors import StoreUnavailableError, unavailable
from lckm_sql.failure_kinds import Trouble, trouble_of, where
from lckm_sql.partitions import live_months
from lckm_sql.partitions_sqlite import SqliteDrawers
from lckm_sql.permissions import make_file, make_folder, to_disk
from lckm_sql.sqlite_files import is_broken, is_damaged, is_sound
from lckm_sql.stale_files import HALF, noted, notes_of_halves

NAME = "reports.sqlite"
"""What the database is called in a backup."""


_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class _NoRoomError(Exception):
    """The disk on which the copy is made is full."""


@attrs.frozen(str=False)
class BackupError(LckmError):
    """A backup or a restore cannot be made as asked."""

    reason: Message

    @property
    def message(self) -> Message:
        """Why not, and what to do."""
        return self.reason


def back_up(
    database: Database, drawers: SqliteDrawers, folder: Path, *, without_months: bool
) -> None:
    """Copy the database into a new folder, all of one moment; registrations wait meanwhile.

    Raises :class:`BackupError`, also for a database that is damaged, a disk that is full, and, unless *without_months*, for a month
    whose file is missing or damaged; and :class:`StoreUnavailableError`.
    """
    if folder.exists():
        raise BackupError(
            Message(
                f"{folder}: to już istnieje. Podaj nowy folder.",
                f"{folder} exists. Name a new folder.",
            )
        )
    half = folder.with_name(f"{folder.name}{HALF}")
    full = False
    with _noted(database, half):
        shutil.rmtree(half, ignore_errors=True)
        try:
            make_folder(half)
            _copied(database, drawers, half, without_months=without_months)
            to_disk_with_all(half)
            half.rename(folder)
        except BaseException as error:
            full = isinstance(error, _NoRoomError) or (
                isinstance(error, OSError) and error.errno in _NO_ROOM
            )
            # Half a copy is personal data that nobody looks after.
            shutil.rmtree(half, ignore_errors=True)
            if not full:
                raise
    if full:
        raise BackupError(
            Message(
                f"{folder}: na tym dysku nie ma miejsca na kopię, więc nie powstała. Zwolnij je albo podaj folder na innym.",
                f"{folder}: this disk has no room for a copy, so none was made. Make room, or name a folder on another.",
            )
        )
    to_disk(folder.parent)


@contextmanager
def _noted(database: Database, half: Path) -> Iterator[None]:
    """Note beside the database where half a copy is, so that ``verify`` finds it after a kill, wherever that is."""
    for old in notes_of_halves(database.file):
        # One whose folder is gone was seen to by somebody.
        if noted(old) == old or not noted(old).exists():
            old.unlink(missing_ok=True)
    note = database.file.with_name(f"{database.file.name}.{os.getpid()}{HALF}")
    try:
        _write_note(database, note, half)
        yield
    finally:
        if not half.exists():
            note.unlink(missing_ok=True)


def _write_note(database: Database, note: Path, half: Path) -> None:
    try:
        make_file(note)
        note.write_text(str(half.absolute()), encoding="utf-8")
        to_disk(note)
        to_disk(note.parent)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise StoreUnavailableError(
            type(error).__name__, Trouble.NO_SPACE, where(database.url)
        ) from None


def _copied(
    database: Database, drawers: SqliteDrawers, half: Path, *, without_months: bool
) -> None:
    try:
        with database.writing() as connection:
            _copy_all(connection, database, drawers, half, without_months=without_months)
        return
    except (SQLAlchemyError, sqlite3.Error) as error:
        failure = _damaged(database.file) if is_damaged(error) else unavailable(error, database.url)
    # Raised out here, it has no context: what the driver says may quote a row.
    raise failure


def _copy_all(
    connection: Connection,
    database: Database,
    drawers: SqliteDrawers,
    half: Path,
    *,
    without_months: bool,
) -> None:
    if not _copy_sound(database.file, half / NAME):
        raise _damaged(database.file)
    copies = SqliteDrawers(Database(f"sqlite:///{half / NAME}"))
    make_folder(copies.folder)
    for month in live_months(connection):
        if drawers.path(month).exists() and _copy_sound(drawers.path(month), copies.path(month)):
            continue
        if not without_months:
            raise BackupError(
                Message(
                    f"{drawers.path(month)}: tego pliku miesiąca ({month.expires}) nie ma albo nie da się go odczytać, więc kopia nie "
                    "powstała. Przywróć poprzednią kopię zapasową; albo powtórz z --without-months, a kopia obejmie resztę.",
                    f"{drawers.path(month)}: the file of this month ({month.expires}) is missing or cannot be read, so no copy was made. "
                    "Restore an earlier backup; or repeat with --without-months, and the copy will have the rest.",
                )
            )
        copies.path(month).unlink(missing_ok=True)


def _damaged(file: Path) -> BackupError:
    return BackupError(
        Message(
            f"{file}: ta baza jest uszkodzona, więc kopia nie powstała. Przywróć poprzednią kopię zapasową.",
            f"{file}: this database is damaged, so no copy was made. Restore an earlier backup.",
        )
    )


def _copy_sound(source: Path, copy: Path) -> bool:
    """Copy a file, and return whether it could be read and the copy is whole."""
    try:
        _copy(source, copy)
    except sqlite3.Error as error:
        if not is_broken(error):
            raise
        return False
    return is_sound(copy)


def _copy(source: Path, copy: Path) -> None:
    make_file(copy)
    full = False
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(copy)) as here:
        try:
            there.backup(here)
        except sqlite3.OperationalError as error:
            # Only the copy is written to.
            full = trouble_of(error, URL.create("sqlite", database=str(copy))) is Trouble.NO_SPACE
            if not full:
                raise
    if full:
        raise _NoRoomError


def to_disk_with_all(folder: Path) -> None:
    """Wait until a folder and all in it is on the disk."""
    for one in [folder, *folder.rglob("*")]:
        to_disk(one)
