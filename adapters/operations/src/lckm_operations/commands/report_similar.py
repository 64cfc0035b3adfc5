"""``lckm reports similar``: earlier reports that may be about the same thing."""

import json

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
    table,
)
from lckm_operations.serialisation import of_report


@click.command(
    "similar",
    cls=PolishCommand,
    help="Pokazuje najwyżej 5 wcześniejszych zgłoszeń tej samej kategorii i z tego samego miejsca. "
    "To podpowiedź: o tym, czy zgłoszenie jest powtórzone, decyduje pracownik.",
)
@click.argument("number", metavar="NUMER")
@click.option(
    "--days",
    type=click.IntRange(1, 366),
    default=30,
    metavar="DNI",
    help="Z ilu dni wcześniej; bez tej opcji 30.",
)
@format_option("text", "json")
@settings_option
@lang_option
def similar(number: str, days: int, format_: str, settings: str | None, lang: Language) -> int:
    """List earlier reports of the same place."""
    found = open_session(settings).centre.similar(number, days=days)
    if format_ == "json":
        click.echo(
            json.dumps([of_report(report) for report in found], ensure_ascii=False, indent=2)
        )
    elif found:
        headings = either(lang, "numer|zarejestrowano|treść", "number|registered|text").split("|")
        rows = [
            (report.number, local_time(report.registered_at), _beginning(report.description))
            for report in found
        ]
        click.echo("".join(table(headings, rows)), nl=False)
    else:
        click.echo(either(lang, "Nie ma podobnych zgłoszeń.", "There are no similar reports."))
    return 0


_SHOWN = 60


def _beginning(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = " ".join(text.split())
    return safe(line if len(line) <= _SHOWN else line[:_SHOWN] + "…")
