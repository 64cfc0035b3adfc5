"""Letters to units, tickets for the helpdesk, and the notes in them.

They go without the personal part of a report, unless a route asks for contact data.
"""

from collections.abc import Iterator, Sequence

import attrs

from lckm_core.calendar import warsaw
from lckm_core.delivery._model import (
    Dispatch,
    DispatchKind,
    HelpdeskReason,
    ReceiptText,
    Target,
)
from lckm_core.delivery._receipts import receipt_address
from lckm_core.delivery._results import Refusal
from lckm_core.law import cites
from lckm_core.reports import (
    Attachment,
    EventPlace,
    NamesByLanguage,
    Report,
    Reporter,
    file_name,
    first_clean_day,
    is_trial,
    polish_name,
)
from lckm_core.text import Message

# Begins each subject, so that a mailbox can sort by it.
SIGN = "ŁCKM"


@attrs.frozen
class MessageAttachment:
    """A file that goes along with a letter or a ticket.

    Its name is made from the report's number, in ASCII, and is never the reporter's own.
    """

    name: str
    media_type: str
    data: bytes = attrs.field(repr=False)


@attrs.frozen
class Letter:
    """A message to a unit's mailbox.

    Args:
        key: fits the left part of a Message-ID; the same whenever the letter is sent again.
        to: one address.
        subject: one line.
        text: plain text.
        attachments: the files that go along.

    The adapter sets the sender: a service address, never a resident's.
    """

    key: str
    to: str
    subject: str
    text: str = attrs.field(repr=False)
    attachments: tuple[MessageAttachment, ...] = ()


@attrs.frozen
class Ticket:
    """A report for the helpdesk.

    Args:
        key: the same whenever the ticket is filed again.
        report: the report without its personal part.
        subject: one line.
        text: the report and the reason why it comes, as plain Polish text.
        attachments: the files that go along.
    """

    key: str
    report: Report = attrs.field(repr=False)
    subject: str
    text: str = attrs.field(repr=False)
    attachments: tuple[MessageAttachment, ...] = ()


@cites("zał. 2 § 6 ust. 2")
def letter_for(
    report: Report,
    dispatch: Dispatch,
    files: Sequence[MessageAttachment] = (),
    *,
    names: NamesByLanguage | None = None,
) -> Letter:
    """Return the letter to the mailbox, or to the reporter who asked for a receipt.

    It holds contact data only where the route asks for them and the report has them; then it says
    by when to erase them (interpretation I15).

    Args:
        report: the report.
        dispatch: its delivery, or that of the notice.
        files: the report's attachments that can be read; the letter says how many are missing.
        names: the host's own names of attributes, kinds of places and areas, for
            :func:`polish_name`.

    Raises:
        ValueError: for a dispatch that is not for a mailbox, and for a receipt without an address.
    """
    if dispatch.receipt is not None:
        return _receipt_letter(report, dispatch, dispatch.receipt)
    mailbox = dispatch.mailbox
    if mailbox is None or dispatch.target is not Target.MAILBOX:
        raise ValueError(f"the delivery of {report.number} is not for a mailbox")
    if dispatch.kind is not DispatchKind.REPORT:
        return Letter(
            dispatch.key,
            mailbox.address,
            _notice_subject(report),
            "\n".join(_notice(report)) + "\n",
        )
    reporter = report.personal.reporter if report.personal and mailbox.contact else None
    lines = list(_report_lines(report, dispatch, len(files), names))
    to_erase = []
    if reporter:
        lines += _contact(reporter)
        to_erase.append("dane kontaktowe")
    if mailbox.contact and report.personal is None:
        lines += [
            "",
            "Danych do kontaktu nie ma: nie podano ich, usunięto je albo nie da się ich odczytać.",
        ]
    if files:
        to_erase.append("pliki")
    lines += _to_erase(report, to_erase)
    return Letter(
        dispatch.key,
        mailbox.address,
        _subject(report, dispatch),
        "\n".join(lines) + "\n",
        tuple(files),
    )


