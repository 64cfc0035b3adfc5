"""The list of reports by words: what it finds, how far it looks, and where words are kept."""

import csv
import io
import logging

import pytest
from desk_site import OTHER_UNIT, SITE, UNIT, Desk, Visitor
from starlette.applications import Starlette
from starlette.routing import Mount

from lckm_core.organisation import Official, Role
from lckm_core.ports.optional import MOST_LOOKED_AT
from lckm_core.reports import Outcome
from lckm_desk._list_addresses import LONGEST
from lckm_desk._reports.report_list import PAGE
from tests.helpers.asgi_client import asgi_client


def numbers(visitor) -> list[str]:
    return [link.text_content() for link in visitor.page.xpath("//ol//a")]


def search(visitor, words, **filters):
    """Type words into the form of the list, and follow it to what was found."""
    return visitor.get("/zgloszenia").press("Pokaż", slowa=words, **filters).follow()


def test_words_find_reports_in_any_case_and_without_marks(desk):
    swing = desk.report(1, description="Połamane huśtawki.", place={"address": "park Źródliska"})
    desk.report(2)
    desk.centre.note_outcome(
        swing, Outcome.DONE, words="Naprawione.", role=Role.CALL_CENTRE_STAFF, now=desk.now
    )
    visitor = desk.visitor()
    for words in ("huśtawk", "HUSTAWKA zrodliska", "naprawione"):
        assert numbers(search(visitor, words)) == [swing], words
    assert "Ze słowami: naprawione." in visitor.words
    assert "Przeszukano 2 zgłoszenia, aż do najstarszych." in visitor.words
    assert visitor.page.xpath("//input[@id='slowa']/@value") == ["naprawione"]


def test_words_and_filters_hold_together_on_every_page(desk):
    reports = [desk.report(at, category="odpady") for at in range(1, PAGE + 4)]
    desk.report(600)
    visitor = search(desk.visitor(), "dziura", kategoria="odpady")
    first = numbers(visitor)
    assert "Przeszukano 50 zgłoszeń, do 1.12.2026, 00:30." in visitor.words
    rest = numbers(visitor.follow("Szukaj dalej, we wcześniejszych"))
    assert first + rest == reports[::-1]
    assert "Przeszukano 3 zgłoszenia, aż do najstarszych." in visitor.words
    assert numbers(visitor.follow("Najnowsze")) == first


def test_words_are_as_long_together_as_they_may_be_and_one_more_letter_is_refused(desk):
    number = desk.report(description="Huśtawka " + "a" * 40)
    words = " ".join(["huśtawka", *["a" * 40] * 4])
    assert len(words) < LONGEST < len(words) + 41
    fits = f"{words} {'a' * (LONGEST - len(words) - 1)}"
    assert numbers(search(desk.visitor(), fits)) == [number]
    visitor = desk.visitor().get("/zgloszenia").press("Pokaż", slowa=f"{fits}a")
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#slowa"]


def test_a_search_that_ends_early_says_so_and_goes_on(desk, monkeypatch):
    swing = desk.report(1, description="Połamane huśtawki.")
    for at in range(2, 6):
        desk.report(at)
    whole = desk.centre.search_reports

    def briefly(*args, **options):
        return whole(*args, **{**options, "most": 4})

    monkeypatch.setattr(type(desk.centre), "search_reports", lambda self, *a, **k: briefly(*a, **k))
    visitor = search(desk.visitor(), "huśtawka")
    assert numbers(visitor) == []
    assert "Nie znaleziono zgłoszeń ze słowami: huśtawka." in visitor.words
    assert "Przeszukano 4 zgłoszenia, do 1.12.2026, 00:30." in visitor.words
    assert numbers(visitor.follow("Szukaj dalej")) == [swing]


def test_one_page_looks_at_so_many_reports_at_most(desk, monkeypatch):
    asked = []
    whole = type(desk.centre).search_reports

    def noted(self, *args, **options):
        asked.append(options.get("most", MOST_LOOKED_AT))
        return whole(self, *args, **options)

    monkeypatch.setattr(type(desk.centre), "search_reports", noted)
    desk.report()
    search(desk.visitor(), "lampa")
    assert asked == [20_000]


def test_the_table_has_what_the_words_find_however_far_back(desk):
    reports = [desk.report(at, description="Huśtawka.") for at in range(1, 260)]
    desk.report(600)
    visitor = search(desk.visitor(), "huśtawka")
    rows = visitor.follow("Pobierz wszystkie").response.content.decode("utf-8-sig")
    _, *found = csv.reader(io.StringIO(rows), delimiter=";")
    assert [row[0] for row in found] == reports[::-1]


def test_words_stand_in_no_address_and_in_no_log(desk, caplog):
    caplog.set_level(logging.DEBUG)
    desk.report(1)
    visitor = desk.visitor().get("/zgloszenia").press("Pokaż", slowa="Kowalska dziura")
    cookie = visitor.response.headers["set-cookie"]
    for part in ("HttpOnly", "Secure", "SameSite=lax", "Max-Age=43200", "Path=/"):
        assert part in cookie
    visitor.follow()
    addresses = [visitor.response.url, *visitor.page.xpath("//@href | //@action")]
    assert not any("owalsk" in str(one) for one in addresses)
    desk.memory.reports.find_reports = None
    visitor.get("/zgloszenia", **dict(visitor.response.url.params))
    assert "owalsk" not in caplog.text


