"""The figures as a self-contained SVG picture with a text description."""

from collections import Counter
from collections.abc import Iterator
from html import escape

from lckm_cli.toolkit import Language, either
from lckm_operations.delivery_words import outcome_word, time_word
from lckm_operations.statistics import OUTCOMES, Figures, Split

_WIDTH = 1000
_LEFT = 60
_RIGHT = 976
_DAYS_TOP = 96
_DAYS_HEIGHT = 200
_ROW = 28
_BAR = 18
_NAMES = 330
_FILLS = dict(zip(OUTCOMES, ("#1d5b96", "#2f6b3c", "#b8860b"), strict=True))
_STYLE = (
    "text{font-family:system-ui,'Segoe UI',Roboto,'DejaVu "
    "Sans',sans-serif;font-size:13px;fill:#1b1f24}.h{font-size:18px;font-weight:600}"
    ".p{font-weight:600}.s{fill:#4a5361;font-size:12px}.e{text-anchor:end}.m{text-anchor:middle}"
)
_MOST_UNITS = 12
_MOST_DAYS = 92
_MOST_LABELS = 13


def as_svg(figures: Figures, lang: Language) -> str:
    """Return the picture. Whatever stands in a name is text."""
    return "".join(f"{line}\n" for line in _lines(figures, lang))


def _lines(figures: Figures, lang: Language) -> Iterator[str]:
    units = figures.units[:_MOST_UNITS]
    units_top = _DAYS_TOP + _DAYS_HEIGHT + 76
    times_top = units_top + _ROW * max(len(units), 1) + 48
    height = times_top + _ROW * len(figures.times) + 16
    title = either(lang, "Zgłoszenia i ich doręczanie", "Reports and their delivery")
    span = either(
        lang, f"od {figures.first} do {figures.last}", f"from {figures.first} to {figures.last}"
    )
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{lang}" role="img" aria-labelledby="t d" '
        f'width="{_WIDTH}" '
        f'height="{height}" viewBox="0 0 {_WIDTH} {height}">'
    )
    description = _xml(_description(figures, lang))
    yield f'<title id="t">{title}, {span}</title><desc id="d">{description}</desc>'
    yield f'<style>{_STYLE}</style><rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
    yield f'<text class="h" x="16" y="30">{title}</text><text class="s" x="16" y="50">{span}</text>'
    yield from _legend(figures.total, lang)
    by_day = len(figures.days) <= _MOST_DAYS
    period = either(lang, "dnia", "day") if by_day else either(lang, "miesiąca", "month")
    yield _heading(
        _DAYS_TOP - 14, either(lang, f"Według {period} rejestracji", f"By {period} of registration")
    )
    yield from _registered_bars(figures)
    yield _heading(units_top - 12, either(lang, "Według odbiorcy", "By receiver"))
    most = max((sum(split.values()) for _, split in units), default=0)
    for at, (unit, split) in enumerate(units):
        name = unit or either(lang, "prosto do helpdesku", "straight to the helpdesk")
        yield from _row(
            units_top + at * _ROW,
            name,
            [(split[outcome], _FILLS[outcome]) for outcome in OUTCOMES],
            most,
        )
    yield _heading(times_top - 12, either(lang, "Czas do końca doręczania", "Time until delivered"))
    most = max((count for _, count in figures.times), default=0)
    for at, (time, count) in enumerate(figures.times):
        yield from _row(times_top + at * _ROW, time_word(time, lang), [(count, "#4a5361")], most)
    yield "</svg>"


def _legend(total: Split, lang: Language) -> Iterator[str]:
    for at, outcome in enumerate(OUTCOMES):
        x = 480 + at * 170
        yield f'<rect x="{x}" y="20" width="14" height="14" fill="{_FILLS[outcome]}"/>'
        yield f'<text x="{x + 20}" y="32">{outcome_word(outcome, lang)}: {total[outcome]}</text>'


