"""The store of reports: claim, change, and the notices that are deliveries like any other."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, or_, select, update

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
from lckm_sql import audit
from lckm_sql.database import Database, act
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import (
    BITS,
    Listing,
    dispatch_row,
    first_readable,
    read_dispatch,
    utc,
)
from lckm_sql.tables import (
    Moment,
    dispatches,
    live,
    reports,
)

_DATA = select(dispatches.c.id, dispatches.c.data)
_NEXT = (
    _DATA.order_by(dispatches.c.due_at, dispatches.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("past"))
    .with_for_update(skip_locked=True)
)
_NOW = bindparam("now", type_=Moment)
# One after the other, for each has its index, and an OR of the two would have none.
_DUE = _NEXT.where(dispatches.c.due_at <= _NOW)
_WRONG = _NEXT.where(
    dispatches.c.due_at > _NOW, dispatches.c.since > bindparam("wrong", type_=Moment)
)
_MOVED = (
    "state",
    "unit",
    "opened_at",
    "since",
    "due_at",
    "untold",
    "unconfirmed",
    "data",
)
_OF = _DATA.where(dispatches.c.id == bindparam("of"))
_LOCKED = _OF.with_for_update()
_UPDATE = (
    update(dispatches)
    .where(dispatches.c.id == bindparam("of"))
    .values({name: bindparam(f"new_{name}") for name in _MOVED})
)


class Deliveries:
    """What becomes of deliveries."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @act
    def dispatch(self, id: str) -> Dispatch | None:
        """Return the delivery of that id. Raises :class:`UnreadableRowError`."""
        with self.database.reading() as connection:
            row = connection.execute(_OF, {"of": id}).first()
        return None if row is None else read_dispatch(row)

    @act
    def claim(
        self, worker: str, *, now: datetime, lasting: timedelta, limit: int, limits: DispatchLimits
    ) -> Sequence[Dispatch]:
        """Lease deliveries to a worker, those due longest first."""
        now = utc(now)
        with self.database.writing() as connection:
            found = _due(connection, now, limit, limits)
            asked = [claim(kept, worker, now=now, lasting=lasting, limits=limits) for kept in found]
            leased = [one for one in asked if not isinstance(one, NotClaimed)]
            write(connection, leased)
        return tuple(leased)

    @act
    def change(self, id: str, move: Callable[[Dispatch], Dispatch]) -> Dispatch:
        """Let *move* change a delivery, and keep what comes of it. Raises :class:`UnreadableRowError`."""
        with self.database.writing() as connection:
            row = connection.execute(_LOCKED, {"of": id}).first()
            if row is None:
                raise NoSuchReportError(id)
            kept = read_dispatch(row)
            moved = move(kept)
            if moved != kept:
                write(connection, [moved])
                audit.write_move(connection, kept, moved)
        return moved

    # ── notices ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @act
    def pending_erasure_notices(self, *, after: str = "", limit: int) -> Listing[Dispatch]:
        """Return the deliveries of reports whose receivers have yet to be asked to erase."""
        clean = or_(reports.c.month_id.is_(None), ~live(reports.c.month_id))
        query = _DATA.join(reports, reports.c.number == dispatches.c.report_number)
        return self._page(
            query.where(dispatches.c.untold != 0, clean), after, limit
        )

    @act
    def add_notices(self, notices: Sequence[Dispatch]) -> None:
        """Keep the deliveries of notices."""
        with self.database.writing() as connection:
            for notice in notices:
                query = (
                    select(dispatches.c.untold)
                    .where(dispatches.c.id == notice.report_number)
                    .with_for_update()
                )
                untold = connection.execute(query).scalar()
                if untold is None:
                    raise NoSuchReportError(notice.report_number)
                if insert_if_absent(connection, dispatches, **dispatch_row(notice)):
                    event = Event(
                        verb=EventVerb.TELL_UNITS, subject=notice.report_number, at=notice.opened_at
                    )
                    audit.write_once(connection, event)
                rest = untold & ~BITS.get(notice.kind, 0)
                told = (
                    update(dispatches)
                    .where(dispatches.c.id == notice.report_number)
                    .values(untold=rest)
                )
                connection.execute(told)

    @act
    def unconfirmed(self, *, after: str = "", limit: int) -> Listing[Dispatch]:
        """Return the notices that nobody has confirmed."""
        return self._page(_DATA.where(dispatches.c.unconfirmed), after, limit)

    def _page(self, query: Select[Any], after: str, limit: int) -> Listing[Dispatch]:
        page = query.where(dispatches.c.id > after).order_by(dispatches.c.id)
        page = page.limit(bindparam("most")).offset(bindparam("past"))
        with self.database.reading() as connection:
            return first_readable(connection, page, limit, {}, read_dispatch)


def _due(
    connection: Connection, now: datetime, limit: int, limits: DispatchLimits
) -> list[Dispatch]:
    """Return what may be claimed, locked: first what is due, then what waits for a moment that a wrong clock set."""
    found = first_readable(connection, _DUE, limit, {"now": now}, read_dispatch)
    values = {"now": now, "wrong": now + 2 * limits.grace}
    return [*found, *first_readable(connection, _WRONG, limit - len(found), values, read_dispatch)]


def write(connection: Connection, moved: Sequence[Dispatch]) -> None:
    """Write deliveries over what they were."""
    told = _told(connection, moved)
    rows = [dispatch_row(one, told.get(one.id, 0)) for one in moved]
    if rows:
        values = [
            {"of": row["id"], **{f"new_{name}": row[name] for name in _MOVED}} for row in rows
        ]
        connection.execute(_UPDATE, values)


def _told(connection: Connection, moved: Sequence[Dispatch]) -> dict[str, int]:
    """Return which notices are kept already of these deliveries, by id, where any is wanted."""
    ids = [dispatch_id(one.report_number, kind) for one in moved for kind in notices_wanted(one)]
    told: dict[str, int] = {}
    if ids:
        query = select(dispatches.c.report_number, dispatches.c.kind).where(
            dispatches.c.id.in_(ids)
        )
        for number, kind in connection.execute(query):
            told[number] = told.get(number, 0) | BITS[DispatchKind(kind)]
    return told
