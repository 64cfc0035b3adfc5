"""The commands that an installation of this distribution adds to ``lckm``."""

from collections.abc import Sequence

from lckm_cli import commands_of
from lckm_core.ports import Command, impl

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
        return commands_of("lckm_search.commands", _COMMANDS)
