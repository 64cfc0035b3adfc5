"""Numbers of reports: of a year, one after another, never one twice; some may be left out."""

import re
from datetime import datetime

from sqlalchemy import exists, select, update
from sqlalchemy.dialects import postgresql, sqlite

from lckm_core import civil_day
from lckm_sql.database import Database, act
from lckm_sql.tables import counters, reports

GAP = 10_000
"""How many numbers are left out after a restore: those given since the copy are on letters, and may not be given again."""
_PREFIX = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,18}[A-Za-z0-9])?")


def checked_prefix(prefix: str) -> str:
    """Return the prefix; raise ``ValueError`` for one that no number can begin with."""
    if not _PREFIX.fullmatch(prefix):
        raise ValueError("a prefix is of letters without Polish marks, digits, dots and hyphens, 20 at most: LCKM")
    return prefix


class Numbers:
    """Numbers for new reports, beginning with *prefix*."""

    def __init__(self, database: Database, prefix: str) -> None:
        self.database, self._prefix = database, checked_prefix(prefix)

    @act
    def next_number(self, now: datetime) -> str:
        """Return the next number, such as LCKM-2026-000123, given to nobody else whatever becomes of it.

        It begins anew each year of Europe/Warsaw. A number under which there is a report, of whoever's making, is left out.
        Raises ``ValueError`` for a naive moment. Safe between processes.
        """
        # A transaction of its own: were it the registration's, a number given back could have been told already.
        return self._counted(civil_day(now).year, 1)

    @act
    def leave_gap(self, now: datetime) -> str:
        """Leave out the next 10,000 numbers, and return the last of them: some may stand on letters since a copy was made.

        For a database that was put back from a copy; called again, it leaves out as many again. Raises ``ValueError`` for a
        naive moment. Safe between processes.
        """
        return self._counted(civil_day(now).year, GAP)

    def _counted(self, year: int, more: int) -> str:
        dialect = sqlite if self.database.is_sqlite else postgresql
        first = dialect.insert(counters).values(year=year, last=more)
        kept = first.on_conflict_do_update(index_elements=[counters.c.year], set_={"last": counters.c.last + more})
        with self.database.writing() as connection:
            last: int = connection.execute(kept.returning(counters.c.last)).scalar_one()
            free = last
            while connection.execute(select(exists().where(reports.c.number == self._number(year, free)))).scalar():
                free += 1
            if free != last:
                connection.execute(update(counters).where(counters.c.year == year).values(last=free))
        return self._number(year, free)

    def _number(self, year: int, count: int) -> str:
        return f"{self._prefix}-{year}-{count:06d}"
