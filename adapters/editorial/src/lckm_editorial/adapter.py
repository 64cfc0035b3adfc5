"""The adapter that adds the editorial commands to ``lckm``."""

from collections.abc import Sequence

from lckm_cli import commands_of
from lckm_core.findings import FindingKind
from lckm_core.ports import Command, impl

_COMMANDS = {
    "procedure": "prowadzi procedurę od przekazania do publikacji i wycofania",
    "announcement": "prowadzi informację na portalu: przekazaną, opublikowaną, wycofaną",
    "request": "zapisuje prośby Call Center o dane i o instruktaż oraz odpowiedzi",
    "remind": "mówi, czego dopilnować, żeby opisy pozostały prawdziwe",
    "directory": "wczytuje do bazy spis jednostek, komórek i osób",
    "import": "przyjmuje wiele opisów naraz: folder, arkusz albo JSON",
}


class EditorialCommands:
    """Contributes the commands, each imported when it is called, and the kinds of findings."""

    name = "editorial-commands"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Hand over the commands."""
        return commands_of("lckm_editorial.commands", _COMMANDS, modules={"import": "import_"})

    @impl
    def contribute_kinds(self) -> Sequence[FindingKind]:
        """Hand over every kind of finding."""
        from lckm_editorial.batch_import.finding_kinds import KINDS

        return KINDS
