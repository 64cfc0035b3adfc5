"""Procedures and update requests as Word files (``.docx``), in both directions.

:func:`template` returns the empty form and :func:`write` a procedure on it; :func:`read_word`
reads a procedure with its findings and their places. :func:`redline` writes an update request
as tracked changes, and :func:`read_request` reads one.

Each name is imported on first use, so that ``lckm`` can list its commands without delay.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_word.adapter import WordAdapter
    from lckm_word.comments import Comment, add_comments
    from lckm_word.form_messages import in_form_words
    from lckm_word.package import MOST_BYTES
    from lckm_word.positions import DocumentPosition
    from lckm_word.read_result import Reading
    from lckm_word.reader import read_word
    from lckm_word.requests import (
        RequestReading,
        holds_request,
        read_request,
        redline,
    )
    from lckm_word.writer import UnwritableError, template, write

__all__ = [
    "MOST_BYTES",
    "Comment",
    "DocumentPosition",
    "Reading",
    "RequestReading",
    "UnwritableError",
    "WordAdapter",
    "add_comments",
    "holds_request",
    "in_form_words",
    "read_request",
    "read_word",
    "redline",
    "template",
    "write",
]

# The modules with these names, those that load least first.
_MODULES = (
    "adapter",
    "package",
    "positions",
    "writer",
    "read_result",
    "reader",
    "requests",
    "form_messages",
    "comments",
)


def __getattr__(name: str) -> Any:
    if name in __all__:
        for module in _MODULES:
            found = import_module(f"{__name__}.{module}")
            if hasattr(found, name):
                return getattr(found, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
