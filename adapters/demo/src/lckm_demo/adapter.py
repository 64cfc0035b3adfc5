"""The command that an installation of this distribution adds to ``lckm``."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from lckm_core.ports import Command, impl


class DemoCommands:
    """Contributes one command, imported when it is called."""

    name = "demo"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Hand over the command."""
        return [Command("demo", "pokazuje wszystko na przykładach", _load)]


def _load() -> Any:
    return import_module("lckm_demo.command").command
