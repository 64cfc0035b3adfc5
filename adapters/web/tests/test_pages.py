"""Every page: its frame, headers, languages, weight, and what it must not have."""

import gzip
import re
from datetime import UTC, date, datetime

import attrs
import pytest
from resident_site import DECLARATION, memory, site as make_site, visit_every_page
from starlette.applications import Starlette
from starlette.routing import Mount

from lckm_core.memory import MemoryAdapter
from lckm_web import ResidentFace

LANGUAGES = {"": "pl", "/en": "en", "/uk": "uk"}
IDS = (
    *("wstep", "podmiot", "url", "data-publikacja", "data-aktualizacja", "status"),
    *("data-sporzadzenie", "data-przeglad", "kontakt", "osoba", "email", "telefon"),
    *("procedura", "architektura", "aplikacje", "ocena"),
)


class Page:
    """A page as it was shown."""

    def __init__(self, visitor):
        self.page, self.response = visitor.page, visitor.response
        self.title, self.heading = visitor.title, visitor.heading


@pytest.fixture(scope="module")
def visits():
    """The pages of a whole visit in each language, by the prefix of their paths."""
    return {
        prefix: {name: Page(visitor) for name, visitor in visit_every_page(prefix)}
        for prefix in LANGUAGES
    }


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_each_page_has_its_language_one_heading_and_no_cookie(visits, prefix):
    for name, visitor in visits[prefix].items():
        assert visitor.page.get("lang") == LANGUAGES[prefix], name
        assert len(visitor.page.xpath("//h1")) == 1, name
        title = visitor.title.removeprefix("Błąd: ").removeprefix("Error: ")
        assert title.removeprefix("Помилка: ").startswith(visitor.heading[:60]), name
        assert "set-cookie" not in visitor.response.headers, name


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_an_address_of_no_page_is_answered_by_a_page_in_its_language(visitor, prefix):
    visitor.get(f"{prefix}/nie-ma")
    assert visitor.status == 404
    assert visitor.page.get("lang") == LANGUAGES[prefix]
    assert visitor.page.xpath(f"//a[@href='{prefix}/zgloszenie']")


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_each_title_has_the_sites_name(visits, prefix):
    for name, visitor in visits[prefix].items():
        assert visitor.title.endswith(" – Łódzkie Centrum Kontakt z Mieszkańcami"), name


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_no_page_asks_for_anything_elsewhere(visits, prefix):
    for name, visitor in visits[prefix].items():
        asked = visitor.page.xpath("//@src | //link/@href | //form/@action | //@formaction")
        assert asked, name
        assert [one for one in asked if not re.match(r"/(?!/)", one)] == [], name
        assert not visitor.page.xpath("//@style | //@onclick | //style"), name


@pytest.mark.parametrize("prefix", ["/en", "/uk"])
def test_a_page_in_another_language_has_no_polish_words_of_ours(visits, prefix):
    for name, visitor in visits[prefix].items():
        same = set(texts(visits[""][name].page)) & set(texts(visitor.page))
        assert {text for text in same if len(text) > 25} == set(), name


def texts(page):
    for element in page.xpath("//main//*[not(ancestor-or-self::*[@lang='pl'])]"):
        yield " ".join((element.text or "").split())


def test_no_word_of_the_template_language_is_left(visits):
    for pages in visits.values():
        for name, visitor in pages.items():
            assert not re.search(r"\{\w*\}|\{\{|None|Undefined", visitor.page.text_content()), name


def test_a_language_is_changed_without_losing_a_word(visitor):
    visitor.get("/zgloszenie").type(description="Lampa", category="oswietlenie").press("Українська")

    assert visitor.page.get("lang") == "uk"
    assert visitor.faults == []
    assert visitor.page.xpath("//textarea")[0].text_content().strip() == "Lampa"


FORM_PAGES = ("form", "details", "contact", "check")


@pytest.mark.parametrize("page", FORM_PAGES)
def test_a_language_can_be_changed_at_the_top_of_each_page_of_a_report(visitor, page):
    visitor.get("/zgloszenie").type(description="Lampa", category="drzewo")
    for _ in range(FORM_PAGES.index(page)):
        visitor.press()
    first = visitor.page.xpath("//main//button[not(@aria-hidden)]")[0]
    assert (first.text_content(), first.get("lang")) == ("English", "en")

    visitor.press("English")
    assert visitor.page.get("lang") == "en"
    assert visitor.faults == []
    assert "Lampa" in visitor.response.text


