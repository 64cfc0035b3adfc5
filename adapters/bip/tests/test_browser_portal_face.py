"""The portal's face in a browser: its search without JavaScript, and what it says when it fails.

Wants Chromium on the path, playwright and axe-playwright-python. Without them the tests are
skipped, and fail where ``CI`` is ``true``: there, nobody would notice.
"""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import bip_samples as shared
import pytest
from portal_host import AT, PAGES, portal_host

from tests.helpers.browsers import STRICT
from tests.helpers.page_layout import keyboard_faults, layout_faults, set_reader_spacing
from tests.helpers.served_app import listener, served

pytestmark = pytest.mark.browser

IN_EVERY_RUN = (("procedure", "dark"),)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The portal on a port of this machine."""
    place = tmp_path_factory.mktemp("portal")
    with portal_host(place) as host, listener() as (listening, address), served(host, listening):
        yield f"{address}{AT}/"


EACH = pytest.mark.slow(reason="each page in each way; some in one way stand for all", weekly=True)


@pytest.mark.parametrize(
    ("page", "scheme"),
    [
        pytest.param(page, scheme, marks=() if (page, scheme) in IN_EVERY_RUN else EACH)
        for page in PAGES
        for scheme in ("light", "dark")
    ],
)
def test_axe_finds_nothing(browser: Any, axe: Any, address: str, page: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 800})
    with closing(context):
        tab = context.new_page()
        outside: list[str] = []
        tab.on(
            "request", lambda one: None if one.url.startswith(address) else outside.append(one.url)
        )
        tab.goto(address + PAGES[page])
        found = axe.run(tab, options=STRICT).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert tab.evaluate(wide) == 0
        assert context.cookies() == []
        assert outside == []


ZOOMED, WIDE = {"width": 320, "height": 256}, {"width": 1280, "height": 800}


@pytest.mark.parametrize(
    ("size", "keys", "options"),
    [
        pytest.param(ZOOMED, ("Tab", "Shift+Tab"), {}, id="400 %", marks=EACH),
        pytest.param(WIDE, ("Shift+Tab",), {}, id="wide", marks=EACH),
        pytest.param(
            ZOOMED, ("Tab",), {"forced_colors": "active"}, id="forced colours", marks=EACH
        ),
        pytest.param(WIDE, (), {"java_script_enabled": False}, id="no JavaScript", marks=EACH),
    ],
)
def test_nothing_is_lost_or_out_of_reach(
    browser: Any,
    address: str,
    long_run: bool,
    size: dict[str, int],
    keys: tuple[str, ...],
    options: dict[str, Any],
) -> None:
    """With the spacing that readers may set, by keyboard and on paper, too."""
    found = {}
    context = browser.new_context(viewport=size, **options)
    with closing(context):
        tab = context.new_page()
        for name, path in PAGES.items():
            if not long_run and name not in dict(IN_EVERY_RUN):
                continue
            tab.goto(address + path)
            faults = layout_faults(tab)
            for key in keys:
                faults += keyboard_faults(tab, key)
            set_reader_spacing(tab)
            faults += layout_faults(tab)
            tab.emulate_media(media="print")
            faults += layout_faults(tab)
            tab.emulate_media(media="null")
            if faults:
                found[name] = faults
    assert found == {}


def test_without_javascript_a_matter_is_found_and_read(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    with closing(context):
        tab = context.new_page()
        tab.goto(address)
        tab.get_by_label("Czego szukasz?").fill("ile kosztuje karta dla duzej rodziny")
        tab.get_by_role("button", name="Szukaj").click()
        assert tab.locator("#ile").inner_text().startswith("Znaleziono")
        first = tab.locator("#wyniki a").first
        assert first.get_attribute("href") == f"{shared.AMENDED}.html"
        first.click()
        assert tab.locator("dl.facts").is_visible()
        assert tab.get_by_role("link", name="Zgłoś awarię").get_attribute("href") == "/"
