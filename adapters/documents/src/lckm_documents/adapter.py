"""The adapter that adds ``lckm files`` and its kinds of finding."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from lckm_core.findings import FindingKind
from lckm_core.ports import Command, Reader, impl
from lckm_core.text import Message


class DocumentCheckAdapter:
    """Contributes ``lckm files`` and its kinds of finding.

    The command is imported when it is called.
    """

    name = "attachments"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Return the command."""
        return [
            Command(
                "files",
                Message(
                    "sprawdza pliki do pobrania: dostępność cyfrową, skrypty, osadzone obiekty",
                    "checks files to download: accessibility, scripts, embedded objects",
                ),
                _load,
                Reader.CLERK,
            )
        ]

    @impl
    def contribute_kinds(self) -> Sequence[FindingKind]:
        """Return every kind of finding."""
        from lckm_documents.finding_kinds import KINDS

        return KINDS


def _load() -> Any:
    return import_module("lckm_documents.commands.files").command
