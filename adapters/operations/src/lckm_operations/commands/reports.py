"""``lckm reports``: lists, shows, reroutes and settles reports, without personal data.

What became of them is in :mod:`lckm_operations.commands.handling`.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from lckm_cli.settings import (
    NotOfferedError,
    Session,
    open_session,
    settings_option,
)
from lckm_cli.toolkit import (
    Day,
    Language,
    PolishCommand,
    PolishGroup,
    current_language,
    either,
    format_option,
    group_lang_option,
    lang_option,
    local_time,
    safe,
    table,
)
from lckm_core.delivery import (
    Dispatch,
    DispatchKind,
    DispatchState,
    ManualAction,
    Target,
    dispatch_id,
)
from lckm_core.errors import LckmError, NoSuchReportError
from lckm_core.ports import Event, ReportStore
from lckm_core.ports.optional import AuditTrail, FoundReport, ReportAdministration, ReportOutline
from lckm_core.redaction import doubtful_spans, strike
from lckm_core.reports import Report, first_clean_day
from lckm_operations.civil_days import start_of_day
from lckm_operations.commands.handling import (
    history_lines,
    outcome,
    reclassify,
    reopen,
    status,
)
from lckm_operations.commands.redact_words import redact
from lckm_operations.commands.trial import try_
from lckm_operations.labels import (
    KINDS,
    STATES,
    event_outcome,
    print_more,
    receiver,
    states_help,
    unreadable_lines,
    why,
)
from lckm_operations.optional_features import outline, unreadable
from lckm_operations.serialisation import of_dispatch, of_event, of_report
from lckm_operations.staff_name import staff_option

_NUMBER = click.argument("number", metavar="NUMER")
_FIT = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9._:/=+-]{0,39}")

if TYPE_CHECKING:
    _Type = click.ParamType[str]
else:
    _Type = click.ParamType


class Reference(_Type):
    """A reference of at most 40 letters, digits and ``._:/=+-``, with a digit.

    It is kept for ever, so it may not contain anything that identifies a person.
    """

    name = "numer"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the number; refuse, without quoting, what does not look like one."""
        text = str(value)
        if not _FIT.fullmatch(text) or str(strike(text)) != text:
            message = (
                "to nie wygląda na numer. Numer ma cyfrę, najwyżej 40 znaków: litery bez polskich "
                "znaków, cyfry i ._:/=+-, bez spacji. Słów, telefonu ani adresu tu nie wpisuj: "
                "zostałyby na zawsze.",
                "that does not look like a number. It has a digit, 40 characters at most: letters "
                "without Polish marks, digits and ._:/=+-, no spaces. Enter no words, telephone "
                "or address here: they would stay for good.",
            )
            self.fail(either(current_language(ctx), *message), param, ctx)
        return text


@click.group(
    "reports",
    cls=PolishGroup,
    help="Zgłoszenia i ich doręczanie. Danych osobowych nie pokazuje żadne z tych poleceń.",
)
@group_lang_option
def command() -> None:
    """Hold the commands together."""


