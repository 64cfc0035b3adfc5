"""What an operator does with a delivery by hand: sends it another way, or says that it has arrived (zał. 2 § 6 ust. 1–2)."""

from datetime import datetime
from enum import StrEnum

import attrs

from lckm_core.delivery._model import (
    Dispatch,
    DispatchKind,
    DispatchState,
    HelpdeskReason,
    Mailbox,
    Target,
    utc,
)
from lckm_core.delivery._results import Accepted
from lckm_core.errors import LckmError
from lckm_core.law import cites
from lckm_core.text import Message


class ManualAction(StrEnum):
    """How an operator knows where a delivery ended: a code, for an operator's own words may hold a resident's."""

    TOLD = "told"
    """The receiver said that it has it."""
    SEEN = "seen"
    """The operator saw it there."""
    HANDED = "handed"
    """The operator handed it over in another way, such as on paper."""


@attrs.frozen(str=False)
class ManualActionRefusedError(LckmError):
    """What an operator asked for would lose a delivery, double it, say what is not so, or keep words for good."""

    number: str
    reason: Message

    @property
    def message(self) -> Message:
        """Why it is refused, and what to do."""
        return Message(
            f"Zgłoszenie {self.number}: {self.reason.pl}", f"Report {self.number}: {self.reason.en}"
        )


_FINISHED = Message(
    "doręczenie jest zakończone, nie ma czego zmieniać.",
    "its delivery has ended; there is nothing to change.",
)
_HELD = Message(
    "doręcza je właśnie proces roboczy. Powtórz, gdy skończy.",
    "a worker has it in hand. Repeat when it is done.",
)
_IN_DOUBT = Message(
    "odbiorca mógł je już dostać. Zapytaj go i rozstrzygnij ręcznie, kto je ma.",
    "its receiver may have it already. Ask, and settle by hand who has it.",
)
_NO_MAILBOX = Message(
    "nie szło do żadnej skrzynki, więc żadna go nie ma.",
    "it was never on its way to a mailbox, so none has it.",
)
_AT_HELPDESK = Message(
    "helpdesk mógł je już dostać, więc nie może skończyć w skrzynce. Rozstrzygnij je jako helpdesk.",
    "the helpdesk may have it already, so it cannot end in the mailbox. Settle it as the helpdesk's.",
)
_UNFIT = Message(
    "to nie jest numer, pod którym ma je odbiorca: najwyżej 100 znaków, litery bez polskich znaków, cyfry i ._:/=+-. Słów tu nie "
    "wpisuj, bo zostałyby na zawsze.",
    "this is no number that its receiver may keep it under: at most 100 letters of English, digits and ._:/=+-. Enter no words here, "
    "for they would stay for good.",
)
_NOTICE = Message(
    "to wezwanie do usunięcia danych, a nie zgłoszenie.",
    "this is a notice to erase, and no report.",
)


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
def reroute(
    dispatch: Dispatch, mailbox: Mailbox | None, *, now: datetime, routed: str = "", about: str = ""
) -> Dispatch:
    """Return the delivery begun anew: to *mailbox*, or to the helpdesk when there is none, due at once.

    Only what surely nobody has may go another way, or two would have it in the end.

    Args:
        dispatch: as the store has it.
        mailbox: where the table in force sends the report now.
        now: an aware moment.
        routed: why it goes there, as the table has it.
        about: the name of its category, as the table has it.

    Raises:
        ManualActionRefusedError: for a notice; for what has ended, a worker has in hand, or its receiver may have.
        ValueError: for a naive moment.

    Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
    now = utc(now)
    if dispatch.kind is not DispatchKind.REPORT:
        raise ManualActionRefusedError(dispatch.report_number, _NOTICE)
    _require_open(dispatch)
    if dispatch.state is DispatchState.LEASED:
        raise ManualActionRefusedError(dispatch.report_number, _HELD)
    # Another mailbox in its place, and nobody would ask the first one to erase what it may hold.
    if dispatch.in_doubt or dispatch.mailbox_may_have_it or dispatch.mailbox_may_hold_data:
        raise ManualActionRefusedError(dispatch.report_number, _IN_DOUBT)
    return attrs.evolve(
        dispatch,
        mailbox=mailbox,
        because=None if mailbox else HelpdeskReason.NO_MAILBOX,
        routed=routed,
        about=about,
        opened_at=now,
        state=DispatchState.PENDING,
        since=now,
        due_at=now,
        token=dispatch.token + 1,  # so that a store without locks sees that it moved
        attempts=0,
        untried=0,
        mailbox_refusal=None,
        helpdesk_refusal=None,
    )


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
def settle_by_hand(
    dispatch: Dispatch, target: Target, *, now: datetime, reference: str | None = None
) -> Dispatch:
    """Return the delivery ended, for an operator knows that *target* has it. A worker that has it in hand changes nothing more.

    Args:
        dispatch: as the store has it.
        target: who has it.
        now: an aware moment.
        reference: the number under which its receiver keeps it, as :class:`Accepted` has it; an operator hears of one that cannot be.

    Raises:
        ManualActionRefusedError: for what has ended; for a mailbox, when it was never sent to one, or the helpdesk may have it; for what
            is no number.
        ValueError: for a naive moment.

    Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
    now = utc(now)
    _require_open(dispatch)
    kept = Accepted(reference).reference
    if kept != reference:
        raise ManualActionRefusedError(dispatch.report_number, _UNFIT)
    doubt = dispatch.in_doubt or dispatch.state is DispatchState.LEASED
    at_helpdesk = dispatch.target is Target.HELPDESK
    if target is Target.MAILBOX and dispatch.mailbox is None:
        raise ManualActionRefusedError(dispatch.report_number, _NO_MAILBOX)
    if target is Target.MAILBOX and at_helpdesk and doubt:
        raise ManualActionRefusedError(dispatch.report_number, _AT_HELPDESK)
    to_mailbox = target is Target.MAILBOX
    return attrs.evolve(
        dispatch,
        state=DispatchState.SENT if to_mailbox else DispatchState.HELPDESK,
        because=None if to_mailbox else dispatch.because or HelpdeskReason.BY_HAND,
        since=now,
        due_at=None,
        lease=None,
        in_doubt=False,
        needs_a_hand=False,
        mailbox_may_have_it=not to_mailbox
        and (dispatch.mailbox_may_have_it or (doubt and not at_helpdesk)),
        reference=kept,
    )


def _require_open(dispatch: Dispatch) -> None:
    if dispatch.is_final:
        raise ManualActionRefusedError(dispatch.report_number, _FINISHED)
