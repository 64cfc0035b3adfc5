"""``lckm find``: searches for procedures and prints them as text or JSON."""

import io
import json
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from rich.padding import Padding
from rich.text import Text

from lckm_cli.settings import DEFAULT_FILE, open_session, settings_path
from lckm_cli.toolkit import (
    PATH,
    Day,
    Language,
    PolishCommand,
    console,
    either,
    lang_option,
    safe,
    takes_colour,
    terminal_width,
    today,
)
from lckm_core.centre import ContactCentre
from lckm_core.ports import Hit, TextSpan
from lckm_core.publication import Audience
from lckm_search.commands.index_location import (
    index_options,
    read_knowledge_base,
    visible_projections,
)
from lckm_search.index import AUDIENCES, SearchIndex

NOTHING_FOUND = 3
"""The exit code when nothing is found, as for ``lckm show``."""
_INDENT = len("KA-00000") + 2


@click.command(
    "find",
    cls=PolishCommand,
    help="Szuka procedur tak, jak się mówi: w odmianie, bez polskich znaków, z literówkami, "
    "słowami mieszkańców, po numerze procedury "
    "albo telefonu. Kod wyjścia 3: nic nie znaleziono.",
)
@click.argument("words", nargs=-1, required=True, metavar="PYTANIE")
@click.option(
    "--audience",
    type=click.Choice([audience.value for audience in AUDIENCES]),
    default=Audience.PORTAL.value,
    envvar="LCKM_SEARCH_AUDIENCE",
    help="Odbiorcy: portal albo call-centre (szuka też w polach z gwiazdką); bez tej opcji "
    "zmienna LCKM_SEARCH_AUDIENCE albo portal.",
)
@click.option(
    "--limit", type=click.IntRange(1, 100), default=5, help="Ile najwyżej; bez tej opcji 5."
)
@click.option(
    "--from",
    "paths",
    multiple=True,
    type=PATH,
    metavar="ŚCIEŻKA",
    help="Szuka w tych plikach i folderach zamiast w indeksie.",
)
@click.option(
    "--on", "day", type=Day(), help="Dzień dla --from (rrrr-mm-dd); bez tej opcji dzisiaj."
)
@click.option("--json", "as_json", is_flag=True, help="Wypisuje JSON.")
@index_options
@click.option(
    "--settings",
    metavar="PLIK",
    help="Plik ustawień, którego adapter szuka; bez tej opcji i bez miejsca indeksu zmienna "
    "LCKM_SETTINGS albo ./lckm.toml.",
)
@lang_option
def command(
    words: tuple[str, ...],
    audience: str,
    limit: int,
    paths: tuple[str, ...],
    day: date | None,
    as_json: bool,
    place: str | None,
    analyser: str,
    synonyms: str | None,
    settings: str | None,
    lang: Language,
) -> int:
    """Search and print the hits."""
    viewer, query, code = Audience(audience), " ".join(words), 0
    if paths:
        procedures, code = read_knowledge_base(paths, lang)
        with (
            TemporaryDirectory(prefix="lckm-find-") as folder,
            closing(SearchIndex(folder, analyser=analyser, synonyms=synonyms)) as index,
        ):
            index.replace({viewer: visible_projections(procedures, viewer, day or today())})
            hits = index.find(query, audience=viewer, limit=limit)
    elif place and not settings:
        with closing(SearchIndex(place, analyser=analyser, synonyms=synonyms)) as index:
            hits = index.find(query, audience=viewer, limit=limit)
    else:
        hits = _centre(settings, lang).find(query, audience=viewer, limit=limit)
    if as_json:
        click.echo(
            json.dumps({"hits": [_to_data(hit) for hit in hits]}, ensure_ascii=False, indent=2)
        )
    else:
        sys.stdout.write(as_text(hits, width=terminal_width(), colour=takes_colour()))
    if not hits and not as_json:
        click.echo(
            either(
                lang,
                "Nic nie znaleziono. Spróbuj innych słów.",
                "Nothing was found. Try other words.",
            ),
            err=True,
        )
    return code or (0 if hits else NOTHING_FOUND)


def _centre(settings: str | None, lang: Language) -> ContactCentre:
    """Return the contact centre of the settings file."""
    path = settings_path(settings)
    if path == Path(DEFAULT_FILE) and not path.exists():
        raise click.UsageError(
            either(
                lang,
                "Podaj, gdzie szukać: --index MIEJSCE (zob. lckm index), --from FOLDER albo "
                f"--settings PLIK (tu nie ma {DEFAULT_FILE}).",
                "Say where to search: --index PLACE (see lckm index), --from FOLDER or "
                f"--settings FILE (there is no {DEFAULT_FILE} here).",
            )
        )
    centre = open_session(settings, new=True).centre
    if not centre.plugins.answers("provide_search"):
        raise click.UsageError(
            either(
                lang,
                f"{path}: żaden adapter nie szuka. Dopisz tabelę [[adapter]] z use = "
                '"lckm_search:SearchAdapter" i index.',
                f"{path}: no adapter searches. Add a table [[adapter]] with use = "
                '"lckm_search:SearchAdapter" and index.',
            )
        )
    return centre


def _to_data(hit: Hit) -> dict[str, Any]:
    """Return a hit as data for JSON; a span is its start and its end."""
    passages = [
        {"label": passage.label, "text": passage.text, "spans": passage.spans}
        for passage in hit.passages
    ]
    return {
        "id": hit.id,
        "title": hit.title,
        "score": hit.score,
        "title_spans": hit.title_spans,
        "passages": passages,
    }


def as_text(hits: Sequence[Hit], *, width: int, colour: bool) -> str:
    """Return the hits as text: number and title, then the passages.

    With *colour* the words found are highlighted.
    """
    file = io.StringIO()
    terminal = console(file, width=width, colour=colour)
    for hit in hits:
        head = Text().append(f"{hit.id}  ", style="dim")
        head.append_text(_highlighted(hit.title, hit.title_spans, "bold"))
        terminal.print(head)
        for passage in hit.passages:
            line = Text().append(f"{safe(passage.label)}: ", style="dim")
            line.append_text(_highlighted(passage.text, passage.spans, ""))
            terminal.print(Padding(line, (0, 0, 0, _INDENT)))
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _highlighted(text: str, spans: Sequence[TextSpan], style: str) -> Text:
    highlighted = Text().append(safe(text), style=style)
    for span in spans:
        highlighted.stylize("bold yellow", span.start, span.end)
    return highlighted
