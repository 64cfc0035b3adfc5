"""Reports: preview, register, and choose where each goes (zał. 2 § 6 ust. 1 and 2)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple, TypedDict

import attrs

from lckm_core.calendar import civil_day, require_aware
from lckm_core.centre._base import (
    CentreBase,
    call_safely,
    log_error,
    outline_of,
    require_may_at_desk,
    unless_outdated,
)
from lckm_core.centre._preview import ReportPreview
from lckm_core.centre._status import ReportStatus, status_of
from lckm_core.delivery import (
    Dispatch,
    Mailbox,
    ReceiptText,
    open_dispatch,
    open_receipt,
    receipt_address,
    reroute,
)
from lckm_core.errors import AlreadyRegisteredError, Loggable, NoSuchReportError, NoTermsError
from lckm_core.findings import Findings
from lckm_core.law import cites
from lckm_core.organisation import DeskAct, Role
from lckm_core.ports import Event, EventVerb, require_staff_name, under_way
from lckm_core.publication import terms_in_force
from lckm_core.reports import (
    INTAKE_LIMITS,
    IntakeLimits,
    PersonalPart,
    Report,
    ReportForm,
    RouteTable,
    ToHelpdesk,
    anonymise,
    first_clean_day,
    redact_form,
    register,
    route,
    stopping_findings,
)
from lckm_core.text import Message


class _Routing(NamedTuple):
    """Where a table of routes sends a report; ``mailbox`` is ``None`` for the helpdesk.

    ``about`` is the name of the report's category.
    """

    mailbox: Mailbox | None
    because: Message
    about: str

    @property
    def recorded(self) -> "_Recorded":
        """What the delivery records of it."""
        return _Recorded(routed=self.because.pl, about=self.about)

    @property
    def outcome(self) -> str:
        """What an event of it records."""
        return "to mailbox" if self.mailbox else "to helpdesk"


class _Recorded(TypedDict):
    """The fields of a delivery that record its route."""

    routed: str
    about: str


class Reports(CentreBase):
    """What the centre does with reports: preview, register, and say how far each has come."""

    @cites("zał. 2 § 5", "zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2", "zał. 2 § 6 ust. 5")
    def preview_report(
        self,
        form: Mapping[str, Any] | ReportForm,
        *,
        now: datetime,
        heads: Sequence[bytes] | None = None,
        limits: IntakeLimits = INTAKE_LIMITS,
    ) -> ReportPreview:
        """Return what :meth:`register` would store of a form now, and where it would go.

        Nothing is stored, and no listener is called. When the table of routes cannot be read, the
        helpdesk is the receiver, as in :meth:`register`. A category that stops reports is a
        warning: the page is to refuse such a report, but :meth:`register` takes it, so that none is
        lost.

        Args:
            form: the filled-in form, as plain data or built.
            now: the current moment, aware.
            heads: the first bytes of each attachment, in the form's order; without them the types
                of the files are not checked.
            limits: what the host accepts.

        Returns:
            The redacted texts, the receiver and why, who would see contact data, the first day
            without personal data, and the terms in force. With errors in the form, its findings,
            the day and the terms.

        Raises:
            MissingAdapterError: without a store of notices or a table of routes.
            ValueError: for a naive moment, or more heads than attachments.
        """
        preview = ReportPreview(
            findings=Findings(),
            first_clean_day=first_clean_day(now),
            terms=terms_in_force(self.plugins.notices.terms(), civil_day(now)),
        )
        redacted = redact_form(form, heads=heads, limits=limits)
        if redacted.form is None or redacted.texts is None:
            return attrs.evolve(preview, findings=redacted.findings)
        table = self._table(Loggable("a preview"))
        stops = () if table is None else stopping_findings(redacted.form, table)
        routing = self._route(redacted.form, table)
        mailbox = routing.mailbox
        return attrs.evolve(
            preview,
            findings=redacted.findings + Findings(tuple(stops)),
            **redacted.texts._asdict(),
            receiver=mailbox.unit if mailbox else None,
            because=routing.because,
            contact_seen_by=mailbox.unit if mailbox and mailbox.contact else None,
            files_go_along=mailbox is not None or self.helpdesk_takes_files,
        )

    @cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
    def register(
        self,
        form: Mapping[str, Any] | ReportForm,
        *,
        number: str,
        now: datetime,
        terms_version: str | None = None,
        heads: Sequence[bytes] = (),
        limits: IntakeLimits = INTAKE_LIMITS,
        by: str | None = None,
        role: Role | None = None,
        receipt: ReceiptText | None = None,
    ) -> Report:
        """Register a report, choose its route, and store both with its personal part in one act.

        Durable when this returns. Nothing is sent yet: see :meth:`dispatch_due`. When the table of
        routes cannot be read, the helpdesk gets the report (interpretation I14).

        Args:
            form: the filled-in form, as plain data or built.
            number: the report's number, which the host gives.
            now: the moment of registration, aware.
            terms_version: the portal terms in force then; ``None`` asks the store of notices.
            heads: the first bytes of each attachment, in the form's order.
            limits: what the host accepts.
            by: the member of staff who typed it in for a resident; ``None`` for a resident.
            role: in which role; ``None`` for a resident or a program of the host.
            receipt: what to mail to the reporter, who asked for it; it is delivered like a report,
                once, as long as the report has their e-mail address.

        Returns:
            The registered report. Repeated with the same form and number, after a crash or a lost
            answer, the stored report, whatever became of the terms meanwhile.

        Raises:
            InvalidReportError: for a form with errors; nothing is stored.
            IllegalMoveError: for a role that may not (interpretation I26).
            AlreadyRegisteredError: when another report has the number; it stays as it is. For an
                anonymous one, a form with a file, contact, or words that were not kept always
                counts as another.
            MissingAdapterError: without a store of reports or a table of routes.
            NoTermsError: when no portal terms are in force and none are named.
            ValueError: for a naive moment, or a number or a name that does not fit.
        """
        require_staff_name(by)
        require_may_at_desk(role, DeskAct.TAKE_REPORT, number)
        version = self._terms(now, number) if terms_version is None else terms_version
        report = register(
            form, number=number, now=now, terms_version=version, heads=heads, limits=limits
        )
        routing = self._route(report, self._table(number))
        mailbox = routing.mailbox
        files = bool(report.attachments)
        dispatch = open_dispatch(number, mailbox, now=now, **routing.recorded, files=files)
        receipts = []
        if receipt is not None and receipt_address(report) is not None:
            receipts.append(open_receipt(number, receipt, now=now))
        act = Event(
            verb=EventVerb.REGISTER,
            subject=number,
            at=now,
            role=role,
            outcome=routing.outcome,
            by=by,
        )
        try:
            with under_way(act):
                self.plugins.reports.add(report, dispatch, *receipts)
        except AlreadyRegisteredError:
            stored = self.plugins.reports.get(number)
            if stored is None or not _is_same(report, stored):
                raise
            return stored
        self._tell_of(act)
        return report

    @cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 5")
    def status(self, number: str) -> ReportStatus:
        """Return how far a report has come, for whoever proved that it is theirs.

        It has neither the report's text nor anything about who wrote it; of the history, only what
        staff told the reporter last. Nothing is stored. Raises :class:`NoSuchReportError`.
        """
        report = self.plugins.reports.get(number)
        dispatch = self.plugins.reports.dispatch(number)
        if report is None or dispatch is None:
            raise NoSuchReportError(number)
        outline = outline_of(self.plugins, number) if report.is_anonymous else None
        if outline is None:
            return status_of(report, dispatch)
        return status_of(
            report,
            dispatch,
            awaits_erasure=outline.awaits_erasure,
            is_unreadable=outline.has_personal,
        )

    def _table(self, subject: str) -> RouteTable | None:
        """Return the table in force, ``None`` if it cannot be read: that stops no resident.

        The log then says so of the *subject*.
        """
        read: Callable[[], object] = self.plugins.routes.table
        table = call_safely(read, None, "the table of routes")
        if isinstance(table, RouteTable):
            return table
        log_error("without a table of routes {} is the helpdesk's", subject)
        return None

    def _route(self, report: Report | ReportForm, table: RouteTable | None) -> _Routing:
        """Return where a table sends a report; without one the helpdesk gets it."""
        if table is None:
            return _Routing(None, _NO_TABLE, about="")
        return _route_by(table, report, self.plugins.directory.city.office)

    def _terms(self, now: datetime, number: str) -> str:
        """Return the terms in force; without any, those of the stored report sent again."""
        terms = terms_in_force(self.plugins.notices.terms(), civil_day(now))
        if terms is not None:
            return terms.version
        stored = self.plugins.reports.get(number)
        if stored is None:
            raise NoTermsError(civil_day(now))
        return stored.terms_version

    @cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
    def reroute(
        self,
        number: str,
        *,
        now: datetime,
        stays: Report | None = None,
        by: str | None = None,
        role: Role | None = None,
        seen: str | None = None,
    ) -> Dispatch:
        """Restart the delivery of a report, to where the table in force sends it; return it.

        Durable when this returns. Exceptions of the table's source propagate, for an operator to
        fix.

        Args:
            number: the report's number.
            now: the current moment, aware.
            stays: the report without its personal part, from a caller that has it: a table asks for
                no more, and the personal part may need a key that is lost. By default the report is
                read.
            by: the member of staff who does it.
            role: in which role; ``None`` for an operator or a program of the host.
            seen: the :attr:`Dispatch.version` that was looked at; with ``None`` nothing is
                compared.

        Raises:
            NoSuchReportError: when there is no report of that number.
            ConflictError: when the delivery is another since it was *seen*.
            IllegalMoveError: for a role that may not (interpretation I26).
            ManualActionRefusedError: when it has ended, a worker has it, or its receiver may have
                it.
            MissingAdapterError: without a store of reports or a table of routes.
            ValueError: for a naive moment, or a name that does not fit.
        """
        require_aware(now)
        require_staff_name(by)
        require_may_at_desk(role, DeskAct.REROUTE, number)
        report = stays or self.plugins.reports.get(number)
        if report is None:
            raise NoSuchReportError(number)
        routing = self._route(report, self.plugins.routes.table())
        move = partial(reroute, mailbox=routing.mailbox, now=now, **routing.recorded)
        act = Event(
            verb=EventVerb.ROUTE_AGAIN,
            subject=number,
            at=now,
            role=role,
            outcome=routing.outcome,
            by=by,
        )
        with under_way(act):
            moved = self.plugins.reports.change(number, unless_outdated(move, seen))
        self._tell_of(act)
        return moved


def _route_by(table: RouteTable, report: Report | ReportForm, office: str) -> _Routing:
    """Return where a table sends a report. A route without a unit is the *office*'s."""
    way = route(report, table)
    names = {category.id: category.name for category in table.categories}
    about = names.get(report.category or "", "")
    if isinstance(way, ToHelpdesk):
        return _Routing(None, way.because, about)
    mailbox = Mailbox(way.cell or way.unit or office, way.address, way.contact)
    return _Routing(mailbox, way.because, about)


