"""The store of reports: all that :class:`lckm_core.ReportStore` asks for, and what those who run it ask besides."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from lckm_core.delivery import Dispatch, DispatchLimits
from lckm_core.reports import Report
from lckm_sql.clock import DatabaseClock
from lckm_sql.database import Database
from lckm_sql.deliveries import Deliveries
from lckm_sql.delivery_reconciliation import SinceCopy
from lckm_sql.encryption import Cipher
from lckm_sql.erasure import Erasing
from lckm_sql.integrity_check import Verifying
from lckm_sql.months import Months
from lckm_sql.numbers import Numbers
from lckm_sql.partitions import PersonalDataPartitions
from lckm_sql.queries import Overview
from lckm_sql.report_rows import Outline, Registering


class SqlReports:
    """Reports in a database: SQLite or PostgreSQL. Each method is one whole act, durable when it returns.

    The port is spelt out here, and what operators ask besides is that of the part it belongs to. Any method raises
    :class:`StoreUnavailableError` when the database does not do what it is asked for.
    """

    def __init__(
        self, database: Database, drawers: PersonalDataPartitions, sealer: Cipher, numbering: str
    ) -> None:
        self.database = database
        months = Months(database, drawers)
        database.on_first_use += [sealer.forget, months.anew]
        self._registering = Registering(database, drawers, sealer, months)
        self._deliveries = Deliveries(database)
        since = SinceCopy(database)
        self.leave_in_doubt, self.keep_withdrawn = since.leave_in_doubt, since.keep_withdrawn
        self._erasing = Erasing(database, drawers, sealer, months)
        numbers, overview = Numbers(database, numbering), Overview(database, drawers)
        verifying = Verifying(database, drawers, sealer)
        self.clock = DatabaseClock(database).now
        self.next_number, self.leave_gap = numbers.next_number, numbers.leave_gap
        self.may_be_since = numbers.may_be_since
        self.search, self.counts, self.count_due = (
            overview.search,
            overview.counts,
            overview.count_due,
        )
        self.live_files = overview.live_files
        self.waiting, self.waiting_count, self.next_due = (
            overview.waiting,
            overview.waiting_count,
            overview.next_due,
        )
        self.verify, self.mend = verifying.verify, verifying.mend

    def is_there(self) -> bool:
        """Return whether there is a database, without making one."""
        return self.database.is_there

    @property
    def where(self) -> str:
        """Which database it is: its file, or its server and name without who connects."""
        return self.database.where

    def add(self, report: Report, dispatch: Dispatch) -> None:
        """Keep a new report with its personal part and its delivery. See :meth:`Registering.add`."""
        self._registering.add(report, dispatch)

    def get(self, number: str) -> Report | None:
        """Return the report of that number. See :meth:`Registering.get`."""
        return self._registering.get(number)

    def knows(self, number: str) -> bool:
        """Return whether there is a report of that number, without reading it."""
        return self._registering.knows(number)

    def outline(self, number: str) -> Outline | None:
        """Return what can be told of a report without any key. See :meth:`Registering.outline`."""
        return self._registering.outline(number)

    def dispatch(self, id: str) -> Dispatch | None:
        """Return the delivery of that id. See :meth:`Deliveries.dispatch`."""
        return self._deliveries.dispatch(id)

    def claim(
        self, worker: str, *, now: datetime, lasting: timedelta, limit: int, limits: DispatchLimits
    ) -> Sequence[Dispatch]:
        """Lease deliveries to a worker, those due longest first. See :meth:`Deliveries.claim`."""
        return self._deliveries.claim(worker, now=now, lasting=lasting, limit=limit, limits=limits)

    def change(self, id: str, move: Callable[[Dispatch], Dispatch]) -> Dispatch:
        """Let *move* change a delivery, and keep what comes of it. See :meth:`Deliveries.change`."""
        return self._deliveries.change(id, move)

    def erase(self, number: str, *, now: datetime) -> bool:
        """Destroy the personal part of one report. See :meth:`Erasing.erase`."""
        return self._erasing.erase(number, now=now)

    def erase_due(self, *, now: datetime) -> int:
        """Destroy what is past its term, or withdrawn. See :meth:`Erasing.erase_due`."""
        return self._erasing.erase_due(now=now)

    def pending_erasure_notices(self, *, after: str = "", limit: int) -> Sequence[Dispatch]:
        """Return the deliveries of reports whose receivers have yet to be asked to erase. See :meth:`Deliveries.pending_erasure_notices`."""
        return self._deliveries.pending_erasure_notices(after=after, limit=limit)

    def add_notices(self, notices: Sequence[Dispatch]) -> None:
        """Keep the deliveries of notices. See :meth:`Deliveries.add_notices`."""
        self._deliveries.add_notices(notices)

    def unconfirmed(self, *, after: str = "", limit: int) -> Sequence[Dispatch]:
        """Return the notices that nobody has confirmed. See :meth:`Deliveries.unconfirmed`."""
        return self._deliveries.unconfirmed(after=after, limit=limit)

    def files_to_delete(self, *, limit: int) -> Sequence[str]:
        """Return references of files that are yet to be destroyed. See :meth:`Erasing.files_to_delete`."""
        return self._erasing.files_to_delete(limit=limit)

    def left_files_after(self, after: str, *, limit: int) -> Sequence[str]:
        """Return all of them, page by page. See :meth:`Erasing.left_files_after`."""
        return self._erasing.left_files_after(after, limit=limit)

    def files_destroyed(self, references: Sequence[str]) -> None:
        """Take note that these files are destroyed. See :meth:`Erasing.files_destroyed`."""
        self._erasing.files_destroyed(references)

    def __repr__(self) -> str:
        return f"SqlReports({self.database!r})"
