"""What a word can be, as a dictionary of names answers."""

from enum import Flag, auto
from typing import Protocol


class NameSense(Flag):
    """What a word can be; no member at all where a dictionary does not know it."""

    FIRST_NAME = auto()
    SURNAME = auto()
    PLACE = auto()
    WORD = auto()

    @property
    def is_a_name(self) -> bool:
        """Whether the word can be somebody's name."""
        return bool(self & (NameSense.FIRST_NAME | NameSense.SURNAME))


class NameDictionary(Protocol):
    """What knows names in every case: the common ones are always known, the rest with ``PolishNames``."""

    def sense(self, word: str) -> NameSense:
        """Return all that *word*, as it is written in a text, can be."""
