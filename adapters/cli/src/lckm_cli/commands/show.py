"""``lckm show``: a procedure as an audience sees it on a day."""

import json
import sys
from datetime import date

import click

from lckm_cli.options import PATH, Day, directory_option, format_option, lang_option, load_directory, today
from lckm_cli.polish import PolishCommand
from lckm_cli.words import Language

NOTHING_SHOWN = 3
AUDIENCES = ("portal", "bip", "call-centre", "editors")


@click.command(
    "show",
    cls=PolishCommand,
    help="Pokazuje procedurę tak, jak widzą ją odbiorcy danego dnia. "
    "To podgląd: błędy, które nie pozwalają na publikację, wypisuje osobno. Kod wyjścia 3: tego dnia nic nie widać (mówi, dlaczego).",
)
@click.argument("file", type=PATH, metavar="PLIK")
@click.option(
    "--audience", type=click.Choice(AUDIENCES), required=True, help="Odbiorcy: portal, bip, call-centre, editors."
)
@click.option("--on", "day", type=Day(), help="Dzień (rrrr-mm-dd); bez tej opcji dzisiaj.")
@format_option("text", "json", "html")
@click.option(
    "--known",
    "known",
    multiple=True,
    type=PATH,
    metavar="FOLDER",
    help="Skąd brać nazwy procedur powiązanych; bez tej opcji z folderu pliku.",
)
@directory_option
@lang_option
def command(
    file: str,
    audience: str,
    day: date | None,
    format_: str,
    known: tuple[str, ...],
    directory: str | None,
    lang: Language,
) -> int:
    """Project a procedure and print it."""
    from lckm_cli.files import STDIN
    from lckm_cli.reading import preview, related_among, same_folder
    from lckm_core import Audience, hidden_because, project

    procedure = preview(file, load_directory(directory), lang)
    who, on = Audience(audience), day or today()
    folders = list(known) or ([] if file == STDIN else [same_folder(file)])
    related = related_among(folders, {one.id for one in procedure.related})
    projection = project(procedure, who, on=on, known=related)
    if projection is None:
        reason = hidden_because(procedure, who, on)
        click.echo(f"{reason.text(lang).removesuffix('.')}." if reason else "—", err=True)
        return NOTHING_SHOWN
    match format_:
        case "json":
            text = json.dumps(projection.to_data(), ensure_ascii=False, indent=2) + "\n"
        case "html":
            from lckm_pages import render

            text = render(projection)
        case _:
            from lckm_cli.output.page import as_text
            from lckm_cli.terminal import takes_colour, width

            text = as_text(projection.to_data(), width=width(), colour=takes_colour())
    sys.stdout.write(text)
    return 0
