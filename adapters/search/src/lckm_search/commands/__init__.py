"""The commands that this package adds to ``lckm``."""

from collections.abc import Sequence

from lckm_cli import commands_of
from lckm_core.ports import Command, impl

_COMMANDS = {
    "find": "szuka w Bazie Wiedzy tak, jak się mówi",
    "index": "przygotowuje Bazę Wiedzy do szukania",
}


class SearchCommands:
    """Contributes the commands; each module is imported when its command is called."""

    name = "search-commands"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Return the commands."""
        return commands_of("lckm_search.commands", _COMMANDS)
