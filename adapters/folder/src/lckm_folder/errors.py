"""What can be wrong with a folder: a name that no file can have, a file that cannot be used, an act that is not finished."""

import attrs

from lckm_core.errors import LckmError
from lckm_core.text import Message


@attrs.frozen(str=False)
class UnsafeNameError(LckmError, ValueError):
    """A name that would lead out of the folder, or that not every system can give to a file."""

    name: str

    @property
    def message(self) -> Message:
        """Which name."""
        return Message(
            f"{self.name!r} nie nadaje się na nazwę pliku.",
            f"{self.name!r} is not a name for a file.",
        )


@attrs.frozen(str=False)
class CorruptFileError(LckmError):
    """A file in the folder that cannot be used as it is: somebody has to mend it by hand."""

    path: str
    because: Message

    @property
    def message(self) -> Message:
        """Which file, and what is wrong with it."""
        return Message(f"{self.path}: {self.because.pl}", f"{self.path}: {self.because.en}")


@attrs.frozen(str=False)
class NotThereError(LckmError, FileNotFoundError):
    """A folder or file that has to be there and is not: somebody has to make it, or bring it back."""

    path: str
    because: Message

    @property
    def message(self) -> Message:
        """What is missing, and what to do."""
        return Message(
            f"Nie ma {self.path}. {self.because.pl}", f"There is no {self.path}. {self.because.en}"
        )


class UnfinishedError(OSError):
    """All files of an act are written and the act counts, but the system did not let them take their places yet.

    Whoever uses the folder next finishes it, or gets this error, too, as long as the system refuses.
    """
