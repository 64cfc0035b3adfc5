"""A delivery in words, as the page of its report and the queue show it."""

from collections.abc import Iterator
from datetime import datetime

from lckm_core.delivery import (
    Dispatch,
    DispatchKind,
    DispatchState,
    Target,
    helpdesk_note,
    id_of_key,
    refusal_note,
)
from lckm_desk import _labels as labels


def delivery_row(dispatch: Dispatch) -> dict[str, str]:
    """Return a delivery in words."""
    reasons = []
    note = helpdesk_note(dispatch)
    if note is not None:
        reasons.append(note.pl)
    else:
        if dispatch.routed:
            reasons.append(f"Wybór drogi: {dispatch.routed}.")
        if dispatch.mailbox is not None:
            reasons.append(f"Skrzynka: {dispatch.mailbox.address}.")
    failures = list(_failures(dispatch))
    confirmed = ""
    if dispatch.is_notice:
        at = dispatch.confirmed_at
        confirmed = f"potwierdzono {labels.moment(at)}" if at else "niepotwierdzone"
    return {
        "what": labels.DELIVERIES[dispatch.kind],
        "state": ", ".join(filter(None, (labels.STATES[dispatch.state], confirmed))),
        "receiver": labels.receiver_of(dispatch),
        "since": labels.moment(dispatch.since),
        "due": labels.moment(dispatch.due_at) if dispatch.due_at else "",
        "attempts": str(dispatch.attempts),
        "reference": receivers_number(dispatch) or ("brak" if _is_with_staff(dispatch) else ""),
        "why": " ".join([*reasons, *failures]),
        "failure": " ".join(failures),
    }


def receivers_number(dispatch: Dispatch) -> str:
    """Return the number that the receiver gave a delivery; empty for none."""
    reference = dispatch.reference or ""
    # A receiver without numbers of its own may echo the key of the delivery.
    return "" if id_of_key(reference) is not None else reference


def asked_at(notice: Dispatch) -> datetime:
    """Return when a receiver was asked to erase, or since when the notice waits to be sent."""
    return notice.since if _is_sent(notice) else notice.opened_at


def asked_words(notice: Dispatch, waiting: str = "wezwanie czeka od") -> str:
    """Return the same in words: *waiting* where the notice is still to be sent."""
    return f"{'wezwano' if _is_sent(notice) else waiting} {labels.moment(asked_at(notice))}"


def _is_with_staff(dispatch: Dispatch) -> bool:
    """Return whether whoever has a delivery may give it a number of their own."""
    return _is_sent(dispatch) and dispatch.kind is not DispatchKind.RECEIPT


def _is_sent(notice: Dispatch) -> bool:
    return notice.state in (DispatchState.SENT, DispatchState.HELPDESK)


def _failures(dispatch: Dispatch) -> Iterator[str]:
    """Yield sentences on why the receiver last refused a delivery, and if it may have it."""
    if dispatch.because is None and dispatch.mailbox_refusal is not None:
        whose = "" if dispatch.kind is DispatchKind.RECEIPT else " skrzynki"
        yield f"Ostatnia odmowa{whose}: {refusal_note(dispatch.mailbox_refusal).pl}."
    if dispatch.helpdesk_refusal is not None and not dispatch.is_final:
        refusal = refusal_note(dispatch.helpdesk_refusal, Target.HELPDESK)
        yield f"Ostatnia odmowa helpdesku: {refusal.pl}."
    if dispatch.needs_a_hand:
        yield "Tylko człowiek ustali, czy helpdesk je ma."
    elif dispatch.in_doubt:
        yield "Odbiorca mógł je już dostać."
