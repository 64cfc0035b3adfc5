"""Numbers of reports: of a year, one after another, never one twice; some may be left out."""

import re
from datetime import datetime

from sqlalchemy import Connection, exists, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from lckm_core.calendar import civil_day
from lckm_core.errors import InvalidSettingError
from lckm_core.ports import Event
from lckm_core.reports import is_report_number
from lckm_core.text import Message
from lckm_sql import audit
from lckm_sql.database import Database, act
from lckm_sql.rows import utc
from lckm_sql.tables import audits, counters, reports

GAP = 10_000
"""How many numbers are left out after a restore: those given since the copy are on letters, and may not be given again."""
_STARTED = "extract(epoch FROM pg_postmaster_start_time())::bigint::text"
_THIS = text(f"SELECT concat(pg_current_xact_id()::xid::text, '.', {_STARTED})")
_WRITER = text(f"concat(audit.xmin::text, '.', {_STARTED})")
"""Which transaction it is, and which wrote a line, in PostgreSQL, and since when the server runs."""
_UNFIT = Message(
    "ma mieć raz {year} i raz {count}, a poza nimi litery, cyfry, kropki, ukośniki i łączniki, najwyżej 26, np. ŁCKM/{year}/{count}.",
    "is to have {year} once and {count} once, and besides letters, digits, dots, slashes and hyphens, 26 at most, such as ŁCKM/{year}/{count}.",
)


def checked_numbering(numbering: str) -> str:
    """Return how numbers are made; raise ``InvalidSettingError`` where that makes none that a report can have."""
    most = _number(numbering, 9999, 10**9)
    marks = [numbering.count(mark) for mark in ("{year}", "{count}")]
    if marks != [1, 1] or not is_report_number(most):
        raise InvalidSettingError("numbering", _UNFIT)
    return numbering


def _number(numbering: str, year: int, count: int) -> str:
    return numbering.replace("{year}", str(year)).replace("{count}", f"{count:06d}")


class Numbers:
    """Numbers for new reports, made as *numbering* says."""

    def __init__(self, database: Database, numbering: str) -> None:
        self.database, self._numbering = database, checked_numbering(numbering)

    @act
    def next_number(self, now: datetime) -> str:
        """Return the next number, such as LCKM-2026-000123, given to nobody else whatever becomes of it.

        It begins anew each year of Europe/Warsaw. A number under which there is a report, of whoever's making, is left out.
        Raises ``ValueError`` for a naive moment. Safe between processes.
        """
        # A transaction of its own: were it the registration's, a number given back could have been told already.
        with self.database.writing() as connection:
            return self._counted(connection, civil_day(now).year, 1)

    @act
    def leave_gap(self, now: datetime, *, again: bool = False) -> str:
        """Leave out the next 10,000 numbers, and return the last of them: some may stand on letters since a copy was made.

        For a database that was put back from a copy, which the trail tells from then on. Called again, it leaves out as many again,
        but in PostgreSQL only *again* or once a number was given since: of SQLite nobody can tell whether a copy made in between was put back.
        Raises ``ValueError`` for a naive moment. Safe between processes.
        """
        year, now = civil_day(now).year, utc(now)
        with self.database.writing() as connection:
            left = None if again or self.database.is_sqlite else self._just_left(connection, year)
            if left is not None:
                return left
            last = self._counted(connection, year, GAP)
            mark = "" if self.database.is_sqlite else str(connection.execute(_THIS).scalar_one())
            audit.write(connection, Event(verb=audit.RESTORE, subject=last, at=now, outcome=mark))
        return last

    @act
    def may_be_since(self, number: str, *, now: datetime) -> bool:
        """Return whether a number that no report here has may have been given since a copy was made that is put back as this database.

        It is one of this make that was not given here: of the next 10,000, or of those that :meth:`leave_gap` left out, and of no year
        before the newest from which there is a number or a report; or one that was told before, so that whoever repeats it is not
        refused. Any other is mistyped, or of a host's own making. Raises ``ValueError`` for a naive moment.
        """
        today = civil_day(utc(now)).year
        with self.database.reading() as connection:
            if audit.tells_withdrawn(connection, number):
                return True
            found = self._of(number)
            return found is not None and self._left_since(connection, *found, today)

    def _left_since(self, connection: Connection, year: int, count: int, today: int) -> bool:
        if not _newest_year(connection, today) <= year <= today:
            return False
        gaps = select(audits.c.subject).where(audits.c.verb == audit.RESTORE, audits.c.own)
        last = (
            connection.execute(select(counters.c.last).where(counters.c.year == year)).scalar() or 0
        )
        left = [self._of(subject) for subject in connection.execute(gaps).scalars()]
        ends = [last + GAP, *(end for of, end in filter(None, left) if of == year)]
        return any(end - GAP < count <= end for end in ends)

    def _of(self, number: str) -> tuple[int, int] | None:
        """Return the year and the count of a number of this make, ``None`` for any other."""
        parts = re.escape(self._numbering)
        for mark, digits in ("year", r"\d{4}"), ("count", r"\d{6,9}"):
            parts = parts.replace(re.escape(f"{{{mark}}}"), f"(?P<{mark}>{digits})")
        found = re.fullmatch(parts, number, re.ASCII)
        if found is None:
            return None
        year, count = int(found["year"]), int(found["count"])
        # One with a zero too many reads like a number, and was never given.
        return (year, count) if self._number(year, count) == number else None

    def _just_left(self, connection: Connection, year: int) -> str | None:
        """Return the last of the numbers that were left out, unless one was given since, or the database put back once more.

        The line in the trail names the transaction that wrote it. What is loaded from a dump is written by another; and a server has to be
        started anew before it serves files that were put back.
        """
        newest = (
            select(func.max(audits.c.id)).where(audits.c.verb == audit.RESTORE).scalar_subquery()
        )
        here = select(audits.c.subject).where(audits.c.id == newest, audits.c.outcome == _WRITER)
        left: str | None = connection.execute(here).scalar()
        last = connection.execute(select(counters.c.last).where(counters.c.year == year)).scalar()
        return left if last is not None and left == self._number(year, last) else None

    def _counted(self, connection: Connection, year: int, more: int) -> str:
        dialect = sqlite if self.database.is_sqlite else postgresql
        first = dialect.insert(counters).values(year=year, last=more)
        kept = first.on_conflict_do_update(
            index_elements=[counters.c.year], set_={"last": counters.c.last + more}
        )
        last: int = connection.execute(kept.returning(counters.c.last)).scalar_one()
        free = last
        while connection.execute(
            select(exists().where(reports.c.number == self._number(year, free)))
        ).scalar():
            free += 1
        if free != last:
            connection.execute(update(counters).where(counters.c.year == year).values(last=free))
        return self._number(year, free)

    def _number(self, year: int, count: int) -> str:
        return _number(self._numbering, year, count)


def _newest_year(connection: Connection, today: int) -> int:
    """Return the newest year of which there is a number or a report, *today*'s where there is none: those before it are over."""
    counted = connection.execute(select(func.max(counters.c.year))).scalar()
    newest = connection.execute(
        select(reports.c.registered_at).order_by(reports.c.registered_at.desc()).limit(1)
    ).scalar()
    return max(filter(None, (counted, newest and civil_day(newest).year)), default=today)
