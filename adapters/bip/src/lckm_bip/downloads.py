"""Files to download: ``<files>/<procedure's number>/<name>``, as they are told of and copied."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from lckm_pages.links import is_name

Told = tuple[int, int] | None
"""Size in bytes and time of change (ns), or ``None`` for a file that is not there."""


class Downloads:
    """Where the files of procedures are; with no folder, there are none. Links are not followed out of it."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder) if folder else None

    def told(self, procedure: str, name: str) -> Told:
        """Return what is known of a file, without opening it."""
        path = self._path(procedure, name)
        if path is None:
            return None
        try:
            found = path.lstat()
        except (OSError, ValueError):  # no such file, a name too long, a null in it
            return None
        return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None

    def unchanged(self, procedure: str, known: Mapping[str, Told]) -> bool:
        """Return whether the files are what they were."""
        return all(self.told(procedure, name) == told for name, told in known.items())

    def open(self, procedure: str, name: str) -> BinaryIO:
        """Return a file, to be read and closed. Raises ``OSError``."""
        path = self._path(procedure, name)
        if path is None:
            raise FileNotFoundError(name)
        return os.fdopen(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW), "rb")

    def _path(self, procedure: str, name: str) -> Path | None:
        if self._folder is None or name.startswith(".") or not (is_name(name) and is_name(procedure)):
            return None
        return self._folder / procedure / name


def about(name: str, size: int) -> str:
    """Return what kind of file it is and how large: „PDF, 118 kB”."""
    kind = Path(name).suffix[1:].upper()
    return ", ".join(filter(None, (kind, size_words(size))))


def size_words(size: int) -> str:
    """Return a size as people say it: kilobytes of a thousand bytes, a comma before tenths of a megabyte."""
    if size >= 10**6:
        return f"{size / 10**6:.1f}".replace(".", ",").removesuffix(",0") + " MB"
    return f"{-(-size // 1000)} kB" if size >= 1000 else f"{size} B"
