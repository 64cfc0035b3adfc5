"""The adapter that adds the editorial commands to ``lckm``."""

from collections.abc import Sequence

from lckm_cli import commands_of
from lckm_core.findings import FindingKind
from lckm_core.ports import Command, Reader, impl
from lckm_core.text import Message

_COMMANDS = {
    "procedure": Message(
        "prowadzi procedurę od przekazania do publikacji i wycofania",
        "takes a procedure from handing in to publication and withdrawal",
    ),
    "announcement": Message(
        "prowadzi informację na portalu: przekazaną, opublikowaną, wycofaną",
        "takes an announcement of the portal from handing in to withdrawal",
    ),
    "request": Message(
        "zapisuje prośby Call Center o dane i o instruktaż oraz odpowiedzi",
        "records the Call Centre's requests for data and briefings, and answers",
    ),
    "remind": Message(
        "mówi, czego dopilnować, żeby opisy pozostały prawdziwe",
        "says what to see to so that descriptions stay true",
    ),
    "directory": Message(
        "wczytuje do bazy spis jednostek, komórek i osób",
        "loads the directory of units, cells and persons into the database",
    ),
    "import": Message(
        "przyjmuje wiele opisów naraz: folder, arkusz albo JSON",
        "takes in many descriptions at once: a folder, a sheet or JSON",
    ),
}


class EditorialCommands:
    """Contributes the commands, each imported when it is called, and the kinds of findings."""

    name = "editorial-commands"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Return the commands."""
        return commands_of(
            "lckm_editorial.commands",
            _COMMANDS,
            modules={"import": "import_"},
            reader=Reader.EDITOR,
            readers={"request": Reader.CALL_CENTRE},
        )

    @impl
    def contribute_kinds(self) -> Sequence[FindingKind]:
        """Return every kind of finding."""
        from lckm_editorial.batch_import.finding_kinds import KINDS

        return KINDS
