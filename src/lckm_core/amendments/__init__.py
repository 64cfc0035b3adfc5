"""Update requests (zał. 2 § 9 ust. 2): made by comparing, checked and applied."""

from lckm_core.amendments._apply import amend, check_request
from lckm_core.amendments._compare import compare
from lckm_core.amendments._model import (
    Base,
    Change,
    End,
    ItemChange,
    Phrase,
    UpdateRequest,
    item_index,
    request_to_data,
)
from lckm_core.amendments._request_rules import (
    NOT_THEIR_NOTE,
    keep_note,
    require_note_kept,
    require_note_left,
    warnings_left,
)

__all__ = [
    "NOT_THEIR_NOTE",
    "Base",
    "Change",
    "End",
    "ItemChange",
    "Phrase",
    "UpdateRequest",
    "amend",
    "check_request",
    "compare",
    "item_index",
    "keep_note",
    "request_to_data",
    "require_note_kept",
    "require_note_left",
    "warnings_left",
]
