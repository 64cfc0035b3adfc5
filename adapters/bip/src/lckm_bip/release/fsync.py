"""Writing that survives a power failure: to the disk, not only to a cache."""

import errno
import os
from collections.abc import Collection
from pathlib import Path
from typing import Final

_MANY: Final = 300
"""Beyond so many files, one flush of all the system's is quicker than one of each."""


NO_LINKS: Final = (errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What a file system says that has no hard links, or no more of them for a file."""


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file with complete content, or leave it as it is."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    flush_folder(path.parent)


def link_durably(source: Path, path: Path) -> None:
    """Put a file in a second place on the disk, by a hard link or else a copy."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    try:
        beside.hardlink_to(source)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        write_durably(path, source.read_bytes())
    else:
        beside.replace(path)
        flush_folder(path.parent)


def flush_folder(path: Path | str) -> None:
    """Flush the entries of a folder."""
    flush_file(path, os.O_RDONLY | os.O_DIRECTORY)


def flush_file(path: Path | str, flags: int = os.O_RDONLY) -> None:
    """Flush a file that is written."""
    descriptor = os.open(path, flags | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush(root: Path, files: Collection[str], folders: Collection[str]) -> None:
    """Flush these files of *root*, and the entries of these folders in it."""
    if len(files) + len(folders) > _MANY:
        os.sync()
        return
    for name in files:
        flush_file(root / name)
    for name in folders:
        flush_folder(root / name)
