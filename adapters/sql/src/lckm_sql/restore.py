"""The way back from a backup of SQLite: a copy of it is cleaned, made durable, and only then put in the database's place.

Stopped at any point, it is repeated. Until the last step the database is as it was; in the last, the clean copy is complete
beside it, and what it knows is known to the repeat.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import attrs
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import SQLAlchemyError

from lckm_core.errors import LckmError, NoSuchReportError
from lckm_core.ports import EventVerb
from lckm_core.text import Message
from lckm_sql import audit
from lckm_sql.backup import NAME, BackupError
from lckm_sql.database import Database
from lckm_sql.delivery_reconciliation import SinceCopy
from lckm_sql.errors import StoreUnavailableError
from lckm_sql.failure_kinds import Trouble
from lckm_sql.file_lock import hold
from lckm_sql.partitions import live_months
from lckm_sql.partitions_sqlite import SqliteDrawers
from lckm_sql.report_recovery import NewerReports, NumbersTakenError
from lckm_sql.reports import SqlReports
from lckm_sql.restore_steps import Places
from lckm_sql.schema import AS_IT_STANDS, Leave
from lckm_sql.sqlite_files import is_sound
from lckm_sql.tables import audits, counters

_T = TypeVar("_T")


@attrs.frozen
class Restored:
    """What a restore did: how many months and reports past their term it destroyed, and how many reports whose consent was withdrawn.

    ``not_in_copy``: those whose consent was withdrawn and that no store has, so they came in since the copy; ``taken_over``: those
    that the copy has not, and the database that was there has.
    """

    erased: int
    withdrawn: int
    not_in_copy: tuple[str, ...]
    taken_over: tuple[str, ...]


@attrs.frozen
class Known:
    """What a backup does not know, and must not be forgotten: whose consent was withdrawn, and the last number of each year."""

    withdrawn: frozenset[str]
    numbers: Mapping[int, int] = attrs.field(factory=dict)

    def __or__(self, other: "Known") -> "Known":
        """Return both together."""
        years = {*self.numbers, *other.numbers}
        numbers = {
            year: max(self.numbers.get(year, 0), other.numbers.get(year, 0)) for year in years
        }
        return Known(self.withdrawn | other.withdrawn, numbers)


def restore(
    folder: Path,
    places: Places,
    reports_at: Callable[[Path, Leave], SqlReports],
    *,
    now: datetime,
    withdrawn: Iterable[str],
    without_months: bool,
) -> Restored:
    """Put a backup in the place of a database, without what is due by now, and with the reports that only that database has.

    *reports_at* opens the store in a file; *withdrawn* are numbers of reports besides those that the database in that place knows.
    Raises :class:`BackupError`, also for a copy that is damaged and, unless *without_months*, for one in which a month's file is
    missing or damaged; the database is then as it was.
    """
    if not (folder / NAME).exists():
        raise BackupError(
            Message(f"{folder}: tu nie ma kopii zapasowej.", f"{folder} holds no backup.")
        )
    with alone(places.file):
        try:
            return _restored(
                folder, places, reports_at, now, frozenset(withdrawn), without_months=without_months
            )
        except BackupError:
            # Refused: what is not to be put in place is not to lie about either.
            shutil.rmtree(places.cleaning, ignore_errors=True)
            raise


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Lock out everybody else, whoever begins to use it meanwhile, too. Raises :class:`BackupError` when somebody has it open."""
    handle: int | None = None
    in_use = False
    try:
        handle = hold(file, alone=True)
    except (BlockingIOError, PermissionError):
        in_use = True
    if in_use:
        raise BackupError(
            Message(
                f"{file}: tę bazę ma otwartą inny program albo inny użytkownik. Zatrzymaj lckm worker i wszystko, co z niej korzysta, i powtórz jako jej właściciel.",
                f"{file}: another program or user has this database open. Stop lckm worker and whatever uses it, and repeat as its owner.",
            )
        )
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _restored(
    folder: Path,
    places: Places,
    reports_at: Callable[[Path, Leave], SqlReports],
    now: datetime,
    withdrawn: frozenset[str],
    *,
    without_months: bool,
) -> Restored:
    places.go_on()
    # What an earlier restore left ready was perhaps of another backup; of it only what it knows counts, and the database knows better.
    still_there = [
        reports_at(one, AS_IT_STANDS) for one in (places.ready / NAME, places.file) if one.exists()
    ]
    with ExitStack() as opened:
        for one in still_there:
            opened.callback(one.database.close)
        known = Known(withdrawn)
        for one in still_there:
            known |= _known_by(one)
        store = reports_at(places.fetch(folder), Leave(migrate=True))
        opened.callback(store.database.close)
        _require_sound(folder, store.database, without_months=without_months)
        not_in_copy = _since(withdrawn, [store, *still_there], now)
        since = SinceCopy(store.database)
        since.leave_in_doubt()
        for one in still_there:
            _read_from(one, partial(since.take_over, one.database))
        taken_over: tuple[str, ...] = ()
        if places.file.exists():
            taken_over = _newer_of(still_there[-1], store)
        erased, struck = _clean(store, known, now)
    places.make_ready()
    places.put_in_place()
    return Restored(erased, struck, not_in_copy, taken_over)


