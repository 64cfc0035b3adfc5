"""The adapter: the command that an installation of this distribution adds to ``lckm``."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from lckm_core import Command, impl


class AttachmentsAdapter:
    """Contributes ``lckm files``, and nothing else; it is imported when it is called."""

    name = "attachments"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Hand over the command."""
        return [Command("files", "sprawdza pliki do pobrania: dostępność cyfrową, skrypty, osadzone obiekty", _load)]


def _load() -> Any:
    return import_module("lckm_attachments.commands.files").command
