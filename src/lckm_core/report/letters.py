"""What a unit, or the helpdesk, is sent: the report without its personal part, unless a route asked for contact data."""

from collections.abc import Iterator

import attrs

from lckm_core.calendar import warsaw
from lckm_core.ordinance import cites
from lckm_core.report.dispatch import Dispatch, Target, helpdesk_note
from lckm_core.report.model import EventPlace, Report, Reporter
from lckm_core.report.retention import first_clean_day

SIGN = "ŁCKM"
"""Begins each subject, so that a mailbox can sort by it."""


@attrs.frozen
class Letter:
    """A message to a unit's mailbox: one address, a subject on one line, plain text.

    ``key`` is fit for the left part of a Message-ID and is the same whenever the same letter is sent again. The sender is the
    adapter's: a service address, never a resident's. ``attachments`` are references that the host resolves.
    """

    key: str
    to: str
    subject: str
    text: str = attrs.field(repr=False)
    attachments: tuple[str, ...] = ()


@attrs.frozen
class Ticket:
    """A report for the helpdesk: without its personal part, with the reason why it comes.

    ``key`` is the same whenever the same ticket is filed again. ``text`` is ready to read, Polish.
    """

    key: str
    report: Report = attrs.field(repr=False)
    subject: str
    text: str = attrs.field(repr=False)


@cites("zał. 2 § 6 ust. 2")
def letter_for(report: Report, dispatch: Dispatch) -> Letter:
    """Return the letter to the mailbox of a dispatch.

    It holds contact data only where the route asked for them, the reporter gave them, and the report still has them; then it
    says by when they must be erased (interpretation I15). Raises ``ValueError`` for a dispatch that is not for a mailbox.
    """
    mailbox = dispatch.mailbox
    if mailbox is None or dispatch.target is not Target.MAILBOX:
        raise ValueError(f"the delivery of {report.number} is not for a mailbox")
    reporter = report.personal.reporter if report.personal and mailbox.contact else None
    lines = [*_about(report), *(_contact(reporter, report) if reporter else ())]
    references = tuple(attachment.reference for attachment in report.attachments)
    return Letter(dispatch.key, mailbox.address, _subject(report), "\n".join(lines) + "\n", references)


@cites("zał. 2 § 6 ust. 2")
def ticket_for(report: Report, dispatch: Dispatch) -> Ticket:
    """Return the ticket for the helpdesk, with the reason why it comes there; never with contact data (interpretation I15).

    Raises nothing. Provision: zał. 2 § 6 ust. 2.
    """
    note = helpdesk_note(dispatch)
    lines = [*_about(report), *(("", note.pl) if note else ())]
    return Ticket(dispatch.key, attrs.evolve(report, personal=None), _subject(report), "\n".join(lines) + "\n")


@cites("zał. 2 § 6 ust. 5")
def erasure_notice(dispatch: Dispatch) -> Letter:
    """Return the letter that asks a unit to erase the contact data it was sent (interpretation I15).

    Raises ``ValueError`` for a dispatch whose unit was never meant to get any.
    """
    if dispatch.mailbox is None or not dispatch.mailbox.contact:
        raise ValueError(f"the unit of {dispatch.report_number} got no contact data")
    text = (
        f"Minął czas, przez który wolno przetwarzać dane kontaktowe ze zgłoszenia {dispatch.report_number}, albo zgłaszający "
        "cofnął zgodę.\nUsuń te dane ze skrzynki, z wydruków i z innych kopii (zał. 2 § 6 ust. 5).\n"
    )
    subject = f"[{SIGN}] Usuń dane kontaktowe: zgłoszenie {dispatch.report_number}"
    return Letter(f"{dispatch.key}.erase", dispatch.mailbox.address, subject, text)


def _subject(report: Report) -> str:
    about = f": {report.category}" if report.category else ""
    return f"[{SIGN}] Zgłoszenie {report.number}{about}"


def _about(report: Report) -> Iterator[str]:
    """Yield the lines that tell of a report what anybody may read."""
    yield f"Numer zgłoszenia: {report.number}"
    yield f"Zarejestrowano: {report.registered_at.astimezone(warsaw()):%Y-%m-%d %H:%M}"
    if report.category:
        yield f"Kategoria: {report.category}"
    if report.place:
        yield from _place(report.place)
    for attribute in report.attributes:
        yield f"{attribute.name}: {attribute.value}"
    if report.attachments:
        yield f"Załączniki: {len(report.attachments)}"
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


def _contact(reporter: Reporter, report: Report) -> Iterator[str]:
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
    yield f"Usuń te dane najpóźniej przed {first_clean_day(report.registered_at)} (zał. 2 § 6 ust. 5)."
