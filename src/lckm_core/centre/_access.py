"""Reading of personal data in reports, each written down first (zał. 2 § 6 ust. 4)."""

from datetime import datetime

from lckm_core.centre._base import CentreBase, outline_of, require_may_at_desk
from lckm_core.errors import NoSuchReportError, UnreadablePersonalDataError
from lckm_core.law import cites
from lckm_core.organisation import Act, DeskAct, Role, require_may
from lckm_core.ports import Access, AccessPurpose, Event, EventVerb
from lckm_core.reports import (
    PersonalPart,
    is_file_reference,
    is_report_number,
    is_withdrawn,
    number_of_file,
)


class Readings(CentreBase):
    """What the centre shows of a person, to whom and what for; who was taken for its reporter."""

    @cites("zał. 2 § 6 ust. 5")
    def note_code_check(
        self,
        number: str,
        *,
        matches: bool,
        now: datetime,
        by: str | None = None,
        role: Role | None = None,
    ) -> None:
        """Record that staff compared a code given by a caller with the report's own.

        With its code, the consent for a report may also be withdrawn by telephone. The code itself
        is not stored.

        Args:
            number: the report's number.
            matches: whether the code was that of the report.
            now: the current moment, aware.
            by: the member of staff who has the caller.
            role: in which role; ``None`` for an operator or a program of the host.

        Raises:
            NoSuchReportError: when there is no report of that number; nobody is told.
            IllegalMoveError: for a role that takes no calls (interpretation I26).
            ValueError: for a naive moment, or a name that does not fit.
        """
        require_may_at_desk(role, DeskAct.TAKE_REPORT, number)
        outcome = "code fits" if matches else "code does not fit"
        check = Event(
            verb=EventVerb.CHECK_CODE, subject=number, at=now, role=role, outcome=outcome, by=by
        )
        if not self._is_registered(number):
            raise NoSuchReportError(number)
        self._tell_of(check)

    @cites("zał. 2 § 6 ust. 4")
    def read_personal(
        self, number: str, *, role: Role, by: str, purpose: AccessPurpose, now: datetime
    ) -> PersonalPart | None:
        """Return the personal part of a report, after recording who reads it.

        The line is durable before anything is read (interpretation I24).

        Args:
            number: the report's number.
            role: as whom it is read: the call centre.
            by: the member of staff who reads it.
            purpose: what for.
            now: the current moment, aware.

        Returns:
            The personal part; ``None`` when it is erased or consent is withdrawn, and for an
            unknown number, of which no line is written.

        Raises:
            IllegalMoveError: for another role; no line is written.
            MissingAdapterError: without a log of readings, or a store of reports.
            ValueError: for a naive moment, or without the name of a member of staff.
            UnreadablePersonalDataError: there is one, and the store cannot read it.
            Exception: whatever keeps the log from writing the line; nothing is read then.
        """
        require_may(role, Act.READ_PERSONAL, "report")
        access = Access(
            verb=EventVerb.READ_PERSONAL, subject=number, role=role, by=by, purpose=purpose, at=now
        )
        if not self._is_registered(number):
            return None
        self._write_down(access)
        report = self.plugins.reports.get(number)
        if report is None or is_withdrawn(report):
            return None
        if report.personal is None:
            # Damaged or lost data must not be reported as erased.
            outline = outline_of(self.plugins, number)
            if outline is not None and outline.has_personal:
                raise UnreadablePersonalDataError(number)
        return report.personal

    @cites("zał. 2 § 6 ust. 4")
    def read_file(
        self, reference: str, *, role: Role, by: str, purpose: AccessPurpose, now: datetime
    ) -> bytes | None:
        """Return a file of a report, after recording who reads it.

        Args:
            reference: the file's, as ``report.attachments`` has it.
            role: as whom it is read: the call centre.
            by: the member of staff who reads it.
            purpose: what for.
            now: the current moment, aware.

        Returns:
            The file; ``None`` when no report of ours has it, or no store has it any more.

        Raises:
            IllegalMoveError: for another role; no line is written.
            MissingAdapterError: without a log of readings, or a store of reports.
            ValueError: for a naive moment, or without the name of a member of staff.
            Exception: whatever keeps the log from writing the line; nothing is read then.
        """
        require_may(role, Act.READ_PERSONAL, "report")
        access = Access(
            verb=EventVerb.READ_FILE, subject=reference, role=role, by=by, purpose=purpose, at=now
        )
        number = number_of_file(reference) if is_file_reference(reference) else ""
        if not self._is_registered(number):
            return None
        self._write_down(access)
        report = self.plugins.reports.get(number)
        if report is None or reference not in {
            attachment.reference for attachment in report.attachments
        }:
            return None
        read = (store.read(reference) for store in self.plugins.attachments)
        return next((data for data in read if data is not None), None)

    def _is_registered(self, number: str) -> bool:
        # Anything but a number may be a telephone typed into the wrong field: not for the log.
        # Every report has a delivery under its own number, without personal data.
        return is_report_number(number) and self.plugins.reports.dispatch(number) is not None

    def _write_down(self, access: Access) -> None:
        self.plugins.access_log.note(access)
        event = access.event
        self._tell(event.verb, event.subject, event.at, event.role, event.outcome, by=event.by)
