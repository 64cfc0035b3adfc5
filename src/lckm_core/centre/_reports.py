"""The centre's verbs for reports: register, deliver, take back what a mailbox returned (zał. 2 § 6 ust. 1 and 2)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from random import random
from typing import Any, TypedDict

import attrs

from lckm_core.calendar import civil_day, require_aware
from lckm_core.centre._delivery import DeliveryWorker
from lckm_core.centre._events import Verbs, call_safely, complain
from lckm_core.delivery import (
    DISPATCH_LIMITS,
    Dispatch,
    DispatchKind,
    DispatchLimits,
    DispatchState,
    Mailbox,
    ManualAction,
    Refusal,
    Target,
    after_bounce,
    dispatch_id,
    id_of_key,
    open_dispatch,
    reroute,
    settle_by_hand,
)
from lckm_core.errors import AlreadyRegisteredError, NoSuchReportError, NoTermsError
from lckm_core.law import cites
from lckm_core.organisation import OFFICE
from lckm_core.ports import EventVerb
from lckm_core.publication import terms_in_force
from lckm_core.reports import (
    INTAKE_LIMITS,
    IntakeLimits,
    Report,
    ReportForm,
    RouteTable,
    ToHelpdesk,
    anonymise,
    register,
    route,
)

LEASE = timedelta(minutes=5)
"""How long a worker holds a delivery unless told otherwise: longer than its peers' time-outs add up to."""


class _Said(TypedDict):
    """What a table of routes says of a report, for its delivery: why it goes there, and what its category is called."""

    routed: str
    about: str


@attrs.frozen
class DeliveryAttempt:
    """One delivery that a worker had in hand, and where it stands now."""

    number: str
    state: DispatchState
    target: Target
    kind: DispatchKind


