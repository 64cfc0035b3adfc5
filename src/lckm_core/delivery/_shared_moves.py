"""Moves that several acts make: wait, go over to the helpdesk, end without being sent."""

from datetime import datetime, timedelta

import attrs

from lckm_core.delivery._limits import DispatchLimits
from lckm_core.delivery._model import (
    Dispatch,
    DispatchKind,
    DispatchState,
    HelpdeskReason,
    Lease,
    Target,
)


def lease_of(dispatch: Dispatch, token: int) -> Lease | None:
    """Return the lease in force if it has this *token*, else ``None``.

    Raises ``ValueError`` for a token never given.
    """
    if not 1 <= token <= dispatch.token:
        raise ValueError(f"no lease of {dispatch.report_number} had the token {token}")
    return dispatch.lease if token == dispatch.token else None


def in_doubt_after(
    dispatch: Dispatch, now: datetime, wait: timedelta, limits: DispatchLimits
) -> Dispatch:
    """Return the dispatch in doubt, with its target asked after *wait*."""
    doubtful = attrs.evolve(dispatch, in_doubt=True)
    return postponed(doubtful, DispatchState.UNKNOWN, now, wait, limits)


def postponed(
    dispatch: Dispatch, state: DispatchState, now: datetime, wait: timedelta, limits: DispatchLimits
) -> Dispatch:
    """Return the dispatch in *state* until *wait* is over.

    It goes to the helpdesk instead when the mailbox has used up its attempts or its time.
    """
    if dispatch.target is Target.MAILBOX:
        if dispatch.attempts - dispatch.untried >= limits.most_attempts:
            return handed_over(dispatch, HelpdeskReason.TOO_OFTEN, now)
        if now - _tried_from(dispatch, now) >= limits.longest_trying:
            return handed_over(dispatch, HelpdeskReason.TOO_LONG, now)
    return attrs.evolve(dispatch, state=state, lease=None, since=now, due_at=now + wait)


def with_more_time(dispatch: Dispatch, uncounted: timedelta) -> Dispatch:
    """Return the dispatch with more time for its mailbox, by the time that did not count."""
    if dispatch.target is not Target.MAILBOX:
        return dispatch
    start = dispatch.tried_from or dispatch.opened_at
    return attrs.evolve(dispatch, tried_from=start + uncounted)


def _tried_from(dispatch: Dispatch, now: datetime) -> datetime:
    start = dispatch.tried_from
    # A moment after now was set by a clock that has gone back since, so it is not used.
    return dispatch.opened_at if start is None or start > now else start


def handed_over(dispatch: Dispatch, because: HelpdeskReason, now: datetime) -> Dispatch:
    """Return the dispatch handed over to the helpdesk, due at once.

    Any doubt whether the mailbox has it stays. A receipt is only for its reporter, so it becomes
    void.
    """
    if dispatch.kind is DispatchKind.RECEIPT:
        return voided(dispatch, now)
    return attrs.evolve(
        dispatch,
        state=DispatchState.PENDING,
        because=because,
        since=now,
        due_at=now,
        attempts=0,
        untried=0,
        lease=None,
        in_doubt=False,
        mailbox_may_have_it=dispatch.in_doubt,
    )


def voided(dispatch: Dispatch, now: datetime) -> Dispatch:
    """Return a receipt that is not sent any more. Whether it may have arrived stays."""
    return attrs.evolve(dispatch, state=DispatchState.VOID, since=now, due_at=None, lease=None)
