"""Errors of a folder: unsafe names, corrupt or missing files, unfinished writes."""

from collections.abc import Iterator
from contextlib import contextmanager

import attrs

from lckm_core.errors import LckmError, StoreUnavailableError
from lckm_core.text import Message


@attrs.frozen(str=False)
class UnsafeNameError(LckmError, ValueError):
    """A name that leads out of the folder, or that some system does not allow for a file."""

    name: str
    pl = "{name!r} nie nadaje się na nazwę pliku."
    en = "{name!r} cannot be the name of a file."


@attrs.frozen(str=False)
class CorruptFileError(LckmError):
    """A file in the folder cannot be used until somebody repairs it by hand."""

    path: str
    because: Message
    pl = "{path}: {because.pl}"
    en = "{path}: {because.en}"


@attrs.frozen(str=False)
class NotThereError(StoreUnavailableError, FileNotFoundError):
    """A required folder or file is missing: somebody has to create or restore it."""

    path: str
    because: Message
    pl = "Nie ma {path}. {because.pl}"
    en = "There is no {path}. {because.en}"


class FolderUnavailableError(StoreUnavailableError, OSError):
    """The system refused to write: the disk is full, read-only or gone, or a right is missing."""

    @property
    def message(self) -> Message:
        """Which file it was, what the system says, and what to do."""
        return Message(
            f"{self.filename}: system nie pozwolił zapisać ({self.strerror}). Sprawdź miejsce na "
            "dysku i prawa do folderu, i powtórz.",
            f"{self.filename}: the system refused to write ({self.strerror}). Check the space on "
            "the disk and the permissions of the folder, and repeat.",
        )


class UnfinishedError(FolderUnavailableError):
    """A write is committed, but the system did not let its files take their places yet.

    Whoever uses the folder next finishes it, or gets this error as long as the system refuses.
    """


@contextmanager
def store_errors() -> Iterator[None]:
    """Raise what the system refuses within as :class:`FolderUnavailableError`."""
    try:
        yield
    except (LckmError, FileExistsError):
        raise
    except OSError as error:
        raise FolderUnavailableError(error.errno, error.strerror, error.filename) from error
