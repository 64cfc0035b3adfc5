"""Delivery of reports: a state machine that loses none.

A ``Dispatch`` is the record of one delivery.
"""

from lckm_core.delivery._erasure_notices import (
    confirm_erasure,
    notices_wanted,
    open_notices,
    without_personal_data,
)
from lckm_core.delivery._leases import (
    NotClaimed,
    claim,
    claim_now,
    claimable,
    may_send,
    open_dispatch,
)
from lckm_core.delivery._limits import DISPATCH_LIMITS, DispatchLimits
from lckm_core.delivery._manual_actions import (
    ManualAction,
    ManualActionRefusedError,
    reroute,
    settle_by_hand,
)
from lckm_core.delivery._messages import (
    Letter,
    MessageAttachment,
    Ticket,
    helpdesk_note,
    letter_for,
    message_attachment,
    refusal_note,
    ticket_for,
)
from lckm_core.delivery._model import (
    Dispatch,
    DispatchKind,
    DispatchState,
    HelpdeskReason,
    Lease,
    Mailbox,
    ReceiptText,
    Target,
    Work,
    dispatch_id,
    id_of_key,
)
from lckm_core.delivery._receipts import (
    is_void,
    open_receipt,
    receipt_address,
    without_address,
)
from lckm_core.delivery._results import Accepted, Answer, Refusal, Refused, Result, Unknown
from lckm_core.delivery._settlement import (
    after_bounce,
    may_wait_for_files,
    resolve,
    settle,
    wait_for_files,
)

__all__ = [
    "DISPATCH_LIMITS",
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
    "ReceiptText",
    "Refusal",
    "Refused",
    "Result",
    "Target",
    "Ticket",
    "Unknown",
    "Work",
    "after_bounce",
    "claim",
    "claim_now",
    "claimable",
    "confirm_erasure",
    "dispatch_id",
    "helpdesk_note",
    "id_of_key",
    "is_void",
    "letter_for",
    "may_send",
    "may_wait_for_files",
    "message_attachment",
    "notices_wanted",
    "open_dispatch",
    "open_notices",
    "open_receipt",
    "receipt_address",
    "refusal_note",
    "reroute",
    "resolve",
    "settle",
    "settle_by_hand",
    "ticket_for",
    "wait_for_files",
    "without_address",
    "without_personal_data",
]
