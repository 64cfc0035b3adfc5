"""The place by the city's list of streets: asked about where in doubt, never a wall."""

import json
import logging

import pytest
from resident_site import memory, site as make_site

from lckm_core.memory import MemoryAdapter
from lckm_core.reports import Category, Route, RouteTable
from lckm_http.request_log import RequestLog
from tests.helpers.photos import JPEG
from tests.helpers.rows import some_in_every_change

LIST = (
    "rodzaj;nazwa;dzielnica;inne nazwy\n"
    "ul.;Piotrkowska;Śródmieście | Górna;\n"
    "ul.;Łagiewnicka;Bałuty;\n"
    "ul.;Rokicińska;widzew;Armii Czerwonej\n"
    "pl.;Wolności;Śródmieście;\n"
    "ul.;Wolności;Polesie;\n"
    "ul.;Poza Miastem;Gdzie Indziej;\n"
)
QUESTION = "//fieldset[@id='street_choice']"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ulice.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.fixture
def site(file):
    return make_site(streets=str(file))


@pytest.fixture
def visitor(site):
    return site.visitor()


def choices(visitor):
    labels = visitor.page.xpath(f"{QUESTION}//label")
    return [" ".join(label.text_content().split()) for label in labels]


def write(visitor, street, **values):
    values = {"description": "Lampa nie świeci.", "category": "oswietlenie", **values}
    return visitor.get("/zgloszenie").type(street=street, **values).press()


@pytest.mark.parametrize("street", [
    "Łagiewnicka 5", "ul. łagiewnicka 5", "przy Lagiewnickiej 5", "za sklepem", "Nieznana 3", "",
])  # fmt: skip
def test_what_leaves_no_doubt_is_not_asked_about(visitor, street):
    write(visitor, street)
    assert visitor.heading == "Czy mamy się z Tobą skontaktować?"


def test_a_misspelt_street_is_asked_about_once_and_all_words_stay(visitor):
    write(visitor, "Lagiewnika 5/7", place="przy kiosku")
    assert visitor.status == 200
    assert visitor.faults == []
    assert choices(visitor) == ["ul. Łagiewnicka 5/7", "Zostaw tak, jak wpisano"]
    assert visitor.words.count("Czy chodzi o tę ulicę?") == 2
    assert visitor.page.get_element_by_id("street").get("value") == "Lagiewnika 5/7"

    visitor.press()
    assert visitor.heading == "Czy mamy się z Tobą skontaktować?"
    visitor.press()
    assert "Lagiewnika 5/7, przy kiosku" in visitor.words


def test_the_street_that_was_chosen_takes_the_place_of_the_words(site, visitor):
    write(visitor, "plac wolnosci 3")
    assert visitor.heading == "Czy mamy się z Tobą skontaktować?"
    write(visitor, "Wolnosci 3")
    assert choices(visitor)[:2] == ["pl. Wolności 3", "ul. Wolności 3"]
    assert visitor.words.count("Czy chodzi o jedną z tych ulic?") == 2
    visitor.type(street_choice="ul. Wolności 3").press()
    visitor.press()
    assert "ul. Wolności 3" in visitor.words
    visitor.press().follow()
    place = site.memory.reports.get(visitor.receipt()[0]).place
    assert (place.address, place.area) == ("ul. Wolności 3", "polesie")


def test_whoever_types_another_street_meanwhile_means_that_one(visitor):
    write(visitor, "Wolności 3")
    visitor.type(street="Piotrkowka 1", street_choice="ul. Wolności 3").press()
    assert choices(visitor)[0] == "ul. Piotrkowska 1"


def test_a_question_stays_beside_faults_files_and_another_language(visitor):
    visitor.get("/zgloszenie").type(street="Wolności 3").attach(("a.jpg", JPEG)).press()
    assert visitor.faults == ["Napisz, co się stało."]
    assert len(choices(visitor)) == 3
    assert "Usuń plik a.jpg" in visitor.words

    visitor.type(street_choice="pl. Wolności 3").press("English")
    assert visitor.page.get_element_by_id("street").get("value") == "pl. Wolności 3"
    visitor.type(description="Lamp").press()
    assert visitor.page.xpath("//input[@id='email']")


