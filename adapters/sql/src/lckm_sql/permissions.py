"""Files and folders for their owner alone, whatever the process's mask. One that is there keeps the mode that it was given."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_OTHERS = 0o007


def make_folder(path: Path) -> None:
    """Make a folder, and those on the way to it that are missing; each is on the disk with its entry in the one above it."""
    if not path.exists():
        make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        to_disk(path.parent)


def to_disk(path: Path) -> None:
    """Wait until a file, or a folder with the names in it, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_file(path: Path) -> None:
    """Make an empty file, which SQLite takes for a new database; the journals beside it get its mode.

    Where that fails nothing is said: whoever opens the file is told why by SQLite.
    """
    # One that is there is not even opened: closing it again would take SQLite's locks on it from the whole process.
    with suppress(OSError):
        os.close(os.open(path.resolve(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def journals_like(path: Path) -> None:
    """Give the journals of a database its mode. They got the one it had then, and keep it: after a spell of reading only nobody could write."""
    with suppress(OSError):
        mode = path.stat().st_mode & 0o777
        for suffix in ("-wal", "-shm"):
            journal = path.with_name(path.name + suffix)
            with suppress(OSError):
                if journal.stat().st_mode & 0o777 != mode:
                    journal.chmod(mode)


def open_to_all(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield those that every user of the machine may read, write or look into; only POSIX tells."""
    for path in paths if os.name == "posix" else ():
        # It may go away meanwhile.
        with suppress(FileNotFoundError):
            if path.stat().st_mode & _OTHERS:
                yield path
