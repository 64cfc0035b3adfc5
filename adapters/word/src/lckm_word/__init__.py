"""Procedures and update requests as Word files (``.docx``), in both directions.

:func:`template` returns the empty form and :func:`write` a procedure on it; :func:`read_word`
reads a procedure with its findings and their places. :func:`redline` writes an update request
as tracked changes, and :func:`read_request` reads one. :func:`check_document` puts the findings
into a copy as comments, and :class:`WordCheckFace` is a page that does (with the extra ``serve``).
:class:`WordFiles` does all of it for the pages of another face.

Each name is imported on first use, so that ``lckm`` can list its commands without delay.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_word.adapter import WordAdapter as WordAdapter
    from lckm_word.check_page.face import WordCheckFace as WordCheckFace
    from lckm_word.comments import Comment as Comment, add_comments as add_comments
    from lckm_word.document_check import (
        DocumentCheck as DocumentCheck,
        PlacedFinding as PlacedFinding,
        check_document as check_document,
    )
    from lckm_word.form_messages import in_form_words as in_form_words
    from lckm_word.package import MOST_BYTES as MOST_BYTES
    from lckm_word.positions import DocumentPosition as DocumentPosition
    from lckm_word.read_result import Reading as Reading
    from lckm_word.reader import read_word as read_word
    from lckm_word.requests import (
        RequestReading as RequestReading,
        holds_request as holds_request,
        read_request as read_request,
        redline as redline,
    )
    from lckm_word.word_files import WordContent as WordContent, WordFiles as WordFiles
    from lckm_word.writer import (
        UnwritableError as UnwritableError,
        template as template,
        write as write,
    )

_HOMES = {
    "adapter": ("WordAdapter",),
    "check_page.face": ("WordCheckFace",),
    "comments": (
        "Comment",
        "add_comments",
    ),
    "document_check": (
        "DocumentCheck",
        "PlacedFinding",
        "check_document",
    ),
    "form_messages": ("in_form_words",),
    "package": ("MOST_BYTES",),
    "positions": ("DocumentPosition",),
    "read_result": ("Reading",),
    "reader": ("read_word",),
    "requests": (
        "RequestReading",
        "holds_request",
        "read_request",
        "redline",
    ),
    "word_files": (
        "WordContent",
        "WordFiles",
    ),
    "writer": (
        "UnwritableError",
        "template",
        "write",
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}
__all__ = sorted(_HOME)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
