"""Nothing of a page is lost, covered or out of reach, however it is looked at.

At 400 % zoom (1,280 by 1,024 becomes 320 by 256), with the spacing that readers may set
(WCAG 1.4.12), in forced and dark colours, in print, and by keyboard (2.1.2, 2.4.7, 2.4.11).
"""

from functools import partial

import pytest
from browser_pages import shown_pages

from tests.helpers.page_layout import keyboard_faults, layout_faults, set_reader_spacing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow(
        reason="each page in each way; two pages at 320 px in test_browser.py stand for all",
        weekly=True,
    ),
]

ZOOMED, WIDE = (320, 256), (1280, 800)
WORDS = """() => [...document.querySelectorAll('main :is(h1, h2, h3, p, li, dt, dd, blockquote)')]
    .filter(one => !one.closest('button, .screen, .languages-above, .other-languages, [hidden]')
        && !one.querySelector('button') && one.textContent.trim())
    .filter(one => !one.checkVisibility() && !one.closest('details:not([open])'))
    .map(one => one.textContent.trim().slice(0, 60))"""


@pytest.fixture
def look(visit):
    """Hold each page to a check; return what is wrong, by page."""
    return partial(_faults_of_pages, visit)


def _faults_of_pages(visit, size, check, **options):
    found = {}
    for name, page in shown_pages(visit, width=size[0], **options):
        page.wait_for_load_state()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if faults := check(page):
            found[name] = faults
    return found


def spaced(page):
    faults = layout_faults(page)
    set_reader_spacing(page)
    return faults + layout_faults(page)


def by_keyboard(*keys):
    """Return a check by keys, and with the spacing that readers may set."""

    def check(page):
        return [fault for key in keys for fault in keyboard_faults(page, key)] + spaced(page)

    return check


@pytest.mark.parametrize(
    ("size", "keys", "options"),
    [
        pytest.param(ZOOMED, ("Tab", "Shift+Tab"), {}, id="400 %"),
        pytest.param(WIDE, ("Tab",), {"forced_colors": "active"}, id="forced colours"),
    ],
)
def test_nothing_is_lost_covered_or_out_of_reach(look, size, keys, options):
    assert look(size, by_keyboard(*keys), **options) == {}


def test_without_javascript_nothing_is_lost(look):
    """Nor of text of twice the size."""

    def check(page):
        page.evaluate("document.styleSheets[0].insertRule('html { font-size: 225% !important }')")
        faults = layout_faults(page)
        page.evaluate("document.styleSheets[0].deleteRule(0)")
        return faults + spaced(page)

    assert look(WIDE, check, js=False) == {}


def test_on_paper_every_word_is_there(look):
    def check(page):
        page.emulate_media(media="print")
        faults = page.evaluate(WORDS) + layout_faults(page)
        page.emulate_media(media="null")
        return faults

    assert look(WIDE, check) == {}
