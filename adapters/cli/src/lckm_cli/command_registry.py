"""What other installed adapters add: commands beside the program's own, rules that join the check, and kinds of finding."""

from collections.abc import Mapping
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lckm_core.findings import FindingKind
    from lckm_core.ports import Command, HostRule, Plugins

_ADAPTERS, _COMMANDS = "lckm_core", "lckm_core.commands"
"""The groups of entry points: of any adapters, and of those that bring commands and nothing else."""


_JOINING = ("contribute_commands", "contribute_rules")
"""What is asked for at every call."""


@cache
def _plugins(group: str, hooks: tuple[str, ...] = _JOINING) -> "tuple[Plugins, ...]":
    """Return what each installed adapter adds; one that cannot be used is told of, and stops no other.

    Without adapters installed nothing of the library is loaded for it.
    """
    if not metadata.entry_points(group=group):
        return ()
    from lckm_core.ports import AdapterError, each_installed

    found = []
    for one in each_installed(*hooks, group=group):
        if isinstance(one, AdapterError):
            click.echo(one.text("pl"), err=True)
        else:
            found.append(one)
    return tuple(found)


def contributed() -> "Mapping[str, Command]":
    """Return the commands that installed adapters contribute, by name; of two of one name, the first adapter's."""
    commands = [
        command
        for group in (_ADAPTERS, _COMMANDS)
        for plugins in _plugins(group)
        for command in plugins.commands
    ]
    return {command.name: command for command in reversed(commands)}


def contributed_rules() -> "tuple[HostRule, ...]":
    """Return the rules that installed adapters contribute."""
    return tuple(rule for plugins in _plugins(_ADAPTERS) for rule in plugins.rules)


def contributed_kinds() -> "tuple[FindingKind, ...]":
    """Return the kinds of finding that installed adapters contribute, by code; of two of one code, the first adapter's."""
    by_code = {
        kind.code: kind for plugins in reversed(_with_kinds()) for kind in reversed(plugins.kinds)
    }
    return tuple(by_code[code] for code in sorted(by_code))


def adapters_serving(citation: str) -> tuple[str, ...]:
    """Return the names of the installed adapters that have a kind of finding that rests on a provision."""
    return tuple(
        name
        for plugins in _with_kinds()
        if any(kind.cites == citation for kind in plugins.kinds)
        for name in plugins.adapters
    )


def _with_kinds() -> "tuple[Plugins, ...]":
    return tuple(
        plugins
        for group in (_ADAPTERS, _COMMANDS)
        for plugins in _plugins(group, ("contribute_kinds",))
    )
