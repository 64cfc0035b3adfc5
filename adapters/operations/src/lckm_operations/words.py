"""Deliveries in words, moments as they are read in Łódź, tables."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from lckm_cli.words import Language, either, safe
from lckm_core import Dispatch, DispatchKind, DispatchState, Message, Target, helpdesk_note, refusal_note

_ZONE = ZoneInfo("Europe/Warsaw")
STATES = {
    DispatchState.PENDING: Message("czeka", "waits"),
    DispatchState.LEASED: Message("w doręczaniu", "in hand"),
    DispatchState.UNKNOWN: Message("niepewne", "in doubt"),
    DispatchState.SENT: Message("w skrzynce", "in the mailbox"),
    DispatchState.HELPDESK: Message("w helpdesku", "in the helpdesk"),
}
KINDS = {
    DispatchKind.REPORT: Message("zgłoszenie", "report"),
    DispatchKind.MAILBOX_NOTICE: Message("wezwanie do jednostki", "notice to the unit"),
    DispatchKind.HELPDESK_NOTICE: Message("wezwanie do helpdesku", "notice to the helpdesk"),
}


def local(moment: datetime | None) -> str:
    """Return a moment as it is read in Łódź, to the minute; a dash for none."""
    return moment.astimezone(_ZONE).strftime("%Y-%m-%d %H:%M") if moment else "-"


def receiver(dispatch: Dispatch, lang: Language) -> str:
    """Return who is to get a delivery, or got it."""
    if dispatch.target is Target.HELPDESK or dispatch.mailbox is None:
        return either(lang, "helpdesk", "helpdesk")
    return safe(dispatch.mailbox.address)


def why(dispatch: Dispatch, lang: Language) -> str:
    """Return why a delivery stands where it does."""
    if (note := helpdesk_note(dispatch)) is not None:
        return safe(note.text(lang))
    said = []
    if dispatch.mailbox_refusal is not None:
        because = refusal_note(dispatch.mailbox_refusal).text(lang)
        said.append(either(lang, f"ostatnia odmowa: {because}", f"last refused: {because}"))
    if dispatch.in_doubt:
        said.append(
            either(lang, "skrzynka mogła je już dostać; zostanie zapytana", "the mailbox may have it; it is asked")
        )
    if dispatch.lease is not None:
        said.append(either(lang, f"ma je {safe(dispatch.lease.worker)}", f"{safe(dispatch.lease.worker)} has it"))
    if not said and dispatch.routed:
        said.append(safe(dispatch.routed))
    return "; ".join(said) or "-"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table whose last column takes what room it needs; nothing without rows."""
    if not rows:
        return
    widths = [max(len(row[at]) for row in (headings, *rows)) for at in range(len(headings))]
    for row in (headings, *rows):
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"
