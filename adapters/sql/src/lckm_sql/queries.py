"""The store of reports, for those who run it: what there is, what waits, how much of what. Nothing personal is read."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
from sqlalchemy import (
    BigInteger,
    ColumnElement,
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
from lckm_core.reports import Report
from lckm_sql.database import Database, act
from lckm_sql.partitions import PersonalDataPartitions, live_months
from lckm_sql.rows import (
    Listing,
    dispatch_of,
    first_readable,
    read_dispatch,
    report_of,
    utc,
)
from lckm_sql.tables import (
    dispatches,
    files,
    live,
    reports,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_WAITING = select(dispatches.c.id, dispatches.c.data).where(dispatches.c.due_at.is_not(None))
_OUTCOMES = (DispatchState.SENT.value, DispatchState.HELPDESK.value)
WITHIN = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(days=1))
"""How times to an outcome are sorted: within each of these, or longer."""


@attrs.frozen
class Found:
    """A report without its personal part, and its delivery."""

    report: Report
    dispatch: Dispatch


@attrs.frozen
class Count:
    """How many reports: of a day of Europe/Warsaw, to a unit (``None``: straight to the helpdesk), in a state.

    ``within``: those that reached their outcome in that time, the least of :data:`WITHIN`; ``None`` for longer, or none yet.
    """

    day: date
    unit: str | None
    state: DispatchState
    within: timedelta | None
    count: int


class Overview:
    """Reading for operators."""

    def __init__(self, database: Database, drawers: PersonalDataPartitions) -> None:
        self.database, self._drawers = database, drawers

    @act
    def search(
        self,
        *,
        state: DispatchState | None = None,
        unit: str | None = None,
        registered_from: datetime | None = None,
        registered_to: datetime | None = None,
        after: str = "",
        limit: int = 100,
    ) -> Listing[Found]:
        """Return reports without their personal parts, and their deliveries, by number (by code points).

        Those of which this program cannot read the one or the other are named in ``unreadable`` of the answer.

        Args:
            state: how far the delivery has come.
            unit: the unit or cell whose mailbox it goes or went to.
            registered_from: registered at that moment or later, aware.
            registered_to: registered before that moment, aware.
            after: numbers greater than this.
            limit: how many at most.

        Raises :class:`StoreUnavailableError`, and ``ValueError`` for a naive moment.
        """
        query = select(reports.c.number, reports.c.data, dispatches.c.data.label("way")).join(
            dispatches, dispatches.c.id == reports.c.number
        )
        wanted: list[ColumnElement[bool]] = [reports.c.number > after]
        if state is not None:
            wanted.append(dispatches.c.state == state.value)
        if unit is not None:
            wanted.append(dispatches.c.unit == unit)
        if registered_from is not None:
            wanted.append(reports.c.registered_at >= utc(registered_from))
        if registered_to is not None:
            wanted.append(reports.c.registered_at < utc(registered_to))
        page = _paged(query.where(*wanted).order_by(reports.c.number))
        with self.database.reading() as connection:
            return first_readable(connection, page, limit, {}, _found)

    @act
    def waiting(self, *, limit: int = 100) -> Listing[Dispatch]:
        """Return deliveries that have not ended, notices as well, first those opened longest ago, at most *limit*.

        Each says why it waits: its state, target, last refusal, attempts, and since when. Those that this program cannot read
        are named in ``unreadable`` of the answer. Raises :class:`StoreUnavailableError`.
        """
        page = _paged(_WAITING.order_by(dispatches.c.opened_at, dispatches.c.id))
        with self.database.reading() as connection:
            return first_readable(connection, page, limit, {}, read_dispatch)

    @act
    def waiting_count(self) -> int:
        """Return how many deliveries have not ended, notices as well. Raises :class:`StoreUnavailableError`."""
        query = select(func.count()).select_from(dispatches).where(dispatches.c.due_at.is_not(None))
        return self._number(query)

    @act
    def next_due(self) -> datetime | None:
        """Return when the next delivery comes due, ``None`` when none waits. Raises :class:`StoreUnavailableError`.

        One that this program cannot read is passed over: nobody here claims it, however long it has been due.
        """
        page = _paged(_WAITING.order_by(dispatches.c.due_at, dispatches.c.id))
        with self.database.reading() as connection:
            found = first_readable(connection, page, 1, {}, read_dispatch)
        return found[0].due_at if found else None

    @act
    def count_due(self, now: datetime) -> int:
        """Return how many personal parts :meth:`erase_due` would destroy at *now*, aware.

        Raises :class:`StoreUnavailableError`, and ``ValueError`` for a naive moment.
        """
        today = civil_day(now)
        with self.database.reading() as connection:
            over = [month for month in live_months(connection) if month.expires <= today]
            parts = sum(self._drawers.count(connection, month) for month in over)
            alone = live(reports.c.month_id) & reports.c.month_id.not_in(
                [month.id for month in over]
            )
            query = (
                select(func.count())
                .select_from(reports)
                .where(reports.c.withdrawn_at <= utc(now), alone)
            )
            return parts + (connection.execute(query).scalar_one() or 0)

    @act
    def live_files(self, *, limit: int) -> Sequence[str]:
        """Return references of files whose reports still have their personal parts, first those registered last, at most *limit*."""
        query = select(files.c.reference).where(live(files.c.month_id), ~files.c.left_over)
        newest = query.order_by(files.c.month_id.desc(), files.c.reference.desc()).limit(limit)
        with self.database.reading() as connection:
            return list(connection.execute(newest).scalars())

    @act
    def counts(self, *, registered_from: datetime, registered_to: datetime) -> Sequence[Count]:
        """Return how many reports were registered in a stretch of time: by day, unit, state and time to the outcome.

        *registered_from* belongs to it, *registered_to* does not; both are aware. A time to an outcome is reckoned from when
        the delivery began. Raises :class:`StoreUnavailableError`, and ``ValueError`` for a naive moment.
        """
        hour, took = (
            self._hour(reports.c.registered_at),
            self._seconds(dispatches.c.since, dispatches.c.opened_at),
        )
        ended = dispatches.c.state.in_(_OUTCOMES)
        steps = [(ended & (took <= within.total_seconds()), at) for at, within in enumerate(WITHIN)]
        bucket = case(*steps, else_=len(WITHIN))
        query = (
            select(hour, dispatches.c.unit, dispatches.c.state, bucket, func.count())
            .join(dispatches, dispatches.c.id == reports.c.number)
            .where(
                reports.c.registered_at >= utc(registered_from),
                reports.c.registered_at < utc(registered_to),
            )
            .group_by(hour, dispatches.c.unit, dispatches.c.state, bucket)
        )
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return _by_day(rows)

    def _hour(self, moment: ColumnElement[Any]) -> ColumnElement[Any]:
        """Return the hour of a moment, counted from 1970: days of Europe/Warsaw begin at full hours."""
        if self.database.is_sqlite:
            return cast(moment, BigInteger) // 3_600_000_000
        return cast(func.floor(extract("epoch", moment) / 3600), Integer)

    def _seconds(self, end: ColumnElement[Any], begin: ColumnElement[Any]) -> ColumnElement[Any]:
        if self.database.is_sqlite:
            return (cast(end, BigInteger) - cast(begin, BigInteger)) / 1_000_000.0
        return extract("epoch", end - begin)

    def _number(self, query: Any) -> int:
        with self.database.reading() as connection:
            return int(connection.execute(query).scalar_one())


def _paged(query: Select[Any]) -> Select[Any]:
    return query.limit(bindparam("most")).offset(bindparam("past"))


def _found(row: Any) -> Found:
    return Found(report_of(row.number, row.data, None), dispatch_of(row.number, row.way))


def _by_day(rows: Sequence[Any]) -> Sequence[Count]:
    """Return counts by hour as counts by day."""
    summed: dict[tuple[date, str | None, str, int], int] = {}
    for hour, unit, state, bucket, count in rows:
        key = (civil_day(_EPOCH + timedelta(hours=int(hour))), unit, state, bucket)
        summed[key] = summed.get(key, 0) + count
    ordered = sorted(summed.items(), key=lambda item: (item[0][0], item[0][1] or "", item[0][2:]))
    return [
        Count(
            day, unit, DispatchState(state), WITHIN[bucket] if bucket < len(WITHIN) else None, count
        )
        for (day, unit, state, bucket), count in ordered
    ]
