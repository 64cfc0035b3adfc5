"""Where every value and key of a parsed file stands."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TypeAlias

from lckm_core.parsing._errors import LINE_BREAK, Position

# Plain tuples of numbers cost least to make, and the garbage collector has nothing to follow in
# them: with an object for each, a file of many keys had it go through all that the process holds.
Place: TypeAlias = tuple[int, "Children", int]
"""The offset of a value, the places of what it holds, and the offset of its key (its own where it has none)."""

Children: TypeAlias = dict[str, Place] | list[Place] | None


def place_at(root: Place, path: Sequence[str | int]) -> Place | None:
    """Return the place of the value at *path* (keys and indices from the root), or ``None`` when nothing stands there."""
    place = root
    for part in path:
        children = place[1]
        below = children.get(str(part)) if isinstance(children, dict) else _item(children, part)
        if below is None:
            return None
        place = below
    return place


def _item(children: list[Place] | None, index: str | int) -> Place | None:
    if children and isinstance(index, int) and 0 <= index < len(children):
        return children[index]
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
