"""``lckm procedure list``, ``show`` and ``history``."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

import click

from lckm_cli.settings import settings_option
from lckm_cli.toolkit import (
    Day,
    Language,
    PolishCommand,
    either,
    format_option,
    lang_option,
    safe,
    table,
)
from lckm_core.calendar import civil_day
from lckm_core.centre import NoSuchEditionError
from lckm_core.forms import to_yaml
from lckm_core.publication import (
    Audience,
    Edition,
    EditionAct,
    State,
    Transition,
)
from lckm_editorial.command_session import (
    CommandSession,
    Refusals,
    open_command_session,
    print_findings,
)
from lckm_editorial.edition_texts import (
    act_row,
    as_data,
    handover_lines,
    line,
    next_moves,
    state_word,
)

_NOTHING_SHOWN = 3


@click.command(
    "list",
    cls=PolishCommand,
    help="Wypisuje procedury: najnowszą wersję każdej, jej stan i od kiedy w nim jest. Postać ids "
    "to same numery, do następnego polecenia.",
)
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in State]),
    metavar="STAN",
    help=f"Tylko w tych stanach: {', '.join(state.value for state in State)}.",
)
@click.option("--unit", metavar="NAZWA", help="Tylko tej jednostki.")
@click.option("--cell", metavar="NAZWA", help="Tylko tej komórki.")
@format_option("text", "json", "ids")
@settings_option
@lang_option
def list_(
    states: tuple[str, ...],
    unit: str | None,
    cell: str | None,
    format_: str,
    settings: str | None,
    lang: Language,
) -> int:
    """List the newest edition of each."""
    rows = [
        edition
        for edition in _newest_editions(open_command_session(settings))
        if (not states or edition.state.value in states)
        and unit in (None, edition.procedure.unit)
        and cell in (None, edition.procedure.cell)
    ]
    if format_ == "json":
        click.echo(json.dumps([as_data(edition) for edition in rows], ensure_ascii=False, indent=2))
    elif format_ == "ids":
        sys.stdout.writelines(f"{edition.id}\n" for edition in rows)
    else:
        headings = either(
            lang, "numer|wersja|stan|od|nazwa", "number|edition|state|since|title"
        ).split("|")
        sys.stdout.writelines(table(headings, [_row(edition, lang) for edition in rows]))
        click.echo(either(lang, f"Procedur: {len(rows)}", f"Procedures: {len(rows)}"))
    return 0


def _newest_editions(session: CommandSession) -> Iterator[Edition]:
    """Yield the newest edition of each procedure.

    The store yields editions ordered by procedure and edition number.
    """
    last: Edition | None = None
    for edition in session.centre.plugins.procedures.all_editions():
        if last is not None and last.id != edition.id:
            yield last
        last = edition
    if last is not None:
        yield last


def _row(edition: Edition, lang: Language) -> tuple[str, ...]:
    moment = edition.in_state_since
    day = civil_day(moment).isoformat() if moment else "-"
    return (
        edition.id,
        str(edition.number),
        state_word(edition.state, lang),
        day,
        safe(edition.procedure.title),
    )


@click.command(
    "show",
    cls=PolishCommand,
    help="Pokazuje, gdzie jest procedura, jak wpłynęła, co można z nią zrobić i kto może, oraz "
    "uwagi do tekstu. Postać yaml to sam tekst, do "
    "poprawiania. Z --audience: co widzą odbiorcy w danym dniu. Kod wyjścia: 1 uwagi, 3 odbiorcy "
    "nic nie widzą.",
)
@click.argument("number", metavar="NUMER")
@click.option("--edition", type=click.IntRange(1), help="Która wersja; bez tej opcji najnowsza.")
@click.option(
    "--audience",
    type=click.Choice([choice.value for choice in Audience]),
    metavar="ODBIORCY",
    help=f"Co widzą: {', '.join(choice.value for choice in Audience)}.",
)
@click.option("--on", "day", type=Day(), help="Dnia, z --audience; bez tej opcji dzisiaj.")
@format_option("text", "yaml", "json")
@settings_option
@lang_option
def show(
    number: str,
    edition: int | None,
    audience: str | None,
    day: date | None,
    format_: str,
    settings: str | None,
    lang: Language,
) -> int:
    """Show one procedure."""
    session = open_command_session(settings)
    refusals = Refusals(lang)
    code = 0
    with refusals.reported():
        if audience is not None:
            session.editions(number)
            return _print_projection(
                session, number, Audience(audience), day or session.today, format_, lang
            )
        found = _edition(session, number, edition)
        if format_ == "yaml":
            sys.stdout.write(to_yaml(found.procedure, schema="../schemas/procedure.schema.json"))
        elif format_ == "json":
            click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2))
        else:
            code = _print_edition(session, found, lang)
    return refusals.code or code


def _edition(session: CommandSession, number: str, wanted: int | None) -> Edition:
    editions = {edition.number: edition for edition in session.editions(number)}
    found = max(editions) if wanted is None else wanted
    if found not in editions:
        raise NoSuchEditionError(number, found)
    return editions[found]


def _print_edition(session: CommandSession, edition: Edition, lang: Language) -> int:
    """Print where an edition stands; return 1 where there is anything to fix in it."""
    click.echo(safe(edition.procedure.title))
    click.echo(line(edition, lang))
    for text in handover_lines(edition, lang):
        click.echo(text)
    for move in next_moves(edition.state, lang):
        click.echo(either(lang, "Można", "May be done") + f": {move}")
    findings = session.centre.check_edition(edition)
    print_findings(findings, lang)
    return 1 if findings.errors else 0


def _print_projection(
    session: CommandSession,
    number: str,
    audience: Audience,
    day: date,
    format_: str,
    lang: Language,
) -> int:
    """Print what an audience sees that day; return 3 where that is nothing."""
    projection = session.centre.show(number, audience, on=day)
    if projection is None:
        message = either(
            lang,
            f"{number}: dnia {day} odbiorcy {audience.value} nic nie widzą.",
            f"{number}: on {day} nothing is shown to {audience.value}.",
        )
        click.echo(message, err=True)
        return _NOTHING_SHOWN
    if format_ == "json":
        click.echo(json.dumps(projection.to_data(), ensure_ascii=False, indent=2))
        return 0
    from lckm_cli.toolkit import projection_as_text, takes_colour, terminal_width

    sys.stdout.write(
        projection_as_text(projection.to_data(), width=terminal_width(), colour=takes_colour())
    )
    return 0


@click.command(
    "history",
    cls=PolishCommand,
    help="Wypisuje wszystko, co zrobiono z procedurą: wersja, kiedy, co, kto, w jakiej roli i "
    "dlaczego.",
)
@click.argument("number", metavar="NUMER")
@format_option("text", "json")
@settings_option
@lang_option
def history(number: str, format_: str, settings: str | None, lang: Language) -> int:
    """Print what was done."""
    session = open_command_session(settings)
    refusals = Refusals(lang)
    with refusals.reported():
        editions = session.editions(number)
        if format_ == "json":
            click.echo(
                json.dumps([as_data(edition) for edition in editions], ensure_ascii=False, indent=2)
            )
        else:
            headings = either(
                lang, "wersja|kiedy|co|kto|rola|dlaczego", "edition|when|what|who|role|why"
            ).split("|")
            sys.stdout.writelines(
                table(headings, [act_row(edition, act, lang) for edition, act in _acts(editions)])
            )
    return refusals.code


def _acts(editions: Sequence[Edition]) -> Iterator[tuple[Edition, EditionAct]]:
    """Yield each act once, since a corrected edition repeats those of its predecessor."""
    before: tuple[EditionAct, ...] = ()
    for edition in editions:
        shared = [
            act
            for act, _ in takewhile(
                lambda pair: pair[0] == pair[1], zip(edition.acts, before, strict=False)
            )
        ]
        made_of_it = any(act.verb is Transition.CORRECT for act in shared)
        for act in edition.acts[len(shared) if made_of_it else 0 :]:
            yield edition, act
        before = edition.acts
