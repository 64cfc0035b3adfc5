"""Requests of the call centre to units: asking, finding, answering, with nothing typed lost."""

from datetime import date, timedelta
from unicodedata import normalize

import attrs
import pytest
from desk_site import OTHER_UNIT, OWN, PEOPLE, UNIT, Desk

from lckm_core.calendar import Window
from lckm_core.call_centre import BriefingRequest, DataRequest
from lckm_core.organisation import DIRECTORY, OFFICE, Official, Role, Unit
from lckm_core.procedures import Person

QUESTION = "Ile dni trwa uzgodnienie, gdy brak mapy?"
CELL = "Wydział Gospodarki Komunalnej"


def stored(desk) -> list:
    return list(desk.centre.plugins.requests.every(limit=1000))


def asked(desk, at=1, unit=UNIT, **values) -> str:
    request = DataRequest(
        number=f"PD-{at:06}",
        unit=unit,
        asked_by=Person("Anna Pytająca"),
        asked_on=desk.today,
        question=QUESTION,
        **values,
    )
    desk.centre.request_data(request, role=Role.CALL_CENTRE_STAFF, now=desk.now)
    return request.number


def briefing(desk, at=1) -> str:
    request = BriefingRequest(
        number=f"PD-{at:06}",
        unit=UNIT,
        asked_by=Person("Anna Pytająca"),
        asked_on=desk.today,
        subject="Zajęcie pasa drogowego",
        reason="Nowe opłaty od stycznia.",
    )
    desk.centre.request_briefing(request, role=Role.HEAD_OF_CALL_CENTRE, now=desk.now)
    return request.number


def value(visitor, name: str) -> str:
    return dict(visitor.page.xpath("//main//form")[-1].form_values())[name].strip()


def test_a_number_is_found_as_people_type_it(desk):
    number, other = asked(desk, 5), asked(desk, 6, OTHER_UNIT)
    visitor = desk.visitor().get("/prosba", numer="pd-5").follow()
    assert number in visitor.words
    unit = desk.visitor(Role.STAFF_OF_UNIT)
    assert unit.get("/prosba", numer="6").status == 404
    assert other not in unit.response.text


def test_a_missing_answer_is_asked_for_from_the_page_of_a_procedure(desk):
    desk.procedure("published")
    visitor = desk.visitor().get("/procedura", numer=OWN).follow("Brak odpowiedzi")
    assert (value(visitor, "procedura"), value(visitor, "jednostka")) == (OWN, UNIT)
    visitor.press("Wyślij prośbę", pytanie=QUESTION).follow()
    (request,) = stored(desk)
    assert request.question == QUESTION
    assert (request.procedure, request.unit, request.cell) == (
        OWN,
        UNIT,
        "Wydział Zezwoleń i Uzgodnień",
    )
    assert (request.asked_by.name, request.asked_on) == (
        "Osoba Call_Centre_Staff",
        date(2026, 12, 1),
    )
    assert "Zapisano prośbę" in visitor.words
    assert "czeka na odpowiedź" in visitor.words
    visitor.get("/prosba/nowa", procedura=OWN)
    assert f"ktoś już prosi: {request.number}" in visitor.words


@pytest.mark.parametrize("field", [{"pytanie": "x" * 2000}, {"pytanie": "x", "komorka": "x" * 200}])
def test_a_text_may_be_as_long_as_its_field_says(desk, field):
    visitor = desk.visitor().get("/prosba/nowa")
    visitor.press("Wyślij prośbę", jednostka=UNIT, **field)
    assert not [fault for fault in visitor.faults if "zmieści się" in fault]


def test_the_unit_of_what_is_shown_is_asked(desk):
    desk.procedure("published", unit=OFFICE, cell=CELL)
    desk.hand_in(OWN)
    visitor = desk.visitor().get("/prosba/nowa", procedura=OWN)
    assert (value(visitor, "jednostka"), value(visitor, "komorka")) == (OFFICE, CELL)
    who = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa", "now": desk.now}
    desk.centre.confirm(OWN, **who)
    desk.centre.publish(OWN, **who)
    assert value(visitor.get("/prosba/nowa", procedura=OWN), "jednostka") == UNIT


