"""Asking whoever was sent a person's data to erase them, as deliveries of their own (interpretation I15)."""

from datetime import datetime

import attrs

from lckm_core.delivery._model import (
    Dispatch,
    DispatchKind,
    DispatchState,
    HelpdeskReason,
    utc,
)
from lckm_core.law import cites


@cites("zał. 2 § 6 ust. 5")
def notices_wanted(dispatch: Dispatch) -> tuple[DispatchKind, ...]:
    """Return which notices the receivers of a report are due once it has no personal part; none for a notice itself.

    None, too, while a worker has the report in hand: what it sends now may hold what was read before the erasure, and a
    notice has to come after it. Raises nothing. Provision: zał. 2 § 6 ust. 5 (interpretation I15).
    """
    if dispatch.kind is not DispatchKind.REPORT or dispatch.state is DispatchState.LEASED:
        return ()
    holders = (
        (DispatchKind.MAILBOX_NOTICE, dispatch.mailbox_may_hold_data),
        (DispatchKind.HELPDESK_NOTICE, dispatch.helpdesk_may_hold_data),
    )
    return tuple(kind for kind, holds in holders if holds)


@cites("zał. 2 § 6 ust. 5")
def without_data(dispatch: Dispatch) -> Dispatch:
    """Return the delivery of a report that had lost its personal part and its files before it was sent: nobody gets any with it.

    Nobody is then asked to erase what they never had. What an attempt before the erasure may have brought somebody stays noted.
    Raises nothing. Provision: zał. 2 § 6 ust. 5 (interpretation I15).
    """
    if dispatch.mailbox_may_hold_data or dispatch.helpdesk_may_hold_data:
        return dispatch
    mailbox = dispatch.mailbox and attrs.evolve(dispatch.mailbox, contact=False)
    return attrs.evolve(dispatch, mailbox=mailbox, files=False)


@cites("zał. 2 § 6 ust. 5")
def open_notices(dispatch: Dispatch, *, now: datetime) -> tuple[Dispatch, ...]:
    """Return the deliveries of the notices wanted, due at once: to where the report went. A mailbox that takes none is the helpdesk's.

    Raises ``ValueError`` for a naive moment. Provision: zał. 2 § 6 ust. 5 (interpretation I15).
    """
    return tuple(_notice(dispatch, kind, utc(now)) for kind in notices_wanted(dispatch))


def _notice(dispatch: Dispatch, kind: DispatchKind, now: datetime) -> Dispatch:
    to_mailbox = kind is DispatchKind.MAILBOX_NOTICE
    return Dispatch(
        report_number=dispatch.report_number,
        kind=kind,
        mailbox=dispatch.mailbox if to_mailbox else None,
        because=None if to_mailbox else HelpdeskReason.NO_MAILBOX,
        opened_at=now,
        since=now,
        due_at=now,
    )


@cites("zał. 2 § 6 ust. 5")
def confirmed(notice: Dispatch, *, now: datetime) -> Dispatch:
    """Return a notice whose receiver said at *now* that the data are erased; said twice, the first moment counts.

    Raises ``ValueError`` for a naive moment, and for what is no notice. Provision: zał. 2 § 6 ust. 5 (interpretation I15).
    """
    if notice.kind is DispatchKind.REPORT:
        raise ValueError(f"the delivery of {notice.report_number} is no notice")
    return attrs.evolve(notice, confirmed_at=notice.confirmed_at or utc(now))