def _receipt_letter(report: Report, dispatch: Dispatch, receipt: ReceiptText) -> Letter:
    address = receipt_address(report)
    if address is None:
        raise ValueError(f"the receipt of {report.number} has no address to go to")
    return Letter(dispatch.key, address, receipt.subject, receipt.text)


@cites("zał. 2 § 6 ust. 2")
def ticket_for(
    report: Report,
    dispatch: Dispatch,
    files: Sequence[MessageAttachment] = (),
    *,
    takes_files: bool = True,
    names: NamesByLanguage | None = None,
) -> Ticket:
    """Return the ticket for the helpdesk: the report, or the notice.

    It never holds contact data (interpretation I15). *files* and *names* as for
    :func:`letter_for`; with *takes_files* false none goes along, and the text says so.
    Provision: zał. 2 § 6 ust. 2.
    """
    note = helpdesk_note(dispatch)
    reason = ("", note.pl) if note else ()
    bare = attrs.evolve(report, personal=None)
    if dispatch.kind is not DispatchKind.REPORT:
        to_unit = reason if dispatch.kind is DispatchKind.MAILBOX_NOTICE else ()
        return Ticket(
            dispatch.key,
            bare,
            _notice_subject(report),
            "\n".join([*_notice(report), *to_unit]) + "\n",
        )
    if not takes_files:
        files = ()
    missing_label = "niedostępnych plików" if takes_files else "nie przekazano plików"
    lines = [*_report_lines(report, dispatch, len(files), names, missing_label), *reason]
    lines += _to_erase(report, ["pliki"] if files else [])
    return Ticket(
        dispatch.key, bare, _subject(report, dispatch), "\n".join(lines) + "\n", tuple(files)
    )


def message_attachment(attachment: Attachment, data: bytes) -> MessageAttachment:
    """Return a report's attachment for a letter or a ticket."""
    name = file_name(attachment.reference, attachment.media_type)
    return MessageAttachment(name, attachment.media_type, data)


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
_REFUSALS_OF_HELPDESK = {
    Refusal.UNREACHABLE: Message("nie można się z nim połączyć", "it cannot be reached"),
    Refusal.BUSY: Message("jest zajęty", "it is busy"),
    Refusal.FULL: Message("jest pełny", "it is full"),
    Refusal.NOT_ALLOWED: Message(
        "nie wpuszcza nadawcy (login, hasło albo token, certyfikat)",
        "it does not let the sender in (login, password or token, certificate)",
    ),
}
_MAILBOX_MAY_HAVE_IT = Message(
    "Skrzynka mogła jednak otrzymać to zgłoszenie: zapytaj jednostkę, zanim je przekażesz.",
    "The mailbox may have the report all the same: ask the unit before passing it on.",
)
_HELPDESK_MAY_HAVE_IT = Message(
    "Helpdesk mógł już otrzymać to zgłoszenie, a zapytać go się nie da: sprawdź w nim i "
    "rozstrzygnij ręcznie.",
    "The helpdesk may have the report already, and it cannot be asked: look there, and settle it "
    "by hand.",
)


def refusal_note(reason: Refusal, target: Target = Target.MAILBOX) -> Message:
    """Return why a mailbox or the helpdesk refused, in words that follow a colon.

    Provision: zał. 2 § 6 ust. 2.
    """
    if target is Target.HELPDESK and reason in _REFUSALS_OF_HELPDESK:
        return _REFUSALS_OF_HELPDESK[reason]
    return _REFUSALS[reason]


def helpdesk_note(dispatch: Dispatch) -> Message | None:
    """Return why the helpdesk gets the report.

    It also says whether the mailbox may have it. ``None`` while the mailbox is the receiver. The
    note holds no personal datum. Provision: zał. 2 § 6 ust. 2.
    """
    if dispatch.because is None:
        return None
    notes = [_REASONS[dispatch.because]]
    if dispatch.routed:
        notes.append(
            Message(f"Wybór drogi: {dispatch.routed}.", f"How it was routed: “{dispatch.routed}”.")
        )
    if dispatch.mailbox is not None:
        unit = dispatch.mailbox.unit
        address = dispatch.mailbox.address
        notes.append(Message(f"Skrzynka: {unit}, {address}.", f"Mailbox: {unit}, {address}."))
    if dispatch.mailbox_refusal is not None:
        refusal = refusal_note(dispatch.mailbox_refusal)
        notes.append(
            Message(
                f"Przyczyna ostatniej odmowy: {refusal.pl}.", f"Why it last refused: {refusal.en}."
            )
        )
    if dispatch.mailbox_may_have_it:
        notes.append(_MAILBOX_MAY_HAVE_IT)
    if dispatch.needs_a_hand:
        notes.append(_HELPDESK_MAY_HAVE_IT)
    return Message(" ".join(note.pl for note in notes), " ".join(note.en for note in notes))


