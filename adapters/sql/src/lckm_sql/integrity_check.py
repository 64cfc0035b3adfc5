"""Checking a database for faults, and erasing orphaned personal data."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, islice

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lckm_core.calendar import civil_day
from lckm_core.delivery import DispatchState
from lckm_core.ports import EventVerb
from lckm_core.reports import TRIAL_PREFIX
from lckm_sql import server_settings
from lckm_sql.amcheck import damaged_relations
from lckm_sql.audit_chain import broken_entries
from lckm_sql.constraint_checks import broken_rows
from lckm_sql.database import Database, sqlstate, store_operation
from lckm_sql.encryption import Cipher
from lckm_sql.errors import CorruptPersonalDataError, KeyMissingError
from lckm_sql.integrity_findings import IntegrityFinding, IntegrityFindingKind as Kind
from lckm_sql.keyset_pages import keyset_pages
from lckm_sql.partitions import BARE, Partition, PersonalDataPartitions, live_partitions
from lckm_sql.report_numbers import is_never_given
from lckm_sql.row_checks import row_findings, rows_without_digest
from lckm_sql.rows import utc
from lckm_sql.schema_checks import missing_parts
from lckm_sql.sqlite_files import is_broken, is_damaged, is_unopened, world_accessible
from lckm_sql.tables import audits, dispatches, is_not_dropped, reports

_PAGE = 5000
_DATA_PAGE = 500
_NO_TABLE = "42P01"
"""PostgreSQL's code for a table that is not there."""
_ELSEWHERE = ("(dispatch_report_number_fkey)", "(dispatch_due_check)")
"""Constraints whose rows have findings of their own: NO_REPORT and NEVER_DUE."""
LATE = timedelta(hours=1)
"""After how long a due delivery, or an expired lease, counts as abandoned."""
FAR = timedelta(days=7)
"""How far ahead no delivery is due: after a day of trying the helpdesk takes over."""

_Check = Callable[[Connection], Iterator[str]]
_Run = Callable[[], Sequence[IntegrityFinding]]


