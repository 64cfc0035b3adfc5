"""``lckm streets``: errors in a city's list of streets, and the list for residents' pages."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs
import click

from lckm_cli.formatting import safe
from lckm_cli.language import Language, current_language, either
from lckm_cli.localised_click import PolishCommand, PolishGroup
from lckm_cli.options import group_lang_option, lang_option
from lckm_cli.settings import settings_option
from lckm_core.errors import LckmError
from lckm_core.text import Message

if TYPE_CHECKING:
    from lckm_core.streets import Street

_F = TypeVar("_F", bound=Callable[..., Any])
# Enough examples for a list with other districts altogether.
_MOST_NAMES: Final = 20


@attrs.frozen(str=False)
class NoPlaceForStreetsError(LckmError):
    """The settings name no file for a list of streets, or several."""

    settings: str
    count: int

    @property
    def message(self) -> Message:
        """What to write into the settings file."""
        if self.count:
            return Message(
                f"{self.settings}: strony mają różne pliki z ulicami ({self.count}). Daj im w "
                "streets jeden albo trzymaj każde miasto w pliku ustawień własnym.",
                f"{self.settings}: faces have different files of streets ({self.count}). Give them "
                "one as streets, or keep each city in settings of its own.",
            )
        return Message(
            f"{self.settings}: żadna strona nie ma pliku z ulicami. Dopisz do jej tabeli [[face]]: "
            'streets = { path = "ulice.csv" }',
            f"{self.settings}: no face has a file of streets. Add to its table [[face]]: "
            'streets = { path = "streets.csv" }',
        )


@click.group(
    "streets",
    cls=PolishGroup,
    help="Lista ulic miasta, z której podpowiada formularz zgłoszenia.",
)
@group_lang_option
def command() -> None:
    """Group the commands."""


def _district_option(command: _F) -> _F:
    """Add ``--district``."""
    return click.option(
        "--district",
        "districts",
        metavar="KOD=NAZWA",
        multiple=True,
        callback=_district_names,
        help="Dla katalogu ULIC: część miasta o kodzie TERC z siedmiu cyfr, np. 1061029=baluty. "
        "Ulice o innych kodach są pomijane. Można podać wiele razy.",
    )(command)


def _district_names(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> Mapping[str, str]:
    """Return the names of districts by code."""
    names = {}
    for value in values:
        code, _, name = value.partition("=")
        if not (code.isascii() and code.isdecimal() and len(code) == 7 and name.strip()):
            expected = either(
                current_language(context),
                "ma tu być kod z siedmiu cyfr, znak = i nazwa, np. 1061029=baluty.",
                "this wants a code of seven digits, = and a name, such as 1061029=baluty.",
            )
            raise click.BadParameter(expected, context, option)
        names[code] = name.strip()
    return names


@command.command(
    "check",
    cls=PolishCommand,
    help="Sprawdza listę ulic: katalog ULIC rejestru TERYT albo własną tabelę miasta (CSV, TSV) z "
    "kolumnami nazwa, rodzaj, dzielnica, inne nazwy. Kod wyjścia: 0 bez uwag, 1 uwagi, 2 nie da "
    "się odczytać.",
)
@click.argument("file", metavar="PLIK")
@_district_option
@lang_option
def check_list(file: str, districts: Mapping[str, str], lang: Language) -> int:
    """Check a list of streets."""
    _, code = _read_and_judge(file, districts, lang)
    return code


@command.command(
    "load",
    cls=PolishCommand,
    help="Sprawdza listę ulic i zapisuje ją w pliku, który w ustawieniach ma strona mieszkańca "
    "(streets w [[face]]), w całości albo wcale. Strona, która działa, bierze ją od następnego "
    "pytania. Kod wyjścia: 0 zapisano, 1 uwagi i nic nie zapisano, 2 nie da się odczytać.",
)
@click.argument("file", metavar="PLIK")
@_district_option
@settings_option
@lang_option
def load_list(file: str, districts: Mapping[str, str], settings: str | None, lang: Language) -> int:
    """Check a list of streets, and put it where the resident's pages read it."""
    from lckm_cli.atomic_write import write_text
    from lckm_cli.settings import read_settings, settings_path
    from lckm_core.streets import streets_as_csv

    known = read_settings(settings_path(settings))
    paths = known.face_paths("streets")
    if len(paths) != 1:
        raise NoPlaceForStreetsError(str(known.file), len(paths))
    streets, code = _read_and_judge(file, districts, lang)
    if code:
        return code
    areas = known.face_values("areas", beside="streets")
    unknown = _unknown_districts(streets, [area for area in areas if isinstance(area, Mapping)])
    if unknown:
        names = safe(", ".join(unknown))
        click.echo(
            either(
                lang,
                f"Uwaga: tych dzielnic nie ma w areas strony, więc się nie dopiszą: {names}",
                f"Note: areas of the face have no such districts, so they fill nothing in: {names}",
            )
        )
    before = _count_before(paths[0])
    write_text(paths[0], streets_as_csv(streets))
    if before is not None:
        click.echo(
            either(lang, f"Było: {before}, jest: ", f"Before: {before}, now: ") + str(len(streets))
        )
    click.echo(either(lang, "Zapisano: ", "Written: ") + safe(str(paths[0])))
    return 0


def _unknown_districts(
    streets: Sequence["Street"], areas: Sequence[Mapping[str, str]]
) -> Sequence[str]:
    """Return the names of districts that no face knows, at most a few of them."""
    from lckm_core.text import folded

    known = {folded(str(name)) for area in areas for pair in area.items() for name in pair}
    named = dict.fromkeys(name for street in streets for name in street.districts)
    unknown = [name for name in named if folded(name) not in known]
    ellipsis = ["…"] if len(unknown) > _MOST_NAMES else []
    return [*unknown[:_MOST_NAMES], *ellipsis]


def _count_before(path: Path) -> int | None:
    """Return how many streets the replaced list has; ``None`` if there is none."""
    from lckm_core.streets import MOST_BYTES, read_streets

    try:
        found = None if path.stat().st_size > MOST_BYTES else read_streets(path.read_bytes())
    except OSError:
        return None
    return None if found is None or found.faults else len(found.streets)


def _read_and_judge(path: str, districts: Mapping[str, str], lang: Language) -> tuple[Any, int]:
    """Return the streets of a file and the exit code, and print what is wrong."""
    from lckm_cli.file_selection import TooLargeError, read_bytes, shown_name
    from lckm_cli.input_files import TOO_LARGE, BadFileError
    from lckm_core.streets import MOST_BYTES, read_streets

    name = shown_name(path)
    try:
        found = read_streets(read_bytes(path, MOST_BYTES), districts=districts)
    except TooLargeError:
        raise BadFileError(name, TOO_LARGE) from None
    for fault in found.faults:
        prefix = f"{safe(name)}:{fault.line}:{fault.column}: "
        click.echo(prefix + safe(fault.message.text(lang)))
    if found.unused:
        unused = safe(", ".join(found.unused))
        click.echo(
            either(
                lang, f"Kolumny, których nikt nie czyta: {unused}", f"Columns not read: {unused}"
            )
        )
    if not found.faults:
        districted = sum(bool(street.districts) for street in found.streets)
        click.echo(
            either(
                lang,
                f"Ulice: {len(found.streets)}, z dzielnicą: {districted}",
                f"Streets: {len(found.streets)}, with a district: {districted}",
            )
        )
    return found.streets, 1 if found.faults else 0
