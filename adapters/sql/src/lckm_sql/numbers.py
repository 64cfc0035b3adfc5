"""Numbers of reports: of a year, one after another, never one twice; some may be left out."""

import re
from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite

from lckm_core import civil_day
from lckm_sql.database import Database, act
from lckm_sql.tables import counters

_PREFIX = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,18}[A-Za-z0-9])?")


class Numbers:
    """Gives numbers such as LCKM-2026-000123, beginning anew each year of Europe/Warsaw; safe between processes.

    *prefix*: letters without Polish marks, digits, dots, hyphens, at most 20: a number stands in mails and addresses.
    """

    def __init__(self, database: Database, prefix: str) -> None:
        if not _PREFIX.fullmatch(prefix):
            raise ValueError("a prefix is of letters without Polish marks, digits, dots and hyphens, 20 at most: LCKM")
        self.database, self._prefix = database, prefix

    @act
    def next(self, now: datetime) -> str:
        """Return the next number, given to nobody else whatever becomes of it. Raises ``ValueError`` for a naive moment."""
        year = civil_day(now).year
        dialect = sqlite if self.database.is_sqlite else postgresql
        more = dialect.insert(counters).values(year=year, last=1)
        kept = more.on_conflict_do_update(index_elements=[counters.c.year], set_={"last": counters.c.last + 1})
        # A transaction of its own: were it the registration's, a number given back could have been told already.
        with self.database.writing() as connection:
            last: int = connection.execute(kept.returning(counters.c.last)).scalar_one()
        return f"{self._prefix}-{year}-{last:06d}"
