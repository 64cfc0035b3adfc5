"""Port: where reports are kept, with their deliveries, and apart from them their personal parts."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from lckm_core.delivery import Dispatch, DispatchLimits
from lckm_core.ports._port import PortKind, port
from lckm_core.reports import Report


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
        """Return the report, with its personal part while there is one; ``None`` for a number that is not there."""
        ...

    def dispatch(self, id: str) -> Dispatch | None:
        """Return the delivery of that id: a report's number, or a notice's id by :func:`lckm_core.dispatch_id`."""
        ...

    def claim(
        self, worker: str, *, now: datetime, lasting: timedelta, limit: int, limits: DispatchLimits
    ) -> Sequence[Dispatch]:
        """Lease at most *limit* deliveries to *worker*, longest due first, by :func:`lckm_core.delivery.claim`.

        Two workers at once never get the same delivery. A delivery may be claimed whose ``due_at <= now``, or whose
        ``since > now + 2 * limits.grace`` (its clock went back); one that has no ``due_at`` never. Notices as well as reports. Raises ``ValueError`` for a naive moment.
        """
        ...

    def change(self, id: str, move: Callable[[Dispatch], Dispatch]) -> Dispatch:
        """Read a delivery under a lock, let *move* change it, keep and return the result; *move* may be called again.

        Raises :class:`NoSuchReportError` when there is no delivery of that id. What *move* raises leaves the delivery as it was.
        """
        ...

    def erase(self, number: str, *, now: datetime) -> bool:
        """Destroy the personal part of one report; return whether there was one.

        What is left equals :func:`lckm_core.reports.anonymise` of the report; the references of its attachments
        are in :meth:`files_to_delete` from then on. Raises :class:`NoSuchReportError`.
        """
        ...

    def erase_due(self, *, now: datetime) -> int:
        """Destroy every personal part whose term has passed by *now*, and return how many months or reports that were.

        As :func:`lckm_core.reports.is_due` has it: one whose consent is withdrawn is due before its month is. Else as
        :meth:`erase`. Interrupted, it may be repeated, and does the rest. Raises ``ValueError`` for a naive moment.
        """
        ...

    def pending_erasure_notices(self, *, after: str = "", limit: int) -> Sequence[Dispatch]:
        """Return the deliveries of reports whose receivers are yet to be asked to erase what they may hold of a person.

        That is: the report has no personal part, and of :func:`lckm_core.notices_wanted` one is not kept. By number, those
        greater than *after* (by code points), at most *limit*.
        """
        ...

    def add_notices(self, notices: Sequence[Dispatch]) -> None:
        """Keep the deliveries of notices, to be claimed like the others; one that is kept already stays as it is.

        Raises :class:`NoSuchReportError` for one of a report that is not there, and keeps none of them.
        """
        ...

    def unconfirmed(self, *, after: str = "", limit: int) -> Sequence[Dispatch]:
        """Return the notices that nobody has confirmed, whether delivered or still on their way.

        By id, those greater than *after* (by code points), at most *limit*.
        """
        ...

    def files_to_delete(self, *, limit: int) -> Sequence[str]:
        """Return references of attachments of reports that have no personal part any more, at most *limit* of them.

        Their files are yet to be destroyed: :meth:`files_destroyed` takes note. Until then they are named here in every call,
        also after a restart, though the report names them no more.
        """
        ...

    def files_destroyed(self, references: Sequence[str]) -> None:
        """Take note that the files of these references are destroyed; those it does not know are no matter."""
        ...


@port(PortKind.PROVIDE, ReportStore, cites=("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 5"))
def provide_reports() -> ReportStore:  # type: ignore[empty-body]
    """Hand over the store of reports. Called once, when the centre is made; opening files or connections may wait until use."""
