"""What operators look up and count, and when a worker looks again; no personal data."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    bindparam,
    case,
    cast,
    extract,
    func,
    select,
)

from lckm_core.calendar import civil_day
from lckm_core.delivery import Dispatch, DispatchState
from lckm_core.ports.optional import OUTCOME_TIMES, FoundReport
from lckm_core.reports import TRIAL_PREFIX
from lckm_sql.clock import DatabaseClock
from lckm_sql.database import Database, store_operation
from lckm_sql.partitions import Partition, PersonalDataPartitions, live_partitions
from lckm_sql.rows import (
    Listing,
    first_readable,
    read_dispatch,
    read_found_report,
    utc,
)
from lckm_sql.tables import dispatches, files, is_not_dropped, reports

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WAITING = select(dispatches.c.id, dispatches.c.data).where(dispatches.c.due_at.is_not(None))
_FOUND = select(reports.c.number, reports.c.data, dispatches.c.data.label("dispatch_data")).join(
    dispatches, dispatches.c.id == reports.c.number
)
_OUTCOMES = (DispatchState.SENT.value, DispatchState.HELPDESK.value)


@attrs.frozen
class Count:
    """How many reports of a day went to a unit and are in a state.

    ``day`` is a day of Europe/Warsaw; ``unit`` is ``None`` for the helpdesk; ``within`` is the
    least of :data:`lckm_core.ports.optional.OUTCOME_TIMES` in which they reached their outcome,
    ``None`` for longer or none yet.
    """

    day: date
    unit: str | None
    state: DispatchState
    within: timedelta | None
    count: int


class OperatorQueries:
    """The part of :class:`lckm_sql.SqlReports` with look-ups for operators and workers."""

    database: Database
    _partitions: PersonalDataPartitions
    _clock: DatabaseClock

    def clock(self) -> datetime:
        """Return the current moment by the database's clock, which all workers share.

        Raises :class:`StoreUnavailableError`.
        """
        return self._clock.now()

    @store_operation
    def search(
        self,
        *,
        state: DispatchState | None = None,
        unit: str | None = None,
        registered_from: datetime | None = None,
        registered_to: datetime | None = None,
        after: str = "",
        limit: int = 100,
    ) -> Listing[FoundReport]:
        """Return reports without personal data, with their deliveries, by number.

        Args:
            state: only deliveries in this state.
            unit: only those to the mailbox of this unit or cell.
            registered_from: only those registered at this moment or later, aware.
            registered_to: only those registered before this moment, aware.
            after: only numbers greater than this, by code points.
            limit: how many at most.

        Those that this program cannot read are in ``unreadable`` of the result. Raises
        ``ValueError`` for a naive moment and :class:`StoreUnavailableError`.
        """
        conditions: list[ColumnElement[bool]] = [reports.c.number > after]
        if state is not None:
            conditions.append(dispatches.c.state == state.value)
        if unit is not None:
            conditions.append(dispatches.c.unit == unit)
        conditions += _registered_between(registered_from, registered_to)
        page = _add_page(_FOUND.where(*conditions).order_by(reports.c.number))
        with self.database.reading() as connection:
            return first_readable(connection, page, limit, {}, read_found_report)

    @store_operation
    def waiting(self, *, limit: int = 100) -> Listing[Dispatch]:
        """Return deliveries and notices that have not ended, the oldest first, at most *limit*.

        Those that this program cannot read are in ``unreadable`` of the result. Raises
        :class:`StoreUnavailableError`.
        """
        page = _add_page(_WAITING.order_by(dispatches.c.opened_at, dispatches.c.id))
        with self.database.reading() as connection:
            return first_readable(connection, page, limit, {}, read_dispatch)

    @store_operation
    def waiting_count(self) -> int:
        """Return how many deliveries and notices have not ended.

        Raises :class:`StoreUnavailableError`.
        """
        query = select(func.count()).select_from(dispatches).where(dispatches.c.due_at.is_not(None))
        with self.database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    @store_operation
    def next_due(self) -> datetime | None:
        """Return when the next delivery is due, ``None`` when none waits.

        One that this program cannot read is passed over, for no worker here claims it. Raises
        :class:`StoreUnavailableError`.
        """
        page = _add_page(_WAITING.order_by(dispatches.c.due_at, dispatches.c.id))
        with self.database.reading() as connection:
            dispatches_due = first_readable(connection, page, 1, {}, read_dispatch)
        return dispatches_due[0].due_at if dispatches_due else None

    @store_operation
    def count_due(self, now: datetime) -> int:
        """Return of how many reports :meth:`erase_due` would erase personal data.

        Args:
            now: the moment, aware.

        Raises ``ValueError`` for a naive moment and :class:`StoreUnavailableError`.
        """
        today = civil_day(now)
        with self.database.reading() as connection:
            if next(live_partitions(connection), None) is not None:
                self._partitions.require_reachable()
            expired = _expired_partitions(connection, today)
            count = sum(self._partitions.count(connection, partition) for partition in expired)
            return count + _withdrawn_in_term(connection, expired, now)

    @store_operation
    def count_withdrawn(self, now: datetime) -> int:
        """Return of how many of these consent was withdrawn, and the term has not passed.

        Args:
            now: the moment, aware.

        Raises ``ValueError`` for a naive moment and :class:`StoreUnavailableError`.
        """
        today = civil_day(now)
        with self.database.reading() as connection:
            return _withdrawn_in_term(connection, _expired_partitions(connection, today), now)

    @store_operation
    def live_files(self, *, limit: int) -> Sequence[str]:
        """Return references of attachments not yet to be deleted, the newest first.

        Raises :class:`StoreUnavailableError`.
        """
        query = select(files.c.reference).where(
            is_not_dropped(files.c.month_id), ~files.c.left_over
        )
        newest = query.order_by(files.c.month_id.desc(), files.c.reference.desc()).limit(limit)
        with self.database.reading() as connection:
            return list(connection.execute(newest).scalars())

    @store_operation
    def counts(self, *, registered_from: datetime, registered_to: datetime) -> Sequence[Count]:
        """Count the reports of a period by day, unit, state and time to the outcome.

        Args:
            registered_from: the first moment of the period, aware.
            registered_to: the moment after the period, aware.

        Trial reports are not counted. The time to an outcome starts when the delivery does.
        Raises ``ValueError`` for a naive moment and :class:`StoreUnavailableError`.
        """
        hour = self._hour(reports.c.registered_at)
        took = self._seconds(dispatches.c.since, dispatches.c.opened_at)
        ended = dispatches.c.state.in_(_OUTCOMES)
        steps = [
            (ended & (took <= within.total_seconds()), at)
            for at, within in enumerate(OUTCOME_TIMES)
        ]
        bucket = case(*steps, else_=len(OUTCOME_TIMES))
        query = (
            select(hour, dispatches.c.unit, dispatches.c.state, bucket, func.count())
            .join(dispatches, dispatches.c.id == reports.c.number)
            .where(
                reports.c.registered_at >= utc(registered_from),
                reports.c.registered_at < utc(registered_to),
                ~reports.c.number.startswith(TRIAL_PREFIX),
            )
            .group_by(hour, dispatches.c.unit, dispatches.c.state, bucket)
        )
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return _by_day(rows)

    def _hour(self, moment: ColumnElement[Any]) -> ColumnElement[Any]:
        """Return the hours since 1970 of a moment: days of Europe/Warsaw begin at full hours."""
        if self.database.is_sqlite:
            return cast(moment, BigInteger) // 3_600_000_000
        return cast(func.floor(extract("epoch", moment) / 3600), Integer)

    def _seconds(self, end: ColumnElement[Any], begin: ColumnElement[Any]) -> ColumnElement[Any]:
        if self.database.is_sqlite:
            return (cast(end, BigInteger) - cast(begin, BigInteger)) / 1_000_000.0
        return extract("epoch", end - begin)


def _registered_between(
    first: datetime | None, end: datetime | None
) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of reports registered at *first* or later, and before *end*."""
    if first is not None:
        yield reports.c.registered_at >= utc(first)
    if end is not None:
        yield reports.c.registered_at < utc(end)


