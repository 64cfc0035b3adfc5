"""What stops an export."""

import attrs

from lckm_core import LckmError, Message


@attrs.frozen(str=False)
class NotASiteError(LckmError):
    """The folder holds something else than a site written by this program, and is left alone."""

    folder: str

    @property
    def said(self) -> Message:
        """Which folder, and what to do."""
        return Message(
            f"{self.folder}: ten folder zawiera coś innego niż serwis zapisany tym programem, więc niczego w nim nie zmieniono. "
            "Podaj folder pusty albo taki, którego jeszcze nie ma.",
            f"{self.folder}: this folder holds something else than a site written by this program, so nothing in it was changed. "
            "Give one that is empty, or that does not exist yet.",
        )
