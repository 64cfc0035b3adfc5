"""The adapter that adds ``lckm serve``."""

from collections.abc import Sequence

from lckm_cli import commands_of
from lckm_core.ports import Command, Reader, impl
from lckm_core.text import Message

_COMMANDS = {
    "serve": Message(
        "uruchamia strony dla mieszkańców z pliku ustawień",
        "serves the web faces of the settings file",
    ),
}


class HttpAdapter:
    """Contributes one command, imported when it is called."""

    name = "http"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Return the command."""
        return commands_of("lckm_http.commands", _COMMANDS, reader=Reader.OPERATOR)
