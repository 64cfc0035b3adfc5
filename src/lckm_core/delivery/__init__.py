"""The delivery of one report as a state machine that ends as sent or with the helpdesk."""

from lckm_core.delivery._erasure_notices import (
    confirmed,
    notices_wanted,
    open_notices,
    without_data,
)
from lckm_core.delivery._leases import NotClaimed, claim, claimable, may_send, open_dispatch
from lckm_core.delivery._limits import LIMITS, DispatchLimits
from lckm_core.delivery._manual import (
    ManualAction,
    ManualActionRefusedError,
    reroute,
    settle_by_hand,
)
from lckm_core.delivery._messages import (
    Letter,
    MessageAttachment,
    Ticket,
    enclosed,
    letter_for,
    ticket_for,
)
from lckm_core.delivery._model import (
    Dispatch,
    DispatchKind,
    DispatchState,
    HelpdeskReason,
    Lease,
    Mailbox,
    Target,
    Work,
    dispatch_id,
    id_of_key,
)
from lckm_core.delivery._outcomes import bounced, resolve, settle
from lckm_core.delivery._reasons import helpdesk_note, refusal_note
from lckm_core.delivery._results import Accepted, Answer, Refusal, Refused, Result, Unknown

__all__ = [
    "LIMITS",
    "Accepted",
    "Answer",
    "Dispatch",
    "DispatchKind",
    "DispatchLimits",
    "DispatchState",
    "HelpdeskReason",
    "Lease",
    "Letter",
    "Mailbox",
    "ManualAction",
    "ManualActionRefusedError",
    "MessageAttachment",
    "NotClaimed",
    "Refusal",
    "Refused",
    "Result",
    "Target",
    "Ticket",
    "Unknown",
    "Work",
    "bounced",
    "claim",
    "claimable",
    "confirmed",
    "dispatch_id",
    "enclosed",
    "helpdesk_note",
    "id_of_key",
    "letter_for",
    "may_send",
    "notices_wanted",
    "open_dispatch",
    "open_notices",
    "refusal_note",
    "reroute",
    "resolve",
    "settle",
    "settle_by_hand",
    "ticket_for",
    "without_data",
]
