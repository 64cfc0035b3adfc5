"""The command that an installation of this distribution adds to ``lckm``."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from lckm_core.ports import Command, Reader, impl
from lckm_core.text import Message


class DemoCommands:
    """Contributes one command, imported when it is called."""

    name = "demo"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Return the command."""
        return [
            Command(
                "demo",
                Message("pokazuje wszystko na przykładach", "shows everything on samples"),
                _load,
                Reader.DEVELOPER,
            )
        ]


def _load() -> Any:
    return import_module("lckm_demo.command").command
