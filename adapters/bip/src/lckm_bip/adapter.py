"""The adapter of a settings file, and the commands that an installation of this distribution adds to ``lckm``."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from lckm_bip.settings import SiteSettings
from lckm_core import Command, Exporter, impl


class BipAdapter(SiteSettings):
    """Contributes one exporter: BIP and the portal as a static site. Its keywords are those of :class:`lckm_bip.SiteSettings`."""

    name = "bip"

    @impl
    def contribute_exporters(self) -> Sequence[Exporter]:
        """Hand over the exporter."""
        from lckm_bip.exporter import SiteExporter

        return [SiteExporter(self)]


_COMMANDS = {
    "export": "zapisuje BIP i portal tak, jak mają być widoczne dzisiaj",
    "site": "sprawdza zapisany serwis BIP i portalu",
}


class BipCommands:
    """Contributes commands, each imported when it is called."""

    name = "bip-commands"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Hand over the commands."""
        return [Command(name, line, _loader(name)) for name, line in _COMMANDS.items()]


def _loader(name: str) -> Callable[[], Any]:
    return lambda: import_module(f"lckm_bip.commands.{name}").command
