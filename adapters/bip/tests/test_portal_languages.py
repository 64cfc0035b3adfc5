"""The portal in languages: our words are translated, and all others are marked Polish."""

import re
from pathlib import Path

import attrs
import bip_samples as shared
import lxml.html
import pytest
from test_portal_face import SHOWN, Portal

from lckm_bip.page_language import PageLanguage
from lckm_core import Procedure
from lckm_core.fields import fields_of
from lckm_core.ports import Hit, Passage, TextSpan
from lckm_core.text import EmptyWord
from lckm_http import read_translations
from lckm_pages import ONLINE
from tests.helpers.rows import some_in_every_change

OTHERS = ("en", "uk")
SOME_OTHERS = some_in_every_change(OTHERS, 0, reason="another language; English stands for it")
TEXTS = {language: read_translations("lckm_bip", language) for language in OTHERS}
OURS = (
    "//header//nav//a[not(@hreflang)]",
    "//footer//li/a",
    "//label",
    "//button",
    "//nav[@class='letters']/@aria-label/..",
    "//p[@class='kind']",
    "//dl[@class='facts']//dt/a",
    "//summary",
    "//main[starts-with(@class, 'page')]/section/h2",
)
"""Where only our words stand."""
# A title holds our words and the site's name, and can hold no mark.
_NOT_SPOKEN = ("script", "style", "title")


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    found = Portal(
        tmp_path_factory.mktemp("portal") / "site",
        languages=("pl", *OTHERS),
        phone="42 638 44 44",
        reports="/zgloszenia/{language}",
        base_url="https://www.example.org/{audience}/",
        topics=(("Rodzina", SHOWN),),
        accessibility="https://www.example.org/deklaracja",
        editors="Ewa Pokazowa",
    )
    found.export()
    return found


@pytest.fixture(scope="module")
def pages(portal: Portal) -> list[str]:
    folder = portal.target / "current/portal"
    return sorted(path.name for path in folder.glob("*.html"))


def parsed(portal: Portal, path: str) -> lxml.html.HtmlElement:
    answer = portal.client.get(path)
    assert answer.status_code in (200, 404), path
    return lxml.html.document_fromstring(answer.text)


def language_at(element: lxml.html.HtmlElement) -> str:
    """Return the language that a browser sees at an element."""
    return next(one.get("lang") for one in (element, *element.iterancestors()) if one.get("lang"))


