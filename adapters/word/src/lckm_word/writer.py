"""Writes a procedure to a Word file: each field with its label, hint and control.

An empty form is written as nothing compared with nothing, a procedure as itself compared with
itself, and an update request as the new procedure compared with the old one, with changes
tracked.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import attrs

from lckm_core.forms import to_data
from lckm_core.procedures import Procedure
from lckm_word.content_controls import PAGE_WIDTH, Pen, UnwritableError
from lckm_word.forms import Look, Node, nodes_of
from lckm_word.tracked_changes import Change, aligned, pieces
from lckm_word.values import format_value
from lckm_word.zip_writer import pack

__all__ = ["Form", "UnwritableError", "template", "write"]

Data = Mapping[str, Any]

INTRODUCTION = (
    "Wypełnij pola pod nagłówkami. Gwiazdka (*) oznacza pole, którego mieszkaniec nie zobaczy. "
    "Pól nieobowiązkowych, w których nie ma "
    "czego podać, nie wypełniaj.",
    "Kolejną pozycję listy, wiersz albo tabelkę dodasz w Wordzie znakiem + przy ostatniej, a w "
    "innym programie przez skopiowanie jej. "
    "W długich tekstach *gwiazdki* znaczą pochylenie, **podwójne** pogrubienie, a myślnik na "
    "początku wiersza punkt listy.",
)
"""How to fill in the form, above its fields."""


def template(number: str = "", *, model: type = Procedure) -> bytes:
    """Return the empty form as a ``.docx`` file, always with the same bytes.

    Args:
        number: the procedure's number, such as ``KA-01478``, if it has one already.
        model: the form; its marks give all the text of the file.

    Provision: zał. 2 § 9 ust. 1, and the template.
    """
    return _file({"id": number} if number else {}, model, "Wzór opisu procedury")


def write(procedure: Any) -> bytes:
    """Return a procedure on the template as a ``.docx`` file.

    The file is for those who edit the procedure and includes starred fields. ``read_word`` returns
    the same procedure; the same procedure gives the same bytes.

    Raises :class:`UnwritableError` for a control character. Provision: zał. 2 § 9 ust. 1.
    """
    return _file(to_data(procedure), type(procedure), f"Opis procedury {procedure.id}")


def _file(data: Data, model: type, title: str) -> bytes:
    form = Form(Pen())
    blocks = [
        form.pen.form_text("Title", title),
        *(form.pen.form_text("LckmHint", text) for text in INTRODUCTION),
    ]
    return pack([*blocks, *form.sections(nodes_of(model), data, data)], title)


@attrs.frozen
class Form:
    """Lays out fields; hints are left out where changes are tracked."""

    pen: Pen

    def sections(self, nodes: Sequence[Node], old: Data, new: Data) -> Iterator[Element]:
        """Yield the blocks of a whole form, its sections under headings."""
        section = ""
        for node in nodes:
            if node.section != section:
                section = node.section
                star = "*" if node.field.mark.starred and section == node.field.mark.label else ""
                yield self.pen.form_text("Heading1", section + star)
            yield from self.node(node, old, new, "")

    def node(self, node: Node, old: Data, new: Data, change: Change) -> Iterator[Element]:
        """Yield the heading, hint and content of a field; *change* is that of its part."""
        key = node.path[-1]
        before, after = old.get(key), new.get(key)
        if node.level:
            yield self.pen.form_text(f"Heading{node.level}", node.label, change)
        if self.pen.stamp is None and (hint := node.help_text):
            yield self.pen.form_text("LckmHint", hint)
        if node.is_value:
            yield self.pen.control(node, self._pieces(node, before, after), in_table=False)
            return
        if node.field.shape.word is not None:
            words = [text if isinstance(text, str) else "" for text in (before, after)]
            yield self.pen.word(node, pieces(*words, whole=True))
        if node.is_section:
            for child in node.children:
                yield from self.node(child, _part(before), _part(after), change)
            return
        if node.look is Look.GROUP:
            yield from self._card(node, _part(before), _part(after), change)
            return
        items = list(self._items(_list(before), _list(after), change))
        if node.look is Look.ROWS:
            yield from self._rows(node, items, change)
        else:
            yield from self.pen.repeated(node, [list(self._card(node, *item)) for item in items])

    def _is_left_out(self, old: Any, new: Any) -> bool:
        """Return whether a field of a part is not shown: empty both before and after."""
        return self.pen.stamp is not None and old in (None, [], {}) and new in (None, [], {})

    def _items(
        self, old: list[Any], new: list[Any], around: Change
    ) -> Iterator[tuple[Data, Data, Change]]:
        """Yield the items of a list with their changes, or a blank in an empty form."""
        for before, after in aligned(old, new):
            change: Change = "ins" if before is None else "del" if after is None else around
            yield before or {}, after or {}, change
        if not old and not new and self.pen.stamp is None:
            yield {}, {}, ""

    def _card(self, node: Node, old: Data, new: Data, change: Change) -> Iterator[Element]:
        pen, widths = self.pen, (PAGE_WIDTH * 3 // 10, PAGE_WIDTH - PAGE_WIDTH * 3 // 10)
        visible = [
            child
            for child in node.short
            if not self._is_left_out(old.get(child.path[-1]), new.get(child.path[-1]))
        ]
        if node.look is Look.CARDS:
            visible = visible or list(node.short[:1])  # each part begins with its table
        if visible:
            heads = [
                pen.cell(width, pen.form_text("LckmHead", text, change), shaded=True)
                for width, text in zip(widths, (node.field.mark.label, "Treść"), strict=True)
            ]
            rows = [pen.row(heads, change, header=True)]
            for child in visible:
                label = pen.cell(widths[0], *self._label(child, change), shaded=True)
                held = pen.control(
                    child,
                    self._pieces(child, old.get(child.path[-1]), new.get(child.path[-1])),
                    in_table=True,
                )
                rows.append(pen.row([label, pen.cell(widths[1], *_cell_blocks(pen, held))], change))
            yield pen.table(node.field.mark.label, widths, rows)
            yield pen.form_text("LckmGap", "", change)
        for child in node.long:
            if not self._is_left_out(old.get(child.path[-1]), new.get(child.path[-1])):
                yield from self.node(child, old, new, change)

    def _rows(
        self, node: Node, items: Sequence[tuple[Data, Data, Change]], change: Change
    ) -> Iterator[Element]:
        pen, widths = self.pen, _widths(node.children)
        heads = [
            pen.cell(width, *self._label(child, change), shaded=True)
            for width, child in zip(widths, node.children, strict=True)
        ]
        rows = []
        for old, new, became in items:
            cells = [
                pen.cell(
                    width,
                    *_cell_blocks(
                        pen,
                        pen.control(
                            child,
                            self._pieces(child, old.get(child.path[-1]), new.get(child.path[-1])),
                            in_table=True,
                        ),
                    ),
                )
                for width, child in zip(widths, node.children, strict=True)
            ]
            rows.append([pen.row(cells, became)])
        yield pen.table(
            node.field.mark.label,
            widths,
            [pen.row(heads, change, header=True), *pen.repeated(node, rows)],
        )
        yield pen.form_text("LckmGap", "", change)

    def _label(self, node: Node, change: Change) -> list[Element]:
        """Return the label of a line or column, with its hint."""
        label = [self.pen.form_text("LckmHead", node.label, change)]
        return (
            label
            if self.pen.stamp is not None
            else [*label, self.pen.form_text("LckmNote", node.help_text)]
        )

    def _pieces(self, node: Node, old: Any, new: Any) -> list[Any]:
        kind = node.field.shape.text
        free = node.field.shape.form in ("text", "list") and (kind is None or kind.pattern is None)
        return pieces(format_value(node, old), format_value(node, new), whole=not free)


def _part(value: Any) -> Data:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _cell_blocks(pen: Pen, block: Element) -> list[Element]:
    """Return the blocks of a cell, which must end in a paragraph."""
    return [block] if block.tag == "w:p" else [block, pen.form_text("LckmEnd", "")]


def _widths(columns: Sequence[Node]) -> list[int]:
    """Divide the page width between columns: most for free text, least for choices."""
    shares = [
        3
        if (kind := column.field.shape.text) and kind.multiline
        else 2
        if kind or column.field.shape.form == "text"
        else 1
        for column in columns
    ]
    widths = [PAGE_WIDTH * share // sum(shares) for share in shares]
    return [PAGE_WIDTH - sum(widths[1:]), *widths[1:]]
