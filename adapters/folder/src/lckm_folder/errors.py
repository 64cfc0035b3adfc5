"""Errors of a folder: unsafe names, corrupt or missing files, unfinished writes."""

import errno
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
class NotThereError(StoreUnavailableError, FileNotFoundError):
    """A required folder or file is missing: somebody has to create or restore it."""

    path: str
    because: Message
    pl = "Nie ma {path}. {because.pl}"
    en = "There is no {path}. {because.en}"


_NO_SPACE = Message(
    "Na dysku nie ma miejsca: zwolnij je i powtórz.",
    "The disk is full: free some space, and repeat.",
)
_NO_RIGHT = Message(
    "Nadaj temu użytkownikowi prawo do zapisu w folderze i powtórz.",
    "Let this user write to the folder, and repeat.",
)
_TOO_MANY_FILES = Message(
    "Podnieś limit otwartych plików (ulimit -n, LimitNOFILE) i uruchom program od nowa.",
    "Raise the limit of open files (ulimit -n, LimitNOFILE), and start the program again.",
)
_ADVICE = {
    errno.ENOSPC: _NO_SPACE,
    errno.EDQUOT: _NO_SPACE,
    errno.EROFS: Message(
        "Dysk jest zamontowany tylko do odczytu, np. po błędzie: sprawdź dziennik systemu, "
        "zamontuj go do zapisu (mount -o remount,rw) i powtórz.",
        "The disk is mounted read-only, such as after a fault: check the system's log, mount it "
        "for writing (mount -o remount,rw), and repeat.",
    ),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EMFILE: _TOO_MANY_FILES,
    errno.ENFILE: _TOO_MANY_FILES,
}
_OTHER_ADVICE = Message(
    "Sprawdź, czy dysk jest podłączony i działa, i powtórz.",
    "Check that the disk is mounted and works, and repeat.",
)


class FolderUnavailableError(StoreUnavailableError, OSError):
    """The system refused to write: the disk is full, read-only or gone, or a right is missing."""

    @property
    def message(self) -> Message:
        """Which file it was, what the system says, and what to do."""
        advice = _ADVICE.get(self.errno or 0, _OTHER_ADVICE)
        return Message(
            f"{self.filename}: system nie pozwolił zapisać ({self.strerror}). {advice.pl}",
            f"{self.filename}: the system refused to write ({self.strerror}). {advice.en}",
        )


class UnfinishedError(FolderUnavailableError):
    """A write is committed, but the system would not yet let its files be moved in place.

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
