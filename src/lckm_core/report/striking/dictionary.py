"""What a word can be: what a dictionary of names answers, and the one that is always there."""

from enum import Flag, auto
from typing import Protocol

from lckm_core.report.striking.first_names import is_a_word_too, is_first_name
from lckm_core.report.striking.surnames import ends_as_a_surname, is_common_surname


class Sense(Flag):
    """What a word can be; no member at all where a dictionary does not know it."""

    FIRST_NAME = auto()
    SURNAME = auto()
    PLACE = auto()
    WORD = auto()

    @property
    def is_a_name(self) -> bool:
        """Whether the word can be somebody's name."""
        return bool(self & (Sense.FIRST_NAME | Sense.SURNAME))


class NameDictionary(Protocol):
    """What knows names in every case: the common ones are always known, the rest with ``PolishNames``."""

    def sense(self, word: str) -> Sense:
        """Return all that *word*, as it is written in a text, can be."""


class CommonNames:
    """The dictionary that is always there: common first names, with or without Polish letters, and surnames by their endings."""

    def sense(self, word: str) -> Sense:
        """Return whether *word* is a common first name or looks like a surname; of any other word nothing is known."""
        sense = Sense(0)
        if is_first_name(word):
            sense |= Sense.FIRST_NAME | Sense.WORD if is_a_word_too(word) else Sense.FIRST_NAME
        if ends_as_a_surname(word) or is_common_surname(word):
            sense |= Sense.SURNAME
        return sense


COMMON_NAMES = CommonNames()
