"""Reconciliation of deliveries after a restore.

Every receiver since the backup must still be asked to erase.
"""

# Where the old database still exists, its deliveries are copied over, for a message that was sent
# stays sent. Otherwise each delivery that had not ended in the backup may have reached its
# receiver: it is left in doubt, so that the receiver is asked to erase in any case.

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import attrs
from sqlalchemy import Connection, select

from lckm_core.delivery import Dispatch, DispatchKind, DispatchState, Target
from lckm_core.ports import Event, EventVerb
from lckm_sql import audit
from lckm_sql.database import Database, store_operation
from lckm_sql.deliveries import update_dispatches
from lckm_sql.errors import UnreadableRowError
from lckm_sql.inserts import insert_if_absent
from lckm_sql.keyset_pages import keyset_pages
from lckm_sql.rows import dispatch_row, read_dispatch, utc
from lckm_sql.tables import dispatches, reports

_PAGE = 1000
_WITH_REPORT = select(
    dispatches.c.id, dispatches.c.report_number, dispatches.c.data, reports.c.registered_at
).join(reports, reports.c.number == dispatches.c.report_number)
_DATA = select(dispatches.c.id, dispatches.c.data)
_WAITING = _DATA.where(
    dispatches.c.due_at.is_not(None), dispatches.c.kind == DispatchKind.REPORT.value
)


class DeliveryReconciliation:
    """The part of :class:`lckm_sql.SqlReports` that deals with deliveries after a restore."""

    database: Database

    @store_operation
    def leave_in_doubt(self) -> int:
        """Leave in doubt each delivery of a report that has not ended; return how many.

        Their receivers may have got them since the backup, so they will be asked to erase,
        whatever becomes of these deliveries. May be repeated. Raises
        :class:`StoreUnavailableError`.
        """
        count = 0
        for page in _pages(self.database, _WAITING):
            doubted = [_in_doubt(dispatch) for dispatch in _read_dispatches(page).values()]
            with self.database.writing() as connection:
                update_dispatches(connection, doubted)
            count += len(doubted)
        return count

    @store_operation
    def keep_withdrawn(self, number: str, *, now: datetime) -> None:
        """Record the withdrawn consent of a report that was registered since the backup.

        A newer backup, which has the report, is cleaned by that. May be repeated. Raises
        ``ValueError`` for a naive moment and :class:`StoreUnavailableError`.
        """
        now = utc(now)
        with self.database.writing() as connection:
            audit.write_reported_withdrawal(connection, number, now)

    @store_operation
    def take_over_deliveries(self, old_database: Database) -> None:
        """Copy what the old database knows of deliveries and notices of the reports here.

        Raises :class:`StoreUnavailableError`.
        """
        for page in _pages(old_database, _WITH_REPORT):
            with self.database.writing() as connection:
                _take_over(connection, _of_same_reports(connection, page))


def _take_over(connection: Connection, page: Sequence[Any]) -> None:
    ids = [row.id for row in page]
    restored = _read_dispatches(connection.execute(_DATA.where(dispatches.c.id.in_(ids))).all())
    for dispatch in _read_dispatches(page).values():
        before = restored.get(dispatch.id)
        if before is None:
            _add_dispatch(connection, dispatch)
        elif dispatch != before and dispatch.since >= before.since:
            # It may be older than the backup's where an older backup was restored in between.
            update_dispatches(connection, [dispatch])
            if dispatch.is_final or dispatch.confirmed_at is not None:
                audit.write_earlier_move(connection, before, dispatch)


def _add_dispatch(connection: Connection, dispatch: Dispatch) -> None:
    if insert_if_absent(connection, dispatches, **dispatch_row(dispatch)):
        event = Event(
            verb=EventVerb.TELL_UNITS, subject=dispatch.report_number, at=dispatch.opened_at
        )
        audit.write_once(connection, event)
        # Updated so that the notices it still wants are counted again.
        of_report = _DATA.where(dispatches.c.id == dispatch.report_number)
        update_dispatches(
            connection, [*_read_dispatches(connection.execute(of_report).all()).values()]
        )


def _of_same_reports(connection: Connection, page: Sequence[Any]) -> Sequence[Any]:
    """Return the rows whose report is here with the same number and moment of registration."""
    numbers = {row.report_number for row in page}
    query = select(reports.c.number, reports.c.registered_at).where(reports.c.number.in_(numbers))
    registered = {row.number: row.registered_at for row in connection.execute(query)}
    return [row for row in page if registered.get(row.report_number) == row.registered_at]


def _in_doubt(dispatch: Dispatch) -> Dispatch:
    """Return a delivery as one that may have arrived.

    A helpdesk is asked first; a mailbox, which usually cannot be asked, gets it again.
    """
    if dispatch.state is DispatchState.LEASED:
        # Its worker is gone; whoever claims it after the lease leaves it in doubt, and asks.
        return dispatch
    to_helpdesk = dispatch.target is Target.HELPDESK
    state = DispatchState.UNKNOWN if to_helpdesk else dispatch.state
    return attrs.evolve(dispatch, state=state, in_doubt=True)


def _read_dispatches(rows: Iterable[Any]) -> dict[str, Dispatch]:
    """Return the readable deliveries by id; ``verify`` names the others."""
    readable: dict[str, Dispatch] = {}
    for row in rows:
        try:
            readable[row.id] = read_dispatch(row)
        except UnreadableRowError:
            continue
    return readable


def _pages(database: Database, query: Any) -> Iterator[Sequence[Any]]:
    query = query.order_by(dispatches.c.id).limit(_PAGE)

    def read(after: str) -> Sequence[Any]:
        with database.reading() as connection:
            return connection.execute(query.where(dispatches.c.id > after)).all()

    return keyset_pages(read, lambda row: row.id, "")
