"""What a worker brings back: how its sending ended, or what the target said when asked."""

from datetime import datetime, timedelta
from typing import assert_never

import attrs

from lckm_core.delivery._backoff import (
    AT_ONCE,
    handed_over,
    lease_of,
    left_in_doubt,
    put_off,
)
from lckm_core.delivery._limits import LIMITS, DispatchLimits
from lckm_core.delivery._model import (
    Dispatch,
    DispatchState,
    HelpdeskReason,
    Target,
    Work,
    utc,
)
from lckm_core.delivery._results import (
    Accepted,
    Answer,
    Refusal,
    Refused,
    Result,
    Unknown,
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
    limits: DispatchLimits = LIMITS,
) -> Dispatch:
    """Return the dispatch after an attempt to send ended in *result*.

    What comes late or twice changes nothing, with one exception: that the target accepted is true whenever it is heard.

    Args:
        dispatch: as the store has it.
        token: of the lease under which it was sent.
        result: how it ended.
        now: an aware moment.
        jitter: a random number from 0 up to, but not including, 1.
        limits: what the host allows.

    Raises:
        ValueError: for a naive moment, a jitter out of range, a token never given, or a lease for asking.

    Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
    # Where there is no way to anybody, waits grow though no attempt is spent; a mailer that keeps a pace is ready soon.
    whole_way_shut = isinstance(result, Refused) and result.is_of_the_way
    counted = dispatch.attempts if whole_way_shut else dispatch.attempts - dispatch.untried
    now, wait = utc(now), limits.wait(max(counted, 1), jitter)
    if isinstance(result, Accepted):
        return _accepted(dispatch, token, result, now)
    if not _works(dispatch, token, Work.SEND):
        return dispatch
    match result:
        case Refused():
            return _refused(dispatch, result, now, wait, limits)
        case Unknown():
            # No sooner: it may still be under way.
            return left_in_doubt(dispatch, now, max(wait, limits.grace), limits)
        case _:
            assert_never(result)


def resolve(
    dispatch: Dispatch,
    token: int,
    answer: Accepted | Answer,
    *,
    now: datetime,
    jitter: float,
    limits: DispatchLimits = LIMITS,
) -> Dispatch:
    """Return the dispatch after its target was asked for its key and gave *answer*.

    It is sent again only where that is safe: the target does not have it, or honours the key. A mailbox that cannot be
    asked is left alone, and the helpdesk gets the report with a note; a helpdesk that cannot be asked is left alone, too, until a
    person says who has the report. What comes late or twice changes nothing but that an acceptance is heard.

    Args:
        dispatch: as the store has it.
        token: of the lease under which it was asked.
        answer: :class:`Accepted` when the target has it.
        now: an aware moment.
        jitter: a random number from 0 up to, but not including, 1.
        limits: what the host allows.

    Raises:
        ValueError: for a naive moment, a jitter out of range, a token never given, or a lease for sending.

    Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
    now, wait = utc(now), limits.wait(max(dispatch.attempts, 1), jitter)
    if isinstance(answer, Accepted):
        return _accepted(dispatch, token, answer, now)
    if not _works(dispatch, token, Work.ASK):
        return dispatch
    dispatch = attrs.evolve(dispatch, needs_a_hand=False)
    match answer:
        case Answer.NOT_THERE:
            return put_off(
                attrs.evolve(dispatch, in_doubt=False), DispatchState.PENDING, now, AT_ONCE, limits
            )
        case Answer.HONOURS_KEYS:
            return put_off(dispatch, DispatchState.PENDING, now, AT_ONCE, limits)
        case Answer.NO_ANSWER:
            return left_in_doubt(dispatch, now, wait, limits)
        case Answer.CANNOT_BE_ASKED:
            if dispatch.target is Target.HELPDESK:
                # Nothing comes after it. It is looked at again now and then, for the host may set up that it honours keys.
                asking = attrs.evolve(dispatch, needs_a_hand=True)
                return left_in_doubt(asking, now, limits.longest_wait, limits)
            return handed_over(dispatch, HelpdeskReason.IN_DOUBT, now)
        case _:
            assert_never(answer)


@cites("zał. 2 § 6 ust. 2")
def bounced(dispatch: Dispatch, reason: Refusal, *, now: datetime) -> Dispatch:
    """Return the dispatch after the letter to its mailbox came back, though a server had taken it: the helpdesk's.

    What is the helpdesk's already stays so. A worker that is just sending it again loses its lease; should the mailbox take
    that one, this is heard as after any hand-over. Anybody may forge such a letter, and another copy may have arrived: so
    nothing is forgotten that the mailbox may hold of a person (interpretation I15).

    Args:
        dispatch: as the store has it.
        reason: why it came back for good; of a delay there is nothing to do.
        now: an aware moment.

    Raises:
        ValueError: for a naive moment, or a dispatch that has no mailbox.

    Provision: zał. 2 § 6 ust. 2 (interpretation I14).
    """
    if dispatch.mailbox is None:
        raise ValueError(
            f"the delivery of {dispatch.report_number} had no mailbox to come back from"
        )
    told = attrs.evolve(dispatch, mailbox_refusal=reason)
    if dispatch.target is Target.HELPDESK:
        return told
    return handed_over(attrs.evolve(told, in_doubt=False), HelpdeskReason.BOUNCED, utc(now))


def _works(dispatch: Dispatch, token: int, work: Work) -> bool:
    """Return whether *token* is of the lease in force; raise ``ValueError`` when that lease is for other work."""
    lease = lease_of(dispatch, token)
    if lease is not None and lease.work is not work:
        raise ValueError(f"the lease {token} of {dispatch.report_number} is not one to {work}")
    return lease is not None


def _accepted(dispatch: Dispatch, token: int, result: Accepted, now: datetime) -> Dispatch:
    lease_of(dispatch, token)
    was_the_mailboxs = token <= dispatch.token - dispatch.attempts
    if was_the_mailboxs:
        # It says so after the helpdesk has taken over, and maybe after the helpdesk has it: the mailbox holds it all the same.
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


def _refused(
    dispatch: Dispatch, result: Refused, now: datetime, wait: timedelta, limits: DispatchLimits
) -> Dispatch:
    if dispatch.target is Target.HELPDESK:
        # There is nobody after the helpdesk, so no refusal of its is final.
        if result.tried or result.is_of_the_way:
            dispatch = attrs.evolve(dispatch, helpdesk_refusal=result.reason)
        return put_off(dispatch, DispatchState.PENDING, now, wait, limits)
    if result.tried or result.is_of_the_way:
        dispatch = attrs.evolve(dispatch, mailbox_refusal=result.reason)
    if not result.tried:
        return put_off(
            attrs.evolve(dispatch, untried=dispatch.untried + 1),
            DispatchState.PENDING,
            now,
            wait,
            limits,
        )
    if result.permanent:
        return handed_over(dispatch, HelpdeskReason.REFUSED, now)
    return put_off(dispatch, DispatchState.PENDING, now, wait, limits)
