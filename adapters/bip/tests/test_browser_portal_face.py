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
    "start in English": "en/",
    "procedure in English": f"en/{shared.AMENDED}.html",
    "found in Ukrainian": "uk/szukaj.html?q=karta+du%C5%BCej+rodziny",
    "missing in Ukrainian": "uk/nie/ma",
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
