"""The built docs site: public names, links, requests to other hosts, accessibility.

The session ``site`` builds it and runs this.
"""

import functools
import http.server
import re
import sys
import threading
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"
sys.path.insert(0, str(ROOT / "docs"))
import public_names  # noqa: E402

PAGES = sorted(path for path in SITE.rglob("*.html") if path.name != "404.html")
LOADING = {
    "link": "href",
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
}
"""The attributes whose address a browser fetches by itself."""
LOOKED_AT = [
    "index.html",
    "tutorial.html",
    "handbook-monitoring.html",
    "handbook-operator.html",
    "operations.html",
    "promises.html",
    "decisions/index.html",
    "adapters/cli.html",
    "reference/lckm_core.html",
    "reference/lckm_core.parsing.html",
    "source/samples/directory.yaml.html",
]
ARGUMENTS = [
    *(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-sync",
    ),
    *("--disable-background-networking", "--disable-component-update"),
]


class Read(HTMLParser):
    """What a page loads, where it links, and what can be linked to in it."""

    def __init__(self, text):
        super().__init__()
        self.loads, self.links, self.ids = [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if found.get("id"):
            self.ids.add(found["id"])
        address = found.get(LOADING.get(tag, ""))
        if address and (
            tag != "link" or found.get("rel") in {"stylesheet", "icon", "modulepreload", "preload"}
        ):
            self.loads.append(address)
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])


@pytest.fixture(scope="module")
def read():
    assert PAGES, "build the site first: ./dev nox -s site"
    return {path: Read(path.read_text(encoding="utf-8")) for path in PAGES}


@pytest.mark.parametrize("package", public_names.packages())
def test_every_public_name_is_in_the_reference(read, package):
    ids = read[SITE / "reference" / f"{package}.html"].ids
    assert [name for name in public_names.names(package) if f"{package}.{name}" not in ids] == []


def test_links_lead_somewhere(read):
    dead = []
    for path, page in read.items():
        for link in page.links:
            address = urlsplit(link)
            if address.scheme or address.netloc:
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (
                address.fragment
                and target in read
                and unquote(address.fragment) not in read[target].ids
            ):
                dead.append((path.name, link))
    assert dead == []


def test_nothing_is_loaded_from_elsewhere(read):
    loaded = {
        address for page in read.values() for address in page.loads if urlsplit(address).netloc
    }
    styles = "".join(path.read_text(encoding="utf-8") for path in SITE.rglob("*.css"))
    assert loaded == set()
    assert re.findall(r"(?:url\(|@import )[\"']?(?:https?:)?//[^)]*", styles) == []


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def served():
    handler = functools.partial(Quiet, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser():
    import shutil

    from playwright.sync_api import sync_playwright

    executable = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if executable is None:
        pytest.skip(
            "there is no Chromium to look at the pages with (Debian: apt-get install chromium)"
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@pytest.mark.parametrize(("scheme", "options"), [("light", {}), ("dark", COLOURS)])
def test_axe_finds_nothing_and_no_request_leaves(browser, served, scheme, options):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page, heard, found = context.new_page(), [], {}
    page.on(
        "request",
        lambda request: (
            request.url.startswith((served, "data:", "blob:")) or heard.append(request.url)
        ),
    )
    for path in LOOKED_AT:
        page.goto(served + path)
        violations = Axe().run(page, options=options).response["violations"]
        if violations:
            found[path] = [
                (rule["id"], len(rule["nodes"]), rule["nodes"][0]["html"][:300])
                for rule in violations
            ]
    context.close()
    assert heard == []
    assert found == {}


def test_search_finds_a_page(browser, served):
    page = browser.new_page()
    page.goto(served + "index.html?q=greylist")
    page.goto(served + "index.html")
    page.keyboard.press("/")
    page.keyboard.type("anonymise", delay=30)
    page.wait_for_selector(".md-search-result__item")
    assert page.locator(".md-search-result__item").count() > 2
    page.close()
