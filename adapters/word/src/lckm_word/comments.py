"""Puts comments into a copy of a Word file, each at its paragraph.

The parts are changed as text, at the places where a parser found the paragraphs: written anew
by a program that knows less than Word, they would lose declarations that Word needs.
"""

import codecs
import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

import attrs

from lckm_cli.toolkit import read_part
from lckm_word.package import (
    COMMENTS_TYPE,
    DOCUMENT,
    DOCUMENT_RELATIONS,
    MOST_UNPACKED,
    Package,
    open_package,
)
from lckm_word.positions import DocumentPosition
from lckm_word.xml_names import OWN_AUTHOR, PACKAGE, W
from lckm_word.xml_places import Cut, comment_cuts, paragraph_places, reference_cuts

_TYPES = "[Content_Types].xml"
_PART = "word/comments.xml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>""")


@attrs.frozen
class Comment:
    """A text to show at a position of a document."""

    text: str
    place: DocumentPosition


def add_comments(source: bytes, comments: Sequence[Comment]) -> bytes:
    """Return a copy of a ``.docx`` file with comments, after those that people made.

    Comments that an earlier call put in are gone: what they say may be mended. A comment whose
    position is not known, or is the whole document, stands at the first paragraph. The same
    arguments give the same bytes.

    Raises ``UnreadableFileError`` as :func:`read_word` does.
    """
    package = open_package(source)  # which refuses a hostile file
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        entries = archive.infolist()
        parts = {
            entry.filename: read_part(archive, entry.filename, MOST_UNPACKED) for entry in entries
        }
    if package.own_comments:
        _remove_own(parts, package)
    if comments:
        _annotate(parts, comments, package.comments_part)
    times = {entry.filename: entry.date_time for entry in entries}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, times.get(name, (1980, 1, 1, 0, 0, 0)))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return made.getvalue()


def _remove_own(parts: dict[str, bytes], package: Package) -> None:
    part = package.comments_part
    assert part is not None
    own_ids = package.own_comments
    comments, document = _as_utf8(parts[part]), _as_utf8(parts[DOCUMENT])
    parts[part] = _spliced(comments, comment_cuts(comments, own_ids))
    parts[DOCUMENT] = _spliced(document, reference_cuts(document, own_ids))


def _annotate(parts: dict[str, bytes], comments: Sequence[Comment], part: str | None) -> None:
    if part is None:
        part = _PART
        parts[DOCUMENT_RELATIONS] = _with_relation(_as_utf8(parts.get(DOCUMENT_RELATIONS, b"")))
    old = _as_utf8(parts.get(part, b""))
    first = 1 + max(
        (int(number) for number in re.findall(rb'\bid\s*=\s*"([0-9]{1,9})"', old)), default=-1
    )
    parts[part] = _comments_xml(old, comments, first)
    if _CONTENT_TYPE.encode() not in parts[_TYPES]:
        parts[_TYPES] = _with_type(_as_utf8(parts[_TYPES]), part)
    document = _as_utf8(parts[DOCUMENT])
    parts[DOCUMENT] = _anchored(document, [comment.place.anchor for comment in comments], first)


def _with_relation(relations: bytes) -> bytes:
    ids = {identifier.decode() for identifier in re.findall(rb'\bId\s*=\s*"([^"]+)"', relations)}
    name = next(f"lckm{at}" for at in range(len(ids) + 1) if f"lckm{at}" not in ids)
    target = f'Id="{name}" Type="{COMMENTS_TYPE}" Target="{_PART.removeprefix("word/")}"'
    space = f"{PACKAGE}/relationships"
    if not relations:
        relations = f'{_DECLARATION}<Relationships xmlns="{space}"></Relationships>'.encode()
    return _inside(relations, f'<Relationship xmlns="{space}" {target}/>'.encode())


def _with_type(types: bytes, part: str) -> bytes:
    override = (
        f'<Override xmlns="{PACKAGE}/content-types" PartName="/{part}" '
        f'ContentType="{_CONTENT_TYPE}"/>'
    )
    return _inside(types, override.encode())


