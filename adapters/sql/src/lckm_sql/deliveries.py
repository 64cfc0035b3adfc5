"""Deliveries of reports and of erasure notices: claiming and changing them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, or_, select, text, update

from lckm_core.delivery import (
    Dispatch,
    DispatchKind,
    DispatchLimits,
    NotClaimed,
    claim,
    dispatch_id,
    notices_wanted,
)
from lckm_core.errors import NoSuchReportError
from lckm_core.ports import Event, EventVerb
from lckm_core.reports import Report
from lckm_sql import audit
from lckm_sql.column_types import Moment
from lckm_sql.database import Database, store_operation
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import (
    NOTICE_BITS,
    Listing,
    dispatch_row,
    first_readable,
    listed_columns,
    read_dispatch,
    utc,
)
from lckm_sql.tables import UNCONFIRMED, dispatches, is_not_dropped, reports

_DATA = select(dispatches.c.id, dispatches.c.data)
_NEXT = (
    _DATA.order_by(dispatches.c.due_at, dispatches.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("past"))
    .with_for_update(skip_locked=True)
)
_NOW = bindparam("now", type_=Moment)
# Two queries, for each has its index, and an OR of the two would have none.
_DUE = _NEXT.where(dispatches.c.due_at <= _NOW)
_WRONG_CLOCK = _NEXT.where(
    dispatches.c.due_at > _NOW, dispatches.c.since > bindparam("wrong", type_=Moment)
)
_UPDATED = (
    "state",
    "unit",
    "opened_at",
    "since",
    "due_at",
    "untold",
    "unconfirmed",
    "needs_a_hand",
    "data",
    "digest",
)
_BY_ID = _DATA.where(dispatches.c.id == bindparam("of"))
_LOCKED = _BY_ID.with_for_update()
_UPDATE = (
    update(dispatches)
    .where(dispatches.c.id == bindparam("of"))
    .values({name: bindparam(f"new_{name}") for name in _UPDATED})
)


class Deliveries:
    """The part of :class:`lckm_sql.SqlReports` that claims and changes deliveries."""

    database: Database

    @store_operation
    def dispatch(self, id: str) -> Dispatch | None:
        """Return a delivery, or ``None``.

        Raises :class:`UnreadableRowError` and :class:`StoreUnavailableError`.
        """
        with self.database.reading() as connection:
            row = connection.execute(_BY_ID, {"of": id}).first()
        return None if row is None else read_dispatch(row)

    @store_operation
    def claim(
        self, worker: str, *, now: datetime, lasting: timedelta, limit: int, limits: DispatchLimits
    ) -> Sequence[Dispatch]:
        """Lease deliveries to a worker, those due longest first.

        Args:
            worker: the name of the worker.
            now: the moment, aware.
            lasting: how long the leases last.
            limit: how many deliveries at most.
            limits: the limits of all deliveries.

        Raises ``ValueError`` for a naive moment and :class:`StoreUnavailableError`.
        """
        now = utc(now)
        with self.database.writing() as connection:
            results = [
                claim(dispatch, worker, now=now, lasting=lasting, limits=limits)
                for dispatch in _claimable_dispatches(connection, now, limit, limits)
            ]
            leased = [result for result in results if not isinstance(result, NotClaimed)]
            update_dispatches(connection, leased)
        return tuple(leased)

    @store_operation
    def change(self, id: str, move: Callable[[Dispatch], Dispatch]) -> Dispatch:
        """Apply *move* to a delivery, store the result and return it.

        Raises ``NoSuchReportError``, :class:`UnreadableRowError` and
        :class:`StoreUnavailableError`.
        """
        with self.database.writing() as connection:
            before = locked_dispatch(connection, id)
            after = move(before)
            if after != before:
                update_dispatches(connection, [after])
                audit.write_move(connection, before, after)
                audit.write_settlement(connection, after)
        return after

    # ── erasure notices ──────────────────────────────────────────────────────────────────────

    @store_operation
    def pending_erasure_notices(self, *, after: str = "", limit: int) -> Listing[Dispatch]:
        """Return deliveries of erased reports whose receivers are yet to be asked to erase.

        Sorted by id, greater than *after*, at most *limit*. Raises
        :class:`StoreUnavailableError`.
        """
        erased = or_(reports.c.month_id.is_(None), ~is_not_dropped(reports.c.month_id))
        query = _DATA.join(reports, reports.c.number == dispatches.c.report_number)
        return self._dispatch_page(query.where(dispatches.c.untold != 0, erased), after, limit)

    @store_operation
    def add_notices(self, notices: Sequence[Dispatch]) -> None:
        """Add deliveries of notices; those that exist are passed over.

        Raises ``NoSuchReportError`` and :class:`StoreUnavailableError`.
        """
        with self.database.writing() as connection:
            added = [notice for notice in notices if _add_notice(connection, notice)]
            # Last, for others wait for the end of the trail once it is locked.
            for notice in added:
                audit.write_act(connection, _notice_event(notice))

    @store_operation
    def unconfirmed(self, *, after: str = "", limit: int) -> Listing[Dispatch]:
        """Return notices that nobody has confirmed, by id, greater than *after*.

        Raises :class:`StoreUnavailableError`.
        """
        return self._dispatch_page(_DATA.where(text(UNCONFIRMED)), after, limit)

    def _dispatch_page(self, query: Select[Any], after: str, limit: int) -> Listing[Dispatch]:
        page = query.where(dispatches.c.id > after).order_by(dispatches.c.id)
        page = page.limit(bindparam("most")).offset(bindparam("past"))
        with self.database.reading() as connection:
            return first_readable(connection, page, limit, {}, read_dispatch)


def _claimable_dispatches(
    connection: Connection, now: datetime, limit: int, limits: DispatchLimits
) -> list[Dispatch]:
    """Return what may be claimed, locked: what is due, then what a wrong clock put off."""
    due = first_readable(connection, _DUE, limit, {"now": now}, read_dispatch)
    values = {"now": now, "wrong": now + 2 * limits.grace}
    missing = limit - len(due)
    return [*due, *first_readable(connection, _WRONG_CLOCK, missing, values, read_dispatch)]


def _notice_event(notice: Dispatch) -> Event:
    return Event(verb=EventVerb.TELL_UNITS, subject=notice.report_number, at=notice.opened_at)


def _add_notice(connection: Connection, notice: Dispatch) -> bool:
    """Add the delivery of a notice; return whether it was not there yet."""
    of_report = dispatches.c.id == notice.report_number
    pending = connection.execute(
        select(dispatches.c.untold).where(of_report).with_for_update()
    ).scalar()
    if pending is None:
        raise NoSuchReportError(notice.report_number)
    is_new = insert_if_absent(connection, dispatches, **dispatch_row(notice))
    pending_bits = pending & ~NOTICE_BITS.get(notice.kind, 0)
    connection.execute(update(dispatches).where(of_report).values(untold=pending_bits))
    return is_new


def locked_dispatch(connection: Connection, id: str) -> Dispatch:
    """Return a delivery and keep others from changing it. Raises ``NoSuchReportError``."""
    row = connection.execute(_LOCKED, {"of": id}).first()
    if row is None:
        raise NoSuchReportError(id)
    return read_dispatch(row)


def update_dispatches(connection: Connection, changed: Sequence[Dispatch]) -> None:
    """Update the rows of deliveries."""
    added = _added_notices(connection, changed)
    rows = [dispatch_row(dispatch, added.get(dispatch.id, 0)) for dispatch in changed]
    if rows:
        values = [
            {"of": row["id"], **{f"new_{name}": row[name] for name in _UPDATED}} for row in rows
        ]
        connection.execute(_UPDATE, values)


def update_listed(connection: Connection, report: Report) -> None:
    """Update the columns by which a report is listed."""
    this = update(dispatches).where(dispatches.c.id == report.number)
    connection.execute(this.values(listed_columns(report)))


def _added_notices(connection: Connection, changed: Sequence[Dispatch]) -> dict[str, int]:
    """Return the bits of the notices stored already, by report, where any is wanted."""
    ids = [
        dispatch_id(dispatch.report_number, kind)
        for dispatch in changed
        for kind in notices_wanted(dispatch)
    ]
    added: dict[str, int] = {}
    if ids:
        query = select(dispatches.c.report_number, dispatches.c.kind).where(
            dispatches.c.id.in_(ids)
        )
        for number, kind in connection.execute(query):
            added[number] = added.get(number, 0) | NOTICE_BITS[DispatchKind(kind)]
    return added
