"""The lines of a form filled in under its printed headings, with their places and marks."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import attrs

from lckm_core.text import MARKDOWN_EMPHASIS, MARKDOWN_STRONG
from lckm_word.body_reader import STRUCK, Block, Para, Table, Text
from lckm_word.merged_cells import MergedCell
from lckm_word.positions import DocumentPosition

# A letter with a full stop may be the initial of a name, and „o” a word of a sentence.
NUMBERING = re.compile(r"^\s*(?:[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}[.)]|[IVX]{1,5}\)|[A-Za-z]\))\s+")
BULLET = re.compile(r"^\s*(?:[-–—•▪·●○*\uf0b7]\s+|o\t\s*)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\((?:mailto:|tel:)?([^()\s]{1,2000})\)")
_ROW_NUMBER = re.compile(r"[0-9IVX]{1,5}[.)]?")
# A pattern that begins with such signs would try each of a long run; a bracket that opens at its
# end belongs to what follows: „ul. Długa 5 – (42) 638 44 44”.
_RUN = re.compile(r"([\s,;(–—-]{3})[\s,;(–—-]+")


_NOWHERE = DocumentPosition()


@attrs.frozen
class Line:
    """A line of a document: its text, list mark, emphasis and place.

    ``rich`` is the text with its emphasis in Markdown; ``bold`` says that all of it is bold, and
    ``heading`` that its style is one of a heading.
    """

    text: str
    place: DocumentPosition = DocumentPosition()
    bullet: str = ""
    rich: str = ""
    bold: bool = False
    heading: bool = False
    label_end: int = 0
    """Where a bold beginning ends, 0 where there is none or all is bold."""
    unstruck: str = ""
    """The text without what is struck through."""
    row: "Row | None" = None
    """The row whose other cells all go on with cells above."""
    before_empty: bool = False
    """Whether it stands alone in the first cell of a row, before a cell without text."""

    @property
    def bare(self) -> str:
        """The text without a list mark that was typed and without long runs of signs."""
        text = BULLET.sub("", NUMBERING.sub("", self.text, count=1), count=1).strip()
        return _RUN.sub(_shortened, _LINK.sub(r"\1 \2", text))

    @property
    def is_item(self) -> bool:
        """Whether the line is an item of a list, made by Word or typed."""
        return bool(self.bullet or BULLET.match(self.text) or NUMBERING.match(self.text))

    @property
    def depth(self) -> int:
        """How deep in a list the line is, 0 for the first level or none."""
        return (len(self.bullet) - len(self.bullet.lstrip())) // 2

    def line_after_label(self, start: int) -> "Line":
        """Return what follows the label that ends at *start*, as a line of its own."""
        text = self.text[start:]
        rich = text if self.rich in ("", self.text) else self.rich[-len(text.strip()) :]
        line_text = rich if rich.strip() == text.strip() else text
        return attrs.evolve(
            self,
            text=text.strip(),
            rich=line_text.strip(),
            bullet="",
            label_end=0,
            unstruck="",
            row=None,
        )


def _shortened(run: re.Match[str]) -> str:
    """Return the first signs of a long run, and the bracket with which it ends."""
    opens = run[0].endswith("(") and "(" not in run[1]
    return f"{run[1].rstrip()} (" if opens else run[1]


@attrs.frozen
class Row:
    """A row of a table: its cells with any text, each of lines and further rows.

    ``table`` counts the tables, also those within others, and ``number`` the rows of one.
    ``merged`` are cells that began in a row above: before which cell each stands, the number of
    that row, and what is in it.
    """

    cells: tuple[tuple["Item", ...], ...]
    place: DocumentPosition
    table: int = 0
    number: int = 0
    merged: tuple[tuple[int, int, tuple["Item", ...]], ...] = ()

    def with_merged(self, rows: Collection[int]) -> "Row":
        """Return the row with the cells that began in some rows of its table."""
        cells = list(self.cells)
        for at, row, content in reversed(self.merged):
            if row in rows:
                cells.insert(at, content)
        return attrs.evolve(self, cells=tuple(cells), merged=())

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell, without one that only numbers the row."""
        cells = [", ".join(line.text for line in lines_in(cell)) for cell in self.cells]
        is_numbered = len(cells) > 1 and _ROW_NUMBER.fullmatch(cells[0])
        return tuple(cells[1:] if is_numbered else cells)


Item = Line | Row


def items_of(blocks: Iterable[Block]) -> list[Item]:
    """Return the lines and rows of a document's blocks, in order."""
    return list(_Flattening().blocks(blocks))


def lines_in(items: Iterable[Item]) -> Iterator[Line]:
    """Yield the lines of *items*, including those in cells."""
    for item in items:
        if isinstance(item, Line):
            yield item
        else:
            for cell in item.cells:
                yield from lines_in(cell)


