"""Procedures and update requests as Word files (``.docx``), both ways.

:func:`template` is the empty form, :func:`write` a procedure on it, :func:`read_word` the procedure in such a file with the
findings of its places; :func:`redline` an update request as tracked changes, :func:`read_request` the request in them.

Each name is loaded when it is first used: ``lckm`` lists its commands without waiting for what writes and reads.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_word.adapter import WordAdapter
    from lckm_word.package import MOST_BYTES
    from lckm_word.positions import DocumentPosition
    from lckm_word.reader import Reading, read_word
    from lckm_word.requests import (
        RequestReading,
        holds_request,
        read_request,
        redline,
    )
    from lckm_word.writer import UnwritableError, template, write

__all__ = [
    "MOST_BYTES",
    "DocumentPosition",
    "Reading",
    "RequestReading",
    "UnwritableError",
    "WordAdapter",
    "holds_request",
    "read_request",
    "read_word",
    "redline",
    "template",
    "write",
]

_MODULES = ("adapter", "package", "positions", "writer", "reader", "requests")
"""In the order of how much each loads."""


def __getattr__(name: str) -> Any:
    if name in __all__:
        for module in _MODULES:
            found = import_module(f"{__name__}.{module}")
            if hasattr(found, name):
                return getattr(found, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
