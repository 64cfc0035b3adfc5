"""The elements of a document: paragraphs, content controls and tables, tracked or not."""

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

import attrs

from lckm_core.errors import LckmError
from lckm_word.forms import Look, Node
from lckm_word.tracked_changes import Change, Piece
from lckm_word.values import FLAGS, words_of
from lckm_word.xml_names import Attributes, element, value

PAGE_WIDTH = 9638
"""The width between the margins, in twentieths of a point."""

PLACEHOLDERS = {
    "day": "rrrr-mm-dd",
    "list": "Kliknij i wpisz; każdą pozycję w nowym wierszu",
    "choice": "Wybierz z listy",
    "text": "Kliknij i wpisz",
}
# Word's limit for the title and tag of a control.
_LONGEST_NAME = 64
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NEXT_LINE_STYLES = {"LckmValue": "LckmValueNextLine", "LckmCell": "LckmCellNextLine"}
"""The style of a text's further lines, by that of its first."""


@attrs.frozen(str=False)
class UnwritableError(LckmError):
    """A text has a character that no Word file can hold; ``field`` says where."""

    pl = (
        "Pola „{field}” nie można zapisać w Wordzie: ma znak sterujący. Usuń go; "
        "miejsce pokaże lckm check."
    )
    en = (
        "The field {field} cannot be written to Word: it has a control character. "
        "Remove it; lckm check shows where."
    )
    field: str


@attrs.frozen
class Stamp:
    """Who made tracked changes, and when (``2026-11-25T00:00:00Z``)."""

    author: str
    at: str


