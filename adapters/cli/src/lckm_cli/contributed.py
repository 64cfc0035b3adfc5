"""The commands of other installed adapters, which stand beside the program's own."""

from collections.abc import Mapping
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lckm_core import Command

_GROUP = "lckm_core"


@cache
def contributed() -> "Mapping[str, Command]":
    """Return the commands that installed adapters contribute, by name; none when an adapter cannot be loaded, which is said.

    Without adapters installed nothing of the library is loaded for it.
    """
    if not metadata.entry_points(group=_GROUP):
        return {}
    from lckm_core import AdapterError, build

    try:
        return {command.name: command for command in build(entry_points=True).commands}
    except AdapterError as error:
        click.echo(error.text("pl"), err=True)
        return {}
