"""The summary of lckm demo as a real browser shows it: accessible, within the window, on
paper, with its pictures.

Wants Chromium on the path, playwright and axe-playwright-python. Without them the tests are
skipped, and fail where
``CI`` is ``true``, as those of the pages do.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lckm_demo import svg as drawing
from tests.helpers.browsers import OpenPage

RULES = ("color-contrast-enhanced", "identical-links-same-purpose", "target-size")
AXE = {
    "resultTypes": ["violations", "incomplete"],
    "rules": {rule: {"enabled": True} for rule in RULES},
}


@pytest.fixture
def visit(demo: tuple[Path, Any], open_page: OpenPage) -> Callable[..., Any]:
    """Open the summary, which asks for nothing."""
    address = (demo[0] / "index.html").as_uri()
    return lambda width, **options: open_page(address, width=width, **options)


LONG = pytest.mark.slow(
    reason="the summary in a browser; an index of lckm-pages, which makes it, stands for it",
    weekly=True,
)


@LONG
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_axe_finds_nothing(visit: Callable[..., Any], axe: Any, width: int, scheme: str) -> None:
    results = axe.run(visit(width, color_scheme=scheme), options=AXE).response
    found = [
        (rule["id"], node["html"])
        for rule in (*results["violations"], *results["incomplete"])
        for node in rule["nodes"]
        # Of text in a picture it cannot tell the colour behind: see the next test; nor of what is
        # scrolled out of sight.
        if not (
            rule["id"].startswith("color-contrast")
            and (node["html"].startswith("<text") or width == 320)
        )
    ]
    assert found == []


def _light(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("fill", [drawing.BLUE, drawing.GREEN, drawing.GREY])
def test_white_words_stand_out_from_what_is_behind_them(fill: str) -> None:
    """All other words of pictures have the ink of the page."""
    assert 1.05 / (_light(fill) + 0.05) >= 4.5


@LONG
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_runs_out_of_the_window(visit: Callable[..., Any], width: int) -> None:
    page = visit(width)
    assert (
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        == 0
    )


@LONG
def test_every_picture_says_what_it_shows(visit: Callable[..., Any]) -> None:
    pictures = visit(1280).get_by_role("img").all()
    assert len(pictures) == 4
    for picture in pictures:
        told = picture.evaluate("one => one.querySelector('desc').textContent")
        assert len(told) > 20
        shown = picture.locator("text").all_text_contents()
        numbers = [text for text in shown if text.isdigit()]
        assert all(f": {number}" in told for number in numbers), "each number of an arrow is told"


@LONG
def test_no_words_of_a_picture_leave_it_or_their_box(visit: Callable[..., Any]) -> None:
    outside = visit(1280).evaluate(
        """() => [...document.querySelectorAll("svg[role=img] text")].filter(text => {
            const [box, whole] = [text.getBBox(), text.ownerSVGElement.viewBox.baseVal];
            const rects = [...text.ownerSVGElement.querySelectorAll("rect[rx]")]
                .map(rect => rect.getBBox());
            const around = rects.filter(one =>
                Math.abs(one.x + one.width / 2 - box.x - box.width / 2) < 2
                && one.y < box.y && box.y + box.height < one.y + one.height);
            return box.x < 0 || box.x + box.width > whole.width
                || box.y < 0 || box.y + box.height > whole.height
                || around.some(one => one.width < box.width + 4);
        }).map(text => text.textContent)"""
    )
    assert outside == []


@LONG
def test_pictures_fit_on_paper(visit: Callable[..., Any]) -> None:
    page = visit(665)  # the width of A4 within its margins
    page.emulate_media(media="print")
    wide = page.evaluate(
        "[...document.querySelectorAll('svg')].map(one => one.getBoundingClientRect().right)"
    )
    assert len(wide) > 4
    assert max(wide) <= 665
    assert page.pdf(format="A4").startswith(b"%PDF")
