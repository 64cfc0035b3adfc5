"""Reads the annex's own form: what a clerk typed under its printed headings."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from lckm_core.findings import Finding
from lckm_word.assembly import duplicate_finding, places_of_lines
from lckm_word.body_reader import Block, Para
from lckm_word.field_recognition import Recogniser, paragraphs
from lckm_word.finding_kinds import reshaped, text_outside_fields
from lckm_word.forms import Look, Node, Path
from lckm_word.numbering import FieldLists
from lckm_word.positions import DocumentPosition
from lckm_word.printed._contacts import is_nothing
from lckm_word.printed._fields import BY_FIELD
from lckm_word.printed._headings import Heading, find_headings, inline_heading
from lckm_word.printed._lines import BULLET, NUMBERING, Item, Line, Row, as_line, items_of, lines_in
from lckm_word.printed._part import Part
from lckm_word.printed._steps import step_row
from lckm_word.printed._text import without_printed, words_of
from lckm_word.values import as_empty_word, parse_value, ticked

_TITLES = ("wzór opisu procedury", "opis procedury", "karta opisu procedury")
_STYLE = "lckm "
"""The beginning of the names of our own form's styles."""
_CHOICE = re.compile(r"(?i)\(?\s*tak\s*/\s*nie\s*\)?")
_COLUMN_WORDS = frozenset(("kwot", "kont", "nr", "lp", "etap", "krok", "kosz", "tel", "dzie"))
"""The beginnings of words that head a column, besides those of labels."""


def is_printed_form(blocks: Sequence[Block], known: Recogniser) -> bool:
    """Return whether a document is not on our own form: without its controls and styles."""
    return not any(
        para.style.startswith(_STYLE) or any(text.tag in known.tags for text in _texts(para))
        for para in paragraphs(blocks)
    )


def _texts(para: Para) -> Iterator[Any]:
    yield from para.texts
    yield para


@attrs.define
class PrintedForm:
    """What was read of a form filled in under its printed headings.

    ``data`` are plain data, as those of a YAML file; ``places`` their positions by JSON Pointer,
    and ``lines`` those of each line with text.
    """

    data: dict[str, Any] = attrs.Factory(dict)
    places: dict[str, DocumentPosition] = attrs.Factory(dict)
    found_at: dict[Path, DocumentPosition] = attrs.Factory(dict)
    findings: list[tuple[Finding, DocumentPosition]] = attrs.Factory(list)
    lines: dict[str, Sequence[DocumentPosition]] = attrs.Factory(dict)


def read_printed_form(blocks: Sequence[Block], nodes: tuple[Node, ...]) -> PrintedForm:
    """Return the data of a form filled in under its printed headings.

    Args:
        blocks: the document's paragraphs and tables.
        nodes: the top nodes of the form.
    """
    reader = _PrintedReader(nodes)
    reader.read(items_of(blocks))
    return reader.form


