"""Which files are meant, and their bytes: folders walked once, nothing read beyond the limit."""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

STDIN = "-"
STDIN_NAME = "<stdin>"
SUFFIXES = (".yaml", ".yml", ".json")
MAX_BYTES = 2_000_000
"""The largest file the core reads; a larger one is refused before it is read."""


class SelectedFile(NamedTuple):
    """A file to read, or a place that could not be looked into, with the reason."""

    path: str
    fault: OSError | None = None


class NotRegularError(OSError):
    """A queue, socket or device in the place of a file: reading it may never end, so it is not opened."""

    @classmethod
    def at(cls, path: str) -> "NotRegularError":
        """Return the error for a path; the arguments are those of any ``OSError``, so that it can be pickled."""
        return cls(errno.EINVAL, os.strerror(errno.EINVAL), path)


class TooLargeError(Exception):
    """A file of more than :data:`MAX_BYTES`; ``size`` is ``None`` where it is not known."""

    def __init__(self, size: int | None) -> None:
        super().__init__(size)
        self.size = size


def find_files(paths: Iterable[str], but: Iterable[str | None] = ()) -> list[SelectedFile]:
    """Return the files that *paths* mean, sorted by path, each once; *but* are files that are not meant.

    A folder means its ``*.yaml``, ``*.yml`` and ``*.json`` files at any depth. Hidden files and folders within it are
    passed over, links are followed, and a folder or file that is met again by another way is not taken twice.
    """
    seen: set[tuple[int, int]] = set()
    found: list[SelectedFile] = []
    for path in but:
        with contextlib.suppress(OSError):
            _is_new(os.stat(path or ""), seen)  # noqa: PTH116
    for path in paths:
        if path == STDIN:
            found.append(SelectedFile(STDIN))
            continue
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError as error:
            found.append(SelectedFile(path, error))
            continue
        if stat.S_ISDIR(status.st_mode):
            found.extend(_walk(path, status, seen))
        elif not stat.S_ISREG(status.st_mode):
            found.append(SelectedFile(path, NotRegularError.at(path)))
        elif _is_new(status, seen):
            found.append(SelectedFile(path))
    return sorted(dict.fromkeys(found), key=lambda one: one.path)


def _walk(
    folder: str, status: os.stat_result, seen: set[tuple[int, int]]
) -> Iterator[SelectedFile]:
    """Yield the files of a folder. Its own fault, and that of each file, is a result like the others."""
    waiting = [(folder, status)]
    while waiting:
        folder, status = waiting.pop()
        if not _is_new(status, seen):
            continue
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
        except OSError as error:
            yield SelectedFile(folder, error)
            continue
        for name in names:
            path = name if folder == os.curdir else os.path.join(folder, name)  # noqa: PTH118
            wanted = name.lower().endswith(SUFFIXES)
            try:
                status = os.stat(path)  # noqa: PTH116
            except OSError as error:
                if wanted:
                    yield SelectedFile(path, error)
                continue
            if stat.S_ISDIR(status.st_mode):
                waiting.append((path, status))
            elif wanted and not stat.S_ISREG(status.st_mode):
                yield SelectedFile(path, NotRegularError.at(path))
            elif wanted and _is_new(status, seen):
                yield SelectedFile(path)


def _is_new(status: os.stat_result, seen: set[tuple[int, int]]) -> bool:
    key = (status.st_dev, status.st_ino)
    if key[1] == 0:  # a file system that numbers nothing
        return True
    if key in seen:
        return False
    seen.add(key)
    return True


def read_bytes(path: str, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``.

    Raises ``OSError`` for a file that cannot be read and :class:`TooLargeError` for one larger than *limit*.
    """
    if path == STDIN:
        if sys.stdin is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF), STDIN_NAME)
        data = sys.stdin.buffer.read(limit + 1)
        size = None
    else:
        status = os.stat(path)  # noqa: PTH116
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            raise NotRegularError.at(path)
        with open(path, "rb") as file:  # noqa: PTH123
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                raise TooLargeError(size)
            # Room for *limit* bytes would cost more than reading a file of the usual size.
            data = file.read(size + 1)
            if len(data) > size:  # it has grown, or its size says nothing
                data += file.read(limit + 1 - len(data))
    if len(data) > limit:
        raise TooLargeError(size)
    return data


def shown_name(path: str) -> str:
    """Return the path as it is shown: standard input has a name of its own."""
    return STDIN_NAME if path == STDIN else path
