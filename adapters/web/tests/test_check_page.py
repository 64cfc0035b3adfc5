"""The page to check before sending: no more and no less than what there is."""

from datetime import date

import attrs
import lxml.html
import pytest

from lckm_core.redaction import PersonalKind
from lckm_http import read_translations
from lckm_web._check_summary import CheckSummary
from lckm_web._words import Words
from tests.helpers.photos import GPS_JPEG, JPEG
from tests.helpers.rows import some_in_every_change

WITHOUT_PLACE = {
    "": "Nie podano miejsca. Bez niego jednostka może nie znaleźć usterki.",
    "/en": "No place is given. Without it the unit may not find the fault.",
    "/uk": "Місце не вказано. Без нього служба може не знайти несправність.",
}


@pytest.mark.parametrize(
    ("prefix", "place", "is_told"),
    [
        ("", {}, True),
        ("/uk", {"category": "uszkodzony-chodnik", "place_kind": "droga-publiczna"}, True),
        ("/en", {"street": " "}, True),
        ("", {"street": "ul. Przykładowa"}, False),
        ("/uk", {"place": "przy stawie"}, False),
        ("/en", {"area": "polesie"}, False),
    ],
)
def test_a_report_without_any_place_is_told_so(visitor, prefix, place, is_told):
    visitor.to_check(prefix=prefix, **place)
    told = [" ".join(one.text_content().split()) for one in visitor.page.find_class("notice")]
    assert any(one.startswith(WITHOUT_PLACE[prefix]) for one in told) is is_told


def test_a_position_is_a_place(visitor):
    visitor.get("/zgloszenie").type(description="Dziura").attach(("a.jpg", GPS_JPEG)).press()
    [token] = filter(None, visitor.page.xpath("//input[@name='photo_point']/@value"))
    visitor.type(photo_point=token).press().press()
    assert WITHOUT_PLACE[""] not in visitor.words


@pytest.mark.parametrize("prefix", ["/en", "/uk"])
@pytest.mark.parametrize("words", ["Zadzwoń: 601 234 567", "Pisz: jan@example.com"])
def test_what_a_mark_says_in_polish_is_told_in_the_language(visitor, prefix, words):
    visitor.to_check(prefix=prefix, description=words)
    [told] = visitor.page.xpath("//*[@id='znaki']")
    marks = [one.text_content() for one in told.xpath(".//*[@lang='pl']")]
    [mark] = set(visitor.page.xpath("//blockquote/*[@lang='pl']/text()"))
    assert marks == [mark]
    assert mark in {kind.mark for kind in PersonalKind}


def test_no_mark_is_explained_in_polish_or_where_there_is_none(visitor):
    visitor.to_check(description="Zadzwoń: 601 234 567")
    assert not visitor.page.xpath("//*[@id='znaki']")
    visitor.to_check(prefix="/en", description="Lamp")
    assert not visitor.page.xpath("//*[@id='znaki']")


@pytest.mark.parametrize("email", ["", "jan@example.com"])
@pytest.mark.parametrize("files", [(), (("a.jpg", JPEG),)])
@pytest.mark.parametrize(
    "typed",
    some_in_every_change(
        [{}, {"description": "Lampa, tel. 601 234 567"}, {"street": "Jana 5, 601 234 567"}],
        0,
        1,
        reason="personal data in another field; those of the description stand for them",
    ),
)
def test_only_what_there_is_will_be_deleted(visitor, email, files, typed):
    visitor.to_check(*files, **{"description": "Lampa", "email": email, **typed})
    [text] = visitor.page.xpath("//section[@aria-labelledby='termin']/p[1]")
    words = text.text_content()
    wanted = [
        *["przekreślone słowa"][: bool(typed)],
        *["dane do kontaktu"][: bool(email)],
        *["pliki"][: len(files)],
    ]
    stays = "bez przekreślonych słów." if typed else "treść zostanie taka, jak jest."
    assert words.partition("usuniemy:")[2].partition(". ")[0].strip() == ", ".join(wanted)
    assert stays in words.replace("Treść", "treść")
    assert ("poprosimy listem" in words) == bool(files)
    visitor.press().follow()
    steps = " ".join(one.text_content() for one in visitor.page.xpath("//ol/li"))
    assert steps.partition("usuniemy:")[2].partition(". ")[0].strip() == ", ".join(wanted)


