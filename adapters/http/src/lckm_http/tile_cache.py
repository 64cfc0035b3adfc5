"""A cache of a server's tiles, in a folder of limited size."""

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final

from lckm_http.tile_sources import TilePlace

_DAY: Final = 86_400.0
# The folder is scanned after each twentieth of its size, so that several processes keep to it.
_PART: Final = 20
_UNFINISHED: Final = ".new"
# The least space that a file or folder takes with its entry, which also limits their number.
_BLOCK: Final = 4_096


class TileCache:
    """A folder of tiles, of which the oldest are removed when there are too many.

    Each lies at ``<zoom>/<column>/<row>``. The tiles show what was looked at, not by whom.
    """

    def __init__(self, folder: Path, *, most_bytes: int, days: float) -> None:
        """Use a folder, made when the first tile comes.

        Args:
            folder: the folder, of these tiles alone.
            most_bytes: its size on the disk at most, where each file and folder counts as
                4 kB at least; with several processes a little more for a while.
            days: how long a tile is as good as new.
        """
        self._folder = folder
        self._most = most_bytes
        self._longest = days * _DAY
        self._lock = Lock()
        # The first tile triggers a scan, whatever an earlier process left.
        self._unseen = most_bytes

    def load(self, place: TilePlace) -> tuple[bytes, bool] | None:
        """Return a tile and whether it is fresh; ``None`` if there is none."""
        try:
            with self._path(place).open("rb") as file:
                age = time.time() - os.fstat(file.fileno()).st_mtime
                return file.read(), 0 <= age < self._longest
        except OSError:
            return None

    def save(self, place: TilePlace, data: bytes) -> None:
        """Keep a tile. Raises ``OSError`` where the folder cannot be written to."""
        path = self._path(place)
        handle, unfinished = _new_file(path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(unfinished).replace(path)
        except OSError:
            Path(unfinished).unlink(missing_ok=True)
            raise
        with self._lock:
            self._unseen += _on_disk(len(data))
            if self._unseen > self._most // _PART:
                self._unseen = 0
                self._shrink()

    def _path(self, place: TilePlace) -> Path:
        return self._folder / str(place.zoom) / str(place.column) / str(place.row)

    def _shrink(self) -> None:
        """Remove the oldest tiles while they take too much, and folders that hold none."""
        found: list[tuple[float, int, Path]] = []
        for path in self._folder.glob("*/*/*"):
            with suppress(OSError):
                at = path.stat()
                found.append((at.st_mtime, _on_disk(at.st_size), path))
        columns = [path for path in self._folder.glob("*/*") if not _is_removed(path)]
        size = sum(count for _, count, _ in found) + _BLOCK * len(columns)
        for _, count, path in sorted(found):
            if size <= self._most:
                break
            with suppress(OSError):
                path.unlink()
            size -= count
            if _is_removed(path.parent):
                size -= _BLOCK
        for path in self._folder.glob("*"):
            _is_removed(path)


def _new_file(folder: Path) -> tuple[int, str]:
    """Open a new file in a folder, which another process may remove while it is empty."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            return tempfile.mkstemp(_UNFINISHED, dir=folder)


def _on_disk(size: int) -> int:
    """Return how many bytes of a disk a file takes."""
    return max(1, -(-size // _BLOCK)) * _BLOCK


def _is_removed(folder: Path) -> bool:
    """Remove a folder if it is empty, and return whether it was."""
    try:
        folder.rmdir()
    except OSError:
        return False
    return True
