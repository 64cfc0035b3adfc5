"""Backups of SQLite: a folder with a copy of the database and of the files of its months. The way back: :mod:`lckm_sql.restoring`."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import attrs
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from lckm_core import LckmError, Message
from lckm_sql.database import Database, kind_of
from lckm_sql.drawers import live_months
from lckm_sql.drawers_sqlite import HALF, SqliteDrawers, notes_of_halves
from lckm_sql.errors import StoreUnavailableError
from lckm_sql.private import make_file, make_folder, to_disk
from lckm_sql.sqlite_files import is_broken

NAME = "reports.sqlite"
"""What the database is called in a backup."""


@attrs.frozen(str=False)
class BackupError(LckmError):
    """A backup or a restore cannot be made as asked."""

    reason: Message

    @property
    def said(self) -> Message:
        """Why not, and what to do."""
        return self.reason


def back_up(database: Database, drawers: SqliteDrawers, folder: Path) -> None:
    """Copy the database into a new folder, all of one moment; registrations wait meanwhile.

    Raises :class:`BackupError`, also for a month that is damaged, and :class:`StoreUnavailableError`.
    """
    if folder.exists():
        raise BackupError(
            Message(f"{folder}: to już istnieje. Podaj nowy folder.", f"{folder} exists. Name a new folder.")
        )
    half = folder.with_name(f"{folder.name}{HALF}")
    shutil.rmtree(half, ignore_errors=True)
    try:
        make_folder(half)
        with _noted(database, half):
            _copied(database, drawers, half)
            to_disk_with_all(half)
            half.rename(folder)
    except BaseException:
        # Half a copy is personal data that nobody looks after.
        shutil.rmtree(half, ignore_errors=True)
        raise
    to_disk(folder.parent)


@contextmanager
def _noted(database: Database, half: Path) -> Iterator[None]:
    """Note beside the database where half a copy is, so that ``verify`` finds it after a kill, wherever that is."""
    for note in notes_of_halves(database.file):
        # One whose folder is gone was seen to by somebody.
        if not Path(note.read_text(encoding="utf-8")).exists():
            note.unlink(missing_ok=True)
    note = database.file.with_name(f"{database.file.name}.{os.getpid()}{HALF}")
    make_file(note)
    note.write_text(str(half.absolute()), encoding="utf-8")
    to_disk(note)
    to_disk(note.parent)
    try:
        yield
    finally:
        if not half.exists():
            note.unlink(missing_ok=True)


def _copied(database: Database, drawers: SqliteDrawers, half: Path) -> None:
    try:
        with database.writing() as connection:
            _copy_all(connection, database, drawers, half)
        return
    except (SQLAlchemyError, sqlite3.Error) as error:
        kind = kind_of(error)
    # Raised out here, it has no context: what the driver says may quote a row.
    raise StoreUnavailableError(kind)


def _copy_all(connection: Connection, database: Database, drawers: SqliteDrawers, half: Path) -> None:
    _copy(database.file, half / NAME)
    copies = SqliteDrawers(Database(f"sqlite:///{half / NAME}"))
    make_folder(copies.folder)
    for month in live_months(connection):
        # One that is away is a fault of its own, and no reason to be without a copy of the rest.
        if drawers.path(month).exists() and not _copy_sound(drawers.path(month), copies.path(month)):
            raise BackupError(
                Message(
                    f"{drawers.path(month)}: tego pliku miesiąca ({month.expires}) nie da się odczytać, więc kopia nie powstała. "
                    "Przywróć poprzednią kopię zapasową; albo przenieś ten plik gdzie indziej i powtórz, a kopia obejmie resztę.",
                    f"{drawers.path(month)}: the file of this month ({month.expires}) cannot be read, so no copy was made. Restore "
                    "an earlier backup; or move the file away and repeat, and the copy will have the rest.",
                )
            )


def _copy_sound(source: Path, copy: Path) -> bool:
    """Copy a file, and return whether it could be read and the copy is whole."""
    try:
        _copy(source, copy)
        with closing(sqlite3.connect(copy)) as here:
            return bool(here.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error as error:
        if not is_broken(error):
            raise
        return False


def _copy(source: Path, copy: Path) -> None:
    make_file(copy)
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(copy)) as here:
        there.backup(here)


def to_disk_with_all(folder: Path) -> None:
    """Wait until a folder and all in it is on the disk."""
    for one in [folder, *folder.rglob("*")]:
        to_disk(one)
