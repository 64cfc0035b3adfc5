"""Places in the text of a part's XML: of its paragraphs, and of comments and their marks."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple
from xml.parsers import expat

import attrs

from lckm_word.xml_names import W

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_MARKS = ("commentRangeStart", "commentRangeEnd")


class Cut(NamedTuple):
    """A stretch of bytes, and what stands there instead."""

    begin: int
    end: int
    by: bytes = b""


class ParagraphPlace(NamedTuple):
    """Where a paragraph's content begins and ends, in bytes, and whether it has a closing tag."""

    begin: int
    end: int
    is_closed: bool


@attrs.define
class _Place:
    """An element: its name without Word's namespace, and where it and its content are."""

    name: str
    attributes: Mapping[str, str]
    begin: int
    opened: int
    is_empty: bool
    closing: int = 0
    end: int = 0
    children: list[str] = attrs.Factory(list)
    after_properties: int | None = None


def paragraph_places(document: bytes) -> Sequence[ParagraphPlace]:
    """Return the paragraphs of a document, in the order of their opening tags."""
    found: list[_Place] = []

    def begun(place: _Place) -> None:
        if place.name == "p":
            found.append(place)

    def ended(place: _Place, above: Sequence[_Place]) -> None:
        if place.name == "pPr" and above and above[-1].name == "p":
            above[-1].after_properties = place.end

    _walk(document, ended, begun)
    return [
        ParagraphPlace(place.begin, place.end, is_closed=False)
        if place.is_empty
        else ParagraphPlace(place.after_properties or place.opened, place.closing, is_closed=True)
        for place in found
    ]


def comment_cuts(comments: bytes, ids: Collection[str]) -> Sequence[Cut]:
    """Return what removes the comments of these ids from the part that has them."""
    cuts: list[Cut] = []

    def ended(place: _Place, _: Sequence[_Place]) -> None:
        if place.name == "comment" and place.attributes.get("id") in ids:
            cuts.append(Cut(place.begin, place.end))

    _walk(comments, ended)
    return cuts


def reference_cuts(document: bytes, ids: Collection[str]) -> Sequence[Cut]:
    """Return what removes the marks of the comments of these ids from a document."""
    cuts: list[Cut] = []
    references: list[_Place] = []

    def ended(place: _Place, _: Sequence[_Place]) -> None:
        nonlocal references
        if place.name in _MARKS and place.attributes.get("id") in ids:
            cuts.append(Cut(place.begin, place.end))
        elif place.name == "commentReference" and place.attributes.get("id") in ids:
            references.append(place)
        elif place.name == "r":
            # A run that holds nothing else goes as a whole.
            is_alone = set(place.children) <= {"rPr", "commentReference"} and len(
                references
            ) == place.children.count("commentReference")
            cuts.extend(
                [Cut(place.begin, place.end)]
                if references and is_alone
                else [Cut(reference.begin, reference.end) for reference in references]
            )
            references = []

    _walk(document, ended)
    return [*cuts, *(Cut(reference.begin, reference.end) for reference in references)]


def _walk(
    xml: bytes,
    ended: Callable[[_Place, Sequence[_Place]], None],
    begun: Callable[[_Place], None] = lambda _: None,
) -> None:
    """Call back for each element: at its opening tag, and at its end with those around it."""
    parser = expat.ParserCreate(namespace_separator="}")
    stack: list[_Place] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        begin = parser.CurrentByteIndex
        opened = _tag_end(xml, begin)
        local = {key.removeprefix(f"{W}}}"): value for key, value in attributes.items()}
        is_empty = xml[opened - 2 : opened] == b"/>"
        place = _Place(name.removeprefix(f"{W}}}"), local, begin, opened, is_empty)
        if stack:
            stack[-1].children.append(place.name)
        begun(place)
        stack.append(place)

    def end(_: str) -> None:
        place = stack.pop()
        place.closing = place.opened if place.is_empty else parser.CurrentByteIndex
        place.end = place.opened if place.is_empty else _tag_end(xml, place.closing)
        ended(place, stack)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(xml, True)


def _tag_end(xml: bytes, at: int) -> int:
    """Return where the tag that begins at *at* ends; a value may hold „>”."""
    found = _TAG.match(xml, at)
    assert found is not None
    return found.end()