@pytest.mark.parametrize(("prefix", "words"), [
    ("", "Zostaw tak, jak wpisano"), ("/en", "Leave it as typed"), ("/uk", "Залишити так"),
])  # fmt: skip
def test_the_question_is_in_the_language_and_streets_are_polish(visitor, prefix, words):
    visitor.get(f"{prefix}/zgloszenie").type(description="x", street="Wolności").press()
    assert choices(visitor)[-1].startswith(words)
    marked = visitor.page.xpath(f"{QUESTION}//span[@lang='pl']")
    assert len(marked) == (2 if prefix else 0)


def area(site, visitor):
    return site.memory.reports.get(visitor.receipt()[0]).place.area


@pytest.mark.parametrize(
    ("street", "chosen", "wanted"),
    [
        ("Łagiewnicka 5", "", "baluty"),
        ("Rokicińska 1", "", "widzew"),
        ("Rokicińska 1", "gorna", "gorna"),
        ("Rokicińska 1", "nie-ma", "widzew"),
        ("Piotrkowska 5", "", None),
        ("Poza Miastem 5", "", None),
        ("Nieznana 5", "", None),
    ],
)
def test_a_street_of_one_district_fills_it_in_where_it_was_left_out(
    site, visitor, street, chosen, wanted
):
    write(visitor, street, area=chosen).press()
    is_filled = wanted is not None and chosen != wanted
    assert ("Dzielnicę dodaliśmy" in visitor.words) is is_filled
    visitor.press().follow()
    assert area(site, visitor) == wanted


@pytest.mark.parametrize(
    ("street", "place", "wanted"),
    some_in_every_change(
        [
            ("Łagiewnicka 5 na Widzewie", "", None),
            ("Łagiewnicka 5, Widzew", "", None),
            ("Łagiewnicka 5, Pabianice", "", None),
            ("Łagiewnicka, Zgierz", "", None),
            ("Łagiewnicka 5", "na Widzewie, przy szkole", None),
            ("Łagiewnicka 5", "na widzewie", None),
            ("Łagiewnicka 5", "SRODMIESCIE", None),
            ("Łagiewnicka 5", "Pabianice", None),
            ("Łagiewnicka 5", "przy szkole w Zgierzu", None),
            ("Łagiewnicka 5", "gmina rzgów", None),
            ("Łagiewnicka 5", "Na Bałutach, przy szkole", "baluty"),
            ("Łagiewnicka 5", "Przy szkole, za bramą", "baluty"),
            ("Łagiewnicka nr 5a/7 m. 3", "", "baluty"),
            ("Łagiewnicka 5 lok. 12", "", "baluty"),
            ("Łagiewnicka", "", "baluty"),
            ("Łagiewnickie 5", "", None),
        ],
        *(0, 5, 8, 10, 13, 15),
        reason="other words; six stand for them",
    ),
)
def test_no_district_is_filled_in_against_the_own_words(site, visitor, street, place, wanted):
    write(visitor, street, place=place)
    if choices(visitor):
        visitor.press()
    visitor.press()
    assert ("Dzielnicę dodaliśmy" in visitor.words) is (wanted is not None)
    visitor.press().follow()
    assert area(site, visitor) == wanted


def test_a_place_that_is_too_long_is_a_fault_and_no_question(visitor):
    street = "Lagiewnika 3, " + "przy przystanku " * 12 + "koniec"
    write(visitor, street)
    assert visitor.faults[0].startswith("Skróć opis miejsca.")
    assert choices(visitor) == []
    assert visitor.page.get_element_by_id("street").get("value") == street


@pytest.mark.parametrize(("length", "is_asked"), [(195, True), (196, False), (200, False)])
def test_no_choice_makes_the_place_too_long(visitor, length, is_asked):
    write(visitor, "Lagiewnika 3, ".ljust(length, "x"))
    assert bool(choices(visitor)) is is_asked
    if is_asked:
        visitor.type(street_choice=visitor.page.xpath(f"{QUESTION}//input/@value")[0]).press()
    assert visitor.heading == "Czy mamy się z Tobą skontaktować?"


def test_another_street_has_another_district(site, visitor):
    write(visitor, "Łagiewnicka 5").press().press("Zmień zgłoszenie")
    assert visitor.page.xpath("//option[@selected]") == []
    visitor.type(street="Rokicińska 5").press().press().press().follow()
    assert area(site, visitor) == "widzew"


def test_a_street_that_is_not_listed_is_taken_and_that_is_said(visitor):
    write(visitor, "Nieznana 5").press()
    assert "Tej ulicy nie znaleźliśmy na liście" in visitor.words
    write(visitor, "", place="za sklepem").press()
    assert "na liście" not in visitor.words


