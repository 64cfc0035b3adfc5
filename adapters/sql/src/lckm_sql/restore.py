"""Restoring a backup of SQLite: a copy is cleaned, made durable, and put in place."""

# Stopped at any point, it is repeated. Until the last step the database is as it was; in the last,
# the clean copy is complete beside it, and what it knows is known to the repeated restore.

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
from sqlalchemy import Connection, func, select, update
from sqlalchemy.exc import SQLAlchemyError

from lckm_core.errors import ErasureDeferredError, LckmError, NoSuchReportError
from lckm_core.ports import EventVerb
from lckm_core.text import Message
from lckm_sql import audit
from lckm_sql.backup import NAME, BackupError
from lckm_sql.backup_check import manifest_of, require_intact, require_months
from lckm_sql.database import Database
from lckm_sql.errors import NewerSchemaError, StoreUnavailableError, unavailable
from lckm_sql.failure_kinds import FailureKind
from lckm_sql.file_lock import acquire
from lckm_sql.partition_folder import PartitionFolder
from lckm_sql.report_recovery import NumbersTakenError, ReportRecovery
from lckm_sql.reports import SqlReports
from lckm_sql.restore_paths import RestorePaths
from lckm_sql.schema import ALLOW_OLDER, SchemaPolicy
from lckm_sql.tables import audits, counters, reports
from lckm_sql.version_table import other_tables

_T = TypeVar("_T")

_PUT_RIGHT = frozenset(
    {
        FailureKind.NO_SPACE,
        FailureKind.READ_ONLY,
        FailureKind.READ_ONLY_DISK,
        FailureKind.NO_RESOURCES,
        FailureKind.FORBIDDEN,
        FailureKind.DISK,
        FailureKind.HELD,
    }
)
"""Failures after which a database can be read again: nobody is to give it up for them."""

OpenReports = Callable[[Path, SchemaPolicy], SqlReports]
"""Opens the store of reports in a file, without its lock."""


@attrs.frozen
class Restored:
    """What a restore did.

    ``reports`` counts the reports in the backup, ``erased`` months and reports past their term,
    ``withdrawn`` reports whose consent was withdrawn; ``not_in_copy`` are withdrawn reports that
    no store has, so they were registered since the backup; ``taken_over`` are reports copied from
    the database that was there; ``withdrawals_known`` is whether its trail tells whose consent was
    withdrawn since the backup.
    """

    reports: int
    erased: int
    withdrawn: int
    not_in_copy: tuple[str, ...]
    taken_over: tuple[str, ...]
    withdrawals_known: bool


@attrs.frozen
class Carryover:
    """What must be carried over to the backup: withdrawn consents, last numbers of years."""

    withdrawn: frozenset[str]
    numbers: Mapping[int, int] = attrs.field(factory=dict)

    def __or__(self, other: "Carryover") -> "Carryover":
        """Return both together."""
        years = {*self.numbers, *other.numbers}
        numbers = {
            year: max(self.numbers.get(year, 0), other.numbers.get(year, 0)) for year in years
        }
        return Carryover(self.withdrawn | other.withdrawn, numbers)


