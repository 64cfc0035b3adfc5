"""Positions in a document in words: section, field, paragraph, table and cell."""

import attrs

from lckm_core.text import Message


@attrs.frozen
class DocumentPosition:
    """A position in a document.

    ``section`` and ``field`` are labels of the form. ``paragraph`` counts the paragraphs with text
    of the field, or of a section's text in no field, without headings and tables; ``table`` the
    tables of the document; ``row`` and
    ``column`` its cells. All count from 1; 0 means none. ``anchor`` is the index of the
    paragraph among all of the document, -1 where it is not known.
    """

    section: str = ""
    field: str = ""
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    anchor: int = attrs.field(default=-1, eq=False, repr=False)

    @property
    def message(self) -> Message:
        """The position in both languages."""
        field = self.field if self.field != self.section else ""
        parts = [
            Message(f"{pl} {value}", f"{en} {value}")
            for value, pl, en in (
                (self.section and f"„{self.section}”", "dział", "section"),
                (field and f"„{field}”", "pole", "field"),
                (self.paragraph, "akapit", "paragraph"),
                (self.table, "tabela", "table"),
                (self.row, "wiersz", "row"),
                (self.column, "kolumna", "column"),
            )
            if value
        ]
        pl, en = ", ".join(part.pl for part in parts), ", ".join(part.en for part in parts)
        return Message(pl or "cały dokument", en or "the whole document")
