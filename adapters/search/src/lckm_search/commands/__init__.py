"""The commands that this package adds to ``lckm``."""

from collections.abc import Sequence

from lckm_cli import commands_of
from lckm_core.ports import Command, Reader, impl
from lckm_core.text import Message

_COMMANDS = {
    "find": Message(
        "szuka w Bazie Wiedzy tak, jak się mówi",
        "searches the knowledge base as people speak",
    ),
    "index": Message(
        "przygotowuje Bazę Wiedzy do szukania",
        "prepares the knowledge base for the search",
    ),
}


class SearchCommands:
    """Contributes the commands; each module is imported when its command is called."""

    name = "search-commands"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Return the commands."""
        return commands_of("lckm_search.commands", _COMMANDS, reader=Reader.CALL_CENTRE)
