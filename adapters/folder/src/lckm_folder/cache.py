"""A cache of what files hold, valid as long as they do not change."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

_T = TypeVar("_T")
_Stamp = tuple[int, int, int, int]

_SETTLED = 2_000_000_000
"""Nanoseconds after which another change has another time: file systems count in up to 2 s."""


class Cache(Generic[_T]):
    """Reads a file again only when it changed, by whatever program.

    Args:
        read: reads a file.
    """

    # A file that changed a moment ago may change again within one timestamp, so it is read again
    # until its last change is older than that.

    def __init__(self, read: Callable[[Path], _T]) -> None:
        self._read = read
        self._values: dict[Path, tuple[_Stamp, _T]] = {}

    def get(self, path: Path) -> _T:
        """Return what the file holds. Raises what reading it raises."""
        status = path.stat()
        stamp = _stamp(status)
        cached = self._values.get(path)
        if cached is not None and cached[0] == stamp:
            return cached[1]
        value = self._read(path)
        if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) > _SETTLED:
            self._values[path] = (stamp, value)
        else:
            self._values.pop(path, None)
        return value

    def unchanged(self, path: Path) -> _T | None:
        """Return what was read of a file that did not change since; ``None`` for any other."""
        cached = self._values.get(path)
        try:
            return cached[1] if cached is not None and cached[0] == _stamp(path.stat()) else None
        except OSError:
            return None


def _stamp(status: os.stat_result) -> _Stamp:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
