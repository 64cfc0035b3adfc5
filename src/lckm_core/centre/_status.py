"""How far a report has come, for the resident who sent it (zał. 2 § 6 ust. 1)."""

from datetime import date
from enum import StrEnum

import attrs

from lckm_core.calendar import civil_day
from lckm_core.delivery import Dispatch, DispatchState
from lckm_core.reports import Outcome, Report, ReportActKind, first_clean_day, is_withdrawn
from lckm_core.text import Message


class ReportState(StrEnum):
    """How far a report has come, as a resident is told."""

    RECEIVED = "received"
    """It is registered, and on its way to who will handle it."""
    PASSED_ON = "passed on"
    """A cell or unit of the city has it."""
    AT_HELPDESK = "at helpdesk"
    """The staff of the contact centre have it."""
    CLOSED = "closed"
    """Its outcome is there."""

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
    ReportState.CLOSED: Message("Zakończone.", "Closed."),
}


@attrs.frozen(kw_only=True)
class ReportStatus:
    """What a resident is told about a report, without its text and contact data.

    Args:
        number: the report's number.
        registered_on: the day it was registered (Europe/Warsaw).
        state: how far it has come.
        receiver: the cell or unit that has it or will get it; ``None``: the helpdesk.
        first_clean_day: the first day (Europe/Warsaw) without personal data; ``None``: nobody can
            read any, for there are none any more, or consent was withdrawn.
        awaits_erasure: whether consent was withdrawn and the data are yet to be erased, for
            another program holds them; the next :meth:`ContactCentre.anonymise_due` does.
        is_unreadable: whether there are personal data that the store cannot read, for they are
            damaged or lost; consent may be withdrawn all the same.
        outcome: what became of it; ``None`` while nobody said, and once it is reopened.
        words: what staff said with the outcome, or on reopening; without personal data.
        acted_on: the day of that (Europe/Warsaw); ``None`` for neither.
        duplicate_of: the number of the earlier report, of a duplicate.
    """

    number: str
    registered_on: date
    state: ReportState
    receiver: str | None
    first_clean_day: date | None
    awaits_erasure: bool = False
    is_unreadable: bool = False
    outcome: Outcome | None = None
    words: str = ""
    acted_on: date | None = None
    duplicate_of: str | None = None


def status_of(
    report: Report, dispatch: Dispatch, *, awaits_erasure: bool = False, is_unreadable: bool = False
) -> ReportStatus:
    """Return what a resident is told about a report.

    Args:
        report: the report, as it may be read.
        dispatch: its delivery.
        awaits_erasure: whether its store holds a personal part back that is only to be erased.
        is_unreadable: whether its store has a personal part that it cannot read.
    """
    awaits_erasure = awaits_erasure or is_withdrawn(report)
    has_data = is_unreadable or not (report.is_anonymous or awaits_erasure)
    clean = first_clean_day(report.registered_at) if has_data else None
    status = ReportStatus(
        number=report.number,
        registered_on=civil_day(report.registered_at),
        state=ReportState.CLOSED if report.closing else _state_of(dispatch),
        receiver=dispatch.receiver,
        first_clean_day=clean,
        awaits_erasure=awaits_erasure,
        is_unreadable=is_unreadable,
    )
    acts = [act for act in report.history if act.kind is not ReportActKind.RECLASSIFIED]
    if not acts:
        return status
    last = acts[-1]
    return attrs.evolve(
        status,
        outcome=last.outcome,
        words=last.words,
        acted_on=civil_day(last.at),
        duplicate_of=last.duplicate_of,
    )


def _state_of(dispatch: Dispatch) -> ReportState:
    match dispatch.state:
        case DispatchState.SENT:
            return ReportState.PASSED_ON
        case DispatchState.HELPDESK:
            return ReportState.AT_HELPDESK
        case _:
            return ReportState.RECEIVED
