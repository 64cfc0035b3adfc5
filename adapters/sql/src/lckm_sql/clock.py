"""The database's clock, which all workers share, without a query each time."""

from datetime import UTC, datetime, timedelta
from time import monotonic

import attrs
from sqlalchemy import func, select

from lckm_sql.database import Database, store_operation

_VALID_FOR = 10.0
"""Seconds after which the server is asked again."""


@attrs.frozen
class _Reading:
    """The server's time, and what this machine's clocks showed when it arrived."""

    moment: datetime
    monotonic: float
    wall: datetime


class DatabaseClock:
    """The time of the PostgreSQL server; for SQLite, of this machine."""

    # Workers on several machines have to agree when a lease ends. A delivery looks at the clock
    # four times, and asking the server was four of its nine transactions. So the server is asked
    # every ten seconds, and this machine's monotonic clock is added: in so short a time it drifts
    # by less than a millisecond, however wrong the machine's date is. After the machine slept,
    # the date has jumped, and the server is asked again. The time is late by the travel of
    # the answer at most, and never early, so nobody takes over a lease before it ends.

    def __init__(self, database: Database) -> None:
        self.database = database
        self._reading: _Reading | None = None

    @store_operation
    def now(self) -> datetime:
        """Return the current moment, aware. Raises :class:`StoreUnavailableError`."""
        if self.database.is_sqlite:
            return datetime.now(UTC)
        reading = self._reading
        if reading is not None:
            passed = monotonic() - reading.monotonic
            passed_by_wall = (datetime.now(UTC) - reading.wall).total_seconds()
            if passed < _VALID_FOR and 0 <= passed_by_wall < _VALID_FOR:
                return reading.moment + timedelta(seconds=passed)
        return self._ask_server()

    def _ask_server(self) -> datetime:
        with self.database.reading() as connection:
            moment: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
            reading = _Reading(moment.astimezone(UTC), monotonic(), datetime.now(UTC))
        self._reading = reading
        return reading.moment
