"""The adapter for a settings file, and the commands that it adds to ``lckm``."""

from collections.abc import Sequence

from lckm_bip.settings import SiteSettings
from lckm_cli import commands_of
from lckm_core.ports import Command, Exporter, Reader, impl
from lckm_core.text import Message


class BipAdapter(SiteSettings):
    """Contributes one exporter: BIP and the portal as a static site.

    Its keywords are those of :class:`lckm_bip.SiteSettings`.
    """

    name = "bip"

    @impl
    def contribute_exporters(self) -> Sequence[Exporter]:
        """Return the exporter."""
        from lckm_bip.exporter import SiteExporter

        return [SiteExporter(self)]


_COMMANDS = {
    "export": Message(
        "zapisuje BIP i portal tak, jak mają być widoczne dzisiaj",
        "stores BIP and the portal as they are to be seen today",
    ),
    "site": Message(
        "sprawdza zapisany serwis BIP i portalu",
        "checks a stored site of BIP and the portal",
    ),
}


class BipCommands:
    """Contributes commands, each imported when it is called."""

    name = "bip-commands"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Return the commands."""
        return commands_of("lckm_bip.commands", _COMMANDS, reader=Reader.EDITOR)
