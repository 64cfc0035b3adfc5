"""Checking a database for what should not be in it, and erasing orphaned personal data."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from lckm_core.calendar import civil_day
from lckm_core.delivery import DispatchState
from lckm_sql import server_settings
from lckm_sql.database import Database, store_operation
from lckm_sql.encryption import Cipher
from lckm_sql.errors import CorruptPersonalDataError, KeyMissingError, UnreadableRowError
from lckm_sql.integrity_findings import IntegrityFinding, IntegrityFindingKind as Kind
from lckm_sql.partitions import Partition, PersonalDataPartitions, live_partitions
from lckm_sql.rows import dispatch_from, read_request, report_from, utc
from lckm_sql.sqlite_files import is_broken, is_damaged
from lckm_sql.tables import dispatches, live, reports, requests

_PAGE = 5000
_DATA_PAGE = 500
LATE = timedelta(hours=1)
"""After how long a due delivery, or an expired lease, counts as abandoned."""

_Check = Callable[[Connection], Iterator[str]]


class IntegrityCheck:
    """The part of :class:`lckm_sql.SqlReports` that checks and repairs a database."""

    database: Database
    _partitions: PersonalDataPartitions
    _cipher: Cipher

    @store_operation
    def verify(self, *, now: datetime, limit: int = 1000) -> Sequence[IntegrityFinding]:
        """Check the whole database and return what is wrong, at most *limit* of each kind.

        Every page of SQLite's files, every row and all personal data are read, and decrypted
        where encrypted: README.md says how long that takes. What would take one transaction longer
        than 20 s is reported as not checked, for erasures would wait. Raises ``ValueError`` for a
        naive moment and :class:`StoreUnavailableError`.
        """
        now = utc(now)
        findings = [*self._file_findings(None, Kind.CORRUPT, self.database.where)]
        # Each check has a transaction of its own: in SQLite an erasure waits for readers.
        for kind, check in self._checks(now, limit):
            try:
                with self.database.reading() as connection:
                    subjects = islice(check(connection), limit)
                    findings += [IntegrityFinding(kind, subject) for subject in subjects]
            except (DBAPIError, sqlite3.Error) as error:
                # Of a damaged database as much is reported as can be read.
                if not (is_damaged(error) and findings):
                    raise
        with self.database.reading() as connection:
            partitions = [*live_partitions(connection)]
        for partition in partitions:
            findings += self._partition_findings(partition, limit)
        # The partitions of one month share their findings.
        return [*dict.fromkeys(findings)]

    def _checks(self, now: datetime, limit: int) -> list[tuple[Kind, _Check]]:
        return [
            (Kind.NO_DISPATCH, partial(_without_dispatch, limit=limit)),
            (Kind.NO_REPORT, partial(_without_report, limit=limit)),
            (Kind.PAST_TERM, partial(_past_term, now=now, limit=limit)),
            (Kind.UNFINISHED, self._partitions.unfinished),
            (Kind.STUCK, partial(_overdue, now=now, limit=limit, leased=True)),
            (Kind.LATE, partial(_overdue, now=now, limit=limit, leased=False)),
            (Kind.UNREADABLE, lambda _: _unreadable(self.database)),
            (Kind.MISFILED, _misfiled),
            (Kind.OPEN_TO_ALL, lambda _: map(str, self._partitions.world_accessible())),
            (Kind.STRANGE, self._partitions.unknown),
            (Kind.LEFT_OVER, lambda _: map(str, self._partitions.stale_files())),
            (Kind.NOT_DURABLE, server_settings.not_durable),
            (Kind.LOGGED, server_settings.logged),
            (Kind.LOG_KEPT, server_settings.log_kept),
        ]

    def _partition_findings(self, partition: Partition, limit: int) -> list[IntegrityFinding]:
        day = partition.expires.isoformat()
        unpaired: list[IntegrityFinding] = []
        try:
            damaged = [*self._file_findings(partition, Kind.DAMAGED, day)]
            if any(finding.kind is Kind.DAMAGED for finding in damaged):
                return damaged
            unpaired = self._unpaired(partition, limit)
            if unpaired:
                # What is being registered or withdrawn is unpaired only at the first check.
                again = self._unpaired(partition, limit)
                unpaired = [finding for finding in unpaired if finding in again]
            with self.database.reading() as connection:
                corrupt = [*islice(self._corrupt(connection, partition), limit)]
        except KeyMissingError:
            return [*unpaired, IntegrityFinding(Kind.NO_KEY, day)]
        except (DBAPIError, sqlite3.Error) as error:
            if not is_broken(error):
                raise
            return [IntegrityFinding(Kind.DAMAGED, day)]
        return damaged + unpaired + [IntegrityFinding(Kind.SPOILED, number) for number in corrupt]

    def _file_findings(
        self, partition: Partition | None, kind: Kind, subject: str
    ) -> Iterator[IntegrityFinding]:
        """Yield what a check of every page of the database, or of a partition, found."""
        intact = self._partitions.is_intact(partition)
        if not intact:
            yield IntegrityFinding(Kind.UNCHECKED if intact is None else kind, subject)

    def _unpaired(self, partition: Partition, limit: int) -> list[IntegrityFinding]:
        with self.database.reading() as connection:
            orphans = self._orphans(connection, partition, limit)
            lost = self._lost(connection, partition, limit)
        findings = [IntegrityFinding(Kind.ORPHAN, number) for number in orphans]
        return findings + [IntegrityFinding(Kind.LOST, number) for number in lost]

    @store_operation
    def mend(self) -> int:
        """Erase personal data that have no report, as a crash may leave; return how many.

        Raises :class:`StoreUnavailableError`.
        """
        count = 0
        with self._partitions.erasing(self._with_orphans) as connection:
            for partition in live_partitions(connection):
                orphans = self._readable_orphans(connection, partition)
                if orphans:
                    count += len(orphans)
                    self._partitions.erase_rows(connection, partition, orphans)
        self._partitions.purge()
        return count

    def _with_orphans(self, connection: Connection) -> Iterator[Partition]:
        for partition in live_partitions(connection):
            if self._readable_orphans(connection, partition):
                yield partition

    def _readable_orphans(self, connection: Connection, partition: Partition) -> list[str]:
        try:
            return self._orphans(connection, partition, _PAGE)
        except (DBAPIError, sqlite3.Error) as error:
            if not is_broken(error):
                raise
            return []

    def _orphans(self, connection: Connection, partition: Partition, limit: int) -> list[str]:
        """Return the numbers in a partition that no report has there."""
        orphans: list[str] = []
        page = self._partitions.numbers(connection, partition, "", _PAGE)
        while page and len(orphans) < limit:
            query = select(reports.c.number).where(
                reports.c.number.in_(page), reports.c.month_id == partition.id
            )
            registered = set(connection.execute(query).scalars())
            orphans += [number for number in page if number not in registered]
            page = self._partitions.numbers(connection, partition, page[-1], _PAGE)
        return orphans[:limit]

    def _corrupt(self, connection: Connection, partition: Partition) -> Iterator[str]:
        """Yield the numbers whose data do not decrypt, or are no JSON.

        Raises :class:`KeyMissingError`.
        """
        self._cipher.require_key(connection, partition)
        page = self._partitions.rows(connection, partition, "", _DATA_PAGE)
        while page:
            for number, data in page:
                try:
                    plain = self._cipher.decrypt(connection, partition, number, data)
                    json.loads(plain or b"{}")
                except (CorruptPersonalDataError, ValueError):
                    yield number
            page = self._partitions.rows(connection, partition, page[-1][0], _DATA_PAGE)

    def _lost(self, connection: Connection, partition: Partition, limit: int) -> list[str]:
        """Return the numbers of reports whose data should be in a partition and are not."""
        of_partition = (
            select(reports.c.number)
            .where(reports.c.month_id == partition.id)
            .order_by(reports.c.number)
            .limit(_PAGE)
        )
        lost: list[str] = []
        after = ""
        while len(lost) < limit:
            query = of_partition.where(reports.c.number > after)
            page = connection.execute(query).scalars().all()
            if not page:
                break
            stored = self._stored_between(connection, partition, after, page[-1])
            lost += [number for number in page if number not in stored]
            after = page[-1]
        return lost[:limit]

    def _stored_between(
        self, connection: Connection, partition: Partition, after: str, last: str
    ) -> set[str]:
        """Return the numbers in a partition greater than *after*, at least up to *last*."""
        stored: set[str] = set()
        while after < last:
            page = self._partitions.numbers(connection, partition, after, _PAGE)
            if not page:
                break
            stored.update(page)
            after = page[-1]
        return stored


def _without_dispatch(connection: Connection, limit: int) -> Iterator[str]:
    query = select(reports.c.number).outerjoin(dispatches, dispatches.c.id == reports.c.number)
    yield from connection.execute(query.where(dispatches.c.id.is_(None)).limit(limit)).scalars()


def _without_report(connection: Connection, limit: int) -> Iterator[str]:
    query = select(dispatches.c.id).outerjoin(
        reports, reports.c.number == dispatches.c.report_number
    )
    yield from connection.execute(query.where(reports.c.number.is_(None)).limit(limit)).scalars()


def _past_term(connection: Connection, now: datetime, limit: int) -> Iterator[str]:
    today = civil_day(now)
    for partition in live_partitions(connection):
        if partition.expires <= today:
            yield partition.expires.isoformat()
    query = select(reports.c.number).where(reports.c.withdrawn_at <= now, live(reports.c.month_id))
    yield from connection.execute(query.limit(limit)).scalars()


def _overdue(connection: Connection, now: datetime, limit: int, *, leased: bool) -> Iterator[str]:
    is_leased = dispatches.c.state == DispatchState.LEASED.value
    query = select(dispatches.c.id).where(
        dispatches.c.due_at < now - LATE, is_leased if leased else ~is_leased
    )
    yield from connection.execute(query.order_by(dispatches.c.due_at).limit(limit)).scalars()


def _unreadable(database: Database) -> Iterator[str]:
    """Yield reports and deliveries that cannot be read; a transaction for each page."""
    for key, data, read in (
        (reports.c.number, reports.c.data, partial(report_from, personal=None)),
        (dispatches.c.id, dispatches.c.data, dispatch_from),
    ):
        page = select(key.label("key"), data.label("data")).order_by(key).limit(_PAGE)
        after: str | None = ""
        while after is not None:
            with database.reading() as connection:
                rows = connection.execute(page.where(key > after)).all()
            for row in rows:
                try:
                    read(row.key, row.data)
                except UnreadableRowError:
                    yield row.key
            after = rows[-1].key if rows else None


def _misfiled(connection: Connection) -> Iterator[str]:
    """Yield requests that cannot be read, or whose row contradicts its data."""
    query = select(requests).order_by(requests.c.number).limit(_PAGE)
    rows = connection.execute(query).all()
    while rows:
        for row in rows:
            try:
                request = read_request(row)
            except UnreadableRowError:
                yield row.number
            else:
                if (request.number, request.closed_on) != (row.number, row.closed_on):
                    yield row.number
        rows = connection.execute(query.where(requests.c.number > rows[-1].number)).all()
