"""What the moves share: a delivery put off, left in doubt, or handed over to the helpdesk."""

from datetime import datetime, timedelta

import attrs

from lckm_core.delivery._limits import DispatchLimits
from lckm_core.delivery._model import (
    Dispatch,
    DispatchState,
    HelpdeskReason,
    Lease,
    Target,
)

AT_ONCE = timedelta()


def lease_of(dispatch: Dispatch, token: int) -> Lease | None:
    """Return the lease in force when it has this token, else ``None``."""
    if not 1 <= token <= dispatch.token:
        raise ValueError(f"no lease of {dispatch.report_number} had the token {token}")
    return dispatch.lease if token == dispatch.token else None


def left_in_doubt(
    dispatch: Dispatch, now: datetime, wait: timedelta, limits: DispatchLimits
) -> Dispatch:
    """Return the dispatch with its target to be asked once *wait* is over: it may have the report, or not."""
    return put_off(attrs.evolve(dispatch, in_doubt=True), DispatchState.UNKNOWN, now, wait, limits)


def put_off(
    dispatch: Dispatch, state: DispatchState, now: datetime, wait: timedelta, limits: DispatchLimits
) -> Dispatch:
    """Return the dispatch back in *state* until *wait* is over, or handed over when the mailbox has had its chances."""
    if dispatch.target is Target.MAILBOX:
        if dispatch.attempts - dispatch.untried >= limits.most_attempts:
            return handed_over(dispatch, HelpdeskReason.TOO_OFTEN, now)
        if now - dispatch.opened_at >= limits.longest_trying:
            return handed_over(dispatch, HelpdeskReason.TOO_LONG, now)
    return attrs.evolve(dispatch, state=state, lease=None, since=now, due_at=now + wait)


def handed_over(dispatch: Dispatch, because: HelpdeskReason, now: datetime) -> Dispatch:
    """Return the dispatch as the helpdesk's, due at once, with the doubt about the mailbox kept."""
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
