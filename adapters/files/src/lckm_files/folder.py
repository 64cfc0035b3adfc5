"""A folder in which several files change together or not at all, whatever dies in between."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

_JOURNAL, _LOCK, _NEW = ".lckm-journal", ".lckm-lock", ".lckm-new"


class UnsafeNameError(ValueError):
    """A name that would lead out of the folder, or that no file can have."""


class Folder:
    """A folder with one lock for all processes, and writes of many files that are one act.

    New contents go to files beside the old ones, then a journal names them, then each takes its place. The journal is the act:
    who finds one, after a crash, finishes it. What stands in the folder otherwise is left alone.
    """

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)
        self._lock = FileLock(self.root / _LOCK)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder against other threads and processes; finish what one that died had begun."""
        self.root.mkdir(parents=True, exist_ok=True)
        with self._lock:
            self._finish()
            yield

    def path(self, *parts: str) -> Path:
        """Return the path of a file in the folder; raise :class:`UnsafeNameError` for a part that is no plain file name."""
        for part in parts:
            if part in ("", ".", "..") or any(letter in part for letter in '/\\:\0<>|"?*') or part != part.strip(" "):
                raise UnsafeNameError(f"not a name for a file: {part!r}")
        return self.root.joinpath(*parts)

    def write(self, contents: Mapping[Path, bytes]) -> None:
        """Write all these files or none, to the disk; the folder is to be locked."""
        if not contents:
            return
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_through(path.with_name(path.name + _NEW), content)
        names = [path.relative_to(self.root).as_posix() for path in contents]
        journal = self.root / _JOURNAL
        _write_through(journal.with_name(_JOURNAL + _NEW), json.dumps(names).encode())
        journal.with_name(_JOURNAL + _NEW).replace(journal)
        _sync(self.root)
        self._finish()

    def _finish(self) -> None:
        """Do what the journal says is decided, if there is one."""
        journal = self.root / _JOURNAL
        if not journal.exists():
            return
        parents = set()
        for name in json.loads(journal.read_bytes()):
            path = self.root / name
            new = path.with_name(path.name + _NEW)
            if new.exists():
                new.replace(path)
                parents.add(path.parent)
        for parent in parents:
            _sync(parent)
        journal.unlink()
        _sync(self.root)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Put the names in a folder to the disk, where the system knows how."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
