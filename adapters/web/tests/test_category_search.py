"""Categories searched: by a button without JavaScript, and by words in any language."""

import pytest
from resident_site import site as make_site

from lckm_core.memory import MemoryAdapter
from lckm_core.reports import Category, Route, RouteTable
from tests.helpers.photos import JPEG
from tests.helpers.rows import some_in_every_change

WORDS = {"oswietlenie": ["lampa", "latarnia"], "dzikie-wysypisko": ["śmieci"]}


@pytest.fixture
def visitor():
    return make_site(category_words=WORDS).visitor()


def shown(visitor):
    return visitor.page.xpath("//label[not(@hidden)]/input[@name='category']/@value")


def search(visitor, words, path="/zgloszenie", **values):
    visitor.get(path).type(category_search=words, **values)
    return visitor.press(value="search")


@pytest.mark.parametrize(
    ("words", "found"),
    some_in_every_change(
        [
            ("drzewo", ["drzewo"]),
            ("DRZEWA", ["drzewo"]),
            ("lampy", ["oswietlenie"]),
            ("latarni", ["oswietlenie"]),
            ("wysypiskami", ["dzikie-wysypisko"]),
            ("wysypiska", ["dzikie-wysypisko"]),
            ("smieci", ["przepelniony-kosz", "dzikie-wysypisko"]),
            ("pothole", ["dziura-w-jezdni"]),
            ("собака", ["bezpanskie-zwierze"]),
            ("plac zabaw", ["piaskownica"]),
            ("dziura w chodniku", []),
            ("drewo", ["drzewo"]),
            ("drzwea", ["drzewo"]),
            ("drzzewo", ["drzewo"]),
            ("drxewo", ["drzewo"]),
            ("latrania", ["oswietlenie"]),
            ("pothle", ["dziura-w-jezdni"]),
            ("dxxewo", []),
            ("lapm", []),
        ],
        *range(0, 19, 2),
        reason="other words; every second row stands for them",
    ),
)
def test_what_fits_in_any_case_and_language_is_shown(visitor, words, found):
    search(visitor, words)
    everything = ["zagrozenie-zycia", "dziura-w-jezdni"]
    if found:
        assert shown(visitor) == [*found, "nie-wiem"]
        assert f"Pasujące kategorie: {len(found)} / 15" in visitor.words
    else:
        assert shown(visitor)[:2] == everything
        assert "Nic nie pasuje. Oto wszystkie kategorie." in visitor.words


def test_a_search_loses_no_word_no_file_and_no_choice(visitor):
    visitor.get("/zgloszenie").type(description="Opis", category="drzewo", street="Zielona 5")
    visitor.type(category_search="lampa").attach(("a.jpg", JPEG)).press("Pokaż pasujące")
    assert visitor.status == 200
    assert visitor.faults == []
    assert shown(visitor) == ["oswietlenie", "drzewo", "nie-wiem"]
    assert visitor.page.xpath("//input[@checked and @name='category']/@value") == ["drzewo"]
    assert visitor.page.get_element_by_id("category_search").get("value") == "lampa"
    assert visitor.page.get_element_by_id("street").get("value") == "Zielona 5"
    assert "Usuń plik a.jpg" in visitor.words

    visitor.type(category_search="").press("Pokaż pasujące")
    assert len(shown(visitor)) == 16


def test_enter_in_the_search_searches_once_and_stops_nobody(visitor):
    visitor.get("/zgloszenie").type(description="Opis", category_search="lampa").press("Dalej")
    assert shown(visitor) == ["oswietlenie", "nie-wiem"]
    visitor.press("Dalej")
    assert visitor.page.xpath("//input[@id='email']")


def test_words_of_a_search_are_no_part_of_a_report():
    site = make_site()
    visitor = site.visitor()
    number, _ = visitor.send(category="drzewo", category_search="Kwiatkowska")
    assert "Kwiatkowska" not in str(site.memory.reports.get(number).__getstate__())


@pytest.mark.parametrize("words", ["x" * 100_000, "\0", "(((", "a " * 10_000, "<b>"])
def test_no_search_is_too_odd(visitor, words):
    assert search(visitor, words).status in (200, 413)


@pytest.mark.parametrize(("path", "button"), [("/en", "Show matching ones"), ("/uk", "Показати")])
def test_it_is_there_in_each_language(visitor, path, button):
    search(visitor, "lampa", f"{path}/zgloszenie")
    assert shown(visitor) == ["oswietlenie", "nie-wiem"]
    assert button in visitor.words
    search(visitor, "drzewo", f"{path}/zgloszenie")
    assert shown(visitor) == ["drzewo", "nie-wiem"]


def test_a_few_categories_need_no_search():
    table = RouteTable(
        categories=(Category(id="lampa", name="Lampa"),),
        domains=("example.org",),
        routes=(Route(name="Lampy", categories=("lampa",), mailbox="lampy@example.org"),),
    )
    visitor = make_site(MemoryAdapter(table=table)).visitor().get("/zgloszenie")
    assert not visitor.page.xpath("//*[@id='category_search']")
    assert shown(visitor) == ["lampa", "nie-wiem"]


@pytest.mark.parametrize(("count", "is_there"), [(7, False), (8, True)])
def test_categories_that_are_not_seen_at_a_glance_have_a_search(count, is_there):
    ids = [f"lampa-{at}" for at in range(count)]
    table = RouteTable(
        categories=tuple(Category(id=id, name=id.capitalize()) for id in ids),
        domains=("example.org",),
        routes=(Route(name="Lampy", categories=tuple(ids), mailbox="lampy@example.org"),),
    )
    visitor = make_site(MemoryAdapter(table=table)).visitor().get("/zgloszenie")
    assert bool(visitor.page.xpath("//*[@id='category_search']")) is is_there
