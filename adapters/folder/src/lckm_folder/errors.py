"""Errors of a folder: unsafe names, corrupt or missing files, unfinished writes."""

import attrs

from lckm_core.errors import LckmError
from lckm_core.text import Message


@attrs.frozen(str=False)
class UnsafeNameError(LckmError, ValueError):
    """A name that leads out of the folder, or that some system does not allow for a file."""

    name: str
    pl = "{name!r} nie nadaje się na nazwę pliku."
    en = "{name!r} cannot be the name of a file."


@attrs.frozen(str=False)
class LinkOutsideError(UnsafeNameError):
    """A path through a link that leads out of the folder."""

    pl = "{name!r}: dowiązanie prowadzi poza folder. Zastąp je folderem."
    en = "{name!r}: a link leads out of the folder. Put a folder in its place."


@attrs.frozen(str=False)
class CorruptFileError(LckmError):
    """A file in the folder cannot be used until somebody repairs it by hand."""

    path: str
    because: Message
    pl = "{path}: {because.pl}"
    en = "{path}: {because.en}"


@attrs.frozen(str=False)
class NotThereError(LckmError, FileNotFoundError):
    """A required folder or file is missing: somebody has to create or restore it."""

    path: str
    because: Message
    pl = "Nie ma {path}. {because.pl}"
    en = "There is no {path}. {because.en}"


class UnfinishedError(OSError):
    """A write is committed, but the system did not let its files take their places yet.

    Whoever uses the folder next finishes it, or gets this error as long as the system refuses.
    """
