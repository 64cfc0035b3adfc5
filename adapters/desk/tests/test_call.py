"""One screen for a call: question, procedure and report, with nothing typed lost."""

from datetime import timedelta

import attrs
import pytest
from desk_site import Desk

from lckm_core.errors import StoreUnavailableError
from lckm_core.organisation import Role
from lckm_core.ports import EventVerb, Hit
from lckm_core.reports import Condition, ReportChannel, ReportKind, Route

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


def test_a_caller_is_told_that_the_same_was_reported(desk):
    earlier, other = desk.report(1), desk.report(2, place={"address": "Rzgowska 9"})
    desk.now += timedelta(minutes=1)
    told = {"opis": WORDS, "kategoria": "dziura-w-jezdni", "adres": "przy Zielonej 5"}
    visitor = desk.visitor().get("/rozmowa")
    # Also while a question is looked for, before anything is checked.
    for button in ("Szukaj", "Sprawdź zgłoszenie"):
        visitor.press(button, **told)
        assert f"{earlier} (nowa karta), 1.12.2026, 00:30, bez wyniku: Dziura" in visitor.words
        assert other not in visitor.words
        assert visitor.words.count("Może już to zgłoszono") == 1
        assert "601" not in visitor.words
    (link,) = visitor.page.xpath(f"//a[contains(., '{earlier}')]")
    assert (link.get("target"), link.get("rel")) == ("_blank", "noopener")
    assert visitor.press("Zapisz zgłoszenie").status == 303
    visitor.get("/rozmowa").press("Sprawdź zgłoszenie", **told | {"kategoria": "odpady"})
    assert "Może już to zgłoszono" not in visitor.words


@pytest.mark.parametrize("address", ["", " ", "Zielona " * 26, "\0"])
def test_without_a_place_nothing_similar_is_looked_for(desk, monkeypatch, address):
    desk.report()
    desk.now += timedelta(minutes=1)
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Szukaj", opis=WORDS, kategoria="dziura-w-jezdni", adres=address)
    assert visitor.status == 200
    assert "zgłoszono" not in visitor.words


def test_a_call_goes_on_where_similar_reports_cannot_be_looked_for(desk, monkeypatch, caplog):
    def fail(*args, **options):
        raise StoreUnavailableError("reports")

    monkeypatch.setattr(type(desk.memory.reports), "find_reports", fail)
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="odpady", adres="Zielona 5")
    assert "Nie udało się sprawdzić, czy już to zgłoszono." in visitor.words
    assert "similar reports were not looked for" in caplog.text
    assert "Zielona" not in caplog.text
    assert visitor.press("Zapisz zgłoszenie").status == 303


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
    assert visitor.status == 409
    assert f"już zapisane pod numerem {numbers(desk)[0]}" in visitor.words
    assert "Nie zapisano" not in visitor.words
    assert "Coś całkiem innego." in visitor.response.text
    again = visitor.page
    assert visitor.follow(numbers(desk)[0]).status == 200
    visitor.page = again
    visitor.press("Sprawdź zgłoszenie").press("Zapisz zgłoszenie")
    assert visitor.status == 303
    assert len(numbers(desk)) == 2


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"opis": "Coś innego."}, "Coś innego."),
        ({"kategoria": "trawa"}, "Odbiorca: Wydział Gospodarki Komunalnej"),
        ({"rodzaj": "other"}, "Odbiorca: helpdesk"),
        ({"telefon": "601 234 567"}, "Odbiorca: Zarząd Gospodarowania Odpadami"),
    ],
)
def test_only_what_was_checked_is_saved(desk, changed, expected):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="odpady")
    visitor.press("Zapisz zgłoszenie", **changed)
    assert visitor.status == 409
    assert expected in visitor.words
    assert "Od sprawdzenia zmieniło się" in visitor.words
    assert numbers(desk) == []
    assert visitor.press("Zapisz zgłoszenie").status == 303
    assert len(numbers(desk)) == 1


def test_the_trail_names_who_took_the_call_and_in_which_role(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="odpady")
    assert visitor.press("Zapisz zgłoszenie").status == 303
    (event,) = (one for one in desk.trail if one.verb == EventVerb.REGISTER)
    assert (event.by, event.role) == ("Osoba Call_Centre_Staff", Role.CALL_CENTRE_STAFF)


