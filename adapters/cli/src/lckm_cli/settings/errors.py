"""Errors in a settings file; they never quote the value of a secret."""

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
        place = ", ".join(part for part in (self.file, self.place) if part)
        return Message(f"{place}: {self.fault.pl}", f"{place}: {self.fault.en}")


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
