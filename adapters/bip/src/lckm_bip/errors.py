"""What stops an export, and the check of what was exported."""

from collections.abc import Mapping
from typing import Final, Literal

import attrs

from lckm_core.errors import LckmError
from lckm_core.text import Message


@attrs.frozen(str=False)
class NotASiteError(LckmError):
    """The folder holds something other than a site of this program, and is left alone."""

    folder: str

    @property
    def message(self) -> Message:
        """Which folder, and what to do."""
        return Message(
            f"{self.folder}: ten folder zawiera coś innego niż serwis zapisany tym programem, "
            "więc niczego w nim nie zmieniono. "
            "Podaj folder pusty albo taki, którego jeszcze nie ma.",
            f"{self.folder}: this folder holds something else than a site written by this "
            "program, so nothing in it was changed. "
            "Give one that is empty, or that does not exist yet.",
        )


@attrs.frozen(str=False)
class NoSiteError(LckmError):
    """The folder holds no site to check.

    ``why``: the folder is missing, holds something else, or its site is incomplete; ``near`` lists
    folders with sites in it or around it.
    """

    folder: str
    why: Literal["missing", "other", "broken"]
    near: tuple[str, ...] = ()

    @property
    def message(self) -> Message:
        """Which folder, and what to do."""
        near = [f"„{folder}”" for folder in self.near], [f"“{folder}”" for folder in self.near]
        what, then = _NO_SITE[self.why]
        if self.near:
            then = Message(f"Podaj {' albo '.join(near[0])}.", f"Give {' or '.join(near[1])}.")
        return Message(f"{self.folder}: {what.pl} {then.pl}", f"{self.folder}: {what.en} {then.en}")


ANEW: Final = Message(
    "Usuń folder serwisu i wykonaj lckm export.", "Remove the site's folder and do lckm export."
)
_GIVE: Final = Message(
    "Podaj folder, do którego lckm export zapisał serwis.",
    "Give the folder that lckm export wrote a site to.",
)
_NO_SITE: Final[Mapping[str, tuple[Message, Message]]] = {
    "missing": (Message("nie ma takiego folderu.", "there is no such folder."), _GIVE),
    "other": (
        Message(
            "tu nie ma serwisu zapisanego tym programem.",
            "this holds no site written by this program.",
        ),
        _GIVE,
    ),
    "broken": (
        Message(
            "serwis w tym folderze nie jest cały: brakuje łącza „current” albo spisu plików.",
            "the site in this folder is not whole: the link “current” or the list of files is "
            "gone.",
        ),
        ANEW,
    ),
}
