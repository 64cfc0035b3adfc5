"""How far a report has come, for the resident who sent it (zał. 2 § 6 ust. 1)."""

from datetime import date
from enum import StrEnum

import attrs

from lckm_core.delivery import Dispatch, DispatchState, Target
from lckm_core.text import Message


class ReportState(StrEnum):
    """How far a report has come, as a resident is told."""

    RECEIVED = "received"
    """It is registered, and on its way to who will handle it."""
    PASSED_ON = "passed on"
    """A cell or unit of the city has it."""
    AT_HELPDESK = "at helpdesk"
    """The staff of the contact centre have it."""

    @property
    def message(self) -> Message:
        """The state in words for a resident."""
        return _WORDS[self]


_WORDS = {
    ReportState.RECEIVED: Message(
        "Przyjęte. Przekazujemy je do realizacji.",
        "Received. It is being passed on.",
    ),
    ReportState.PASSED_ON: Message(
        "Przekazane do realizacji.",
        "Passed on to those who will handle it.",
    ),
    ReportState.AT_HELPDESK: Message(
        "Obsługują je pracownicy Łódzkiego Centrum Kontakt z Mieszkańcami.",
        "The staff of the contact centre are handling it.",
    ),
}


@attrs.frozen(kw_only=True)
class ReportStatus:
    """What a resident is told of a report; none of its text, and no contact data.

    Args:
        number: the report's number.
        registered_on: the day it was registered (Europe/Warsaw).
        state: how far it has come.
        receiver: the cell or unit that has it or will get it; ``None``: the helpdesk.
        first_clean_day: the first day (Europe/Warsaw) without personal data; ``None``: it has none
            any more.
    """

    number: str
    registered_on: date
    state: ReportState
    receiver: str | None
    first_clean_day: date | None


def state_of(dispatch: Dispatch) -> ReportState:
    """Return how far a report has come by its delivery."""
    match dispatch.state:
        case DispatchState.SENT:
            return ReportState.PASSED_ON
        case DispatchState.HELPDESK:
            return ReportState.AT_HELPDESK
        case _:
            return ReportState.RECEIVED


def receiver_of(dispatch: Dispatch) -> str | None:
    """Return the cell or unit that has a report or will get it, ``None`` for the helpdesk."""
    if dispatch.mailbox is None or dispatch.target is Target.HELPDESK:
        return None
    return dispatch.mailbox.unit
