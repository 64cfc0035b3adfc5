"""Files written whole or not at all."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path


def write_text(path: str | Path, text: str) -> None:
    """Write *text* as UTF-8, like :func:`write_bytes`."""
    write_bytes(path, text.encode())


def write_bytes(path: str | Path, data: bytes) -> None:
    """Replace a file at once: nobody ever sees half of it, even after a power cut.

    A file that is there keeps its permissions, and a link keeps its target. What is not a
    regular file, such as ``/dev/stdout``, is written to directly.

    Raises:
        OSError: the file or its folder cannot be written; the error names *path* or the folder.
    """
    target = Path(path)
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target.parent))
    try:
        _write(target, data)
    except OSError as error:
        error.filename = str(path)
        raise


def _write(target: Path, data: bytes) -> None:
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    target = target.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        Path(name).replace(target)
        _flush_names(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _flush_names(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where a folder can be opened for it."""
    # The file is in place by then, so it is no failure if the folder may not be listed, or its
    # file system cannot flush it.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
