"""A delivery opened, claimed by a worker, and whether that worker may send.

A store makes each move one whole act: it reads the dispatch under a lock, moves it, and writes it. ``docs/dispatch.md`` has
the table of moves, the query for what can be claimed, and what is promised.
"""

from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from lckm_core.delivery._backoff import AT_ONCE, lease_of, left_in_doubt
from lckm_core.delivery._limits import LIMITS, DispatchLimits
from lckm_core.delivery._model import (
    Dispatch,
    DispatchState,
    HelpdeskReason,
    Lease,
    Mailbox,
    Work,
    utc,
)
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
    """Return a new delivery, due at once: to *mailbox*, or to the helpdesk when there is none (zał. 2 § 6 ust. 2).

    *routed* is why it goes there, *about* the name of the report's category, both as the table of routes says; *files* whether the report came with files. A store keeps it
    in the same act as its report. Raises ``ValueError`` for a naive moment or no report's number.
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


def claimable(dispatch: Dispatch, *, now: datetime, limits: DispatchLimits = LIMITS) -> bool:
    """Return whether a worker may claim the dispatch at *now*: its wait or lease is over.

    A wait that began after *now* was set by a clock that has since gone back, so nobody knows when it would end: it
    is over too. As a query: ``due_at <= :now OR since > :now + 2 * :grace``, first the least ``due_at``. Raises
    ``ValueError`` for a naive moment. Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
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
    limits: DispatchLimits = LIMITS,
) -> Dispatch | NotClaimed:
    """Return the dispatch leased to *worker*, or why it is not.

    Args:
        dispatch: as the store has it.
        worker: the name of the process.
        now: an aware moment.
        lasting: how long the lease lasts, at most ``limits.longest_lease``.
        limits: what the host allows.

    Returns:
        The leased dispatch, whose ``target`` and ``lease.work`` say what to do; or a :class:`NotClaimed`. Where an earlier
        lease ran out, its worker may have sent before it died: the target is asked first.

    Raises:
        ValueError: for a naive moment, a nameless worker, or a lease of no time or too long.

    Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
    now = utc(now)
    if not timedelta() < lasting <= limits.longest_lease:
        raise ValueError(
            f"a lease lasts more than nothing and at most {limits.longest_lease}, not {lasting}"
        )
    if dispatch.is_final:
        return NotClaimed.FINISHED
    if not claimable(dispatch, now=now, limits=limits):
        return NotClaimed.HELD if dispatch.state is DispatchState.LEASED else NotClaimed.NOT_DUE
    if dispatch.state is DispatchState.LEASED:
        dispatch = left_in_doubt(dispatch, now, AT_ONCE, limits)
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


def may_send(
    dispatch: Dispatch, token: int, *, now: datetime, limits: DispatchLimits = LIMITS
) -> bool:
    """Return whether the worker with *token* may send now; asked right before sending, of the dispatch as the store has it.

    A worker that may not send does nothing more: its attempt is looked after by whoever claims next. Raises
    ``ValueError`` for a naive moment. Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
    now = utc(now)
    lease = lease_of(dispatch, token)
    return (
        lease is not None
        and lease.work is Work.SEND
        and dispatch.since - limits.grace <= now < lease.until
    )
