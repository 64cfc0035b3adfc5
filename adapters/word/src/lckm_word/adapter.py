"""The adapter that adds ``lckm word`` and its kinds of finding."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from lckm_core.findings import FindingKind
from lckm_core.ports import Command, Reader, impl
from lckm_core.text import Message


class WordAdapter:
    """Contributes ``lckm word`` and its kinds of finding.

    The command is imported when it is called.
    """

    name = "word"

    @impl
    def contribute_commands(self) -> Sequence[Command]:
        """Return the command."""
        return [
            Command(
                "word",
                Message(
                    "opisy procedur i wnioski w plikach Worda (.docx), w obie strony",
                    "descriptions and requests in Word files (.docx), in both directions",
                ),
                _load,
                Reader.CLERK,
            )
        ]

    @impl
    def contribute_kinds(self) -> Sequence[FindingKind]:
        """Return every kind of finding."""
        from lckm_word.finding_kinds import KINDS

        return KINDS


def _load() -> Any:
    return import_module("lckm_word.commands.word").command