@pytest.mark.parametrize("page", FORM_PAGES[:3])
def test_enter_in_a_field_goes_on_and_changes_no_language(visitor, page):
    visitor.get("/zgloszenie").type(description="Lampa", category="drzewo")
    for _ in range(FORM_PAGES.index(page)):
        visitor.press()
    # The first submit button of a form is the one that Enter presses.
    first = visitor.page.xpath("//main//button[@type='submit']")[0]
    assert (first.get("value"), first.get("formaction")) == ("next", None)
    assert (first.get("tabindex"), first.get("form")) == ("-1", "formularz")


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_where_descriptions_of_procedures_are_is_told_only_with_their_address(prefix):
    path = "//main//section[last()]//a/@href"
    without = make_site().visitor().get(f"{prefix}/")
    assert without.page.xpath(path) == []
    assert "opisy spraw" not in without.words
    own = make_site(office={"portal": "/procedury/"}).visitor().get(f"{prefix}/")
    assert own.page.xpath(path) == ["/procedury/"]
    face = make_site(office={"portal": "/procedury/{language}"}).visitor().get(f"{prefix}/")
    assert face.page.xpath(path) == [f"/procedury{prefix}/"]
    assert f"/procedury{prefix}/" in face.page.xpath("//header//nav//a/@href")


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_the_report_has_the_language_of_the_page(site, visitor, prefix):
    number, _ = visitor.send(prefix=prefix, description="Lampa")
    assert site.memory.reports.get(number).language == LANGUAGES[prefix]


def test_categories_have_names_in_the_language(visitor):
    assert "Pothole" in visitor.get("/en/zgloszenie").words
    assert "Яма на дорозі" in visitor.get("/uk/zgloszenie").words


@pytest.mark.parametrize(("prefix", "words", "is_told"), [
    ("", "Lampa", False), ("", "Лампа", True), ("/en", "Lamp", True), ("/uk", "Лампа", True),
])  # fmt: skip
def test_where_redaction_is_weaker_the_check_page_says_so(visitor, prefix, words, is_told):
    visitor.to_check(prefix=prefix, description=words)
    signs = ("Dane osób wyszukuje program", "Personal data are found", "Персональні дані шукає")
    assert any(sign in visitor.words for sign in signs) is is_told


def test_links_to_other_languages_keep_the_place(visitor):
    links = visitor.get("/en/regulamin").page.xpath("//nav[@class='languages']//a/@href")
    assert links == ["/regulamin", "/uk/regulamin"]


def test_pages_of_a_report_may_be_gone_back_to_and_others_not_kept(visits):
    for name, visitor in visits[""].items():
        kept = "private, no-cache" if name in (*STEPS, "/zgloszenie") else "no-store"
        assert visitor.response.headers["cache-control"] == kept, name


STEPS = ("faults", "question", "search", "details", "contact", "check")


def test_the_first_page_is_light(visitor):
    page = visitor.get("/zgloszenie")
    script = page.page.xpath("//script/@src")
    styles = page.page.xpath("//link[@rel='stylesheet']/@href")
    sizes = [len(gzip.compress(page.client.get(one).content)) for one in (*script, *styles)]
    html = len(gzip.compress(page.response.content))

    assert html <= 12_000
    assert sum(sizes[1:]) <= 9_000
    assert sizes[0] <= 10_000
    assert html + sum(sizes) <= 40_000
    assert 1 + len(sizes) <= 4


def test_only_pages_that_use_the_script_load_it(visits):
    loading = [name for name, one in visits[""].items() if one.page.xpath("//script")]
    assert loading == ["/zgloszenie", "faults", "question", "search", "receipt"]


def test_what_a_page_needs_is_kept_for_ever(visitor):
    for address in visitor.get("/zgloszenie").page.xpath("//script/@src | //link/@href"):
        assert "immutable" in visitor.client.get(address).headers["cache-control"]


def test_a_field_of_a_persons_own_has_its_purpose(visitor):
    visitor.get("/zgloszenie").type(description="Kosz").press()
    purposes = {
        f.get("name"): f.get("autocomplete")
        for f in visitor.page.xpath("//form//input | //form//textarea")
    }
    wanted = {"email": "email", "phone": "tel", "name": "name", "address": "street-address"}
    assert {name: purposes[name] for name in wanted} == wanted


