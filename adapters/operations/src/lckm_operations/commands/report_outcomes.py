"""``lckm reports outcome``, ``reopen``, ``reclassify`` and ``status``."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

import attrs
import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import (
    Language,
    PolishCommand,
    either,
    format_option,
    lang_option,
    local_time,
    safe,
)
from lckm_core.centre import ContactCentre, ReportStatus
from lckm_core.delivery import Dispatch
from lckm_core.errors import NoSuchReportError
from lckm_core.organisation import Role
from lckm_core.reports import (
    Attribute,
    Classification,
    Outcome,
    Report,
    ReportActKind,
    ReportKind,
)
from lckm_core.text import Message
from lckm_operations.delivery_words import receiver
from lckm_operations.optional_features import outline
from lckm_operations.staff_name import HANDLING_ROLES, role_option, staff_option
from lckm_operations.words_file import address_option, read_words, words_option

_PROMPT = Message("Słowa dla zgłaszającego", "Words for the reporter")
_ADDRESS_PROMPT = Message("Adres albo opis miejsca", "Address or description of the place")
_OUTCOMES = {outcome.value.replace("_", "-"): outcome for outcome in Outcome}
_ACTS = {
    ReportActKind.OUTCOME: Message("wynik", "outcome"),
    ReportActKind.REOPENED: Message("otwarto na nowo", "reopened"),
    ReportActKind.RECLASSIFIED: Message("zmieniono przyporządkowanie, było", "reclassified, was"),
}
DATA_TO_ERASE = Message(
    "zgodę cofnięto, znikną, gdy pozwoli na to baza",
    "consent withdrawn, they go once the database allows",
)
"""What is said of data that nobody can read any more and that are yet to be erased."""
_NUMBER = click.argument("number", metavar="NUMER")
_words_option = words_option(" dla zgłaszającego, najwyżej 2000 znaków")


@click.command(
    "outcome",
    cls=PolishCommand,
    help="Zapisuje, co się stało ze zgłoszeniem, i słowa, które przeczyta zgłaszający. Dane "
    "osobowe w słowach skreśla. Powtórzone nie szkodzi; inny wynik wymaga najpierw „reopen”.",
)
@_NUMBER
@click.option(
    "--is",
    "outcome",
    type=click.Choice(list(_OUTCOMES)),
    required=True,
    help="Wynik: done (załatwione), not-ours (nie należy do miasta; w słowach, do kogo), "
    "nothing-to-do (nie ma nic do zrobienia), not-found (nie znaleziono), duplicate (zgłoszono "
    "wcześniej).",
)
@_words_option
@click.option(
    "--duplicate-of", metavar="NUMER", help="Numer wcześniejszego zgłoszenia, przy duplicate."
)
@role_option
@staff_option
@settings_option
@lang_option
def outcome(
    number: str,
    outcome: str,
    words: TextIO,
    duplicate_of: str | None,
    role: str,
    by: str | None,
    settings: str | None,
    lang: Language,
) -> int:
    """Record what became of a report."""
    session = open_session(settings)
    report = session.centre.note_outcome(
        number,
        _OUTCOMES[outcome],
        words=read_words(words, _PROMPT, lang, required_by="--words"),
        role=HANDLING_ROLES[role],
        now=session.now(),
        by=by,
        duplicate_of=duplicate_of,
    )
    _print_last_act(report, lang)
    return 0


@click.command(
    "reopen",
    cls=PolishCommand,
    help="Zapisuje, że wynik zgłoszenia już nie obowiązuje, i słowa, które przeczyta zgłaszający. "
    "Poprzedni wynik zostaje w przebiegu obsługi.",
)
@_NUMBER
@_words_option
@role_option
@staff_option
@settings_option
@lang_option
def reopen(
    number: str,
    words: TextIO,
    role: str,
    by: str | None,
    settings: str | None,
    lang: Language,
) -> int:
    """Record that an outcome does not hold."""
    session = open_session(settings)
    report = session.centre.reopen(
        number,
        words=read_words(words, _PROMPT, lang, required_by="--words"),
        role=HANDLING_ROLES[role],
        now=session.now(),
        by=by,
    )
    _print_last_act(report, lang)
    return 0


@click.command(
    "reclassify",
    cls=PolishCommand,
    help="Zmienia to, co decyduje, dokąd idzie zgłoszenie, i adres miejsca, i wysyła je od nowa "
    "tam, gdzie każe obecna tabela tras. Doręczenie, które się skończyło, zostaje. Czego nie "
    "podano, się nie zmienia; pusty tekst usuwa wartość. Dane osobowe w adresie skreśla. Robi to "
    "Call Center.",
)
@_NUMBER
@click.option("--category", metavar="KATEGORIA", help="Oznaczenie kategorii z tabeli tras.")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in ReportKind]),
    help="Rodzaj zgłoszenia: intervention, other.",
)
@click.option("--place", metavar="NAZWA", help="Rodzaj miejsca, np. park.")
@click.option("--area", metavar="NAZWA", help="Obszar miasta.")
@address_option
@click.option(
    "--attribute",
    "attributes",
    multiple=True,
    metavar="CECHA=WARTOŚĆ",
    help="Cecha, o którą pytają trasy, np. wiek-drzewa=12; można powtórzyć.",
)
@click.option("--head", is_flag=True, help="Robi to kierownik Oddziału Call Center.")
@staff_option
@settings_option
@lang_option
def reclassify(
    number: str,
    category: str | None,
    kind: str | None,
    place: str | None,
    area: str | None,
    address: TextIO | None,
    attributes: tuple[str, ...],
    head: bool,
    by: str | None,
    settings: str | None,
    lang: Language,
) -> int:
    """Give a report another classification or place."""
    session = open_session(settings)
    # Nothing personal is changed, so do not read it: there may be no key.
    known = outline(session.centre.plugins.reports, number)
    if known is None:
        raise NoSuchReportError(number)
    values = {"category": category, "place_kind": place, "area": area}
    changes: dict[str, Any] = {
        key: value or None for key, value in values.items() if value is not None
    }
    if kind:
        changes["kind"] = ReportKind(kind)
    if attributes:
        changes["attributes"] = _attributes(known.report.attributes, attributes, lang)
    new_address = None if address is None else read_words(address, _ADDRESS_PROMPT, lang).strip()
    dispatch = session.centre.reclassify(
        number,
        attrs.evolve(known.report.classification, **changes),
        role=Role.HEAD_OF_CALL_CENTRE if head else Role.CALL_CENTRE_STAFF,
        now=session.now(),
        by=by,
        seen=len(known.report.history),
        address=new_address,
    )
    if not dispatch.is_final:
        click.echo(f"{number} → {receiver(dispatch, lang)}: {safe(dispatch.routed)}")
        return 0
    click.echo(_stays_words(number, dispatch, lang))
    if _is_place_corrected(session.centre, number, len(known.report.history)):
        old_place = (
            "Odbiorca dostał je z dawnym miejscem: powiadom go sam.",
            "Its receiver has the old place: tell them yourself.",
        )
        click.echo(either(lang, *old_place))
    return 0


def _stays_words(number: str, dispatch: Dispatch, lang: Language) -> str:
    """Return that a report was changed, and stays with whoever has it."""
    holder = receiver(dispatch, lang)
    return either(
        lang,
        f"{number}: zmieniono. Zgłoszenie ma już {holder}; poproś o przekazanie go dalej.",
        f"{number}: changed. The report is with {holder} already; ask for it to be handed on.",
    )


@click.command(
    "status",
    cls=PolishCommand,
    help="Mówi, jak daleko jest zgłoszenie, tak jak dowiaduje się tego zgłaszający. Nie pokazuje "
    "nic z jego treści.",
)
@_NUMBER
@format_option("text", "json")
@settings_option
@lang_option
def status(number: str, format_: str, settings: str | None, lang: Language) -> int:
    """Print how far a report has come."""
    found = open_session(settings).centre.status(number)
    if format_ == "json":
        click.echo(json.dumps(_as_data(found), ensure_ascii=False, indent=2))
    else:
        click.echo("".join(_lines(found, lang)), nl=False)
    return 0


def _is_place_corrected(centre: ContactCentre, number: str, seen: int) -> bool:
    """Return whether an act after the first *seen* ones corrected a report's place."""
    stored = outline(centre.plugins.reports, number)
    return stored is not None and any(act.corrects_place for act in stored.report.history[seen:])


