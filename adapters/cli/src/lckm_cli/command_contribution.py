"""What an adapter of this repository contributes its commands with."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from lckm_core.ports import Command


def commands_of(
    package: str, lines: Mapping[str, str], *, modules: Mapping[str, str] | None = None
) -> Sequence[Command]:
    """Return the commands of a package, each ``command`` of a module that is imported when it is called.

    Args:
        package: such as ``lckm_bip.commands``.
        lines: the line of help of each command, by its name.
        modules: the module of a command that is called otherwise than the command.
    """
    called = modules or {}
    return [
        Command(name, line, _loader(f"{package}.{called.get(name, name)}"))
        for name, line in lines.items()
    ]


def _loader(module: str) -> Callable[[], Any]:
    return lambda: import_module(module).command