def test_a_receiver_or_a_day_that_changed_since_is_told_before_saving(desk):
    # Ten minutes to the next month in Łódź.
    desk.now = desk.now.replace(month=12, day=31, hour=22, minute=50)
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Jeden\n\nDwa", kategoria="odpady")
    desk.now += timedelta(minutes=20)
    assert visitor.press("Zapisz zgłoszenie").status == 409
    assert numbers(desk) == []
    routes = (Route(name="Wszystko", helpdesk=True),)
    table = attrs.evolve(desk.memory.table(), routes=routes)
    desk.memory.table = lambda: table
    assert visitor.press("Zapisz zgłoszenie").status == 409
    assert "Odbiorca: helpdesk" in visitor.words
    assert visitor.press("Zapisz zgłoszenie").status == 303


def test_whoever_would_see_the_contact_data_only_now_is_told_before_saving(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="odpady", telefon="601 234 567")
    old = desk.memory.table()
    routes = tuple(attrs.evolve(one, contact=bool(one.mailbox)) for one in old.routes)
    assert routes != old.routes
    desk.memory.table = lambda: attrs.evolve(old, routes=routes)
    assert visitor.press("Zapisz zgłoszenie").status == 409
    assert numbers(desk) == []
    assert visitor.press("Zapisz zgłoszenie").status == 303


def test_words_that_may_be_personal_are_pointed_at_while_they_can_be_left_out(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Śmieci u Kowalczyka.", adres="u Brzęczyszczykiewicza")
    said = "Sprawdź, czy to nie dane osób: „Kowalczyka”, „Brzęczyszczykiewicza”."
    assert said in visitor.words
    assert visitor.press("Sprawdź zgłoszenie", opis="Śmieci.", adres="").status == 200
    assert "Sprawdź, czy to nie" not in visitor.words


def test_the_reason_of_a_receiver_is_a_sentence(desk):
    visitor = desk.visitor().get("/rozmowa").press("Sprawdź zgłoszenie", opis="Śmieci.")
    assert "Odbiorca: helpdesk. Zgłoszenie nie ma kategorii" in visitor.words


def test_without_terms_in_force_no_report_is_saved(desk, monkeypatch):
    monkeypatch.setattr(type(desk.memory.notices), "terms", lambda _: ())
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="odpady")
    assert "regulamin" in visitor.faults[0]
    assert WORDS in visitor.response.text
    assert not visitor.page.xpath("//button[contains(., 'Zapisz zgłoszenie')]")
    visitor.post("/rozmowa", do="zapisz", opis=WORDS, kategoria="odpady", rodzaj="intervention")
    assert numbers(desk) == []


def without_category(desk, name):
    table = desk.memory.table()
    kept = tuple(one for one in table.categories if one.id != name)
    routes = tuple(
        attrs.evolve(row, categories=tuple(one for one in row.categories if one != name))
        for row in table.routes
        if row.categories != (name,)
    )
    desk.memory.table = lambda: attrs.evolve(table, categories=kept, routes=routes)


def test_a_category_that_the_director_removed_amid_the_call_is_told_at_its_field(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="odpady")
    without_category(desk, "odpady")
    visitor.press("Zapisz zgłoszenie")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#kategoria"]
    assert "nie ma już tej kategorii" in visitor.faults[0]
    assert numbers(desk) == []
    assert WORDS in visitor.response.text
    visitor.press("Sprawdź zgłoszenie").press("Zapisz zgłoszenie")
    assert len(numbers(desk)) == 1


def test_what_was_saved_before_its_category_was_removed_is_one_report(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="odpady")
    form = visitor.page
    visitor.press("Zapisz zgłoszenie")
    without_category(desk, "odpady")
    visitor.page = form
    visitor.press("Zapisz zgłoszenie")
    assert visitor.status == 303
    assert len(numbers(desk)) == 1


