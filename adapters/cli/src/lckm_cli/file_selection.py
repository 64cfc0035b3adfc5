"""The files that paths and folders stand for, and their bytes."""

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
# The largest file that the core reads.
MAX_BYTES = 2_000_000


class SelectedFile(NamedTuple):
    """A file to read, or a path that failed with the reason."""

    path: str
    fault: OSError | None = None


class NotRegularError(OSError):
    """A path leads to a queue, socket or device, which is not opened."""

    @classmethod
    def at(cls, path: str) -> "NotRegularError":
        """Return the error for a path."""
        # With the arguments of any OSError it can be pickled.
        return cls(errno.EINVAL, os.strerror(errno.EINVAL), path)


class TooLargeError(Exception):
    """A file is larger than the limit; ``size`` is ``None`` where it is not known."""

    def __init__(self, size: int | None) -> None:
        super().__init__(size)
        self.size = size


def find_files(
    paths: Iterable[str],
    but: Iterable[str | None] = (),
    suffixes: tuple[str, ...] = SUFFIXES,
) -> list[SelectedFile]:
    """Return the files that paths stand for, sorted by path, each once.

    A folder stands for its ``*.yaml``, ``*.yml`` and ``*.json`` files at any depth. Hidden files
    and folders in it are left out, and links are followed.

    Args:
        paths: files, folders, or ``-`` for standard input.
        but: files to leave out.
        suffixes: the extensions of files in folders, in place of those of YAML and JSON.
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
            found.extend(_walk(path, status, seen, suffixes))
        elif not stat.S_ISREG(status.st_mode):
            found.append(SelectedFile(path, NotRegularError.at(path)))
        elif _is_new(status, seen):
            found.append(SelectedFile(path))
    return sorted(dict.fromkeys(found), key=lambda file: file.path)


def _walk(
    folder: str, status: os.stat_result, seen: set[tuple[int, int]], suffixes: tuple[str, ...]
) -> Iterator[SelectedFile]:
    """Yield the files of a folder; what cannot be read is yielded with the reason."""
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
            wanted = name.lower().endswith(suffixes)
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

    Raises:
        OSError: the file cannot be read.
        TooLargeError: it has more than *limit* bytes.
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
            if len(data) > size:  # it has grown, or has no meaningful size
                data += file.read(limit + 1 - len(data))
    if len(data) > limit:
        raise TooLargeError(size)
    return data


def shown_name(path: str) -> str:
    """Return the name of a path for people; standard input is ``<stdin>``."""
    return STDIN_NAME if path == STDIN else path
