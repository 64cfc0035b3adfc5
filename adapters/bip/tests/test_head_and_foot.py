"""What stands around the pages by the settings, what search engines are told, and the map."""

import html
import posixpath
import re
from pathlib import Path

import attrs
import bip_samples as shared
import pytest

from lckm_bip import SiteSettings
from lckm_core.errors import InvalidSettingError


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("head")
    return shared.site(
        place / "site", base_url="https://{audience}.lodz.example/", **shared.head_and_foot(place)
    )


def text(folder, path):
    return (folder / path).read_text(encoding="utf-8")


def test_pictures_stand_in_the_head_and_the_policy_admits_them(folder):
    portal, bip = (text(folder, f"{one}/KA-01379.html") for one in ("portal", "bip"))
    assert re.findall('<img src="([^"]*)" alt="">', portal) == ["herb.svg"]
    assert re.findall('<img src="([^"]*)" alt="">', bip) == ["herb.svg", "bip.svg"]
    archived = text(folder, f"bip/{shared.AMENDED}/1.html")
    assert re.findall('<img src="([^"]*)"', archived) == ["../herb.svg", "../bip.svg"]
    assert all("img-src 'self'" in html.unescape(page) for page in (portal, bip, archived))
    assert text(folder, "bip/bip.svg").startswith("<svg")
    assert not (folder / "portal/bip.svg").exists()


def test_another_picture_takes_the_place_of_the_one_before(tmp_path):
    shown = shared.publication(shared.editions()[1:4])
    settings = shared.head_and_foot(tmp_path)
    shared.site(tmp_path / "site", shown, **settings)
    Path(settings["arms"]).write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    folder = shared.site(tmp_path / "site", shown, **settings)
    assert text(folder, "portal/herb.svg") == '<svg xmlns="http://www.w3.org/2000/svg"/>'


def test_the_foot_leads_to_the_map_and_the_declaration_and_names_the_editors(folder):
    for path in ("portal/index.html", "bip/KA-01379.html"):
        foot = text(folder, path).partition("<footer>")[2]
        assert re.findall('href="([^"]*)"', foot) == [
            "mapa.html",
            "https://lodz.example/dostepnosc/",
        ]
        assert "Redakcja: Oddział &lt;Redakcji&gt;" in foot


def test_the_map_leads_to_every_list(folder):
    for site in ("portal", "bip"):
        linked = set(re.findall('href="([^"#]*)"', text(folder, f"{site}/mapa.html")))
        lists = {
            path.name
            for path in (folder / site).glob("*.html")
            if path.name.startswith(("litera-", "jednostka-", "komorka-"))
        }
        wanted = {"index.html", "alfabet.html", "jednostki.html", "tematy.html", "szukaj.html"}
        assert lists | wanted <= linked


@pytest.mark.parametrize("site", ["portal", "bip"])
def test_the_map_has_each_page_of_the_menu_and_what_else_is_on_the_site(folder, site):
    page = text(folder, f"{site}/mapa.html")
    menu = set(_links_of(text(folder, f"{site}/index.html").partition("<nav")[2], "</nav>"))
    others = {"kanal.xml"} | ({"regulamin.html"} if site == "portal" else set())
    linked = set(_links_of(page.partition("<main")[2], "</main>"))
    assert others | {href for href in menu if not href.startswith("http")} <= linked
    assert all((folder / site / href).is_file() for href in linked)


def test_announcements_lead_to_the_terms_and_a_unit_to_what_no_cell_has(folder, tmp_path):
    assert "regulamin.html" in _links_of(text(folder, "portal/informacje.html"))
    procedure = attrs.evolve(shared.samples()[1], cell=None, related=())
    place = shared.site(tmp_path, shared.publication([shared.edition(procedure)])) / "portal"
    (unit,) = place.glob("jednostka-*.html")
    assert f"{procedure.id}.html" in _links_of(text(place, unit.name))
    assert not list(place.glob("komorka-*.html"))
    listed = text(place, "jednostki.html").partition("<main")[2]
    assert _links_of(listed).count(unit.name) == 2  # its heading, and its one line
    assert "1 sprawa" in listed


@pytest.mark.parametrize("site", ["portal", "bip"])
def test_each_page_is_reached_from_the_first_and_leads_back_to_it(folder, site):
    root = folder / site
    pages = {path.relative_to(root).as_posix() for path in root.rglob("*.html")}
    pages -= {page for page in pages if page.startswith("pliki/")}
    found, left = {"index.html"}, ["index.html"]
    while left:
        page = left.pop()
        for href in _links_of(text(root, page)):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), href))
            if target in pages - found:
                found.add(target)
                left.append(target)
    assert found == pages
    for page in pages - {"index.html"}:
        trail = text(root, page).partition('<nav class="trail')[2].partition("</nav>")[0]
        above = "../" * page.count("/")
        first, *more = _links_of(trail)
        assert first == f"{above}index.html", page
        # What is one of a list, of a month or a part leads to all of them.
        wanted = next((to for kind, to in _ABOVE.items() if page.startswith(kind)), "")
        if above:  # an earlier edition
            wanted = f"{posixpath.dirname(page)}.html"
        assert not wanted or any(href.startswith(f"{above}{wanted}") for href in more), page