_NO_TABLE = Message(
    "tablicy tras nie da się odczytać, więc zgłoszenie obsługuje helpdesk",
    "the table of routes cannot be read, so the helpdesk handles the report",
)


def _is_same(repeated: Report, stored: Report) -> bool:
    """Return whether a report is the stored one sent again, not another with its number."""
    first = stored.as_registered
    # The same words sent from the page in another language are the same report.
    same = attrs.evolve(
        repeated,
        registered_at=stored.registered_at,
        terms_version=stored.terms_version,
        language=stored.language,
    )
    if stored.is_anonymous:
        # What is gone cannot be compared, so only what brings nothing of that kind is the same:
        # else somebody's new words, contact or files would be taken and lost.
        return not _brings_more(repeated) and anonymise(same) == first
    if stored.personal and same.personal and same.personal.consent:
        same = attrs.evolve(
            same, personal=attrs.evolve(same.personal, consent=stored.personal.consent)
        )
    return same == first


def _brings_more(report: Report) -> bool:
    """Return whether a report has anything that would not stay once it is anonymous."""
    personal = report.personal
    if report.attachments or personal is None:
        return bool(report.attachments)
    stays = PersonalPart(report.description, address=report.address, attributes=report.attributes)
    return attrs.evolve(personal, consent=None) != stays
