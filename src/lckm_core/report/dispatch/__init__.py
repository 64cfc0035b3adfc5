"""One delivery of a report as a state machine: it ends as *sent* or as the *helpdesk*'s, whatever fails (zał. 2 § 6 ust. 1–2)."""

from lckm_core.report.dispatch.answers import Accepted, Answer, Refusal, Refused, Result, Unknown
from lckm_core.report.dispatch.by_hand import ByHand, NotByHandError, reroute, settle_by_hand
from lckm_core.report.dispatch.claiming import NotClaimed, claim, claimable, may_send, open_dispatch
from lckm_core.report.dispatch.delivery import (
    Dispatch,
    DispatchKind,
    DispatchState,
    HandOver,
    Lease,
    Mailbox,
    Target,
    Work,
    dispatch_id,
    id_of_key,
)
from lckm_core.report.dispatch.limits import LIMITS, DispatchLimits
from lckm_core.report.dispatch.notes import helpdesk_note, refusal_note
from lckm_core.report.dispatch.notices import confirmed, notices_wanted, open_notices, without_data
from lckm_core.report.dispatch.settling import bounced, resolve, settle

__all__ = [
    "LIMITS",
    "Accepted",
    "Answer",
    "ByHand",
    "Dispatch",
    "DispatchKind",
    "DispatchLimits",
    "DispatchState",
    "HandOver",
    "Lease",
    "Mailbox",
    "NotByHandError",
    "NotClaimed",
    "Refusal",
    "Refused",
    "Result",
    "Target",
    "Unknown",
    "Work",
    "bounced",
    "claim",
    "claimable",
    "confirmed",
    "dispatch_id",
    "helpdesk_note",
    "id_of_key",
    "may_send",
    "notices_wanted",
    "open_dispatch",
    "open_notices",
    "refusal_note",
    "reroute",
    "resolve",
    "settle",
    "settle_by_hand",
    "without_data",
]
