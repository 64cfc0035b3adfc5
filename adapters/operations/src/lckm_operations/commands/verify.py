"""``lckm verify``: what is wrong in the store of reports, and how to mend it."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from lckm_cli.options import format_option, lang_option
from lckm_cli.polish import PolishCommand
from lckm_cli.words import Language, either, safe
from lckm_operations.commands.shared import opened, settings_option

if TYPE_CHECKING:
    from lckm_sql import Fault


@click.command(
    "verify",
    cls=PolishCommand,
    help="Szuka w bazie tego, czego nie powinno w niej być: sierot, porzuconych doręczeń, danych osobowych po terminie. Mówi, jak to "
    "naprawić. Kod wyjścia: 0 nic nie znaleziono, 1 znaleziono.",
)
@click.option("--mend", is_flag=True, help="Usuń najpierw części osobowe, które nie mają zgłoszenia.")
@format_option("text", "json")
@settings_option
@lang_option
def command(mend: bool, format_: str, settings: str | None, lang: Language) -> int:
    """Look for faults."""
    found = opened(settings)
    if mend:
        count: int = found.offer("mend")()
        click.echo(
            either(lang, f"Usunięto części osobowych bez zgłoszenia: {count}", f"Orphans destroyed: {count}"), err=True
        )
    faults: Sequence[Fault] = found.offer("verify")(now=found.now())
    if format_ == "json":
        rows = [{"kind": str(one.kind), "subject": one.subject, "message": one.said.text(lang)} for one in faults]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for one in faults:
            click.echo(safe(one.said.text(lang)))
        click.echo(either(lang, f"Usterek: {len(faults)}", f"Faults: {len(faults)}"))
    return 1 if faults else 0