def _inside(xml: bytes, element: bytes) -> bytes:
    """Return XML with an element as the last child of its root."""
    root = re.search(
        rb"<([A-Za-z_][\w.:-]*)([^>]*?)(/?)>", re.sub(rb"^\s*<\?.*?\?>", b"", xml, count=1)
    )
    assert root is not None
    if root[3]:
        at = xml.rindex(b"/>")
        return xml[:at] + b">" + element + b"</" + root[1] + b">"
    at = xml.rindex(b"</")
    return xml[:at] + element + xml[at:]


def _comments_xml(old: bytes, comments: Sequence[Comment], first: int) -> bytes:
    made = "".join(
        _comment(comment.text, first + at) for at, comment in enumerate(comments)
    ).encode()
    if old:
        return _inside(old, made)
    return f'{_DECLARATION}<c:comments xmlns:c="{W}">'.encode() + made + b"</c:comments>"


def _comment(text: str, number: int) -> str:
    lines = "".join(
        f'<c:p><c:r><c:t xml:space="preserve">{escape(line)}</c:t></c:r></c:p>'
        for line in _UNWRITABLE.sub("\ufffd", text).split("\n")
    )
    author = quoteattr(OWN_AUTHOR)
    return (
        f'<c:comment xmlns:c="{W}" c:id="{number}" c:author={author} c:initials="l">'
        f"{lines}</c:comment>"
    )


def _anchored(document: bytes, anchors: Sequence[int], first: int) -> bytes:
    """Return the document with a range and a reference for each comment."""
    paragraphs = paragraph_places(document)
    if not paragraphs:
        return document
    numbers: dict[int, list[int]] = {}
    for at, anchor in enumerate(anchors):
        known = anchor if 0 <= anchor < len(paragraphs) else 0
        numbers.setdefault(known, []).append(first + at)
    cuts: list[Cut] = []
    for anchor, anchored_numbers in numbers.items():
        paragraph = paragraphs[anchor]
        starts = b"".join(_mark("commentRangeStart", number) for number in anchored_numbers)
        ends = b"".join(
            _mark("commentRangeEnd", number)
            + f'<c:r xmlns:c="{W}"><c:commentReference c:id="{number}"/></c:r>'.encode()
            for number in anchored_numbers
        )
        if paragraph.is_closed:
            cuts += [
                Cut(paragraph.begin, paragraph.begin, starts),
                Cut(paragraph.end, paragraph.end, ends),
            ]
        else:  # an empty paragraph: <w:p/>
            tag = re.match(rb"<([\w.:-]+)", document[paragraph.begin :])
            assert tag is not None
            opened = document[paragraph.begin : paragraph.end].removesuffix(b"/>").rstrip()
            paragraph_xml = opened + b">" + starts + ends + b"</" + tag[1] + b">"
            cuts.append(Cut(paragraph.begin, paragraph.end, paragraph_xml))
    return _spliced(document, cuts)


def _spliced(xml: bytes, cuts: Sequence[Cut]) -> bytes:
    """Return XML with stretches of it replaced."""
    made, at = [], 0
    for cut in sorted(cuts, key=lambda cut: cut[:2]):
        made += [xml[at : cut.begin], cut.by]
        at = cut.end
    return b"".join((*made, xml[at:]))


def _mark(name: str, number: int) -> bytes:
    return f'<c:{name} xmlns:c="{W}" c:id="{number}"/>'.encode()


def _as_utf8(xml: bytes) -> bytes:
    """Return XML in UTF-8; Word itself writes no other encoding."""
    for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if xml.startswith(mark):
            text = xml.decode("utf-16")
            return re.sub(r"^\s*<\?xml[^>]*\?>", _DECLARATION.strip(), text).encode()
    xml = xml.removeprefix(codecs.BOM_UTF8)
    found = _ENCODING.match(xml)
    if found is None or found[1].lower() in (b"utf-8", b"us-ascii", b"ascii"):
        return xml
    return _DECLARATION.encode() + xml[found.end() :].decode(found[1].decode()).encode()
