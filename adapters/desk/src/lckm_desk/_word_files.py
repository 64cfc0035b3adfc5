"""The protocols of a reader and writer of Word files, such as lckm-word."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from lckm_core.amendments import UpdateRequest
from lckm_core.findings import Finding, Findings
from lckm_core.organisation import Directory
from lckm_core.procedures import Document, Procedure
from lckm_core.text import Message

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""That of a ``.docx`` file."""


class Position(Protocol):
    """A position in a document."""

    @property
    def message(self) -> Message:
        """The position in words: section, field, paragraph, table and cell."""
        ...


class PlacedFinding(Protocol):
    """A finding, and where in the document it is."""

    @property
    def finding(self) -> Finding:
        """The finding, in the words of the form."""
        ...

    @property
    def place(self) -> Position:
        """Where it is."""
        ...


class WordContent(Protocol):
    """What a Word file holds: a procedure, or a request to update one."""

    @property
    def document(self) -> Document | None:
        """The procedure, ``None`` for a request."""
        ...

    @property
    def request(self) -> UpdateRequest | None:
        """The request; ``None`` for a procedure and for a request with errors."""
        ...

    @property
    def own(self) -> Findings:
        """The findings about the file itself, which quote nothing of it."""
        ...

    def findings(self, more: Iterable[Finding] = ()) -> Sequence[PlacedFinding]:
        """Return all findings with their places, and *more* about the same content."""
        ...


@runtime_checkable
class WordFiles(Protocol):
    """Reads Word files, comments on them, and writes requests."""

    most_bytes: int
    """How large a file may be."""

    def read(
        self,
        source: bytes,
        *,
        directory: Directory,
        editions: Callable[[str], Sequence[Procedure]],
    ) -> WordContent:
        """Return what a file holds; an :class:`LckmError` says why it cannot be read.

        *editions* returns the stored texts of a procedure by its number, the newest last.
        """
        ...

    def comment(self, source: bytes, findings: Sequence[Any]) -> bytes:
        """Return a copy of a file with each placed finding as a comment."""
        ...

    def write(self, procedure: Procedure) -> bytes:
        """Return a procedure as a file."""
        ...

    def write_request(
        self, old: Procedure, request: UpdateRequest, *, author: str, at: datetime
    ) -> bytes:
        """Return a request as a file with removals and insertions marked."""
        ...

    def close(self) -> None:
        """End its processes."""
        ...
