"""Protection of secrets: no core dumps, and files that others cannot read or change."""

import ctypes
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from lckm_cli.settings.loader import Settings
from lckm_core.text import Message

# ``PR_SET_DUMPABLE`` of prctl on Linux.
_SET_DUMPABLE = 4


def leave_no_core_dump() -> None:
    """Keep this process and its children from leaving core dumps, where possible."""
    try:
        import resource
    except ImportError:  # Windows, which writes dumps only where an administrator asks for them
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Dumps that are piped to a program ignore the limit. An undumpable process has none, and
    # other processes of the same user cannot read its memory.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def open_to_all(settings: Settings) -> Iterator[Message]:
    """Yield what is open to every user, with the command that closes it (POSIX)."""
    if os.name != "posix":
        return
    if _may(settings.file, stat.S_IWOTH):
        yield Message(
            "Uwaga: ten plik może zmienić każdy na tej maszynie, a więc uruchomić z niego "
            f"cokolwiek. Wykonaj: chmod o-w {settings.file}",
            "Beware: anybody on this machine may change this file, and so run anything by "
            f"it. Do: chmod o-w {settings.file}",
        )
    secrets = [*settings.named("file")]
    paths = [*settings.named("path")]
    for path in dict.fromkeys(secrets):
        if _may(path, stat.S_IROTH | stat.S_IWOTH):
            yield Message(
                "Uwaga: tajemnicę z tego pliku może odczytać albo zmienić każdy na tej "
                f"maszynie. Wykonaj: chmod o-rwx {path}",
                "Beware: anybody on this machine may read or change the secret in this "
                f"file. Do: chmod o-rwx {path}",
            )
    beside = [path.parent for path in (settings.file.absolute(), *secrets)]
    within = [
        inner_path for path in paths if path.is_dir() for inner_path in sorted(path.iterdir())
    ]
    for path in dict.fromkeys([*beside, *paths, *within]):
        if _may(path, stat.S_IWOTH):
            yield Message(
                f"Uwaga: {path} może zmienić każdy na tej maszynie, a więc podłożyć tam, co "
                f"zechce. Wykonaj: chmod o-w {path}",
                f"Beware: anybody on this machine may change {path}, and so put there what "
                f"they like. Do: chmod o-w {path}",
            )


def keys_for_two_things(settings: Settings) -> Iterator[Message]:
    """Yield the faces whose receipts have a key that encrypts residents' data."""
    for at in settings.shared_keys():
        yield Message(
            f"[[face]] {at}: keys ma klucz, którym adapter szyfruje dane. Przywróć klucz "
            "potwierdzeń: z innym nikt nie zna kodów, które mieszkańcy już mają.",
            f"[[face]] {at}: keys has a key that an adapter encrypts data with. Put the key of "
            "the receipts back: with another nobody knows the codes that residents have.",
        )


def _may(path: Path, rights: int) -> bool:
    """Return whether every user has one of these rights; links are followed."""
    try:
        return bool(path.stat().st_mode & rights)
    except OSError:
        return False
