"""The adapter: the commands that an installation of this distribution adds to ``lckm``."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from lckm_core import Command, impl

_COMMANDS = {
    "procedure": ("procedure", "prowadzi procedurę od przekazania do publikacji i wycofania"),
    "remind": ("remind", "mówi, czego dopilnować, żeby opisy pozostały prawdziwe"),
    "import": ("importing", "przyjmuje wiele opisów naraz: folder, arkusz albo JSON"),
}


class EditorialCommands:
    """Contributes commands, and nothing else; each is imported when it is called."""

    name = "editorial-commands"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Hand over the commands."""
        return [Command(name, line, _loader(module)) for name, (module, line) in _COMMANDS.items()]


def _loader(module: str) -> Callable[[], Any]:
    return lambda: import_module(f"lckm_editorial.commands.{module}").command
