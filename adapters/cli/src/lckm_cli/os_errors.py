"""Errors of the operating system, in words that say what to do."""

import errno
import os

from lckm_cli.file_selection import NotRegularError
from lckm_core.text import Message

_NO_RIGHT = Message(
    "Brak uprawnień. Nadaj je albo poproś o nie właściciela pliku.",
    "No permission. Grant it, or ask the file's owner.",
)
_NO_SPACE = Message(
    "Na dysku nie ma miejsca. Zwolnij je i powtórz polecenie.",
    "There is no room on the disk. Make some and repeat the command.",
)
_TOO_MANY_FILES = Message(
    "System nie daje otworzyć więcej plików. Podnieś limit (ulimit -n) i powtórz polecenie.",
    "The system lets no more files be opened. Raise the limit (ulimit -n) and repeat the command.",
)
_REASONS = {
    errno.ENOENT: Message(
        "Nie ma takiego pliku ani folderu. Sprawdź nazwę i folder.",
        "There is no such file or folder. Check the name and the folder.",
    ),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EISDIR: Message("To jest folder. Podaj plik.", "This is a folder. Give a file."),
    errno.ENOTDIR: Message(
        "W tej ścieżce stoi plik zamiast folderu. Sprawdź ścieżkę.",
        "A file stands in this path in place of a folder. Check the path.",
    ),
    errno.ELOOP: Message(
        "Dowiązania prowadzą w kółko. Podaj plik, do którego miały prowadzić.",
        "Links lead round in a circle. Give the file they were to lead to.",
    ),
    errno.ENAMETOOLONG: Message(
        "Nazwa jest za długa. Skróć ją.", "The name is too long. Shorten it."
    ),
    errno.ENOSPC: _NO_SPACE,
    errno.EDQUOT: _NO_SPACE,
    errno.EMFILE: _TOO_MANY_FILES,
    errno.ENFILE: _TOO_MANY_FILES,
    errno.EROFS: Message(
        "Ten dysk jest tylko do odczytu. Wskaż inne miejsce.",
        "This disk is read-only. Name another place.",
    ),
    errno.EIO: Message(
        "Dysk albo sieć zawiodły. Sprawdź je i powtórz polecenie.",
        "The disk or the network failed. Check it and repeat the command.",
    ),
    errno.EBADF: Message(
        "Wejście jest zamknięte. Podaj plik albo prześlij treść potokiem.",
        "The input is closed. Give a file or pipe the content in.",
    ),
}


def os_error_reason(error: OSError) -> Message:
    """Return why a file could not be read or written, and what to do."""
    if isinstance(error, NotRegularError):
        return Message(
            "To nie jest zwykły plik, tylko kolejka, gniazdo albo urządzenie. Podaj plik "
            "albo folder.",
            "This is no regular file but a queue, a socket or a device. Give a file or a folder.",
        )
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    known = errno.errorcode.get(error.errno or 0)
    detail = f"{known}: {os.strerror(error.errno)}" if error.errno and known else str(error)
    return Message(
        f"System odmówił ({detail}). Sprawdź dysk i plik.",
        f"The system refused ({detail}). Check the disk and the file.",
    )
