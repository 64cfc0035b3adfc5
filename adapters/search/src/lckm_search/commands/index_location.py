"""What the commands share: where the index lies, how it is made, and the procedures of files as an audience sees them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import click

from lckm_cli.toolkit import Language, read_procedures, safe
from lckm_core.procedures import Procedure
from lckm_core.publication import Audience, Projection, project
from lckm_search.polish import ANALYSERS

_F = TypeVar("_F", bound=Callable[..., Any])
UNREADABLE = 2


def index_options(command: _F) -> _F:
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


def read_base(paths: Sequence[str], lang: Language) -> tuple[list[Procedure], int]:
    """Return the procedures of files and folders and the exit code: files that cannot be read are told of, and passed over."""
    read_ones, failed = read_procedures(tuple(paths))
    for said in failed:
        click.echo(safe(said.text(lang)), err=True)
    return [procedure for _, procedure in read_ones], UNREADABLE if failed else 0


def shown(procedures: Sequence[Procedure], audience: Audience, on: date) -> Iterator[Projection]:
    """Yield what *audience* sees that day; of several editions of one procedure the one whose window began last."""
    editions: dict[str, list[Procedure]] = {}
    for procedure in procedures:
        editions.setdefault(procedure.id, []).append(procedure)
    known: Mapping[str, Sequence[Procedure]] = editions
    for id in sorted(editions):
        for procedure in sorted(
            editions[id], key=lambda one: one.valid_from or date.min, reverse=True
        ):
            projection = project(procedure, audience, on=on, known=known)
            if projection is not None:
                yield projection
                break
