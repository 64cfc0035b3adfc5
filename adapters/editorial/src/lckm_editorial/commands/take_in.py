"""``lckm procedure take-in`` and ``update``: what heads hand in (zał. 2 § 8, § 11)."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from lckm_cli.settings import settings_option
from lckm_cli.toolkit import PATH, Day, Language, PolishCommand, either, lang_option
from lckm_core.findings import InvalidProcedureError
from lckm_core.procedures import Document, Procedure
from lckm_editorial.actor import name_option
from lckm_editorial.command_session import (
    Refusals,
    open_command_session,
)
from lckm_editorial.commands.moves import require_single
from lckm_editorial.commands.options import SEEN_OPTION, pack_options
from lckm_editorial.earlier_editions import accepted_texts
from lckm_editorial.handover_options import (
    HandoverOptions,
    handover_options,
)
from lckm_editorial.submitted_files import (
    Changes,
    read_request,
    read_text_or_changes,
)
from lckm_editorial.text_intake import NumberedText, SubmittedText, TextIntake, TextOptions

_F = TypeVar("_F", bound=Callable[..., Any])
CHANGES_OPTION = click.option(
    "--changes",
    type=click.Choice(["accept", "refuse"]),
    help="Zmiany śledzone w pliku Worda: accept – czytaj opis po nich, refuse – sprzed nich.",
)
_FILES = (
    click.option(
        "--file",
        "files",
        type=PATH,
        multiple=True,
        metavar="PLIK",
        help="Plik do pobrania, który przyszedł z opisem, pod nazwą, którą opis mu daje; można "
        "podać kilka razy. Czego nowy tekst nie zmienia, "
        "zostaje z poprzedniej wersji.",
    ),
    click.option(
        "--files", "folder", type=PATH, metavar="FOLDER", help="To samo: wszystkie pliki z folderu."
    ),
)


def _shared(command: _F) -> _F:
    """Add the options of both commands."""
    command = pack_options(TextOptions, "options")(command)
    for option in (
        lang_option,
        settings_option,
        SEEN_OPTION,
        name_option,
        *reversed(_FILES),
        handover_options,
    ):
        command = option(command)
    return command


@click.command(
    "take-in",
    cls=PolishCommand,
    help="Przyjmuje opis procedury z pliku (YAML, JSON albo Word) jako nową wersję, której "
    "jeszcze nikt nie widzi. Nowy opis nie potrzebuje numeru: dostaje go teraz. Kilka plików "
    "naraz może wskazywać się jako powiązane po nazwie (related: title). Uwagi do tekstu nie "
    "przeszkadzają w przyjęciu, dopiero w potwierdzeniu, chyba że brakuje wymaganego pola albo "
    "wartości nie da się odczytać. Opis w Wordzie, w którym zaznaczono "
    "zmiany, jest wnioskiem o te zmiany, chyba że "
    "podano --changes. Ten sam plik drugi raz niczego nie zmienia. Kod wyjścia: 0 przyjęto, 1 "
    "odmowa albo uwagi, 2 nie da się odczytać.",
)
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="PLIK…")
@CHANGES_OPTION
@click.option("--requested-on", type=Day(), help="Dzień wniosku; bez tej opcji dzień wpływu.")
@_shared
def take_in(
    paths: tuple[str, ...],
    changes: Changes | None,
    requested_on: date | None,
    handover: HandoverOptions,
    options: TextOptions,
    settings: str | None,
    lang: Language,
) -> int:
    """Take procedures in."""
    if options.seen is not None:
        usage = (
            "Z opcją --seen podaj jeden plik: mówi, którą wersję tej procedury się widziało.",
            "With --seen give one file: it says which edition of that procedure was seen.",
        )
        require_single(paths, either(lang, *usage))
    session = open_command_session(settings)
    directory = session.centre.plugins.directory
    texts = [
        read_text_or_changes(path, directory, partial(accepted_texts, session), changes=changes)
        for path in _each_once(paths)
    ]

    intake = TextIntake(session, options, handover, lang, requested_on)
    several = len(texts) > 1
    refused: list[NumberedText] = []
    others: list[NumberedText] = []
    for text in texts:
        procedure = _build(text)
        takes = not several or intake.accepts(procedure)
        (others if takes else refused).append((text, procedure))
    # Several may name each other, so they need their numbers first; what is refused gets none.
    codes = [intake.take_in(text, procedure) for text, procedure in refused]
    refusals = Refusals(lang)
    with refusals.reported(", ".join(text.path for text, _ in others)):
        others = intake.with_numbers(others, new=several)
    if refusals.count:
        return refusals.code
    siblings = {text.id for _, text in others if text is not None} if several else set()
    codes += [intake.take_in(text, procedure, siblings) for text, procedure in others]
    return max(codes)


def _each_once(paths: Sequence[str]) -> Sequence[str]:
    """Return the paths without those of a file that another before them names."""
    named: dict[Path, str] = {}
    for path in paths:
        named.setdefault(Path(path).resolve(), path)
    return list(named.values())


def _build(text: SubmittedText) -> Procedure | None:
    """Return the procedure in a file; ``None`` for one that cannot be built."""
    if isinstance(text.content, Document):
        with suppress(InvalidProcedureError):
            return text.content.procedure()
    return None


@click.command(
    "update",
    cls=PolishCommand,
    help="Przyjmuje wniosek o aktualizację (YAML, JSON albo Word ze zmianami śledzonymi) i robi z "
    "niego nową wersję z najnowszej. Kod "
    "wyjścia jak w take-in.",
)
@click.argument("file", type=PATH, metavar="WNIOSEK")
@_shared
def update(
    file: str,
    handover: HandoverOptions,
    options: TextOptions,
    settings: str | None,
    lang: Language,
) -> int:
    """Take an update request in."""
    session = open_command_session(settings)
    submitted = read_request(
        file, session.centre.plugins.directory, partial(accepted_texts, session)
    )
    return TextIntake(session, options, handover, lang).take_in(submitted)
