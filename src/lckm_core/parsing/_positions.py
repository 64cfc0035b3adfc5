"""Where the values, keys and characters of a parsed file stand."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TypeAlias

Position = tuple[int, int]
"""A line and a column, both counted from 1; columns count code points."""

# Plain tuples of numbers cost least to make, and the garbage collector has nothing to follow in
# them: with an object for each, a file of many keys had it go through all that the process holds.
Place: TypeAlias = tuple[int, "Children", int]
"""The offset of a value, the places of what it holds, and the offset of its key, if any, or its
own."""

Children: TypeAlias = dict[str, Place] | list[Place] | None

LINE_BREAK = re.compile(r"\r\n?|\n")


def lines_of(text: str) -> list[str]:
    """Return the lines of *text* without their breaks (``\\n``, ``\\r\\n``, ``\\r``)."""
    return LINE_BREAK.split(text)


def position_at(text: str, offset: int) -> Position:
    """Return the line and column of the code point at *offset* of *text*."""
    line = 1
    start = 0
    for match in LINE_BREAK.finditer(text, 0, offset):
        line += 1
        start = match.end()
    return line, offset - start + 1


def place_at(root: Place, path: Sequence[str | int]) -> Place | None:
    """Return the place of the value at *path*, or ``None`` when nothing stands there."""
    place = root
    for step in path:
        child = _child(place[1], step)
        if child is None:
            return None
        place = child
    return place


def _child(children: Children, step: str | int) -> Place | None:
    if isinstance(children, dict):
        return children.get(str(step))
    if children and isinstance(step, int) and 0 <= step < len(children):
        return children[step]
    return None


class Source:
    """The text of a file, with the line and column of each place in it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in LINE_BREAK.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """Return the line and column of the code point at *offset*."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


_ESCAPE = (
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])"
)
_NAMED = dict(zip("0abtnvfreN_LP", "\0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029", strict=True))
"""The escapes of YAML by a letter, and so those of JSON; any other character is itself."""
_ANCHOR = re.compile(r"&\S+\s*(?:#[^\r\n]*\s*)*")
_QUOTES = ("'", '"')
_FOLDED = frozenset(" \t\r\n")
"""Characters of which a text may have more or fewer than its file."""


def places_inside(source: str, start: int, text: str, offsets: Iterable[int]) -> dict[int, int]:
    """Return where in *source* the characters at *offsets* of a text stand.

    The *text* begins at *start* of *source*. Offsets count code points. Blanks and line breaks are
    left out, and every character of a text that an alias repeats.
    """
    # Folding and indentation change the blanks and line breaks of a text and nothing else. So any
    # other character that is the third of its kind in the text is the third in the file too.
    anchor = _ANCHOR.match(source, start)
    if anchor:
        start = anchor.end()
    wanted = {
        (text[offset], text.count(text[offset], 0, offset)): offset
        for offset in offsets
        if offset < len(text) and text[offset] not in _FOLDED
    }
    quote = source[start : start + 1]
    if quote == "*" or not wanted:
        return {}
    if quote in ("|", ">"):
        header = LINE_BREAK.search(source, start)
        start = header.end() if header else len(source)
    places: dict[int, int] = {}
    seen: Counter[str] = Counter()
    spellings = _spellings({character for character, _ in wanted}, quote)
    for match in spellings.finditer(source, start + (quote in _QUOTES)):
        if match[0] == quote and quote in _QUOTES:
            break
        character = _spelled(match[0])
        offset = wanted.get((character, seen[character]))
        if offset is not None:
            places[offset] = match.start()
            if len(places) == len(wanted):
                break
        seen[character] += 1
    return places


def _spellings(characters: set[str], quote: str) -> re.Pattern[str]:
    """Return the pattern of *characters* as they are spelled within *quote*."""
    plain = "[" + re.escape("".join(sorted(characters))) + "]"
    return re.compile({'"': f'{_ESCAPE}|"|{plain}', "'": f"''?|{plain}"}.get(quote, plain))


def _spelled(spelling: str) -> str:
    """Return the character that stands for itself or is written as an escape."""
    if len(spelling) < 2:
        return spelling
    if len(spelling) == 12:  # a pair of surrogates
        high = int(spelling[2:6], 16)
        low = int(spelling[8:12], 16)
        return chr(0x10000 + ((high & 0x3FF) << 10 | low & 0x3FF))
    if len(spelling) == 2:
        return _NAMED.get(spelling[1], spelling[1])
    return chr(int(spelling[2:], 16))
