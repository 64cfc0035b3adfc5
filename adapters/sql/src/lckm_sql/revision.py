"""What staff do to a stored report: an outcome, another classification."""

from collections.abc import Callable

import attrs
from sqlalchemy import Connection, bindparam, select, update

from lckm_core.delivery import Dispatch
from lckm_core.errors import NoSuchReportError
from lckm_core.reports import Report, anonymise
from lckm_sql import audit
from lckm_sql.database import Database, store_operation
from lckm_sql.deliveries import locked_dispatch, update_dispatches, update_listed
from lckm_sql.rows import report_from, seal_columns, split_report
from lckm_sql.tables import reports

# Notices that are added meanwhile refer to the report, and need not wait for it.
_LOCKED = (
    select(reports.c.data)
    .where(reports.c.number == bindparam("of"))
    .with_for_update(key_share=True)
)


class Revision:
    """The part of :class:`lckm_sql.SqlReports` that changes reports."""

    database: Database

    @store_operation
    def revise(
        self, number: str, move: Callable[[Report, Dispatch], tuple[Report, Dispatch]]
    ) -> tuple[Report, Dispatch]:
        """Apply *move* to a report and its delivery, store the results and return them.

        Raises ``NoSuchReportError``, :class:`UnreadableRowError` and
        :class:`StoreUnavailableError`.
        """
        with self.database.writing() as connection:
            row = connection.execute(_LOCKED, {"of": number}).first()
            if row is None:
                raise NoSuchReportError(number)
            kept = report_from(number, row.data, None)
            report = anonymise(kept)
            dispatch = locked_dispatch(connection, number)
            changed, moved = move(report, dispatch)
            if changed != report:
                _update(connection, attrs.evolve(changed, attachments=kept.attachments))
            if moved != dispatch:
                update_dispatches(connection, [moved])
            audit.write_acts(connection, report, changed, is_moved=moved != dispatch)
        return changed, moved


def _update(connection: Connection, report: Report) -> None:
    lasting, _ = split_report(report)
    this = update(reports).where(reports.c.number == report.number)
    connection.execute(this.values(seal_columns(report.number, lasting)))
    update_listed(connection, report)
