"""Delivery: send reports and notices, or ask their receivers (zał. 2 § 6 ust. 1 and 2)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import random

import attrs

from lckm_core.calendar import require_aware
from lckm_core.centre._base import CentreBase, asked_names, require_may_at_desk, unless_outdated
from lckm_core.centre._delivery_worker import DeliveryWorker
from lckm_core.delivery import (
    DISPATCH_LIMITS,
    Dispatch,
    DispatchKind,
    DispatchLimits,
    DispatchState,
    ManualAction,
    NotClaimed,
    Refusal,
    Target,
    after_bounce,
    claim_now,
    dispatch_id,
    id_of_key,
    settle_by_hand,
)
from lckm_core.law import cites
from lckm_core.organisation import DeskAct, Role
from lckm_core.ports import (
    Event,
    EventVerb,
    require_staff_name,
    under_way,
)

LEASE = timedelta(minutes=5)
"""How long a worker holds a delivery: longer than the time-outs of mailer and helpdesk together."""


@attrs.frozen
class DeliveryAttempt:
    """One delivery that a worker attempted, and its state after that."""

    number: str
    state: DispatchState
    target: Target
    kind: DispatchKind


class Delivery(CentreBase):
    """What the centre does to deliver reports and notices."""

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
        """Deliver what is due, to mailboxes and to the helpdesk.

        Call it repeatedly, from as many workers as wanted. The next call finishes what a killed one
        left: nothing is lost, and nothing is sent twice to a receiver that can be asked or that
        takes a key once (interpretation I14).

        Args:
            worker: the name of this process, no other's.
            clock: returns the current moment, aware; sending takes time, so one moment would not
                do.
            limit: how many attempts at most, so that the call ends even when more keeps coming due.
            lasting: how long each is leased; longer than the time-outs of mailer and helpdesk.
            limits: how often and how long a mailbox is tried.
            jitter: returns a random number from 0 up to, but not including, 1.

        Returns:
            Each attempt, with the state of the delivery after it.

        Raises:
            MissingAdapterError: without a store, a mailer or a helpdesk.
            ValueError: for a nameless worker, a limit below 1, a lease of no time or longer than
                ``limits`` allow, a naive moment, or a jitter out of range; before anything is
                claimed.
        """
        if not worker.strip() or limit < 1 or not timedelta() < lasting <= limits.longest_lease:
            raise ValueError(
                "a worker has a name, a limit is at least 1, "
                f"a lease at most {limits.longest_lease}"
            )
        limits.wait(1, jitter())
        store = self.plugins.reports
        delivery_worker = self._worker(clock, jitter, limits)
        attempts = []
        for _ in range(limit):
            # One by one: another worker may take what waits behind a slow peer.
            leased = store.claim(
                worker, now=require_aware(clock()), lasting=lasting, limit=1, limits=limits
            )
            if not leased:
                break
            attempts.append(self._attempt(delivery_worker, leased[0]))
        return tuple(attempts)

    @cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
    def deliver_now(
        self,
        number: str,
        worker: str,
        *,
        clock: Callable[[], datetime],
        kind: DispatchKind = DispatchKind.REPORT,
        lasting: timedelta = LEASE,
        limits: DispatchLimits = DISPATCH_LIMITS,
        jitter: Callable[[], float] = random,
    ) -> DeliveryAttempt | NotClaimed:
        """Try one delivery at once, though its wait is not over.

        A delivery that another worker is making is left to it. After an attempt that ended without
        an answer, the receiver that may have it is asked, but no sooner than ``limits.grace``
        later.

        Args:
            number: the report's number.
            worker: the name of this process, no other's.
            clock: returns the current moment, aware.
            kind: the report itself, or one of its erasure notices.
            lasting: how long it is leased; longer than the time-outs of mailer and helpdesk.
            limits: how often and how long a mailbox is tried.
            jitter: returns a random number from 0 up to, but not including, 1.

        Returns:
            The attempt, with the state of the delivery after it; or why there was none.

        Raises:
            NoSuchReportError: when there is no such delivery.
            MissingAdapterError: without a store, a mailer or a helpdesk.
            ValueError: as :meth:`dispatch_due`.
        """
        limits.wait(1, jitter())
        delivery_worker = self._worker(clock, jitter, limits)
        found: list[Dispatch | NotClaimed] = []

        def take(stored: Dispatch) -> Dispatch:
            now = require_aware(clock())
            found.append(claim_now(stored, worker, now=now, lasting=lasting, limits=limits))
            return stored if isinstance(found[-1], NotClaimed) else found[-1]

        self.plugins.reports.change(dispatch_id(number, kind), take)
        claimed = found[-1]
        if isinstance(claimed, NotClaimed):
            return claimed
        return self._attempt(delivery_worker, claimed)

    def _worker(
        self, clock: Callable[[], datetime], jitter: Callable[[], float], limits: DispatchLimits
    ) -> DeliveryWorker:
        plugins = self.plugins
        return DeliveryWorker(
            plugins.reports,
            plugins.mailer,
            plugins.helpdesk,
            plugins.attachments,
            clock,
            jitter,
            limits,
            asked_names(plugins),
        )

    def _attempt(self, delivery_worker: DeliveryWorker, leased: Dispatch) -> DeliveryAttempt:
        """Send or ask, and notify the listeners of the result."""
        settled = delivery_worker.work(leased)
        self._tell(
            EventVerb.DISPATCH, leased.id, delivery_worker.clock(), outcome=settled.state.value
        )
        return DeliveryAttempt(leased.report_number, settled.state, settled.target, settled.kind)

    @cites("zał. 2 § 6 ust. 2")
    def handle_bounce(self, key: str, reason: Refusal, *, now: datetime) -> bool:
        """Hand a delivery over to the helpdesk, or void a receipt: its letter bounced for good.

        Args:
            key: the key of the letter.
            reason: why the mailbox refused it.
            now: the current moment, aware.

        Returns:
            Whether the key is of a letter of ours. Repeating the call is fine. Durable when this
            returns.

        Raises:
            ValueError: for a naive moment.
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
    def settle_by_hand(
        self,
        number: str,
        target: Target,
        reason: ManualAction,
        *,
        now: datetime,
        kind: DispatchKind = DispatchKind.REPORT,
        reference: str | None = None,
        by: str | None = None,
        role: Role | None = None,
        seen: str | None = None,
    ) -> Dispatch:
        """End a delivery, for an operator knows that *target* has it; return it.

        Durable when this returns.

        Args:
            number: the report's number.
            target: the receiver that has it.
            reason: how the operator knows; it goes into the event alone.
            now: the current moment, aware.
            kind: the report itself, or one of its erasure notices.
            reference: the receiver's own number.
            by: the member of staff who does it.
            role: in which role; ``None`` for an operator or a program of the host.
            seen: the :attr:`Dispatch.version` that was looked at; with ``None`` nothing is
                compared.

        Raises:
            NoSuchReportError: when there is no such delivery.
            ConflictError: when the delivery is another since it was *seen*.
            IllegalMoveError: for a role that may not (interpretation I26).
            ManualActionRefusedError: when it has ended, this cannot be so, or *reference* is no
                number; see :func:`lckm_core.delivery.settle_by_hand`.
            ValueError: for a naive moment, or a name that does not fit.
        """
        require_aware(now)
        require_staff_name(by)
        require_may_at_desk(role, DeskAct.SETTLE_BY_HAND, number)
        settle = partial(settle_by_hand, target=target, now=now, reference=reference)
        move = unless_outdated(settle, seen)
        id = dispatch_id(number, kind)
        act = Event(
            verb=EventVerb.SETTLE_BY_HAND,
            subject=id,
            at=now,
            role=role,
            outcome=reason.value,
            by=by,
        )
        with under_way(act):
            settled = self.plugins.reports.change(id, move)
        self._tell_of(act, f"{settled.state.value}, {reason.value}")
        return settled
