"""The options that the commands of ``lckm procedure`` share."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import attrs
import click

from lckm_cli.settings import settings_option
from lckm_cli.toolkit import lang_option
from lckm_editorial.actor import ActOptions, acting_options

_F = TypeVar("_F", bound=Callable[..., Any])
SEEN_OPTION = click.option(
    "--seen",
    type=click.IntRange(1),
    metavar="WERSJA",
    help="Która wersja była przed oczami; jeśli jest już nowsza, polecenie pokaże różnicę i "
    "niczego nie zmieni.",
)

NO_EXPORT_OPTION = click.option(
    "--no-export",
    is_flag=True,
    help="Nie zmieniaj portalu i BIP od razu; zrobi to lckm export albo, w ciągu minuty, lckm "
    "worker.",
)
EDITION_OPTION = click.option(
    "--edition",
    type=click.IntRange(1),
    metavar="WERSJA",
    help="Wycofaj tylko tę wersję; inne opublikowane zostają.",
)


def act_options(command: _F) -> _F:
    """Add who acts, in which centre, and the language, passed as one value ``acting``."""
    command = pack_options(ActOptions, "acting")(command)
    for option in (lang_option, settings_option, acting_options):
        command = option(command)
    return command


def move_options(command: _F) -> _F:
    """Add the options of an act and ``--seen``, which a move of the newest edition needs."""
    command = pack_options(ActOptions, "acting")(command)
    for option in (lang_option, settings_option, SEEN_OPTION, acting_options):
        command = option(command)
    return command


def pack_options(model: type, keyword: str) -> Callable[[_F], _F]:
    """Pass the options named by the fields of *model* as one value of it, as *keyword*."""
    names = [field.name for field in attrs.fields(model)]

    def decorate(command: _F) -> _F:
        @wraps(command)
        def with_packed_options(**values: Any) -> Any:
            packed = model(**{name: values.pop(name) for name in names})
            return command(**values, **{keyword: packed})

        return cast(_F, with_packed_options)

    return decorate
