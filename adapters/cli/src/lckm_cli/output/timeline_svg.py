"""A timeline as an SVG picture, with its content in words."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape

from lckm_cli.file_timeline import (
    ONE_DAY,
    WORDS,
    Event,
    Row,
    ShownPeriod,
)

_LEFT = 392
_RIGHT = 984
_TOP = 88
_ROW = 30
_BAR = 18
_WIDTH = 1000
_FILLS = ("#1d5b96", "#7a3b69", "#2f6b3c", "#8a4b08")
_INTERNAL = "#5a6472"
_STYLE = (
    "text{font-family:system-ui,'Segoe UI',Roboto,'DejaVu "
    "Sans',sans-serif;font-size:13px;fill:#1b1f24}"
    ".h{font-size:18px;font-weight:600}.s{fill:#4a5361;font-size:12px}.n{font-weight:600}"
    ".b{fill:#fff;font-size:11px}"
)
_MONTHS = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru")


class Axis:
    """The days of a picture, and their positions."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.last = last

    def x(self, day: date) -> float:
        """Return the position at which a day begins."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(_LEFT + min(max(share, 0), 1) * (_RIGHT - _LEFT), 1)

    def ticks(self) -> Iterator[tuple[date, str]]:
        """Yield about a dozen first days of months, quarters or years, with labels."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next(
            (step for step in (1, 2, 3, 6, 12, 24, 60, 120, 600) if months / step <= 12), 6000
        )
        start = self.first.year * 12 + self.first.month - 1
        for month in range(start - start % step, start + months + 1, step):
            day = date(month // 12, month % 12 + 1, 1) if 12 <= month < 120_000 else self.first
            if self.first <= day <= self.last:
                name = _MONTHS[day.month - 1] if day.month > 1 else str(day.year)
                yield day, str(day.year) if step >= 12 else name


def timeline_axis(rows: Sequence[Row], today: date, start: date | None, end: date | None) -> Axis:
    """Return an axis that shows every change, or exactly the days asked for."""
    turns = [day for row in rows for span in row.spans for day in (span.first, span.last) if day]
    near = [day for day in turns if abs((day - today).days) <= 3650] or [today]
    room = timedelta(days=max((max(*near, today) - min(*near, today)).days // 8, 45))
    first = start or max(min(*near, today), date.min + room) - room
    last = end or min(max(*near, today), date.max - room) + room
    return Axis(first, max(last, first + ONE_DAY) if first < date.max else last)


def timeline_as_svg(rows: Sequence[Row], events: Sequence[Event], axis: Axis, today: date) -> str:
    """Return the picture."""
    return "".join(f"{line}\n" for line in _lines(rows, events, axis, today))


def _lines(rows: Sequence[Row], events: Sequence[Event], axis: Axis, today: date) -> Iterator[str]:
    height = _TOP + _ROW * max(len(rows), 1) + 40
    yield (
        '<svg xmlns="http://www.w3.org/2000/svg" lang="pl" role="img" aria-labelledby="t '
        f'd" width="{_WIDTH}" '
        f'height="{height}" viewBox="0 0 {_WIDTH} {height}">'
    )
    yield f'<title id="t">Kiedy widać procedury, od {axis.first} do {axis.last}</title>'
    yield f'<desc id="d">{_xml(_description(rows, events))}</desc>'
    yield f'<style>{_STYLE}</style><rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
    yield '<text class="h" x="16" y="30">Kiedy widać procedury</text>'
    yield (
        f'<text class="s" x="16" y="50">od {axis.first} do {axis.last}; strzałka: bez daty '
        "końcowej lub początkowej</text>"
    )
    bottom = height - 24
    for day, label in axis.ticks():
        x = axis.x(day)
        yield (
            f'<path d="M{x} {_TOP - 8}V{bottom}" stroke="#d5dae1"/><text class="s" x="{x + 3}" '
            f'y="{_TOP - 12}">{label}</text>'
        )
    for index, row in enumerate(rows):
        yield from _row(row, _TOP + index * _ROW, axis)
    if axis.first <= today <= axis.last:
        x = axis.x(today)
        anchor = "end" if x > _RIGHT - 80 else "start"
        yield (
            f'<path d="M{x} {_TOP - 8}V{bottom}" stroke="#b00020" stroke-width="2" '
            'stroke-dasharray="5 3"/>'
        )
        yield (
            f'<text class="s" style="fill:#b00020" x="{x}" y="{bottom + 16}" '
            f'text-anchor="{anchor}">dziś, {today}</text>'
        )
    yield "</svg>"


def _row(row: Row, y: int, axis: Axis) -> Iterator[str]:
    if (y - _TOP) // _ROW % 2 == 0:
        yield (
            f'<rect x="8" y="{y - 2}" width="{_WIDTH - 16}" height="{_ROW}" fill="#f3f5f8" '
            'fill-opacity=".55"/>'
        )
    label = row.title if len(row.title) <= 38 else row.title[:37].rstrip() + "…"
    yield (
        f'<text x="16" y="{y + 17}"><tspan class="n">{_xml(row.id)}</tspan> <tspan '
        f'dx="4">{_xml(label)}</tspan></text>'
    )
    for index, span in enumerate(row.spans):
        yield from _bar(
            row, span, _INTERNAL if span.internal else _FILLS[index % len(_FILLS)], y + 4, axis
        )


def _bar(row: Row, span: ShownPeriod, fill: str, y: int, axis: Axis) -> Iterator[str]:
    if (span.first and span.first > axis.last) or (span.last and span.last < axis.first):
        return
    left = axis.x(span.first) if span.first and span.first > axis.first else _LEFT
    right = axis.x(span.last + ONE_DAY) if span.last and span.last < axis.last else _RIGHT
    right = max(right, left + 3)
    middle = y + _BAR / 2
    cut_left = span.first is None or span.first < axis.first
    cut_right = span.last is None or span.last > axis.last
    points = (
        [(left, y + _BAR), (left - 8, middle), (left, y)]
        if cut_left
        else [(left, y + _BAR), (left, y)]
    )
    points += (
        [(right, y), (right + 8, middle), (right, y + _BAR)]
        if cut_right
        else [(right, y), (right, y + _BAR)]
    )
    shape = " ".join(f"{x:g},{point:g}" for x, point in points)
    days = f"{span.first or '…'} – {span.last or '…'}"
    note = " (wewnętrzna)" if span.internal else ""
    yield (
        f"<g><title>{_xml(f'{row.id}: {span.title}, {days}{note}')}</title><polygon "
        f'points="{shape}" fill="{fill}"/>'
    )
    if right - left > 150:
        text = (days if span.first or span.last else "bez dat") + note
        yield f'<text class="b" x="{left + 8:g}" y="{y + 13}">{_xml(text)}</text>'
    yield "</g>"


def _description(rows: Sequence[Row], events: Sequence[Event]) -> str:
    """Return the picture in words, for those who cannot see it."""
    if not events:
        return f"Procedur: {len(rows)}. W tym czasie nic się nie zmienia."
    changes = "; ".join(
        f"{event.on} {WORDS[event.what]}: {event.id} {event.title}" for event in events
    )
    return f"Procedur: {len(rows)}. {changes}."


def _xml(text: str) -> str:
    """Return text escaped for XML, without what XML may not hold."""
    printable = "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text
    )
    return escape(printable, quote=True)
