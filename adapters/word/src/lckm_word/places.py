"""Where in a document something stands, in words: section, field, paragraph, table and cell."""

import attrs

from lckm_core import Message


@attrs.frozen
class Place:
    """A place of a document.

    ``section`` and ``field`` are labels of the form. ``paragraph`` counts the paragraphs with text of a section, headings and
    tables left out; ``table`` the tables of the document; ``row`` and ``column`` its cells. All count from 1; 0 is none.
    """

    section: str = ""
    field: str = ""
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    @property
    def said(self) -> Message:
        """The place in both languages."""
        parts = [
            (self.section, f"dział „{self.section}”", f"section “{self.section}”"),
            (self.field and self.field != self.section, f"pole „{self.field}”", f"field “{self.field}”"),
            (self.paragraph, f"akapit {self.paragraph}", f"paragraph {self.paragraph}"),
            (self.table, f"tabela {self.table}", f"table {self.table}"),
            (self.row, f"wiersz {self.row}", f"row {self.row}"),
            (self.column, f"kolumna {self.column}", f"column {self.column}"),
        ]
        pl, en = (", ".join(part[at] for part in parts if part[0]) for at in (1, 2))
        return Message(pl or "cały dokument", en or "the whole document")
