"""Reads a document's body as paragraphs and tables, in one view of its tracked changes.

Bookmarks and formatting are skipped. Unread content with text or meaning (pictures, text boxes,
notes, comments, hidden text) is counted, so that it can be reported.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element

import attrs

from lckm_core.text import Message
from lckm_word.merged_cells import LONGEST, Grid, MergedCell
from lckm_word.numbering import Numbering, View, with_next_lines
from lckm_word.package import Package
from lckm_word.placeholders import Placeholders
from lckm_word.xml_names import (
    MC,
    R,
    is_on,
    local,
    val,
    w,
)

_DROPPED: Mapping[View, tuple[str, ...]] = {
    "accept": ("del", "moveFrom", "cellDel"),
    "refuse": ("ins", "moveTo", "cellIns"),
}
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
_WRAPPERS = ("customXml", "ins", "del", "moveFrom", "moveTo")
_SEEN_THROUGH = {
    "smartTag",
    "customXml",
    "sdtContent",
    "bdo",
    "dir",
    "fldSimple",
    "hyperlink",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
}
_PICTURE = Message("obraz albo pole tekstowe", "picture or text box")
_NOTE = Message("przypis", "note")
_UNREAD: Mapping[str, Message] = {
    "drawing": _PICTURE,
    "pict": _PICTURE,
    "object": Message("osadzony obiekt", "embedded object"),
    "altChunk": Message("osadzony dokument", "embedded document"),
    "footnoteReference": _NOTE,
    "endnoteReference": _NOTE,
    "oMath": Message("wzór matematyczny", "formula"),
    "ruby": Message("adnotacja", "annotation"),
    "commentReference": Message("komentarz", "comment"),
}
_HIDDEN = Message("tekst ukryty", "hidden text")
_ADDRESS = Message("adres łącza", "address of a link")
_MERGED = Message("śledzone łączenie komórek", "tracked merging of cells")
STRUCK = "~~"
_SYMBOLS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


class Enclosing(NamedTuple):
    """The enclosing control: its tag, if any, and whether it shows its placeholder."""

    tag: str = ""
    empty: bool = False


class Text(NamedTuple):
    """A stretch of text in a paragraph, and the tag of its control, empty outside any.

    ``mark`` is how it is emphasised: ``**`` for bold, ``*`` for italics, ``STRUCK`` for struck
    through, else empty.
    """

    text: str
    tag: str
    mark: str = ""


@attrs.define
class Para:
    """A paragraph: its texts, style name, list mark and the tag of its control.

    ``number`` counts the paragraphs of the document, from 0.
    """

    texts: list[Text] = attrs.Factory(list)
    style: str = ""
    bullet: str = ""
    tag: str = ""
    number: int = -1

    @property
    def text(self) -> str:
        """The whole text, whatever its controls."""
        return "".join(text.text for text in self.texts)


@attrs.define
class Table:
    """A table: rows of cells of blocks.

    ``merged`` has for each row, by the index of a cell that goes on with one above, which one that
    is, as far as it is short.
    """

    rows: list[list[list["Block"]]] = attrs.Factory(list)
    merged: list[dict[int, MergedCell]] = attrs.Factory(list)


Block = Para | Table


@attrs.define
class Walk:
    """One pass through a document in one view of its tracked changes.

    It records whether there were any, and what it did not read.
    """

    package: Package
    view: View
    tracked: bool = False
    unread: Counter[Message] = attrs.Factory(Counter)
    _styles: Mapping[str, str] = attrs.Factory(dict)
    _numbers: Mapping[Element, int] = attrs.Factory(dict)
    _placeholders: Placeholders = attrs.Factory(lambda: Placeholders({}))
    _numbering: Numbering = attrs.field(
        default=attrs.Factory(
            lambda self: Numbering.of(self.package.numbering, self.package.styles, self.view),
            takes_self=True,
        )
    )

    def blocks(self) -> list[Block]:
        """Return the blocks of the body, looking inside controls."""
        styles = self.package.styles
        names = {
            style.get(w("styleId"), ""): val(style.find(w("name"))).casefold()
            for style in (styles if styles is not None else ())
        }
        self._styles = with_next_lines(names)
        body = self.package.document.find(w("body"))
        if body is None:
            return []
        self._numbers = {para: at for at, para in enumerate(body.iter(w("p")))}
        self._placeholders = Placeholders.of(body, self._styles)
        blocks = list(self._blocks(body, Enclosing()))
        self.tracked = self.tracked or self._numbering.tracked
        return blocks

    def _blocks(self, parent: Element, here: Enclosing) -> Iterator[Block]:
        """Yield the blocks; a paragraph whose end was removed continues in the next."""
        unfinished: Para | None = None
        for node in self._unwrapped(parent):
            match local(node):
                case "p":
                    para, ends = self._paragraph(node, here)
                    if unfinished is not None and unfinished.texts:
                        unfinished.texts += para.texts
                        para = unfinished
                    elif ends or para.texts:
                        para.bullet = self._numbering.mark(node.find(w("pPr")))
                    unfinished = None if ends else para
                    if ends:
                        yield para
                case "tbl":
                    yield from self._unfinished(unfinished)
                    unfinished = None
                    yield self._table(node, here)
                case "sdt":
                    yield from self._unfinished(unfinished)
                    unfinished = None
                    yield from self._control(node, here)
                case other:
                    self._pass_over(other, node)
        yield from self._unfinished(unfinished)

    def _unfinished(self, para: Para | None) -> Iterator[Para]:
        if para is not None and para.texts:
            yield para

    def _unwrapped(self, parent: Element) -> Iterator[Element]:
        """Yield the child elements without wrappers and without what this view drops."""
        for node in parent:
            name = local(node)
            self.tracked = self.tracked or name in _CHANGES
            if name in _DROPPED[self.view]:
                continue
            if name == f"{{{MC}}}AlternateContent":
                yield from (self._unwrapped(node[0]) if len(node) else ())
            elif name in _WRAPPERS:
                yield from self._unwrapped(node)
            else:
                yield node

    def _control(self, node: Element, around: Enclosing) -> Iterator[Block]:
        content = node.find(w("sdtContent"))
        if content is not None:
            inner = self._enclosing_within(node, around)
            blocks = list(self._blocks(content, inner))
            yield from blocks or [Para(tag=inner.tag)]

    def _enclosing_within(self, control: Element, around: Enclosing) -> Enclosing:
        """Return what encloses the content of a control.

        The text of a placeholder is not read, but removed text may be beside it.
        """
        return Enclosing(
            self._tag_of(control, around.tag), around.empty or self._placeholders.shown_in(control)
        )

    def _tag_of(self, control: Element, around: str) -> str:
        properties = control.find(w("sdtPr"))
        return (val(properties.find(w("tag"))) if properties is not None else "") or around

    def _table(self, node: Element, here: Enclosing) -> Table:
        table, grid = Table(), Grid()
        for row, inner in self._parts(node, "tr", here):
            if not self._is_present(row.find(w("trPr"))):
                continue
            grid.begin_row(row.find(w("trPr")))
            cells: list[list[Block]] = []
            merged: dict[int, MergedCell] = {}
            for cell, own in self._parts(row, "tc", inner):
                properties = cell.find(w("tcPr"))
                if not self._is_present(properties):
                    continue
                cells.append(list(self._blocks(cell, own)))
                top = grid.top_of(properties, sum(map(_length, cells[-1])))
                if top is not None:
                    merged[len(cells) - 1] = top
            table.rows.append(cells)
            table.merged.append(merged)
        return table

    def _is_present(self, properties: Element | None) -> bool:
        """Return whether a row, cell or paragraph end is present in this view."""
        changes = (
            {local(child) for child in properties if local(child) in _CHANGES}
            if properties is not None
            else set()
        )
        self.tracked = self.tracked or bool(changes)
        if "cellMerge" in changes:
            self.unread[_MERGED] += 1
        return not changes & set(_DROPPED[self.view])

    def _parts(
        self, parent: Element, wanted: str, here: Enclosing
    ) -> Iterator[tuple[Element, Enclosing]]:
        """Yield the rows of a table or the cells of a row, with the enclosing control."""
        for node in self._unwrapped(parent):
            name = local(node)
            if name == wanted:
                yield node, here
            elif name == "sdt" and (content := node.find(w("sdtContent"))) is not None:
                yield from self._parts(
                    content, wanted, here._replace(tag=self._tag_of(node, here.tag))
                )
            elif name in ("customXml", "sdtContent"):
                yield from self._parts(node, wanted, here)

    def _paragraph(self, node: Element, here: Enclosing) -> tuple[Para, bool]:
        """Return a paragraph, and whether its end is in this view."""
        properties = node.find(w("pPr"))
        style = val(properties.find(w("pStyle"))) if properties is not None else ""
        para = Para(style=self._styles.get(style, style.casefold()), tag=here.tag)
        para.number = self._numbers.get(node, -1)
        ends = self._is_present(properties.find(w("rPr")) if properties is not None else None)
        para.texts = _join_alike(self._texts(node, here))
        return para, ends

    def _texts(self, parent: Element, here: Enclosing) -> Iterator[Text]:
        for node in self._unwrapped(parent):
            name = local(node)
            if name == "r":
                yield from self._run(node, here)
            elif name == "sdt":
                content, inner = node.find(w("sdtContent")), self._enclosing_within(node, here)
                yield Text("", inner.tag)
                if content is not None:
                    yield from self._texts(content, inner)
            elif name == "hyperlink":
                yield from self._link(node, here)
            elif name in _SEEN_THROUGH:
                self._pass_over(name, node)
                yield from self._texts(node, here)
            else:
                self._pass_over(name, node)

    def _link(self, node: Element, here: Enclosing) -> Iterator[Text]:
        """Yield the text of a link, as Markdown where it differs from the target."""
        target = self.package.links.get(node.get(f"{{{R}}}id", ""), "")
        texts = _join_alike(self._texts(node, here))
        text = "".join(text.text for text in texts)
        bare = target.removeprefix("mailto:").removeprefix("tel:").rstrip("/")
        if (
            target
            and text.strip()
            and text.strip().rstrip("/") not in (bare, bare.partition("://")[2])
        ):
            texts = [Text(f"[{text}]({target})", texts[0].tag, texts[0].mark)]
        yield from texts

    def _run(self, run: Element, here: Enclosing) -> Iterator[Text]:
        properties = run.find(w("rPr"))
        hidden = _is_on(properties, "vanish")
        mark = self._mark(properties)
        for node in self._unwrapped(run):
            name = local(node)
            if name == "t" and here.empty:
                continue
            if name in ("t", "delText") and node.text:
                if hidden:
                    self.unread[_HIDDEN] += 1
                else:
                    yield Text(node.text, here.tag, mark)
            elif name in _SYMBOLS and node.get(w("type"), "textWrapping") == "textWrapping":
                yield Text(_SYMBOLS[name], here.tag, mark)
            elif name == "sym":
                yield Text(_symbol(node), here.tag)
            else:
                self._pass_over(name, node)

    def _mark(self, properties: Element | None) -> str:
        """Return the mark of a run's emphasis in Markdown."""
        style = "" if properties is None else val(properties.find(w("rStyle")))
        name = self._styles.get(style, style).casefold()
        if _is_on(properties, "b") or name in ("strong", "bold"):
            return "**"
        if _is_on(properties, "i") or name == "emphasis":
            return "*"
        is_struck = _is_on(properties, "strike") or _is_on(properties, "dstrike")
        return STRUCK if is_struck else ""

    def _pass_over(self, name: str, node: Element) -> None:
        """Count content that is not read, unless it has no meaning of its own."""
        label = _UNREAD.get(name.rpartition("}")[2])
        is_meaningless = (name == "pict" and not len(node)) or (
            name == "commentReference" and node.get(w("id")) in self.package.own_comments
        )
        if label is not None and not is_meaningless:
            self.unread[label] += 1
        instruction = (node.text or "") if name == "instrText" else node.get(w("instr"), "")
        if (
            "HYPERLINK" in instruction and "\\l" not in instruction
        ):  # which leads within the document
            self.unread[_ADDRESS] += 1


def _length(block: Block) -> int:
    """Return the length of a block's text; a table counts as longer than any name."""
    return len(block.text) + 1 if isinstance(block, Para) else LONGEST + 1


def _is_on(properties: Element | None, name: str) -> bool:
    """Return whether a run has a property that is switched on."""
    return properties is not None and is_on(properties.find(w(name)))


def _join_alike(texts: Iterable[Text]) -> list[Text]:
    """Return the texts with alike neighbours of the same control merged."""
    runs = groupby(texts, key=lambda text: (text.tag, text.mark))
    return [Text("".join(text.text for text in run), *like) for like, run in runs]


def _symbol(node: Element) -> str:
    """Return a symbol as a character; one from a symbol font becomes a bullet."""
    code = (
        int(found[0], 16)
        if (found := re.fullmatch("[0-9A-Fa-f]{4}", node.get(w("char"), "")))
        else 0
    )
    return "•" if code < 0x20 or 0xD800 <= code < 0xF900 or code > 0xFFFD else chr(code)
