"""Pages as a real browser shows them: accessible, within the window, in print, and alone.

Wants Chromium on the path, playwright and axe-playwright-python. Without them the tests are
skipped, and fail where
``CI`` is ``true``: there, nobody would notice.
"""

import pytest

from lckm_core.publication._projection.blocks import (
    Entry,
    Link,
    Section,
    Table,
    Text,
)
from lckm_pages import render, render_index, render_notice
from tests.helpers.browsers import STRICT_RULES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow(reason="the parts of pages; those who use them look at pages of their own"),
]

AXE = {"resultTypes": ["violations", "incomplete"], "rules": STRICT_RULES}
UNBROKEN = "Konstantynopolitańczykowianeczka" * 12


@pytest.fixture
def visit(open_page, tmp_path):
    """Open a page of this HTML, which asks for nothing."""

    def opened(html, **options):
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        return open_page(path.as_uri(), **options)

    return opened


def pages(projection, announcement):
    """One page of each kind."""
    groups = [
        ("Procedury", [("Łódzka Karta Dużej Rodziny", "KA-01379.html", "portal, BIP, call center")])
    ]
    return {
        **{
            audience: render(projection(audience), home="index.html")
            for audience in ("portal", "bip", "call-centre", "editors")
        },
        "index": render_index("Baza Wiedzy", groups, lead="Opisy spraw."),
        "notice": render_notice(announcement),
    }


def overflow(page):
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def faults(results, *, undecided=True):
    """What axe found, and what it could not decide; of colours scrolled out of sight it
    cannot, at 320 px.
    """
    rules = results["violations"] + [
        rule
        for rule in results["incomplete"]
        if undecided or not rule["id"].startswith("color-contrast")
    ]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in rules]


SHORT = (("portal", "light"), ("index", "dark"))
KINDS = ("portal", "bip", "call-centre", "editors", "index", "notice")
LOOKED_AT = [
    (kind, scheme)
    if (kind, scheme) in SHORT
    else pytest.param(
        kind,
        scheme,
        marks=pytest.mark.slow(reason="each kind of page; two stand for all", weekly=True),
    )
    for kind in KINDS
    for scheme in ("light", "dark")
]


@pytest.mark.parametrize(("kind", "scheme"), LOOKED_AT)
def test_axe_finds_nothing(projection, announcement, visit, axe, kind, scheme):
    html = pages(projection, announcement)[kind]
    assert faults(axe.run(visit(html, color_scheme=scheme), options=AXE).response) == []
    narrow = axe.run(visit(html, width=320, color_scheme=scheme), options=AXE).response
    assert faults(narrow, undecided=False) == []


def test_axe_would_find_a_colour_too_faint(projection, visit, axe):
    page = visit(render(projection()))
    page.evaluate("document.documentElement.style.setProperty('--soft', '#6b6b6b')")  # 5.3:1
    assert "color-contrast-enhanced" in dict(faults(axe.run(page, options=AXE).response))


EACH = pytest.mark.slow(
    reason="the other pages and widths; two of the narrowest stand for all", weekly=True
)


@pytest.mark.parametrize(
    ("kind", "width"),
    [
        ("portal", 320),
        ("notice", 320),
        *(pytest.param(kind, 320, marks=EACH) for kind in ("call-centre", "index")),
        *(pytest.param(kind, 640, marks=EACH) for kind in ("portal", "index")),
        *(pytest.param(kind, 1280, marks=EACH) for kind in ("call-centre", "notice")),
    ],
)
def test_nothing_runs_out_of_the_window(projection, announcement, visit, kind, width):
    page = visit(pages(projection, announcement)[kind], width=width)
    assert overflow(page) == 0
    spaced = (
        "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em "
        "!important }"
    )
    page.evaluate("rule => document.styleSheets[0].insertRule(rule)", spaced)
    assert overflow(page) == 0


@pytest.mark.parametrize(
    ("kind", "width"),
    [
        ("portal", 320),
        *(pytest.param(kind, 320, marks=EACH) for kind in ("bip", "call-centre", "index")),
        *(pytest.param(kind, 1280, marks=EACH) for kind in ("bip", "notice")),
    ],
)
def test_text_of_twice_the_size_stays_in_the_window(projection, announcement, visit, kind, width):
    page = visit(pages(projection, announcement)[kind], width=width)
    page.evaluate("document.styleSheets[0].insertRule('html { font-size: 225% !important }')")
    assert overflow(page) == 0


