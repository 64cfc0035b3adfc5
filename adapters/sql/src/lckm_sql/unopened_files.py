"""Why SQLite cannot open a file that is there, which its code does not say."""

import errno
import os
import shutil
import sqlite3
from pathlib import Path

_LITTLE = 1 << 16
"""Free bytes below which a disk counts as full."""


class UnopenedFileError(sqlite3.OperationalError):
    """A file is there and cannot be opened for now; ``sqlite_errorcode`` is that of the cause."""

    file: Path


def unopened_error(file: Path, original: sqlite3.Error) -> UnopenedFileError | None:
    """Return the error of a file that something outside it keeps closed; ``None`` if nothing."""
    code = _cause(file)
    if code is None:
        return None
    error = UnopenedFileError(str(original))
    error.sqlite_errorcode = code
    error.file = file
    return error


def is_full(path: Path) -> bool:
    """Return whether the disk of a path, existing or not, has no space left."""
    existing = _existing(path)
    return existing is not None and shutil.disk_usage(existing).free < _LITTLE


def is_on_read_only_disk(path: Path) -> bool:
    """Return whether the disk of a path, existing or not, is mounted for reading alone."""
    existing = _existing(path)
    if existing is None or not hasattr(os, "statvfs"):
        return False
    return bool(os.statvfs(existing).f_flag & os.ST_RDONLY)


def _existing(path: Path) -> Path | None:
    candidates = (path, *path.absolute().parents)
    return next((candidate for candidate in candidates if candidate.exists()), None)


def _cause(file: Path) -> int | None:
    # The file itself is not opened here: closing it again would take SQLite's locks on it from
    # the whole process.
    try:
        file.stat()
    except FileNotFoundError:
        return None
    except OSError:  # a parent may not be entered
        return sqlite3.SQLITE_PERM
    if is_on_read_only_disk(file):
        return sqlite3.SQLITE_READONLY
    if is_full(file):
        return sqlite3.SQLITE_FULL
    if _may_open_no_more():
        return sqlite3.SQLITE_NOMEM
    # Journals are made beside it.
    folder = file.resolve().parent
    may_use = os.access(file, os.R_OK | os.W_OK) and os.access(folder, os.W_OK | os.X_OK)
    return None if may_use else sqlite3.SQLITE_PERM


def _may_open_no_more() -> bool:
    try:
        os.close(os.open(os.devnull, os.O_RDONLY))
    except OSError as error:
        return error.errno in (errno.EMFILE, errno.ENFILE)
    return False
