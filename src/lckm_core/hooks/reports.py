"""Port: where reports are kept, with their deliveries, and apart from them their personal parts."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from lckm_core.hooks.ports import PortKind, port
from lckm_core.report.dispatch import Dispatch, DispatchLimits
from lckm_core.report.model import Report


class ReportStore(Protocol):
    """Keeps reports. Each method is one whole act: done and durable when it returns, or not done at all.

    The personal part is stored apart from the report, filed under the month in which it expires, so that the term costs one
    act a month; once erased, no byte of it is left in any file the store owns. Safe from several threads, and from several
    processes where the adapter says so. Nothing here may log a report or put any of its words in an exception.
    """

    def add(self, report: Report, dispatch: Dispatch) -> None:
        """Keep a new report with its personal part and its delivery.

        Raises :class:`AlreadyRegisteredError` when there is a report of that number, which is then left as it is: a caller
        that does not know whether its first call got through may repeat it and take this for a yes.
        """
        ...

    def get(self, number: str) -> Report | None:
        """Return the report, with its personal part as long as there is one; ``None`` when there is none of that number."""
        ...

    def dispatch(self, number: str) -> Dispatch | None:
        """Return the delivery of a report, ``None`` when there is no report of that number."""
        ...

    def claim(
        self, worker: str, *, now: datetime, lasting: timedelta, limit: int, limits: DispatchLimits
    ) -> Sequence[Dispatch]:
        """Lease at most *limit* deliveries to *worker*, those due longest first, each by :func:`lckm_core.report.dispatch.claim`.

        Two workers at once never get the same delivery. A delivery may be claimed whose ``due_at <= now``, or whose
        ``since > now + 2 * limits.grace`` (its clock went back); one that has no ``due_at`` never.
        """
        ...

    def change(self, number: str, move: Callable[[Dispatch], Dispatch]) -> Dispatch:
        """Read a delivery under a lock, let *move* change it, and keep and return the result; *move* may be called again.

        Raises :class:`NoSuchReportError`. What *move* raises leaves the delivery as it was.
        """
        ...

    def erase(self, number: str, *, now: datetime) -> bool:
        """Destroy the personal part of one report, its attachments with it; return whether there was one.

        What is left equals :func:`lckm_core.report.anonymising.anonymise` of the report. Raises :class:`NoSuchReportError`.
        """
        ...

    def erase_due(self, *, now: datetime) -> int:
        """Destroy every personal part whose term has passed by *now*, and return how many months or reports that were.

        As :func:`lckm_core.report.retention.is_due` has it. Interrupted, it may be repeated, and does the rest.
        """
        ...

    def untold(self, *, after: str = "", limit: int) -> Sequence[Dispatch]:
        """Return deliveries whose unit may hold contact data that the report has no more, and was not yet told so.

        That is: ``may_hold_contact``, no ``told_at``, no personal part. By number, those greater than *after* (by code points),
        at most *limit*, so that a caller can go through all of them though some cannot be told today.
        """
        ...


@port(PortKind.PROVIDE, ReportStore, cites=("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 5"))
def provide_reports() -> ReportStore:  # type: ignore[empty-body]
    """Hand over the store of reports. Called once, when the centre is made; opening files or connections may wait until use."""
