"""Why a file cannot be handed out."""

import attrs

from lckm_core.errors import LckmError
from lckm_core.text import Message


@attrs.frozen(str=False)
class DamagedDocumentError(LckmError):
    """What is kept under an address is not what was kept: the disk lost some of it, or somebody wrote there."""

    address: str

    @property
    def message(self) -> Message:
        """Which one, and what to do."""
        return Message(
            f"Treść {self.address[:12]}… jest uszkodzona. Przywróć ją z kopii albo dodaj plik "
            "jeszcze raz.",
            f"The content {self.address[:12]}… is damaged. Restore it from a copy, or keep the "
            "file again.",
        )
