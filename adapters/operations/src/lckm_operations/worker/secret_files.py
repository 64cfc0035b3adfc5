"""Files of secrets that the settings name: a worker takes a new one without a restart."""

from collections.abc import Callable, Iterable
from pathlib import Path

import attrs

from lckm_operations.worker.signals import Stoppable


class SecretFiles:
    """The files of secrets, as they were when they were last read."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = tuple(dict.fromkeys(paths))
        self._read = self._marks()

    def have_changed(self) -> bool:
        """Return whether one was written, replaced, removed or given other rights since."""
        return self._marks() != self._read

    def as_they_are_now(self) -> "SecretFiles":
        """Return the same files, as they are now."""
        return SecretFiles(self._paths)

    def _marks(self) -> list[tuple[int, int, int] | None]:
        return [_mark(path) for path in self._paths]


def _mark(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    # Not the time of its content: a file that may be read at last is new, too.
    return found.st_ctime_ns, found.st_ino, found.st_size


@attrs.frozen
class StopOrChange:
    """What ends the work of a worker that is to stop, or has to read its secrets anew.

    ``clock`` returns seconds that never go back. At ``again_at`` by it, the secrets are to be read
    though no file has changed: the last time they could not be used.
    """

    stop: Stoppable
    files: SecretFiles
    clock: Callable[[], float]
    again_at: float | None = None

    def is_set(self) -> bool:
        """Return whether it was told to stop, or has to read the secrets."""
        is_owed = self.again_at is not None and self.clock() >= self.again_at
        return self.stop.is_set() or is_owed or self.files.have_changed()

    def wait(self, timeout: float) -> bool:
        """Wait that many seconds or until told to stop; return :meth:`is_set` then."""
        self.stop.wait(timeout)
        return self.is_set()
