"""Backups of SQLite: a folder with a copy of the database and of the files of its months, and the way back."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import attrs
from sqlalchemy import Connection, select, update

from lckm_core import LckmError, Message, NoSuchReportError
from lckm_sql.database import Database
from lckm_sql.drawers import live_months
from lckm_sql.drawers_sqlite import SqliteDrawers
from lckm_sql.private import make_file, make_folder
from lckm_sql.reports import SqlReports
from lckm_sql.tables import audits, counters

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
    """Copy the database into a new folder, all of one moment; registrations wait meanwhile."""
    if folder.exists():
        raise BackupError(
            Message(f"{folder}: to już istnieje. Podaj nowy folder.", f"{folder} exists. Name a new folder.")
        )
    half = folder.with_name(f"{folder.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    make_folder(half)
    with database.writing() as connection:
        copied = [(database.file, half / NAME)]
        copies = SqliteDrawers(Database(f"sqlite:///{half / NAME}"))
        copied += [(drawers.path(month), copies.path(month)) for month in live_months(connection)]
        make_folder(copies.folder)
        for source, copy in copied:
            _copy(source, copy)
    _to_disk(half)
    half.rename(folder)
    _to_disk(folder.parent)


def restore(
    folder: Path,
    database: Database,
    reports_at: Callable[[Path], SqlReports],
    *,
    now: datetime,
    withdrawn: Iterable[str],
) -> int:
    """Put a backup in the place of a database, without what is due by now; return how many months and reports went.

    The copy is cleaned first and takes its place then, so nobody ever opens one that is not clean. Stopped halfway, it may be
    repeated. *reports_at* opens the store in a file; *withdrawn* are numbers of reports besides those that the database in that
    place knows of.
    """
    file = database.file
    ready = file.with_name(f"{file.name}.restored")
    count = 0
    if not ready.exists():
        if not (folder / NAME).exists():
            raise BackupError(Message(f"{folder}: tu nie ma kopii zapasowej.", f"{folder} holds no backup."))
        known, last = set(withdrawn), dict[int, int]()
        if file.exists():
            with closing(reports_at(file).database) as kept:
                known |= withdrawn_in(kept)
                with kept.reading() as connection:
                    last = _numbers(connection)
        beside = file.with_name(f"{file.name}.restoring")
        shutil.rmtree(beside, ignore_errors=True)
        _fetch(folder, beside)
        store = reports_at(beside / NAME)
        with closing(store.database):
            count = _cleaned(store, known, last, now)
        _to_disk(beside)
        beside.rename(ready)
    places = SqliteDrawers(database)
    if (ready / NAME).exists():
        for suffix in ("-wal", "-shm", ""):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
        if (ready / f"{NAME}-months").exists():
            shutil.rmtree(places.folder, ignore_errors=True)
            (ready / f"{NAME}-months").rename(places.folder)
        (ready / NAME).rename(file)
    shutil.rmtree(ready)
    _to_disk(file.parent, deep=False)
    return count


def withdrawn_in(database: Database) -> set[str]:
    """Return the numbers of the reports whose consent was withdrawn, as the audit trail has them."""
    query = select(audits.c.subject).where(audits.c.verb == "withdraw_consent", audits.c.own)
    with database.reading() as connection:
        return set(connection.execute(query).scalars())


def _cleaned(store: SqlReports, withdrawn: Iterable[str], last: dict[int, int], now: datetime) -> int:
    count = store.erase_due(now=now)
    for number in sorted(withdrawn):
        with suppress(NoSuchReportError):
            count += store.erase(number, now=now)
    # Numbers given since the backup stand on letters: none may be given again.
    store.leave_gap(now)
    with store.database.writing() as connection:
        for year, kept in _numbers(connection).items():
            reached = max(kept, last.get(year, 0))
            connection.execute(update(counters).where(counters.c.year == year).values(last=reached))
    return count


def _numbers(connection: Connection) -> dict[int, int]:
    return {row.year: row.last for row in connection.execute(select(counters.c.year, counters.c.last))}


def _fetch(backup: Path, beside: Path) -> None:
    """Copy the files of a backup, for their owner alone whatever modes they had there."""
    for path in [backup, *backup.rglob("*")]:
        copy = beside / path.relative_to(backup)
        if path.is_dir():
            make_folder(copy)
        else:
            make_file(copy)
            shutil.copyfile(path, copy)


def _copy(source: Path, copy: Path) -> None:
    make_file(copy)
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(copy)) as here:
        there.backup(here)


def _to_disk(path: Path, *, deep: bool = True) -> None:
    """Wait until a folder, and all in it, is on the disk."""
    for one in [path, *(path.rglob("*") if deep else ())]:
        handle = os.open(one, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
