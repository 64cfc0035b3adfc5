"""Port: who is notified of what was done: audit trails, caches, the host's own code."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

import attrs

from lckm_core.calendar import validate_aware
from lckm_core.organisation import Role
from lckm_core.ports._port import notify_port
from lckm_core.publication import Transition


class EventVerb(StrEnum):
    """What the centre did; the value is what an audit trail stores."""

    HAND_IN = Transition.HAND_IN.event
    HAND_IN_FAILED = "hand_in_failed"
    GIVE_BACK = Transition.RETURN.event
    CORRECT = Transition.CORRECT.event
    AGREE = Transition.AGREE.event
    CONFIRM = Transition.CHECK.event
    PUBLISH = Transition.PUBLISH.event
    WITHDRAW = Transition.WITHDRAW.event
    EXPIRE = Transition.EXPIRE.event
    NOTE = Transition.NOTE.event
    ERASE_NOTES = "erase_notes"
    EXPORT = "export"
    DRAFT_TERMS = "draft_terms"
    APPROVE_TERMS = "approve_terms"
    DISCARD_TERMS = "discard_terms"
    REQUEST_DATA = "request_data"
    ANSWER_DATA_REQUEST = "answer_data_request"
    CORRECT_ANSWER = "correct_answer"
    REQUEST_BRIEFING = "request_briefing"
    NAME_BRIEFER = "name_briefer"
    HOLD_BRIEFING = "hold_briefing"
    READDRESS_REQUEST = "readdress_request"
    REMIND_DUE = "remind_due"
    CHANGE_ROUTES = "change_routes"
    REGISTER = "register"
    DISPATCH = "dispatch"
    TAKE_BACK = "take_back"
    ROUTE_AGAIN = "route_again"
    SETTLE_BY_HAND = "settle_by_hand"
    NOTE_OUTCOME = "note_outcome"
    REOPEN = "reopen"
    RECLASSIFY = "reclassify"
    READ_PERSONAL = "read_personal"
    READ_FILE = "read_file"
    CHECK_CODE = "check_code"
    REDACT = "redact"
    WITHDRAW_CONSENT = "withdraw_consent"
    ANONYMISE_DUE = "anonymise_due"
    DESTROY_FILES = "destroy_files"
    TELL_UNITS = "tell_units"
    CONFIRM_ERASURE = "confirm_erasure"


REQUEST_VERBS = frozenset(
    {
        EventVerb.REQUEST_DATA,
        EventVerb.ANSWER_DATA_REQUEST,
        EventVerb.CORRECT_ANSWER,
        EventVerb.REQUEST_BRIEFING,
        EventVerb.NAME_BRIEFER,
        EventVerb.HOLD_BRIEFING,
        EventVerb.READDRESS_REQUEST,
        EventVerb.REMIND_DUE,
    }
)
"""The acts on requests, of which a request itself has only the day."""


def _plain_verb(verb: str) -> str:
    return str(verb)


MOST_NAME_CHARS = 200


def require_staff_name(by: str | None) -> str | None:
    """Return *by*, the name of a member of staff, or ``None``.

    Raises ``ValueError`` unless it is one printable line of at most 200 characters, without blanks
    around it; the message does not quote it. Raises ``TypeError`` for what is no text.
    """
    if by is None:
        return None
    if not isinstance(by, str):
        raise TypeError(f"by= takes a name, not {type(by).__name__}")
    if not (by.strip() == by and by.isprintable() and 0 < len(by) <= MOST_NAME_CHARS):
        raise ValueError(
            f"by= names a member of staff on one line of 1 to {MOST_NAME_CHARS} characters, "
            "without blanks around it"
        )
    return by


def fitting_staff_name(by: str | None) -> str | None:
    """Return *by*; ``None`` if :func:`require_staff_name` would refuse it."""
    try:
        return require_staff_name(by)
    except (TypeError, ValueError):
        return None


def _staff_name(event: "Event", attribute: object, value: str | None) -> None:
    require_staff_name(value)


@attrs.frozen(kw_only=True)
class Event:
    """One thing that was done, without any resident's personal data."""

    verb: str = attrs.field(converter=_plain_verb)
    """The value of an :class:`EventVerb`, or an adapter's own word."""
    subject: str
    """What it was done to: the number of a report, procedure, announcement or request, the id of a
    delivery, the reference of a file, the version of terms, the name of an exporter, or the day
    (yyyy-mm-dd) of a daily job.
    """
    at: datetime = attrs.field(validator=validate_aware)
    role: Role | None = None
    """Who did it, where the ordinance says who may."""
    outcome: str = "done"
    """A few words of the library's own, a state, or a count."""
    by: str | None = attrs.field(default=None, validator=_staff_name)
    """The member of staff who did it, where the caller told; never a resident."""


class Listener(Protocol):
    """Hears of each event once what it describes is durable."""

    def on_event(self, event: Event) -> None:
        """Take note. An exception stops nothing: only its type and the listener are logged."""
        # Not its message, which may hold anything.
        ...


@notify_port()
def notify_listeners() -> Listener:  # type: ignore[empty-body]
    """Hand over a listener. Called once, when the centre is made.

    Each listener hears each event in its own ``try``.
    """
