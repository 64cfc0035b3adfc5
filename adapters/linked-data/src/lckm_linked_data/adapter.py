"""The command that an installation of this distribution adds to ``lckm``."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from lckm_core.ports import Command, Reader, impl
from lckm_core.text import Message


class LinkedDataCommands:
    """Contributes one command, imported when it is called."""

    name = "linked-data-commands"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Return the command."""
        return [
            Command(
                "linked-data",
                Message(
                    "zapisuje procedury jako otwarte dane połączone",
                    "stores procedures as linked open data",
                ),
                _load,
                Reader.EDITOR,
            )
        ]


def _load() -> Any:
    return import_module("lckm_linked_data.command").command
