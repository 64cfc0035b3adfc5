"""``lckm remind``: what needs attention so that published procedures stay true."""

import json
import sys
from datetime import date

import click

from lckm_cli.settings import settings_option
from lckm_cli.toolkit import (
    PATH,
    Day,
    Language,
    PolishCommand,
    either,
    format_option,
    lang_option,
    load_departures,
    safe,
)
from lckm_editorial.command_session import open_command_session


@click.command(
    "remind",
    cls=PolishCommand,
    help="Mówi, czego dopilnować: procedury, które niedługo przestaną obowiązywać, których "
    "komórki albo właściciela nie ma już w spisie, "
    "których podstawy prawnej lub opłat nikt nie sprawdził od roku, martwe adresy, pliki, których "
    "nikt nie przekazał, i wersje, które długo czekają. Kod wyjścia: 0 nic, 1 jest co zrobić.",
)
@click.option("--on", "day", type=Day(), help="Dnia; bez tej opcji dzisiaj.")
@click.option(
    "--within",
    type=click.IntRange(0, 3660),
    default=30,
    help="Ile dni przed końcem; bez tej opcji 30.",
)
@click.option(
    "--waiting",
    type=click.IntRange(0, 3660),
    default=14,
    help="Po ilu dniach czekania; bez tej opcji 14.",
)
@click.option(
    "--links", is_flag=True, help="Sprawdź też adresy stron: program zapyta o każdy ich serwer."
)
@click.option(
    "--departures",
    type=PATH,
    metavar="PLIK",
    help="Uzgodnione odstąpienia (zał. 2 § 9 ust. 3), jak w lckm check: o plikach, od których "
    "odstąpiono, nie przypomina.",
)
@format_option("text", "json")
@settings_option
@lang_option
def command(
    day: date | None,
    within: int,
    waiting: int,
    links: bool,
    departures: str | None,
    format_: str,
    settings: str | None,
    lang: Language,
) -> int:
    """Remind."""
    session = open_command_session(settings)
    fetch = None
    if links:
        from lckm_editorial.link_check import is_alive

        fetch = is_alive
    reminders = session.centre.reminders(
        on=day or session.today,
        within=within,
        waiting=waiting,
        fetch=fetch,
        departures=load_departures(departures),
    )
    if format_ == "json":
        rows = [
            {
                "kind": reminder.kind.value,
                "procedure": reminder.procedure,
                "path": reminder.path,
                "since": reminder.begins_on.isoformat() if reminder.begins_on else None,
                "message": reminder.message.text(lang),
            }
            for reminder in reminders
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        sys.stdout.writelines(f"{safe(reminder.message.text(lang))}\n" for reminder in reminders)
        click.echo(either(lang, f"Przypomnień: {len(reminders)}", f"Reminders: {len(reminders)}"))
    return 1 if reminders else 0
