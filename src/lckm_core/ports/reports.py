"""Port: where reports, their deliveries and, separately, their personal parts are stored."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from lckm_core.delivery import Dispatch, DispatchLimits
from lckm_core.ports._port import provide_port
from lckm_core.reports import Report


class ReportStore(Protocol):
    """Stores reports with their deliveries and personal parts.

    Each method is one whole act: durable when it returns, or not done at all. The personal part is
    stored separately from the report, filed under the month in which it expires, so that erasing on
    time costs one act a month. Once erased, no byte of it is left in any file the store owns. Safe
    from several threads, and from several processes where the adapter says so. A store never logs a
    report and never puts its text in an exception.
    """

    def add(self, report: Report, dispatch: Dispatch, receipt: Dispatch | None = None) -> None:
        """Store a new report with its personal part, its delivery, and that of its receipt.

        Raises :class:`AlreadyRegisteredError` when the number is taken, and leaves that report
        as it is: a caller that does not know whether its first call succeeded may repeat it and
        take this for a yes.
        """
        ...

    def get(self, number: str) -> Report | None:
        """Return the report, with its personal part until that is erased; ``None`` if unknown."""
        ...

    def dispatch(self, id: str) -> Dispatch | None:
        """Return the delivery of that id, or ``None``.

        The id is a report's number, or that of a notice or a receipt by
        :func:`lckm_core.delivery.dispatch_id`.
        """
        ...

    def claim(
        self, worker: str, *, now: datetime, lasting: timedelta, limit: int, limits: DispatchLimits
    ) -> Sequence[Dispatch]:
        """Lease at most *limit* deliveries to *worker*, longest due first.

        Deliveries of reports, notices and receipts alike, by :func:`lckm_core.delivery.claim`. Two
        workers at once never get the same delivery. A delivery may be claimed when its
        ``due_at <= now``, or when its ``since > now + 2 * limits.grace`` (its clock went back);
        one without ``due_at`` never. Raises ``ValueError`` for a naive moment.
        """
        ...

    def change(self, id: str, move: Callable[[Dispatch], Dispatch]) -> Dispatch:
        """Read a delivery under a lock, apply *move*, and store and return the result.

        *move* may be called again; an exception from it leaves the delivery as it was. Raises
        :class:`NoSuchReportError` when there is no delivery of that id.
        """
        ...

    def revise(
        self, number: str, move: Callable[[Report, Dispatch], tuple[Report, Dispatch]]
    ) -> tuple[Report, Dispatch]:
        """Read a report and its delivery under a lock, apply *move*, and store the results.

        *move* gets of the report what :func:`lckm_core.reports.anonymise` leaves, and returns it
        with another history or classification; these are returned. The personal part and the
        attachments stay as they are, and no key is needed. *move* may be called again; an
        exception from it leaves both as they were. Raises :class:`NoSuchReportError`.
        """
        ...

    def redact(self, number: str, words: Sequence[str], *, now: datetime) -> Report:
        """Redact *words* in the texts of a report; return what ``anonymise`` leaves of it.

        What is left equals :func:`lckm_core.reports.redact_words` of the report; the personal part
        and the delivery stay as they are. Once it returns, no byte of the words that were redacted
        is left in any file the store owns, but for those in a personal part. Raises
        :class:`NoSuchReportError`; and as that function, having changed nothing.
        """
        ...

    def erase(self, number: str, *, now: datetime) -> bool:
        """Destroy the personal part of one report; return whether there was one.

        What is left equals :func:`lckm_core.reports.anonymise` of the report. From then on its
        attachments are in :meth:`files_to_delete`. Raises :class:`NoSuchReportError`, and
        :class:`ErasureDeferredError` where that is recorded and :meth:`erase_due` will do it.
        """
        ...

    def erase_due(self, *, now: datetime) -> int:
        """Destroy every personal part that is due by *now*; return how many months or reports.

        What is due is decided by :func:`lckm_core.reports.is_due`: a report whose consent is
        withdrawn is due before its month. Otherwise as :meth:`erase`. If interrupted, it may be
        repeated and does the rest. Raises ``ValueError`` for a naive moment.
        """
        ...

    def pending_erasure_notices(self, *, after: str = "", limit: int) -> Sequence[Dispatch]:
        """Return the deliveries of reports whose receivers are yet to be asked to erase data.

        These reports have no personal part any more, and one of their
        :func:`lckm_core.delivery.notices_wanted` is not stored. Sorted by number, those greater
        than *after* (by code points), at most *limit*.
        """
        ...

    def add_notices(self, notices: Sequence[Dispatch]) -> None:
        """Store the deliveries of notices, to be claimed like others; stored ones are skipped.

        Raises :class:`NoSuchReportError` for a notice about an unknown report, and stores none.
        """
        ...

    def unconfirmed(self, *, after: str = "", limit: int) -> Sequence[Dispatch]:
        """Return the notices that nobody has confirmed, delivered or not.

        Sorted by id, those greater than *after* (by code points), at most *limit*.
        """
        ...

    def files_to_delete(self, *, limit: int) -> Sequence[str]:
        """Return the attachments of reports without a personal part, at most *limit* references.

        Their files are yet to be destroyed. Each call names them, also after a restart, until
        :meth:`files_destroyed` takes note; the reports themselves no longer name them.
        """
        ...

    def files_destroyed(self, references: Sequence[str]) -> None:
        """Take note that the files of these references are destroyed; ignore unknown ones."""
        ...


@provide_port(cites=("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 5"))
def provide_reports() -> ReportStore:  # type: ignore[empty-body]
    """Hand over the store of reports. Called once, when the centre is made.

    Opening files or connections may wait until first use.
    """
