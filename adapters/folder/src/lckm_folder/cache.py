"""What a file held when it was last read, as long as it is still that file."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

_T = TypeVar("_T")
_Stamp = tuple[int, int, int, int]

_SETTLED = 2_000_000_000
"""Nanoseconds after which a second change can no longer have the time of the first: file systems count in steps of up to 2 s."""


class Cache(Generic[_T]):
    """Reads a file again only when it was changed: by this program, by an editor, by a git checkout.

    What was changed a moment ago may be changed again without its stamp showing it, so it is read again until it has settled.
    """

    def __init__(self, read: Callable[[Path], _T]) -> None:
        self._read = read
        self._kept: dict[Path, tuple[_Stamp, _T]] = {}

    def get(self, path: Path) -> _T:
        """Return what the file holds. Raises what reading it raises."""
        status = path.stat()
        stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        kept = self._kept.get(path)
        if kept is not None and kept[0] == stamp:
            return kept[1]
        value = self._read(path)
        if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) > _SETTLED:
            self._kept[path] = (stamp, value)
        else:
            self._kept.pop(path, None)
        return value
