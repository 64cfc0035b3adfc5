"""``lckm directory``: loads units, cells and staff into the database."""

from pathlib import Path

import attrs
import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import Language, PolishCommand, PolishGroup, either, lang_option
from lckm_core.errors import LckmError
from lckm_core.ports.optional import Maintenance, first_offered
from lckm_editorial.directory import read_directory


@attrs.frozen(str=False)
class NoPlaceError(LckmError):
    """No adapter of the settings keeps a directory that a command could replace."""

    pl = (
        "Żaden adapter z pliku ustawień nie przechowuje spisu w bazie. Dopisz "
        "lckm_sql:SqlDirectoryAdapter w miejsce lckm_editorial:DirectoryFile albo popraw plik, na "
        "który ten wskazuje."
    )
    en = (
        "No adapter of the settings keeps the directory in a database. Add "
        "lckm_sql:SqlDirectoryAdapter in the place of lckm_editorial:DirectoryFile, or change the "
        "file that this one names."
    )


@click.group(
    "directory", cls=PolishGroup, help="Spis jednostek, komórek i osób, gdy leży w bazie danych."
)
def command() -> None:
    """Hold the commands together."""


@command.command(
    "load",
    cls=PolishCommand,
    short_help="Wczytuje spis z pliku w miejsce poprzedniego.",
    help="Wczytuje spis jednostek, komórek i osób z pliku (wzór: samples/directory.yaml) do bazy "
    "w miejsce całego poprzedniego. Plik z błędami nie "
    "zmienia niczego. Nowy spis widać od razu, także w programie uruchomionym wcześniej.",
)
@click.argument("file", metavar="PLIK")
@settings_option
@lang_option
def load(file: str, settings: str | None, lang: Language) -> int:
    """Replace the directory."""
    directory = read_directory(Path(file))
    _database_adapter(settings).replace_directory(directory)
    units = len(directory.units)
    people = len(directory.people)
    click.echo(
        either(
            lang,
            f"Wczytano. Jednostek: {units}, osób: {people}",
            f"Loaded. Units: {units}, people: {people}",
        )
    )
    return 0


def _database_adapter(settings: str | None) -> Maintenance:
    adapters = open_session(settings, new=True).adapters
    keeper = first_offered(adapters, Maintenance, "replace_directory")
    if keeper is None:
        raise NoPlaceError
    return keeper
