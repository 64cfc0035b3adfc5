"""What the helpdesk's staff read about why a report came to them."""

from lckm_core.delivery._model import Dispatch, HelpdeskReason
from lckm_core.delivery._results import Refusal
from lckm_core.text import Message

_REASONS = {
    HelpdeskReason.NO_MAILBOX: Message(
        "Zgłoszenia nie przekazuje się automatycznie do żadnej skrzynki.",
        "No route leads this report to a mailbox.",
    ),
    HelpdeskReason.REFUSED: Message(
        "Skrzynka odmówiła przyjęcia zgłoszenia i odmówi go także następnym razem.",
        "The mailbox refused the report and would refuse it again.",
    ),
    HelpdeskReason.TOO_OFTEN: Message(
        "Zgłoszenia nie udało się doręczyć do skrzynki mimo wielu prób.",
        "The report could not be delivered to the mailbox in many attempts.",
    ),
    HelpdeskReason.TOO_LONG: Message(
        "Zgłoszenia nie udało się doręczyć do skrzynki w przewidzianym czasie.",
        "The report could not be delivered to the mailbox in the time allowed.",
    ),
    HelpdeskReason.IN_DOUBT: Message(
        "Skrzynka nie potwierdziła, że przyjęła zgłoszenie, i nie można jej o to zapytać.",
        "The mailbox did not confirm that it took the report, and it cannot be asked.",
    ),
    HelpdeskReason.BOUNCED: Message(
        "Wiadomość do skrzynki wróciła niedoręczona.",
        "The message to the mailbox came back undelivered.",
    ),
    HelpdeskReason.BY_HAND: Message(
        "Obsługa przekazała zgłoszenie do helpdesku ręcznie.",
        "An operator handed the report over to the helpdesk.",
    ),
}
_REFUSALS = {
    Refusal.UNREACHABLE: Message(
        "nie ma połączenia z serwerem poczty albo ze skrzynką",
        "the mail server or the mailbox cannot be reached",
    ),
    Refusal.BUSY: Message("jest zajęta", "it is busy"),
    Refusal.FULL: Message("jest pełna", "it is full"),
    Refusal.NO_SUCH_ADDRESS: Message("nie ma takiego adresu", "there is no such address"),
    Refusal.NOT_ALLOWED: Message(
        "serwer poczty nie pozwala nam wysyłać", "the mail server does not let us send"
    ),
    Refusal.TOO_LARGE: Message("wiadomość jest za duża", "the message is too large"),
    Refusal.CONTENT: Message("nie przyjmuje takiej treści", "it does not take such content"),
    Refusal.OTHER: Message("inna przyczyna", "another reason"),
}


def refusal_note(reason: Refusal) -> Message:
    """Return why a mailbox refused, in words that follow a colon. Raises nothing. Provision: zał. 2 § 6 ust. 2."""
    return _REFUSALS[reason]


def helpdesk_note(dispatch: Dispatch) -> Message | None:
    """Return why the helpdesk gets the report, and whether the mailbox may have it too; ``None`` while it is the mailbox's.

    It says no personal datum. Raises nothing. Provision: zał. 2 § 6 ust. 2.
    """
    if dispatch.because is None:
        return None
    said = [_REASONS[dispatch.because]]
    if dispatch.routed:
        said.append(
            Message(f"Wybór drogi: {dispatch.routed}.", f"How it was routed: {dispatch.routed}.")
        )
    if dispatch.mailbox is not None:
        unit, address = dispatch.mailbox.unit, dispatch.mailbox.address
        said.append(Message(f"Skrzynka: {unit}, {address}.", f"Mailbox: {unit}, {address}."))
    if dispatch.mailbox_refusal is not None:
        why = refusal_note(dispatch.mailbox_refusal)
        said.append(
            Message(f"Przyczyna ostatniej odmowy: {why.pl}.", f"Why it last refused: {why.en}.")
        )
    if dispatch.mailbox_may_have_it:
        said.append(
            Message(
                "Skrzynka mogła jednak otrzymać to zgłoszenie: zapytaj jednostkę, zanim je przekażesz.",
                "The mailbox may have the report all the same: ask the unit before passing it on.",
            )
        )
    if dispatch.needs_a_hand:
        said.append(
            Message(
                "Helpdesk mógł już otrzymać to zgłoszenie, a zapytać go się nie da: sprawdź w nim i rozstrzygnij ręcznie.",
                "The helpdesk may have the report already, and it cannot be asked: look there, and settle it by hand.",
            )
        )
    return Message(" ".join(one.pl for one in said), " ".join(one.en for one in said))