def restore(
    folder: Path,
    paths: RestorePaths,
    open_reports: OpenReports,
    *,
    now: datetime,
    withdrawn: Iterable[str],
    without_months: bool,
    without_manifest: bool,
) -> Restored:
    """Replace a database by a backup, without what is due, with the reports since the backup.

    Args:
        folder: the backup.
        paths: the paths of the database.
        open_reports: opens the store in a file.
        now: the moment, aware.
        withdrawn: withdrawn reports, in addition to those that the present database knows.
        without_months: accept missing or damaged files of partitions.
        without_manifest: accept a backup of a program that wrote no manifest.

    Raises :class:`BackupError`, and :class:`PartitionsAwayError` where the folder of the
    partitions is away; the database is then as it was.
    """
    if not (folder / NAME).exists():
        raise BackupError(
            Message(f"{folder}: tu nie ma kopii zapasowej.", f"{folder}: there is no backup here.")
        )
    manifest = manifest_of(folder, without_manifest=without_manifest)
    with locked(paths.file):
        try:
            # Check the copy, so that what was checked is what is put in place.
            paths.fetch(folder, manifest)
            require_intact(folder, paths, manifest)
            copied_id = paths.take_id()
            require_months(folder, Database(f"sqlite:///{paths.fetched}"), without_months)
            unfinished = paths.finish(copied_id)
            restored = _prepare_copy(
                paths, open_reports, now, frozenset(withdrawn), unfinished=unfinished
            )
            paths.give_id()
            paths.require_folder(copied_id, paths.cleaning)
        except Exception:
            # Refused: personal data that will not be used must not be left behind.
            shutil.rmtree(paths.cleaning, ignore_errors=True)
            raise
        paths.make_ready()
        paths.put_in_place()
    return restored


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Lock everybody else out of a database. Raises :class:`BackupError` when it is open."""
    handle: int | None = None
    in_use = False
    try:
        handle = acquire(file, exclusive=True)
    except (BlockingIOError, PermissionError):
        in_use = True
    if in_use:
        raise BackupError(
            Message(
                f"{file}: tę bazę ma otwartą inny program albo inny użytkownik. Zatrzymaj lckm "
                "worker i wszystko, co z niej korzysta, i powtórz jako jej właściciel.",
                f"{file}: another program or user has this database open. Stop lckm worker and "
                "everything that uses it, and repeat as its owner.",
            )
        )
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _prepare_copy(
    paths: RestorePaths,
    open_reports: OpenReports,
    now: datetime,
    withdrawn: frozenset[str],
    *,
    unfinished: bool,
) -> Restored:
    """Clean the copied backup beside the database, and copy over what it lacks."""
    # A ready copy of an earlier restore may be of another backup: only its carryover counts, and
    # the database's takes precedence.
    present = [
        open_reports(file, ALLOW_OLDER)
        for file in (paths.ready / NAME, paths.file)
        if file.exists()
    ]
    with ExitStack() as stack:
        for old in present:
            stack.callback(old.database.close)
        carryover = Carryover(withdrawn)
        for old in present:
            carryover |= _carryover_of(old)
            _require_no_other_tables(old.database)
        if paths.file.exists():
            # What is erased in an empty mount point would come back with the disk.
            PartitionFolder(present[-1].database, paths.partitions).require_folder()
        copy = open_reports(paths.fetched, SchemaPolicy(migrate=True))
        stack.callback(copy.database.close)
        with copy.database.reading() as connection:
            count = connection.execute(select(func.count()).select_from(reports)).scalar_one()
        known = any(_goes_on_from(copy, old) for old in present)
        not_in_copy = _registered_since(withdrawn, [copy, *present], now)
        copy.leave_in_doubt()
        if paths.file.exists():
            # First of all: later steps record only what is not in the trail yet.
            recovery = ReportRecovery(copy.database)
            operation = partial(recovery.take_over_trail, unfinished=unfinished)
            _reading_from(present[-1], partial(operation, present[-1].database))
        for old in present:
            _reading_from(old, partial(copy.take_over_deliveries, old.database))
        taken_over: tuple[str, ...] = ()
        if paths.file.exists():
            taken_over = _take_over_reports(present[-1], copy)
        erased, withdrawn_count = _clean(copy, carryover, now)
    return Restored(count, erased, withdrawn_count, not_in_copy, taken_over, known)


def _goes_on_from(copy: SqlReports, old: SqlReports) -> bool:
    """Return whether a database's trail has the backup's last entry, and what follows.

    That of a database begun anew on another machine, or of an older backup, has not; nor has
    that of a database which the same backup was restored into, for what followed may be lost.
    """
    columns = (audits.c.id, audits.c.at, audits.c.verb, audits.c.subject)
    with copy.database.reading() as connection:
        last = connection.execute(select(*columns).order_by(audits.c.id.desc()).limit(1)).first()
    if last is None:
        return True
    query = select(*columns).where(audits.c.id >= last.id).order_by(audits.c.id).limit(2)

    def goes_on() -> bool:
        with old.database.reading() as connection:
            same, following = (*connection.execute(query).all(), None, None)[:2]
        is_same = same is not None and tuple(same) == tuple(last)
        return is_same and (following is None or following.verb != audit.RESTORE)

    return _reading_from(old, goes_on)


def _take_over_reports(old: SqlReports, copy: SqlReports) -> tuple[str, ...]:
    """Copy over the reports that the backup lacks.

    Raises :class:`BackupError` where it has others of their numbers.
    """
    file = old.database.file
    recovery = ReportRecovery(copy.database)
    try:
        return _reading_from(old, partial(recovery.take_over, old.database))
    except NumbersTakenError as error:
        numbers = ", ".join(error.numbers)
    raise BackupError(
        Message(
            f"{file}: pod numerami {numbers} są w tej bazie inne zgłoszenia niż w kopii, więc nie "
            "da się ich przejąć. Niczego nie zmieniono. Jeśli ma ich nie być, przenieś tę bazę "
            "gdzie indziej i powtórz, podając --withdrawn dla każdej zgody wycofanej od czasu "
            "kopii.",
            f"{file}: under the numbers {numbers} this database has other reports than the "
            "backup, so they cannot be copied over. Nothing was changed. To give them up, "
            "move this database away and repeat, with --withdrawn for each consent withdrawn "
            "since the backup.",
        )
    )


def _reading_from(old: SqlReports, operation: Callable[[], _T]) -> _T:
    """Run an operation that reads the old database; raise if that is too damaged."""
    # The copy was checked before, so the damage is in the old database.
    try:
        return operation()
    except StoreUnavailableError as error:
        if error.kind is not FailureKind.DAMAGED:
            raise
    raise _unreadable_error(old.database.file)


def _registered_since(
    withdrawn: Iterable[str], stores: Sequence[SqlReports], now: datetime
) -> tuple[str, ...]:
    """Return the numbers that no store has, as they were registered since the backup.

    Raises :class:`BackupError` for those that cannot have been: they are mistyped, or another
    host's.
    """
    unknown = sorted(
        number for number in withdrawn if all(not store.knows(number) for store in stores)
    )
    invalid = [
        number
        for number in unknown
        if not all(store.may_postdate_backup(number, now=now) for store in stores)
    ]
    if invalid:
        numbers = ", ".join(invalid)
        raise BackupError(
            Message(
                f"Nie ma zgłoszenia o numerze: {numbers}. Popraw --withdrawn; jeśli "
                "zarejestrowano je po zrobieniu kopii, pomiń: nie ma w niej czego usunąć. Niczego "
                "nie zmieniono.",
                f"There is no report with the number: {numbers}. Correct --withdrawn; leave "
                "out a report registered after the backup, which has nothing of it. Nothing "
                "was changed.",
            )
        )
    return tuple(unknown)


def _carryover_of(store: SqlReports) -> Carryover:
    """Return what a database knows.

    Raises :class:`BackupError` where it cannot be read, and :class:`StoreUnavailableError` where it
    can be once an operator has put something right.
    """
    failure: LckmError
    try:
        with store.database.reading() as connection:
            return Carryover(_withdrawn_in(connection), _last_numbers(connection))
    except (SQLAlchemyError, sqlite3.Error) as error:
        failure = unavailable(error, store.database.url)
    except LckmError as error:
        failure = error
    # Raised outside ``except``, it has no context: the driver's may quote a row.
    is_put_right = isinstance(failure, StoreUnavailableError) and failure.kind in _PUT_RIGHT
    # A database of a newer program is intact: do not give up what it has.
    if is_put_right or isinstance(failure, NewerSchemaError):
        raise failure
    raise _unreadable_error(store.database.file)


def _require_no_other_tables(old_database: Database) -> None:
    """Raise :class:`BackupError` where another application's tables would go with the file."""
    with old_database.engine_as_is.connect() as connection:
        tables = ", ".join(other_tables(connection)[:10])
    if tables:
        raise BackupError(
            Message(
                f"{old_database.location}: w tym pliku są też tabele innej aplikacji ({tables}), "
                "które by przepadły. Niczego nie zmieniono. Przenieś je do innego pliku i powtórz.",
                f"{old_database.location}: this file has tables of another application, too "
                f"({tables}), which would be lost. Nothing was changed. Move them to another file "
                "and repeat.",
            )
        )


