"""What the tests of pages look for is found in pages that are made to have it."""

from typing import Any

import pytest

from tests.helpers.page_layout import keyboard_faults, layout_faults, set_reader_spacing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow(
        reason="tries what pages are looked at with; in every change some pages are looked at so"
    ),
]
HEAD = "<style>:focus { outline: 3px solid black } p { margin: 0 }</style>"
LINKS = '<p><a href="#a">raz</a></p><p><a href="#b">dwa</a></p>'


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p>Ala</p><p>ma kota</p>", ""),
        ('<p style="width: 3000px">szeroko</p>', "wider than the window"),
        ('<p style="height: 1em; overflow: hidden">jeden<br>dwa</p>', "cut off"),
        ('<p>pod spodem</p><p style="margin-top: -1em">na wierzchu</p>', "one over another"),
    ],
)
def test_layout(browser: Any, html: str, fault: str) -> None:
    page = browser.new_page()
    page.set_content(HEAD + html)
    found = layout_faults(page)
    page.close()
    assert bool(found) == bool(fault)
    assert all(fault in one for one in found)


def test_spacing(browser: Any) -> None:
    page = browser.new_page()
    # Lines that are higher than the letters of any font, so that none is cut before.
    lines = "raz<br>dwa<br>trzy<br>cztery"
    box = f'<p style="line-height: 1.4; height: 5.6em; overflow: hidden">{lines}</p>'
    page.set_content(HEAD + box + "słowo " * 30)
    before = layout_faults(page)
    set_reader_spacing(page)
    after = layout_faults(page)
    page.close()
    assert (before, after) == ([], ["cut off: cztery"])


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        (LINKS, ""),
        (LINKS.replace("<a ", '<a style="outline: none" ', 1), "the focus is not seen"),
        (f'{LINKS}<p style="position: fixed; inset: 0; background: white"></p>', "lies over"),
        (
            f"{LINKS}<script>document.querySelector('a').onblur = one => one.target.focus()"
            "</script>",
            "there is a trap",
        ),
    ],
)
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_keyboard(browser: Any, html: str, fault: str, key: str) -> None:
    page = browser.new_page()
    page.set_content(HEAD + html)
    found = keyboard_faults(page, key)
    page.close()
    assert bool(found) == bool(fault)
    assert all(fault in one for one in found)
