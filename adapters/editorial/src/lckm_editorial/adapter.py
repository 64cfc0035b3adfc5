"""The adapter: the commands that an installation of this distribution adds to ``lckm``."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from lckm_core import Command, FindingKind, impl

_COMMANDS = {
    "procedure": ("procedure", "prowadzi procedurę od przekazania do publikacji i wycofania"),
    "remind": ("remind", "mówi, czego dopilnować, żeby opisy pozostały prawdziwe"),
    "directory": ("directory", "wczytuje do bazy spis jednostek, komórek i osób"),
    "import": ("importing", "przyjmuje wiele opisów naraz: folder, arkusz albo JSON"),
}


class EditorialCommands:
    """Contributes commands, each imported when it is called, and what findings of an import are."""

    name = "editorial-commands"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Hand over the commands."""
        return [Command(name, line, _loader(module)) for name, (module, line) in _COMMANDS.items()]

    @impl
    def contribute_kinds(self) -> Sequence[FindingKind]:
        """Hand over every kind of finding."""
        from lckm_editorial.importing.kinds import KINDS

        return KINDS


def _loader(module: str) -> Callable[[], Any]:
    return lambda: import_module(f"lckm_editorial.commands.{module}").command
