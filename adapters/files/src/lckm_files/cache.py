"""What a file held when it was last read, as long as it is still that file."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

_T = TypeVar("_T")
_Stamp = tuple[int, int, int]


class Cache(Generic[_T]):
    """Reads a file again only when it was changed: by this program, by an editor, by a git checkout."""

    def __init__(self, read: Callable[[Path], _T]) -> None:
        self._read = read
        self._kept: dict[Path, tuple[_Stamp, _T]] = {}

    def get(self, path: Path) -> _T:
        """Return what the file holds. Raises what reading it raises."""
        status = path.stat()
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        kept = self._kept.get(path)
        if kept is None or kept[0] != stamp:
            kept = self._kept[path] = (stamp, self._read(path))
        return kept[1]