def as_line(row: Row) -> Line:
    """Return a row as one line, its cells divided by dashes."""
    text = " – ".join(row.texts)
    return Line(text, row.place, "- ", text)


@attrs.define
class _Flattening:
    """Counts tables and cells on the way through a document."""

    _tables: int = 0
    """The tables that stand in no other, which a place names."""
    _all_tables: int = 0

    def blocks(self, blocks: Iterable[Block], place: DocumentPosition = _NOWHERE) -> Iterator[Item]:
        for block in blocks:
            if isinstance(block, Para):
                yield from _lines(block, attrs.evolve(place, anchor=block.number))
            elif not place.table:
                self._tables += 1
                yield from self._rows(block, DocumentPosition(table=self._tables))
            else:
                yield from self._rows(block, place)

    def _rows(self, table: Table, place: DocumentPosition) -> Iterator[Item]:
        self._all_tables += 1
        table_number = self._all_tables
        read: dict[MergedCell, tuple[Item, ...]] = {}
        for number, (cells, merged) in enumerate(zip(table.rows, table.merged, strict=True), 1):
            row = place if place.row else attrs.evolve(place, row=number)
            filled: list[tuple[Item, ...]] = []
            above: list[tuple[int, int, tuple[Item, ...]]] = []
            for column, cell in enumerate(cells, 1):
                at = row if place.row else attrs.evolve(row, column=column)
                found = tuple(self.blocks(cell, at))
                if found:
                    filled.append(found)
                elif column - 1 in merged:
                    top = merged[column - 1]
                    if content := read[top]:
                        above.append((len(filled), top.row, content))
                read[MergedCell(number, column - 1)] = found
            if not filled:
                continue
            first = next(lines_in(filled[0]), None)
            here = attrs.evolve(row, anchor=first.place.anchor if first else -1)
            made = Row(tuple(filled), here, table_number, number, tuple(above))
            if len(filled) > 1:
                yield made
            elif first is not None and filled[0] == (first,):
                is_first = bool(read[MergedCell(number, 0)])
                has_empty = len(cells) > 1 + len(merged)
                yield attrs.evolve(
                    first, row=made if above else None, before_empty=is_first and has_empty
                )
            else:
                yield from filled[0]


def _lines(para: Para, place: DocumentPosition) -> Iterator[Line]:
    """Yield the lines of a paragraph, which a break within it divides."""
    for number, texts in enumerate(_divide(para.texts)):
        text = "".join(part.text for part in texts)
        if not text.strip():
            continue
        marks = {part.mark for part in texts if part.text.strip()} - {STRUCK}
        bold = marks == {"**"}
        first = next(part for part in texts if part.text.strip())
        lead = text.index(first.text.strip()[0])
        label_end = 0 if bold or first.mark != "**" else lead + len(first.text.lstrip())
        yield Line(
            text.strip(),
            place,
            para.bullet if number == 0 else "",
            text.strip() if len(marks) == 1 and bold else emphasised(texts),
            bold,
            para.style.startswith(("heading", "nagłówek", "title")),
            max(label_end - (len(text) - len(text.lstrip())), 0),
            "".join(part.text for part in texts if part.mark != STRUCK).strip(),
        )


def _divide(texts: Sequence[Text]) -> list[list[Text]]:
    lines: list[list[Text]] = [[]]
    for part in texts:
        first, *others = part.text.split("\n")
        lines[-1].append(part._replace(text=first))
        lines += [[part._replace(text=other)] for other in others]
    return lines


def markdown(texts: Sequence[Text]) -> str:
    """Return the texts of a paragraph with their emphasis as Markdown, else as they are."""
    if not any(part.mark not in ("", STRUCK) for part in texts):
        return "".join(part.text for part in texts)
    return "\n".join(emphasised(line) for line in _divide(texts))


def emphasised(texts: Sequence[Text]) -> str:
    """Return the texts of a line with their emphasis as Markdown, where it can be told so."""
    made = ""
    next_letters = [""]
    for part in reversed(texts):
        next_letters.append(part.text[:1] or next_letters[-1])
    for at, part in enumerate(texts):
        inner = part.text.strip()
        if part.mark in ("", STRUCK) or not inner or "*" in inner or "\n" in inner:
            made += part.text
            continue
        before, after = part.text[: part.text.index(inner)], part.text[part.text.index(inner) :]
        marked = f"{part.mark}{inner}{part.mark}"
        following = next_letters[len(texts) - 1 - at]
        pattern = MARKDOWN_STRONG if part.mark == "**" else MARKDOWN_EMPHASIS
        around = f"{(made + before)[-1:]}{marked}{after[len(inner) :]}{following}"
        made += before + (marked if pattern.search(around) else inner) + after[len(inner) :]
    return made.strip()