@attrs.define
class Pen:
    """Makes elements and numbers them; with a *stamp*, changes are tracked."""

    stamp: Stamp | None = None
    _count: int = 0

    def _number(self) -> str:
        self._count += 1
        return str(self._count)

    def _mark(self, change: Change, *children: Element) -> Element:
        assert self.stamp is not None
        return element(
            f"w:{change}",
            {"id": self._number(), "author": self.stamp.author, "date": self.stamp.at},
            *children,
        )

    def run(self, text: str, change: Change = "", style: str = "") -> Element:
        """Return a run of text, with tabs and line breaks as Word has them."""
        made = element("w:r")
        if style:
            made.append(element("w:rPr", None, value("w:rStyle", style)))
        for part in re.split("([\t\n])", text):
            if part == "\t":
                made.append(element("w:tab"))
            elif part == "\n":
                made.append(element("w:br"))
            elif part:
                text_element = element(
                    "w:delText" if change == "del" else "w:t", {"xml:space": "preserve"}
                )
                text_element.text = part
                made.append(text_element)
        return self._mark(change, made) if change else made

    def paragraph(self, style: str, *content: Element, change: Change = "") -> Element:
        """Return a paragraph; *change* is what became of its end."""
        properties = element("w:pPr", None, value("w:pStyle", style))
        if change:
            properties.append(element("w:rPr", None, self._mark(change)))
        return element("w:p", None, properties, *content)

    def form_text(self, style: str, text: str, change: Change = "") -> Element:
        """Return a paragraph with text of the form itself."""
        return self.paragraph(style, *([self.run(text, change)] if text else []), change=change)

    def control(self, node: Node, written: Sequence[Piece], *, in_table: bool) -> Element:
        """Return the block for a value.

        A long text or list is a control of paragraphs, any other value a paragraph with a control.
        """
        if any(_UNWRITABLE.search(piece.text) for piece in written):
            raise UnwritableError(node.field.mark.label)
        style = "LckmCell" if in_table else "LckmValue"
        kind = node.field.shape.text
        properties = self._properties(node, node.tag, written)
        if node.look is Look.LINES or (kind is not None and kind.multiline):
            body = list(self._lines(written, style)) or [
                self.paragraph(style, self._placeholder(node))
            ]
            return element("w:sdt", None, properties, element("w:sdtContent", None, *body))
        if self.stamp is None:
            properties.extend(_kind_of_control(node, any("\n" in piece.text for piece in written)))
        runs = [self.run(piece.text, piece.change) for piece in written] or [
            self._placeholder(node)
        ]
        return self.paragraph(
            style, element("w:sdt", None, properties, element("w:sdtContent", None, *runs))
        )

    def word(self, node: Node, written: Sequence[Piece]) -> Element:
        """Return the paragraph for the word that may stand instead of a list or a part."""
        word = node.field.shape.word
        assert word is not None
        properties = self._properties(node, f"{node.tag}#", written)
        if self.stamp is None:
            item = element("w:listItem", {"displayText": word.value, "value": word.value})
            properties.append(element("w:comboBox", None, item))
        empty = self.run(f"Gdy nie ma czego podać, wybierz: {word.value}", style="PlaceholderText")
        runs = [self.run(piece.text, piece.change) for piece in written] or [empty]
        return self.paragraph(
            "LckmValue", element("w:sdt", None, properties, element("w:sdtContent", None, *runs))
        )

    def repeated(self, node: Node, items: Sequence[Sequence[Element]]) -> list[Element]:
        """Return the items of a list, in a repeating control unless tracked."""
        if self.stamp is not None:
            return [child for item in items for child in item]
        inner = [
            element(
                "w:sdt",
                None,
                element(
                    "w:sdtPr",
                    None,
                    value("w:id", self._number()),
                    element("w15:repeatingSectionItem"),
                ),
                element("w:sdtContent", None, *item),
            )
            for item in items
        ]
        name = value("w:alias", _shorten(node.field.mark.label)), value("w:tag", f"{node.tag}[]")
        properties = element(
            "w:sdtPr", None, *name, value("w:id", self._number()), element("w15:repeatingSection")
        )
        return [element("w:sdt", None, properties, element("w:sdtContent", None, *inner))]

    def table(self, caption: str, widths: Sequence[int], rows: Sequence[Element]) -> Element:
        """Return a full-width table with a caption for screen readers."""
        look = {
            "val": "0020",
            "firstRow": "1",
            "lastRow": "0",
            "firstColumn": "0",
            "lastColumn": "0",
            "noHBand": "1",
            "noVBand": "1",
        }
        properties = element(
            "w:tblPr",
            None,
            value("w:tblStyle", "LckmTable"),
            element("w:tblW", {"w": str(sum(widths)), "type": "dxa"}),
            element("w:tblLayout", {"type": "fixed"}),
            element("w:tblLook", look),
            value("w:tblCaption", caption),
        )
        grid = element(
            "w:tblGrid", None, *(element("w:gridCol", {"w": str(width)}) for width in widths)
        )
        return element("w:tbl", None, properties, grid, *rows)

    def row(
        self, cells: Sequence[Element], change: Change = "", *, header: bool = False
    ) -> Element:
        """Return a table row; a header is repeated on each page and announced as such."""
        properties = element("w:trPr", None, element("w:cantSplit"))
        if header:
            properties.append(element("w:tblHeader"))
        if change:
            properties.append(self._mark(change))
        return element("w:tr", None, properties, *cells)

    def cell(self, width: int, *blocks: Element, shaded: bool = False) -> Element:
        """Return a table cell; its last block must be a paragraph."""
        properties = element("w:tcPr", None, element("w:tcW", {"w": str(width), "type": "dxa"}))
        if shaded:
            properties.append(element("w:shd", {"val": "clear", "color": "auto", "fill": "E9EDF3"}))
        return element("w:tc", None, properties, *blocks)

    def _lines(self, written: Sequence[Piece], style: str) -> Iterator[Element]:
        """Yield a paragraph for each line.

        An inserted or deleted line break is an inserted or deleted end of a paragraph. Paragraphs
        after the first have a style of their own, by which a reader tells a line of the text from
        a paragraph that somebody typed; what is typed after them has the ordinary style again.
        """
        runs: list[Element] = []
        following = NEXT_LINE_STYLES[style]
        for piece in written:
            first, *others = piece.text.split("\n")
            runs += [self.run(first, piece.change)] if first else []
            for line in others:
                yield self.paragraph(style, *runs, change=piece.change)
                style = following
                runs = [self.run(line, piece.change)] if line else []
        if written:
            yield self.paragraph(style, *runs)

    def _properties(self, node: Node, tag: str, written: Sequence[Piece]) -> Element:
        made = element(
            "w:sdtPr", None, value("w:alias", _shorten(node.field.mark.label)), value("w:tag", tag)
        )
        made.append(value("w:id", self._number()))
        if (
            self.stamp is None and len(node.path) == 1
        ):  # what stands in a repeated part must go with it
            made.append(value("w:lock", "sdtLocked"))
        if not written:
            made.append(element("w:showingPlcHdr"))
        return made

    def _placeholder(self, node: Node) -> Element:
        form = "choice" if node.field.shape.form == "flag" else node.field.shape.form
        return self.run(PLACEHOLDERS.get(form, PLACEHOLDERS["text"]), style="PlaceholderText")


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1] + "…"


def _kind_of_control(node: Node, broken: bool) -> list[Element]:
    """Return the elements for the kind of a control on one line."""
    match node.field.shape.form:
        case "day":
            parts: list[tuple[str, str]] = [
                ("dateFormat", "yyyy-MM-dd"),
                ("lid", "pl-PL"),
                ("storeMappedDataAs", "date"),
                ("calendar", "gregorian"),
            ]
            return [element("w:date", None, *(value(f"w:{name}", text) for name, text in parts))]
        case "flag":
            return [_choices(list(FLAGS.values()))]
        case "choice":
            return [_choices(list(words_of(node.field).values()))]
        case _:
            attributes: Attributes = {"multiLine": "1"} if broken else {}
            return [element("w:text", attributes)]


def _choices(words: Sequence[str]) -> Element:
    items = (element("w:listItem", {"displayText": word, "value": word}) for word in words)
    return element("w:dropDownList", None, *items)
