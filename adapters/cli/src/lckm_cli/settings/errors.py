"""Errors in a settings file; they never quote the value of a secret."""

from collections.abc import Iterable
from difflib import get_close_matches

import attrs

from lckm_core.errors import LckmError
from lckm_core.text import Message


@attrs.frozen(str=False)
class SettingsError(LckmError):
    """The settings cannot be used."""

    file: str
    place: str
    fault: Message

    @property
    def message(self) -> Message:
        """Where it is and what to do, in both languages."""
        where = ", ".join(part for part in (self.file, self.place) if part)
        return Message(f"{where}: {self.fault.pl}", f"{where}: {self.fault.en}")


@attrs.frozen(str=False)
class InvalidValueError(Exception):
    """The settings cannot be used, raised where the file is not known."""

    place: str
    fault: Message

    def inside(self, outer: str) -> "InvalidValueError":
        """Return the error with an outer place before its own."""
        return InvalidValueError(
            ", ".join(part for part in (outer, self.place) if part), self.fault
        )


def suggestion(word: str, known: Iterable[str]) -> Message:
    """Return a question after the nearest known word, or an empty message."""
    found = get_close_matches(word, list(known), n=1)
    return (
        Message(f" Czy chodzi o {found[0]}?", f" Did you mean {found[0]}?")
        if found
        else Message("", "")
    )
