"""A disk that loses what was not flushed: what a folder could hold after a power cut.

POSIX promises of a file only what was flushed: its content by ``fsync`` of it, its name by
``fsync`` of its folder, all by ``sync``. A file system may keep more than that, and of the rest
any part.
"""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

STEPS = ("fsync", "sync", "rename", "replace", "link", "symlink", "unlink", "mkdir", "rmdir")
"""What changes the disk; the power may go after each."""
Entry = bytes | str | None
"""A file by its content, a link by where it leads; ``None`` is a folder."""
_Keeps = Callable[[int | str], bool]


class State:
    """What a folder holds after a power cut, by path."""

    def __init__(self, entries: dict[str, Entry]) -> None:
        self.entries = entries

    def files_in(self, folder: str) -> dict[str, bytes] | None:
        """Return the files of *folder*, itself or a link, by path; ``None`` if it is not there."""
        entry = self.entries.get(folder, b"")
        if isinstance(entry, bytes) or (entry and self.entries.get(entry, b"") is not None):
            return None
        start = f"{entry or folder}/"
        return {
            path.removeprefix(start): content
            for path, content in self.entries.items()
            if path.startswith(start) and isinstance(content, bytes)
        }

    def write(self, target: Path) -> Path:
        """Write it all to *target*, and return that."""
        target.mkdir()
        # A folder stands before what is in it.
        for path, entry in sorted(self.entries.items()):
            if entry is None:
                (target / path).mkdir()
            elif isinstance(entry, str):
                (target / path).symlink_to(entry)
            else:
                (target / path).write_bytes(entry)
        return target


class PowerCutDisk:
    """What of *root* is on the disk, as its writer flushes it; at first, all of it.

    ``at_each_step`` is called after each step of the writer. It may ask for :meth:`states`.
    """

    def __init__(self, root: Path, at_each_step: Callable[["PowerCutDisk"], None]) -> None:
        self._root = root.stat().st_ino
        self._at_each_step = at_each_step
        self._contents: dict[int, bytes] = {}
        self._names: dict[int, dict[str, int | str]] = {}
        # Open, lest the number of a removed file is given to another.
        self._open = {self._root: os.open(root, os.O_RDONLY)}
        self._random = Random(1)
        self._busy = False
        self._flush_all()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch what this process does to the disk."""
        real = {name: getattr(os, name) for name in STEPS}
        for name in STEPS:
            setattr(os, name, self._watching(name, real[name]))
        try:
            yield
        finally:
            for name, function in real.items():
                setattr(os, name, function)
            for descriptor in self._open.values():
                os.close(descriptor)

    def flushed(self) -> State:
        """Return what was flushed and no more."""
        return self._state(lambda _: False, lambda _: False)

    def states(self, between: int = 2) -> Iterator[State]:
        """Yield what a power cut could leave: both extremes, and so many that lie between."""
        yield self.flushed()
        yield self._state(lambda _: True, lambda _: False)  # all names, and no more in them
        for _ in range(between):
            yield self._state(self._by_chance(), self._by_chance())

    def _by_chance(self) -> _Keeps:
        # A rename is whole or not at all: of the two names of a file, one is kept.
        drawn: dict[int | str, bool] = {}
        return lambda entry: drawn.setdefault(entry, self._random.random() < 1 / 2)

    def _state(self, keeps_name: _Keeps, keeps_content: _Keeps) -> State:
        return State(dict(self._left(self._root, "", keeps_name, keeps_content)))

    def _left(
        self, folder: int, above: str, keeps_name: _Keeps, keeps_content: _Keeps
    ) -> Iterator[tuple[str, Entry]]:
        """Yield what is left in a folder; of what was not flushed, what the functions say."""
        flushed, present = self._names.get(folder, {}), self._present(folder)
        for name in sorted(flushed.keys() | present.keys()):
            entry = flushed.get(name)
            changed = present.get(name)
            if entry != changed and keeps_name(changed or entry or ""):
                entry = changed
            if isinstance(entry, str):
                yield f"{above}{name}", entry
            elif entry is not None and self._is_folder(entry):
                yield f"{above}{name}", None
                yield from self._left(entry, f"{above}{name}/", keeps_name, keeps_content)
            elif entry is not None:
                content = self._contents.get(entry, b"")
                yield f"{above}{name}", self._read(entry) if keeps_content(entry) else content

    def _watching(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **named: Any) -> Any:
            result = real(*given, **named)
            if self._busy:
                return result
            self._busy = True
            try:
                if name == "fsync":
                    number = os.fstat(given[0]).st_ino
                    self._keep_open(number, f"/proc/self/fd/{given[0]}")
                    self._flush(number)
                elif name == "sync":
                    self._flush_all()
                self._at_each_step(self)
            finally:
                self._busy = False
            return result

        return step

    def _flush_all(self) -> None:
        waiting = [self._root]
        while waiting:
            number = waiting.pop()
            self._flush(number)
            waiting += [one for one in self._names.get(number, {}).values() if isinstance(one, int)]

    def _flush(self, number: int) -> None:
        """Take over what a file or folder holds now."""
        if self._is_folder(number):
            self._names[number] = self._present(number)
        else:
            self._contents[number] = self._read(number)

    def _present(self, folder: int) -> dict[str, int | str]:
        """Return what a folder holds now: the number of each file and folder, or a link."""
        present: dict[str, int | str] = {}
        descriptor = self._open[folder]
        with os.scandir(descriptor) as entries:
            for entry in entries:
                if entry.is_symlink():
                    present[entry.name] = os.readlink(entry.name, dir_fd=descriptor)
                else:
                    present[entry.name] = entry.inode()
                    self._keep_open(entry.inode(), f"/proc/self/fd/{descriptor}/{entry.name}")
        return present

    def _keep_open(self, number: int, path: str) -> None:
        if number not in self._open:
            self._open[number] = os.open(path, os.O_RDONLY)

    def _is_folder(self, number: int) -> bool:
        return stat.S_ISDIR(os.fstat(self._open[number]).st_mode)

    def _read(self, number: int) -> bytes:
        descriptor = self._open[number]
        return os.pread(descriptor, os.fstat(descriptor).st_size, 0)
