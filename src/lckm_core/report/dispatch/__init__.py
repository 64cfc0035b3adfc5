"""One delivery of a report as a state machine: it ends as *sent* or as the *helpdesk*'s, whatever fails (zał. 2 § 6 ust. 1–2)."""

from lckm_core.report.dispatch.answers import Accepted, Answer, Refusal, Refused, Result, Unknown
from lckm_core.report.dispatch.claiming import NotClaimed, claim, claimable, may_send, open_dispatch
from lckm_core.report.dispatch.delivery import Dispatch, DispatchState, HandOver, Lease, Mailbox, Target, Work
from lckm_core.report.dispatch.limits import LIMITS, DispatchLimits
from lckm_core.report.dispatch.notes import helpdesk_note
from lckm_core.report.dispatch.settling import resolve, settle

__all__ = [
    "LIMITS",
    "Accepted",
    "Answer",
    "Dispatch",
    "DispatchLimits",
    "DispatchState",
    "HandOver",
    "Lease",
    "Mailbox",
    "NotClaimed",
    "Refusal",
    "Refused",
    "Result",
    "Target",
    "Unknown",
    "Work",
    "claim",
    "claimable",
    "helpdesk_note",
    "may_send",
    "open_dispatch",
    "resolve",
    "settle",
]
