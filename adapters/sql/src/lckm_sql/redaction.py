"""Redacting words in the texts of a stored report, to the last byte."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select, text, update

from lckm_core.errors import NoSuchReportError
from lckm_core.ports import Event, EventVerb
from lckm_core.reports import Report, anonymise, redact_words
from lckm_sql import audit
from lckm_sql.database import Database, store_operation
from lckm_sql.journals import purge_journal, rewrite
from lckm_sql.rows import report_from, seal_columns, split_report, utc
from lckm_sql.table_rewrite import LOCK_TIMEOUT
from lckm_sql.tables import reports

# A database made by an older program: from now on the planner keeps no sample of the texts.
_NO_SAMPLE = "ALTER TABLE report ALTER COLUMN data SET STATISTICS 0"


class Redaction:
    """The part of :class:`lckm_sql.SqlReports` that redacts words by hand."""

    database: Database

    @store_operation
    def redact(self, number: str, words: Sequence[str], *, now: datetime) -> Report:
        """Redact *words* in the texts of a report; return what ``anonymise`` leaves of it.

        In PostgreSQL the table of reports is written anew, and others wait meanwhile. Raises
        ``NoSuchReportError``, ``WordsNotFoundError``, ``ValueError``, :class:`UnreadableRowError`
        and :class:`StoreUnavailableError`.
        """
        now = utc(now)
        try:
            with self.database.writing() as connection:
                report = _redact(connection, number, words)
                event = Event(verb=EventVerb.REDACT, subject=number, at=now)
                audit.write(connection, event)
        finally:
            # Also when there was nothing: an earlier call may have been stopped before the end.
            purge_journal(self.database)
        return report


def _redact(connection: Connection, number: str, words: Sequence[str]) -> Report:
    row = connection.execute(
        select(reports.c.data).where(reports.c.number == number).with_for_update()
    ).first()
    if row is None:
        raise NoSuchReportError(number)
    report = redact_words(report_from(number, row.data, None), words)
    lasting, _ = split_report(report)
    this = update(reports).where(reports.c.number == number)
    is_postgresql = connection.dialect.name == "postgresql"
    if is_postgresql:
        connection.execute(text(LOCK_TIMEOUT))
    connection.execute(this.values(seal_columns(number, lasting)))
    rewrite(connection, reports, ("data",))
    if is_postgresql:
        connection.execute(text(_NO_SAMPLE))
    return anonymise(report)
