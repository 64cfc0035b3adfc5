"""Errors in a settings file; they never quote the value of a secret."""

import attrs

from lckm_core.errors import InvalidSettingError, LckmError, Loggable
from lckm_core.text import Message


@attrs.frozen(str=False)
class SettingsError(LckmError):
    """The settings cannot be used.

    ``quotes`` is the kind of exception whose words the fault quotes, if it quotes any.
    """

    file: str
    place: str
    fault: Message
    quotes: str = ""

    @property
    def message(self) -> Message:
        """Where it is and what to do, in both languages."""
        place = ", ".join(part for part in (self.file, self.place) if part)
        return Message(f"{place}: {self.fault.pl}", f"{place}: {self.fault.en}")

    @property
    def for_log(self) -> Loggable:
        """The message as a log may have it: another's words may quote a name or a login."""
        if not self.quotes:
            return Loggable(self.message.en)
        place = ", ".join(part for part in (self.file, self.place) if part)
        return Loggable(f"{place}: {self.quotes}; lckm settings says what is wrong.")


@attrs.frozen(str=False)
class InvalidValueError(Exception):
    """The settings cannot be used, raised where the file is not known; see ``SettingsError``."""

    place: str
    fault: Message
    quotes: str = ""

    def inside(self, outer: str) -> "InvalidValueError":
        """Return the error with an outer place before its own."""
        return InvalidValueError(
            ", ".join(part for part in (outer, self.place) if part), self.fault, self.quotes
        )


def kind_quoted(error: BaseException | None) -> str:
    """Return the kind of an exception whose words were quoted; empty for none, or our own."""
    # Which says what a setting has to be, and never what it is.
    if error is None or isinstance(error, InvalidSettingError):
        return ""
    return type(error).__name__
