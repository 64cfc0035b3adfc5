"""Reads the paragraphs of a DOC with their styles and table marks ([MS-DOC] 2.4–2.9)."""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from lckm_documents.result import NotReadableError
from lckm_documents.word.accessibility import DocumentContent, Heading, Table

_FLAGS, _MAIN_LENGTH = 0x0A, 0x4C
# Offsets in the header of the place and size of the styles, the paragraphs and the pieces of
# text.
_STYLES, _PARAGRAPHS, _PIECES = 0xA2, 0x102, 0x1A2
_PAGE: Final = 512
_ROW_ENDS, _HEADS, _LEVEL, _ELSEWHERE = 0x2417, 0x3404, 0x2640, (0x6645, 0x6646)
_SIZES: Final = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
# The property that sets a language, and the number of that language after it.
_LANGUAGE: Final = re.compile(rb"(?:\x6d\x48|\x73\x48)(..)", re.DOTALL)
_LANGUAGES: Final = {
    0x0415: "pl-PL",
    0x0409: "en-US",
    0x0809: "en-GB",
    0x0407: "de-DE",
    0x0422: "uk-UA",
    0x0419: "ru-RU",
}


@attrs.frozen
class _Paragraph:
    """A paragraph in the list: its style and its relevant properties."""

    style: int
    properties: dict[int, int]


class _Document:
    """The streams of a DOC, read by its header."""

    def __init__(self, streams: Mapping[str, bytes]) -> None:
        self.text = streams["WordDocument"]
        (flags,) = struct.unpack_from("<H", self.text, _FLAGS)
        self.table = streams.get("1Table" if flags & 0x0200 else "0Table", b"")
        self.data = streams.get("Data", b"")
        self.length: int = struct.unpack_from("<i", self.text, _MAIN_LENGTH)[0]

    def part(self, at: int) -> bytes:
        """Return the part of the table stream whose place and size are at *at*."""
        start, size = struct.unpack_from("<II", self.text, at)
        return self.table[start : start + size]


def read_document(streams: Mapping[str, bytes]) -> DocumentContent:
    """Return the content of the main text of a DOC.

    Raises:
        NotReadableError: the header points outside the file.
    """
    try:
        document = _Document(streams)
        language = _language(document.part(_STYLES))
        content = DocumentContent(language=language)
        _gather(document, content, language)
    except (struct.error, IndexError, KeyError, ValueError):
        raise NotReadableError(
            "jego nagłówek wskazuje na to, czego w nim nie ma",
            "its header points at what it does not hold",
        ) from None
    return content


def _language(styles: bytes) -> str:
    found = _LANGUAGE.search(styles)
    number = struct.unpack("<H", found[1])[0] if found else 0
    return _LANGUAGES.get(number, f"LCID {number}") if number not in (0, 0x0400) else ""


def _gather(document: _Document, content: DocumentContent, language: str) -> None:
    starts, listed = _paragraphs(document)
    words: list[str] = []
    rows: list[tuple[bool, int]] = []
    cells, first = 0, ""
    for text, mark, place in _marked_pieces(document):
        words.append(text)
        if not mark:
            continue
        paragraph_text, words = " ".join("".join(words).split()), []
        content.read(paragraph_text, language)
        index = bisect_right(starts, place) - 1
        paragraph = listed[index] if index >= 0 else _Paragraph(0, {})
        if mark == "\x07":
            if paragraph.properties.get(_ROW_ENDS):
                rows.append((bool(paragraph.properties.get(_HEADS)), cells))
                cells = 0
                continue
            cells, first = cells + 1, first or paragraph_text
        elif rows and not cells:
            content.tables.append(_table(rows, first))
            rows, first = [], ""
        level = (
            paragraph.properties[_LEVEL] + 1
            if paragraph.properties.get(_LEVEL, 9) < 9
            else paragraph.style
        )
        if 1 <= level <= 9 and paragraph_text:
            content.headings.append(Heading(level, content.paragraphs, paragraph_text))
        content.paragraphs += 1
    if rows:
        content.tables.append(_table(rows, first))


