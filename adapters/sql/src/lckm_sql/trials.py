"""Removing a trial report, of which only the entries of the audit trail remain."""

from datetime import datetime

from sqlalchemy import delete, select

from lckm_core.errors import NoSuchReportError
from lckm_core.ports import Event
from lckm_core.reports import is_trial
from lckm_sql import audit
from lckm_sql.database import store_operation
from lckm_sql.erasure import Erasure
from lckm_sql.rows import utc
from lckm_sql.tables import dispatches, files, reports


class Trials(Erasure):
    """The part of :class:`lckm_sql.SqlReports` that removes trial reports."""

    @store_operation
    def remove_trial(self, number: str, *, now: datetime) -> bool:
        """Remove a trial report and its deliveries; return whether there was such a one.

        Raises ``ValueError`` for a number that is no trial report's, and
        :class:`StoreUnavailableError`.
        """
        if not is_trial(number):
            raise ValueError(f"{number} is no trial report, and no other is ever removed")
        now = utc(now)
        try:
            self.erase(number, now=now)
        except NoSuchReportError:
            return False
        with self.database.writing() as connection:
            # A trial has no files; one with files stays until they are destroyed, as it names them.
            if connection.execute(
                select(files.c.reference).where(files.c.report_number == number)
            ).first():
                return False
            connection.execute(delete(dispatches).where(dispatches.c.report_number == number))
            removed = connection.execute(delete(reports).where(reports.c.number == number))
            if removed.rowcount:
                audit.write(connection, Event(verb=audit.REMOVE_TRIAL, subject=number, at=now))
        return bool(removed.rowcount)
