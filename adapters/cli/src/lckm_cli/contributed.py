"""What other installed adapters add: commands beside the program's own, and rules that join the check."""

from collections.abc import Mapping
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lckm_core import Command, HostRule, Plugins

_GROUP = "lckm_core"


@cache
def _plugins() -> "Plugins | None":
    """Return what installed adapters hand over; ``None`` without any, and when one of them cannot be used, which is said.

    Without adapters installed nothing of the library is loaded for it.
    """
    if not metadata.entry_points(group=_GROUP):
        return None
    from lckm_core import AdapterError, build

    try:
        return build(entry_points=True)
    except AdapterError as error:
        click.echo(error.text("pl"), err=True)
    except Exception as error:  # noqa: BLE001  foreign code, which stops nothing
        click.echo(f"Zainstalowany adapter zawiódł: {type(error).__name__}: {error}", err=True)
    return None


def contributed() -> "Mapping[str, Command]":
    """Return the commands that installed adapters contribute, by name."""
    plugins = _plugins()
    return {command.name: command for command in plugins.commands} if plugins else {}


def contributed_rules() -> "tuple[HostRule, ...]":
    """Return the rules that installed adapters contribute."""
    plugins = _plugins()
    return plugins.rules if plugins else ()
