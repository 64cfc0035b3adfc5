"""Procedures and update requests as Word files (``.docx``), both ways.

:func:`template` is the empty form, :func:`write` a procedure on it, :func:`read_word` the procedure in such a file with the
findings of its places; :func:`redline` an update request as tracked changes, :func:`read_request` the request in them.
"""

from lckm_word.adapter import WordAdapter
from lckm_word.reading import Reading, read_word
from lckm_word.requests import RequestReading, holds_request, read_request, redline
from lckm_word.writing import UnwritableError, template, write

__all__ = [
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
