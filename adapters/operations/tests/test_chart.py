"""The picture of the figures shows each of them, in proportion, and nothing outside its edges."""

from collections import Counter
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from hypothesis import given, strategies as st

from lckm_operations.chart import as_svg
from lckm_operations.statistics import OUTCOMES, Figures
from tests.helpers.svg import SVG, outside

FIRST = date(2026, 2, 27)
HEIGHT = 200
SPLITS = st.tuples(*(st.integers(0, 60) for _ in OUTCOMES)).map(
    lambda counts: dict(zip(OUTCOMES, counts, strict=True))
)
NAMES = st.one_of(st.none(), st.text(min_size=1, max_size=60))


@st.composite
def all_figures(draw):
    splits = draw(st.lists(SPLITS, min_size=1, max_size=6) | st.lists(SPLITS, min_size=95))
    days = {FIRST + timedelta(days=at): split for at, split in enumerate(splits)}
    units = draw(st.lists(st.tuples(NAMES, SPLITS), max_size=14))
    times = draw(
        st.lists(
            st.tuples(st.none() | st.timedeltas(timedelta(seconds=1)), st.integers(0, 90)),
            max_size=5,
        )
    )
    return Figures(FIRST, max(days), days, units, times)


def _splits_of_bars(figures):
    """Return what each bar shows: a day, or a month if there are many days."""
    if len(figures.days) <= 92:
        return [(str(day), split) for day, split in figures.days.items()]
    months: dict[str, Counter] = {}
    for day, split in figures.days.items():
        months.setdefault(f"{day:%Y-%m}", Counter()).update(split)
    return list(months.items())


def _fills(root):
    """Return the outcome of each colour, by the legend."""
    squares = root.findall(f"{SVG}rect[@height='14']")
    return {square.get("fill"): outcome for square, outcome in zip(squares, OUTCOMES, strict=True)}


@given(all_figures(), st.sampled_from(["pl", "en"]))
def test_each_figure_stands_in_it(figures, lang):
    root = ET.fromstring(as_svg(figures, lang))
    assert outside(root) == []
    fills, groups = _fills(root), root.findall(f"{SVG}g")
    bars = _splits_of_bars(figures)
    lines = [path for path in root.findall(f"{SVG}path") if path.get("d").startswith("M60 ")]
    scale = sorted(
        (float(text.get("y")) - 4, int(text.text))
        for text in root.findall(f"{SVG}text[@class='s e']")
    )
    assert len(lines) == len(scale) == 5
    (top, most), *_, (bottom, none) = scale
    assert (none, bottom - top) == (0, HEIGHT)
    assert most >= max(sum(split.values()) for _, split in bars)
    for group, (name, split) in zip(groups, bars, strict=False):
        told = ", ".join(str(split.get(outcome, 0)) for outcome in OUTCOMES)
        assert group.find(f"{SVG}title").text == f"{name}: {told}"
        end = bottom
        for rect in group.findall(f"{SVG}rect"):
            tall = float(rect.get("height"))
            outcome = fills[rect.get("fill")]
            assert abs(tall - split[outcome] / most * HEIGHT) < 0.02
            assert abs(float(rect.get("y")) + tall - end) < 0.03, "they stand on each other"
            end -= tall
        assert len(group.findall(f"{SVG}rect")) == sum(count > 0 for count in split.values())
    rows = groups[len(bars) :]
    units, times = rows[: len(figures.units[:12])], rows[len(figures.units[:12]) :]
    longest = max((sum(split.values()) for _, split in figures.units[:12]), default=0)
    for row, (_, split) in zip(units, figures.units, strict=False):
        _holds_row(row, [split[outcome] for outcome in OUTCOMES if split[outcome]], longest)
        colours = [fills[rect.get("fill")] for rect in row.findall(f"{SVG}rect")]
        assert colours == [outcome for outcome in OUTCOMES if split[outcome]]
    longest = max((count for _, count in figures.times), default=0)
    for row, (_, count) in zip(times, figures.times, strict=True):
        _holds_row(row, [count] if count else [], longest)
    places = [float(row.find(f"{SVG}text").get("y")) for row in rows]
    assert places == sorted(set(places)), "no two rows stand in one place"


def _holds_row(row, counts, longest):
    """Hold a row to its figures: each bar in proportion, after the one before, then the sum."""
    room = 586
    at = 330.0
    rects = row.findall(f"{SVG}rect")
    assert len(rects) == len(counts)
    for rect, count in zip(rects, counts, strict=True):
        assert abs(float(rect.get("x")) - at) < 0.02
        assert abs(float(rect.get("width")) - count / longest * room) < 0.02
        at += count / longest * room
    *_, told = row.findall(f"{SVG}text")
    assert told.text == str(sum(counts))
    assert abs(float(told.get("x")) - at - 6) < 0.1