class IntegrityCheck:
    """The part of :class:`lckm_sql.SqlReports` that checks and repairs a database."""

    database: Database
    _partitions: PersonalDataPartitions
    _cipher: Cipher
    _numbering: str

    def _is_newer(self, connection: Connection, number: str) -> bool:
        """Return whether a later state of this database gave a number."""
        return is_never_given(connection, self._numbering, number)

    @store_operation
    def verify(self, *, now: datetime, limit: int = 1000) -> Sequence[IntegrityFinding]:
        """Check the whole database and return what is wrong, at most *limit* of each kind.

        Every page of SQLite's files, every row and all personal data are read, and decrypted
        where encrypted: README.md says how long that takes. What would take one transaction longer
        than 20 s is reported as not checked, for erasures would wait. Raises ``ValueError`` for a
        naive moment and :class:`StoreUnavailableError`.
        """
        now = utc(now)
        findings = [*self._file_findings(None, Kind.CORRUPT, self.database.location)]
        for run in self._runs(now, limit):
            try:
                findings += run()
            except (DBAPIError, sqlite3.Error) as error:
                # Of a damaged database, report as much as can be read.
                if not is_damaged(error):
                    raise
                findings.append(IntegrityFinding(Kind.CORRUPT, self.database.location))
        # The partitions of one month share their findings.
        return [*dict.fromkeys(findings)]

    def _runs(self, now: datetime, limit: int) -> Iterator[_Run]:
        for kind, check in self._checks(now, limit):
            yield partial(self._run, kind, check, limit)
        yield lambda: [*row_findings(self.database, limit)]
        yield partial(self._run_on_trail, limit)
        yield partial(self._run_on_partitions, limit)

    def _run(self, kind: Kind, check: _Check, limit: int) -> Sequence[IntegrityFinding]:
        # Each check has a transaction of its own: in SQLite an erasure waits for readers.
        with self.database.reading() as connection:
            return [IntegrityFinding(kind, subject) for subject in islice(check(connection), limit)]

    def _run_on_trail(self, limit: int) -> Sequence[IntegrityFinding]:
        with self.database.snapshot() as connection:
            broken = islice(broken_entries(connection), limit)
            return [IntegrityFinding(Kind.BROKEN_TRAIL, str(id)) for id in broken]

    def _run_on_partitions(self, limit: int) -> Sequence[IntegrityFinding]:
        with self.database.reading() as connection:
            away = [IntegrityFinding(Kind.AWAY, place) for place in self._partitions.away()]
            partitions = [] if away else [*live_partitions(connection)]
        of_each = (self._partition_findings(partition, limit) for partition in partitions)
        return [*away, *chain.from_iterable(of_each)]

    def _checks(self, now: datetime, limit: int) -> list[tuple[Kind, _Check]]:
        return [
            (Kind.NO_DISPATCH, partial(_without_dispatch, limit=limit)),
            (Kind.NO_REPORT, partial(_without_report, limit=limit)),
            (Kind.PAST_TERM, partial(_past_term, now=now, limit=limit)),
            (Kind.UNFINISHED, self._partitions.unfinished),
            (Kind.STUCK, partial(_overdue_deliveries, now=now, limit=limit, leased=True)),
            (Kind.LATE, partial(_overdue_deliveries, now=now, limit=limit, leased=False)),
            (Kind.BREAKS_RULE, _breaks_rule),
            (Kind.NEVER_DUE, _never_due),
            (Kind.FAR_AHEAD, partial(_far_ahead, now=now)),
            (Kind.PAST_TERM, lambda _: self._keys_past_term(now)),
            (Kind.OPEN_TO_ALL, lambda _: map(str, self._partitions.world_accessible())),
            (Kind.OPEN_TO_ALL, lambda _: map(str, world_accessible(self._cipher.key_paths()))),
            (Kind.STRANGE, self._partitions.unknown),
            (Kind.LEFT_OVER, lambda _: map(str, self._partitions.stale_files())),
            (Kind.NOT_DURABLE, server_settings.not_durable),
            (Kind.LOGGED, server_settings.logged),
            (Kind.LOG_KEPT, server_settings.log_kept),
            (Kind.NO_INDEX, missing_parts),
            (Kind.CORRUPT, damaged_relations),
        ]

    def _keys_past_term(self, now: datetime) -> Iterator[str]:
        return (day.isoformat() for day in self._cipher.month_keys_until(civil_day(now)))

    def _partition_findings(self, partition: Partition, limit: int) -> list[IntegrityFinding]:
        day = partition.expires.isoformat()
        unpaired: list[IntegrityFinding] = []
        try:
            damaged = [*self._file_findings(partition, Kind.DAMAGED, day)]
            if any(finding.kind is Kind.DAMAGED for finding in damaged):
                return damaged
            unpaired = self._unpaired_findings(partition, limit)
            if unpaired:
                # A report being registered or withdrawn is unpaired only in the first check.
                confirmed = self._unpaired_findings(partition, limit)
                unpaired = [finding for finding in unpaired if finding in confirmed]
            with self.database.reading() as connection:
                corrupt = [*islice(self._corrupt_numbers(connection, partition), limit)]
                if not self._partitions.has_index(connection, partition):
                    damaged.append(IntegrityFinding(Kind.NO_INDEX, partition.name))
        except KeyMissingError:
            return [*unpaired, IntegrityFinding(Kind.NO_KEY, day)]
        except (DBAPIError, sqlite3.Error) as error:
            if is_unopened(error):
                return [*unpaired, IntegrityFinding(Kind.UNOPENED, day)]
            if not (is_broken(error) or sqlstate(error) == _NO_TABLE):
                raise
            return [IntegrityFinding(Kind.DAMAGED, day)] if self._is_live(partition) else []
        return damaged + unpaired + [IntegrityFinding(Kind.SPOILED, number) for number in corrupt]

    def _file_findings(
        self, partition: Partition | None, kind: Kind, subject: str
    ) -> Iterator[IntegrityFinding]:
        """Yield what a check of every page of the database, or of a partition, found."""
        intact = self._partitions.is_intact(partition)
        if not intact:
            yield IntegrityFinding(Kind.UNCHECKED if intact is None else kind, subject)

    def _is_live(self, partition: Partition) -> bool:
        with self.database.reading() as connection:
            return partition in live_partitions(connection)

    @store_operation
    def without_digest(self) -> int:
        """Return how many rows and personal parts were written before there were digests.

        Nobody can tell whether they are as they were written. Raises
        :class:`StoreUnavailableError`.
        """
        count = rows_without_digest(self.database)
        if not self._partitions.are_reachable:
            return count
        with self.database.reading() as connection:
            for partition in live_partitions(connection):
                with suppress(SQLAlchemyError, sqlite3.Error):  # verify names such a partition
                    count += self._partitions.count_beginning(connection, partition, [BARE])
        return count

    def _unpaired_findings(self, partition: Partition, limit: int) -> list[IntegrityFinding]:
        with self.database.reading() as connection:
            orphans = self._orphans(connection, partition, limit)
            newer = {number for number in orphans if self._is_newer(connection, number)}
            lost = self._lost_numbers(connection, partition, limit)
        findings = [
            IntegrityFinding(Kind.NEWER if number in newer else Kind.ORPHAN, number)
            for number in orphans
        ]
        return findings + [IntegrityFinding(Kind.LOST, number) for number in lost]

    @store_operation
    def mend(self) -> int:
        """Erase personal data that have no report, as a crash may leave; return how many.

        Where they are away nothing is done, and :meth:`verify` tells. Raises
        :class:`StoreUnavailableError`.
        """
        count = 0
        if not self._partitions.are_reachable:
            return count
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
            orphans = self._orphans(connection, partition, _PAGE)
            return [number for number in orphans if not self._is_newer(connection, number)]
        except (DBAPIError, sqlite3.Error) as error:
            if not (is_broken(error) or is_unopened(error)):
                raise
            return []

    def _orphans(self, connection: Connection, partition: Partition, limit: int) -> list[str]:
        """Return the numbers in a partition that no report has there."""
        orphans: list[str] = []
        for page in self._numbers_after(connection, partition, ""):
            query = select(reports.c.number).where(
                reports.c.number.in_(page), reports.c.month_id == partition.id
            )
            registered = set(connection.execute(query).scalars())
            orphans += [number for number in page if number not in registered]
            if len(orphans) >= limit:
                break
        return orphans[:limit]

    def _numbers_after(
        self, connection: Connection, partition: Partition, after: str
    ) -> Iterator[Sequence[str]]:
        def read(after: str) -> Sequence[str]:
            return self._partitions.numbers(connection, partition, after, _PAGE)

        return keyset_pages(read, lambda number: number, after)

    def _corrupt_numbers(self, connection: Connection, partition: Partition) -> Iterator[str]:
        """Yield the numbers whose data do not decrypt, or are no JSON.

        Raises :class:`KeyMissingError`.
        """
        self._cipher.require_key(connection, partition)

        def read(after: str) -> Sequence[tuple[str, bytes]]:
            return self._partitions.rows(connection, partition, after, _DATA_PAGE)

        for number, data in chain.from_iterable(keyset_pages(read, lambda row: row[0], "")):
            try:
                plain = self._cipher.decrypt(connection, partition, number, data)
                json.loads(plain or b"{}")
            except (CorruptPersonalDataError, ValueError):
                yield number

    def _lost_numbers(self, connection: Connection, partition: Partition, limit: int) -> list[str]:
        """Return the numbers of reports whose data should be in a partition and are not."""
        of_partition = (
            select(reports.c.number)
            .where(reports.c.month_id == partition.id)
            .order_by(reports.c.number)
            .limit(_PAGE)
        )

        def read(after: str) -> Sequence[str]:
            query = of_partition.where(reports.c.number > after)
            return connection.execute(query).scalars().all()

        lost: list[str] = []
        after = ""
        for page in keyset_pages(read, lambda number: number, after):
            stored = self._stored_between(connection, partition, after, page[-1])
            lost += [number for number in page if number not in stored]
            if len(lost) >= limit:
                break
            after = page[-1]
        return lost[:limit]

    def _stored_between(
        self, connection: Connection, partition: Partition, after: str, last: str
    ) -> set[str]:
        """Return the numbers in a partition greater than *after*, at least up to *last*."""
        stored: set[str] = set()
        for page in self._numbers_after(connection, partition, after):
            stored.update(page)
            if page[-1] >= last:
                break
        return stored