def test_a_category_that_stops_takes_no_report(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Wisi gałąź.", kategoria="odpady")
    for button in ("Zapisz zgłoszenie", "Sprawdź zgłoszenie"):
        visitor.press(button, opis="Człowiek leży.", kategoria="zagrozenie-zycia")
        (alert,) = visitor.page.xpath("//main//*[@role='alert']")
        assert "Zadzwoń od razu pod numer 112." in alert.text_content()
        assert alert.get("autofocus") is not None
        assert not visitor.page.xpath("//main//h1/preceding-sibling::form")
        assert "formularza" not in visitor.words
        assert "Zapisz zgłoszenie" not in visitor.words
        assert "Człowiek leży." in visitor.response.text
        assert numbers(desk) == []
        visitor.press("Sprawdź zgłoszenie", kategoria="odpady")


@pytest.mark.parametrize("field", ["pytanie", "opis", "adres"])
@pytest.mark.parametrize("button", ["Szukaj", "Sprawdź zgłoszenie"])
def test_words_of_danger_tell_what_to_say_to_the_caller(desk, field, button):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press(button, **{"opis": "Pomocy", field: "na klatce czuć gaz"})
    (alert,) = visitor.page.xpath("//main//*[@role='alert']")
    assert "Powiedz rozmówcy: Zadzwoń od razu pod numer 112." in alert.text_content()
    assert visitor.words.count("Zadzwoń od razu") == 1
    # The page of a checked report opens at the button that saves it: the words stand before it.
    box = "//*[@role='alert']/following-sibling::p[1]/button[@value='zapisz']"
    assert bool(visitor.page.xpath(box)) is (button == "Sprawdź zgłoszenie")
    visitor.press("Sprawdź zgłoszenie")
    assert visitor.press("Zapisz zgłoszenie").status == 303


@pytest.mark.parametrize("words", ["gazetka", "gazon", "stary gazomierz do wymiany"])
def test_words_that_only_begin_as_danger_tell_nothing(desk, words):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=words, pytanie=words)
    assert not visitor.page.xpath("//main//*[@role='alert']")


def test_the_kind_of_place_that_decides_the_receiver_is_asked_for(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Wyrwana płyta.", kategoria="dziura-w-jezdni")
    assert "Zapytaj rozmówcę jeszcze o" in visitor.words
    # An answer that was given for another category is none.
    visitor.press("Sprawdź zgłoszenie", kategoria="uszkodzony-chodnik")
    assert "Zapytaj rozmówcę jeszcze o" in visitor.words
    assert "Zapisz zgłoszenie" not in visitor.words
    field = visitor.page.get_element_by_id("miejsce")
    assert field.get("autofocus") is not None
    assert [one.text_content() for one in field] == ["inne albo nie wiadomo", "droga publiczna"]
    unknown = visitor.page
    visitor.press("Sprawdź zgłoszenie", miejsce="droga-publiczna")
    assert "Odbiorca: Zarząd Dróg i Transportu" in visitor.words
    visitor.page = unknown
    visitor.press("Sprawdź zgłoszenie")
    assert "Odbiorca: Wydział Gospodarki Komunalnej" in visitor.words


def test_whoever_saves_and_has_to_ask_more_is_told_that_nothing_is_saved(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="odpady")
    visitor.press("Zapisz zgłoszenie", kategoria="uszkodzony-chodnik")
    assert visitor.status == 422
    assert "Nie zapisano: przy tej kategorii trzeba jeszcze zapytać" in visitor.words
    assert "Zapytaj rozmówcę jeszcze o" in visitor.words
    assert numbers(desk) == []


def test_an_answer_to_the_question_of_another_category_is_not_registered(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="uszkodzony-chodnik")
    visitor.press("Sprawdź zgłoszenie", miejsce="droga-publiczna", kategoria="odpady")
    visitor.press("Zapisz zgłoszenie")
    (number,) = numbers(desk)
    assert desk.memory.reports.get(number).place is None


def test_the_area_that_decides_the_receiver_is_asked_for_by_its_name(desk):
    table = desk.memory.table()
    own = {"helpdesk": True, "categories": ("odpady",)}
    routes = (Route(name="Śródmieście", areas=("srodmiescie", "nowe-osiedle"), **own),)
    changed = attrs.evolve(table, routes=(*routes, *table.routes))
    desk.memory.table = lambda: changed
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="odpady")
    words = [one.text_content() for one in visitor.page.get_element_by_id("obszar")]
    assert words == ["inny albo nie wiadomo", "Śródmieście", "nowe osiedle"]
    visitor.press("Sprawdź zgłoszenie", obszar="srodmiescie")
    assert "Odbiorca: helpdesk" in visitor.words


