"""The store of requests to units (zał. 2 § 10)."""

# Officials are named in a request, and no resident, so it has no term.

from typing import Any

from sqlalchemy import bindparam, func, select, update

from lckm_core.call_centre import DataRequest
from lckm_core.errors import ConflictError
from lckm_core.ports import EventVerb, UnitRequest
from lckm_sql import audit
from lckm_sql.clock import DatabaseClock
from lckm_sql.database import Database, store_operation
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import (
    Listing,
    first_readable,
    read_as,
    read_request,
    request_row,
    to_json,
)
from lckm_sql.tables import requests

_ROW = select(requests.c.number, requests.c.kind, requests.c.data)
_BY_NUMBER = _ROW.where(requests.c.number == bindparam("of"))
_LOCKED = _BY_NUMBER.with_for_update()
_EVERY = (
    _ROW.where(requests.c.number > bindparam("after"))
    .order_by(requests.c.number)
    .limit(bindparam("most"))
    .offset(bindparam("past"))
)
_UNMET = _EVERY.where(requests.c.closed_on.is_(None))
# The words of the pair that a row of this procedure has. That is looked for as text: a row that is
# no JSON would end the query. LIKE would take „ka” for „KA” in SQLite.
_ANSWERED = (
    _ROW.where(
        requests.c.kind == "data",
        requests.c.closed_on.is_not(None),
        func.replace(requests.c.data, bindparam("pair"), "") != requests.c.data,
    )
    .order_by(requests.c.number.desc())
    .limit(bindparam("most"))
    .offset(bindparam("past"))
)


class SqlRequests:
    """Requests to units in SQLite or PostgreSQL.

    Each method is one whole operation, durable when it returns, and raises
    :class:`StoreUnavailableError` when the database fails.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._clock = DatabaseClock(database)

    @store_operation
    def add(self, request: UnitRequest) -> None:
        """Add a request. Raises ``ConflictError`` where there is one of its number."""
        is_data_request = isinstance(request, DataRequest)
        verb = EventVerb.REQUEST_DATA if is_data_request else EventVerb.REQUEST_BRIEFING
        now = self._clock.now()
        with self.database.writing() as connection:
            if not insert_if_absent(connection, requests, **request_row(request)):
                raise ConflictError(request.number)
            audit.write_of_day(connection, verb, request.number, now)

    @store_operation
    def get(self, number: str) -> UnitRequest | None:
        """Return a request, or ``None``. Raises :class:`UnreadableRowError`."""
        with self.database.reading() as connection:
            row = connection.execute(_BY_NUMBER, {"of": number}).first()
        return None if row is None else read_request(row)

    @store_operation
    def replace(self, new: UnitRequest, was: UnitRequest) -> None:
        """Replace a request that is still as it *was*.

        Raises ``ConflictError`` and :class:`UnreadableRowError`.
        """
        now = self._clock.now()
        with self.database.writing() as connection:
            row = connection.execute(_LOCKED, {"of": was.number}).first()
            # Compared as requests: another version of the library may write the same one
            # differently.
            if row is None or read_request(row) != was:
                raise ConflictError(was.number)
            if new != was:
                this = requests.c.number == was.number
                connection.execute(update(requests).where(this).values(request_row(new)))
                audit.write_of_day(connection, _verb(new, was), was.number, now)

    @store_operation
    def every(self, *, after: str = "", limit: int) -> Listing[UnitRequest]:
        """Return requests, by number; ``unreadable`` has those that cannot be read."""
        with self.database.reading() as connection:
            return first_readable(connection, _EVERY, limit, {"after": after}, read_request)

    @store_operation
    def unmet(self, *, after: str = "", limit: int) -> Listing[UnitRequest]:
        """Return open requests, by number; ``unreadable`` has those that cannot be read."""
        with self.database.reading() as connection:
            return first_readable(connection, _UNMET, limit, {"after": after}, read_request)

    @store_operation
    def answered(self, procedure: str, *, limit: int) -> Listing[DataRequest]:
        """Return answered requests about a procedure; ``unreadable`` has those not to be read."""
        pair = to_json({"procedure": procedure})[1:-1]
        with self.database.reading() as connection:
            return first_readable(connection, _ANSWERED, limit, {"pair": pair}, _read_data_request)

    def __repr__(self) -> str:
        return f"SqlRequests({self.database!r})"


def _read_data_request(row: Any) -> DataRequest:
    return read_as(DataRequest, row.number, row.data)


def _verb(new: UnitRequest, was: UnitRequest) -> EventVerb:
    """Return the centre's verb for a change of a request."""
    if (new.unit, new.cell) != (was.unit, was.cell):
        return EventVerb.READDRESS_REQUEST
    if new.reminded_on != was.reminded_on:
        return EventVerb.REMIND_DUE
    if isinstance(new, DataRequest):
        is_first = isinstance(was, DataRequest) and was.answer is None
        return EventVerb.ANSWER_DATA_REQUEST if is_first else EventVerb.CORRECT_ANSWER
    return EventVerb.NAME_BRIEFER if new.is_open else EventVerb.HOLD_BRIEFING
