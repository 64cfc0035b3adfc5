"""A folder of files replaced as a whole, with notes of what they were made from."""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

_NOTES = ".lckm-linked-data.json"
_NEW = ".lckm-linked-data.new"
_LOCK = ".lckm-linked-data.lock"


class Folder:
    """The files of one exporter: written beside the old ones, then put in their place.

    A change that fails before that changes nothing. If it is killed while files are put in place,
    each file is old or new but complete, and the next export writes all of them again, for the
    notes are removed first.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._new = root / _NEW

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other exports to this folder out, in any process."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / _LOCK).open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def notes(self, stamp: str) -> Mapping[str, Any]:
        """Return the notes of the last export, or none if its settings had another *stamp*."""
        try:
            held = json.loads((self.root / _NOTES).read_bytes())
        except (FileNotFoundError, ValueError):
            return {}
        return held["notes"] if isinstance(held, dict) and held.get("stamp") == stamp else {}

    def begin(self) -> None:
        """Begin a change; what an earlier one left unfinished goes."""
        shutil.rmtree(self._new, ignore_errors=True)
        self._new.mkdir(parents=True)

    def make(self, name: str, content: bytes) -> None:
        """Make a file of the change, unless what is there is the same."""
        if not self._has_content(name, content):
            self.stream(name, lambda file: file.write(content))

    def stream(self, name: str, write: Callable[[BinaryIO], object]) -> None:
        """Make a file of the change by a function that writes it."""
        path = self._new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write(file)

    def has(self, name: str) -> bool:
        """Return whether there is such a file, from before the change."""
        return (self.root / name).is_file()

    def read(self, name: str) -> bytes:
        """Return a file as it will be after the change."""
        made = self._new / name
        return (made if made.exists() else self.root / name).read_bytes()

    def finish(self, gone: Iterable[str], stamp: str, notes: Mapping[str, Any]) -> None:
        """Put the new files in place, remove those in *gone*, and write the notes."""
        held = json.dumps({"stamp": stamp, "notes": notes}, sort_keys=True).encode()
        made = sorted(path for path in self._new.rglob("*") if path.is_file())
        gone = [name for name in gone if self.has(name)]
        if made or gone or not self._has_content(_NOTES, held):
            # Notes must never name files that are missing, even after a power failure. So they
            # are removed first, and written again once all files are on the disk.
            (self.root / _NOTES).unlink(missing_ok=True)
            _flush_names(self.root)
            for path in made:
                place = self.root / path.relative_to(self._new)
                place.parent.mkdir(parents=True, exist_ok=True)
                path.replace(place)
            for name in gone:
                (self.root / name).unlink(missing_ok=True)
            os.sync()
            (self._new / _NOTES).write_bytes(held)
            (self._new / _NOTES).replace(self.root / _NOTES)
        shutil.rmtree(self._new)

    def _has_content(self, name: str, content: bytes) -> bool:
        path = self.root / name
        return (
            path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
        )


def _flush_names(folder: Path) -> None:
    """Flush the entries of a folder."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
