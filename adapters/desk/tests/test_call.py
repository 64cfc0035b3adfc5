"""One screen for a call: question, procedure and report, with nothing typed lost."""

import pytest
from desk_site import Desk

from lckm_core.organisation import Role
from lckm_core.ports import Hit
from lckm_core.reports import ReportChannel

WORDS = "Dziura na Zielonej przed numerem 5."


def numbers(desk) -> list[str]:
    return list(desk.memory.reports.reports)


def test_a_report_is_taken_in_three_presses(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press(
        "Sprawdź zgłoszenie",
        opis=WORDS + " Tel. 601 234 567.",
        kategoria="odpady",
        adres="Zielona 5",
        imie="Jan Próbny",
        telefon="601 234 567",
    )
    assert "Odbiorca: Zarząd Gospodarowania Odpadami." in visitor.words
    assert "[usunięto: telefon]" in visitor.words
    assert numbers(desk) == []
    visitor.press("Zapisz zgłoszenie").follow()
    (number,) = numbers(desk)
    assert number in visitor.words
    report = desk.memory.reports.get(number)
    assert report.channel is ReportChannel.PHONE
    assert report.personal.reporter.name == "Jan Próbny"
    assert desk.trail[-1].by == "Osoba Call_Centre_Staff"
    assert visitor.page.get_element_by_id("kod").text_content().count("-") == 3
    assert visitor.follow("Otwórz zgłoszenie").status == 200


def test_sent_twice_it_is_one_report(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="odpady")
    form = visitor.page
    first = visitor.press("Zapisz zgłoszenie").response.headers["location"]
    visitor.page = form
    assert visitor.press("Zapisz zgłoszenie").response.headers["location"] == first
    assert len(numbers(desk)) == 1
    visitor.page = form
    visitor.press("Zapisz zgłoszenie", opis="Coś całkiem innego.")
    assert visitor.status == 422
    assert "Coś całkiem innego." in visitor.response.text
    visitor.press("Sprawdź zgłoszenie").press("Zapisz zgłoszenie")
    assert visitor.status == 303
    assert len(numbers(desk)) == 2


def test_what_the_routes_ask_for_is_asked(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Drzewo się chwieje.", kategoria="drzewo")
    assert "Zapytaj rozmówcę jeszcze o" in visitor.words
    assert "Zapisz zgłoszenie" not in visitor.words
    names = [one for one in visitor.page.xpath("//form//@name") if one.startswith("cecha-")]
    visitor.press("Sprawdź zgłoszenie", **dict.fromkeys(names, "12"))
    assert "Odbiorca: Zarząd Zieleni" in visitor.words


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=" ", imie="Jan", telefon="x" * 1200, pytanie="dziura")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#opis", "#telefon"]
    assert visitor.page.get_element_by_id("imie").get("value") == "Jan"
    assert visitor.page.get_element_by_id("pytanie").get("value") == "dziura"


def test_a_question_finds_procedures_beside_the_words_of_the_caller(desk):
    found = [Hit("KA-1", "Karta Dużej Rodziny"), Hit("KA-2", "Karta parkingowa")]
    asked = []

    def find(query, *, audience, limit):
        asked.append((query, audience.name, limit))
        return found

    desk.memory.search.find = find
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Szukaj", pytanie="ile kosztuje karta", opis=WORDS)
    assert asked == [("ile kosztuje karta", "CALL_CENTRE", 5)]
    assert "Karta parkingowa" in visitor.words
    assert WORDS in visitor.response.text
    visitor.press("Karta Dużej Rodziny")
    assert "Tej procedury dziś nie widać" in visitor.words
    assert WORDS in visitor.response.text
    assert visitor.get("/rozmowa", pytanie="karta", procedura="KA-2").status == 200


def test_without_a_search_the_report_is_taken_all_the_same():
    desk = Desk(without=("search",))
    visitor = desk.visitor().get("/rozmowa").press("Szukaj", pytanie="karta", opis=WORDS)
    assert "nie szuka w procedurach" in visitor.words
    assert visitor.press("Sprawdź").press("Zapisz zgłoszenie").status == 303


def test_an_address_draws_no_number_and_registers_nothing(desk):
    visitor = desk.visitor()
    visitor.get("/rozmowa", do="zapisz", opis=WORDS)
    visitor.get("/rozmowa", do="sprawdz", opis=WORDS)
    assert visitor.status == 200
    assert numbers(desk) == []
    assert WORDS not in visitor.response.text


@pytest.mark.parametrize("number", ["ŁCKM/2026/000001", "LCKM-1", ""])
def test_a_number_that_was_not_issued_registers_nothing(desk, number):
    kept = desk.report()
    fields = {"do": "zapisz", "opis": WORDS, "nadany": number, "dowod": "x"}
    visitor = desk.visitor().post("/rozmowa", **fields)
    assert visitor.status == 200
    assert "Zapisz zgłoszenie" in visitor.words
    assert numbers(desk) == [kept]


@pytest.mark.parametrize("role", Role)
def test_only_the_call_centre_takes_calls(role):
    desk = Desk()
    visitor = desk.visitor(role).get("/rozmowa")
    takes = role in (Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE)
    assert (visitor.status == 200) is takes
    menu = [link.text_content() for link in visitor.page.xpath("//header//nav//a")]
    assert ("Rozmowa" in menu) is takes
    visitor.post("/rozmowa", do="sprawdz", opis=WORDS)
    assert (visitor.status == 200) is takes
    number = desk.report(channel="phone")
    assert (visitor.get("/rozmowa/przyjete", numer=number).status == 200) is takes


def test_the_code_of_a_report_that_did_not_come_by_telephone_is_not_shown(desk):
    number = desk.report()
    visitor = desk.visitor().get("/rozmowa/przyjete", numer=number)
    assert visitor.status == 303


def test_without_keys_there_is_no_such_screen():
    visitor = Desk(keys=None).visitor().get("/rozmowa")
    assert visitor.status == 404
    assert "Rozmowa" not in visitor.get("/zgloszenia").response.text
