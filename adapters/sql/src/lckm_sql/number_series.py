"""Numbers of new descriptions, announcements, requests (zał. 2 § 9 ust. 1) and reports."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from lckm_core.calendar import require_aware
from lckm_core.ports import NumberSeries, count_in, format_number, require_number_pattern
from lckm_sql.database import Database, store_operation
from lckm_sql.report_numbers import ReportNumbers
from lckm_sql.tables import announcements, editions, numbers, requests

_STORED = {
    NumberSeries.PROCEDURE: editions.c.procedure_id,
    NumberSeries.ANNOUNCEMENT: announcements.c.number,
    NumberSeries.REQUEST: requests.c.number,
}
"""Where the numbers of each series are stored, also those that were not given here."""


class SqlNumbers:
    """The last number given of each series, in SQLite or PostgreSQL.

    A number is greater than every one of its pattern that is stored: one may have been typed.

    Args:
        database: where they are stored.
        patterns: the pattern of each series but that of reports.
        reports: gives the numbers of reports.
    """

    def __init__(
        self, database: Database, patterns: Mapping[NumberSeries, str], reports: ReportNumbers
    ) -> None:
        for series, pattern in patterns.items():
            require_number_pattern(f"{series.value}_numbers", pattern)
        self.database = database
        self._patterns = patterns
        self._reports = reports

    @store_operation
    def next_number(self, series: NumberSeries, *, now: datetime) -> str:
        """Return the next number of a series, never given again.

        Raises ``ValueError`` for a naive moment and :class:`StoreUnavailableError`.
        """
        require_aware(now)
        if series is NumberSeries.REPORT:
            return self._reports.next_number(now)
        pattern = self._patterns[series]
        with self.database.writing() as connection:
            stored = _greatest_count(connection, series, pattern)
            return format_number(pattern, _advance(connection, series, stored, self.database))

    def __repr__(self) -> str:
        return f"SqlNumbers({self.database!r})"


def _greatest_count(connection: Connection, series: NumberSeries, pattern: str) -> int:
    """Return the greatest count among the stored numbers of a pattern; 0 without any."""
    column = _STORED[series]
    before = pattern.partition("{")[0]
    found = connection.execute(select(column).where(column.startswith(before, autoescape=True)))
    return max((count_in(pattern, number) for number in found.scalars()), default=0)


def _advance(connection: Connection, series: NumberSeries, stored: int, database: Database) -> int:
    dialect = sqlite if database.is_sqlite else postgresql
    greater = func.max if database.is_sqlite else func.greatest
    first = dialect.insert(numbers).values(series=series.value, last=stored + 1)
    upsert = first.on_conflict_do_update(
        index_elements=[numbers.c.series],
        set_={"last": greater(numbers.c.last, stored) + 1},
    )
    last: int = connection.execute(upsert.returning(numbers.c.last)).scalar_one()
    return last