def test_the_reason_is_the_category_and_the_rule_is_a_click_away(visitor):
    visitor.to_check(description="Lampa", category="bezpanskie-zwierze")
    assert "Powód: kategoria „Bezpański pies lub kot”." in visitor.words
    [rule] = visitor.page.xpath("//details/p/text()")
    assert rule.startswith("Tak mówi zasada „Bezpańskie zwierzęta” (wiersz ")
    visitor.to_check(prefix="/uk", description="Лампа", category="bezpanskie-zwierze")
    assert "таблиці розподілу звернень" in visitor.text("details")
    assert visitor.page.xpath("//details//*[@lang='pl']/text()") == ["Bezpańskie zwierzęta"]


@pytest.mark.parametrize(("version", "words"), [
    ("2024-02-29", "regulaminu w wersji z 29 lutego 2024 r."),
    ("2024-02-30", "regulaminu w wersji 2024-02-30"),
    ("2023-1", "regulaminu w wersji 2023-1"),
])  # fmt: skip
def test_a_version_called_by_a_day_has_the_day_in_words(site, visitor, version, words):
    [terms] = site.memory.notices.terms()
    valid_from = terms.valid_from.replace(year=2024)
    site.memory.notices.save_terms(attrs.evolve(terms, version=version, valid_from=valid_from))
    assert words in visitor.to_check().words


def test_a_day_ends_a_sentence_with_one_full_stop(visitor):
    visitor.to_check(description="Dziura.")
    assert "19 stycznia 2023 r." in visitor.words
    assert ".." not in visitor.words


@pytest.mark.parametrize(
    ("prefix", "label"), [("", "Dodaj miejsce"), ("/en", "Add the place"), ("/uk", "Додати місце")]
)
def test_without_a_place_it_is_asked_whether_to_add_one(site, visitor, prefix, label):
    values = {"description": "Ławka.", "category": "oswietlenie", "street": "", "place": ""}
    visitor.get(f"{prefix}/zgloszenie").type(**values).press().press()
    visitor.press(label)
    assert visitor.status == 200
    assert visitor.faults == []
    assert visitor.page.get_element_by_id("description").text_content().strip() == "Ławka."
    visitor.type(street="Zielona 5").press().press()
    assert label not in visitor.words
    visitor.press().follow()
    assert site.memory.reports.get(visitor.receipt()[0]).place.address == "Zielona 5"


def test_a_report_without_a_place_is_sent_all_the_same(site, visitor):
    visitor.get("/zgloszenie").type(description="Ławka.", category="oswietlenie").press().press()
    assert "Czy chcesz je dodać?" in visitor.words
    visitor.press().follow()
    assert site.memory.reports.get(visitor.receipt()[0]).place is None


SUMMARY = CheckSummary("1", "Zarząd Dróg", "Straż Miejska", date(2027, 6, 1))


@pytest.mark.parametrize(
    ("part", "other", "told"),
    [
        ("terms", "2", "Obowiązuje już inna wersja regulaminu: 2."),
        ("receiver", "Zarząd Zieleni", "Zgłoszenie dostanie ktoś inny: Zarząd Zieleni."),
        ("receiver", "", "Zgłoszenie dostanie ktoś inny: Pracownik Centrum"),
        ("seen_by", "Zarząd Dróg", "Dane do kontaktu zobaczy oprócz Centrum: Zarząd Dróg."),
        ("seen_by", "", "Jednostka nie zobaczy danych do kontaktu."),
        ("last_day", date(2027, 7, 1), "Dane znikną innego dnia: 1 lipca 2027 r."),
    ],
)
def test_each_promise_that_changed_is_told(part, other, told):
    words = Words("pl", read_translations("lckm_web", "pl"))
    changed = attrs.evolve(SUMMARY, **{part: other})
    (change,) = changed.changes(SUMMARY.text, words)
    text = lxml.html.fromstring(f"<p>{change}</p>").text_content()
    assert " ".join(text.split()).startswith(told)
    assert SUMMARY.changes(SUMMARY.text, words) == []
    for torn in ("", "{}", "[1]", '["1", "Zarząd Dróg", "Straż Miejska"]'):
        (ask,) = SUMMARY.changes(torn, words)
        assert ask.startswith("Sprawdź wszystko")
