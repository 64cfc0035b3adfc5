"""Tables for a terminal, and moments as they are read in Łódź."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

_ZONE = ZoneInfo("Europe/Warsaw")
_AT_ONCE = 1000
"""How many rows of a long table are looked at before they are written."""


def local_time(moment: datetime | None) -> str:
    """Return a moment as it is read in Łódź, to the minute; a dash for none."""
    return moment.astimezone(_ZONE).strftime("%Y-%m-%d %H:%M") if moment else "-"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table whose last column takes what room it needs; nothing without rows."""
    return streamed_table(headings, rows, at_once=max(len(rows), 1))


def streamed_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, at_once: int = _AT_ONCE
) -> Iterator[str]:
    """Yield the lines of a table as its rows come. A column is as wide as the widest so far, and what comes later may widen it."""
    widths, above, left = [0] * len(headings), [headings], iter(rows)
    while some := list(islice(left, at_once)):
        lines = [*above, *some]
        widths = [max(width, *(len(row[at]) for row in lines)) for at, width in enumerate(widths)]
        for row in lines:
            yield (
                "  ".join(
                    f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)
                ).rstrip()
                + "\n"
            )
        above = []
