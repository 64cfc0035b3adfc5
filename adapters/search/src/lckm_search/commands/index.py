"""``lckm index``: creates the search indexes from files, or updates them."""

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
from lckm_search.commands.index_location import (
    index_options,
    read_knowledge_base,
    visible_projections,
)
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
    """Index the procedures and print how many were written."""
    if place is None:
        raise click.UsageError(
            either(
                lang,
                "Podaj miejsce indeksu: --index FOLDER.",
                "Give the place of the index: --index FOLDER.",
            )
        )
    procedures, code = read_knowledge_base(paths, lang)
    with closing(SearchIndex(place, analyser=analyser, synonyms=synonyms)) as index:
        results = index.replace(
            {
                audience: visible_projections(procedures, audience, day or today())
                for audience in AUDIENCES
            }
        )
    for audience, result in results.items():
        pl = f"zapisano {result.written}, usunięto {result.removed}, bez zmian {result.unchanged}"
        en = f"{result.written} written, {result.removed} removed, {result.unchanged} as they were"
        click.echo(f"{audience.value}: {either(lang, pl, en)}")
    return code
