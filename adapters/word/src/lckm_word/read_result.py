"""What was read of a Word file, with its findings and their positions."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from lckm_core.findings import Finding, Findings, steps
from lckm_core.forms import to_yaml
from lckm_core.procedures import Document, Procedure, read
from lckm_core.text import Message
from lckm_word.body_reader import Walk
from lckm_word.finding_kinds import NOT_READ, TRACKED
from lckm_word.positions import DocumentPosition


@attrs.frozen
class Reading:
    """A procedure as read from a Word file.

    ``data`` are plain data, for the check and for YAML. ``findings`` are all findings of the file
    and the procedure; ``own`` are those of the file alone, which quote none of it, so that they may
    be stored. ``tracked`` is true for a document with tracked changes.
    """

    data: Mapping[str, Any]
    findings: Findings
    own: Findings
    tracked: bool
    _places: Mapping[str, DocumentPosition] = attrs.field(repr=False)
    _positions: Mapping[Finding, DocumentPosition] = attrs.field(repr=False)
    _lines: Mapping[str, Sequence[DocumentPosition]] = attrs.field(repr=False)

    def place(self, finding: Finding) -> DocumentPosition:
        """Return the position of a finding: its paragraph or value, else what encloses it."""
        if (own := self._positions.get(finding)) is not None:
            return own
        return self._paragraph(finding) or self.at(finding.path)

    def _paragraph(self, finding: Finding) -> DocumentPosition | None:
        """Return the paragraph of a text in which a finding is, if its lines are known."""
        places = self._lines.get(finding.path)
        if finding.offset is None or places is None:
            return None
        value: Any = self.data
        for step in steps(finding.path):
            value = value[step]
        lines = [line for line in value.splitlines() if line.strip()]
        if len(lines) != len(places):
            return None
        before = [line for line in value[: finding.offset + 1].splitlines() if line.strip()]
        return places[max(0, len(before) - 1)]

    def at(self, pointer: str) -> DocumentPosition:
        """Return the position of a JSON Pointer: its value, else what encloses it."""
        while pointer and pointer not in self._places:
            pointer = pointer.rpartition("/")[0]
        return self._places.get(pointer, DocumentPosition())

    def to_yaml(self) -> str:
        """Return the content as YAML, including faulty values."""
        # A clerk's work must not be lost.
        return to_yaml(dict(self.data), schema="../schemas/procedure.schema.json")

    def procedure(self) -> Procedure:
        """Return the procedure.

        Raises ``InvalidProcedureError`` for values that no procedure can hold.
        """
        return self.document.procedure()

    @property
    def document(self) -> Document:
        """The content as the core reads it from YAML."""
        return read(self.to_yaml())


def document_findings(walk: Walk, *, decided: bool) -> list[Finding]:
    """Return the findings about the document itself."""
    found = []
    if walk.tracked and not decided:
        message = Message(
            "Dokument ma zmiany śledzone; odczytano go tak, jakby je przyjęto. We wniosku o "
            "aktualizację zostaw je, a w nowym opisie przyjmij albo odrzuć (karta Recenzja).",
            "The document has tracked changes; it was read as if they were accepted. In an update "
            "request, leave them; in a new description, accept or reject them (Review).",
        )
        found.append(TRACKED.at((), message))
    for label, count in sorted(walk.unread.items()):
        message = Message(
            f"Nie odczytano: {label.pl} (liczba: {count}). Jeśli to treść opisu, wpisz ją tekstem "
            "w polu.",
            f"Not read: {label.en} (count: {count}). If it is content of the procedure, type it "
            "into its field.",
        )
        found.append(NOT_READ.at((), message))
    return found
