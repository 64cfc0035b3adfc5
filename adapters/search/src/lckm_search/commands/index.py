"""``lckm index``: makes the indexes of files and folders, or brings them up to date."""

from contextlib import closing
from datetime import date

import click

from lckm_cli.toolkit import (
    PATH,
    Day,
    Language,
    PolishCommand,
    either,
    lang_option,
    today,
)
from lckm_search.commands.index_location import index_options, read_base, shown
from lckm_search.index import AUDIENCES, SearchIndex


@click.command(
    "index",
    cls=PolishCommand,
    help="Przygotowuje do szukania procedury z plików i folderów: osobno to, co widać na portalu, "
    "i to, co widzi Call Center. "
    "Czego nie ma w plikach, znika z indeksu; co się nie zmieniło, nie jest zapisywane od nowa.",
)
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="ŚCIEŻKA…")
@click.option("--on", "day", type=Day(), help="Dzień (rrrr-mm-dd); bez tej opcji dzisiaj.")
@index_options
@lang_option
def command(
    paths: tuple[str, ...],
    day: date | None,
    place: str | None,
    analyser: str,
    synonyms: str | None,
    lang: Language,
) -> int:
    """Index them, and say how many were written."""
    if place is None:
        raise click.UsageError(
            either(
                lang,
                "Podaj miejsce indeksu: --index FOLDER.",
                "Say where the index is to lie: --index FOLDER.",
            )
        )
    procedures, code = read_base(paths, lang)
    with closing(SearchIndex(place, analyser=analyser, synonyms=synonyms)) as index:
        done = index.replace(
            {audience: shown(procedures, audience, day or today()) for audience in AUDIENCES}
        )
    for audience, made in done.items():
        click.echo(
            either(
                lang,
                f"{audience.value}: zapisano {made.written}, usunięto {made.removed}, bez zmian "
                f"{made.kept}",
                f"{audience.value}: {made.written} written, {made.removed} removed, {made.kept} "
                "as they were",
            )
        )
    return code
