"""What became of deliveries since a copy was made that is put back: nobody may be forgotten who was sent contact data or files since.

Where the database is still there, its deliveries are taken over, for a letter that is out stays out. Where nobody knows, each delivery
that had not ended in the copy may have reached its receiver: it is left in doubt, so that the receiver is asked to erase in any case.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import attrs
from sqlalchemy import Connection, select

from lckm_core.delivery import (
    Dispatch,
    DispatchKind,
    DispatchState,
    Target,
)
from lckm_core.ports import Event, EventVerb
from lckm_sql import audit
from lckm_sql.database import Database, act
from lckm_sql.deliveries import write
from lckm_sql.errors import UnreadableRowError
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import dispatch_row, read_dispatch, utc
from lckm_sql.tables import dispatches, reports

_PAGE = 1000
_ROW = select(
    dispatches.c.id, dispatches.c.report_number, dispatches.c.data, reports.c.registered_at
).join(reports, reports.c.number == dispatches.c.report_number)
_OF_REPORT = dispatches.c.kind == DispatchKind.REPORT.value
_KEPT = select(dispatches.c.id, dispatches.c.data)
_WAITING = _KEPT.where(dispatches.c.due_at.is_not(None), _OF_REPORT)


class SinceCopy:
    """A database that was put back from a copy, and what may have been delivered since."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @act
    def leave_in_doubt(self) -> int:
        """Leave in doubt each delivery of a report that has not ended, and return how many these are; it may be repeated.

        Their receivers may have got them since the copy, so they are asked to erase, when it comes to that, whatever becomes of
        these deliveries. For a database that another program put back. Raises :class:`StoreUnavailableError`.
        """
        count = 0
        for page in _pages(self.database, _WAITING):
            doubted = [_in_doubt(one) for one in _readable(page).values()]
            with self.database.writing() as connection:
                write(connection, doubted)
            count += len(doubted)
        return count

    @act
    def keep_withdrawn(self, number: str, *, now: datetime) -> None:
        """Keep in the trail that a consent was withdrawn of a report that came in since the copy; it may be repeated.

        A newer copy, which has the report, is cleaned by that. Raises ``ValueError`` for a naive moment and
        :class:`StoreUnavailableError`.
        """
        now = utc(now)
        with self.database.writing() as connection:
            audit.write_told(connection, number, now)

    @act
    def take_over(self, still_there: Database) -> None:
        """Take over what the database that is still there knows of deliveries and notices of the reports in this one.

        Raises :class:`StoreUnavailableError`.
        """
        for page in _pages(still_there, _ROW):
            with self.database.writing() as connection:
                _take_over(connection, _known(connection, page))


def _take_over(connection: Connection, page: Sequence[Any]) -> None:
    ids = [row.id for row in page]
    kept = _readable(connection.execute(_KEPT.where(dispatches.c.id.in_(ids))).all())
    for one in _readable(page).values():
        was = kept.get(one.id)
        if was is None:
            if insert_if_absent(connection, dispatches, **dispatch_row(one)):
                event = Event(
                    verb=EventVerb.TELL_UNITS, subject=one.report_number, at=one.opened_at
                )
                audit.write_once(connection, event)
                # Written once more, it is reckoned anew which notices it still wants.
                of_report = connection.execute(
                    _KEPT.where(dispatches.c.id == one.report_number)
                ).all()
                write(connection, [*_readable(of_report).values()])
        elif one != was and one.since >= was.since:
            # Older than the copy's it may be where an older copy was put back in between.
            write(connection, [one])
            if one.is_final or one.confirmed_at is not None:
                audit.write_move(connection, was, one)


def _known(connection: Connection, page: Sequence[Any]) -> Sequence[Any]:
    """Return those of the page that are of reports in the copy; of the same number and moment, for another's would be another report."""
    numbers = {row.report_number for row in page}
    query = select(reports.c.number, reports.c.registered_at).where(reports.c.number.in_(numbers))
    here = {row.number: row.registered_at for row in connection.execute(query)}
    return [row for row in page if here.get(row.report_number) == row.registered_at]


def _in_doubt(dispatch: Dispatch) -> Dispatch:
    """Return the delivery as one that may have arrived. A helpdesk is asked first; a mailbox, which most often cannot be, gets it again."""
    if dispatch.state is DispatchState.LEASED:
        # Its worker is no more; whoever claims it after the lease leaves it in doubt, and asks.
        return dispatch
    to_helpdesk = dispatch.target is Target.HELPDESK
    state = DispatchState.UNKNOWN if to_helpdesk else dispatch.state
    return attrs.evolve(dispatch, state=state, in_doubt=True)


def _readable(rows: Iterable[Any]) -> dict[str, Dispatch]:
    """Return deliveries by their ids, without those that this program cannot read, which ``verify`` names."""
    found: dict[str, Dispatch] = {}
    for row in rows:
        try:
            found[row.id] = read_dispatch(row)
        except UnreadableRowError:
            continue
    return found


def _pages(database: Database, query: Any) -> Iterator[Sequence[Any]]:
    after = ""
    while True:
        with database.reading() as connection:
            page = connection.execute(
                query.where(dispatches.c.id > after).order_by(dispatches.c.id).limit(_PAGE)
            ).all()
        if not page:
            return
        yield page
        after = page[-1].id