@command.command("list", cls=PolishCommand, help="Wypisuje zgłoszenia według numerów.")
@click.option(
    "--state",
    type=click.Choice([one.value for one in DispatchState]),
    help=f"Tylko w tym stanie: {states_help()}.",
)
@click.option("--unit", metavar="NAZWA", help="Tylko do skrzynki tej jednostki lub komórki.")
@click.option("--from", "first", type=Day(), help="Zarejestrowane od tego dnia.")
@click.option("--to", "last", type=Day(), help="Zarejestrowane do tego dnia włącznie.")
@click.option("--after", metavar="NUMER", default="", help="Dalsza część listy: numery po tym.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=100, help="Ile najwyżej; bez tej opcji 100."
)
@format_option("text", "json")
@settings_option
@lang_option
def list_(
    state: str | None,
    unit: str | None,
    first: date | None,
    last: date | None,
    after: str,
    limit: int,
    format_: str,
    settings: str | None,
    lang: Language,
) -> int:
    """List reports."""
    reports = (
        open_session(settings)
        .offer(ReportAdministration, "search")
        .search(
            state=DispatchState(state) if state else None,
            unit=unit,
            registered_from=start_of_day(first) if first else None,
            registered_to=start_of_day(last, later=1) if last else None,
            after=after,
            limit=limit,
        )
    )
    # Not among the rows, which a program reads one like another.
    sys.stderr.writelines(unreadable_lines(unreadable(reports), lang))
    if format_ == "json":
        rows = [
            of_report(one.report) | {"delivery": of_dispatch(one.dispatch, lang)} for one in reports
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        sys.stdout.writelines(_listed(reports, lang))
    if len(reports) == limit:
        print_more(reports[-1].report.number, lang, apart=format_ == "json")
    return 0


def _listed(reports: Sequence[FoundReport], lang: Language) -> Iterator[str]:
    headings = either(
        lang,
        "numer|zarejestrowano|kategoria|stan|odbiorca",
        "number|registered|category|state|receiver",
    )
    lines = [
        (
            one.report.number,
            local_time(one.report.registered_at),
            safe(one.report.category or "-"),
            STATES[one.dispatch.state].text(lang),
            receiver(one.dispatch, lang),
        )
        for one in reports
    ]
    yield from table(headings.split("|"), lines)


@command.command(
    "show",
    cls=PolishCommand,
    help="Pokazuje zgłoszenie bez danych osobowych, jego doręczenie i to, co z nim zrobiono.",
)
@_NUMBER
@format_option("text", "json")
@settings_option
@lang_option
def show(number: str, format_: str, settings: str | None, lang: Language) -> int:
    """Show one report."""
    session = open_session(settings)
    store = session.centre.plugins.reports
    # Nothing personal is shown, so nothing of it is read, for which there may be no key.
    known = outline(store, number)
    if known is None:
        raise NoSuchReportError(number)
    deliveries, faults = _deliveries(store, number)
    sys.stderr.writelines(f"{safe(fault.text(lang))}\n" for fault in faults)
    events = _events(session, [one.id for one in deliveries])
    if format_ == "json":
        data = of_report(known.report, has_personal=known.has_personal) | {
            "category_name": _category_name(deliveries),
            "check_by_hand": _doubtful_words(known.report),
            "deliveries": [of_dispatch(one, lang) for one in deliveries],
            "events": [of_event(event) for event in events],
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        sys.stdout.writelines(_shown(known, deliveries, events, lang))
    return 0


def _doubtful_words(report: Report) -> list[str]:
    """Return the words of a report's text that may be personal, each once."""
    text = report.description
    words = (text[start:end] for start, end, _ in doubtful_spans(text))
    return list(dict.fromkeys(words))


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
        (entry.event for one in ids for entry in trail.audit(subject=one)),
        key=lambda event: event.at,
    )


def _category(report: Report, deliveries: Sequence[Dispatch]) -> str:
    """Return the name of the category, as its letters give it, and its code."""
    code = safe(report.category or "-")
    name = safe(_category_name(deliveries))
    return f"{name} ({code})" if name else code


def _category_name(deliveries: Sequence[Dispatch]) -> str:
    """Return the category's name at the time of routing; empty if there was none."""
    return next((one.about for one in deliveries if one.about), "")


def _shown(
    known: ReportOutline, deliveries: Sequence[Dispatch], events: Sequence[Event], lang: Language
) -> Iterator[str]:
    report = known.report
    personal = (
        either(lang, "brak", "none")
        if not known.has_personal
        else either(
            lang,
            f"są, do {first_clean_day(report.registered_at)}",
            f"kept until {first_clean_day(report.registered_at)}",
        )
    )
    yield f"{report.number}\n"
    yield either(lang, "Zarejestrowano: ", "Registered: ") + local_time(report.registered_at) + "\n"
    yield either(lang, "Kategoria: ", "Category: ") + _category(report, deliveries) + "\n"
    yield either(lang, "Treść: ", "Text: ") + safe(report.description, lines=True) + "\n"
    doubtful = _doubtful_words(report)
    if doubtful:
        words = ", ".join(f"„{safe(word)}”" for word in doubtful)
        yield either(lang, "Sprawdź ręcznie: ", "Check by hand: ") + words + "\n"
    yield either(lang, "Dane osobowe: ", "Personal data: ") + personal + "\n"
    if report.history:
        yield either(lang, "Obsługa:\n", "Handling:\n")
        yield from history_lines(report, lang)
    for one in deliveries:
        yield (
            f"\n{KINDS[one.kind].text(lang)}: {STATES[one.state].text(lang)}, "
            f"{receiver(one, lang)}\n"
        )
        yield f"  {either(lang, 'dlaczego', 'why')}: {why(one, lang)}\n"
        yield (
            f"  {either(lang, 'od', 'since')}: {local_time(one.since)}, "
            f"{either(lang, 'prób', 'attempts')}: {one.attempts}"
        )
        yield (
            f", {either(lang, 'następna', 'next')}: {local_time(one.due_at)}\n"
            if one.due_at
            else "\n"
        )
        if one.reference:
            yield (
                f"  {either(lang, 'przyjęto pod numerem', 'taken under the number')}: "
                f"{one.reference}\n"
            )
        if one.kind is not DispatchKind.REPORT:
            yield f"  {either(lang, 'potwierdzono', 'confirmed')}: {local_time(one.confirmed_at)}\n"
    if events:
        yield "\n"
        yield from table(
            either(lang, "kiedy|co|wynik", "when|what|outcome").split("|"),
            [(local_time(one.at), one.verb, event_outcome(one, lang)) for one in events],
        )


for _command in (redact, try_, outcome, reopen, reclassify, status):
    command.add_command(_command)


@command.command(
    "route-again",
    cls=PolishCommand,
    help="Wysyła zgłoszenie od nowa, tam gdzie każe obecna tabela tras. Tylko takie, którego na "
    "pewno nikt jeszcze nie ma.",
)
@_NUMBER
@staff_option
@settings_option
@lang_option
def route_again(number: str, by: str | None, settings: str | None, lang: Language) -> int:
    """Begin a delivery anew."""
    session = open_session(settings)
    known = outline(session.centre.plugins.reports, number)
    stays = known.report if known else None
    moved = session.centre.reroute(number, now=session.now(), stays=stays, by=by)
    click.echo(f"{number} → {receiver(moved, lang)}: {safe(moved.routed)}")
    return 0


@command.command(
    "settle",
    cls=PolishCommand,
    help="Kończy doręczanie ręcznie: kto ma zgłoszenie i skąd to wiadomo. Powód jest kodem, bo "
    "słowa mogłyby zawierać dane osobowe: "
    "told (odbiorca tak powiedział), seen (widać je u niego), handed (przekazano inną drogą).",
)
@_NUMBER
@click.option(
    "--has",
    type=click.Choice([one.value for one in Target]),
    required=True,
    help="Kto je ma: mailbox, helpdesk.",
)
@click.option(
    "--reason",
    type=click.Choice([one.value for one in ManualAction]),
    required=True,
    help="Skąd to wiadomo: told, seen, handed.",
)
@click.option(
    "--reference",
    metavar="NUMER",
    type=Reference(),
    help="Numer u odbiorcy; zostaje na zawsze, więc to nie są słowa.",
)
@click.option(
    "--notice",
    type=click.Choice([one.value for one in Target]),
    help="Chodzi o wezwanie do usunięcia danych, wysłane do: mailbox, helpdesk.",
)
@staff_option
@settings_option
@lang_option
def settle(
    number: str,
    has: str,
    reason: str,
    reference: str | None,
    notice: str | None,
    by: str | None,
    settings: str | None,
    lang: Language,
) -> int:
    """End a delivery by hand."""
    session = open_session(settings)
    kind = DispatchKind(f"{notice}-notice") if notice else DispatchKind.REPORT
    ended = session.centre.settle_by_hand(
        number,
        Target(has),
        ManualAction(reason),
        now=session.now(),
        kind=kind,
        reference=reference,
        by=by,
    )
    click.echo(f"{number}: {STATES[ended.state].text(lang)}, {receiver(ended, lang)}")
    return 0
