"""What a unit, or the helpdesk, is sent: the report without its personal part, unless a route asked for contact data."""

from collections.abc import Iterator, Sequence

import attrs

from lckm_core.calendar import warsaw
from lckm_core.delivery._model import Dispatch, DispatchKind, Target
from lckm_core.delivery._reasons import helpdesk_note
from lckm_core.law import cites
from lckm_core.reports import (
    Attachment,
    EventPlace,
    Report,
    Reporter,
    file_name,
    first_clean_day,
)

SIGN = "ŁCKM"
"""Begins each subject, so that a mailbox can sort by it."""


@attrs.frozen
class MessageAttachment:
    """A file that goes along: its name is made from the report's number, in ASCII, and never what the reporter called it."""

    name: str
    media_type: str
    data: bytes = attrs.field(repr=False)


@attrs.frozen
class Letter:
    """A message to a unit's mailbox: one address, a subject on one line, plain text, the files that go along.

    ``key`` is fit for the left part of a Message-ID and is the same whenever the same letter is sent again. The sender is the
    adapter's: a service address, never a resident's.
    """

    key: str
    to: str
    subject: str
    text: str = attrs.field(repr=False)
    attachments: tuple[MessageAttachment, ...] = ()


@attrs.frozen
class Ticket:
    """A report for the helpdesk: without its personal part, with the reason why it comes and the files that go along.

    ``key`` is the same whenever the same ticket is filed again. ``text`` is ready to read, Polish.
    """

    key: str
    report: Report = attrs.field(repr=False)
    subject: str
    text: str = attrs.field(repr=False)
    attachments: tuple[MessageAttachment, ...] = ()


@cites("zał. 2 § 6 ust. 2")
def letter_for(
    report: Report, dispatch: Dispatch, files: Sequence[MessageAttachment] = ()
) -> Letter:
    """Return the letter to the mailbox of a dispatch: the report, or the notice to erase what was sent of it.

    A report's holds contact data only where the route asked for them, the reporter gave them, and the report still has them;
    then it says by when they must be erased (interpretation I15), and where a route asked in vain, so. *files* are those of the report's attachments that could
    be had; what is missing is said. Raises ``ValueError`` for a dispatch that is not for a mailbox.
    """
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
    lines = [*_about(report, dispatch, len(files)), *(_contact(reporter) if reporter else ())]
    if mailbox.contact and report.personal is None:
        lines += [
            "",
            "Danych do kontaktu nie ma: nie podano ich, usunięto je albo nie da się ich odczytać.",
        ]
    lines += _to_erase(
        report, [*(["dane kontaktowe"] if reporter else ()), *(["pliki"] if files else ())]
    )
    return Letter(
        dispatch.key,
        mailbox.address,
        _subject(report, dispatch),
        "\n".join(lines) + "\n",
        tuple(files),
    )


@cites("zał. 2 § 6 ust. 2")
def ticket_for(
    report: Report, dispatch: Dispatch, files: Sequence[MessageAttachment] = ()
) -> Ticket:
    """Return the ticket for the helpdesk, with the reason why it comes there; never with contact data (interpretation I15).

    Of a notice it is the notice. *files* as for :func:`letter_for`. Raises nothing. Provision: zał. 2 § 6 ust. 2.
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
    lines = [*_about(report, dispatch, len(files)), *reason]
    lines += _to_erase(report, ["pliki"] if files else [])
    return Ticket(
        dispatch.key, bare, _subject(report, dispatch), "\n".join(lines) + "\n", tuple(files)
    )


def enclosed(attachment: Attachment, data: bytes) -> MessageAttachment:
    """Return a file that goes along, under a name of ours.

    Raises nothing. Source: the attachment's reference and media type; no provision speaks of it.
    """
    return MessageAttachment(
        file_name(attachment.reference, attachment.media_type), attachment.media_type, data
    )


def _notice(report: Report) -> Iterator[str]:
    """Yield the lines that ask whoever got them to erase the data of a report (interpretation I15)."""
    yield (
        f"Minął czas, przez który wolno przetwarzać dane osobowe ze zgłoszenia {report.number}, albo zgłaszający cofnął zgodę."
    )
    yield "Usuń dane kontaktowe i załączniki tego zgłoszenia: z wiadomości, z wydruków i z innych kopii (zał. 2 § 6 ust. 5)."
    yield "Potwierdź usunięcie."


def _to_erase(report: Report, what: Sequence[str]) -> Iterator[str]:
    """Yield the lines that say by when what goes along has to be erased."""
    if what:
        yield ""
        yield f"Usuń {' i '.join(what)} najpóźniej przed {first_clean_day(report.registered_at)} (zał. 2 § 6 ust. 5)."


def _notice_subject(report: Report) -> str:
    return f"[{SIGN}] Usuń dane osobowe: zgłoszenie {report.number}"


def _category(report: Report, dispatch: Dispatch) -> str | None:
    """Return what people call the report's category; its code where the table had no name for it."""
    return (dispatch.about or report.category) if report.category else None


def _subject(report: Report, dispatch: Dispatch) -> str:
    category = _category(report, dispatch)
    return f"[{SIGN}] Zgłoszenie {report.number}" + (f": {category}" if category else "")


def _about(report: Report, dispatch: Dispatch, enclosed: int) -> Iterator[str]:
    """Yield the lines that tell of a report what anybody may read."""
    yield f"Numer zgłoszenia: {report.number}"
    yield f"Zarejestrowano: {report.registered_at.astimezone(warsaw()):%Y-%m-%d %H:%M}"
    if category := _category(report, dispatch):
        yield f"Kategoria: {category}"
    if report.place:
        yield from _place(report.place)
    for attribute in report.attributes:
        yield f"{attribute.name}: {attribute.value}"
    if report.attachments:
        missing = len(report.attachments) - enclosed
        yield f"Załączniki: {enclosed}" + (f" (niedostępnych plików: {missing})" if missing else "")
    elif dispatch.files:
        yield "Załączniki: 0 (usunięto je albo nie da się ich odczytać)"
    yield ""
    yield report.description


def _place(place: EventPlace) -> Iterator[str]:
    if place.address:
        yield f"Miejsce: {place.address}"
    if place.point:
        yield f"Punkt (WGS 84): {place.point.latitude:.6f}, {place.point.longitude:.6f}"
    if place.kind:
        yield f"Rodzaj miejsca: {place.kind}"
    if place.area:
        yield f"Obszar: {place.area}"


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
