"""The time by the database, which all workers share, without asking it each time."""

from datetime import UTC, datetime, timedelta
from time import monotonic

import attrs
from sqlalchemy import func, select

from lckm_sql.database import Database, act

_GOOD_FOR = 10.0
"""Seconds, after which the server is asked again."""


@attrs.frozen
class _Told:
    """What the server said, and what this machine's clocks showed when the answer was there."""

    moment: datetime
    monotonic: float
    wall: datetime


class DatabaseClock:
    """The moment it is by the clock of PostgreSQL's server; in SQLite, by that of this machine.

    Workers on several machines have to agree when a lease ends. A delivery looks at the clock four times, and asking the
    server was four of its nine transactions; folding the time into the statements would hide it from the core, which decides
    about leases by a moment that it is given. So the server is asked every ten seconds, and between this machine's monotonic
    clock is added: in so short a time it goes astray by less than a millisecond, however wrong the machine's date is. A clock
    that stood still while the machine slept is noticed by the date having gone on, or back, and the server is asked again.
    It is late by the way of the answer at most, and never early, so nobody takes over a lease before it ends.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._told: _Told | None = None

    @act
    def now(self) -> datetime:
        """Return the moment. Raises :class:`StoreUnavailableError`."""
        if self.database.is_sqlite:
            return datetime.now(UTC)
        told = self._told
        if told is not None:
            passed = monotonic() - told.monotonic
            by_wall = (datetime.now(UTC) - told.wall).total_seconds()
            if passed < _GOOD_FOR and 0 <= by_wall < _GOOD_FOR:
                return told.moment + timedelta(seconds=passed)
        return self._asked()

    def _asked(self) -> datetime:
        with self.database.reading() as connection:
            moment: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
            told = _Told(moment.astimezone(UTC), monotonic(), datetime.now(UTC))
        self._told = told
        return told.moment
