"""The state of a delivery after an attempt, an answer about it or a bounce."""

from datetime import datetime, timedelta
from typing import assert_never

import attrs

from lckm_core.delivery._limits import DISPATCH_LIMITS, NO_WAIT, DispatchLimits
from lckm_core.delivery._model import (
    Dispatch,
    DispatchKind,
    DispatchState,
    HelpdeskReason,
    Target,
    Work,
    utc,
)
from lckm_core.delivery._results import Accepted, Answer, Refusal, Refused, Result, Unknown
from lckm_core.delivery._shared_moves import (
    handed_over,
    in_doubt_after,
    lease_of,
    postponed,
    voided,
    with_more_time,
)
from lckm_core.law import cites


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
def settle(
    dispatch: Dispatch,
    token: int,
    result: Result,
    *,
    now: datetime,
    jitter: float,
    limits: DispatchLimits = DISPATCH_LIMITS,
) -> Dispatch:
    """Return the dispatch after an attempt to send ended in *result*.

    A late or repeated result changes nothing, but an acceptance always counts.

    Args:
        dispatch: as the store has it.
        token: that of the lease under which it was sent.
        result: how it ended.
        now: an aware moment.
        jitter: a random number, at least 0 and below 1.
        limits: the limits of the host.

    Raises:
        ValueError: for a naive moment, a jitter out of range, a token never given, or a lease for
            asking.

    Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
    now = utc(now)
    wait = limits.wait(max(_attempts_for_wait(dispatch, result), 1), jitter)
    if isinstance(result, Accepted):
        return _accepted(dispatch, token, result, now)
    if not _has_lease(dispatch, token, Work.SEND):
        return dispatch
    match result:
        case Refused():
            return _after_refusal(dispatch, result, now, wait, limits)
        case Unknown():
            # No sooner than after the grace: the message may still be under way.
            return in_doubt_after(dispatch, now, max(wait, limits.grace), limits)
        case _:
            assert_never(result)


def wait_for_files(
    dispatch: Dispatch,
    token: int,
    *,
    now: datetime,
    jitter: float,
    limits: DispatchLimits = DISPATCH_LIMITS,
) -> Dispatch:
    """Return the dispatch given back unsent, because a file cannot be read for now.

    It does not go to the helpdesk, however long it has been open, since nobody refused it. A late
    or repeated result changes nothing. Arguments and errors are those of :func:`settle`.
    """
    now = utc(now)
    wait = limits.wait(max(dispatch.attempts, 1), jitter)
    if not _has_lease(dispatch, token, Work.SEND):
        return dispatch
    return attrs.evolve(
        with_more_time(dispatch, now + wait - dispatch.since),
        state=DispatchState.PENDING,
        lease=None,
        since=now,
        due_at=now + wait,
        untried=dispatch.untried + 1,
        files_away_since=dispatch.files_away_since or now,
    )


def may_wait_for_files(
    dispatch: Dispatch, *, now: datetime, limits: DispatchLimits = DISPATCH_LIMITS
) -> bool:
    """Return whether a report may wait for a file that cannot be read for now.

    It may for ``limits.longest_trying`` from when the first was missed. Raises ``ValueError`` for
    a naive moment.
    """
    away_since = dispatch.files_away_since
    return away_since is None or utc(now) - away_since < limits.longest_trying


def resolve(
    dispatch: Dispatch,
    token: int,
    answer: Accepted | Answer,
    *,
    now: datetime,
    jitter: float,
    limits: DispatchLimits = DISPATCH_LIMITS,
) -> Dispatch:
    """Return the dispatch after its target gave *answer*.

    It is sent again only where that is safe: the target does not have it, or honours the key. A
    mailbox that cannot be asked is left alone, and the helpdesk gets the report with a note. A
    helpdesk that cannot be asked is left alone until a person says who has the report. A late or
    repeated answer changes nothing, but an acceptance always counts.

    Args:
        dispatch: as the store has it.
        token: the one of the lease under which it was asked.
        answer: :class:`Accepted` when the target has it.
        now: an aware moment.
        jitter: a random number, at least 0 and below 1.
        limits: the limits of the host.

    Raises:
        ValueError: for a naive moment, a jitter out of range, a token never given, or a lease for
            sending.

    Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
    now = utc(now)
    wait = limits.wait(max(dispatch.attempts, 1), jitter)
    if isinstance(answer, Accepted):
        return _accepted(dispatch, token, answer, now)
    if not _has_lease(dispatch, token, Work.ASK):
        return dispatch
    dispatch = attrs.evolve(dispatch, needs_a_hand=False)
    match answer:
        case Answer.NOT_THERE:
            certain = attrs.evolve(dispatch, in_doubt=False)
            return postponed(certain, DispatchState.PENDING, now, NO_WAIT, limits)
        case Answer.HONOURS_KEYS:
            return postponed(dispatch, DispatchState.PENDING, now, NO_WAIT, limits)
        case Answer.NO_ANSWER:
            return in_doubt_after(dispatch, now, wait, limits)
        case Answer.CANNOT_BE_ASKED:
            if dispatch.target is Target.MAILBOX:
                return handed_over(dispatch, HelpdeskReason.IN_DOUBT, now)
            # There is nobody after the helpdesk. It is asked again now and then, for the host
            # may set up that it honours keys.
            stuck = attrs.evolve(dispatch, needs_a_hand=True)
            return in_doubt_after(stuck, now, limits.longest_wait, limits)
        case _:
            assert_never(answer)