@attrs.define
class _PrintedReader:
    nodes: tuple[Node, ...]
    form: PrintedForm = attrs.Factory(PrintedForm)
    _section: str = ""
    _paragraphs: Counter[tuple[str, str]] = attrs.Factory(Counter)
    """How many paragraphs were read of each field; those of no field by its section."""
    _again: list[tuple[Node, DocumentPosition]] = attrs.Factory(list)
    """Further headings of fields, which may stand before those that are read."""

    def read(self, items: Sequence[Item]) -> None:
        """Read the items of a document."""
        headings = find_headings(items, self.nodes)
        # „Lp.”, „Pole”, „Treść” above the rows of the form itself.
        own = [at for at, heading in headings.items() if not heading.is_again]
        first = items[min(own)] if own else None
        here: Node | None = None
        held: dict[Path, tuple[Node, list[Item]]] = {}
        for at, item in enumerate(items):
            found = headings.get(at)
            if found is not None and found.is_again:
                if here is not None and here.path in held and _is_of_one_line(here):
                    # Another line does not belong to the value, and would spoil it.
                    here = None
                    self._note_again(found, item)
                    continue
                found = None
            if isinstance(item, Row) and here is None and found is None and _heads(item, first):
                continue
            if found is None:
                content: Iterable[Item] = [item]
            else:
                here = self._enter(found, item)
                content = self._behind(found, item)
            for piece in self._with_inner_heading(content, here):
                if isinstance(piece, Heading):
                    here = self._enter(piece, item)
                    continue
                placed = self._place_item(piece, here)
                if here is None or here.is_section:
                    self._note_outside([placed])
                else:
                    held.setdefault(here.path, (here, []))[1].append(placed)
        self.form.findings += [
            duplicate_finding(node, self.form.found_at[node.path], place)
            for node, place in self._again
        ]
        for node, content in held.values():
            self._field(node, content)
        self._cells_of_coordinators()

    def _with_inner_heading(
        self, content: Iterable[Item], here: Node | None
    ) -> Iterator[Item | Heading]:
        """Yield the content, with a heading that stands behind its section's title."""
        for item in content:
            inner = None
            if here is None and self._section and isinstance(item, Line):
                inner = inline_heading(item, self.nodes)
            if inner is None:
                yield item
            else:
                yield inner
                if inner.rest is not None:
                    yield inner.rest

    def _enter(self, heading: Heading, item: Item) -> Node | None:
        node = heading.entry.node
        self._section = heading.entry.section
        if node is not None:
            place = self._at(next(lines_in([item])).place, node)
            self.form.found_at.setdefault(node.path, place)
        return node

    def _note_again(self, heading: Heading, item: Item) -> None:
        """Note a heading of a field that has another one, and what stands on its line."""
        node = heading.entry.node
        assert node is not None
        self._again.append((node, self._at(next(lines_in([item])).place, None)))
        self._note_outside([self._place_item(rest, None) for rest in self._behind(heading, item)])

    def _behind(self, heading: Heading, item: Item) -> Iterator[Item]:
        """Yield the content of a heading's own line or row, without the label."""
        if heading.rest is not None:
            yield heading.rest
        if isinstance(item, Row):
            first, *others = [cell for cell in item.cells if not _is_number(cell)]
            yield from list(first)[1:]
            for cell in others:
                yield from cell

    def _place_item(self, item: Item, node: Node | None) -> Item:
        if isinstance(item, Line):
            self._paragraphs[self._field_of(node)] += not item.place.table
            return attrs.evolve(item, place=self._at(item.place, node))
        cells = tuple(
            tuple(self._place_item(inner_item, node) for inner_item in cell) for cell in item.cells
        )
        return attrs.evolve(item, cells=cells, place=self._at(item.place, node))

    def _at(self, place: DocumentPosition, node: Node | None) -> DocumentPosition:
        return attrs.evolve(
            place,
            section=self._section,
            field=node.field.mark.label if node is not None else "",
            paragraph=0 if place.table else self._paragraphs[self._field_of(node)],
        )

    def _field_of(self, node: Node | None) -> tuple[str, str]:
        """Return in which section and field of the form a paragraph is counted."""
        return self._section, node.path[0] if node is not None else ""

    # What stands under a heading

    def _field(self, node: Node, items: Sequence[Item]) -> None:
        lines = list(self._content(node, items))
        if not lines:
            return
        pointer = "/" + "/".join(node.path)
        word = node.field.shape.word
        texts = [line.bare for line in lines]
        if all(map(is_nothing, texts)) and (word is None and not node.field.required):
            return
        is_whole = len(lines) == 1 and (word is not None or node.look is not Look.LEAF)
        if is_whole and (empty := as_empty_word(texts[0])):
            self._put(node, empty, lines[0].place)
        elif (parser := BY_FIELD.get(node.path)) is not None:
            read = parser([line for line in lines if not (word is None and is_nothing(line.bare))])
            if word is not None and not read.parts:
                # „Brak opłat” is not a part of the field but its content, so the check judges it.
                self._put(node, "\n".join(texts), lines[0].place)
                return
            self._put_parts(node, read.parts, pointer)
            self._note_outside(read.left)
        elif node.look is Look.LINES:
            listed = list(_items_of_list(lines))
            self._put(node, [text for text, _ in listed], lines[0].place)
            for index, (_, place) in enumerate(listed):
                self.form.places[f"{pointer}/{index}"] = place
        elif node.is_value:
            self._put(node, self._value(node, lines), lines[0].place)
            self.form.lines[pointer] = places_of_lines((line.text, line.place) for line in lines)
        else:
            self._note_outside(lines)

    def _content(self, node: Node, items: Sequence[Item]) -> Iterator[Line]:
        """Yield the lines under a heading without the explanations printed there."""
        lines = []
        rows: dict[int, set[int]] = {}
        for item in items:
            if isinstance(item, Row):
                rows.setdefault(item.table, set()).add(item.number)
        for at, item in enumerate(items):
            # A label beside several rows is not their content.
            if isinstance(item, Row):
                item = item.with_merged(rows[item.table])
            elif item.row is not None and item.row.table in rows:
                whole = item.row.with_merged(rows[item.row.table])
                item = attrs.evolve(whole, place=item.place) if len(whole.cells) > 1 else item
            if isinstance(item, Line):
                lines.append(item)
            elif not _is_table_head(item, node, items[at + 1 : at + 2]):
                lines.append(step_row(item) if node.path == ("steps",) else as_line(item))
        lines = [line for line in lines if not _CHOICE.fullmatch(line.unstruck or line.text)]
        kept, unclear = without_printed([line.text for line in lines])
        self.form.findings += [
            (text_outside_fields(lines[at].text), lines[at].place) for at in unclear
        ]
        tables = {row.place.table for row in items if isinstance(row, Row)}
        if tables and node.is_value:
            place = next(row.place for row in items if isinstance(row, Row))
            self.form.findings.append((reshaped(node.field.mark.label, "table"), place))
        for index, text in kept:
            line = lines[index]
            if text == line.text:
                yield line
            else:
                yield line.line_after_label(line.text.rindex(text))

    def _value(self, node: Node, lines: Sequence[Line]) -> Any:
        kind = node.field.shape.text
        if kind is not None and kind.markdown:
            return parse_value(node, _markdown(lines))
        text = "\n".join(BULLET.sub("", line.text) for line in lines)
        if node.field.shape.form == "flag":
            unstruck_texts = [line.unstruck or line.text for line in lines]
            return _flag(" ".join(unstruck_texts).strip(" /") if len(lines) == 1 else text, node)
        for line in lines:
            if line.rich not in ("", line.text) and "*" in line.rich and "*" not in line.text:
                self.form.findings.append((reshaped(node.field.mark.label, "emphasis"), line.place))
        return parse_value(node, text.rstrip(" ,;"))

    def _put(self, node: Node, value: Any, place: DocumentPosition) -> None:
        into = self.form.data
        for key in node.path[:-1]:
            into = into.setdefault(key, {})
        into[node.path[-1]] = value
        self.form.places["/" + "/".join(node.path)] = place

    def _put_parts(self, node: Node, parts: Sequence[Part], pointer: str) -> None:
        if not parts:
            return
        if node.look is Look.GROUP:
            self._put(node, parts[0].values, parts[0].place)
            self._put_places(parts[0], pointer)
            return
        self._put(node, [part.values for part in parts], parts[0].place)
        for index, part in enumerate(parts):
            self.form.places[f"{pointer}/{index}"] = part.place
            self._put_places(part, f"{pointer}/{index}")

    def _put_places(self, part: Part, pointer: str) -> None:
        self.form.places |= {f"{pointer}/{key}": place for key, place in part.places.items()}

    def _cells_of_coordinators(self) -> None:
        """Give a coordinator without a cell the cell of the form, as the annex has one cell."""
        cell = self.form.data.get("cell")
        named = self.form.data.get("coordinators", ())
        if isinstance(cell, str) and len(named) == 1:
            named[0].setdefault("cell", cell)

    def _note_outside(self, items: Iterable[Item]) -> None:
        for line in lines_in(items):
            kept, _ = without_printed([line.text])
            for _, text in kept:
                if not NUMBERING.sub("", text).casefold().startswith(_TITLES):
                    self.form.findings.append((text_outside_fields(text), line.place))


