"""The commands that an installation of this distribution adds to ``lckm``."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from lckm_core import Command, impl

_COMMANDS = {
    "find": "szuka w Bazie Wiedzy tak, jak się mówi",
    "index": "przygotowuje Bazę Wiedzy do szukania",
}


class SearchCommands:
    """Contributes commands, and nothing else; each is imported when it is called."""

    name = "search-commands"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Hand over the commands."""
        return [Command(name, line, _loader(name)) for name, line in _COMMANDS.items()]


def _loader(name: str) -> Callable[[], Any]:
    return lambda: import_module(f"lckm_search.commands.{name}").command
