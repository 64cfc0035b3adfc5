"""The adapter that reads the directory of units, cells and staff from a file."""

import time
from collections.abc import Callable, Hashable
from pathlib import Path

import attrs

from lckm_cli.toolkit import os_error_reason
from lckm_core.errors import LckmError
from lckm_core.organisation import ChangingDirectory, Directory, DirectorySource
from lckm_core.ports import impl
from lckm_core.procedures import UnitList, check, read
from lckm_core.text import Message

_MOST_BYTES = 2_000_000


@attrs.frozen(str=False)
class UnusableListError(LckmError):
    """A list of units cannot be read, or has errors."""

    file: str
    fault: Message

    pl = "{file}: {fault.pl}"
    en = "{file}: {fault.en}"


class DirectoryFile:
    """Provides the directory from a file (form ``directory``, see ``samples/directory.yaml``).

    Args:
        file: its path. It is read when the centre is made, and again once it was changed: a
            running program needs no restart.
    """

    name = "directory-file"

    def __init__(self, *, file: str) -> None:
        self._file = Path(file)

    @impl
    def provide_directory(self) -> Directory:
        """Read the file, now and after each change. Raises what :func:`read_directory` does."""
        return changing_directory(self._file)


def changing_directory(
    path: Path, *, clock: Callable[[], float] = time.monotonic
) -> ChangingDirectory:
    """Return the directory of a file, which is read at once and after each change.

    Raises what :func:`read_directory` does, for the first time alone.
    """
    source = DirectorySource(
        str(path), read=lambda: read_directory(path), version=lambda: _mark(path), clock=clock
    )
    source.current()
    return ChangingDirectory(source)


def _mark(path: Path) -> Hashable:
    """Return what differs once a file was written, replaced, or given other rights."""
    try:
        status = path.stat()
    except OSError:
        return None  # reading it says why
    return (
        *(status.st_dev, status.st_ino, status.st_size),
        *(status.st_mtime_ns, status.st_ctime_ns),
    )


def read_directory(path: Path) -> Directory:
    """Return the directory that a file describes.

    Raises :class:`UnusableListError`, and ``LckmError`` for what is no document.
    """
    name = str(path)
    try:
        with path.open("rb") as source:
            data = source.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UnusableListError(name, os_error_reason(error)) from None
    if len(data) > _MOST_BYTES:
        message = Message(f"ma ponad {_MOST_BYTES} bajtów.", f"has more than {_MOST_BYTES} bytes.")
        raise UnusableListError(name, message)
    document = read(data, name=name, model=UnitList)
    if errors := check(document).errors:
        first = errors[0]
        count = len(errors) - 1
        left = (
            (f" Błędów jest więcej ({count}).", f" There are more errors ({count}).")
            if count
            else ("", "")
        )
        raise UnusableListError(
            f"{name}:{first.line}:{first.column}",
            Message(first.message + left[0], first.text("en") + left[1]),
        )
    return document.build(UnitList).directory
