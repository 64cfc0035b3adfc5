"""Reports: register them, and choose where each goes (zał. 2 § 6 ust. 1 and 2)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypedDict

import attrs

from lckm_core.calendar import civil_day, require_aware
from lckm_core.centre._base import CentreBase, call_safely, log_error
from lckm_core.delivery import Dispatch, Mailbox, open_dispatch, reroute
from lckm_core.errors import AlreadyRegisteredError, NoSuchReportError, NoTermsError
from lckm_core.findings import Finding, Findings
from lckm_core.law import cites
from lckm_core.ports import (
    Clean,
    EventVerb,
    Infected,
    Scanner,
    Unscanned,
    require_staff_name,
)
from lckm_core.publication import terms_in_force
from lckm_core.reports import (
    INTAKE_LIMITS,
    IntakeLimits,
    Report,
    ReportForm,
    RouteTable,
    ToHelpdesk,
    anonymise,
    file_name,
    infected_file,
    media_type_of,
    register,
    route,
    unscanned_file,
)
from lckm_core.text import Message


class _Routing(TypedDict):
    """What a table of routes says about a report: the reason, and the category's name."""

    routed: str
    about: str


class Reports(CentreBase):
    """What the centre does with reports: register and route them."""

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

        Returns:
            The registered report. Repeated with the same form and number, after a crash or a lost
            answer, the stored report, whatever became of the terms or of its personal part
            meanwhile.

        Raises:
            InvalidReportError: for a form with errors; nothing is stored.
            AlreadyRegisteredError: when another report has the number; it stays as it is.
            MissingAdapterError: without a store of reports or a table of routes.
            NoTermsError: when no portal terms are in force and none are named.
            ValueError: for a naive moment, or a number or a name that does not fit.
        """
        require_staff_name(by)
        version = self._terms(now) if terms_version is None else terms_version
        report = register(
            form, number=number, now=now, terms_version=version, heads=heads, limits=limits
        )
        mailbox, routing = self._route(report)
        files = bool(report.attachments)
        dispatch = open_dispatch(number, mailbox, now=now, **routing, files=files)
        try:
            self.plugins.reports.add(report, dispatch)
        except AlreadyRegisteredError:
            kept = self.plugins.reports.get(number)
            if kept is None or _as_first(report, kept) != kept:
                raise
            return kept
        self._tell(
            EventVerb.REGISTER,
            number,
            now,
            outcome="to mailbox" if mailbox else "to helpdesk",
            by=by,
        )
        return report

    @cites("zał. 2 § 6 ust. 1")
    def check_report_files(self, files: Sequence[bytes]) -> Findings:
        """Return what scanners find in the files of a report, in the form's order.

        Each scanner sees each file, under a name of ours. What a scanner recognises is an error; a
        file that it did not look at is a warning, also where it failed. Without scanners nothing
        is found. Nothing is kept.
        """
        findings = [
            finding
            for index, data in enumerate(files)
            for scanner in self.plugins.scanners
            if (finding := _scanned(scanner, index, data)) is not None
        ]
        return Findings(tuple(findings), form=ReportForm)

    def _route(self, report: Report) -> tuple[Mailbox | None, _Routing]:
        """Return the mailbox of a report by the table in force, ``None`` for the helpdesk.

        With what the table says about it. A table that cannot be read stops no resident.
        """
        read: Callable[[], object] = self.plugins.routes.table
        table = call_safely(read, None, "the table of routes")
        if isinstance(table, RouteTable):
            return _route_by(table, report, self.plugins.directory.city.office)
        log_error("without a table of routes {} is the helpdesk's", report.number)
        return None, _Routing(routed=_NO_TABLE, about="")

    def _terms(self, now: datetime) -> str:
        terms = terms_in_force(self.plugins.notices.terms(), civil_day(now))
        if terms is None:
            raise NoTermsError(civil_day(now))
        return terms.version

    @cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
    def reroute(
        self, number: str, *, now: datetime, stays: Report | None = None, by: str | None = None
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

        Raises:
            NoSuchReportError: when there is no report of that number.
            ManualActionRefusedError: when it has ended, a worker has it, or its receiver may have
                it.
            MissingAdapterError: without a store of reports or a table of routes.
            ValueError: for a naive moment, or a name that does not fit.
        """
        require_aware(now)
        require_staff_name(by)
        report = stays or self.plugins.reports.get(number)
        if report is None:
            raise NoSuchReportError(number)
        mailbox, routing = _route_by(
            self.plugins.routes.table(), report, self.plugins.directory.city.office
        )
        moved = self.plugins.reports.change(
            number, partial(reroute, mailbox=mailbox, now=now, **routing)
        )
        self._tell(
            EventVerb.ROUTE_AGAIN,
            number,
            now,
            outcome="to mailbox" if mailbox else "to helpdesk",
            by=by,
        )
        return moved


def _route_by(table: RouteTable, report: Report, office: str) -> tuple[Mailbox | None, _Routing]:
    """Return the mailbox that a table sends a report to, ``None`` for the helpdesk.

    A route without a unit is the *office*'s.
    """
    way = route(report, table)
    names = {category.id: category.name for category in table.categories}
    routing = _Routing(routed=way.because.pl, about=names.get(report.category or "", ""))
    if isinstance(way, ToHelpdesk):
        return None, routing
    return Mailbox(way.cell or way.unit or office, way.address, way.contact), routing


def _scanned(scanner: Scanner, index: int, data: bytes) -> Finding | None:
    """Return what a scanner finds in a file, counted from 0; ``None`` for a clean one."""
    # Never the resident's own name for it.
    name = file_name(f"zalacznik-{index + 1}", media_type_of(data[:32]) or "")
    scan: Callable[[], object] = partial(scanner.scan, name, data)
    verdict = call_safely(scan, None, f"scanner {scanner.name}")
    if isinstance(verdict, Clean):
        return None
    if isinstance(verdict, Infected):
        return infected_file(index, scanner.name, verdict.signature)
    reason = verdict.reason if isinstance(verdict, Unscanned) else _SCANNER_FAILED
    return unscanned_file(index, scanner.name, reason)


_SCANNER_FAILED = Message("skaner zawiódł.", "the scanner failed.")
_NO_TABLE = "tablicy tras nie da się odczytać, więc zgłoszenie obsługuje helpdesk"


def _as_first(again: Report, kept: Report) -> Report:
    """Return a report as if registered when the stored one was, and as anonymous.

    So a repeated call is told from another report.
    """
    same = attrs.evolve(again, registered_at=kept.registered_at, terms_version=kept.terms_version)
    if kept.is_anonymous:
        return anonymise(same)
    if kept.personal and same.personal and same.personal.consent:
        same = attrs.evolve(
            same, personal=attrs.evolve(same.personal, consent=kept.personal.consent)
        )
    return same