def _heads(row: Row, first: Item | None) -> bool:
    """Return whether a row names the columns of the table in which the form begins."""
    is_short = all(len(words_of(text)) <= 3 for text in row.texts)
    return isinstance(first, Row) and row.table == first.table and row.number == 1 and is_short


def _is_number(cell: Sequence[Item]) -> bool:
    return all(re.fullmatch(r"[0-9IVX]{1,5}[.)]?", line.text) for line in lines_in(cell))


def _flag(text: str, node: Node) -> Any:
    chosen = ticked(text)
    return parse_value(node, text) if chosen is None else chosen


def _items_of_list(lines: Sequence[Line]) -> Iterator[tuple[str, DocumentPosition]]:
    """Yield the items of a list, without the signs that divided them."""
    pieces = [
        (piece.strip(), line.place)
        for line in lines
        for piece in re.split(r";\s+", line.bare)
        if piece.strip()
    ]
    divided = any(piece.endswith((",", ";")) for piece, _ in pieces) or len(pieces) > len(lines)
    for at, (piece, place) in enumerate(pieces):
        last = divided and at == len(pieces) - 1
        yield piece.rstrip(" ,;").removesuffix("." if last else "\0"), place


def _markdown(lines: Sequence[Line]) -> str:
    """Return lines as paragraphs and lists of Markdown."""
    is_all_bold = all(line.bold for line in lines)
    made = ""
    lists = FieldLists()
    for at, line in enumerate(lines):
        text = line.rich or line.text
        if line.bold and not is_all_bold and "*" not in text:
            text = f"**{text}**"
        if line.bullet and not line.text.startswith(("- ", "* ")):
            text = lists.mark((), line.bullet) + text
        else:
            text = re.sub(r"^(?:[–—•▪·●○\uf0b7]\s+|o\t\s*)", "- ", text)
        if at:
            before = lines[at - 1]
            same = before.place.anchor == line.place.anchor and line.place.anchor >= 0
            made += "\n" if same or (before.is_item and line.is_item) else "\n\n"
        made += text
    return made


def _is_of_one_line(node: Node) -> bool:
    text = node.field.shape.text
    return node.look is Look.LEAF and (text is None or not text.multiline)


def _is_table_head(row: Row, node: Node, after: Sequence[Item]) -> bool:
    """Return whether a row names the columns of the rows after it."""
    if row.number != 1 or not after or not isinstance(after[0], Row) or after[0].table != row.table:
        return False
    inner = {
        word.text[:4]
        for part in node.with_descendants()
        for word in words_of(part.field.mark.label)
    }
    inner |= _COLUMN_WORDS
    words = [words_of(text) for text in row.texts]
    return all(len(column) <= 6 for column in words) and all(
        not column or any(word.text[:4] in inner for word in column) for column in words
    )
