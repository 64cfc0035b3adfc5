"""Notices that ask receivers to erase personal data (I15).

Each is a delivery of its own.
"""

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
    """Return which notices to send once a report has no personal part.

    None for a notice, and none while a worker has a lease. Provision: zał. 2 § 6 ust. 5
    (interpretation I15).
    """
    # What a worker sends now may hold what it read before the erasure; a notice comes after it.
    if dispatch.kind is not DispatchKind.REPORT or dispatch.state is DispatchState.LEASED:
        return ()
    receivers = (
        (DispatchKind.MAILBOX_NOTICE, dispatch.mailbox_may_hold_data),
        (DispatchKind.HELPDESK_NOTICE, dispatch.helpdesk_may_hold_data),
    )
    return tuple(kind for kind, may_hold_data in receivers if may_hold_data)


@cites("zał. 2 § 6 ust. 5")
def without_personal_data(dispatch: Dispatch) -> Dispatch:
    """Return the delivery of a report that was erased before sending.

    It then has neither contact data nor files. Unless an earlier attempt may have brought somebody
    data, nobody will be asked to erase them. Provision: zał. 2 § 6 ust. 5 (interpretation I15).
    """
    if dispatch.mailbox_may_hold_data or dispatch.helpdesk_may_hold_data:
        return dispatch
    mailbox = dispatch.mailbox and attrs.evolve(dispatch.mailbox, contact=False)
    return attrs.evolve(dispatch, mailbox=mailbox, files=False)


@cites("zał. 2 § 6 ust. 5")
def open_notices(dispatch: Dispatch, *, now: datetime) -> tuple[Dispatch, ...]:
    """Return the deliveries of the notices wanted, due at once.

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
def confirm_erasure(notice: Dispatch, *, now: datetime) -> Dispatch:
    """Return a notice whose receiver confirmed the erasure at *now*.

    Only the first moment counts. Raises ``ValueError`` for a naive moment, and for a delivery
    that is not a notice. Provision: zał. 2 § 6 ust. 5 (interpretation I15).
    """
    if not notice.is_notice:
        raise ValueError(f"the delivery of {notice.report_number} is not a notice")
    return attrs.evolve(notice, confirmed_at=notice.confirmed_at or utc(now))