def by_area(own_area):
    """Return a table whose one route asks for the part of the city."""
    return RouteTable(
        categories=(Category(id="lampa", name="Lampa"),),
        domains=("example.org",),
        routes=(
            Route(
                name="Lampy",
                categories=("lampa",),
                areas=(own_area,),
                mailbox="lampy@example.org",
                unit="Zarząd Dróg i Transportu",
            ),
        ),
    )


@pytest.mark.parametrize(("street", "heading"), [
    ("Łagiewnicka 5", "Czy mamy się z Tobą skontaktować?"),
    ("Piotrkowska 5", "Jeszcze kilka szczegółów"),
])  # fmt: skip
def test_what_the_list_answers_is_not_asked_and_the_route_is_found(file, street, heading):
    adapter = MemoryAdapter(table=by_area("baluty"))
    for terms in memory().notices.terms():
        adapter.notices.save_terms(terms)
    visitor = make_site(adapter, streets=str(file)).visitor()
    write(visitor, street, category="lampa")
    assert visitor.heading == heading
    if street.startswith("Ł"):
        visitor.press()
        assert "Zarząd Dróg i Transportu" in visitor.words


# ── suggestions ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("prefix", ["", "/en", "/uk"])
def test_streets_are_suggested_at_an_address_of_our_own(visitor, prefix):
    visitor.get(f"{prefix}/zgloszenie")
    address = visitor.page.get_element_by_id("street").get("data-streets")
    response = visitor.client.get(address, params={"q": "ŁAGIE 5"})
    assert response.json() == {"streets": ["ul. Łagiewnicka 5"]}
    assert response.headers["cache-control"] == "no-store"
    assert "set-cookie" not in response.headers


@pytest.mark.parametrize("query", ["", "q=", "q=%00", "q=%ff", "q=" + "a%20" * 5000, "x=1", "q=1"])
def test_any_question_is_answered(visitor, query):
    response = visitor.client.get(f"/ulice?{query}")
    assert (response.status_code, response.json()) == (200, {"streets": []})


def test_without_a_list_nothing_is_suggested_or_asked(visitor):
    plain = make_site().visitor()
    assert plain.get("/ulice?q=piotr").status == 404
    plain.get("/zgloszenie")
    assert plain.page.get_element_by_id("street").get("data-streets") is None
    write(plain, "Wolności 3")
    assert plain.heading == "Czy mamy się z Tobą skontaktować?"


def test_no_word_that_was_typed_gets_into_a_log(site, file, caplog):
    visitor = site.visitor(RequestLog(site.face.app))
    with caplog.at_level(logging.DEBUG):
        visitor.client.get("/ulice?q=Kwiatkowska")
        file.write_text("nazwa\n--\n", encoding="utf-8")
        write(visitor, "Kwiatkowska 5").press()
    assert "the list of streets has faults" in caplog.text
    assert "GET /ulice 200" in caplog.text
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("lckm")]
    assert "Kwiatkowska" not in "".join(ours)


def test_a_new_list_is_taken_while_the_face_runs(visitor, file):
    assert visitor.client.get("/ulice?q=nowa").json() == {"streets": []}
    new = file.with_suffix(".new")
    new.write_text("nazwa\nNowa\n", encoding="utf-8")
    new.replace(file)
    assert visitor.client.get("/ulice?q=nowa").json() == {"streets": ["Nowa"]}


@pytest.mark.parametrize(
    "content",
    some_in_every_change(
        [None, b"", b"\0", b"PK\x03\x04", b"nazwa\n--\n"],
        0,
        2,
        reason="another list that cannot be read; none and zeros stand for it",
    ),
)
def test_without_a_readable_list_reports_come_in(file, site, visitor, content):
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    assert visitor.client.get("/ulice?q=nowa").status_code == 404
    visitor.send(street="Wolności 3")
    (remark,) = [one.pl for one in site.face.remarks if one.pl.startswith("streets: ")]
    assert ("nie ma pliku" if content is None else "nie da się użyć") in remark


def test_what_is_suggested_is_not_markup(visitor, file):
    file.write_text("nazwa\n<b>Ruda</b>\n", encoding="utf-8")
    assert json.loads(visitor.client.get("/ulice?q=ruda").text) == {"streets": ["<b>Ruda</b>"]}
    visitor.get("/zgloszenie").type(description="x", street="<b> Rudda").press()
    assert visitor.page.xpath("//main//b") == []
