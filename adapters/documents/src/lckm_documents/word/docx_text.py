"""Reads a DOCX: its paragraphs, headings, tables, pictures and content controls."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

import attrs

from lckm_documents.word.accessibility import (
    DocumentContent,
    Heading,
    Picture,
    Table,
)
from lckm_documents.word.docx_styles import (
    Styles,
    W,
    outline,
    value,
)
from lckm_documents.word.field_instructions import fetched_by, runs_program

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_VML: Final = "{urn:schemas-microsoft-com:vml}"
_SHAPE_TEXT: Final = f"{W}txbxContent"
_PLAIN_SHAPES: Final = ("wordprocessingShape", "wordprocessingCanvas")
_FILLED_IN: Final = frozenset(("text", "date", "dropDownList", "comboBox", "checkbox"))
# Text that was taken out by a tracked change is not read.
_SKIPPED: Final = frozenset((_FALLBACK, f"{W}del", f"{W}moveFrom", f"{W}pPr"))
_TRACKED: Final = frozenset(
    f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "commentReference")
)


@attrs.define
class Body:
    """The content of a DOCX, with the paragraphs (from 0) of faulty fields.

    ``nameless`` are controls without a title and old form fields without a help text; ``running``
    are fields that start another program, ``fetching`` the words of those that fetch something.
    """

    content: DocumentContent
    nameless: list[int] = attrs.field(factory=list)
    running: list[int] = attrs.field(factory=list)
    fetching: list[str] = attrs.field(factory=list)


def read_body(root: Element, styles: Styles) -> Body:
    """Return the content of the text."""
    body = Body(DocumentContent(language=styles.language))
    # Word itself cuts instructions into pieces.
    instruction: list[str] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _TRACKED:
            body.content.unfinished = True
        if element.tag in _SKIPPED:
            continue
        match element.tag.removeprefix(W):
            case "p":
                _paragraph(element, styles, body)
            case "tbl":
                body.content.tables.append(_table(element))
            case "sdtPr":
                _control(element, body)
            case "ffData":
                if not (value(element, "helpText").strip() or value(element, "statusText").strip()):
                    body.nameless.append(_at(body))
            case "instrText":
                instruction.append(element.text or "")
            case "fldChar":
                _instruction("".join(instruction), body)
                instruction.clear()
            case "fldSimple":
                _instruction(element.get(f"{W}instr", ""), body)
            case "drawing":
                _drawing(element, body)
            case "pict" | "object":
                _vml(element, body)
            case _:
                pass
        waiting += reversed(element)
    _instruction("".join(instruction), body)
    return body


def _at(body: Body) -> int:
    return max(body.content.paragraphs - 1, 0)


def _paragraph(element: Element, styles: Styles, body: Body) -> None:
    properties = element.find(f"{W}pPr")
    style = value(properties, "pStyle")
    body.content.paragraphs += 1
    words = []
    for run in _own_parts(element, f"{W}r"):
        text = "".join(text_element.text or "" for text_element in run.iterfind(f"{W}t"))
        if text:
            language = value(run, "rPr", "lang") or styles.language_of(style)
            body.content.read(text, language)
            body.content.language = body.content.language or language
            words.append(text)
    text = "".join(words).strip()
    level = outline(properties)
    level = styles.level(style) if level is None else level
    if level and text:
        body.content.headings.append(Heading(level, _at(body), text))


def _table(element: Element) -> Table:
    rows = list(_own_parts(element, f"{W}tr"))
    header = rows[0].find(f"{W}trPr/{W}tblHeader") if rows else None
    words = next(
        (
            text
            for text_element in element.iter(f"{W}t")
            if (text := (text_element.text or "").strip())
        ),
        "",
    )
    return Table(
        rows=len(rows),
        columns=max((sum(1 for _ in _own_parts(row, f"{W}tc")) for row in rows), default=0),
        has_headers=header is not None and header.get(f"{W}val", "1") not in ("0", "false", "off"),
        words=words,
    )


def _own_parts(element: Element, tag: str) -> Iterator[Element]:
    """Yield the parts of an element with a tag, but none in a text box or nested table."""
    waiting = list(reversed(element))
    while waiting:
        inner = waiting.pop()
        if inner.tag == tag:
            yield inner
        elif inner.tag not in _SKIPPED and inner.tag not in (
            _SHAPE_TEXT,
            f"{W}tbl",
            f"{W}drawing",
            f"{W}pict",
        ):
            waiting += reversed(inner)


def _control(properties: Element, body: Body) -> None:
    kinds = {child.tag.rpartition("}")[2] for child in properties}
    if kinds & _FILLED_IN and not value(properties, "alias").strip():
        body.nameless.append(_at(body))


def _instruction(text: str, body: Body) -> None:
    if runs_program(text):
        body.running.append(_at(body))
    elif word := fetched_by(text):
        body.fetching.append(word)


def _drawing(element: Element, body: Body) -> None:
    properties = next(element.iter(f"{_DRAWING}docPr"), None)
    graphic = next(
        (part.get("uri", "") for part in element.iter() if part.tag.endswith("}graphicData")), ""
    )
    words_inside = next(element.iter(_SHAPE_TEXT), None) is not None
    if properties is None or (graphic.endswith(_PLAIN_SHAPES) and words_inside):
        return
    if any(mark.get("val") in ("1", "true") for mark in element.iter(_DECORATIVE)):
        return
    body.content.pictures.append(
        Picture((properties.get("descr") or properties.get("title") or "").strip(), _at(body))
    )


def _vml(element: Element, body: Body) -> None:
    for shape in element.iter():
        if shape.tag.startswith(_VML) and shape.find(f"{_VML}imagedata") is not None:
            body.content.pictures.append(Picture((shape.get("alt") or "").strip(), _at(body)))
