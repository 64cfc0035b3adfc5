"""Numbers in the bytes of a file, read only where they are."""

import struct
from typing import Any


class MalformedFileError(ValueError):
    """A file is not built as its format says, or has a part that cannot be cleaned."""


def unpack(layout: str, data: bytes, at: int) -> tuple[Any, ...]:
    """Return the numbers of a :mod:`struct` layout at *at*.

    Raises:
        MalformedFileError: the data end before.
    """
    try:
        return struct.unpack_from(layout, data, at)
    except struct.error:
        raise MalformedFileError from None


def require(*, holds: bool) -> None:
    """Refuse the file unless a condition of its format holds.

    Raises:
        MalformedFileError: it does not.
    """
    if not holds:
        raise MalformedFileError
