"""Endpoint of the audit trail, for a host that would rather ask than be told."""

from collections.abc import Callable
from typing import Final

from lckm_api._endpoint import Answer, Call, Endpoint, Parameter, count
from lckm_api._keys import ApiKey, Scope
from lckm_api._problems import NOT_OFFERED, ProblemError
from lckm_core.organisation import section_of
from lckm_core.ports import Event
from lckm_core.ports.optional import AuditTrail, first_offered
from lckm_core.text import Message

_LIMIT: Final = 100
_MOST: Final = 1000


def _list(call: Call) -> Answer:
    trail = first_offered(call.centre.plugins.listeners, AuditTrail, "audit")
    if trail is None:
        raise ProblemError(NOT_OFFERED, _NO_TRAIL)
    after = call.values["after"] or 0
    limit = call.values["limit"] or _LIMIT
    sees = _seen_by(call.acting)
    entries = trail.audit(subject=call.values["subject"], after=after, limit=limit)
    events = [
        {
            "id": entry.id,
            "verb": str(entry.event.verb),
            "subject": entry.event.subject,
            "at": entry.event.at.isoformat(),
            "role": None if entry.event.role is None else entry.event.role.value,
            "outcome": entry.event.outcome,
            "by": entry.event.by,
        }
        for entry in entries
        if sees(entry.event)
    ]
    return Answer({"events": events, "next": entries[-1].id if entries else after})


def _seen_by(key: ApiKey) -> Callable[[Event], bool]:
    """Return the condition for events that a key may see, as its role may at the desk (I27)."""
    section = None if key.own_role is None else section_of(key.own_role)
    return lambda event: section is None or event.role in section or event.by == key.name


_NO_TRAIL = Message(
    "Żaden adapter nie prowadzi tu dziennika czynności.", "No adapter keeps an audit trail here."
)

EVENTS: Final = (
    Endpoint(
        method="GET",
        path="/events",
        id="list_events",
        about="List what was done after an entry of the audit trail, oldest first.",
        more="Keep `next` and ask for what comes after it. No entry has personal data. The key of "
        "a head has what was done in the roles of their section, or by itself; a page may have "
        "fewer entries than asked for, or none, and a `next` all the same.",
        tag="events",
        scope=Scope.READ_TRAIL,
        parameters=(
            count("after", "`next` of the answer before; 0 by default.", 999_999_999, least=0),
            Parameter(
                "subject",
                "query",
                "Only of this report or procedure.",
                {"type": "string", "pattern": "^[^\\u0000-\\u001f]{1,200}$"},
            ),
            count("limit", f"How many at most; {_LIMIT} by default.", _MOST),
        ),
        answers={200: "events"},
        answer=_list,
    ),
)
