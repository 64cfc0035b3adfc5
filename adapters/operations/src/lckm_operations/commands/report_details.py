"""``lckm reports show``: one report, its deliveries, and what was done with it."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime

import click

from lckm_cli.settings import NotOfferedError, Session, open_session, settings_option
from lckm_cli.toolkit import (
    Language,
    PolishCommand,
    either,
    format_option,
    lang_option,
    local_time,
    safe,
    table,
)
from lckm_core.calendar import civil_day
from lckm_core.delivery import Dispatch, DispatchKind, dispatch_id
from lckm_core.errors import LckmError, NoSuchReportError
from lckm_core.ports import Event, EventVerb, ReportStore
from lckm_core.ports.event_words import event_words
from lckm_core.ports.optional import AuditTrail, ReportOutline
from lckm_core.reports import Report, doubtful_words, first_clean_day
from lckm_core.text import Message
from lckm_operations.commands.report_outcomes import DATA_TO_ERASE, history_lines
from lckm_operations.delivery_words import KINDS, delivery_reason, receiver
from lckm_operations.optional_features import outline
from lckm_operations.serialisation import of_dispatch, of_event, of_report

_WITHDRAWN = ("recorded", "anonymised")
"""Outcomes in the audit trail of a withdrawal that took the personal data from everybody."""


@click.command(
    "show",
    cls=PolishCommand,
    help="Pokazuje zgłoszenie bez danych osobowych, jego doręczenie i to, co z nim zrobiono.",
)
@click.argument("number", metavar="NUMER")
@format_option("text", "json")
@settings_option
@lang_option
def show(number: str, format_: str, settings: str | None, lang: Language) -> int:
    """Show one report."""
    session = open_session(settings)
    store = session.centre.plugins.reports
    # Nothing personal is shown, so do not read it: there may be no key.
    known = outline(store, number)
    if known is None:
        raise NoSuchReportError(number)
    deliveries, faults = _deliveries(store, number)
    sys.stderr.writelines(f"{safe(fault.text(lang))}\n" for fault in faults)
    events = _events(session, [delivery.id for delivery in deliveries])
    if format_ == "json":
        data = of_report(known.report, outline=known) | {
            "category_name": _category_name(deliveries),
            "check_by_hand": list(doubtful_words(known.report)),
            "deliveries": [of_dispatch(delivery, lang) for delivery in deliveries],
            "events": [of_event(event) for event in events],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        personal = _personal_words(known, events, session.now())
        sys.stdout.writelines(_detail_lines(known.report, personal, deliveries, events, lang))
    return 0


def _deliveries(store: ReportStore, number: str) -> tuple[list[Dispatch], list[LckmError]]:
    """Return the deliveries of a report, and the errors of those that cannot be read."""
    found = []
    faults = []
    for kind in DispatchKind:
        try:
            dispatch = store.dispatch(dispatch_id(number, kind))
        except LckmError as fault:
            faults.append(fault)
        else:
            found += [dispatch] if dispatch is not None else []
    return found, faults


def _events(session: Session, ids: Sequence[str]) -> list[Event]:
    """Return the audit events of these deliveries; none without an audit trail."""
    try:
        trail = session.offer(AuditTrail, "audit")
    except NotOfferedError:
        return []
    return sorted(
        (entry.event for delivery_id in ids for entry in trail.audit(subject=delivery_id)),
        key=lambda event: event.at,
    )


def _category(report: Report, deliveries: Sequence[Dispatch]) -> str:
    """Return the name of the category, as its letters give it, and its code."""
    code = safe(report.category or "-")
    name = safe(_category_name(deliveries))
    return f"{name} ({code})" if name else code


def _category_name(deliveries: Sequence[Dispatch]) -> str:
    """Return the category's name at the time of routing; empty if there was none."""
    return next((delivery.about for delivery in deliveries if delivery.about), "")


def _personal_words(known: ReportOutline, events: Sequence[Event], now: datetime) -> Message:
    """Return until when there may be personal data, or since when and why there are none."""
    term = first_clean_day(known.report.registered_at)
    if known.has_personal:
        # The outline says that there is a personal part, and not that it holds any contact data.
        return Message(f"jeśli je podano, są do {term}", f"if given, kept until {term}")
    if known.awaits_erasure:
        return DATA_TO_ERASE
    withdrawals = [
        event
        for event in events
        if event.verb == EventVerb.WITHDRAW_CONSENT and event.outcome in _WITHDRAWN
    ]
    if withdrawals:
        day = civil_day(withdrawals[0].at)
        return Message(f"brak, zgodę cofnięto {day}", f"none, consent withdrawn on {day}")
    if term <= civil_day(now):
        return Message(f"brak, termin minął {term}", f"none, the term passed on {term}")
    return Message("brak", "none")


def _detail_lines(
    report: Report,
    personal: Message,
    deliveries: Sequence[Dispatch],
    events: Sequence[Event],
    lang: Language,
) -> Iterator[str]:
    yield f"{report.number}\n"
    yield either(lang, "Zarejestrowano: ", "Registered: ") + local_time(report.registered_at) + "\n"
    yield either(lang, "Kategoria: ", "Category: ") + _category(report, deliveries) + "\n"
    yield either(lang, "Treść: ", "Text: ") + safe(report.description, lines=True) + "\n"
    doubtful = doubtful_words(report)
    if doubtful:
        words = ", ".join(f"„{safe(word)}”" for word in doubtful)
        yield either(lang, "Sprawdź ręcznie: ", "Check by hand: ") + words + "\n"
    yield either(lang, "Dane osobowe: ", "Personal data: ") + personal.text(lang) + "\n"
    if report.history:
        yield either(lang, "Obsługa:\n", "Handling:\n")
        yield from history_lines(report, lang)
    for delivery in deliveries:
        yield from _delivery_lines(delivery, lang)
    if events:
        yield "\n"
        yield from table(
            either(lang, "kiedy|co zrobiono", "when|what was done").split("|"),
            [(local_time(event.at), safe(event_words(event, lang))) for event in events],
        )


def _delivery_lines(delivery: Dispatch, lang: Language) -> Iterator[str]:
    yield (
        f"\n{KINDS[delivery.kind].text(lang)}: {delivery.state.message.text(lang)}, "
        f"{receiver(delivery, lang)}\n"
    )
    yield f"  {either(lang, 'dlaczego', 'why')}: {delivery_reason(delivery, lang)}\n"
    yield (
        f"  {either(lang, 'od', 'since')}: {local_time(delivery.since)}, "
        f"{either(lang, 'prób', 'attempts')}: {delivery.attempts}"
    )
    if delivery.due_at:
        yield f", {either(lang, 'następna', 'next')}: {local_time(delivery.due_at)}"
    yield "\n"
    if delivery.reference:
        taken = either(lang, "przyjęto pod numerem", "taken under the number")
        yield f"  {taken}: {delivery.reference}\n"
    if delivery.is_notice:
        confirmed = either(lang, "potwierdzono", "confirmed")
        yield f"  {confirmed}: {local_time(delivery.confirmed_at)}\n"