_ABOVE = {
    "litera-": "alfabet.html",
    "jednostka-": "jednostki.html",
    "komorka-": "jednostki.html",
    "zmiany-": "zmiany.html",
    "OG-": "informacje.html",
    "KA-": "jednostka-",
}


def _links_of(page, end=""):
    part = page.partition(end)[0] if end else page
    return [
        html.unescape(href).partition("#")[0]
        for href in re.findall('<a[^>]* href="([^"#][^"]*)"', part)
    ]


def test_topics_have_the_procedures_named_and_those_of_a_cell(folder):
    page = text(folder, "portal/tematy.html")
    family, waste = page.split('<section id="temat-')[1:]
    assert re.findall('href="(KA-.....)', family) == ["KA-02415", "KA-01379"]
    assert re.findall('href="(KA-.....)', waste) == ["KA-01238"]
    assert 'href="tematy.html#temat-1" lang="pl">Rodzina' in text(folder, "portal/index.html")


def test_who_finds_nothing_has_other_ways(folder):
    ways = text(folder, "portal/szukaj.html").partition('id="inaczej"')[2].partition("<footer>")[0]
    assert re.findall('href="([^"]*)"', ways) == [
        "alfabet.html",
        "jednostki.html",
        "tematy.html",
        "tel:+48426384444",
    ]


def test_search_engines_are_told_what_each_page_is_and_where(folder):
    for path in folder.rglob("*.html"):
        page, where = path.read_text(encoding="utf-8"), path.relative_to(folder)
        site, name = where.parts[0], "/".join(where.parts[1:])
        (description,) = re.findall('<meta name="description" content="([^"]*)"', page)
        assert 0 < len(html.unescape(description)) <= 160, where
        (address,) = re.findall('<link rel="canonical" href="([^"]*)"', page)
        assert address == f"https://{site}.lodz.example/{name}"
        (title,) = re.findall("<title>([^<]*)</title>", page)
        assert len(html.unescape(title)) <= 70, where


def test_a_site_whose_address_is_not_known_has_no_canonical_one(tmp_path):
    page = text(shared.site(tmp_path / "site"), "portal/index.html")
    assert "canonical" not in page
    assert "<img" not in page
    assert "img-src" not in page


def test_an_archived_edition_says_so_above_the_page(folder):
    page = text(folder, f"bip/{shared.AMENDED}/1.html")
    band = page.partition('<aside class="band"')[2].partition("</aside>")[0]
    assert "wersja archiwalna" in band
    assert f'href="../{shared.AMENDED}.html"' in band
    assert page.index('<aside class="band"') < page.index("<main")
    assert 'class="band"' not in text(folder, f"bip/{shared.AMENDED}.html")


def test_the_portal_says_first_what_residents_ask_first(folder):
    page = text(folder, "portal/KA-01379.html")
    top = page.partition('<div class="top">')[2].partition('<nav aria-labelledby="spis">')[0]
    facts = re.findall(
        r'<dt><a href="#([^"]*)">([^<]*)</a></dt>((?:<dd lang="pl">[^<]*</dd>)+)', top
    )
    assert [(label, re.findall('<dd lang="pl">([^<]*)', values)) for _, label, values in facts] == [
        (
            "Termin realizacji",
            [
                "14 dni – wydanie kart",
                "7 dni – wydanie duplikatu",
                "Termin liczymy od dnia, w którym wniosek jest kompletny.",
            ],
        ),
        ("Miejsce załatwienia", ["Wydział Zarządzania Kontaktami z Mieszkańcami"]),
        (
            "Opłaty",
            ["duplikat karty – 10,00 zł", "Pierwsze karty i ich przedłużenie są bezpłatne."],
        ),
    ]
    assert all(f'id="{anchor}"' in page for anchor, _, _ in facts)
    ((href, name),) = re.findall('<p class="do screen"><a href="([^"]*)">([^<]*)', top)
    assert name == "Wypełnij formularz elektroniczny (ePUAP)"
    assert href.startswith("https://epuap.gov.pl/")
    assert 'class="facts"' not in text(folder, "bip/KA-01379.html")


def test_what_is_too_much_for_the_top_is_read_below(folder):
    page = text(folder, "portal/KA-02301.html")
    fees = page.partition(">Opłaty</a></dt>")[2].partition("</div>")[0]
    assert re.findall("<dd>([^<]*)", fees)[-1] == "więcej poniżej"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("phone", "zadzwoń"),
        ("phone", "6"),
        ("accessibility", "http://lodz.example/"),
        ("accessibility", "javascript:alert(1)"),
        ("arms", "nie-ma.svg"),
        ("bip_logo", __file__),
        ("topics", {"Odpady": ["KA-01238"]}),
        ("topics", [["", "KA-01238"]]),
        ("topics", [["Odpady"]]),
        ("topics", [["Odpady", 1238]]),
        ("topics", ["Odpady"]),
    ],
)
def test_a_wrong_setting_is_named(setting, value):
    with pytest.raises(InvalidSettingError) as caught:
        SiteSettings(target="x", **{setting: value})
    assert setting in str(caught.value)