def test_words_without_end_are_broken(projection, visit):
    blocks = (
        Text(f"{UNBROKEN} [{UNBROKEN}](https://x.pl/{UNBROKEN})"),
        Link(UNBROKEN, f"https://x.pl/{UNBROKEN}", UNBROKEN),
        Table(UNBROKEN, (UNBROKEN, UNBROKEN), ((UNBROKEN, UNBROKEN),)),
        Table(UNBROKEN, ("a", "b", "c", "d"), ((UNBROKEN, "b", "c", UNBROKEN),)),
    )
    sections = (
        Section(UNBROKEN, (Entry("how_to", UNBROKEN, blocks),)),
        Section("b", (Entry("b", "b", (Text("b"),)),)),
    )
    assert (
        overflow(
            visit(render(projection(heading=UNBROKEN, unit=UNBROKEN, sections=sections)), width=320)
        )
        == 0
    )


def test_a_heading_of_a_column_is_whole_beside_long_names(projection, visit):
    """Names of files make the other columns as narrow as they can be."""
    headers, name = (
        ("Plik", "Do czego", "Format", "Wynik"),
        "KA-01098/ulotka-prawo-jazdy-krok-po-kroku-dla-kierowcy.pdf",
    )
    table = Table("Pliki", headers, ((name, "dokument do czytania", "PDF", "bez uwag"),) * 3)
    sections = (
        Section("a", (Entry("files", "a", (table,)),)),
        Section("b", (Entry("b", "b", (Text("b"),)),)),
    )
    page = visit(render(projection(sections=sections)))
    heights = page.locator("thead th").evaluate_all(
        """all => all.map(one => {
            const range = document.createRange();
            range.selectNodeContents(one);
            return [...new Set([...range.getClientRects()].map(rect => rect.top))].length;
        })"""
    )
    assert heights[2] == heights[0] == 1


def test_policy_lets_the_style_work(projection, visit):
    page = visit(render(projection()))
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.number')).textTransform")
        == "uppercase"
    )


def test_keyboard_comes_to_the_content_first(projection, visit):
    page = visit(render(projection()))
    page.keyboard.press("Tab")
    box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert box["left"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "tresc"


COVERED = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    // The middle of the line that is shown first: a link may run over several.
    const line = one.getClientRects()[0] ?? box;
    const seen = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
    const around = seen && seen !== document.body && seen.contains(one);
    return one === document.body || one.contains(seen) || around ? null : one.outerHTML;
}"""


@pytest.mark.parametrize(
    ("width", "key"),
    [
        (320, "Tab"),
        pytest.param(1280, "Shift+Tab", marks=EACH),
    ],
)
def test_nothing_lies_over_what_has_the_focus(projection, visit, width, key):
    """WCAG 2.2, 2.4.11, which axe cannot see."""
    page = visit(render(projection("call-centre"), home="index.html"), width=width)
    stops = page.locator("a[href], [tabindex]").count()
    assert stops > 10
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    covered = []
    for _ in range(stops + 1):
        page.keyboard.press(key)
        covered.append(page.evaluate(COVERED))
    assert [one for one in covered if one] == []


@pytest.mark.parametrize(
    "kind",
    ["portal", *(pytest.param(one, marks=EACH) for one in ("call-centre", "index", "notice"))],
)
def test_the_first_heading_is_the_page_s_own(projection, announcement, visit, kind):
    page = visit(pages(projection, announcement)[kind])
    assert page.locator("h1, h2, h3, h4, h5, h6").first.evaluate("one => one.tagName") == "H1"


def test_wide_table_scrolls_by_keyboard_in_its_own_region(projection, visit):
    page = visit(render(projection()), width=320)
    region = page.locator(".wide").first
    region.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(100):  # the policy keeps wait_for_function from evaluating
        if page.evaluate("document.querySelector('.wide').scrollLeft") > 0:
            return
        page.wait_for_timeout(20)
    pytest.fail("the arrow key did not scroll the table")


def test_print_has_the_content_its_addresses_and_the_warning(projection, visit):
    page = visit(render(projection("call-centre")))
    page.emulate_media(media="print")
    assert page.locator("nav").is_hidden()
    assert page.locator(".skip").is_hidden()
    assert page.locator(".band").is_visible()
    address = page.evaluate(
        "getComputedStyle(document.querySelector('main a[href^=http]'), '::after').content"
    )
    assert "https://www.gov.pl/web/krs" in address
    assert page.pdf(format="A4").startswith(b"%PDF")