def test_it_is_asked_for_from_a_call_whose_words_stay_there(desk):
    desk.procedure("published")
    visitor = desk.visitor()
    assert "Brak odpowiedzi" not in visitor.get("/rozmowa").words
    visitor.get("/rozmowa", procedura=OWN)
    (button,) = visitor.page.xpath("//button[contains(., 'Brak odpowiedzi')]")
    assert (button.get("formtarget"), button.get("value")) == ("_blank", "brak")
    fields = {"do": "brak", "procedura": OWN, "pytanie": QUESTION, "imie": "Jan Próbny"}
    visitor.post(button.get("formaction"), **fields)
    assert visitor.status == 200
    assert value(visitor, "pytanie") == QUESTION
    assert (value(visitor, "procedura"), value(visitor, "jednostka")) == (OWN, UNIT)
    assert "Jan Próbny" not in visitor.response.text
    assert stored(desk) == []


def test_sent_twice_it_is_one_request(desk):
    visitor = desk.visitor().get("/prosba/nowa")
    form = visitor.page
    first = visitor.press("Wyślij", pytanie=QUESTION, jednostka=UNIT).response.headers["location"]
    visitor.page = form
    visitor.press("Wyślij", pytanie=QUESTION, jednostka=UNIT)
    assert visitor.response.headers["location"] == first
    assert len(stored(desk)) == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"pytanie": " "}, "pytanie"),
        ({"pytanie": "x" * 2001}, "pytanie"),
        ({"jednostka": ""}, "jednostka"),
        ({"procedura": "KA-99999"}, "procedura"),
        ({"jednostka": OFFICE}, "komorka"),
        ({"komorka": "x" * 201}, "komorka"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(desk, typed, field):
    visitor = desk.visitor().get("/prosba/nowa")
    typed = {"pytanie": QUESTION, "jednostka": UNIT, **typed}
    visitor.press("Wyślij", **typed)
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == [f"#{field}"]
    for name, text in typed.items():
        assert value(visitor, name) == text.strip()
    assert stored(desk) == []


@pytest.mark.parametrize(
    ("field", "about"),
    [
        ("jednostka", {"jednostka": "Nie ma takiej"}),
        ("komorka", {"jednostka": UNIT, "komorka": "Dwa\nwiersze"}),
        ("procedura", {"jednostka": UNIT, "procedura": "KA\x00"}),
    ],
)
def test_what_only_a_form_made_by_hand_can_send_is_not_stored(desk, field, about):
    visitor = desk.visitor().post("/prosba/nowa", do="wyslij", pytanie=QUESTION, **about)
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == [f"#{field}"]
    is_crowded = any("\n" in text for text in about.values())
    assert ("Wpisz to w jednym wierszu" in visitor.faults[0]) is is_crowded
    assert stored(desk) == []


def test_a_cell_of_the_office_is_asked(desk):
    visitor = desk.visitor().get("/prosba/nowa")
    visitor.press("Wyślij", pytanie=QUESTION, jednostka=OFFICE, komorka=CELL).follow()
    assert f"{OFFICE}, {CELL}" in visitor.words


PERSONAL = "Dzwoni Jan Próbny, tel. 601 234 567. Ile to trwa?"


def test_words_like_personal_data_are_pointed_out_and_struck(desk):
    visitor = desk.visitor().get("/prosba/nowa")
    assert "Bez danych osobowych" in visitor.words
    visitor.press("Wyślij", pytanie=PERSONAL, jednostka=UNIT)
    assert visitor.status == 422
    assert "To wygląda na dane osobowe" in visitor.words
    assert "[usunięto: telefon]" in visitor.words
    assert stored(desk) == []
    visitor.press("Wykreśl i zapisz")
    (request,) = stored(desk)
    assert "601 234 567" not in request.question
    assert request.question.endswith("Ile to trwa?")


@pytest.mark.parametrize("field", ["pytanie", "slowa"])
def test_they_are_looked_for_in_each_field_of_a_briefing(desk, field):
    head = desk.visitor(Role.HEAD_OF_CALL_CENTRE).get("/prosba/nowy-instruktaz")
    typed = {"pytanie": "Zajęcie pasa", "slowa": "Nowe opłaty.", field: PERSONAL}
    head.press("Wyślij", jednostka=UNIT, **typed)
    assert (head.status, stored(desk)) == (422, [])
    assert "[usunięto: telefon]" in head.words
    head.press("Wykreśl i zapisz")
    (request,) = stored(desk)
    assert "601 234 567" not in request.subject + request.reason


def test_they_are_found_however_their_letters_are_composed(desk):
    """What is copied from a Mac may have a letter and its mark apart (NFD)."""
    visitor = desk.visitor().get("/prosba/nowa")
    visitor.press("Wyślij", pytanie=normalize("NFD", "Mówi Żaneta Ślązak."), jednostka=UNIT)
    assert (visitor.status, stored(desk)) == (422, [])
    assert "Mówi [usunięto: osoba]." in visitor.words
    visitor.press("Zapisz bez zmian")
    assert stored(desk)[0].question == "Mówi Żaneta Ślązak."


def test_whoever_looked_at_them_may_leave_them(desk):
    visitor = desk.visitor().get("/prosba/nowa")
    visitor.press("Wyślij", pytanie=PERSONAL, jednostka=UNIT)
    visitor.press("Wyślij prośbę")
    assert (visitor.status, stored(desk)) == (422, []), "that is no decision"
    visitor.press("Zapisz bez zmian", pytanie=f"{PERSONAL} A mail jan@example.org?")
    assert visitor.status == 422
    visitor.press("Zapisz bez zmian")
    (request,) = stored(desk)
    assert request.question == f"{PERSONAL} A mail jan@example.org?"


def test_a_text_of_several_lines_comes_back_from_a_browser_as_it_was(desk):
    text = "Dzwoń: 601 234 567.\r\nOd 8 do 16."
    number = asked(desk)
    clerk = desk.visitor(Role.STAFF_OF_UNIT).get("/prosba/odpowiedz", numer=number)
    clerk.press("Wyślij", slowa=text)
    assert clerk.status == 422
    hidden = clerk.page.xpath("//input[@name='obejrzane-slowa']/@value")
    assert hidden == ["Dzwoń: 601 234 567.\nOd 8 do 16."]
    clerk.press("Zapisz bez zmian", slowa=text, obejrzane_slowa=text)
    assert clerk.status == 303
    assert stored(desk)[0].answer == "Dzwoń: 601 234 567.\nOd 8 do 16."


def test_marks_of_direction_are_left_out(desk):
    visitor = desk.visitor().get("/prosba/nowa")
    visitor.press("Wyślij", pytanie="\u202a14 dni\u202c?", jednostka=UNIT)
    assert stored(desk)[0].question == "14 dni?"


def test_an_answer_reaches_whoever_asked(desk):
    number = asked(desk)
    clerk = desk.visitor(Role.STAFF_OF_UNIT).get("/prosby").follow(number).follow("Odpowiedz")
    assert QUESTION in clerk.words
    clerk.press("Wyślij", slowa=" ")
    assert clerk.faults == ["Wpisz to, o co prosi Call Center."]
    clerk.press("Wyślij", slowa="Dzwoń: 601 234 567.")
    assert clerk.status == 422
    clerk.press("Wyślij", slowa="14 dni.")
    visitor = desk.visitor().get("/prosba", numer=number)
    assert "14 dni." in visitor.words
    assert "Kto odpowiedziałOsoba Staff_Of_Unit, 1.12.2026" in visitor.words
    assert desk.trail[-1].role is Role.STAFF_OF_UNIT


def test_of_two_who_answer_the_second_loses_nothing(desk):
    number = asked(desk)
    head, clerk = desk.visitor(Role.HEAD_OF_UNIT), desk.visitor(Role.STAFF_OF_UNIT)
    for visitor in (head, clerk):
        visitor.get("/prosba/odpowiedz", numer=number)
    head.press("Wyślij", slowa="14 dni.")
    clerk.press("Wyślij", slowa="21 dni roboczych.")
    assert clerk.status == 409
    assert "21 dni roboczych." in clerk.words
    assert stored(desk)[0].answer == "14 dni."


def test_a_unit_sees_requests_to_itself_alone(desk):
    ours, theirs = asked(desk, 1), asked(desk, 2, unit=OTHER_UNIT)
    visitor = desk.visitor(Role.HEAD_OF_UNIT).get("/prosby")
    assert ours in visitor.words
    assert theirs not in visitor.words
    assert theirs not in visitor.get("/prosby", jednostka=OTHER_UNIT).words
    assert visitor.get("/prosba", numer=theirs).status == 404
    assert "I26" in visitor.words
    assert QUESTION not in visitor.words
    assert visitor.get("/prosba/odpowiedz", numer=theirs).status == 404


def test_the_list_says_who_asks_since_when_and_what_waits_long(desk):
    first = asked(desk, 1)
    desk.now += timedelta(days=4)
    desk.centre.remind_due(now=desk.now)
    second = asked(desk, 2)
    clerk = desk.visitor(Role.STAFF_OF_UNIT).get("/prosba/odpowiedz", numer=second)
    clerk.press("Wyślij", slowa="14 dni.")
    visitor = desk.visitor().get("/prosby")
    assert "1.12.2026, Anna Pytająca czeka 4 dni, ponaglono 5.12.2026" in visitor.words
    assert second not in visitor.words
    assert "odpowiedź z 5.12.2026" in visitor.get("/prosby", stan="spelnione").words
    assert first not in visitor.words
    every = visitor.get("/prosby", stan="wszystkie").words
    assert first in every
    assert second in every
    assert first not in visitor.get("/prosby", jednostka=OTHER_UNIT).words


def test_the_page_says_how_long_it_waits_who_asks_and_who_answered(desk):
    number = asked(desk)
    desk.now += timedelta(days=4)
    desk.centre.remind_due(now=desk.now)

    def facts() -> dict[str, str]:
        page = desk.visitor().get("/prosba", numer=number).page
        pairs = zip(page.xpath("//dl//dt"), page.xpath("//dl//dd"), strict=True)
        return {name.text_content(): words.text_content() for name, words in pairs}

    told = {"Do kogo": UNIT, "Kto prosi": "Anna Pytająca, 1.12.2026", "Ponaglenia": "5.12.2026"}
    wait = "czeka na odpowiedź, czeka 4 dni, ponaglono 5.12.2026"
    people = {"Kto może odpowiedzieć": "Osoba Head_Of_Unit, Osoba Staff_Of_Unit"}
    assert facts() == {"Stan": wait, **told, **people}
    clerk = desk.visitor(Role.STAFF_OF_UNIT).get("/prosba/odpowiedz", numer=number)
    clerk.press("Wyślij", slowa="14 dni.")
    answered = "Osoba Staff_Of_Unit, 5.12.2026"
    assert facts() == {"Stan": "odpowiedź z 5.12.2026", **told, "Kto odpowiedział": answered}


def test_the_list_goes_on_and_misses_nothing(desk):
    numbers = {asked(desk, at) for at in range(1, 122)}
    visitor, found = desk.visitor().get("/prosby"), []
    while True:
        found += visitor.page.xpath("//ol//a/text()")
        if "Dalsze" not in visitor.page.xpath("//main//a/text()"):
            break
        visitor.follow("Dalsze")
    assert len(found) == len(numbers)
    assert set(found) == numbers


def test_the_list_of_a_unit_goes_on_with_that_unit_alone(desk):
    for at in range(1, 52):
        asked(desk, at)
    theirs = asked(desk, 52, unit=OTHER_UNIT)
    visitor = desk.visitor().get("/prosby", jednostka=UNIT).follow("Dalsze")
    assert visitor.title.startswith("Prośby do jednostek, dalsza strona")
    assert "PD-000051" in visitor.words
    assert theirs not in visitor.words


def test_a_briefing_is_asked_for_named_and_confirmed(desk):
    head = desk.visitor(Role.HEAD_OF_CALL_CENTRE).get("/prosby").follow("Poproś o instruktaż")
    head.press("Wyślij", pytanie="Zajęcie pasa", slowa="Nowe opłaty.", jednostka=UNIT).follow()
    (request,) = stored(desk)
    assert (request.subject, request.reason) == ("Zajęcie pasa", "Nowe opłaty.")
    assert "czeka na wyznaczenie osoby" in head.words
    assert head.buttons == ["Zmień adresata"]
    unit = desk.visitor(Role.HEAD_OF_UNIT).get("/prosba", numer=request.number)
    unit.follow("Wyznacz osobę").press("Wyznacz", osoba="Ewa  Drogowa").follow()
    assert "Kto poprowadziEwa Drogowa" in unit.words
    desk.now += timedelta(days=2)
    head = desk.visitor(Role.HEAD_OF_CALL_CENTRE)
    head.get("/prosba", numer=request.number).follow("Potwierdź")
    for day in ("2026-11-30", "2026-12-04", "jutro", ""):
        head.press("Potwierdź", dzien=day)
        assert (head.status, value(head, "dzien")) == (422, day)
    head.press("Potwierdź", dzien="2026-12-02").follow()
    assert "odbył się 2.12.2026" in head.words


def test_a_briefing_may_be_held_on_the_day_that_it_was_asked_for(desk):
    number = briefing(desk)
    desk.visitor(Role.HEAD_OF_UNIT).get("/prosba/osoba", numer=number).press("Wyznacz", osoba="Ewa")
    desk.now += timedelta(days=1)
    visitor = desk.visitor(Role.HEAD_OF_CALL_CENTRE).get("/prosba", numer=number)
    visitor.follow("Potwierdź").press("Potwierdź", dzien="2026-12-01").follow()
    assert "odbył się 1.12.2026" in visitor.words


def test_whoever_names_a_person_is_told_of_one_named_meanwhile(desk):
    number = briefing(desk)
    first, second = desk.visitor(Role.HEAD_OF_UNIT), desk.visitor(Role.HEAD_OF_UNIT)
    for visitor in (first, second):
        visitor.get("/prosba/osoba", numer=number)
    first.press("Wyznacz", osoba="Ewa Drogowa")
    second.press("Wyznacz", osoba="Adam Mostowy")
    assert second.status == 409
    assert "Wyznaczono" not in second.title
    assert value(second, "osoba") == "Adam Mostowy"
    second.press("Wyznacz")
    assert second.status == 303
    assert stored(desk)[0].briefer.name == "Adam Mostowy"


def test_nothing_is_asked_in_the_name_of_somebody_who_did_not_open_the_form(desk):
    visitor = desk.visitor().get("/prosba/nowa")
    other = desk.visitor(Role.HEAD_OF_CALL_CENTRE)
    other.page = visitor.page
    other.press("Wyślij", pytanie=QUESTION, jednostka=UNIT)
    assert other.status == 409
    assert "otworzył ktoś inny" in other.faults[0]
    assert value(other, "pytanie") == QUESTION
    assert stored(desk) == []


@pytest.mark.parametrize("number", ["PD-9", "", "x" * 500, "a\x00b"])
def test_an_unknown_number_is_said_to_be_one(desk, number):
    assert desk.visitor().get("/prosba", numer=number).status == 404


def test_without_a_store_of_requests_nothing_offers_them():
    desk = Desk(without=("requests",))
    desk.procedure("published")
    visitor = desk.visitor()
    assert visitor.get("/prosby").status == 404
    assert "Brak odpowiedzi" not in visitor.get("/rozmowa", procedura=OWN).words
    assert "Brak odpowiedzi" not in visitor.get("/procedura", numer=OWN).words
    menu = [link.text_content() for link in visitor.page.xpath("//header//nav//a")]
    assert "Prośby" not in menu


# ── whom a request reaches ────────────────────────────────────────────────────────────────────────

CELL_PEOPLE = (
    Official("Anna Pytająca", (Role.CALL_CENTRE_STAFF,), OFFICE, login="CALL_CENTRE_STAFF"),
    Official("Olga Próbna", (Role.STAFF_OF_CELL,), OFFICE, CELL, login="olga"),
)
NOBODY = "W spisie osób nie ma dziś nikogo stąd, więc nikt tej prośby w Biurze nie zobaczy."


@pytest.mark.parametrize("cell", ["Wydział Gospodarki Komunlnej", "wydział gospodarki komunalnej"])
def test_a_request_that_nobody_would_see_is_asked_about_first(cell):
    desk = Desk(people=CELL_PEOPLE)
    typed = {"jednostka": OFFICE, "komorka": cell, "pytanie": QUESTION}
    visitor = desk.visitor().get("/prosba/nowa")
    assert CELL in visitor.page.xpath("//datalist[@id='komorka-lista']/option/@value")
    visitor.press("Wyślij prośbę", **typed)
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#komorka"]
    assert f"{NOBODY} Czy chodzi o „{CELL}”?" in visitor.faults[0]
    assert not stored(desk)
    visitor.press("Wyślij prośbę", komorka=CELL).follow()
    assert "Widzą ją pracownicy i kierownik tej komórki lub jednostki." in visitor.words
    assert "Kto może odpowiedziećOlga Próbna" in visitor.words


@pytest.mark.parametrize(
    ("days", "is_offered"),
    [((-400, -1), False), ((-400, 0), True), ((0, None), True), ((1, None), False)],
    ids=["over", "last day", "first day", "to come"],
)
def test_units_of_today_alone_are_offered(days, is_offered):
    """Where something is asked for, addressed anew, or handed in by somebody."""
    today = date(2026, 12, 1)
    first, last = (None if one is None else today + timedelta(days=one) for one in days)
    unit = Unit("Zakład Próbny", ("Dział Próbny",), Window(first, last))
    desk = Desk(units=(*DIRECTORY.units, unit))
    assert desk.today == today
    number = asked(desk)
    for role, path, query in (
        (Role.CALL_CENTRE_STAFF, "/prosba/nowa", {}),
        (Role.CALL_CENTRE_STAFF, "/prosba/adresat", {"numer": number}),
        (Role.MONITORING_STAFF, "/informacja/nowa", {}),
    ):
        visitor = desk.visitor(role).get(path, **query)
        assert visitor.status == 200, path
        offered = visitor.page.xpath("//select//option/text()")
        assert any(UNIT in one for one in offered), path
        assert any(unit.name in one for one in offered) is is_offered, path
        listed = visitor.page.xpath("//datalist/option/@value")
        assert is_offered or "Dział Próbny" not in listed, path


def test_a_cell_whose_own_name_is_typed_is_not_proposed_in_its_place():
    desk = Desk(
        people=(
            *CELL_PEOPLE[:1],
            attrs.evolve(CELL_PEOPLE[1], window=Window(None, date(2026, 11, 30))),
        )
    )
    typed = {"jednostka": OFFICE, "komorka": CELL, "pytanie": QUESTION}
    visitor = desk.visitor().get("/prosba/nowa").press("Wyślij prośbę", **typed)
    assert NOBODY in visitor.faults[0]
    assert f"Czy chodzi o „{CELL}”" not in visitor.faults[0]


def test_of_many_who_may_answer_five_are_named_and_nobody_is_left_out():
    names = ["Olga Próbna", "Jan Próbny", "Ewa Mała", "Adam Duży", "Iza Nowa", "Leon Stary"]
    people = [Official(name, (Role.STAFF_OF_UNIT,), UNIT, login=name[:3]) for name in names]
    desk = Desk(people=(*CELL_PEOPLE, *people))
    words = desk.visitor().get("/prosba", numer=asked(desk)).words
    assert f"Kto może odpowiedzieć{', '.join(names[:5])} i 1 inna osoba" in words


def test_what_was_asked_among_many_is_not_asked_again(monkeypatch):
    monkeypatch.setattr("lckm_desk._records.request._BATCH", 2)
    desk = Desk(people=(*CELL_PEOPLE, Official("Jan Próbny", (Role.STAFF_OF_UNIT,), UNIT)))
    numbers = [asked(desk, 1, procedure=OWN), asked(desk, 2, procedure=OWN), asked(desk, 3)]
    visitor = desk.visitor().get("/prosba/nowa")
    visitor.press("Wyślij", pytanie=QUESTION, jednostka=UNIT)
    assert visitor.response.headers["location"].endswith(numbers[-1])
    assert len(stored(desk)) == 3


def test_a_request_to_a_place_without_people_says_so_once_it_is_sent_all_the_same():
    desk = Desk(people=CELL_PEOPLE)
    visitor = desk.visitor().get("/prosba/nowa")
    visitor.press("Wyślij prośbę", jednostka=UNIT, pytanie="")
    assert [NOBODY in fault for fault in visitor.faults] == [False]
    visitor.press("Wyślij prośbę", pytanie=QUESTION)
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#jednostka"]
    visitor.press("Wyślij prośbę", jednostka=OTHER_UNIT)
    assert NOBODY in visitor.faults[0], "of another place it has not been said yet"
    visitor.press("Wyślij prośbę").follow()
    assert "W Biurze nie widzi jej jednak nikt z tej komórki lub jednostki." in visitor.words
    assert "Kto może odpowiedziećnikt: w spisie osób nie ma dziś nikogo" in visitor.words
    assert len(stored(desk)) == 1


def test_a_request_is_addressed_anew_by_whoever_may_ask_for_the_same():
    desk = Desk(people=CELL_PEOPLE)
    number = asked(desk, unit=OFFICE, cell="Wydział Gospodarki Komunlnej")
    visitor = desk.visitor().get("/prosba", numer=number).follow("Zmień adresata")
    page = visitor.page
    assert value(visitor, "komorka") == "Wydział Gospodarki Komunlnej"
    visitor.press("Zmień adresata", komorka="Wydział Kosmosu")
    assert NOBODY in visitor.faults[0]
    visitor.press("Zmień adresata", komorka=CELL).follow()
    assert "Zmieniono adresata. Widzą ją pracownicy i kierownik" in visitor.words
    assert "Kto może odpowiedziećOlga Próbna" in visitor.words
    (request,) = stored(desk)
    assert (request.unit, request.cell) == (OFFICE, CELL)
    visitor.page = page
    visitor.press("Zmień adresata", komorka=CELL)
    assert visitor.status == 303, "the same form sent again"
    visitor.page = page
    visitor.press("Zmień adresata", jednostka=UNIT, komorka="")
    visitor.press("Zmień adresata")
    assert visitor.status == 409
    assert desk.visitor("olga").get("/prosba", numer=number).buttons == ["Odpowiedz"]
    assert desk.visitor("olga").get("/prosba/adresat", numer=number).status == 403


def test_a_request_that_is_met_is_addressed_to_nobody_else(desk):
    number = asked(desk)
    role, by = Role.HEAD_OF_UNIT, Person("Ktoś")
    desk.centre.answer_data_request(number, role=role, text="Tak.", by=by, now=desk.now)
    visitor = desk.visitor().get("/prosba", numer=number)
    assert "Zmień adresata" not in visitor.buttons
    assert visitor.get("/prosba/adresat", numer=number).status == 409
    plea = briefing(desk, at=2)
    assert "Zmień adresata" not in desk.visitor().get("/prosba", numer=plea).buttons
    head = desk.visitor(Role.HEAD_OF_CALL_CENTRE).get("/prosba", numer=plea)
    assert "Zmień adresata" in head.buttons


def answered(desk, at=1, **values) -> str:
    number = asked(desk, at, **values)
    who = Person("Osoba Staff_Of_Unit")
    desk.centre.answer_data_request(
        number, role=Role.STAFF_OF_UNIT, text="14 dni.", by=who, now=desk.now
    )
    return number


@pytest.mark.parametrize("role", [Role.STAFF_OF_UNIT, Role.HEAD_OF_UNIT])
def test_a_wrong_answer_is_corrected_by_who_gave_it_or_the_head(desk, role):
    number = answered(desk)
    desk.now += timedelta(days=1)
    clerk = desk.visitor(role).get("/prosba", numer=number)
    assert clerk.buttons == ["Popraw odpowiedź"]
    clerk.follow("Popraw odpowiedź")
    assert value(clerk, "slowa") == "14 dni."
    clerk.press("Zapisz odpowiedź", slowa="Dzwoń: 601 234 567.")
    assert clerk.status == 422
    clerk.press("Zapisz odpowiedź", slowa="21 dni.").follow()
    assert "Call Center widzi tę" in clerk.words
    assert "odpowiedź z 1.12.2026, poprawiona 2.12.2026" in clerk.words
    assert f"Kto odpowiedziałOsoba {role.name.title()}, 2.12.2026" in clerk.words
    before = clerk.page.xpath("//section[@aria-labelledby='dawniej']//li")
    assert [" ".join(one.text_content().split()) for one in before] == [
        "1.12.2026, Osoba Staff_Of_Unit 14 dni."
    ]
    assert desk.trail[-1].verb == "correct_answer"


def test_a_correction_that_changes_nothing_is_not_said_to_be_stored(desk):
    clerk = desk.visitor(Role.STAFF_OF_UNIT).get("/prosba/poprawka", numer=answered(desk))
    clerk.press("Zapisz").follow()
    assert "Nic nie zmieniono: odpowiedź jest taka, jak była." in clerk.words
    assert "Zapisano" not in clerk.words
    assert not stored(desk)[0].earlier_answers


def test_a_corrected_answer_sent_again_is_one_and_a_change_since_is_told(desk):
    number = answered(desk)
    clerk = desk.visitor(Role.STAFF_OF_UNIT).get("/prosba/poprawka", numer=number)
    form = clerk.page
    assert clerk.press("Zapisz", slowa="21 dni.").status == 303
    clerk.page = form
    assert clerk.press("Zapisz", slowa="21 dni.").status == 303
    clerk.page = form
    assert clerk.press("Zapisz", slowa="28 dni.").status == 409
    assert "Ktoś zmienił tę prośbę" in clerk.words
    assert "28 dni." in clerk.response.text
    assert clerk.press("Zapisz").status == 303
    assert stored(desk)[0].answer == "28 dni."
    assert [one.text for one in stored(desk)[0].earlier_answers] == ["14 dni.", "21 dni."]


def test_the_second_of_two_clerks_is_told_what_to_do_and_keeps_what_was_typed():
    other = Official("Olga Druga", (Role.STAFF_OF_UNIT,), UNIT, login="olga")
    desk = Desk(people=(*PEOPLE, other))
    number = asked(desk)
    second = desk.visitor("olga").get("/prosba/odpowiedz", numer=number)
    desk.centre.answer_data_request(
        number, role=Role.STAFF_OF_UNIT, text="14 dni.", by=Person("Osoba X"), now=desk.now
    )
    second.press("Wyślij", slowa="Moje słowa.")
    assert second.status == 409
    assert "Osoba X" in second.words
    assert "poproś od nowa" not in second.words
    assert second.words.count("Moje słowa.") == 1
    assert second.get("/prosba", numer=number).buttons == []
    second.get("/prosba/poprawka", numer=number)
    assert "poprawi Osoba X albo kierownik" in second.words


def test_whoever_has_two_roles_corrects_in_the_one_that_may():
    both = (Role.STAFF_OF_UNIT, Role.HEAD_OF_UNIT)
    desk = Desk(people=(*PEOPLE, Official("Ida Obie", both, UNIT, login="ida")))
    visitor = desk.visitor("ida").get("/prosba/poprawka", numer=answered(desk))
    assert "Robisz to jako kierownik" in visitor.words
    assert visitor.press("Zapisz", slowa="21 dni.").status == 303


def test_the_next_clerk_sees_the_answer_that_counts(desk):
    desk.procedure("published")
    number = answered(desk, procedure=OWN)
    answered(desk, at=2)
    role, by = Role.HEAD_OF_UNIT, Person("Osoba Head_Of_Unit")
    desk.centre.correct_answer(number, role=role, text="21 dni.", by=by, now=desk.now)
    for path, name in (("/procedura", "numer"), ("/prosba/nowa", "procedura")):
        visitor = desk.visitor().get(path, **{name: OWN})
        assert "21 dni. Osoba Head_Of_Unit, 1.12.2026" in visitor.words
        assert "1.12.2026 14 dni." not in visitor.words
        assert f"{QUESTION} 14 dni." not in visitor.words
        assert "PD-000002" not in visitor.words
    assert "21 dni." not in desk.visitor(Role.MONITORING_STAFF).get("/procedura", numer=OWN).words


@pytest.mark.parametrize("typed", ["2301", "ka-2301", "KA 02301", "KA–02301", "ka\u201102301"])
def test_a_procedure_is_meant_by_its_number_as_people_type_it(desk, typed):
    desk.procedure("published")
    visitor = desk.visitor().get("/prosba/nowa")
    visitor.press("Wyślij", pytanie=QUESTION, jednostka=UNIT, procedura=typed)
    assert visitor.status == 303, visitor.faults
    assert stored(desk)[0].procedure == OWN
    assert desk.visitor().get("/procedura", numer=typed).follow().status == 200


def test_of_two_procedures_that_may_be_meant_none_is_taken(desk):
    desk.procedure("published")
    desk.procedure("received", number="BZ-02301")
    visitor = desk.visitor().get("/prosba/nowa")
    visitor.press("Wyślij", pytanie=QUESTION, jednostka=UNIT, procedura="2301")
    assert visitor.status == 422
    assert stored(desk) == []
    assert value(visitor, "procedura") == "2301"
