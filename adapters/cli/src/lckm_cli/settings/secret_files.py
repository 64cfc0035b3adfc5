"""Files of secrets that the settings name, and whether they have changed since read."""

from collections.abc import Iterable
from pathlib import Path


class SecretFiles:
    """The files of secrets, as they were when they were last read."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = tuple(dict.fromkeys(paths))
        self._read = self._marks()

    def have_changed(self) -> bool:
        """Return whether one was written, replaced, removed or given other rights since."""
        return self._marks() != self._read

    def as_they_are_now(self) -> "SecretFiles":
        """Return the files with their present state."""
        return SecretFiles(self._paths)

    def _marks(self) -> list[tuple[int, int, int] | None]:
        return [_mark(path) for path in self._paths]


def _mark(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    # The time of the inode, not of its content: a file that has become readable counts as new.
    return found.st_ctime_ns, found.st_ino, found.st_size