@cites("zał. 2 § 6 ust. 2")
def after_bounce(dispatch: Dispatch, reason: Refusal, *, now: datetime) -> Dispatch:
    """Return the dispatch after its letter bounced.

    The helpdesk takes over; a receipt becomes void. What the helpdesk has already stays there. A
    worker that is sending it again loses its lease; should the mailbox accept that letter, this
    counts as after any hand-over.

    Args:
        dispatch: as the store has it.
        reason: why it bounced for good; a delay is no bounce.
        now: an aware moment.

    Raises:
        ValueError: for a naive moment, or a dispatch without a mailbox.

    Provision: zał. 2 § 6 ust. 2 (interpretation I14).
    """
    # Anybody can forge a bounce, and another copy may have arrived: so the dispatch goes on
    # saying that the mailbox may hold personal data (interpretation I15).
    if dispatch.kind is DispatchKind.RECEIPT:
        if dispatch.state is DispatchState.VOID:
            return dispatch
        return voided(attrs.evolve(dispatch, mailbox_refusal=reason, in_doubt=False), utc(now))
    if dispatch.mailbox is None:
        raise ValueError(f"the delivery of {dispatch.report_number} had no mailbox to bounce from")
    refused = attrs.evolve(dispatch, mailbox_refusal=reason)
    if dispatch.target is Target.HELPDESK:
        return refused
    certain = attrs.evolve(refused, in_doubt=False)
    return handed_over(certain, HelpdeskReason.BOUNCED, utc(now))


def _attempts_for_wait(dispatch: Dispatch, result: Result) -> int:
    """Return the number of attempts that sets the next wait."""
    # If no receiver could be reached, or a file not be read, waits grow although no attempt counts.
    # But a mailer that only limits its rate will be ready soon.
    if isinstance(result, Refused) and not result.tried and result.reason is not Refusal.BUSY:
        return dispatch.attempts
    return dispatch.attempts - dispatch.untried


def _has_lease(dispatch: Dispatch, token: int, work: Work) -> bool:
    """Return whether *token* is that of the lease in force.

    Raises ``ValueError`` when that lease is for other work.
    """
    lease = lease_of(dispatch, token)
    if lease is not None and lease.work is not work:
        raise ValueError(f"the lease {token} of {dispatch.report_number} is not one to {work}")
    return lease is not None


def _accepted(dispatch: Dispatch, token: int, result: Accepted, now: datetime) -> Dispatch:
    lease_of(dispatch, token)
    was_for_the_mailbox = token <= dispatch.token - dispatch.attempts
    if was_for_the_mailbox:
        # It is late: the helpdesk has taken over, and may have the report. The mailbox has it too.
        return attrs.evolve(dispatch, mailbox_may_have_it=True)
    if dispatch.is_final:
        return dispatch
    return attrs.evolve(
        dispatch,
        state=DispatchState.SENT if dispatch.target is Target.MAILBOX else DispatchState.HELPDESK,
        since=now,
        due_at=None,
        lease=None,
        in_doubt=False,
        needs_a_hand=False,
        reference=result.reference,
    )


def _after_refusal(
    dispatch: Dispatch, result: Refused, now: datetime, wait: timedelta, limits: DispatchLimits
) -> Dispatch:
    tells_a_reason = result.tried or result.is_transport_failure
    if dispatch.target is Target.HELPDESK:
        # There is nobody after the helpdesk, so none of its refusals is final.
        if tells_a_reason:
            dispatch = attrs.evolve(dispatch, helpdesk_refusal=result.reason)
        return postponed(dispatch, DispatchState.PENDING, now, wait, limits)
    if tells_a_reason:
        dispatch = attrs.evolve(dispatch, mailbox_refusal=result.reason)
    if not result.tried:
        dispatch = attrs.evolve(dispatch, untried=dispatch.untried + 1)
    elif result.permanent:
        return handed_over(dispatch, HelpdeskReason.REFUSED, now)
    return postponed(dispatch, DispatchState.PENDING, now, wait, limits)
