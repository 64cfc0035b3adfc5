"""The store of what the call centre asked units for (zał. 2 § 10). Officials are named in it and no resident, so it has no term."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from lckm_core.call_centre import DataRequest
from lckm_core.errors import ConflictError
from lckm_core.ports import Event, EventVerb, UnitRequest
from lckm_sql import audit
from lckm_sql.clock import DatabaseClock
from lckm_sql.database import Database, act
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import (
    Listing,
    first_readable,
    request_of,
    request_row,
)
from lckm_sql.tables import requests

_ROW = select(requests.c.number, requests.c.kind, requests.c.data)
_OF = _ROW.where(requests.c.number == bindparam("of"))
_LOCKED = _OF.with_for_update()
_UNMET = (
    _ROW.where(requests.c.closed_on.is_(None), requests.c.number > bindparam("after"))
    .order_by(requests.c.number)
    .limit(bindparam("most"))
    .offset(bindparam("past"))
)


class SqlRequests:
    """Requests to units in a database: SQLite or PostgreSQL. Each method is one whole act, durable when it returns.

    Any method raises :class:`StoreUnavailableError` when the database does not do what it is asked for.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._clock = DatabaseClock(database)

    @act
    def add(self, request: UnitRequest) -> None:
        """Keep a new request."""
        now = self._clock.now()
        with self.database.writing() as connection:
            if not insert_if_absent(connection, requests, **request_row(request)):
                raise ConflictError(request.number)
            verb = (
                EventVerb.REQUEST_DATA
                if isinstance(request, DataRequest)
                else EventVerb.REQUEST_BRIEFING
            )
            _write(connection, verb, request.number, now)

    @act
    def get(self, number: str) -> UnitRequest | None:
        """Return the request of that number. Raises :class:`UnreadableRowError`."""
        with self.database.reading() as connection:
            row = connection.execute(_OF, {"of": number}).first()
        return None if row is None else request_of(row.number, row.kind, row.data)

    @act
    def replace(self, new: UnitRequest, was: UnitRequest) -> None:
        """Keep a request in place of what it was. Raises :class:`UnreadableRowError`."""
        now = self._clock.now()
        with self.database.writing() as connection:
            row = connection.execute(_LOCKED, {"of": was.number}).first()
            # Compared as requests: another version of the library may write the same one in other words.
            if row is None or request_of(row.number, row.kind, row.data) != was:
                raise ConflictError(was.number)
            if new != was:
                connection.execute(
                    update(requests).where(requests.c.number == was.number).values(request_row(new))
                )
                _write(connection, _verb(new, was), was.number, now)

    @act
    def unmet(self, *, after: str = "", limit: int) -> Listing[UnitRequest]:
        """Return open requests, by number; those that cannot be read are named in ``unreadable``, and ``verify`` tells them."""
        with self.database.reading() as connection:
            return first_readable(connection, _UNMET, limit, {"after": after}, _request)

    def __repr__(self) -> str:
        return f"SqlRequests({self.database!r})"


def _verb(new: UnitRequest, was: UnitRequest) -> EventVerb:
    """Return the centre's name for what became of a request."""
    if new.reminded_on != was.reminded_on:
        return EventVerb.REMIND_DUE
    if isinstance(new, DataRequest):
        return EventVerb.ANSWER_DATA_REQUEST
    return EventVerb.NAME_BRIEFER if new.is_open else EventVerb.HOLD_BRIEFING


def _request(row: Any) -> UnitRequest:
    return request_of(row.number, row.kind, row.data)


def _write(connection: Connection, verb: EventVerb, number: str, now: datetime) -> None:
    # A request knows only days, and not who acts: both are filled in when the centre tells.
    audit.write(connection, Event(verb=verb, subject=number, at=now))
