"""Inline SVG charts that follow the page's colours and can be read aloud."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

BLUE, GREEN, GREY = "#1d5b96", "#2f6b3c", "#5a6472"
"""The timeline's fills, with an edge in the page's ink that shows on dark paper too."""
WIDTH = 820
"""As wide as the column of a page."""
_BOX_WIDTH, _BOX_HEIGHT, _COLUMNS, _ROW = 128, 50, 5, 78
_GAP = (WIDTH - 2 - _COLUMNS * _BOX_WIDTH) / (_COLUMNS - 1)


def picture(name: str, title: str, description: str, height: int, parts: Iterable[str]) -> Markup:
    """Return an SVG of the column's width, in a region that scrolls, with a description.

    *name* makes its ids; *title* and *description* are what it says to those who do
    not see it.
    """
    inside = "\n".join(parts)
    return Markup(  # noqa: S704  (what is not ours is escaped)
        f'<section class="wide" tabindex="0" aria-label="Rysunek: {escape(title)}">\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-t {name}-d" '
        f'width="{WIDTH}" '
        f'height="{height}" viewBox="0 0 {WIDTH} {height}" font-family="system-ui, sans-serif" '
        'font-size="13" '
        f'fill="currentColor">\n<title id="{name}-t">{escape(title)}</title>\n<desc '
        f'id="{name}-d">{escape(description)}</desc>\n'
        f"{inside}\n</svg>\n</section>\n"
        f"<details><summary>Rysunek słowami</summary>\n<p>{escape(description)}</p>\n</details>"
    )


def text(x: float, y: float, words: str, **attributes: str) -> str:
    """Return a line of text; *attributes* with ``_`` for ``-``."""
    attribute_text = "".join(
        f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items()
    )
    return f'<text x="{x:g}" y="{y:g}"{attribute_text}>{escape(words)}</text>'


def bar(x: float, y: float, width: float, height: float, fill: str) -> str:
    """Return a filled rectangle."""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}" '
        'stroke="currentColor"/>'
    )


def pointed(
    x1: float, y: float, x2: float, height: float, fill: str, *, left: bool, right: bool
) -> str:
    """Return a bar from *x1* to *x2* whose ends point outwards where it goes on."""
    middle = y + height / 2
    start = (
        f"{x1:g},{y + height:g} {x1 - 8:g},{middle:g} {x1:g},{y:g}"
        if left
        else f"{x1:g},{y + height:g} {x1:g},{y:g}"
    )
    end = (
        f"{x2:g},{y:g} {x2 + 8:g},{middle:g} {x2:g},{y + height:g}"
        if right
        else f"{x2:g},{y:g} {x2:g},{y + height:g}"
    )
    return f'<polygon points="{start} {end}" fill="{fill}" stroke="currentColor"/>'


class Box(NamedTuple):
    """A station of a flow: column (0 to 4), row (halves allowed), one or two lines of text."""

    column: int
    row: float
    lines: tuple[str, ...]

    @property
    def left_edge(self) -> float:
        """Its left edge."""
        return 1 + self.column * (_BOX_WIDTH + _GAP)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return 8 + self.row * _ROW

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.top + _BOX_HEIGHT / 2


class Arrow(NamedTuple):
    """An arrow between two stations, with how many go that way."""

    start: str
    end: str
    number: int


def flow(name: str, title: str, boxes: Mapping[str, Box], arrows: Sequence[Arrow]) -> Markup:
    """Return stations joined by numbered arrows, to the right or up within a column."""
    height = round(max(box.top for box in boxes.values()) + _BOX_HEIGHT + 8)
    description = "; ".join(
        f"{' '.join(boxes[arrow.start].lines)} → {' '.join(boxes[arrow.end].lines)}: {arrow.number}"
        for arrow in arrows
    )
    parts = [part for box in boxes.values() for part in _box(box)]
    for arrow in arrows:
        meeting = sum(other.end == arrow.end for other in arrows) > 1
        parts.extend(
            _arrow(boxes[arrow.start], boxes[arrow.end], str(arrow.number), at_start=meeting)
        )
    return picture(name, title, f"{description}.", height, parts)


def _box(box: Box) -> Iterator[str]:
    yield (
        f'<rect x="{box.left_edge:g}" y="{box.top:g}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" '
        'rx="4" fill="none" '
        'stroke="currentColor"/>'
    )
    first = box.middle + 5 - 8 * (len(box.lines) - 1)
    for index, line in enumerate(box.lines):
        yield text(box.left_edge + _BOX_WIDTH / 2, first + 16 * index, line, text_anchor="middle")


def _arrow(start: Box, end: Box, label: str, *, at_start: bool) -> Iterator[str]:
    """Yield an arrow, its number at the start if several arrows meet, else at the head."""
    if start.column == end.column:
        x, down = start.left_edge + _BOX_WIDTH / 2, end.top > start.top
        y1, y2 = (start.top + _BOX_HEIGHT, end.top) if down else (start.top, end.top + _BOX_HEIGHT)
        back = -8 if down else 8
        yield _line(
            f"M{x:g} {y1:g}V{y2:g}",
            f"M{x - 4:g} {y2 + back:g}L{x:g} {y2:g}L{x + 4:g} {y2 + back:g}z",
        )
        yield text(x + 8, (y1 + y2) / 2 + 5, label, font_weight="600")
        return
    x1, x2, y1, y2 = start.left_edge + _BOX_WIDTH, end.left_edge, start.middle, end.middle
    turn = x1 + 14 if not at_start else x2 - 14
    yield _line(
        f"M{x1:g} {y1:g}H{turn:g}V{y2:g}H{x2:g}",
        f"M{x2 - 8:g} {y2 - 4:g}L{x2:g} {y2:g}L{x2 - 8:g} {y2 + 4:g}z",
    )
    if at_start:
        yield text(x1 + 5, y1 - 6, label, font_weight="600")
    else:
        yield text(x2 - 6, y2 - 6, label, font_weight="600", text_anchor="end")


def _line(path: str, head: str) -> str:
    return (
        f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="{head}"/>'
    )
