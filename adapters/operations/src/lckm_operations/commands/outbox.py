"""``lckm outbox``: what waits to be delivered, whom to ask again whether data are erased, which files are yet to be destroyed."""

import json
import sys
from collections.abc import Sequence

import click

from lckm_cli.options import format_option, lang_option
from lckm_cli.polish import PolishCommand
from lckm_cli.words import Language, either
from lckm_core import Dispatch
from lckm_operations.commands.shared import opened, settings_option
from lckm_operations.plain import of_dispatch
from lckm_operations.words import KINDS, STATES, local, receiver, table, why


@click.command(
    "outbox",
    cls=PolishCommand,
    help="Mówi, co czeka na doręczenie, dlaczego, od kiedy i kiedy następna próba; kto ma jeszcze potwierdzić usunięcie danych; "
    "ile plików jest do zniszczenia.",
)
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=100, help="Ile najwyżej z każdych; bez tej opcji 100."
)
@format_option("text", "json")
@settings_option
@lang_option
def command(limit: int, format_: str, settings: str | None, lang: Language) -> int:
    """Say what waits."""
    found = opened(settings)
    store = found.centre.plugins.reports
    waiting: Sequence[Dispatch] = found.offer("waiting")(limit=limit)
    count: int = found.offer("waiting_count")()
    unconfirmed = store.unconfirmed(limit=limit)
    left = store.left_files(limit=limit)
    if format_ == "json":
        data = {
            "waiting_count": count,
            "waiting": [of_dispatch(one, lang) for one in waiting],
            "unconfirmed": [of_dispatch(one, lang) for one in unconfirmed],
            "files_left": len(left),
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    click.echo(either(lang, f"Czeka: {count}", f"Waiting: {count}"))
    headings = either(
        lang, "numer|co|stan|do kogo|od|następna próba|dlaczego", "number|what|state|to|since|next attempt|why"
    )
    sys.stdout.writelines(table(headings.split("|"), [_row(one, lang) for one in waiting]))
    click.echo(
        either(lang, f"\nUsunięcia danych nie potwierdził: {len(unconfirmed)}", f"\nNot confirmed: {len(unconfirmed)}")
    )
    asked = [
        (one.report_number, KINDS[one.kind].text(lang), receiver(one, lang), local(one.opened_at))
        for one in unconfirmed
    ]
    sys.stdout.writelines(table(either(lang, "numer|co|kto|od", "number|what|who|since").split("|"), asked))
    click.echo(either(lang, f"\nPliki do zniszczenia: {len(left)}", f"\nFiles to be destroyed: {len(left)}"))
    return 0


def _row(one: Dispatch, lang: Language) -> Sequence[str]:
    return (
        one.report_number,
        KINDS[one.kind].text(lang),
        STATES[one.state].text(lang),
        receiver(one, lang),
        local(one.since),
        local(one.due_at),
        why(one, lang),
    )