def history_lines(report: Report, lang: Language) -> Iterator[str]:
    """Yield the acts of staff on a report, one per line with its words below."""
    for act in report.history:
        act_words = _ACTS[act.kind].text(lang)
        if act.outcome is not None:
            act_words = f"{act_words}: {act.outcome.message.text(lang)}"
        if act.duplicate_of is not None:
            act_words = f"{act_words} {safe(act.duplicate_of)}"
        before = [_classification(act.was)] if act.was is not None else []
        if act.corrects_place:
            place = either(lang, "miejsce", "place")
            point = f" ({act.was_point.coordinates})" if act.was_point else ""
            before.append(f"{place} {safe(act.was_address or '-')}{point}")
        if before:
            act_words = f"{act_words}: {'; '.join(before)}"
        yield f"{local_time(act.at)}  {act_words}\n"
        if act.words:
            yield f"  {safe(act.words, lines=True)}\n"


def _classification(classification: Classification) -> str:
    values = (
        classification.category,
        classification.kind.value,
        classification.place_kind,
        classification.area,
        *(f"{attribute.name}={attribute.value}" for attribute in classification.attributes),
    )
    return ", ".join(safe(value or "-") for value in values)


def _lines(found: ReportStatus, lang: Language) -> Iterator[str]:
    yield f"{found.number}: {found.state.message.text(lang)}\n"
    registered = either(lang, "Zarejestrowano: ", "Registered: ")
    yield f"{registered}{found.registered_on}\n"
    yield (
        either(lang, "Odbiorca: ", "Receiver: ")
        + (safe(found.receiver) if found.receiver else either(lang, "helpdesk", "helpdesk"))
        + "\n"
    )
    if found.outcome is not None:
        earlier = f" {safe(found.duplicate_of)}" if found.duplicate_of else ""
        label = either(lang, "Wynik: ", "Outcome: ")
        yield f"{label}{found.outcome.message.text(lang)}{earlier}\n"
    if found.words:
        yield f"{found.acted_on}: {safe(found.words, lines=True)}\n"
    if found.awaits_erasure:
        yield either(lang, "Dane osobowe: ", "Personal data: ") + DATA_TO_ERASE.text(lang) + "\n"
        return
    clean = found.first_clean_day or either(lang, "już ich nie ma", "gone already")
    yield either(lang, "Bez danych osobowych od: ", "Without personal data from: ") + f"{clean}\n"


def _as_data(found: ReportStatus) -> dict[str, Any]:
    data = attrs.asdict(found)
    days = {
        key: data[key].isoformat() if data[key] else None
        for key in ("registered_on", "first_clean_day", "acted_on")
    }
    return data | days


def _print_last_act(report: Report, lang: Language) -> None:
    """Print the newest act of a report, with the words as they stay."""
    last = attrs.evolve(report, history=report.history[-1:])
    click.echo(f"{report.number}  " + "".join(history_lines(last, lang)), nl=False)


def _attributes(
    before: tuple[Attribute, ...], changes: tuple[str, ...], lang: Language
) -> tuple[Attribute, ...]:
    """Return the attributes with some changed, added, or removed by an empty value."""
    values = {attribute.name: attribute.value for attribute in before}
    for change in changes:
        name, sign, value = change.partition("=")
        if not sign:
            pl = "Cechę podaj jako CECHA=WARTOŚĆ, np. wiek-drzewa=12."
            en = "Give an attribute as NAME=VALUE, such as wiek-drzewa=12."
            raise click.UsageError(either(lang, pl, en))
        values[name] = value.strip()
    return tuple(Attribute(name, value) for name, value in values.items() if value)