def test_whoever_searches_lands_on_what_was_found(desk):
    for at in range(1, PAGE + 2):
        desk.report(at)
    visitor = desk.visitor().get("/zgloszenia").press("Pokaż", slowa="dziura")
    assert visitor.response.headers["location"].endswith("#znalezione")
    visitor.follow()
    assert len(visitor.page.xpath("//*[@id='znalezione']")) == 1
    (following,) = visitor.page.xpath("//a[contains(., 'Szukaj dalej')]/@href")
    assert following.endswith("#znalezione")
    assert len(search(visitor, "lampa").page.xpath("//*[@id='znalezione']")) == 1


def test_without_words_the_filters_are_an_address_for_a_bookmark(desk):
    waste = desk.report(1, category="odpady")
    desk.report(2)
    visitor = desk.visitor().get("/zgloszenia").press("Pokaż", kategoria="odpady", uwaga="")
    assert visitor.response.headers["location"] == "/zgloszenia?kategoria=odpady"
    assert "set-cookie" not in visitor.response.headers
    assert numbers(visitor.follow()) == [waste]
    assert "Przeszukano" not in visitor.words


@pytest.mark.parametrize("words", ["–", "a b c d e f g h i", "a" * 199 + " b"])
def test_words_that_are_none_or_too_many_are_told_at_their_field(desk, words):
    visitor = desk.visitor().get("/zgloszenia").press("Pokaż", slowa=words, kategoria="odpady")
    assert visitor.status == 400
    assert visitor.faults == ["Wpisz od 1 do 8 słów z liter lub cyfr, razem najwyżej 200 znaków."]
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#slowa"]
    assert visitor.page.xpath("//input[@id='slowa']/@value") == [words]
    assert "odpady" in visitor.page.xpath("//option[@selected]/@value")


def test_an_address_whose_words_are_gone_asks_for_them_and_keeps_the_filters(desk):
    desk.report(1, category="odpady")
    visitor = search(desk.visitor(), "dziura", kategoria="odpady")
    first = dict(visitor.response.url.params)
    for words in ("lampa", "latarnia", "ławka"):
        search(visitor, words)
    for path in ("/zgloszenia", "/zgloszenia.csv"):
        visitor.get(path, **first)
        if visitor.status == 303:
            visitor.follow()
        assert visitor.status == 400
        assert visitor.faults[0].startswith("Wpisz słowa jeszcze raz")
        assert numbers(visitor) == []
        assert "odpady" in visitor.page.xpath("//option[@selected]/@value")


def test_the_words_of_the_last_three_searches_are_kept_for_tabs_and_the_way_back(desk):
    desk.report(1)
    visitor = desk.visitor()
    ways = []
    for words in ("dziura", "jezdni", "lampa"):
        search(visitor, words)
        ways.append((words, dict(visitor.response.url.params)))
    for words, way in ways:
        assert visitor.get("/zgloszenia", **way).status == 200
        assert visitor.page.xpath("//input[@id='slowa']/@value") == [words]
    search(visitor, "chodnik")
    assert [visitor.get("/zgloszenia", **way).status for _, way in ways] == [400, 200, 200]


def test_any_sign_may_stand_among_the_words(desk):
    desk.report(1, description="Huśtawka w parku, zepsuta w 100%.")
    visitor = search(desk.visitor(), 'huśtawka ~ „park"; 100%')
    assert visitor.page.xpath("//input[@id='slowa']/@value") == ['huśtawka ~ „park"; 100%']
    assert len(numbers(visitor)) == 1


def test_under_a_prefix_words_go_to_the_desk_alone_and_are_removed_there(desk):
    app = Starlette(routes=[Mount("/biuro", desk.face.app)])
    visitor = Visitor(asgi_client(app, SITE))
    assert visitor.get("/biuro/logowanie").status == 303
    visitor.get("/biuro/zgloszenia").press("Pokaż", slowa="lampa")
    assert "Path=/biuro" in visitor.response.headers["set-cookie"]
    visitor.post("/biuro/wyloguj")
    assert not any("words" in name for name in visitor.client.cookies)


def test_the_next_person_at_a_browser_sees_no_words_of_the_one_before():
    people = [
        Official("Ewa", (Role.CALL_CENTRE_STAFF,), login="ewa"),
        Official("Jan", (Role.CALL_CENTRE_STAFF,), login="jan"),
    ]
    desk = Desk(people=people)
    visitor = search(desk.visitor("ewa"), "Kowalska")
    way = dict(visitor.response.url.params)
    other = desk.visitor("jan")
    for cookie in visitor.client.cookies.jar:
        if "words" in cookie.name:
            other.client.cookies.jar.set_cookie(cookie)
    assert other.get("/zgloszenia", **way).status == 400
    assert "owalsk" not in other.response.text
    # Signing out takes them out of the browser, too.
    visitor.post("/wyloguj")
    assert not any("words" in name for name in visitor.client.cookies)


def test_a_unit_finds_its_own_reports_alone():
    people = [
        Official("Ewa", (Role.STAFF_OF_UNIT,), UNIT, login="ewa"),
        Official("Jan", (Role.STAFF_OF_UNIT,), OTHER_UNIT, login="jan"),
    ]
    desk = Desk(people=people)
    hole, waste = desk.report(1), desk.report(2, category="odpady")
    assert numbers(search(desk.visitor("ewa"), "dziura")) == [hole]
    assert numbers(search(desk.visitor("jan"), "dziura")) == [waste]


def test_whoever_sees_no_list_may_not_search_it():
    outsider = Official("Ola", (), UNIT, login="ola")
    visitor = Desk(people=[outsider]).visitor("ola")
    assert visitor.get("/zgloszenia").status == 403
    refused = visitor.post("/zgloszenia", slowa="dziura")
    assert refused.status == 403
    assert "set-cookie" not in refused.response.headers