def _expired_partitions(connection: Connection, today: date) -> Sequence[Partition]:
    """Return the partitions whose term has passed and that are still there."""
    return [partition for partition in live_partitions(connection) if partition.expires <= today]


def _withdrawn_in_term(connection: Connection, expired: Sequence[Partition], now: datetime) -> int:
    """Count the withdrawn reports with personal data in other partitions than those expired."""
    in_term = reports.c.month_id.not_in([partition.id for partition in expired])
    query = (
        select(func.count())
        .select_from(reports)
        .where(reports.c.withdrawn_at <= utc(now), is_not_dropped(reports.c.month_id), in_term)
    )
    return connection.execute(query).scalar_one()


def _add_page(query: Select[Any]) -> Select[Any]:
    return query.limit(bindparam("most")).offset(bindparam("past"))


def _by_day(rows: Sequence[Any]) -> Sequence[Count]:
    """Return counts by hour as counts by day."""
    sums: dict[tuple[date, str | None, str, int], int] = {}
    for hour, unit, state, bucket, count in rows:
        key = (civil_day(_EPOCH + timedelta(hours=int(hour))), unit, state, bucket)
        sums[key] = sums.get(key, 0) + count
    ordered = sorted(sums.items(), key=lambda item: (item[0][0], item[0][1] or "", item[0][2:]))
    return [
        Count(
            day,
            unit,
            DispatchState(state),
            OUTCOME_TIMES[bucket] if bucket < len(OUTCOME_TIMES) else None,
            count,
        )
        for (day, unit, state, bucket), count in ordered
    ]