def _without_dispatch(connection: Connection, limit: int) -> Iterator[str]:
    query = select(reports.c.number).outerjoin(dispatches, dispatches.c.id == reports.c.number)
    yield from connection.execute(query.where(dispatches.c.id.is_(None)).limit(limit)).scalars()


def _without_report(connection: Connection, limit: int) -> Iterator[str]:
    query = select(dispatches.c.id).outerjoin(
        reports, reports.c.number == dispatches.c.report_number
    )
    yield from connection.execute(query.where(reports.c.number.is_(None)).limit(limit)).scalars()
    registered = (
        select(audits.c.subject)
        .outerjoin(reports, reports.c.number == audits.c.subject)
        .where(audits.c.verb == EventVerb.REGISTER, audits.c.own, reports.c.number.is_(None))
        .where(~audits.c.subject.startswith(TRIAL_PREFIX))
    )
    yield from connection.execute(registered.limit(limit)).scalars()


def _past_term(connection: Connection, now: datetime, limit: int) -> Iterator[str]:
    today = civil_day(now)
    for partition in live_partitions(connection):
        if partition.expires <= today:
            yield partition.expires.isoformat()
    query = select(reports.c.number).where(
        reports.c.withdrawn_at <= now, is_not_dropped(reports.c.month_id)
    )
    yield from connection.execute(query.limit(limit)).scalars()


def _overdue_deliveries(
    connection: Connection, now: datetime, limit: int, *, leased: bool
) -> Iterator[str]:
    is_leased = dispatches.c.state == DispatchState.LEASED.value
    query = select(dispatches.c.id).where(
        dispatches.c.due_at < now - LATE, is_leased if leased else ~is_leased
    )
    yield from connection.execute(query.order_by(dispatches.c.due_at).limit(limit)).scalars()


def _breaks_rule(connection: Connection) -> Iterator[str]:
    yield from (row for row in broken_rows(connection) if not row.endswith(_ELSEWHERE))


def _never_due(connection: Connection) -> Iterator[str]:
    final = (DispatchState.SENT.value, DispatchState.HELPDESK.value, DispatchState.VOID.value)
    query = select(dispatches.c.id).where(
        dispatches.c.due_at.is_(None), dispatches.c.state.not_in(final)
    )
    yield from connection.execute(query.order_by(dispatches.c.id)).scalars()


def _far_ahead(connection: Connection, now: datetime) -> Iterator[str]:
    query = select(dispatches.c.id).where(dispatches.c.due_at > now + FAR)
    yield from connection.execute(query.order_by(dispatches.c.due_at)).scalars()
