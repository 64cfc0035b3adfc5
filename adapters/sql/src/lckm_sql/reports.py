"""The store of reports: all that :class:`lckm_core.ReportStore` asks for, with numbers and the time besides."""

import logging
import sqlite3
from datetime import UTC, date, datetime

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.exc import SQLAlchemyError

from lckm_core import AlreadyRegisteredError, Dispatch, Event, Report, first_clean_day
from lckm_sql import audit
from lckm_sql.database import Database, act, clock_of, insert_if_absent
from lckm_sql.deliveries import Deliveries, insert_new
from lckm_sql.drawers import Drawers, Month
from lckm_sql.erasing import Erasing
from lckm_sql.errors import PartSpoiledError
from lckm_sql.numbers import Numbers, checked_prefix
from lckm_sql.overview import Overview
from lckm_sql.rows import report_of, split, text_of
from lckm_sql.sealing import Sealer
from lckm_sql.tables import files, months, reports
from lckm_sql.verifying import Verifying

_LOG = logging.getLogger("lckm_sql")
_HERE = (months.c.id == reports.c.month_id) & months.c.dropped_at.is_(None)
_REPORT = (
    select(reports.c.data, months.c.id, months.c.expires)
    .outerjoin_from(reports, months, _HERE)
    .where(reports.c.number == bindparam("of"))
)


class SqlReports(Deliveries, Erasing, Overview, Verifying, Numbers):
    """Reports in a database: SQLite or PostgreSQL. Each method is one whole act, durable when it returns.

    Any method raises :class:`StoreUnavailableError` when the database does not do what it is asked for.
    """

    def __init__(self, database: Database, drawers: Drawers, sealer: Sealer, prefix: str) -> None:
        self.database, self._drawers, self._sealer = database, drawers, sealer
        self._known: dict[date, Month] = {}
        self._looked = 0
        self._prefix = checked_prefix(prefix)

    @act
    def add(self, report: Report, dispatch: Dispatch) -> None:
        """Keep a new report with its personal part and its delivery."""
        try:
            with self.database.writing() as connection:
                month = self._added(connection, report, dispatch)
        except BaseException:
            # A month may have been dropped by another process.
            self._known.clear()
            raise
        if month is not None:
            # Only now, for the month may have been made in this transaction.
            self._known[month.expires] = month
            self._drawers.kept(month, report.number)

    def _added(self, connection: Connection, report: Report, dispatch: Dispatch) -> Month | None:
        stays, apart = split(report)
        consent = report.personal.consent if report.personal else None
        month = self._month(connection, first_clean_day(report.registered_at)) if apart else None
        # First of all: of a report that is refused, the personal part touches no file.
        if not insert_if_absent(
            connection,
            reports,
            number=report.number,
            registered_at=report.registered_at.astimezone(UTC),
            category=report.category,
            month_id=month.id if month else None,
            withdrawn_at=consent.withdrawn_at if consent else None,
            data=text_of(stays),
        ):
            raise AlreadyRegisteredError(report.number)
        insert_new(connection, dispatch)
        _keep_files(connection, report, month)
        outcome = "to mailbox" if dispatch.mailbox else "to helpdesk"
        audit.write(connection, Event(verb="register", subject=report.number, at=report.registered_at, outcome=outcome))
        if month is not None:
            sealed = self._sealer.seal(connection, month, report.number, text_of(apart).encode())
            # Last of all: in SQLite it is durable from here on, and its report from the end of this transaction.
            self._drawers.put(connection, month, report.number, sealed)
        return month

    @act
    def get(self, number: str) -> Report | None:
        """Return the report of that number; without its personal part, too, when that is spoiled, as ``verify`` tells.

        A report whose contact data nobody can read has to end all the same (interpretation I14).
        """
        try:
            return self._got(number)
        except (SQLAlchemyError, sqlite3.Error):
            # Its month may have gone meanwhile, file and all: then its row says so by now.
            return self._got(number)

    def _got(self, number: str) -> Report | None:
        with self.database.reading() as connection:
            row = connection.execute(_REPORT, {"of": number}).first()
            if row is None:
                return None
            apart = self._apart(connection, Month(row.id, row.expires), number) if row.id is not None else None
        return report_of(row.data, apart)

    def _apart(self, connection: Connection, month: Month, number: str) -> bytes | None:
        sealed = self._drawers.read(connection, month, number)
        try:
            return None if sealed is None else self._sealer.open(connection, month, number, sealed)
        except PartSpoiledError:
            _LOG.error("the personal part of %s does not open, so it is read without", number)
            return None

    @act
    def clock(self) -> datetime:
        """Return the moment it is by the database's clock, which all workers share: in SQLite, that of this machine."""
        with self.database.reading() as connection:
            return clock_of(connection)

    def __repr__(self) -> str:
        return f"SqlReports({self.database!r})"


def _keep_files(connection: Connection, report: Report, month: Month | None) -> None:
    if report.attachments:
        base = {"report_number": report.number, "month_id": month.id if month else None, "left_over": False}
        connection.execute(insert(files), [{"reference": one.reference, **base} for one in report.attachments])
