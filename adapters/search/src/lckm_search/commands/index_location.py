"""What both commands share: the options of an index, and reading procedures from files."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import click

from lckm_cli.toolkit import Language, read_procedures, safe
from lckm_core.procedures import Procedure
from lckm_core.publication import Audience, Projection, project
from lckm_search.polish import ANALYSERS

_Command = TypeVar("_Command", bound=Callable[..., Any])
UNREADABLE = 2


def index_options(command: _Command) -> _Command:
    """Add ``--index``, ``--analyser`` and ``--synonyms``."""
    for option in (
        click.option(
            "--synonyms", metavar="PLIK", help="Własny plik synonimów zamiast wbudowanego."
        ),
        click.option(
            "--analyser",
            type=click.Choice(ANALYSERS),
            default="best",
            help="Słownik odmiany: morfeusz2 albo snowball; bez tej opcji lepszy z "
            "zainstalowanych.",
        ),
        click.option(
            "--index",
            "place",
            metavar="MIEJSCE",
            envvar="LCKM_SEARCH_INDEX",
            help="Folder indeksu albo adres postgresql://…; także zmienna LCKM_SEARCH_INDEX.",
        ),
    ):
        command = option(command)
    return command


def read_knowledge_base(paths: Sequence[str], lang: Language) -> tuple[list[Procedure], int]:
    """Return the procedures in files and folders, and the exit code.

    Files that cannot be read are reported and skipped.
    """
    documents, failed = read_procedures(tuple(paths))
    for message in failed:
        click.echo(safe(message.text(lang)), err=True)
    return [procedure for _, procedure in documents], UNREADABLE if failed else 0


def visible_projections(
    procedures: Sequence[Procedure], audience: Audience, on: date
) -> Iterator[Projection]:
    """Yield what *audience* sees on a day.

    Of several editions of a procedure that is the visible one that came into force last.
    """
    editions: dict[str, list[Procedure]] = {}
    for procedure in procedures:
        editions.setdefault(procedure.id, []).append(procedure)
    by_id: Mapping[str, Sequence[Procedure]] = editions
    for id in sorted(editions):
        for procedure in sorted(
            editions[id], key=lambda edition: edition.valid_from or date.min, reverse=True
        ):
            projection = project(procedure, audience, on=on, known=by_id)
            if projection is not None:
                yield projection
                break