def _unreadable_error(file: Path) -> BackupError:
    return BackupError(
        Message(
            f"{file}: tej bazy nie da się odczytać, więc nie wiadomo, jakie zgody w niej wycofano "
            "i jakie zgłoszenia przyjęto. Przenieś ją gdzie indziej i powtórz, podając --withdrawn "
            "dla każdej zgody wycofanej od czasu kopii.",
            f"{file}: this database cannot be read, so its withdrawn consents and its reports "
            "are not known. Move it away and repeat, with --withdrawn for each consent "
            "withdrawn since the backup.",
        )
    )


def _clean(copy: SqlReports, carryover: Carryover, now: datetime) -> tuple[int, int]:
    """Erase what is due or withdrawn, and record the carryover; return both counts."""
    erased = copy.erase_due(now=now)
    withdrawn = 0
    for number in sorted(carryover.withdrawn):
        # A report since the backup may have lost its data: it waits as before, and verify names it.
        with suppress(NoSuchReportError, ErasureDeferredError):
            withdrawn += copy.erase(number, now=now)
    # Numbers given since the backup are on letters, and may not be given again.
    copy.leave_gap(now)
    with copy.database.writing() as connection:
        # Also of reports that only a newer backup has, which may be restored after this one.
        for number in sorted(carryover.withdrawn - _withdrawn_in(connection)):
            audit.write_reported_withdrawal(connection, number, now)
        for year, last in _last_numbers(connection).items():
            highest = max(last, carryover.numbers.get(year, 0))
            connection.execute(update(counters).where(counters.c.year == year).values(last=highest))
    return erased, withdrawn


def _withdrawn_in(connection: Connection) -> frozenset[str]:
    """Return the numbers of withdrawn reports in the audit trail."""
    query = select(audits.c.subject).where(
        audits.c.verb == EventVerb.WITHDRAW_CONSENT, audits.c.own
    )
    return frozenset(connection.execute(query).scalars())


def _last_numbers(connection: Connection) -> dict[int, int]:
    rows = connection.execute(select(counters.c.year, counters.c.last))
    return {row.year: row.last for row in rows}
