"""Numbers of reports: consecutive within a year, never given twice; some may be skipped."""

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
from lckm_sql.database import Database, store_operation
from lckm_sql.rows import utc
from lckm_sql.tables import audits, counters, reports

GAP = 10_000
"""Numbers skipped after a restore: those given since the backup may be on letters."""
_STARTED = "extract(epoch FROM pg_postmaster_start_time())::bigint::text"
_THIS_TRANSACTION = text(f"SELECT concat(pg_current_xact_id()::xid::text, '.', {_STARTED})")
_WRITER = text(f"concat(audit.xmin::text, '.', {_STARTED})")
"""In PostgreSQL, the transaction that wrote a line, and since when the server runs."""
_INVALID_NUMBERING = Message(
    "ma mieć raz {year} i raz {count}, a poza nimi litery, cyfry, kropki, ukośniki i łączniki, "
    "najwyżej 26, np. ŁCKM/{year}/{count}.",
    "has to contain {year} once and {count} once, and otherwise at most 26 letters, digits, "
    "dots, slashes and hyphens, such as ŁCKM/{year}/{count}.",
)


def require_numbering(numbering: str) -> None:
    """Raise ``InvalidSettingError`` unless this pattern makes valid numbers of reports."""
    longest = _format(numbering, 9999, 10**9)
    marks = [numbering.count(mark) for mark in ("{year}", "{count}")]
    if marks != [1, 1] or not is_report_number(longest):
        raise InvalidSettingError("numbering", _INVALID_NUMBERING)


def _format(numbering: str, year: int, count: int) -> str:
    return numbering.replace("{year}", str(year)).replace("{count}", f"{count:06d}")


def _parse(numbering: str, number: str) -> tuple[int, int] | None:
    """Return the year and the count of a number of a pattern, else ``None``."""
    pattern = re.escape(numbering)
    for mark, digits in ("year", r"\d{4}"), ("count", r"\d{6,9}"):
        pattern = pattern.replace(re.escape(f"{{{mark}}}"), f"(?P<{mark}>{digits})")
    match = re.fullmatch(pattern, number, re.ASCII)
    if match is None:
        return None
    year, count = int(match["year"]), int(match["count"])
    # A number with an extra zero would parse too, but was never issued.
    return (year, count) if _format(numbering, year, count) == number else None


def is_never_given(connection: Connection, numbering: str, number: str) -> bool:
    """Return whether a number is of the pattern and greater than all that a database gave.

    A later state of the database gave it: this is an older one. Of a number of another pattern,
    and where the host makes all numbers, nobody can tell.
    """
    parsed = _parse(numbering, number)
    if parsed is None:
        return False
    last = {row.year: row.last for row in connection.execute(select(counters))}
    year, count = parsed
    return bool(last) and (count > last[year] if year in last else year > max(last))


