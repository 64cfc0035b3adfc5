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
from sqlalchemy.exc import SQLAlchemyError

from lckm_core import Event, LckmError, Message, NoSuchReportError
from lckm_sql import audit
from lckm_sql.database import Database
from lckm_sql.drawers import live_months
from lckm_sql.drawers_sqlite import HALF, RESTORING, SqliteDrawers
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
    half = folder.with_name(f"{folder.name}{HALF}")
    shutil.rmtree(half, ignore_errors=True)
    try:
        make_folder(half)
        with database.writing() as connection:
            _copy_all(connection, database, drawers, half)
        _to_disk(half)
        half.rename(folder)
    except BaseException:
        # Half a copy is personal data that nobody looks after.
        shutil.rmtree(half, ignore_errors=True)
        raise
    _to_disk(folder.parent)


def _copy_all(connection: Connection, database: Database, drawers: SqliteDrawers, half: Path) -> None:
    copied = [(database.file, half / NAME)]
    copies = SqliteDrawers(Database(f"sqlite:///{half / NAME}"))
    # One that is away is a fault of its own, and no reason to be without a copy of the rest.
    there = [month for month in live_months(connection) if drawers.path(month).exists()]
    copied += [(drawers.path(month), copies.path(month)) for month in there]
    make_folder(copies.folder)
    for source, copy in copied:
        _copy(source, copy)


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
    beside, ready = (file.with_name(f"{file.name}{suffix}") for suffix in RESTORING)
    if not (folder / NAME).exists():
        raise BackupError(Message(f"{folder}: tu nie ma kopii zapasowej.", f"{folder} holds no backup."))
    known, last = set(withdrawn), dict[int, int]()
    # What an earlier restore left ready was perhaps of another backup; of it only the withdrawals and the numbers count.
    for present in (file, ready / NAME):
        if present.exists():
            known |= _told_by(reports_at(present), last)
    shutil.rmtree(beside, ignore_errors=True)
    _fetch(folder, beside)
    store = reports_at(beside / NAME)
    with closing(store.database):
        count = _cleaned(store, known, last, now)
    _to_disk(beside)
    shutil.rmtree(ready, ignore_errors=True)
    beside.rename(ready)
    places = SqliteDrawers(database)
    for suffix in ("-wal", "-shm", ""):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    shutil.rmtree(places.folder, ignore_errors=True)
    if (ready / f"{NAME}-months").exists():
        (ready / f"{NAME}-months").rename(places.folder)
    (ready / NAME).rename(file)
    shutil.rmtree(ready)
    _to_disk(file.parent, deep=False)
    return count


def _told_by(store: SqlReports, last: dict[int, int]) -> set[str]:
    """Return the withdrawals that a database knows of, and put into *last* the numbers that it gave."""
    try:
        with closing(store.database) as kept, kept.reading() as connection:
            for year, number in _numbers(connection).items():
                last[year] = max(number, last.get(year, 0))
            return withdrawn_in(kept)
    except (SQLAlchemyError, sqlite3.Error, LckmError):
        file = store.database.file
    # Raised out here, it has no context: what the driver says may quote a row.
    raise BackupError(
        Message(
            f"{file}: tej bazy nie da się odczytać, więc nie wiadomo, jakie zgody w niej wycofano. Przenieś ją gdzie indziej "
            "i powtórz, podając --withdrawn dla każdej zgody wycofanej od czasu kopii.",
            f"{file} cannot be read, so nobody knows which consents were withdrawn in it. Move it away and repeat, giving "
            "--withdrawn for each consent withdrawn since the backup.",
        )
    )


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
    with store.database.writing() as connection:
        # Also of reports that only a newer backup holds, which may be restored after this one.
        for number in sorted(set(withdrawn) - withdrawn_in(store.database)):
            audit.write(connection, Event(verb="withdraw_consent", subject=number, at=now, outcome="anonymised"))
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
