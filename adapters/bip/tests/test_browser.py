"""The site as a real browser shows it, from a server: accessible, within the window, in print,
by keyboard, alone, with search.

Wants Chromium on the path, playwright and axe-playwright-python. Without them the tests are
skipped, and fail where
``CI`` is ``true``: there, nobody would notice.
"""

import base64
import functools
import hashlib
import html
import http.server
import re
import threading

import bip_samples as shared
import pytest

from tests.helpers.browsers import STRICT_RULES

pytestmark = pytest.mark.browser

AXE = {"resultTypes": ["violations", "incomplete"], "rules": STRICT_RULES}
BIP = {
    "start": "index.html",
    "letters": "alfabet.html",
    "letter": "litera-w.html",
    "units": "jednostki.html",
    "unit": "jednostka-*.html",
    "cell": "komorka-*.html",
    "search": "szukaj.html?q=karta",
    "changes": "zmiany.html",
    "month": "zmiany-2026-03.html",
    "removed": "usuniete.html",
    "map": "mapa.html",
    "procedure": f"{shared.AMENDED}.html",
    "fees": "KA-01492.html",
    "archive": f"{shared.AMENDED}/1.html",
}
PORTAL = {
    "start": "index.html",
    "procedure": f"{shared.AMENDED}.html",
    "announcements": "informacje.html",
    "announcement": "OG-0001.html",
    "terms": "regulamin.html",
    "news": "zmiany.html",
    "search": "szukaj.html?q=karta",
    "nothing": "szukaj.html?q=xyzxyz",
    "topics": "tematy.html",
}
KINDS = [f"bip/{path}" for path in BIP.values()] + [f"portal/{path}" for path in PORTAL.values()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("site")
    return shared.site(place / "site", **shared.head_and_foot(place))


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def served(folder):
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def visit(open_page, served, folder):
    """Open a page of the site, which asks for nothing that is not the site's."""

    def opened(path, *, base=served, **options):
        if "*" in path:
            path = str(sorted(folder.glob(path))[0].relative_to(folder))
        return open_page(base + path, within=base, **options)

    return opened


def overflow(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def faults(results):
    """What axe found, and what it could not decide but for colours scrolled out of sight."""
    undecided = [
        rule for rule in results["incomplete"] if not rule["id"].startswith("color-contrast")
    ]
    return [
        (rule["id"], [node["html"] for node in rule["nodes"]][:2])
        for rule in results["violations"] + undecided
    ]


LONG = pytest.mark.slow(
    reason="each page and way; a procedure that axe looks at stands for them", weekly=True
)
EACH = [
    path if path == f"bip/{BIP['procedure']}" else pytest.param(path, marks=LONG) for path in KINDS
]


@pytest.mark.parametrize("path", EACH)
def test_axe_finds_nothing(visit, axe, path):
    page = visit(path)
    assert faults(axe.run(page, options=AXE).response) == []
    assert page.locator("h1").count() == 1
    assert page.title()


@LONG
@pytest.mark.parametrize("path", KINDS)
def test_nothing_runs_out_of_a_narrow_window(visit, axe, path):
    """In the dark, as the light is looked at in a wide one."""
    page = visit(path, width=320, color_scheme="dark")
    assert overflow(page) == 0
    assert faults(axe.run(page, options=AXE).response) == []


@LONG
def test_on_a_telephone_the_title_comes_first_and_the_contents_unfold(visit):
    page = visit(f"portal/{shared.AMENDED}.html", width=360)
    title, button = page.locator("h1").bounding_box(), page.locator(".do a").bounding_box()
    assert title["y"] + title["height"] < button["y"] < 800
    contents = page.locator(".page > nav ul")
    assert contents.is_hidden()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert contents.is_visible()
    assert overflow(page) == 0


@LONG
def test_in_a_wide_window_the_contents_stand_beside_unfolded(visit):
    page = visit(f"portal/{shared.AMENDED}.html")
    assert page.locator("summary").is_hidden()
    contents, title = page.locator(".page > nav ul").bounding_box(), page.locator("h1")
    assert contents["x"] + contents["width"] < title.bounding_box()["x"]
    page.locator(".page > nav a").first.click()
    assert "#s-" in page.url


@LONG
def test_in_forced_colours_only_the_present_page_is_marked_in_the_menu(visit):
    page = visit(f"portal/{PORTAL['start']}", forced_colors="active")
    lines = page.locator("header nav a").evaluate_all(
        """all => all.map(one => {
            const line = getComputedStyle(one).borderBottomColor;
            return [one.hasAttribute("aria-current"), line];
        })"""
    )
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert {present for present, _ in lines} == {True, False}
    assert all((line != paper) is present for present, line in lines)


@LONG
def test_text_of_twice_the_size_stays_in_the_window(visit):
    page = visit(f"bip/{BIP['procedure']}")
    page.evaluate("document.styleSheets[0].insertRule('html { font-size: 225% !important }')")
    assert overflow(page) == 0


@LONG
def test_print_has_content_and_marks_and_no_menus(visit, tmp_path):
    page = visit(f"bip/{shared.AMENDED}.html")
    page.emulate_media(media="print")
    assert page.get_by_text("Ctrl+P").is_hidden()
    for hidden in ("nav[aria-label=Serwis]", "nav.trail", ".skip", ".data", ".page > nav", ".do"):
        assert page.locator(hidden).is_hidden(), hidden
    for seen in ("h1", "dl.record", ".history", "main"):
        assert page.locator(seen).first.is_visible(), seen
    address = page.evaluate(
        "getComputedStyle(document.querySelector('main a[href^=http]'), '::after').content"
    )
    assert "http" in address
    assert page.pdf(format="A4").startswith(b"%PDF")


class TestKeyboard:
    @LONG
    def test_content_is_one_step_away(self, visit):
        page = visit("bip/index.html")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "tresc"

    @LONG
    @pytest.mark.parametrize(
        "path", ["bip/index.html", f"bip/{shared.AMENDED}.html", "portal/index.html"]
    )
    def test_every_link_and_field_is_reached_in_order_and_seen(self, visit, path):
        page = visit(path)
        wanted = page.evaluate(
            "[...document.querySelectorAll('a[href], input, button, "
            '[tabindex="0"]\')].filter(one => one.checkVisibility()).length'
        )
        seen = []
        for _ in range(wanted):
            page.keyboard.press("Tab")
            seen.append(
                page.evaluate(
                    "(() => { const one = document.activeElement; one.dataset.seen = 1; const "
                    "style = getComputedStyle(one);"
                    " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 "
                    "})()"
                )
            )
        assert all(seen)
        assert page.locator("[data-seen]").count() == wanted

    @LONG
    def test_a_procedure_is_found_and_opened(self, visit):
        page = visit("bip/index.html")
        page.locator("#q").focus()
        page.keyboard.type("prawo jazdy")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"szukaj\.html\?q=prawo"))
        page.locator("#wyniki a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"KA-01098\.html"))


class TestSearch:
    def results(self, page):
        page.locator("#ile:not(:empty)").wait_for()
        return page.locator("#wyniki a").all_inner_texts()

    def test_words_find_what_they_are_about(self, visit):
        wanted = {
            "łódzka karta": "KA-01379",
            "lodzka karta": "KA-01379",
            "karty dużej rodziny": "KA-01379",
            "ŻŁOBEK": "KA-02415",
            "zlobka": "KA-02415",
            "opłata za alkohol restauracja": "KA-01478",
            "KA-01098": "KA-01098",
            "1098": "KA-01098",
            "bezdomny pies": "KA-02764",
        }
        page = visit("bip/szukaj.html")
        missed = {}
        for query, number in wanted.items():
            page.reload()
            page.locator("#q").fill(query)
            self.results(page)
            hrefs = page.locator("#wyniki a").evaluate_all(
                "all => all.map(one => one.getAttribute('href'))"
            )
            if f"{number}.html" not in hrefs[:2]:
                missed[query] = hrefs[:2]
        assert missed == {}

    @LONG
    def test_a_word_that_only_begins_alike_is_no_other_form_of_it(self, visit):
        """„opłata skarbowa” is no „skarga”, and „na” is nearly everywhere."""
        page = visit("bip/szukaj.html")
        page.locator("#q").fill("skarga na prezydenta")
        self.results(page)
        hrefs = page.locator("#wyniki a").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        assert hrefs[0] == "KA-01912.html"

    @LONG
    def test_what_was_not_found_is_said(self, visit):
        page = visit("bip/szukaj.html?q=xyzxyz")
        assert self.results(page) == []
        assert "Niczego nie znaleziono" in page.locator("#ile").inner_text()
        ways = page.locator("#inaczej")
        assert ways.is_visible()
        assert ways.locator("a[href^=tel]").count() == 1
        page.locator("#q").fill("karta")
        page.locator("#wyniki a").first.wait_for()
        assert ways.is_hidden()
        assert page.locator("#ile").get_attribute("role") == "status"

    @LONG
    def test_what_is_asked_is_text(self, visit):
        page = visit("bip/szukaj.html?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+karta")
        self.results(page)
        assert page.locator("main img").count() == 0

    @LONG
    def test_it_works_from_a_disk(self, visit, folder):
        page = visit("bip/szukaj.html?q=karta", base=folder.as_uri() + "/")
        assert self.results(page)

    @LONG
    def test_without_javascript_the_lists_serve(self, browser, served):
        page = browser.new_page(java_script_enabled=False)
        requests = []
        page.on("request", lambda request: requests.append(request.url))
        page.goto(f"{served}bip/szukaj.html?q=karta")
        assert "alfabetycznie" in page.locator("noscript").inner_text()
        page.locator("noscript a").first.click()
        page.locator("nav.letters a").first.click()
        assert page.locator("main ul.index a").count()
        page.close()
        assert [one for one in requests if not one.startswith(served)] == []


def test_the_policy_is_in_every_page_and_no_script_is_inline(folder):
    """Data for search engines is none, as nothing of it runs; the page's own policy has the
    hash of that very block.
    """
    allowed = re.compile(
        r'<script(?: src="szukaj\.js" defer>| type="application/ld\+json">(.*?))</script>',
        re.DOTALL,
    )
    paths = sorted(folder.rglob("*.html"))
    assert paths
    for path in paths:
        content = path.read_text(encoding="utf-8")
        (policy,) = re.findall('http-equiv="Content-Security-Policy" content="([^"]*)"', content)
        blocks = [block.encode() for block in allowed.findall(content) if block]
        hashes = [
            f"'sha256-{base64.b64encode(hashlib.sha256(block).digest()).decode()}'"
            for block in blocks
        ]
        admitted = " ".join(["script-src 'self'", *hashes])
        assert html.unescape(policy) == (
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
            f"form-action 'self'; {admitted}"
        )
        assert "<script" not in allowed.sub("", content)
        assert re.findall(r'\s(on\w+|style)="', html.unescape(content)) == []