def _newer_of(still_there: SqlReports, copy: SqlReports) -> tuple[str, ...]:
    """Take over the reports that the copy lacks. Raises :class:`BackupError` where it has others of their numbers."""
    file = still_there.database.file
    try:
        return _read_from(
            still_there, partial(NewerReports(copy.database).take_over, still_there.database)
        )
    except NumbersTakenError as error:
        numbers = ", ".join(error.numbers)
    raise BackupError(
        Message(
            f"{file}: pod numerami {numbers} są w tej bazie inne zgłoszenia niż w kopii, więc nie da się ich przejąć. Niczego nie zmieniono. "
            "Jeśli ma ich nie być, przenieś tę bazę gdzie indziej i powtórz, podając --withdrawn dla każdej zgody wycofanej od czasu kopii.",
            f"{file} has under the numbers {numbers} other reports than the backup, so they cannot be taken over. Nothing was changed. "
            "If they are to be gone, move this database away and repeat, giving --withdrawn for each consent withdrawn since the backup.",
        )
    )


def _read_from(still_there: SqlReports, take: Callable[[], _T]) -> _T:
    """Take something over; where the database still there is too damaged for that, say so. The copy was looked through before."""
    try:
        return take()
    except StoreUnavailableError as error:
        if error.trouble is not Trouble.DAMAGED:
            raise
    raise _unreadable(still_there.database.file)


def _require_sound(folder: Path, copied: Database, *, without_months: bool) -> None:
    """Raise :class:`BackupError` for a copy that is damaged, or has not all its months."""
    if not is_sound(copied.file):
        raise BackupError(
            Message(
                f"{folder}: ta kopia zapasowa jest uszkodzona albo ucięta. Użyj innej; baza jest, jaka była.",
                f"{folder}: this backup is damaged or cut short. Use another; the database is as it was.",
            )
        )
    drawers = SqliteDrawers(copied)
    with copied.reading() as connection:
        missing = [month for month in live_months(connection) if not drawers.is_sound(month)]
    if missing and not without_months:
        days = ", ".join(sorted({month.expires.isoformat() for month in missing}))
        raise BackupError(
            Message(
                f"{folder}: w tej kopii brak danych osobowych z terminem {days} albo są uszkodzone. Użyj innej kopii; albo powtórz z "
                "--without-months, a zgłoszenia z tych miesięcy wrócą bez danych osobowych.",
                f"{folder}: this backup has not the personal data that expire on {days}, or they are damaged. Use another; or repeat "
                "with --without-months, and the reports of these months come back without personal data.",
            )
        )


def _since(
    withdrawn: Iterable[str], stores: Sequence[SqlReports], now: datetime
) -> tuple[str, ...]:
    """Return the numbers of which no store has a report, for it came in since the copy: nothing is there to be destroyed.

    Raises :class:`BackupError` for those that cannot have been given since: they are mistyped, or of a host's own making.
    """
    unknown = sorted(
        number for number in withdrawn if all(not store.knows(number) for store in stores)
    )
    strange = [
        number
        for number in unknown
        if not all(store.may_be_since(number, now=now) for store in stores)
    ]
    if strange:
        numbers = ", ".join(strange)
        raise BackupError(
            Message(
                f"Nie ma zgłoszenia o numerze: {numbers}. Popraw --withdrawn; jeśli zarejestrowano je po zrobieniu kopii, pomiń: nie ma "
                "w niej czego usunąć. Niczego nie zmieniono.",
                f"There is no report of the number: {numbers}. Correct --withdrawn; leave out one that was registered after the backup: "
                "it holds nothing of it. Nothing was changed.",
            )
        )
    return tuple(unknown)


def _known_by(store: SqlReports) -> Known:
    try:
        with store.database.reading() as connection:
            return Known(_withdrawn_in(connection), _numbers(connection))
    except (SQLAlchemyError, sqlite3.Error, LckmError):
        file = store.database.file
    # Raised out here, it has no context: what the driver says may quote a row.
    raise _unreadable(file)


def _unreadable(file: Path) -> BackupError:
    return BackupError(
        Message(
            f"{file}: tej bazy nie da się odczytać, więc nie wiadomo, jakie zgody w niej wycofano i jakie zgłoszenia przyjęto. Przenieś ją "
            "gdzie indziej i powtórz, podając --withdrawn dla każdej zgody wycofanej od czasu kopii.",
            f"{file} cannot be read, so nobody knows which consents were withdrawn in it, and which reports came in. Move it away and "
            "repeat, giving --withdrawn for each consent withdrawn since the backup.",
        )
    )


def _clean(store: SqlReports, known: Known, now: datetime) -> tuple[int, int]:
    """Destroy what is due or withdrawn, and keep what is known in the copy as well; return how many months and reports went by each."""
    erased, struck = store.erase_due(now=now), 0
    for number in sorted(known.withdrawn):
        with suppress(NoSuchReportError):
            struck += store.erase(number, now=now)
    # Numbers given since the backup stand on letters: none may be given again.
    store.leave_gap(now)
    with store.database.writing() as connection:
        # Also of reports that only a newer backup holds, which may be restored after this one.
        for number in sorted(known.withdrawn - _withdrawn_in(connection)):
            audit.write_told(connection, number, now)
        for year, last in _numbers(connection).items():
            reached = max(last, known.numbers.get(year, 0))
            connection.execute(update(counters).where(counters.c.year == year).values(last=reached))
    return erased, struck


def _withdrawn_in(connection: Connection) -> frozenset[str]:
    """Return the numbers of the reports whose consent was withdrawn, as the audit trail has them."""
    query = select(audits.c.subject).where(
        audits.c.verb == EventVerb.WITHDRAW_CONSENT, audits.c.own
    )
    return frozenset(connection.execute(query).scalars())


def _numbers(connection: Connection) -> dict[int, int]:
    return {
        row.year: row.last for row in connection.execute(select(counters.c.year, counters.c.last))
    }