def test_a_call_may_bring_another_information(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Nowy kosz stoi.", kategoria="drzewo", rodzaj="other")
    assert "Odbiorca: helpdesk" in visitor.words
    visitor.press("Zapisz zgłoszenie")
    (number,) = numbers(desk)
    assert desk.memory.reports.get(number).kind is ReportKind.OTHER


def test_a_number_is_asked_for_by_its_name_and_nothing_else_is_taken(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Drzewo się chwieje.", kategoria="drzewo")
    field = visitor.page.get_element_by_id("cecha-wiek-drzewa")
    assert field.get("autofocus") is not None
    assert field.get("inputmode") == "numeric"
    assert "Wiek drzewa w latach" in visitor.words
    assert "wiek-drzewa" not in visitor.words
    for typed in ("około 20 lat", "-3", "²", "1" * 10):
        visitor.press("Sprawdź zgłoszenie", **{"cecha-wiek-drzewa": typed})
        assert visitor.status == 422
        assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#cecha-wiek-drzewa"]
        assert "Zapisz zgłoszenie" not in visitor.words
    visitor.press("Sprawdź zgłoszenie", **{"cecha-wiek-drzewa": " 8 "})
    assert "Odbiorca: Wydział Gospodarki Komunalnej" in visitor.words


def test_a_host_has_words_of_its_own_for_what_is_asked():
    desk = Desk(names={"wiek-drzewa": {"pl": "ile lat ma drzewo"}})
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Drzewo.", kategoria="drzewo")
    assert "Ile lat ma drzewo" in visitor.words


def test_what_the_routes_ask_for_is_asked(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Drzewo się chwieje.", kategoria="drzewo")
    assert "Zapytaj rozmówcę jeszcze o" in visitor.words
    assert "Zapisz zgłoszenie" not in visitor.words
    names = [one for one in visitor.page.xpath("//form//@name") if one.startswith("cecha-")]
    visitor.press("Sprawdź zgłoszenie", **dict.fromkeys(names, "12"))
    assert "Odbiorca: Zarząd Zieleni" in visitor.words


def test_what_may_be_personal_in_an_answer_is_pointed_at_too(desk):
    table = desk.memory.table()
    question = Condition(attribute="numer-slupa", one_of=("7",))
    rows = [
        attrs.evolve(row, conditions=(question,)) if row.name == "Odpady" else row
        for row in table.routes
    ]
    desk.memory.table = lambda: attrs.evolve(table, routes=tuple(rows))
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Śmieci.", kategoria="odpady")
    visitor.press("Sprawdź zgłoszenie", **{"cecha-numer-slupa": "u Brzęczyszczykiewicza"})
    assert "Sprawdź, czy to nie dane osób: „Brzęczyszczykiewicza”." in visitor.words


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=" ", imie="Jan", telefon="x" * 1200, pytanie="dziura")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#opis", "#telefon"]
    assert visitor.page.get_element_by_id("imie").get("value") == "Jan"
    assert visitor.page.get_element_by_id("pytanie").get("value") == "dziura"


def test_faults_speak_to_the_worker_and_not_of_programs(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=" ")
    assert visitor.faults == ["Wpisz treść słowami rozmówcy."]
    visitor.press("Sprawdź zgłoszenie", opis="x" * 5000, imie="J" * 500, email="e" * 5000)
    links = visitor.page.xpath("//*[@id='bledy']//a/@href")
    assert sorted(links) == ["#email", "#imie", "#opis"]
    for text in visitor.faults:
        assert text.startswith("Tekst ma ")
        assert "(" not in text


@pytest.mark.parametrize(("field", "typed"), [("email", "jan@"), ("telefon", "abc")])
def test_contact_data_that_reach_nobody_are_asked_for_again_beside_their_field(desk, field, typed):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="odpady", **{field: typed})
    assert visitor.status == 200
    hint = visitor.page.get_element_by_id(f"hint-{field}").text_content()
    assert hint.endswith("Spytaj o niego jeszcze raz.")
    (link,) = visitor.page.xpath(f"//*[@role='status']//a[@href='#{field}']")
    assert link.text_content() == hint
    assert "Jeżeli chcesz" not in visitor.words
    assert visitor.press("Zapisz zgłoszenie").status == 303


def test_a_report_is_not_saved_in_the_name_of_somebody_who_did_not_open_the_form(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="odpady")
    head = desk.visitor(Role.HEAD_OF_CALL_CENTRE)
    head.page = visitor.page
    head.press("Zapisz zgłoszenie")
    assert head.status == 409
    assert "otworzył ktoś inny" in head.faults[0]
    assert WORDS in head.response.text
    assert numbers(desk) == []
    # Whoever has looked may save it, in their own name.
    assert head.press("Zapisz zgłoszenie").status == 303
    assert desk.trail[-1].by == "Osoba Head_Of_Call_Centre"


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
    assert "Dziś nie ma procedury o tym numerze" in visitor.words
    assert WORDS in visitor.response.text
    assert visitor.get("/rozmowa", pytanie="karta", procedura="KA-2").status == 200


def test_without_a_search_the_report_is_taken_all_the_same():
    desk = Desk(without=("search",))
    visitor = desk.visitor().get("/rozmowa").press("Szukaj", pytanie="karta", opis=WORDS)
    assert "nie szuka w procedurach" in visitor.words
    assert visitor.press("Sprawdź").press("Zapisz zgłoszenie").status == 303


def test_while_the_search_fails_the_report_is_taken_all_the_same(desk, caplog):
    def find(*_, **__):
        raise StoreUnavailableError

    desk.memory.search.find = find
    visitor = desk.visitor().get("/rozmowa").press("Szukaj", pytanie="karta Nowaka", opis=WORDS)
    assert visitor.status == 200
    assert "Wyszukiwarka procedur teraz nie odpowiada" in visitor.words
    assert visitor.press("Sprawdź").press("Zapisz zgłoszenie").status == 303
    assert "search failed" in caplog.text
    assert "Nowaka" not in caplog.text


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
    assert (visitor.get("/rozmowa/przyjete", numer=number).status == 303) is takes


def test_the_code_is_for_whoever_took_the_report_and_for_no_colleague(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis=WORDS, kategoria="odpady")
    visitor.press("Zapisz zgłoszenie")
    assert "Max-Age=600;" in visitor.response.headers["set-cookie"]
    path = visitor.response.headers["location"]
    code = visitor.follow().page.get_element_by_id("kod").text_content()
    assert visitor.get(path).page.get_element_by_id("kod").text_content() == code
    (kept,) = [one for one in visitor.client.cookies.jar if "_taken_" in one.name]
    colleague = desk.visitor(Role.HEAD_OF_CALL_CENTRE)
    assert colleague.get(path).status == 303
    assert "/zgloszenie?" in colleague.response.headers["location"]
    colleague.client.cookies.set(kept.name, kept.value, domain=kept.domain, path=kept.path)
    assert colleague.get(path).status == 303, "in the same browser"
    forged = kept.value.replace("CALL_CENTRE_STAFF", "HEAD_OF_CALL_CENTRE")[:-3] + "xyz"
    colleague.client.cookies.set(kept.name, forged, domain=kept.domain, path=kept.path)
    assert colleague.get(path).status == 303
    assert visitor.get("/rozmowa/przyjete", numer=desk.report(channel="phone")).status == 303


def test_of_two_calls_at_once_each_keeps_its_code(desk):
    """In two tabs; the fourth takes the place of the first."""
    visitor = desk.visitor()
    taken = []
    for at in range(4):
        visitor.get("/rozmowa").press("Sprawdź zgłoszenie", opis=f"{WORDS} {at}", kategoria="inne")
        visitor.press("Zapisz zgłoszenie")
        path = visitor.response.headers["location"]
        taken.append((path, visitor.follow().page.get_element_by_id("kod").text_content()))
    for path, code in taken[1:]:
        assert visitor.get(path).page.get_element_by_id("kod").text_content() == code
    assert visitor.get(taken[0][0]).status == 303
    assert len({code for _, code in taken}) == 4


def test_the_code_of_a_report_that_did_not_come_by_telephone_is_not_shown(desk):
    number = desk.report()
    visitor = desk.visitor().get("/rozmowa/przyjete", numer=number)
    assert visitor.status == 303


def test_without_keys_there_is_no_such_screen():
    visitor = Desk(keys=None).visitor().get("/rozmowa")
    assert visitor.status == 404
    assert "Rozmowa" not in visitor.get("/zgloszenia").response.text


@pytest.mark.parametrize("mark", ["\u200e", "\u202a", "\u2069"])
@pytest.mark.parametrize("field", ["opis", "adres", "imie", "telefon", "email", "listy"])
def test_marks_of_direction_change_nothing_and_are_not_stored(desk, mark, field):
    """They come along with a telephone out of a list of contacts."""
    texts = {
        "opis": "Dziura.",
        "adres": "Zielona 5",
        "imie": "Jan Próbny",
        "telefon": "601 234 567",
        "email": "jan@example.org",
        "listy": "Zielona 5",
    }
    visitor = desk.visitor().get("/rozmowa")
    sent = {**texts, field: f"{mark}{texts[field]}{mark}"}
    visitor.press("Sprawdź zgłoszenie", kategoria="odpady", **sent)
    assert visitor.press("Zapisz zgłoszenie").status == 303
    (number,) = numbers(desk)
    personal = desk.memory.reports.get(number).personal
    told = personal.reporter
    kept = [personal.description, personal.address, told.name, told.phone, told.email, told.address]
    assert kept == list(texts.values())


@pytest.mark.parametrize(
    ("field", "typed"), [("telefon", "501 234 56"), ("email", "jan@gmail,com")]
)
def test_a_contact_in_doubt_has_the_focus_and_not_the_button_that_saves(desk, field, typed):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Nie świeci lampa.", **{field: typed})
    (focused,) = visitor.page.xpath("//main//*[@autofocus]")
    assert focused.get("href") == f"#{field}"
    visitor.press("Sprawdź zgłoszenie", telefon="501 234 567", email="jan@gmail.com")
    (focused,) = visitor.page.xpath("//main//*[@autofocus]")
    assert focused.get("value") == "zapisz"


def test_after_questions_of_a_category_the_next_button_checks(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Wyrwana płyta.", kategoria="dziura-w-jezdni")
    controls = visitor.page.xpath("//main//*[self::select or self::input or self::button]")
    at = next(at for at, control in enumerate(controls) if control.get("autofocus") is not None)
    following = [control for control in controls[at:] if control.tag == "button"]
    assert following[0].get("value") == "sprawdz"


def test_the_next_report_of_one_caller_keeps_the_contact_alone(desk):
    visitor = desk.visitor().get("/rozmowa")
    contact = {"imie": "Jan Próbny", "telefon": "601 234 567", "email": "jan@example.com"}
    visitor.press("Sprawdź zgłoszenie", opis="Nie świeci lampa.", adres="Zielona 6", **contact)
    visitor.press("Zapisz i przyjmij następne")
    assert visitor.status == 200
    (number,) = numbers(desk)
    assert visitor.page.xpath("string(//*[@id='numer'])") == number
    assert visitor.page.xpath("string(//*[@id='kod'])")
    for name, text in contact.items():
        assert visitor.page.xpath(f"//*[@id='{name}']/@value") == [text]
    assert visitor.page.xpath("//*[@id='adres']/@value") == [""]
    assert visitor.page.xpath("//textarea[@id='opis']")[0].text.strip() == ""
    visitor.press("Sprawdź zgłoszenie", opis="Pęknięta płyta.").press("Zapisz zgłoszenie").follow()
    assert len(numbers(desk)) == 2
    second = next(found for found in numbers(desk) if found != number)
    assert desk.memory.reports.get(second).personal.reporter.phone == "601 234 567"


def test_sent_again_the_first_of_two_reports_is_one(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Nie świeci lampa.", telefon="601 234 567")
    page = visitor.page
    visitor.press("Zapisz i przyjmij następne")
    code = visitor.page.xpath("string(//*[@id='kod'])")
    visitor.page = page
    visitor.press("Zapisz i przyjmij następne")
    assert visitor.page.xpath("string(//*[@id='kod'])") == code
    assert len(numbers(desk)) == 1