def _notice(report: Report) -> Iterator[str]:
    """Yield the lines that ask a receiver to erase personal data."""
    yield (
        "Minął czas, przez który wolno przetwarzać dane osobowe ze zgłoszenia "
        f"{report.number}, albo zgłaszający cofnął zgodę."
    )
    yield (
        "Usuń dane kontaktowe i załączniki tego zgłoszenia: z wiadomości, z wydruków i z innych "
        "kopii (zał. 2 § 6 ust. 5)."
    )
    yield "Potwierdź usunięcie."


def _to_erase(report: Report, what: Sequence[str]) -> Iterator[str]:
    """Yield the lines that say by when to erase *what* goes along."""
    if what:
        day = first_clean_day(report.registered_at)
        yield ""
        yield f"Usuń {' i '.join(what)} najpóźniej przed {day} (zał. 2 § 6 ust. 5)."


def _notice_subject(report: Report) -> str:
    return f"[{SIGN}] Usuń dane osobowe: zgłoszenie {report.number}"


def _category(report: Report, dispatch: Dispatch) -> str | None:
    """Return the name of the report's category; of one that no table has, its id in words."""
    return (dispatch.about or polish_name(report.category)) if report.category else None


def _subject(report: Report, dispatch: Dispatch) -> str:
    category = _category(report, dispatch)
    what = "PRÓBA, nie zgłoszenie" if is_trial(report.number) else "Zgłoszenie"
    return f"[{SIGN}] {what} {report.number}" + (f": {category}" if category else "")


def _report_lines(
    report: Report,
    dispatch: Dispatch,
    files: int,
    names: NamesByLanguage | None,
    missing_label: str = "niedostępnych plików",
) -> Iterator[str]:
    """Yield the lines about a report; *missing_label* names files that do not go along."""
    yield f"Numer zgłoszenia: {report.number}"
    yield f"Zarejestrowano: {report.registered_at.astimezone(warsaw()):%Y-%m-%d %H:%M}"
    if category := _category(report, dispatch):
        yield f"Kategoria: {category}"
    if report.place:
        yield from _place(report.place, names)
    if report.former_point and not report.point:
        yield f"Punkt sprzed poprawki miejsca (WGS 84): {report.former_point.coordinates}"
    for attribute in report.attributes:
        name = polish_name(attribute.name, names)
        yield f"{name[:1].upper()}{name[1:]}: {attribute.value}"
    if report.attachments:
        missing = len(report.attachments) - files
        yield f"Załączniki: {files}" + (f" ({missing_label}: {missing})" if missing else "")
    elif dispatch.files:
        yield "Załączniki: 0 (usunięto je albo nie da się ich odczytać)"
    yield ""
    yield report.description


def _place(place: EventPlace, names: NamesByLanguage | None) -> Iterator[str]:
    if place.address:
        yield f"Miejsce: {place.address}"
    if place.point:
        yield f"Punkt (WGS 84): {place.point.coordinates}"
    if place.kind:
        yield f"Rodzaj miejsca: {polish_name(place.kind, names)}"
    if place.area:
        yield f"Obszar: {polish_name(place.area, names)}"


def _contact(reporter: Reporter) -> Iterator[str]:
    yield ""
    yield "Dane do kontaktu, tylko w tej sprawie:"
    for label, value in (
        ("Imię i nazwisko", reporter.name),
        ("E-mail", reporter.email),
        ("Telefon", reporter.phone),
        ("Adres", reporter.address),
    ):
        if value:
            yield f"{label}: {value}"
