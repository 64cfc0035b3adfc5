"""Opening a delivery and leasing it to workers.

A store makes each move in one transaction: it reads the dispatch under a lock, moves it, and writes
it. ``docs/delivery.md`` has the table of moves, the query for what can be claimed, and the
promises.
"""

from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from lckm_core.delivery._limits import DISPATCH_LIMITS, NO_WAIT, DispatchLimits
from lckm_core.delivery._model import (
    Dispatch,
    DispatchState,
    HelpdeskReason,
    Lease,
    Mailbox,
    Work,
    utc,
)
from lckm_core.delivery._shared_moves import in_doubt_after, lease_of, with_more_time
from lckm_core.law import cites


class NotClaimed(StrEnum):
    """Why a worker got no lease."""

    FINISHED = "finished"
    HELD = "held"
    NOT_DUE = "not due"


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
def open_dispatch(
    report_number: str,
    mailbox: Mailbox | None,
    *,
    now: datetime,
    routed: str = "",
    about: str = "",
    files: bool = False,
) -> Dispatch:
    """Return a new delivery, due at once.

    A store saves it in one transaction with its report.

    Args:
        report_number: the number of the report.
        mailbox: where it goes; ``None`` means the helpdesk (zał. 2 § 6 ust. 2).
        now: an aware moment.
        routed: why it goes there, from the table of routes.
        about: the name of the report's category, from the table of routes.
        files: whether the report came with files.

    Raises:
        ValueError: for a naive moment, or an invalid report number.
    """
    because = None if mailbox else HelpdeskReason.NO_MAILBOX
    return Dispatch(
        report_number=report_number,
        mailbox=mailbox,
        because=because,
        routed=routed,
        about=about,
        files=files,
        opened_at=now,
        since=now,
        due_at=now,
    )


def claimable(
    dispatch: Dispatch, *, now: datetime, limits: DispatchLimits = DISPATCH_LIMITS
) -> bool:
    """Return whether a worker may claim the dispatch at *now*.

    It may once the wait or lease is over. As a query, with the earliest ``due_at`` first:
    ``due_at <= :now OR since > :now + 2 * :grace``. Raises ``ValueError`` for a naive moment.
    Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
    # A wait that begins after `now` was set by a clock that has gone back since. Nobody knows
    # when it would end, so it is over.
    now = utc(now)
    return dispatch.due_at is not None and (
        dispatch.due_at <= now or dispatch.since - now > 2 * limits.grace
    )


def claim(
    dispatch: Dispatch,
    worker: str,
    *,
    now: datetime,
    lasting: timedelta,
    limits: DispatchLimits = DISPATCH_LIMITS,
) -> Dispatch | NotClaimed:
    """Return the dispatch leased to *worker*, or why it is not.

    Args:
        dispatch: as the store has it.
        worker: the name of the process.
        now: an aware moment.
        lasting: how long the lease lasts, at most ``limits.longest_lease``.
        limits: the limits of the host.

    Returns:
        The leased dispatch, whose ``target`` and ``lease.work`` say what to do; or a
        :class:`NotClaimed`. After a lease that ran out the target is asked first, for its worker
        may have sent before it died.

    Raises:
        ValueError: for a naive moment, a nameless worker, or a lease of no time or too long.

    Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
    now = utc(now)
    if not timedelta() < lasting <= limits.longest_lease:
        raise ValueError(f"a lease lasts at most {limits.longest_lease}, and not {lasting}")
    if dispatch.is_final:
        return NotClaimed.FINISHED
    if not claimable(dispatch, now=now, limits=limits):
        return NotClaimed.HELD if dispatch.state is DispatchState.LEASED else NotClaimed.NOT_DUE
    assert dispatch.due_at is not None
    if now - dispatch.due_at > limits.longest_wait:
        # No worker was running, so the mailbox had no chance to refuse: that time does not count.
        dispatch = with_more_time(dispatch, now - dispatch.due_at)
    if dispatch.state is DispatchState.LEASED:
        dispatch = in_doubt_after(dispatch, now, NO_WAIT, limits)
    work = Work.ASK if dispatch.state is DispatchState.UNKNOWN else Work.SEND
    lease = Lease(worker, dispatch.token + 1, work, now + lasting)
    return attrs.evolve(
        dispatch,
        state=DispatchState.LEASED,
        token=lease.token,
        attempts=dispatch.attempts + 1,
        lease=lease,
        since=now,
        due_at=lease.until + limits.grace,
    )


def claim_now(
    dispatch: Dispatch,
    worker: str,
    *,
    now: datetime,
    lasting: timedelta,
    limits: DispatchLimits = DISPATCH_LIMITS,
) -> Dispatch | NotClaimed:
    """Return the dispatch leased to *worker* though its wait is not over, or why it is not.

    After an attempt in doubt the receiver is asked no sooner than ``limits.grace`` later, for until
    then what was sent may still arrive. A lease in force is never taken over.

    Arguments and errors are those of :func:`claim`. Provision: zał. 2 § 6 ust. 1 and 2.
    """
    if dispatch.due_at is not None and dispatch.state is not DispatchState.LEASED:
        grace = limits.grace if dispatch.state is DispatchState.UNKNOWN else timedelta()
        soonest = max(utc(now), dispatch.since + grace)
        dispatch = attrs.evolve(dispatch, due_at=min(dispatch.due_at, soonest))
    return claim(dispatch, worker, now=now, lasting=lasting, limits=limits)


def may_send(
    dispatch: Dispatch, token: int, *, now: datetime, limits: DispatchLimits = DISPATCH_LIMITS
) -> bool:
    """Return whether the worker with *token* may send now.

    Call it right before sending, with the dispatch as the store has it. A worker that may not
    send stops; whoever claims next takes care of its attempt. Raises ``ValueError`` for a naive
    moment. Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
    now = utc(now)
    lease = lease_of(dispatch, token)
    return (
        lease is not None
        and lease.work is Work.SEND
        and dispatch.since - limits.grace <= now < lease.until
    )
