"""Looking for what should not be in a database, and mending it."""

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
from lckm_sql.database import Database, act
from lckm_sql.encryption import Cipher
from lckm_sql.errors import CorruptPersonalDataError, KeyMissingError, UnreadableRowError
from lckm_sql.failure_kinds import where
from lckm_sql.integrity_findings import IntegrityFinding, IntegrityFindingKind
from lckm_sql.partitions import Month, PersonalDataPartitions, live_months
from lckm_sql.rows import (
    dispatch_of,
    report_of,
    request_of,
    utc,
)
from lckm_sql.sqlite_files import is_broken, is_damaged
from lckm_sql.tables import (
    dispatches,
    live,
    reports,
    requests,
)

_PAGE, _PARTS = 5000, 500
LATE = timedelta(hours=1)
"""After how long a delivery that is due, or a lease that ran out, is said to be nobody's."""


class Verifying:
    """Finding faults, and mending what can be mended without a backup."""

    def __init__(self, database: Database, drawers: PersonalDataPartitions, sealer: Cipher) -> None:
        self.database, self._drawers, self._sealer = database, drawers, sealer

    @act
    def verify(self, *, now: datetime, limit: int = 1000) -> Sequence[IntegrityFinding]:
        """Look through the whole database and return what is wrong, at most *limit* of each kind. *now* is aware.

        Every page of SQLite's files and every row is read, and every personal part, decrypted where it is encrypted: README.md has
        how long that takes. What would take one transaction longer than 20 s is named as not checked, for erasures would wait. Raises
        :class:`StoreUnavailableError`, and ``ValueError`` for a naive moment.
        """
        now = utc(now)
        looks: list[tuple[IntegrityFindingKind, Callable[[Connection], Iterator[str]]]] = [
            (IntegrityFindingKind.NO_DISPATCH, partial(_without_dispatch, limit=limit)),
            (IntegrityFindingKind.NO_REPORT, partial(_without_report, limit=limit)),
            (IntegrityFindingKind.PAST_TERM, partial(_past_term, now=now, limit=limit)),
            (IntegrityFindingKind.UNFINISHED, self._drawers.unfinished),
            (IntegrityFindingKind.STUCK, partial(_overdue, now=now, limit=limit, leased=True)),
            (IntegrityFindingKind.LATE, partial(_overdue, now=now, limit=limit, leased=False)),
            (IntegrityFindingKind.UNREADABLE, lambda _: _unreadable(self.database)),
            (IntegrityFindingKind.MISFILED, _misfiled),
            (IntegrityFindingKind.OPEN_TO_ALL, lambda _: map(str, self._drawers.open_to_all())),
            (IntegrityFindingKind.STRANGE, self._drawers.strange),
            (IntegrityFindingKind.LEFT_OVER, lambda _: map(str, self._drawers.left_over())),
            (IntegrityFindingKind.NOT_DURABLE, server_settings.not_durable),
            (IntegrityFindingKind.LOGGED, server_settings.logged),
            (IntegrityFindingKind.LOG_KEPT, server_settings.log_kept),
        ]
        found = [*self._wrong_with(None, IntegrityFindingKind.CORRUPT, where(self.database.url))]
        # No transaction is long: in SQLite an erasure waits for readers, to clean the journal.
        for kind, look in looks:
            try:
                with self.database.reading() as connection:
                    found += [
                        IntegrityFinding(kind, subject)
                        for subject in islice(look(connection), limit)
                    ]
            except (DBAPIError, sqlite3.Error) as error:
                # Of a database that is damaged as much is told as can be read.
                if not (is_damaged(error) and found):
                    raise
        with self.database.reading() as connection:
            live_now = [*live_months(connection)]
        for month in live_now:
            found += self._wrong_in(month, limit)
        # A month may lie in several drawers, which share what is wrong with it.
        return [*dict.fromkeys(found)]

    def _wrong_in(self, month: Month, limit: int) -> list[IntegrityFinding]:
        day, unpaired = month.expires.isoformat(), list[IntegrityFinding]()
        try:
            damaged = [*self._wrong_with(month, IntegrityFindingKind.DAMAGED, day)]
            if any(fault.kind is IntegrityFindingKind.DAMAGED for fault in damaged):
                return damaged
            unpaired = self._unpaired(month, limit)
            if unpaired:
                # What is registered or withdrawn just now is so only at the first look.
                again = self._unpaired(month, limit)
                unpaired = [fault for fault in unpaired if fault in again]
            with self.database.reading() as connection:
                spoiled = [*islice(self._spoiled(connection, month), limit)]
        except KeyMissingError:
            return [*unpaired, IntegrityFinding(IntegrityFindingKind.NO_KEY, day)]
        except (DBAPIError, sqlite3.Error) as error:
            if not is_broken(error):
                raise
            return [IntegrityFinding(IntegrityFindingKind.DAMAGED, day)]
        return (
            damaged
            + unpaired
            + [IntegrityFinding(IntegrityFindingKind.SPOILED, number) for number in spoiled]
        )

    def _wrong_with(
        self, month: Month | None, kind: IntegrityFindingKind, subject: str
    ) -> Iterator[IntegrityFinding]:
        """Yield what a look through every page of the database, or of a month, has found."""
        whole = self._drawers.is_whole(month)
        if not whole:
            yield IntegrityFinding(
                IntegrityFindingKind.UNCHECKED if whole is None else kind, subject
            )

    def _unpaired(self, month: Month, limit: int) -> list[IntegrityFinding]:
        with self.database.reading() as connection:
            found = [
                IntegrityFinding(IntegrityFindingKind.ORPHAN, number)
                for number in self._orphans(connection, month, limit)
            ]
            return found + [
                IntegrityFinding(IntegrityFindingKind.LOST, number)
                for number in self._lost(connection, month, limit)
            ]

    @act
    def mend(self) -> int:
        """Destroy personal parts that have no report, which a crash may leave; return how many there were.

        Raises :class:`StoreUnavailableError`.
        """
        count = 0
        with self._drawers.destroying(self._with_orphans) as connection:
            for month in live_months(connection):
                if orphans := self._orphans_if_readable(connection, month):
                    count += len(orphans)
                    self._drawers.strike(connection, month, orphans)
        self._drawers.finish()
        return count

    def _with_orphans(self, connection: Connection) -> Iterator[Month]:
        yield from (
            month
            for month in live_months(connection)
            if self._orphans_if_readable(connection, month)
        )

    def _orphans_if_readable(self, connection: Connection, month: Month) -> list[str]:
        try:
            return self._orphans(connection, month, _PAGE)
        except (DBAPIError, sqlite3.Error) as error:
            if not is_broken(error):
                raise
            return []

    def _orphans(self, connection: Connection, month: Month, limit: int) -> list[str]:
        """Return the numbers in a drawer that are no report's that has its personal part there."""
        found: list[str] = []
        after = ""
        while len(found) < limit and (
            page := self._drawers.numbers(connection, month, after, _PAGE)
        ):
            here = select(reports.c.number).where(
                reports.c.number.in_(page), reports.c.month_id == month.id
            )
            known = set(connection.execute(here).scalars())
            found += [number for number in page if number not in known]
            after = page[-1]
        return found[:limit]

    def _spoiled(self, connection: Connection, month: Month) -> Iterator[str]:
        """Yield the numbers of parts that do not open, or are no JSON. Raises :class:`KeyMissingError`."""
        self._sealer.needed(connection, month)
        after = ""
        while page := self._drawers.parts(connection, month, after, _PARTS):
            for number, part in page:
                try:
                    json.loads(self._sealer.open(connection, month, number, part) or b"{}")
                except (CorruptPersonalDataError, ValueError):
                    yield number
            after = page[-1][0]

    def _lost(self, connection: Connection, month: Month, limit: int) -> list[str]:
        """Return the numbers of reports whose personal part should be in a drawer and is not."""
        of_month = (
            select(reports.c.number)
            .where(reports.c.month_id == month.id)
            .order_by(reports.c.number)
        )
        found: list[str] = []
        after = ""
        while len(found) < limit and (
            page := connection.execute(of_month.where(reports.c.number > after).limit(_PAGE))
            .scalars()
            .all()
        ):
            there: set[str] = set()
            at = after
            while (part := self._drawers.numbers(connection, month, at, _PAGE)) and at < page[-1]:
                there.update(part)
                at = part[-1]
            found += [number for number in page if number not in there]
            after = page[-1]
        return found[:limit]


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
    yield from (
        month.expires.isoformat() for month in live_months(connection) if month.expires <= today
    )
    query = select(reports.c.number).where(reports.c.withdrawn_at <= now, live(reports.c.month_id))
    yield from connection.execute(query.limit(limit)).scalars()


def _overdue(connection: Connection, now: datetime, limit: int, *, leased: bool) -> Iterator[str]:
    state = dispatches.c.state == DispatchState.LEASED.value
    query = select(dispatches.c.id).where(
        dispatches.c.due_at < now - LATE, state if leased else ~state
    )
    yield from connection.execute(query.order_by(dispatches.c.due_at).limit(limit)).scalars()


def _unreadable(database: Database) -> Iterator[str]:
    """Yield the numbers of reports, and the ids of deliveries, that cannot be read; a transaction for each page of them."""
    read_report = partial(report_of, apart=None)
    for key, data, read in (
        (reports.c.number, reports.c.data, read_report),
        (dispatches.c.id, dispatches.c.data, dispatch_of),
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
    """Yield the numbers of requests that cannot be read, or are met by their rows and open by what they say, or the like."""
    after = ""
    query = select(requests).order_by(requests.c.number).limit(_PAGE)
    while page := connection.execute(query.where(requests.c.number > after)).all():
        for row in page:
            try:
                found = request_of(row.number, row.kind, row.data)
            except UnreadableRowError:
                yield row.number
            else:
                if (found.number, found.closed_on) != (row.number, row.closed_on):
                    yield row.number
        after = page[-1].number