class ReportNumbers:
    """The part of :class:`lckm_sql.SqlReports` that gives numbers."""

    database: Database
    _numbering: str

    @store_operation
    def next_number(self, now: datetime) -> str:
        """Return the next number, such as LCKM-2026-000123, never given again.

        It starts anew each year of Europe/Warsaw and skips numbers that have a report. Raises
        ``ValueError`` for a naive moment and :class:`StoreUnavailableError`.
        """
        # A transaction of its own: if it were the registration's, a number that is rolled back
        # could have been shown already.
        with self.database.writing() as connection:
            return self._advance(connection, civil_day(now).year, 1)

    @store_operation
    def leave_gap(self, now: datetime, *, again: bool = False) -> str:
        """Skip the next 10,000 numbers and return the last of them.

        For a restored database: numbers given since the backup may be on letters. Called again,
        it skips as many again; in PostgreSQL only with *again*, or once a number was given since.
        Raises ``ValueError`` for a naive moment and :class:`StoreUnavailableError`.
        """
        # With SQLite nobody can tell whether a backup made in between was restored.
        year = civil_day(now).year
        now = utc(now)
        with self.database.writing() as connection:
            if not again and not self.database.is_sqlite:
                skipped = self._just_skipped(connection, year)
                if skipped is not None:
                    return skipped
            last = self._advance(connection, year, GAP)
            transaction = ""
            if not self.database.is_sqlite:
                transaction = str(connection.execute(_THIS_TRANSACTION).scalar_one())
            event = Event(verb=audit.RESTORE, subject=last, at=now, outcome=transaction)
            audit.write(connection, event)
        return last

    @store_operation
    def may_postdate_backup(self, number: str, *, now: datetime) -> bool:
        """Return whether an unknown number may have been given since the restored backup.

        It may if it has this pattern and is among the numbers skipped by :meth:`leave_gap` or the
        next 10,000, or if its withdrawal was recorded before; any other is mistyped or another
        host's. Raises ``ValueError`` for a naive moment and :class:`StoreUnavailableError`.
        """
        today = civil_day(utc(now)).year
        with self.database.reading() as connection:
            if audit.has_withdrawal(connection, number):
                return True
            parsed = self._parse(number)
            return parsed is not None and self._is_in_gap(connection, *parsed, today)

    def _is_in_gap(self, connection: Connection, year: int, count: int, today: int) -> bool:
        if not _newest_year(connection, today) <= year <= today:
            return False
        gaps = select(audits.c.subject).where(audits.c.verb == audit.RESTORE, audits.c.own)
        skipped = [self._parse(subject) for subject in connection.execute(gaps).scalars()]
        last = connection.execute(select(counters.c.last).where(counters.c.year == year)).scalar()
        ends = [(last or 0) + GAP]
        ends += [end for of_year, end in filter(None, skipped) if of_year == year]
        return any(end - GAP < count <= end for end in ends)

    def _parse(self, number: str) -> tuple[int, int] | None:
        return _parse(self._numbering, number)

    def _just_skipped(self, connection: Connection, year: int) -> str | None:
        """Return the end of the last gap if no number was given since, nor the server restored."""
        # The audit line names the transaction that wrote it. What is loaded from a dump is written
        # by another, and a server has to be restarted before it serves files that were restored.
        newest = (
            select(func.max(audits.c.id)).where(audits.c.verb == audit.RESTORE).scalar_subquery()
        )
        query = select(audits.c.subject).where(audits.c.id == newest, audits.c.outcome == _WRITER)
        skipped: str | None = connection.execute(query).scalar()
        last = connection.execute(select(counters.c.last).where(counters.c.year == year)).scalar()
        if last is None or skipped != _format(self._numbering, year, last):
            return None
        return skipped

    def _advance(self, connection: Connection, year: int, steps: int) -> str:
        """Advance the counter of a year past numbers in use; return the number it reaches."""
        dialect = sqlite if self.database.is_sqlite else postgresql
        first = dialect.insert(counters).values(year=year, last=steps)
        upsert = first.on_conflict_do_update(
            index_elements=[counters.c.year], set_={"last": counters.c.last + steps}
        )
        last: int = connection.execute(upsert.returning(counters.c.last)).scalar_one()
        free = last
        while self._is_used(connection, year, free):
            free += 1
        if free != last:
            connection.execute(update(counters).where(counters.c.year == year).values(last=free))
        return _format(self._numbering, year, free)

    def _is_used(self, connection: Connection, year: int, count: int) -> bool:
        number = _format(self._numbering, year, count)
        return bool(connection.execute(select(exists().where(reports.c.number == number))).scalar())


def _newest_year(connection: Connection, today: int) -> int:
    """Return the newest year with a number or a report, or *today*'s if there is none."""
    counted = connection.execute(select(func.max(counters.c.year))).scalar()
    newest = connection.execute(
        select(reports.c.registered_at).order_by(reports.c.registered_at.desc()).limit(1)
    ).scalar()
    return max(filter(None, (counted, newest and civil_day(newest).year)), default=today)
