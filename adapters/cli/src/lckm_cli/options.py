"""Options that several commands share, and the files that they name."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from lckm_cli.language import current_language, either

if TYPE_CHECKING:
    from lckm_core.organisation import Directory
    from lckm_core.procedures import Departure

_F = TypeVar("_F", bound=Callable[..., Any])


if TYPE_CHECKING:
    _Type = click.ParamType[date]
else:
    _Type = click.ParamType


# A path as typed. Files that cannot be read are reported one by one.
PATH = click.Path(readable=False)


class Day(_Type):
    """A day written rrrr-mm-dd."""

    name = "rrrr-mm-dd"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day."""
        from lckm_core.calendar import parse_day

        if isinstance(value, date):
            return value
        day = parse_day(str(value))
        if day is None:
            texts = (
                f"„{value}” to nie dzień w zapisie rrrr-mm-dd, np. 2026-01-31.",
                f"“{value}” is no day written yyyy-mm-dd, such as 2026-01-31.",
            )
            self.fail(either(current_language(ctx), *texts), param, ctx)
        return day


def utcnow() -> datetime:
    """Return the moment it is, by the clock of this machine."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day it is in Łódź."""
    from lckm_core.calendar import civil_day

    return civil_day(utcnow())


def lang_option(command: _F) -> _F:
    """Add ``--lang`` to a command."""
    option = click.option(
        "--lang",
        type=click.Choice(["pl", "en"]),
        default="pl",
        envvar="LCKM_LANG",
        callback=_nearest_language,
        help="Język komunikatów (pl, en).",
    )
    return option(command)


def group_lang_option(group: _F) -> _F:
    """Add ``--lang`` to a group; that of the command itself takes precedence."""
    option = click.option(
        "--lang",
        type=click.Choice(["pl", "en"]),
        expose_value=False,
        help="Język komunikatów (pl, en); także po nazwie polecenia.",
    )
    return option(group)


def _nearest_language(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return the command's own ``--lang``, else the language of the call."""
    if ctx.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE:
        return value
    return current_language(ctx)


def format_option(*formats: str) -> Callable[[_F], _F]:
    """Add ``--format`` with these formats, of which the first is the default."""
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
    """Return the agreed departures that a file lists, or none without a file."""
    if path is None:
        return ()
    from lckm_cli.input_files import read_as

    departures: tuple[Departure, ...] = read_as(path, "departures").departures
    return departures


def load_directory(path: str | None) -> "Directory":
    """Return the units and cells that a file lists, or those built in."""
    if path is None:
        from lckm_core.organisation import DIRECTORY

        return DIRECTORY
    from lckm_cli.input_files import read_as

    directory: Directory = read_as(path, "directory").directory
    return directory