def _table(rows: list[tuple[bool, int]], first: str) -> Table:
    return Table(len(rows), max(cells for _, cells in rows), rows[0][0], first)


def _marked_pieces(document: _Document) -> Iterator[tuple[str, str, int]]:
    """Yield the main text cut after each mark: the text, the mark and its offset.

    The mark is empty at the end of a piece.
    """
    characters_left = document.length
    for start, count, wide in _pieces(document.part(_PIECES)):
        count = min(count, characters_left)
        characters_left -= count
        raw = document.text[start : start + count * wide]
        text = raw.decode("utf-16-le" if wide == 2 else "cp1252", "replace")
        at = 0
        for found in re.finditer("[\r\x07\x0c]", text):
            yield _without_fields(text[at : found.start()]), found[0], start + found.start() * wide
            at = found.end()
        yield _without_fields(text[at:]), "", 0


def _without_fields(text: str) -> str:
    """Return a text without the instructions of fields."""
    return re.sub("\x13[^\x13\x14\x15]*[\x14\x15]?|[\x00-\x08\x0e-\x1f]", "", text)


def _pieces(listed: bytes) -> list[tuple[int, int, int]]:
    """Return the offset, length and bytes per character of each piece of text."""
    at = 0
    while listed[at] == 0x01:  # properties that pieces share
        at += 3 + struct.unpack_from("<H", listed, at + 1)[0]
    (size,) = struct.unpack_from("<I", listed, at + 1)
    count = (size - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", listed, at + 5)
    found = []
    for index in range(count):
        (offset,) = struct.unpack_from("<I", listed, at + 5 + 4 * (count + 1) + 8 * index + 2)
        packed = bool(offset & 0x40000000)
        offset &= 0x3FFFFFFF
        found.append(
            (
                offset // 2 if packed else offset,
                max(places[index + 1] - places[index], 0),
                1 if packed else 2,
            )
        )
    return found


def _paragraphs(document: _Document) -> tuple[list[int], list[_Paragraph]]:
    """Return the sorted offsets of paragraphs, with their styles and properties."""
    listed = document.part(_PARAGRAPHS)
    count = max((len(listed) - 4) // 8, 0)
    found: dict[int, _Paragraph] = {}
    for (page,) in struct.iter_unpack("<I", listed[4 * (count + 1) : 4 * (count + 1) + 4 * count]):
        block = document.text[(page & 0x3FFFFF) * _PAGE :][:_PAGE]
        for index in range(block[_PAGE - 1]):
            (start,) = struct.unpack_from("<I", block, 4 * index)
            found[start] = _paragraph(
                block, block[4 * (block[_PAGE - 1] + 1) + 13 * index] * 2, document.data
            )
    starts = sorted(found)
    return starts, [found[start] for start in starts]


def _paragraph(block: bytes, at: int, data: bytes) -> _Paragraph:
    if not at:
        return _Paragraph(0, {})
    size = block[at] * 2 - 1
    if size < 0:
        at, size = at + 1, block[at + 1] * 2
    body = block[at + 1 : at + 1 + size]
    (style,) = struct.unpack_from("<H", body)
    return _Paragraph(style, _properties(body[2:], data))


def _properties(body: bytes, data: bytes) -> dict[int, int]:
    """Return the one-byte properties by number, also those in the data stream."""
    found: dict[int, int] = {}
    at = 0
    while at + 2 < len(body):
        (number,) = struct.unpack_from("<H", body, at)
        at += 2
        if number in _ELSEWHERE and at + 4 <= len(body):
            (offset,) = struct.unpack_from("<I", body, at)
            if data and offset + 2 <= len(data):
                found |= _properties(
                    data[offset + 2 : offset + 2 + struct.unpack_from("<H", data, offset)[0]], b""
                )
        size = _SIZES.get(number >> 13)
        if size is None:
            size = body[at] + 1 if number != 0xD608 else struct.unpack_from("<H", body, at)[0] + 1
        elif size == 1:
            found[number] = body[at]
        at += size
    return found
