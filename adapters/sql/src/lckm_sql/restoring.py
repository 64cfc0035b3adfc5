"""The way back from a backup of SQLite: a copy of it is cleaned, made durable, and only then put in the database's place.

Stopped at any point, it is repeated. Until the last step the database is as it was; in the last, the clean copy is complete
beside it, and what it knows is known to the repeat.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import attrs
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import SQLAlchemyError

from lckm_core import Event, LckmError, Message, NoSuchReportError
from lckm_sql import audit
from lckm_sql.backup import NAME, BackupError, to_disk_with_all
from lckm_sql.drawers_sqlite import RESTORING
from lckm_sql.private import make_file, make_folder, to_disk
from lckm_sql.reports import SqlReports
from lckm_sql.tables import audits, counters


@attrs.frozen
class Places:
    """Where the files are: of the database, and beside it of the copy, while it is cleaned and when it is ready."""

    file: Path
    months: Path

    @property
    def cleaning(self) -> Path:
        """The folder in which a copy is cleaned."""
        return self.file.with_name(f"{self.file.name}{RESTORING[0]}")

    @property
    def ready(self) -> Path:
        """The folder with a copy that is clean and on the disk."""
        return self.file.with_name(f"{self.file.name}{RESTORING[1]}")

    def fetch(self, backup: Path) -> Path:
        """Copy the files of a backup, for their owner alone whatever modes they had there; return the copied database."""
        shutil.rmtree(self.cleaning, ignore_errors=True)
        for path in [backup, *backup.rglob("*")]:
            copy = self.cleaning / path.relative_to(backup)
            if path.is_dir():
                make_folder(copy)
            else:
                make_file(copy)
                shutil.copyfile(path, copy)
        return self.cleaning / NAME

    def make_ready(self) -> None:
        """Have the clean copy on the disk, under the name that says so."""
        to_disk_with_all(self.cleaning)
        shutil.rmtree(self.ready, ignore_errors=True)
        self.cleaning.rename(self.ready)
        to_disk(self.file.parent)

    def put_in_place(self) -> None:
        """Put the copy that is ready in the place of the database: the last step, and the only one that touches it."""
        for suffix in ("-wal", "-shm", ""):
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        shutil.rmtree(self.months, ignore_errors=True)
        if (self.ready / f"{NAME}-months").exists():
            (self.ready / f"{NAME}-months").rename(self.months)
        (self.ready / NAME).rename(self.file)
        shutil.rmtree(self.ready)
        to_disk(self.file.parent)


@attrs.frozen
class Known:
    """What a backup does not know, and must not be forgotten: whose consent was withdrawn, and the last number of each year."""

    withdrawn: frozenset[str]
    numbers: Mapping[int, int] = attrs.field(factory=dict)

    def __or__(self, other: "Known") -> "Known":
        """Return both together."""
        years = {*self.numbers, *other.numbers}
        numbers = {year: max(self.numbers.get(year, 0), other.numbers.get(year, 0)) for year in years}
        return Known(self.withdrawn | other.withdrawn, numbers)


def restore(
    folder: Path,
    places: Places,
    reports_at: Callable[[Path], SqlReports],
    *,
    now: datetime,
    withdrawn: Iterable[str],
) -> int:
    """Put a backup in the place of a database, without what is due by now; return how many months and reports went.

    *reports_at* opens the store in a file; *withdrawn* are numbers of reports besides those that the database in that place knows.
    Raises :class:`BackupError`.
    """
    if not (folder / NAME).exists():
        raise BackupError(Message(f"{folder}: tu nie ma kopii zapasowej.", f"{folder} holds no backup."))
    known = Known(frozenset(withdrawn))
    # What an earlier restore left ready was perhaps of another backup; of it only what it knows counts.
    for present in (places.file, places.ready / NAME):
        if present.exists():
            known |= _known_by(reports_at(present))
    store = reports_at(places.fetch(folder))
    with closing(store.database):
        count = _clean(store, known, now)
    places.make_ready()
    places.put_in_place()
    return count


def _known_by(store: SqlReports) -> Known:
    try:
        with closing(store.database) as kept, kept.reading() as connection:
            return Known(_withdrawn_in(connection), _numbers(connection))
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


def _clean(store: SqlReports, known: Known, now: datetime) -> int:
    """Destroy what is due or withdrawn, and keep what is known in the copy as well; return how many months and reports went."""
    count = store.erase_due(now=now)
    for number in sorted(known.withdrawn):
        with suppress(NoSuchReportError):
            count += store.erase(number, now=now)
    # Numbers given since the backup stand on letters: none may be given again.
    store.leave_gap(now)
    with store.database.writing() as connection:
        # Also of reports that only a newer backup holds, which may be restored after this one.
        for number in sorted(known.withdrawn - _withdrawn_in(connection)):
            audit.write(connection, Event(verb="withdraw_consent", subject=number, at=now, outcome="anonymised"))
        for year, last in _numbers(connection).items():
            reached = max(last, known.numbers.get(year, 0))
            connection.execute(update(counters).where(counters.c.year == year).values(last=reached))
    return count


def _withdrawn_in(connection: Connection) -> frozenset[str]:
    """Return the numbers of the reports whose consent was withdrawn, as the audit trail has them."""
    query = select(audits.c.subject).where(audits.c.verb == "withdraw_consent", audits.c.own)
    return frozenset(connection.execute(query).scalars())


def _numbers(connection: Connection) -> dict[int, int]:
    return {row.year: row.last for row in connection.execute(select(counters.c.year, counters.c.last))}
