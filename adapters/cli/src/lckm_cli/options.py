"""Options that several commands share, and what files given by option hold."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from lckm_cli.formatting import either
from lckm_cli.language import current_language

if TYPE_CHECKING:
    from lckm_core.organisation import Directory
    from lckm_core.procedures import Departure

_F = TypeVar("_F", bound=Callable[..., Any])


if TYPE_CHECKING:
    _Type = click.ParamType[date]
else:
    _Type = click.ParamType


PATH = click.Path(readable=False)
"""A path as it was typed, completed by the shell. Whether it can be read, reading says, of each file by itself."""


class Day(_Type):
    """A day written rrrr-mm-dd."""

    name = "rrrr-mm-dd"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; refuse any other spelling."""
        from lckm_core.calendar import parse_day

        if isinstance(value, date):
            return value
        day = parse_day(str(value))
        if day is None:
            said = (
                f"„{value}” to nie dzień w zapisie rrrr-mm-dd, np. 2026-01-31.",
                f"“{value}” is no day written yyyy-mm-dd, such as 2026-01-31.",
            )
            self.fail(either(current_language(ctx), *said), param, ctx)
        return day


def today() -> date:
    """Return the day it is in Łódź."""
    from lckm_core.calendar import civil_day

    return civil_day(datetime.now(UTC))


def lang_option(command: _F) -> _F:
    """Add ``--lang``."""
    option = click.option(
        "--lang",
        type=click.Choice(["pl", "en"]),
        default="pl",
        envvar="LCKM_LANG",
        callback=_nearest,
        help="Język komunikatów (pl, en).",
    )
    return option(command)


def group_lang_option(group: _F) -> _F:
    """Add ``--lang`` to a group, for whoever types it before the command; that of the command itself goes before."""
    option = click.option(
        "--lang",
        type=click.Choice(["pl", "en"]),
        expose_value=False,
        help="Język komunikatów (pl, en); także po nazwie polecenia.",
    )
    return option(group)


def _nearest(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return the language of the command's own ``--lang``; without one, that typed before the command or set outside."""
    if ctx.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE:
        return value
    return current_language(ctx)


def format_option(*formats: str) -> Callable[[_F], _F]:
    """Add ``--format`` with these formats, the first by default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(formats),
        default=formats[0],
        help=f"Postać wyniku: {', '.join(formats)}.",
    )


def directory_option(command: _F) -> _F:
    """Add ``--directory``."""
    option = click.option(
        "--directory",
        type=PATH,
        metavar="PLIK",
        envvar="LCKM_DIRECTORY",
        help="Własny spis jednostek i komórek zamiast wbudowanego (wzór: samples/directory.yaml; "
        "także zmienna LCKM_DIRECTORY).",
    )
    return option(command)


def load_departures(path: str | None) -> "tuple[Departure, ...]":
    """Return the agreed departures that a file lists; none without a file."""
    if path is None:
        return ()
    from lckm_cli.input_files import read_as

    departures: tuple[Departure, ...] = read_as(path, "departures").departures
    return departures


def load_directory(path: str | None) -> "Directory":
    """Return the directory of units that a file lists; without a file, the core's own."""
    if path is None:
        from lckm_core.organisation import DIRECTORY

        return DIRECTORY
    from lckm_cli.input_files import read_as

    directory: Directory = read_as(path, "directory").directory
    return directory
