"""Update requests (zał. 2 § 9 ust. 2): made by comparing two texts, judged, and carried out.

``changes`` is what a request is. ``comparing`` makes one, from what stays (``keeping``). ``locating``, ``phrases`` and
``words`` find its places, ``making`` carries it out; ``consequences`` judges what that would bring about.
"""

from lckm_core.procedure.amending.changes import (
    Base,
    Change,
    End,
    ItemChange,
    Phrase,
    UpdateRequest,
    request_from_data,
    request_to_data,
)
from lckm_core.procedure.amending.comparing import compare
from lckm_core.procedure.amending.consequences import keep_note
from lckm_core.procedure.amending.making import amend, check_request

__all__ = [
    "Base",
    "Change",
    "End",
    "ItemChange",
    "Phrase",
    "UpdateRequest",
    "amend",
    "check_request",
    "compare",
    "keep_note",
    "request_from_data",
    "request_to_data",
]
