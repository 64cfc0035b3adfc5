"""``lckm timeline``: what appears and disappears, and when."""

import json
import sys
from datetime import date

import click

from lckm_cli.language import Language, either
from lckm_cli.localised_click import PolishCommand
from lckm_cli.options import (
    PATH,
    Day,
    format_option,
    lang_option,
    today,
)


@click.command(
    "timeline",
    cls=PolishCommand,
    help="Mówi, które procedury się pojawiają, zmieniają i znikają, i kiedy. Postać svg to obraz. "
    "Kod wyjścia 2: któregoś pliku nie da się odczytać.",
)
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="PLIK…")
@click.option("--from", "start", type=Day(), help="Pierwszy dzień; bez tej opcji dzisiaj.")
@click.option("--to", "end", type=Day(), help="Ostatni dzień; bez tej opcji bez końca.")
@format_option("text", "json", "svg")
@lang_option
def command(
    paths: tuple[str, ...], start: date | None, end: date | None, format_: str, lang: Language
) -> int:
    """Read all editions and print when each is shown."""
    from lckm_cli import file_timeline as calendar
    from lckm_cli.formatting import safe
    from lckm_cli.input_files import read_procedures

    now = today()
    first = start or now
    if end is not None and end < first:
        texts = (
            f"Okres kończy się przed początkiem: od {first} do {end}.",
            f"The time ends before it begins: from {first} to {end}.",
        )
        raise click.UsageError(either(lang, *texts))
    procedures, failed = read_procedures(paths)
    every = calendar.timeline_rows(procedures)
    if format_ == "svg":
        from lckm_cli.output.timeline_svg import timeline_as_svg, timeline_axis

        axis = timeline_axis(every, now, start, end)
        rows = calendar.rows_within(every, axis.first, axis.last)
        sys.stdout.write(
            timeline_as_svg(rows, calendar.timeline_events(every, axis.first, axis.last), axis, now)
        )
    else:
        from lckm_cli.output import timeline

        rows = calendar.rows_within(every, first, end)
        events = calendar.timeline_events(every, first, end)
        if format_ == "json":
            data = timeline.timeline_as_data(rows, events, first, end)
            sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        else:
            sys.stdout.writelines(timeline.timeline_as_text(rows, events, first, end, lang))
    for message in failed:
        click.echo(safe(message.text(lang)), err=True)
    return 2 if failed else 0
