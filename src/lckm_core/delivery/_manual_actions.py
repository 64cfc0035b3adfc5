"""Manual actions: rerouting a delivery, and recording its arrival."""

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
    """How an operator knows where a delivery ended.

    A code, for an operator's own words may hold a resident's.
    """

    TOLD = "told"
    """The receiver said so."""
    SEEN = "seen"
    """The operator saw it there."""
    HANDED = "handed"
    """The operator handed it over in another way, such as on paper."""

    @property
    def message(self) -> Message:
        """The way in words."""
        return _WAYS[self]


_WAYS = {
    ManualAction.TOLD: Message("odbiorca to potwierdził", "its receiver said so"),
    ManualAction.SEEN: Message("widać je u odbiorcy", "the receiver was seen to have it"),
    ManualAction.HANDED: Message(
        "przekazano je inną drogą, na przykład na papierze",
        "handed over in another way, such as on paper",
    ),
}


@attrs.frozen(str=False)
class ManualActionRefusedError(LckmError):
    """The manual action would lose, duplicate or falsify a delivery."""

    number: str
    reason: Message

    pl = "Zgłoszenie {number}: {reason.pl}"
    en = "Report {number}: {reason.en}"


_FINISHED = Message(
    "doręczenie jest zakończone, nie ma czego zmieniać.",
    "its delivery has ended, so there is nothing to change.",
)
_HELD = Message(
    "doręcza je właśnie proces roboczy. Powtórz, gdy skończy.",
    "a worker is delivering it now. Try again when it is done.",
)
_IN_DOUBT = Message(
    "odbiorca mógł je już dostać. Zapytaj go i rozstrzygnij ręcznie, kto je ma.",
    "its receiver may have it already. Ask, then record by hand who has it.",
)
_NO_MAILBOX = Message(
    "nie szło do żadnej skrzynki, więc żadna go nie ma.",
    "it was never sent to a mailbox, so none has it.",
)
_AT_HELPDESK = Message(
    "helpdesk mógł je już dostać, więc nie może skończyć w skrzynce. "
    "Rozstrzygnij je jako helpdesk.",
    "the helpdesk may have it already, so it cannot end in the mailbox. "
    "Record that the helpdesk has it.",
)
_INVALID_REFERENCE = Message(
    "to nie jest numer, pod którym ma je odbiorca: najwyżej 100 znaków, litery bez polskich "
    "znaków, cyfry i ._:/=+-. Słów tu nie wpisuj, bo zostałyby na zawsze.",
    "this cannot be the receiver's own number: at most 100 English letters, digits and ._:/=+-. "
    "Do not enter words here, for they would stay for good.",
)
_NOTICE = Message(
    "to wezwanie do usunięcia danych, a nie zgłoszenie.",
    "this is a notice to erase personal data, not a report.",
)


_RECEIPT = Message(
    "to potwierdzenie dla zgłaszającego, którego nikt inny nie dostaje.",
    "this is the reporter's receipt, which nobody else gets.",
)


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
def reroute(
    dispatch: Dispatch, mailbox: Mailbox | None, *, now: datetime, routed: str = "", about: str = ""
) -> Dispatch:
    """Return the delivery begun anew, due at once.

    Only a report that certainly nobody has may be rerouted, or two receivers would have it.

    Args:
        dispatch: as the store has it.
        mailbox: where the table of routes sends the report now; ``None`` means the helpdesk.
        now: an aware moment.
        routed: why it goes there, from the table of routes.
        about: the name of its category, from the table of routes.

    Raises:
        ManualActionRefusedError: for a notice, and for a delivery that has ended, is leased, or
            may have reached its receiver.
        ValueError: for a naive moment.

    Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
    now = utc(now)
    if dispatch.kind is not DispatchKind.REPORT:
        raise ManualActionRefusedError(dispatch.report_number, _NOTICE)
    _require_open(dispatch)
    if dispatch.state is DispatchState.LEASED:
        raise ManualActionRefusedError(dispatch.report_number, _HELD)
    # With another mailbox in its place, nobody would ask the first one to erase what it may hold.
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
        tried_from=None,
        files_away_since=None,
    )


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
def settle_by_hand(
    dispatch: Dispatch, target: Target, *, now: datetime, reference: str | None = None
) -> Dispatch:
    """Return the delivery ended, as an operator knows *target* has it.

    A worker with a lease can no longer change anything.

    Args:
        dispatch: as the store has it.
        target: the receiver that has it.
        now: an aware moment.
        reference: the receiver's own number, as in :class:`Accepted`.

    Raises:
        ManualActionRefusedError: for a receipt, and a delivery that has ended; for a mailbox when
            there is none, or when the helpdesk may have it; for an invalid reference.
        ValueError: for a naive moment.

    Provision: zał. 2 § 6 ust. 1 and 2 (interpretation I14).
    """
    now = utc(now)
    if dispatch.kind is DispatchKind.RECEIPT:
        raise ManualActionRefusedError(dispatch.report_number, _RECEIPT)
    _require_open(dispatch)
    if Accepted(reference).reference != reference:
        raise ManualActionRefusedError(dispatch.report_number, _INVALID_REFERENCE)
    may_have_it = dispatch.in_doubt or dispatch.state is DispatchState.LEASED
    at_helpdesk = dispatch.target is Target.HELPDESK
    if target is Target.HELPDESK:
        return attrs.evolve(
            _end_dispatch(dispatch, DispatchState.HELPDESK, now, reference),
            because=dispatch.because or HelpdeskReason.BY_HAND,
            mailbox_may_have_it=dispatch.mailbox_may_have_it or (may_have_it and not at_helpdesk),
        )
    if dispatch.mailbox is None:
        raise ManualActionRefusedError(dispatch.report_number, _NO_MAILBOX)
    if at_helpdesk and may_have_it:
        raise ManualActionRefusedError(dispatch.report_number, _AT_HELPDESK)
    return attrs.evolve(
        _end_dispatch(dispatch, DispatchState.SENT, now, reference),
        because=None,
        mailbox_may_have_it=False,
    )


def _end_dispatch(
    dispatch: Dispatch, state: DispatchState, now: datetime, reference: str | None
) -> Dispatch:
    return attrs.evolve(
        dispatch,
        state=state,
        since=now,
        due_at=None,
        lease=None,
        in_doubt=False,
        needs_a_hand=False,
        reference=reference,
    )


def _require_open(dispatch: Dispatch) -> None:
    if dispatch.is_final:
        raise ManualActionRefusedError(dispatch.report_number, _FINISHED)
