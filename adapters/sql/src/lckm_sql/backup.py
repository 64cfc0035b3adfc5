"""Backups of SQLite: a folder with copies of the database and of its partitions' files."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from secrets import token_hex

import attrs
from sqlalchemy import Connection
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from lckm_core.errors import LckmError
from lckm_core.text import Message
from lckm_sql.backup_manifest import write_manifest
from lckm_sql.database import Database
from lckm_sql.errors import unavailable
from lckm_sql.failure_kinds import FailureKind, failure_kind_of
from lckm_sql.folder_mark import stored_id, write_mark
from lckm_sql.partitions import live_partitions
from lckm_sql.partitions_sqlite import SqlitePartitions
from lckm_sql.personal_table import PERSONAL
from lckm_sql.sqlite_connection import connect
from lckm_sql.sqlite_files import (
    HALF,
    backup_notes,
    create_file,
    create_folder,
    is_broken,
    is_damaged,
    is_sound,
    noted_path,
    sync,
    sync_tree,
)
from lckm_sql.unopened_files import UnopenedFileError

NAME = "reports.sqlite"
"""The name of the database in a backup."""
TABLES = ("month", "report", "dispatch", "audit")
"""Tables that the database of every version has."""
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class _NoRoomError(Exception):
    """The disk of the copy is full."""


@attrs.frozen(str=False)
class BackupError(LckmError):
    """A backup or a restore cannot be made as asked."""

    reason: Message

    @property
    def message(self) -> Message:
        """Why not, and what to do."""
        return self.reason


def back_up(
    database: Database, partitions: SqlitePartitions, folder: Path, *, without_months: bool
) -> None:
    """Copy the database into a new folder, as of one moment; registrations wait.

    Args:
        database: the database.
        partitions: its partitions.
        folder: the new folder.
        without_months: leave out partitions whose file is missing, damaged or kept closed by
            the system.

    Raises :class:`BackupError`, also for a damaged database, a full disk and, unless
    *without_months*, a missing or damaged partition; and :class:`StoreUnavailableError`, also
    where, unless *without_months*, the folder of the partitions is away.
    """
    if folder.exists():
        raise BackupError(
            Message(
                f"{folder}: to już istnieje. Podaj nowy folder.",
                f"{folder} already exists. Give a new folder.",
            )
        )
    half = folder.with_name(f"{folder.name}{HALF}")
    is_full = False
    with _note(database, half):
        shutil.rmtree(half, ignore_errors=True)
        try:
            create_folder(half)
            _copy_database(database, partitions, half, without_months=without_months)
            write_manifest(half)
            sync_tree(half)
            half.rename(folder)
            # The note stays until the removal of the half copy is durable.
            sync(folder.parent)
        except BaseException as error:
            is_full = _is_no_room(error)
            # Half a copy is personal data that nobody looks after.
            shutil.rmtree(half, ignore_errors=True)
            if not is_full:
                raise
    if is_full:
        raise BackupError(
            Message(
                f"{folder}: na tym dysku nie ma miejsca na kopię, więc nie powstała. Zwolnij je "
                "albo podaj folder na innym.",
                f"{folder}: this disk has no room for a copy, so none was made. Free some "
                "space, or give a folder on another disk.",
            )
        )


def _is_no_room(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    return isinstance(error, _NoRoomError)


@contextmanager
def _note(database: Database, half: Path) -> Iterator[None]:
    """Note beside the database where the copy is made, so that ``verify`` finds it if killed."""
    # Not the process's number: in containers each has the same, and a killed backup's note stays.
    note = database.file.with_name(f"{database.file.name}.{token_hex(8)}{HALF}")
    _write_note(database, note, half)
    try:
        yield
    finally:
        if not half.exists():
            note.unlink(missing_ok=True)


def _write_note(database: Database, note: Path, half: Path) -> None:
    try:
        for old in backup_notes(database.file):
            # A note whose folder is gone is done with.
            if noted_path(old) == old or not noted_path(old).exists():
                old.unlink(missing_ok=True)
        create_file(note)
        note.write_text(str(half.absolute()), encoding="utf-8")
        sync(note)
        sync(note.parent)
    except OSError as error:
        # On a disk that is read-only the system refuses this even where there is no such file.
        with suppress(OSError):
            note.unlink(missing_ok=True)
        raise unavailable(error, database.url) from None


def _copy_database(
    database: Database, partitions: SqlitePartitions, half: Path, *, without_months: bool
) -> None:
    try:
        with database.writing() as connection:
            if not _copy_sound(database.file, half / NAME, *TABLES):
                raise _damaged_error(database.file)
            _copy_partitions(connection, partitions, half, without_months=without_months)
        return
    except (SQLAlchemyError, sqlite3.Error) as error:
        failure = (
            _damaged_error(database.file) if is_damaged(error) else unavailable(error, database.url)
        )
    # Raised outside ``except``, it has no context: the driver's may quote a row.
    raise failure


def _copy_partitions(
    connection: Connection, partitions: SqlitePartitions, half: Path, *, without_months: bool
) -> None:
    copies = SqlitePartitions(Database(f"sqlite:///{half / NAME}"))
    create_folder(copies.folder)
    # So that a copy can be opened where it lies.
    write_mark(copies.folder, abs(stored_id(connection)))
    is_away = partitions.are_away
    if is_away and not without_months:
        partitions.require_reachable()
    for partition in live_partitions(connection):
        path, copy = partitions.path(partition), copies.path(partition)
        # Another database has files of the same names.
        if not is_away and path.exists():
            try:
                if _copy_sound(path, copy, PERSONAL.name):
                    continue
            except UnopenedFileError:
                if not without_months:
                    raise
        if not without_months:
            raise BackupError(
                Message(
                    f"{path}: tego pliku miesiąca ({partition.expires}) nie ma albo nie da się go "
                    "odczytać, więc kopia nie powstała. Przywróć poprzednią kopię zapasową; albo "
                    "powtórz z --without-months, a kopia obejmie resztę.",
                    f"{path}: the file of this month ({partition.expires}) is missing or "
                    "cannot be read, so no copy was made. Restore an earlier backup, or "
                    "repeat with --without-months to copy the rest.",
                )
            )
        copy.unlink(missing_ok=True)


def _damaged_error(file: Path) -> BackupError:
    return BackupError(
        Message(
            f"{file}: ta baza jest uszkodzona, więc kopia nie powstała. Przywróć poprzednią kopię "
            "zapasową.",
            f"{file}: this database is damaged, so no copy was made. Restore an earlier backup.",
        )
    )


def _copy_sound(source: Path, copy: Path, *tables: str) -> bool:
    """Copy a file; return whether it could be read and the copy is intact, with these tables."""
    try:
        _copy(source, copy)
    except sqlite3.Error as error:
        if not is_broken(error):
            raise
        return False
    return is_sound(copy, *tables)


def _copy(source: Path, copy: Path) -> None:
    create_file(copy)
    is_full = False
    with closing(connect(source)) as reader, closing(connect(copy)) as writer:
        # A statement gives the reason why a file cannot be opened; SQLite's backup does not.
        reader.execute("SELECT 1 FROM sqlite_schema")
        try:
            reader.backup(writer)
        except sqlite3.OperationalError as error:
            # Only the copy is written to.
            url = URL.create("sqlite", database=str(copy))
            is_full = failure_kind_of(error, url) is FailureKind.NO_SPACE
            if not is_full:
                raise
    if is_full:
        raise _NoRoomError
