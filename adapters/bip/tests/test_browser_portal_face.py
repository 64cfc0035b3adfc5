"""The portal's face in a browser: its search without JavaScript, and what it says when it fails.

Wants Chromium on the path, playwright and axe-playwright-python. Without them the tests are
skipped, and fail where ``CI`` is ``true``: there, nobody would notice.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import bip_samples as shared
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from lckm_bip import BipAdapter, PortalFace
from lckm_core import ContactCentre, build
from lckm_core.ports import provide
from lckm_core.publication import Audience, publication_of
from lckm_search import SearchAdapter
from tests.helpers.page_layout import keyboard_faults, layout_faults, set_reader_spacing

pytestmark = pytest.mark.browser

STRICT = (
    "color-contrast-enhanced",
    "identical-links-same-purpose",
    "target-size",
    "meta-refresh-no-exceptions",
)
AXE = {"resultTypes": ["violations"], "rules": {rule: {"enabled": True} for rule in STRICT}}
AT = "/miasto/procedury"
PAGES = {
    "start": "",
    "procedure": f"{shared.AMENDED}.html",
    "found": "szukaj.html?q=karta+du%C5%BCej+rodziny",
    "nothing": "szukaj.html?q=xyzxyz",
    "missing": "nie/ma/takiej",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The portal below a path of a host on a port of this machine, with lckm-search."""
    place = tmp_path_factory.mktemp("portal")
    searching = SearchAdapter(index=str(place / "index"), analyser="snowball")
    site = BipAdapter(target=str(place / "site"), phone="42 638 44 44", reports="/")
    exporters = [*site.contribute_exporters(), *searching.contribute_exporters()]
    audiences = (*shared.BOTH, Audience.CALL_CENTRE)
    shown = publication_of(
        shared.editions(),
        audiences,
        on=shared.DAY,
        announcements=shared.announcements(),
        read=shared.DOCUMENTS.read,
    )
    for one in exporters:
        one.export(lambda: shown)
    handed = provide(exporters=exporters, search=searching.provide_search())
    host = Starlette(routes=[Mount(AT, PortalFace(ContactCentre(build(handed))).app)])
    with closing(searching.index), socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(100)
        server = uvicorn.Server(uvicorn.Config(host, log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}{AT}/"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(browser: Any, axe: Any, address: str, page: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 320, "height": 800})
    with closing(context):
        tab = context.new_page()
        outside: list[str] = []
        tab.on(
            "request", lambda one: None if one.url.startswith(address) else outside.append(one.url)
        )
        tab.goto(address + PAGES[page])
        found = axe.run(tab, options=AXE).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert tab.evaluate(wide) == 0
        assert context.cookies() == []
        assert outside == []


EACH = pytest.mark.slow(reason="each page in each way; the narrowest window stands for all")
ZOOMED, WIDE = {"width": 320, "height": 256}, {"width": 1280, "height": 800}


@pytest.mark.parametrize(
    ("size", "options"),
    [
        pytest.param(ZOOMED, {}, id="400 %"),
        pytest.param(WIDE, {}, id="wide", marks=EACH),
        pytest.param(ZOOMED, {"forced_colors": "active"}, id="forced colours", marks=EACH),
        pytest.param(ZOOMED, {"color_scheme": "dark"}, id="dark", marks=EACH),
        pytest.param(WIDE, {"java_script_enabled": False}, id="no JavaScript", marks=EACH),
    ],
)
def test_nothing_is_lost_or_out_of_reach(
    browser: Any, address: str, size: dict[str, int], options: dict[str, Any]
) -> None:
    """With the spacing that readers may set, by keyboard and on paper, too."""
    found = {}
    context = browser.new_context(viewport=size, **options)
    with closing(context):
        tab = context.new_page()
        for name, path in PAGES.items():
            tab.goto(address + path)
            faults = layout_faults(tab) + keyboard_faults(tab) + keyboard_faults(tab, "Shift+Tab")
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
