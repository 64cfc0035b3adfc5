"""``lckm routes``: what is wrong with a table of routes, and who gets a report by it."""

import json
import sys
from datetime import date

import click

from lckm_cli.formatting import Language
from lckm_cli.localised_click import PolishCommand, PolishGroup
from lckm_cli.options import (
    Day,
    format_option,
    group_lang_option,
    lang_option,
    load_directory,
    today,
)


@click.group(
    "routes",
    cls=PolishGroup,
    help="Tabela tras zgłoszeń: co w niej nie gra i kto dostanie zgłoszenie.",
)
@group_lang_option
def command() -> None:
    """Hold the commands together."""


@command.command(
    "check",
    cls=PolishCommand,
    help="Sprawdza tabelę tras: trasy i wartości, które nigdy nie pasują, kategorie bez trasy, "
    "adresy spoza domen, "
    "jednostki nieznane i nieczynne danego dnia. Kod wyjścia: 0 bez uwag, 1 uwagi, 2 nie da "
    "się odczytać.",
)
@click.argument("table", metavar="TABELA")
@click.option(
    "--on",
    "day",
    type=Day(),
    help="Dzień (rrrr-mm-dd), w którym jednostki mają działać; bez tej opcji dzisiaj.",
)
@click.option("--directory", metavar="PLIK", help="Jednostki i komórki zamiast wbudowanych.")
@click.option("--strict", is_flag=True, help="Ostrzeżenia też kończą się kodem 1.")
@format_option("text", "json")
@lang_option
def check_table(
    table: str, day: date | None, directory: str | None, strict: bool, format_: str, lang: Language
) -> int:
    """Judge a table and print it with what was found."""
    from lckm_cli.check.aggregate import CheckedFile, CheckSummary
    from lckm_cli.input_files import judged_routes
    from lckm_cli.output import routes

    name, rows, findings = judged_routes(table, load_directory(directory), day or today())
    judged = CheckedFile(name, unreadable=False, findings=findings)
    summary = CheckSummary.of([judged])
    if format_ == "json":
        from lckm_cli.output.json import findings_as_json

        pieces = findings_as_json([judged], summary, lang)
    else:
        from lckm_cli.output.text import findings_as_text as listed
        from lckm_cli.terminal import takes_colour

        sys.stdout.writelines(routes.listed(rows, findings, lang))
        pieces = listed([judged], summary, lang, colour=takes_colour())
    sys.stdout.writelines(pieces)
    return summary.exit_code(strict=strict)


@command.command(
    "explain",
    cls=PolishCommand,
    help="Mówi, kto dostanie zgłoszenie (formularz albo zgłoszenie w pliku), i dlaczego: trasa "
    "po trasie. "
    "Kod wyjścia 2: nie da się odczytać.",
)
@click.argument("table", metavar="TABELA")
@click.argument("report", metavar="ZGŁOSZENIE")
@format_option("text", "json")
@lang_option
def explain(table: str, report: str, format_: str, lang: Language) -> int:
    """Hold a report against each row of a table, and print which wins."""
    from lckm_cli.input_files import read_report, read_routes
    from lckm_cli.output import routes
    from lckm_core.reports import explain_route, route

    rows, subject = read_routes(table), read_report(report)
    tried, way = explain_route(subject, rows), route(subject, rows)
    if format_ == "json":
        click.echo(json.dumps(routes.as_data(tried, way, lang), ensure_ascii=False, indent=2))
    else:
        sys.stdout.writelines(routes.explained(tried, way, lang))
    return 0