class ReportVerbs(Verbs):
    """What is done with reports."""

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
    ) -> Report:
        """Register a report, choose its way, and keep both with its personal part in one act, durable when this returns.

        Args:
            form: the filled-in form, as plain data or built.
            number: the report's number, which the host gives.
            now: the moment of registration, aware.
            terms_version: the portal terms in force then; ``None`` asks the store of notices.
            heads: the first bytes of each attachment, in the form's order.
            limits: what the host takes in.

        Returns:
            The registered report. Nothing is sent yet: see :meth:`dispatch_due`. Repeated with the same form and number, after a
            crash or an answer that was lost, it returns the report that is kept, whatever became of the terms or of its
            personal part meanwhile. When the table of routes cannot be read the helpdesk gets the report (interpretation I14).

        Raises:
            InvalidReportError: for a form with faults; nothing is kept.
            AlreadyRegisteredError: when the number is another report's; what is kept stays.
            MissingAdapterError: without a store of reports or a table of routes.
            NoTermsError: when no portal terms are in force and none are named.
            ValueError: for a naive moment, or a number that does not fit.
        """
        version = self._terms(now) if terms_version is None else terms_version
        report = register(
            form, number=number, now=now, terms_version=version, heads=heads, limits=limits
        )
        mailbox, said = self._routed(report)
        dispatch = open_dispatch(number, mailbox, now=now, **said, files=bool(report.attachments))
        try:
            self.plugins.reports.add(report, dispatch)
        except AlreadyRegisteredError:
            kept = self.plugins.reports.get(number)
            if kept is None or _as_first(report, kept) != kept:
                raise
            return kept
        self._tell(
            EventVerb.REGISTER, number, now, outcome="to mailbox" if mailbox else "to helpdesk"
        )
        return report

    def _routed(self, report: Report) -> tuple[Mailbox | None, _Said]:
        """Return the mailbox that the table in force sends a report to, ``None`` for the helpdesk, and what it says of that.

        A table that is spoilt or away stops no resident.
        """
        table: object = call_safely("the table of routes", self.plugins.routes.table)
        if isinstance(table, RouteTable):
            return _by(table, report)
        complain("without a table of routes %s is the helpdesk's", report.number)
        return None, _Said(routed=_NO_TABLE, about="")

    def _terms(self, now: datetime) -> str:
        terms = terms_in_force(self.plugins.notices.terms(), civil_day(now))
        if terms is None:
            raise NoTermsError(civil_day(now))
        return terms.version

    @cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
    def dispatch_due(
        self,
        worker: str,
        *,
        clock: Callable[[], datetime],
        limit: int = 100,
        lasting: timedelta = LEASE,
        limits: DispatchLimits = DISPATCH_LIMITS,
        jitter: Callable[[], float] = random,
    ) -> tuple[DeliveryAttempt, ...]:
        """Deliver what is due, to mailboxes and to the helpdesk; call it again and again, from as many workers as wanted.

        Args:
            worker: the name of this process, no other's.
            clock: returns the moment it is, aware; sending takes time, so one moment would not do.
            limit: how many attempts at most, so that the call ends though ever more comes due.
            lasting: how long each is leased; longer than the peers' time-outs.
            limits: how often and how long a mailbox is tried.
            jitter: returns a random number from 0 up to, but not including, 1.

        Returns:
            Each attempt: the delivery, and where it stands after it. What a call was killed over is looked after by the next one: nothing is lost,
            and nothing is sent twice to a peer that can be asked or honours keys (interpretation I14).

        Raises:
            MissingAdapterError: without a store, a mailer or a helpdesk.
            ValueError: for a nameless worker, a limit below 1, a lease of no time or longer than ``limits`` allow, a naive
                moment, or a jitter out of range; all before anything is claimed.
        """
        if not worker.strip() or limit < 1 or not timedelta() < lasting <= limits.longest_lease:
            raise ValueError(
                f"a worker has a name, a limit is at least 1, a lease at most {limits.longest_lease}"
            )
        limits.wait(1, jitter())
        store, plugins = self.plugins.reports, self.plugins
        courier = DeliveryWorker(
            store, plugins.mailer, plugins.helpdesk, plugins.attachments, clock, jitter, limits
        )
        worked = []
        for _ in range(limit):
            # One by one: what waits behind a slow peer is nobody's meanwhile, and any other worker's to take.
            leased = store.claim(
                worker, now=require_aware(clock()), lasting=lasting, limit=1, limits=limits
            )
            if not leased:
                break
            (dispatch,) = leased
            settled = courier.work(dispatch)
            self._tell(EventVerb.DISPATCH, dispatch.id, clock(), outcome=settled.state.value)
            worked.append(
                DeliveryAttempt(dispatch.report_number, settled.state, settled.target, settled.kind)
            )
        return tuple(worked)

    @cites("zał. 2 § 6 ust. 2")
    def handle_bounce(self, key: str, reason: Refusal, *, now: datetime) -> bool:
        """Hand a delivery over to the helpdesk because its letter, of that key, came back for good from its mailbox.

        Returns whether the key is that of a letter of ours. Taking back twice is fine. Durable when this returns. Raises
        ``ValueError`` for a naive moment.
        """
        require_aware(now)
        dispatch_id = id_of_key(key)
        dispatch = self.plugins.reports.dispatch(dispatch_id) if dispatch_id else None
        if dispatch is None or dispatch.mailbox_key != key:
            return False
        settled = self.plugins.reports.change(
            dispatch.id, partial(after_bounce, reason=reason, now=now)
        )
        self._tell(EventVerb.TAKE_BACK, dispatch.id, now, outcome=settled.state.value)
        return True

    @cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
    def reroute(self, number: str, *, now: datetime, stays: Report | None = None) -> Dispatch:
        """Begin the delivery of a report anew, to where the table of routes in force sends it; return it. Durable when this returns.

        What the source of the table raises comes out: an operator is there to mend it.

        *stays* is what stays of the report without its personal part, from a caller that has it: a table asks for no more, and the
        personal part may need a key that is lost. Without it the report is read.

        Raises:
            NoSuchReportError: when there is none of that number.
            ManualActionRefusedError: when it has ended, a worker has it in hand, or its receiver may have it already.
            MissingAdapterError: without a store of reports or a table of routes.
            ValueError: for a naive moment.
        """
        require_aware(now)
        report = stays or self.plugins.reports.get(number)
        if report is None:
            raise NoSuchReportError(number)
        mailbox, said = _by(self.plugins.routes.table(), report)
        moved = self.plugins.reports.change(
            number, partial(reroute, mailbox=mailbox, now=now, **said)
        )
        self._tell(
            EventVerb.ROUTE_AGAIN, number, now, outcome="to mailbox" if mailbox else "to helpdesk"
        )
        return moved

    @cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
    def settle_by_hand(
        self,
        number: str,
        target: Target,
        reason: ManualAction,
        *,
        now: datetime,
        kind: DispatchKind = DispatchKind.REPORT,
        reference: str | None = None,
    ) -> Dispatch:
        """End a delivery, for an operator knows that *target* has it, and how; return it. Durable when this returns.

        *kind* tells a notice to erase from the report; *reference* is the receiver's own number. The reason goes into the
        event alone.

        Raises:
            NoSuchReportError: when there is no such delivery.
            ManualActionRefusedError: when it has ended, that cannot be so, or *reference* is no number: see :func:`lckm_core.delivery.settle_by_hand`.
            ValueError: for a naive moment.
        """
        require_aware(now)
        move = partial(settle_by_hand, target=target, now=now, reference=reference)
        settled = self.plugins.reports.change(dispatch_id(number, kind), move)
        self._tell(
            EventVerb.SETTLE_BY_HAND,
            settled.id,
            now,
            outcome=f"{settled.state.value}, {reason.value}",
        )
        return settled


def _by(table: RouteTable, report: Report) -> tuple[Mailbox | None, _Said]:
    """Return the mailbox that a table sends a report to, ``None`` for the helpdesk; and why, and what it calls the category."""
    way = route(report, table)
    names = {category.id: category.name for category in table.categories}
    said = _Said(routed=way.because.pl, about=names.get(report.category or "", ""))
    if isinstance(way, ToHelpdesk):
        return None, said
    return Mailbox(way.cell or way.unit or OFFICE, way.address, way.contact), said


_NO_TABLE = "tablicy tras nie da się odczytać, więc zgłoszenie obsługuje helpdesk"


def _as_first(again: Report, kept: Report) -> Report:
    """Return a report as if it had been registered when *kept* was, and as anonymous, to tell a repetition from another report."""
    same = attrs.evolve(again, registered_at=kept.registered_at, terms_version=kept.terms_version)
    if kept.is_anonymous:
        return anonymise(same)
    if kept.personal and same.personal and same.personal.consent:
        same = attrs.evolve(
            same, personal=attrs.evolve(same.personal, consent=kept.personal.consent)
        )
    return same
