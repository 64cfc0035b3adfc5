"""``lckm routes``: errors in a table of routes, and who gets a report by it."""

import json
import sys
from datetime import date

import click

from lckm_cli.language import Language
from lckm_cli.localised_click import PolishCommand, PolishGroup
from lckm_cli.options import (
    Day,
    format_option,
    group_lang_option,
    lang_option,
    load_directory,
    today,
    utcnow,
)


@click.group(
    "routes",
    cls=PolishGroup,
    help="Tabela tras zgłoszeń: co w niej nie gra i kto dostanie zgłoszenie.",
)
@group_lang_option
def command() -> None:
    """Group the commands."""


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
    """Check a table and print its rows and findings."""
    from lckm_cli.check.aggregate import CheckedFile, CheckSummary
    from lckm_cli.input_files import check_route_file
    from lckm_cli.output import routes

    name, rows, findings = check_route_file(table, load_directory(directory), day or today())
    judged = CheckedFile(name, unreadable=False, findings=findings)
    summary = CheckSummary.of([judged])
    if format_ == "json":
        from lckm_cli.output.findings import findings_as_json

        pieces = findings_as_json([judged], summary, lang)
    else:
        from lckm_cli.output.findings import findings_as_text
        from lckm_cli.terminal import takes_colour

        sys.stdout.writelines(routes.routes_as_text(rows, findings, lang))
        pieces = findings_as_text([judged], summary, lang, colour=takes_colour())
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
    """Try each row of a table on a report, and print which one wins."""
    from lckm_cli.input_files import read_report, read_routes
    from lckm_cli.output import routes
    from lckm_core.reports import explain_route, route

    rows = read_routes(table)
    subject = read_report(report, now=utcnow())
    tried = explain_route(subject, rows)
    way = route(subject, rows)
    if format_ == "json":
        click.echo(
            json.dumps(routes.choice_as_data(tried, way, lang), ensure_ascii=False, indent=2)
        )
    else:
        sys.stdout.writelines(routes.choice_as_text(tried, way, lang))
    return 0