def _heading(y: int, words: str) -> str:
    return f'<text class="p" x="16" y="{y}">{words}</text>'


def _bars(figures: Figures) -> list[tuple[str, str, Split]]:
    """Return the label, name and figures of each bar: a day, or a month if there are many."""
    days = figures.days.items()
    if len(days) <= _MOST_DAYS:
        return [(f"{day.day}.{day.month:02}", str(day), split) for day, split in days]
    months: dict[tuple[int, int], Counter[str]] = {}
    for day, split in days:
        months.setdefault((day.year, day.month), Counter()).update(split)
    return [
        (f"{month:02}.{year}", f"{year}-{month:02}", split)
        for (year, month), split in months.items()
    ]


def _registered_bars(figures: Figures) -> Iterator[str]:
    bottom = _DAYS_TOP + _DAYS_HEIGHT
    bars = _bars(figures)
    step = _step(max((sum(split.values()) for _, _, split in bars), default=0))
    for count in range(0, 5 * step, step):
        y = bottom - count / (4 * step) * _DAYS_HEIGHT
        yield (
            f'<path d="M{_LEFT} {y:g}H{_RIGHT}" stroke="#d5dae1"/><text class="s e" '
            f'x="{_LEFT - 6}" '
            f'y="{y + 4:g}">{count}</text>'
        )
    room = (_RIGHT - _LEFT) / len(bars)
    every = -(-len(bars) // _MOST_LABELS)
    for at, (label, name, split) in enumerate(bars):
        x = _LEFT + at * room
        y = float(bottom)
        figures_text = ", ".join(str(split.get(outcome, 0)) for outcome in OUTCOMES)
        yield f"<g><title>{name}: {figures_text}</title>"
        for outcome in OUTCOMES:
            tall = split.get(outcome, 0) / (4 * step) * _DAYS_HEIGHT
            y -= tall
            if tall:
                gap = min(2.0, room / 5)
                yield (
                    f'<rect x="{x + gap / 2:.2f}" y="{y:.2f}" width="{room - gap:.2f}" '
                    f'height="{tall:.2f}" fill="{_FILLS[outcome]}"/>'
                )
        yield "</g>"
        if (len(bars) - 1 - at) % every == 0:  # the last one always has its label
            yield f'<text class="s m" x="{x + room / 2:.1f}" y="{bottom + 18}">{label}</text>'


def _step(most: int) -> int:
    """Return the least of 1, 2, 5, 10, 20, … of which four are at least as many."""
    steps = (digit * int(f"1{zeros * '0'}") for zeros in range(12) for digit in (1, 2, 5))
    return next(step for step in steps if 4 * step >= most)


def _row(y: int, name: str, parts: list[tuple[int, str]], most: int) -> Iterator[str]:
    x = float(_NAMES)
    room = _RIGHT - _NAMES - 60
    label = name if len(name) <= 44 else name[:43].rstrip() + "…"
    yield f'<g><title>{_xml(name)}</title><text x="16" y="{y + 14}">{_xml(label)}</text>'
    for count, fill in parts:
        if count:
            wide = count / most * room
            yield f'<rect x="{x:.2f}" y="{y}" width="{wide:.2f}" height="{_BAR}" fill="{fill}"/>'
            x += wide
    yield (
        f'<text class="s" x="{x + 6:.1f}" '
        f'y="{y + 14}">{sum(count for count, _ in parts)}</text></g>'
    )


def _description(figures: Figures, lang: Language) -> str:
    """Return the picture in words, for those who do not see it."""
    total = ", ".join(
        f"{outcome_word(outcome, lang)}: {figures.total[outcome]}" for outcome in OUTCOMES
    )
    times = ", ".join(f"{time_word(time, lang)}: {count}" for time, count in figures.times)
    return f"{total}. {times}."


def _xml(text: str) -> str:
    kept = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )
    return escape(kept, quote=True)