def spoken(page: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    """Return the texts of a page, each with its language."""
    found = []
    for element in page.iter():
        if not isinstance(element.tag, str) or element.tag in _NOT_SPOKEN:
            continue
        found += [(language_at(element), element.text or "")]
        outer = element.getparent()
        found += [(language_at(outer), element.tail or "")] if outer is not None else []
        for name in ("aria-label", "title"):
            found += [(language_at(element), element.get(name, ""))]
    return [(language, text.strip()) for language, text in found if text.strip()]


@pytest.mark.parametrize("language", SOME_OTHERS)
def test_each_text_is_in_the_language_that_it_is_marked_with(
    portal: Portal, pages: list[str], language: str
) -> None:
    for name in pages:
        polish = parsed(portal, f"/{name}").text_content()
        page = parsed(portal, f"/{language}/{name}")
        assert page.get("lang") == language
        for marked, text in spoken(page):
            if marked == "pl" and text != "Polski":
                assert text in polish, (name, text)
            elif marked == language == "en":
                assert not re.search("[ąćęłńóśźż]", text), (name, text)
            elif marked == language == "uk" and re.search("[a-zA-Z]{4}", text):
                assert re.search("JSON|JavaScript|Atom|Ctrl", text), (name, text)


@pytest.mark.parametrize("language", SOME_OTHERS)
def test_our_own_words_are_translated_on_every_page(
    portal: Portal, pages: list[str], language: str
) -> None:
    for name in (*pages, "nie-ma", "szukaj.html?q=karta"):
        page = parsed(portal, f"/{language}/{name}")
        for path in OURS:
            for element in page.xpath(path):
                assert language_at(element) == language, (name, element.text_content())


@pytest.mark.parametrize("language", SOME_OTHERS)
def test_how_many_matters_there_are_is_told_in_our_words_below_any_name(
    portal: Portal, pages: list[str], language: str
) -> None:
    names = set()
    for name in pages:
        polish, page = parsed(portal, f"/{name}"), parsed(portal, f"/{language}/{name}")
        path = "//li[a]/span[@class='note']"
        for was, now in zip(polish.xpath(path), page.xpath(path), strict=True):
            if re.fullmatch(r"\d+ spraw[ay]?", was.text_content()):
                assert language_at(now) == language, (name, now.text)
                names.add(name)
    assert {"index.html", "jednostki.html", "mapa.html"} < names


@pytest.mark.parametrize("language", OTHERS)
def test_each_label_of_the_template_is_in_the_catalogue(language: str) -> None:
    labels, waiting = set[str](), [Procedure]
    while waiting:
        for field in fields_of(waiting.pop()):
            model = field.shape.model or (field.shape.element and field.shape.element.model)
            if field.key == "call_centre" or field.mark.starred:
                continue
            labels |= {field.mark.label, field.section}
            waiting += [model] if model else []
    assert len(labels) > 60
    assert labels - {""} - TEXTS[language].keys() == set()


def test_both_catalogues_have_the_same_words_with_the_same_parts() -> None:
    english, ukrainian = (TEXTS[language] for language in OTHERS)
    assert english.keys() == ukrainian.keys()
    for texts in (english, ukrainian):
        for polish, words in texts.items():
            parts, own = (set(re.findall(r"\{(\w+)\}", one)) for one in (polish, words))
            assert own <= parts, polish


@pytest.mark.parametrize("path", ["", f"{SHOWN}.html", "szukaj.html?q=karta"])
def test_a_page_leads_to_itself_in_each_language(portal: Portal, path: str) -> None:
    addresses = {"pl": f"/{path}", "en": f"/en/{path}", "uk": f"/uk/{path}"}
    for own, address in addresses.items():
        page = parsed(portal, address)
        links = page.xpath("//nav[@class='languages']//a")
        others = {one: to for one, to in addresses.items() if one != own}
        assert {link.get("hreflang"): link.get("href") for link in links} == others
        assert all(link.get("lang") == link.get("hreflang") for link in links)
        heads = page.xpath("//head/link[@rel='alternate'][@hreflang]")
        assert {one.get("hreflang"): one.get("href") for one in heads} == {
            one: f"http://127.0.0.1{to}" for one, to in addresses.items()
        }
        assert len(page.xpath("//link[@rel='canonical']")) == (own == "pl")


def test_a_page_that_is_missing_leads_to_the_first_ones(portal: Portal) -> None:
    page = parsed(portal, "/en/nie/ma")
    links = page.xpath("//nav[@class='languages']//a/@href")
    assert links == ["/", "/uk/"]
    assert page.xpath("//h1/text()") == ["There is no such page"]
    assert page.xpath("//form/@action") == ["/en/szukaj.html"]
    assert page.xpath("//link[@hreflang]") == []


@pytest.mark.parametrize(("language", "prefix"), [("pl", ""), ("en", "en/"), ("uk", "uk/")])
def test_the_way_to_reports_keeps_the_language(portal: Portal, language: str, prefix: str) -> None:
    page = parsed(portal, f"/{prefix}{SHOWN}.html")
    assert page.xpath("//header//a[starts-with(@href, '/zgloszenia')]/@href") == [
        f"/zgloszenia/{prefix}"
    ]
    exported = (portal.target / f"current/portal/{SHOWN}.html").read_text("utf-8")
    assert 'href="/zgloszenia/"' in exported


def test_what_a_description_says_stays_polish() -> None:
    page = PageLanguage("en", TEXTS["en"])
    own = '<div class="entry"><h3>Opłaty</h3><p>Opłaty</p><ul><li>Telefon</li></ul></div>'
    assert page.translate(f'<html lang="pl"><main>{own}</main></html>', {}) == (
        '<html lang="en"><main lang="pl"><div class="entry"><h3 lang="en">Fees</h3>'
        "<p>Opłaty</p><ul><li>Telefon</li></ul></div></main></html>"
    )


def test_what_a_department_is_called_is_not_ours(tmp_path: Path) -> None:
    found = Portal(tmp_path / "site", languages=("pl", "en"), topics=(("Terminy", "Opłaty"),))
    one = next(one for one in shared.samples() if one.id == SHOWN)
    # Each is a text of the catalogue, too.
    named = attrs.evolve(one, title="Telefony", unit="Dokumenty", cell="Opłaty")
    other = attrs.evolve(one, id="KA-09999", title="Uwagi", unit="Terminy", cell=None)
    found.export(shared.publication([shared.edition(named), shared.edition(other)]))
    marked = set()
    for path in (found.target / "current/portal").glob("*.html"):
        page = parsed(found, f"/en/{path.name}")
        title = page.findtext("head/title").partition(" – ")[0]
        for text in ("Fees", "Documents", "Telephones", "Times", "Remarks"):
            links = page.xpath(f"//main//a[.='{text}'][not(starts-with(@href, '#'))]")
            assert not links, (path.name, text)
            assert text not in (title, page.findtext(".//h1")), path.name
            assert not page.xpath(f"//main[not(@class='page')]//*[@aria-label='{text}']")
        marked |= {text for language, text in spoken(page) if language == "pl"}
    assert {"Opłaty", "Dokumenty", "Telefony", "Terminy", "Uwagi"} <= marked


def test_the_prescribed_words_of_a_description_are_translated(tmp_path: Path) -> None:
    found = Portal(tmp_path / "site", languages=("pl", *OTHERS))
    one = next(one for one in shared.samples() if one.id == SHOWN)
    none = attrs.evolve(
        one, fees=EmptyWord.NONE, appeal=EmptyWord.NONE, appointments=EmptyWord.NOT_APPLICABLE
    )
    found.export(shared.publication([shared.edition(none)]))
    for language, words in {"en": "none", "uk": "немає"}.items():
        page = parsed(found, f"/{language}/{SHOWN}.html")
        texts = spoken(page)
        assert texts.count((language, words)) == 3  # two entries and a key fact
        assert {text for _, text in texts}.isdisjoint(("brak", "nie dotyczy"))


def test_a_step_without_a_visit_is_called_so() -> None:
    words = {"en": "no visit needed", "uk": "без візиту"}
    marked = '<span class="online">bez wizyty w urzędzie</span>'
    assert marked in ONLINE
    for language, expected in words.items():
        page = PageLanguage(language, TEXTS[language])
        entry = f'<html lang="pl"><main><div class="entry">{marked}</div></main></html>'
        assert f">{expected}</span>" in page.translate(entry, {})


def test_hits_and_typed_words_stay_as_they_are(portal: Portal) -> None:
    passage = Passage("Opłaty", "Telefon <b>", (TextSpan(0, 7),))
    portal.search.hits = [Hit("KA-01379", "Opłaty", passages=(passage,))]
    try:
        answer = portal.client.get("/en/szukaj.html", params={"q": "Telefon"})
    finally:
        portal.search.hits = []
    assert "<title>Search: Telefon – " in answer.text
    assert 'value="Telefon"' in answer.text
    assert ">Found: 1.<" in answer.text
    page = lxml.html.document_fromstring(answer.text)
    (found,) = page.xpath("//*[@id='wyniki']")
    assert {language_at(one) for one in found.iter()} == {"pl"}
    assert "Opłaty: Telefon <b>" in found.text_content()


def test_hostile_words_are_only_words_in_any_language(portal: Portal) -> None:
    answer = portal.client.get("/uk/szukaj.html", params={"q": '"><script>alert(1)</script>&amp;'})
    assert "<script" not in answer.text
    page = lxml.html.document_fromstring(answer.text)
    assert page.xpath("//input/@value") == ['"><script>alert(1)</script>&amp;']


def test_data_for_programs_are_as_they_were_exported(portal: Portal) -> None:
    for name in (f"{SHOWN}.json", f"{SHOWN}.xml", "kanal.xml", "styl.css"):
        content = (portal.target / "current/portal" / name).read_bytes()
        assert portal.client.get(f"/en/{name}").content == content


def test_a_language_without_a_catalogue_is_polish_and_says_so(tmp_path: Path) -> None:
    portal = Portal(tmp_path / "site", languages=("pl", "de"))
    portal.export()
    page = parsed(portal, "/de/")
    assert page.get("lang") == "de"
    assert {language for language, _ in spoken(page)} == {"pl"}


@pytest.mark.parametrize("stray", ["</p>", "</div></main></html>", "</b></b></b><p>"])
def test_an_end_without_a_beginning_breaks_no_page(stray: str) -> None:
    page = f"<main><p>a</p>{stray}<p>b</p></main>{stray}"
    assert PageLanguage("uk", TEXTS["uk"]).translate(page, {}).endswith("b</p></main>" + stray)


def test_a_large_list_is_translated_in_time_that_grows_with_it() -> None:
    page = PageLanguage("uk", TEXTS["uk"])
    line = '<li><a href="KA-00001.html">Wydanie zaświadczenia</a> <span>KA-00001 · nowa</span></li>'
    assert page.translate(f"<main><ul>{line * 5_000}</ul></main>", {}).count("нова") == 5_000