def test_danger_comes_first_on_the_first_page(visitor):
    assert visitor.get("/").page.xpath("//main//a/@href")[0] == "tel:112"
    numbers = {f"tel:{number}" for number in (112, 986, 991, 992, 994)}
    assert numbers <= set(visitor.page.xpath("//main//a/@href"))
    assert visitor.get("/zgloszenie").page.xpath("//main//a/@href")[0] == "tel:112"


def test_the_declaration_has_the_ids_that_programs_look_for(visitor):
    page = visitor.get("/deklaracja-dostepnosci").page
    for name in IDS:
        assert len(page.xpath(f"//*[@id='a11y-{name}']")) == 1, name
    days = {t.get("id"): t.get("datetime") for t in page.xpath("//time")}
    assert days["a11y-data-publikacja"] == "2026-11-02"
    assert days["a11y-data-przeglad"] == "2026-11-05"
    assert "częściowo zgodna" in page.get_element_by_id("a11y-status").text_content()


def test_every_page_names_the_declaration(visits):
    for prefix, pages in visits.items():
        for name, visitor in pages.items():
            [address] = visitor.page.xpath("//meta[@name='deklaracja-dostępności']/@content")
            assert address == f"{prefix}/deklaracja-dostepnosci", name


def test_help_stands_at_the_same_place_on_every_page(visits):
    for pages in visits.values():
        for name, visitor in pages.items():
            assert visitor.page.xpath("//footer//a/@href")[0] == "tel:426384444", name


def test_without_a_declaration_there_is_no_page_of_it():
    visitor = make_site(declaration=None).visitor()
    assert visitor.get("/deklaracja-dostepnosci").status == 404
    assert not visitor.page.xpath("//meta[contains(@name, 'deklaracja')]")


def test_the_terms_in_force_and_no_draft(site, visitor):
    assert "Do czego służy portal" in visitor.get("/regulamin").words
    assert visitor.get("/regulamin", params={"wersja": "2099"}).status == 404


def test_earlier_terms_can_be_read_and_a_draft_cannot(site, visitor):
    [first] = site.memory.notices.terms()
    for version, approved in (("2026-11", True), ("2026-12-projekt", False)):
        site.memory.notices.save_terms(
            attrs.evolve(
                first,
                version=version,
                valid_from=date(2026, 11, 1),
                text=f"Treść {version}",
                **({} if approved else {"approved_by": None, "approved_on": None}),
            )
        )

    assert "Treść 2026-11" in visitor.get("/regulamin").words
    assert "projekt" not in visitor.words
    visitor.get(visitor.page.xpath("//main//a[contains(@href, 'wersja')]/@href")[0])
    assert "Do czego służy portal" in visitor.words
    assert "To wcześniejsza wersja." in visitor.words
    assert visitor.get("/regulamin", params={"wersja": "2026-12-projekt"}).status == 404


def test_terms_are_in_force_from_the_first_minute_of_their_day_in_poland(site, visitor):
    [first] = site.memory.notices.terms()
    site.clock.now = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
    new = attrs.evolve(first, version="2027", valid_from=date(2027, 1, 1), text="Treść 2027")
    site.memory.notices.save_terms(new)
    assert "Treść 2027" not in visitor.get("/regulamin").words
    site.clock.move(minutes=1)
    assert "Treść 2027" in visitor.get("/regulamin").words


def test_that_no_terms_are_in_force_is_told_in_each_language():
    visitor = make_site(memory(terms=False)).visitor().get("/en/regulamin")
    assert visitor.status == 404
    links = visitor.page.xpath("//nav[@class='languages']//a/@href")
    assert links == ["/regulamin", "/uk/regulamin"]


def test_a_hosts_own_texts_names_and_office():
    own = make_site(
        office={"name": "Centrum Testowe", "phone": ""},
        texts={"pl": {"Co się stało i gdzie?": "Co słychać?"}},
        names={"wiek-drzewa": {"pl": "ile lat ma drzewo"}},
        areas={"polnoc": "Północ"},
    ).visitor()
    assert own.get("/zgloszenie").heading == "Co słychać?"
    assert "Północ" in own.words
    assert "Centrum Testowe" in own.response.text
    assert "Ile lat ma drzewo" in own.type(description="D", category="drzewo").press().words


