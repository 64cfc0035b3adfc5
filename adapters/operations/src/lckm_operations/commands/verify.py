"""``lckm verify``: what is wrong in the store of reports, and how to mend it."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from lckm_cli.options import format_option, lang_option
from lckm_cli.polish import PolishCommand
from lckm_cli.words import Language, either, safe
from lckm_operations import strays, unheard
from lckm_operations.commands.shared import opened, settings_option

if TYPE_CHECKING:
    from lckm_sql import Fault

STRAY = "file without report"
CAME_BACK = "letter to the helpdesk came back"
NOT_READ = "mailbox of bounces that cannot be read"
OURS = {STRAY: strays.SAID, CAME_BACK: unheard.SAID, NOT_READ: unheard.NOT_READ}
"""What is found beside the store's own faults, and what to do about it."""


@click.command(
    "verify",
    cls=PolishCommand,
    help="Szuka w bazie tego, czego nie powinno w niej być: sierot, porzuconych doręczeń, danych osobowych po terminie; także plików, "
    "które nie należą do żadnego zgłoszenia, i listów do helpdesku, które wróciły. Mówi, jak to naprawić. Kod wyjścia: 0 nic nie znaleziono, 1 znaleziono.",
)
@click.option("--mend", is_flag=True, help="Usuń najpierw części osobowe i pliki, które nie mają zgłoszenia.")
@format_option("text", "json")
@settings_option
@lang_option
def command(mend: bool, format_: str, settings: str | None, lang: Language) -> int:
    """Look for faults."""
    found = opened(settings)
    now = found.now()
    if mend:
        parts: int = found.offer("mend")()
        files = strays.destroy_strays(found.centre, now)
        said = either(lang, "Usunięto bez zgłoszenia: części osobowych", "Destroyed, of no report: personal parts")
        click.echo(f"{said}: {parts}, {either(lang, 'plików', 'files')}: {files}", err=True)
    of_store: Sequence[Fault] = found.offer("verify")(now=now)
    faults = [(str(one.kind), one.subject, one.said.text(lang)) for one in of_store]
    came_back = unheard.look(found.centre, found.settings)
    others = [(STRAY, one) for one in strays.strays(found.centre, now)]
    others += [(CAME_BACK, one) for one in came_back.to_helpdesk] + [(NOT_READ, one) for one in came_back.not_read]
    faults += [(kind, subject, f"{subject}: {OURS[kind].text(lang)}") for kind, subject in others]
    if format_ == "json":
        rows = [dict(zip(("kind", "subject", "message"), one, strict=True)) for one in faults]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for _, _, message in faults:
            click.echo(safe(message))
        click.echo(either(lang, f"Usterek: {len(faults)}", f"Faults: {len(faults)}"))
    return 1 if faults else 0
