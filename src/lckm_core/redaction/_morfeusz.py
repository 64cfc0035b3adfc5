"""Polish names in every case, from the dictionary of Morfeusz 2: what the extra ``strike`` is for."""

import re
import threading
from typing import TYPE_CHECKING

from lckm_core.redaction._dictionary import NameSense

if TYPE_CHECKING:
    from morfeusz2 import Morfeusz

_NAMES = {
    "imię": NameSense.FIRST_NAME,
    "nazwisko": NameSense.SURNAME,
    "nazwa_geograficzna": NameSense.PLACE,
}


class PolishNames:
    """First names, surnames and places of the Grammatical Dictionary of Polish, in every case, also in small letters.

    Loading it takes a twentieth of a second and some 50 MB, so a host makes one and keeps it. It remembers no word it was
    asked about, and may be used by several threads.

    Raises:
        ModuleNotFoundError: ``morfeusz2`` is not installed; ``pip install "lckm-core[strike]"``.
    """

    def __init__(self) -> None:
        self._own = threading.local()
        self._morfeusz()

    def sense(self, word: str) -> NameSense:
        """Return all that *word*, as it is written in a text, can be; of „Nowak-Lis” what „Nowak” and „Lis” can be."""
        from lckm_core.redaction._common_names import COMMON_NAMES

        common = COMMON_NAMES.sense(word)
        if common & NameSense.FIRST_NAME:
            # Nearly every name is a rare word or a village somewhere as well; the common ones are taken for names.
            return common
        result = common
        for part in word.split("-"):
            for _, _, (form, _, tag, kinds, _) in self._morfeusz().analyse(
                part.capitalize() if part.isupper() else part
            ):
                result |= _sense(form, tag, kinds)
        return result

    def _morfeusz(self) -> "Morfeusz":
        """Return this thread's analyser: one cannot serve two threads."""
        if not hasattr(self._own, "morfeusz"):
            import morfeusz2

            self._own.morfeusz = morfeusz2.Morfeusz()
        analyser: Morfeusz = self._own.morfeusz
        return analyser


def _sense(form: str, tag: str, kinds: list[str]) -> NameSense:
    """Return what one reading of a word makes it."""
    if tag == "ign" or tag.startswith("brev"):
        return NameSense(0)
    named = [
        _NAMES[re.sub(r"_\(.*", "", kind)] for kind in kinds if re.sub(r"_\(.*", "", kind) in _NAMES
    ]
    result = NameSense(0)
    for sense in named or [NameSense.WORD]:
        result |= sense
    return result