@pytest.mark.parametrize(
    ("language", "path"), [("pl", ""), ("en", "/en"), ("uk", "/uk")], ids=["pl", "en", "uk"]
)
def test_a_hosts_own_text_stands_in_place_of_ours_in_each_language(language, path):
    own = make_site(texts={language: {"Co się stało i gdzie?": "Własne słowa"}}).visitor()
    page = own.get(f"{path}/zgloszenie")
    assert page.heading == "Własne słowa"
    ours = make_site().visitor().get(f"{path}/zgloszenie")
    assert own.words.replace("Własne słowa", ours.heading) == ours.words, "the others are ours"


def test_names_of_the_source_of_routes_stand_where_the_face_has_none(monkeypatch):
    shared = {"wiek-drzewa": {"pl": "ile lat ma drzewo", "en": "how old the tree is"}}
    monkeypatch.setattr(MemoryAdapter, "asked_names", shared, raising=False)
    own = make_site(names={"wiek-drzewa": {"pl": "rok posadzenia"}}).visitor()
    own.get("/zgloszenie").type(description="D", category="drzewo")
    assert "Rok posadzenia" in own.press().words
    english = make_site(names={"wiek-drzewa": {"pl": "rok posadzenia"}}).visitor()
    english.get("/en/zgloszenie").type(description="D", category="drzewo")
    assert "How old the tree is" in english.press().words


def test_two_faces_live_in_one_process():
    first, second = make_site(office={"name": "Pierwsze"}), make_site(office={"name": "Drugie"})
    assert "Pierwsze" in first.visitor().get("/").response.text
    assert "Drugie" in second.visitor().get("/").response.text
    number, _ = first.visitor().send(description="Tu")
    assert second.memory.reports.get(number) is None


@pytest.mark.parametrize("keys", ["", [], "short", ["x" * 31], [b"x" * 32, b"y"]])
def test_keys_that_can_be_guessed_are_refused(site, keys):
    with pytest.raises(ValueError, match="32"):
        ResidentFace(site.centre, keys=keys)


def test_words_of_a_category_that_is_not_there_are_told(site):
    ids = [category.id for category in site.centre.plugins.routes.table().categories]
    words = {ids[0]: ["a"], f"{ids[0]}x": ["b"]}
    *_, remark = ResidentFace(site.centre, keys="k" * 32, category_words=words).remarks
    assert remark.pl.startswith("category_words: ")
    assert f"„{ids[0]}x”. Czy chodzi o „{ids[0]}”?" in remark.pl


def test_a_declaration_may_be_settings(site):
    face = ResidentFace(site.centre, keys="k" * 32, declaration=attrs.asdict(DECLARATION))
    assert site.visitor(face.app).get("/deklaracja-dostepnosci").status == 200


def test_the_empty_form_shows_what_is_there_now_and_has_the_addresses_of_its_mount(site):
    both = Starlette(routes=[Mount("/a", site.face.app), Mount("/b", site.face.app)])
    visitor = site.visitor(both)

    def choices(path):
        form = visitor.get(path).page.forms[0]
        assert form.action.endswith(path)
        return form.xpath(".//input[@name='category']/@value")

    before = [choices(path) for path in ("/a/zgloszenie", "/b/en/zgloszenie", "/a/en/zgloszenie")]
    table = site.memory.table()
    site.memory._table = attrs.evolve(table, categories=table.categories[1:])
    first = table.categories[0].id
    for all_of_them, path in zip(before, ("/a/zgloszenie", "/b/en/zgloszenie"), strict=False):
        assert choices(path) == [one for one in all_of_them if one != first]


def test_the_empty_form_is_made_once_and_a_form_with_words_each_time(site, monkeypatch):
    made = []
    make = site.face._pages._html
    monkeypatch.setattr(
        site.face._pages, "_html", lambda request, view: made.append(view) or make(request, view)
    )
    first = site.visitor().get("/zgloszenie")
    second = site.visitor().get("/zgloszenie")
    assert (len(made), first.response.content) == (1, second.response.content)
    first.type(street="Zielona").press()
    assert (len(made), first.status) == (2, 400)
    assert "Zielona" not in site.visitor().get("/zgloszenie").response.text
