"""``lckm audit``: what was done, to what, when, and how it ended."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import click

from lckm_cli.options import format_option, lang_option
from lckm_cli.polish import PolishCommand
from lckm_cli.words import Language, either, safe
from lckm_operations.commands.shared import opened, settings_option
from lckm_operations.plain import of_event
from lckm_operations.words import local, table

if TYPE_CHECKING:
    from lckm_sql import Entry

_PAGE = 1000


@click.command(
    "audit", cls=PolishCommand, help="Pokazuje ślad działań, od najdawniejszych. Nie ma w nim danych osobowych."
)
@click.option("--subject", metavar="NUMER", help="Tylko to zgłoszenie, wezwanie (NUMER:mailbox-notice) albo procedura.")
@click.option("--verb", metavar="CZYNNOŚĆ", help="Tylko takie czynności, np. withdraw_consent.")
@click.option("--after", type=click.IntRange(0), default=0, help="Dalsza część: wpisy po tym.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=1000, help="Ile najwyżej; bez tej opcji 1000.")
@format_option("text", "json")
@settings_option
@lang_option
def command(
    subject: str | None,
    verb: str | None,
    after: int,
    limit: int,
    format_: str,
    settings: str | None,
    lang: Language,
) -> int:
    """Show the trail."""
    pages = _pages(partial(opened(settings).offer("audit"), subject=subject), after)
    entries = list(islice((entry for entry in pages if verb in (None, entry.event.verb)), limit))
    if format_ == "json":
        rows = [{"id": entry.id} | of_event(entry.event) for entry in entries]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    headings = either(lang, "wpis|kiedy|co|kogo lub czego|rola|wynik", "entry|when|what|of what|role|outcome").split(
        "|"
    )
    lines = [
        (
            str(entry.id),
            local(entry.event.at),
            entry.event.verb,
            safe(entry.event.subject),
            entry.event.role.value if entry.event.role else "-",
            entry.event.outcome,
        )
        for entry in entries
    ]
    sys.stdout.writelines(table(headings, lines))
    return 0


def _pages(read: Callable[..., Sequence["Entry"]], after: int) -> Iterator["Entry"]:
    """Yield the whole trail after an entry, a page at a time."""
    while page := read(after=after, limit=_PAGE):
        yield from page
        after = page[-1].id
