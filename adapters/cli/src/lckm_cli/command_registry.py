"""Commands, rules and kinds of finding that installed adapters contribute."""

from collections.abc import Mapping
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

import click

from lckm_cli.language import current_language

if TYPE_CHECKING:
    from lckm_core.findings import FindingKind
    from lckm_core.ports import Command, HostRule, Plugins

# Groups of entry points: of any adapters, and of those that bring nothing but commands.
_ADAPTERS = "lckm_core"
_COMMANDS = "lckm_core.commands"


# The hooks that are called for every command.
_HOOKS = ("contribute_commands", "contribute_rules")


@cache
def _plugins(group: str, hooks: tuple[str, ...] = _HOOKS) -> "tuple[Plugins, ...]":
    """Return what each installed adapter contributes.

    One that cannot be loaded is reported on stderr and left out.
    """
    installed = metadata.entry_points(group=group)
    if all("settings" in adapter.extras for adapter in installed):
        return ()  # each_installed would skip them all: nothing of the library need be loaded
    from lckm_core.ports import AdapterError, each_installed

    loaded = []
    for outcome in each_installed(*hooks, group=group):
        if isinstance(outcome, AdapterError):
            click.echo(outcome.text(current_language()), err=True)
        else:
            loaded.append(outcome)
    return tuple(loaded)


def contributed() -> "Mapping[str, Command]":
    """Return the commands of installed adapters by name; of equal names the first."""
    commands: dict[str, Command] = {}
    for group in (_ADAPTERS, _COMMANDS):
        for plugins in _plugins(group):
            for command in plugins.commands:
                commands.setdefault(command.name, command)
    return commands


def contributed_rules() -> "tuple[HostRule, ...]":
    """Return the rules of installed adapters."""
    return tuple(rule for plugins in _plugins(_ADAPTERS) for rule in plugins.rules)


def contributed_kinds() -> "tuple[FindingKind, ...]":
    """Return the kinds of finding of installed adapters, by code.

    Of two kinds with the same code, the first adapter's is returned.
    """
    by_code = {
        kind.code: kind for plugins in reversed(_with_kinds()) for kind in reversed(plugins.kinds)
    }
    return tuple(by_code[code] for code in sorted(by_code))


def adapters_serving(citation: str) -> tuple[str, ...]:
    """Return the names of installed adapters that have findings on a provision."""
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
