"""One report: what its page tells, and what staff do on it."""

import json
import re
from datetime import UTC, datetime, timedelta

import attrs
import pytest
from desk_site import OTHER_UNIT, UNIT, newest

from lckm_core.delivery import DispatchState, ManualAction, Target
from lckm_core.errors import ErasureDeferredError
from lckm_core.forms import to_data
from lckm_core.organisation import Role
from lckm_core.ports import EventVerb
from lckm_core.reports import (
    Attribute,
    Classification,
    Outcome,
    redact_words,
    trial_form,
    trial_number,
)
from lckm_desk._places import Places
from lckm_desk._reports.striking_form import texts_of

WORDS = "Załatano dziurę."


def test_the_page_tells_the_way_and_why_and_no_person(desk):
    number = desk.report(files=2)
    visitor = desk.visitor(Role.HEAD_OF_CALL_CENTRE).open(number)
    assert visitor.status == 200
    assert UNIT in visitor.words
    assert "Wybór drogi: trasa 3: Dziura w jezdni" in visitor.words
    assert "czeka na wysłanie" in visitor.words
    assert "[usunięto: telefon]" in visitor.words
    assert "plików: 2" in visitor.words
    assert "zarejestrowano: do skrzynki" in visitor.words
    for datum in ("601 234 567", "Jan Próbny"):
        assert datum not in visitor.response.text
    assert desk.memory.access_log.accesses == []
    assert visitor.response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("number", ["ŁCKM/2026/999999", "", "x" * 5000, "../../etc", "a\x00b"])
def test_an_unknown_number_is_not_found(desk, number):
    visitor = desk.visitor().open(number)
    assert visitor.status == 404
    assert "Nie ma taki" in visitor.words


def test_an_outcome_is_noted_once_and_then_reopened(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    visitor.press("Zapisz wynik", wynik="done", slowa="Załatano. Pytania: 601 234 567.")
    visitor.press("Wykreśl i zapisz").follow()
    assert "wykreślono dane osobowe" in visitor.words
    assert "[usunięto: telefon]" in visitor.words
    trail = desk.visitor(Role.DIRECTOR).open(number).words
    assert "zapisano wynik: załatwione (Osoba Call_Centre_Staff" in trail
    assert "Ślad czynności" not in visitor.words
    visitor.follow("Otwórz na nowo").press("Otwórz", slowa="Dziura jest znowu.").follow()
    assert "Otwarto na nowo" in visitor.words
    visitor.follow("Zapisz wynik").press("Zapisz wynik", wynik="done", slowa="Załatano.").follow()
    assert "Zapisano wynik" in visitor.words
    visitor.follow("Otwórz na nowo").press("Otwórz", slowa="Pisze Jan Próbny, 601 234 567.")
    assert "wykreślono dane osobowe" in visitor.press("Wykreśl i zapisz").follow().words
    assert "Zapisz wynik" in visitor.buttons


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    visitor.press("Zapisz wynik", slowa=WORDS)
    assert visitor.status == 422
    assert visitor.faults == ["Wybierz wynik."]
    assert visitor.page.xpath("//textarea")[0].text.strip() == WORDS
    visitor.press("Zapisz wynik", wynik="done", slowa=" ")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#slowa"]
    visitor.press("Zapisz wynik", wynik="duplicate", slowa=WORDS, wczesniejsze=number)
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#wczesniejsze"]
    visitor.press("Zapisz wynik", wynik="duplicate", slowa=WORDS, wczesniejsze="A/1")
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#wczesniejsze"]
    assert "A/1" in visitor.faults[0]


def test_a_duplicate_without_a_number_and_a_number_without_a_duplicate_are_two_faults(desk):
    number, earlier = desk.report(1), desk.report(2)
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    visitor.press("Zapisz wynik", wynik="duplicate", slowa=WORDS)
    assert visitor.faults == ["Podaj numer wcześniejszego zgłoszenia."]
    visitor.press("Zapisz wynik", wynik="done", slowa=WORDS, wczesniejsze=earlier)
    assert "podaje się tylko przy wyniku" in visitor.faults[0]


def test_the_form_of_an_outcome_shows_the_report(desk):
    number = desk.report(description="Dziura przy szkole.", place={"address": "Zielona 6"})
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    assert "Dziura przy szkole." in visitor.words
    assert "Miejsce: Zielona 6" in visitor.words


@pytest.mark.parametrize("act", ["Zapisz wynik", "Otwórz na nowo"])
def test_what_would_be_struck_of_words_is_seen_before_they_are_stored(desk, act):
    number = desk.report()
    if act == "Otwórz na nowo":
        desk.visitor().open(number).follow("Zapisz wynik").press(wynik="done", slowa="Już.")
    acts = len(desk.memory.reports.get(number).history)
    words = "Pytania: wykonawca, tel. 505 606 707."
    visitor = desk.visitor().open(number).follow(act)
    outcome = {"wynik": "done"} if act == "Zapisz wynik" else {}
    visitor.press(act, slowa=words, **outcome)
    assert visitor.status == 422
    assert "zostanie: Pytania: wykonawca, tel. [usunięto: telefon]." in visitor.words
    assert len(desk.memory.reports.get(number).history) == acts
    visitor.press("Zapisz bez zmian").follow()
    assert desk.memory.reports.get(number).history[-1].words == words
    assert "wykreślono" not in visitor.words


def test_words_changed_after_they_were_seen_are_shown_again(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    visitor.press("Zapisz wynik", wynik="done", slowa="Pytania: 505 606 707.")
    visitor.press("Zapisz bez zmian", slowa="Pytania: 505 606 708.")
    assert visitor.status == 422
    assert desk.memory.reports.get(number).history == ()


def test_what_the_reporter_gave_goes_whatever_a_button_says(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    visitor.press("Zapisz wynik", wynik="done", slowa="Oddzwonimy: 601 234 567, biuro 505 606 707.")
    visitor.press("Zapisz bez zmian").follow()
    stored = desk.memory.reports.get(number).history[-1].words
    assert stored == "Oddzwonimy: [usunięto: telefon], biuro 505 606 707."
    assert "wykreślono dane osobowe" in visitor.words


def test_telephones_that_residents_are_shown_stay_at_once(desk):
    shown = desk.procedure("published")
    (phone, *_) = newest(desk, shown).procedure.places[0].phones
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    words = f"Sprawa w toku, dzwoń pod {phone} wew. 12."
    visitor.press("Zapisz wynik", wynik="done", slowa=words).follow()
    assert desk.memory.reports.get(number).history[-1].words == words


def test_a_later_report_is_no_earlier_one(desk):
    number, later = desk.report(1), desk.report(2)
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    visitor.press("Zapisz wynik", wynik="duplicate", slowa=WORDS, wczesniejsze=later)
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#wczesniejsze"]
    assert "Tamto zgłoszenie jest późniejsze niż to" in visitor.faults[0]
    assert desk.memory.reports.get(number).closing is None


def test_similar_reports_are_offered_to_choose_from(desk):
    earlier, elsewhere = desk.report(1), desk.report(2, place={"address": "Rzgowska 9"})
    desk.now += timedelta(minutes=1)
    number = desk.report(3, place={"address": "ul. Zielona 5"})
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    assert visitor.page.xpath("//input[@name='podobne']/@value") == [earlier, "inne"]
    (label, _) = visitor.page.xpath("//fieldset[@id='podobne']//label")
    assert label.text_content().strip().startswith(f"{earlier}, 1.12.2026")
    assert "Dziura w jezdni" in label.text_content()
    assert "601" not in label.text_content()
    typed = {"wynik": "duplicate", "slowa": WORDS}
    visitor.press("Zapisz wynik", **typed, podobne="inne")
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#wczesniejsze"]
    visitor.press("Zapisz wynik", **typed, podobne=earlier, wczesniejsze=elsewhere)
    assert visitor.faults == ["Zaznaczono inne zgłoszenie, niż wpisano. Zostaw jedno z nich."]
    visitor.press("Zapisz wynik", **typed, podobne=earlier, wczesniejsze="").follow()
    assert "Zapisano wynik" in visitor.words
    assert earlier in visitor.open(number).words
    assert not desk.visitor().open(earlier).follow("Zapisz wynik").page.xpath("//*[@id='podobne']")


def test_the_page_of_a_report_names_similar_ones(desk):
    earlier, other = desk.report(1), desk.report(2, place={"address": "Rzgowska 9"})
    desk.now += timedelta(minutes=1)
    number = desk.report(3, place={"address": "ul. Zielona 5"})
    visitor = desk.visitor().open(number)
    section = visitor.page.xpath("//section[@aria-labelledby='podobne-h']")[0]
    section = " ".join(section.text_content().split())
    assert f"{earlier}, 1.12.2026, 00:30, bez wyniku: Dziura w jezdni" in section
    assert other not in section
    assert "601" not in section
    assert visitor.follow("wskaż wcześniejsze").page.xpath("//input[@value='duplicate']")
    desk.centre.note_outcome(
        earlier, Outcome.DONE, words="Już.", role=Role.CALL_CENTRE_STAFF, now=desk.now
    )
    assert f"{earlier}, 1.12.2026, 00:30, załatwione: Dziura" in visitor.open(number).words
    assert "Podobne zgłoszenia" not in visitor.open(earlier).words


def test_similar_reports_of_another_unit_are_not_named(desk):
    def register(number, category):
        form = {"description": "Dziura.", "category": category, "place": {"address": "Zielona 5"}}
        desk.centre.register(form, number=number, now=desk.now)

    register("ZG-1", "dziura-w-jezdni")
    table = desk.memory.table()
    own, foreign = (
        next(route for route in table.routes if route.unit == unit) for unit in (UNIT, OTHER_UNIT)
    )
    everything = attrs.evolve(own, categories=(), places=(), kinds=(), conditions=())
    elsewhere = attrs.evolve(foreign, categories=(), places=(), kinds=(), conditions=())
    desk.memory.table = lambda: attrs.evolve(table, routes=(elsewhere,))
    register("ZG-2", "dziura-w-jezdni")
    desk.memory.table = lambda: attrs.evolve(table, routes=(everything,))
    register("ZG-3", "dziura-w-jezdni")
    page = desk.visitor(Role.STAFF_OF_UNIT).open("ZG-3").words
    assert "ZG-1" in page
    assert "ZG-2" not in page
    assert "wskaż wcześniejsze" in page
    assert "ZG-2" in desk.visitor().open("ZG-3").words
    seen = desk.visitor(Role.DIRECTOR).open("ZG-3").words
    assert "Podobne zgłoszenia" in seen
    assert "wskaż wcześniejsze" not in seen


def test_a_trial_report_is_like_no_other(desk):
    desk.centre.register(trial_form("dziura-w-jezdni"), number=trial_number(desk.now), now=desk.now)
    visitor = desk.visitor().open(trial_number(desk.now))
    assert visitor.status == 200
    assert visitor.follow("Zapisz wynik").status == 200


def test_of_similar_reports_a_unit_is_offered_none_that_the_helpdesk_has(desk):
    """It may not see it any more (I26), so it reads none of its words either."""
    helpdesks = desk.report(1, description="Zapadł się asfalt.")
    desk.centre.settle_by_hand(helpdesks, Target.HELPDESK, ManualAction.TOLD, now=desk.now)
    desk.now += timedelta(minutes=1)
    number = desk.report(2)
    path = "/zgloszenie/wynik"
    clerk = desk.visitor(Role.STAFF_OF_UNIT).get(path, numer=number)
    assert clerk.status == 200
    assert clerk.page.xpath("//input[@name='podobne']") == []
    assert "Zapadł się asfalt" not in clerk.words
    assert "Zapadł się asfalt" in desk.visitor().get(path, numer=number).words


def test_faults_speak_of_the_form_and_not_of_programs(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    faults = []
    for fields in (
        {"wynik": "done", "slowa": " "},
        {"wynik": "done", "slowa": "x" * 2001},
        {"wynik": "done", "slowa": WORDS, "wczesniejsze": "A/1"},
        {"wynik": "duplicate", "slowa": WORDS, "wczesniejsze": ""},
        {"wynik": "duplicate", "slowa": WORDS, "wczesniejsze": number},
    ):
        visitor.press("Zapisz wynik", **fields)
        assert visitor.status == 422
        faults += visitor.faults
    assert faults[0] == "Wpisz słowa dla zgłaszającego."
    assert "Zgłoszono to już wcześniej" in faults[2]
    for text in faults:
        assert not {"words", "duplicate", "description"} & set(re.findall(r"[a-z_]+", text))
        assert text[0].isupper()
        assert text.endswith(".")


def test_a_refusal_is_a_sentence_with_a_way_on(desk):
    number = desk.report()
    desk.centre.note_outcome(
        number, Outcome.DONE, words="Już.", role=Role.CALL_CENTRE_STAFF, now=desk.now
    )
    visitor = desk.visitor().get("/zgloszenie/wynik", numer=number)
    assert visitor.status == 409
    text = visitor.page.xpath("//*[@class='notice']")[0].text_content()
    assert text[0].isupper()
    assert text.endswith(".")
    refused = desk.visitor(Role.DIRECTOR).get("/zgloszenie/wynik", numer=number)
    assert refused.status == 403
    assert "Przejdź do początku" in refused.words


def test_a_form_that_somebody_else_opened_is_not_saved_in_the_name_of_another(desk):
    number = desk.report(files=1)
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    form = visitor.page
    head = desk.visitor(Role.HEAD_OF_CALL_CENTRE)
    head.page = form
    head.press("Zapisz wynik", wynik="done", slowa=WORDS)
    assert head.status == 409
    assert "otworzył ktoś inny" in head.faults[0]
    assert WORDS in head.response.text
    assert desk.memory.reports.get(number).closing is None
    # Whoever has looked may send it again, in their own name.
    assert head.press("Zapisz wynik").status == 303
    head.page = visitor.open(number).follow("Pokaż dane osobowe").page
    head.press("Zapisz to", cel="call back")
    assert head.status == 409
    assert desk.memory.access_log.accesses == []


@pytest.mark.parametrize("typed", [" łckm/2026/000001 ", "1", "ŁCKM / 2026 / 000001", "000001"])
def test_a_number_is_found_as_people_type_it(desk, typed):
    number = desk.report()
    desk.report(2)
    assert number in desk.visitor().open(typed).title


def test_of_two_who_act_at_once_the_second_is_told_and_keeps_what_was_typed(desk):
    number = desk.report()
    first = desk.visitor().open(number).follow("Zmień przyporządkowanie")
    second = desk.visitor(Role.HEAD_OF_CALL_CENTRE).open(number).follow("Zmień przyporządkowanie")
    assert first.press("Sprawdź", kategoria="odpady").press("Zmień").status == 303
    second.press("Sprawdź", kategoria="trawa")
    assert second.status == 409
    assert second.faults
    was = [row.text_content() for row in second.page.xpath("//*[@class='facts']//dd")]
    assert was == ["Zielona 5", "interwencja", "Nieodebrane odpady"]
    assert "trawa" in second.page.xpath("//option[@selected]/@value")
    # Whoever has looked may send it again.
    assert second.press("Zmień").status == 303
    assert desk.memory.reports.get(number).category == "trawa"


def test_of_two_who_classify_in_the_same_moment_the_second_overwrites_nothing(desk, monkeypatch):
    number = desk.report()
    first = desk.visitor().open(number).follow("Zmień przyporządkowanie")
    second = desk.visitor(Role.HEAD_OF_CALL_CENTRE).open(number).follow("Zmień przyporządkowanie")
    first.press("Sprawdź", kategoria="odpady")
    second.press("Sprawdź", kategoria="trawa")
    routes = type(desk.centre.plugins.routes)
    table = routes.table

    def of_the_first(source):
        monkeypatch.setattr(routes, "table", table)
        assert first.press("Zmień").status == 303
        return table(source)

    # The second has read the report, and not yet the table.
    monkeypatch.setattr(routes, "table", of_the_first)
    assert second.press("Zmień").status == 409
    assert desk.memory.reports.get(number).category == "odpady"


def test_an_outcome_that_came_first_leaves_the_words_of_the_second(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    role = Role.CALL_CENTRE_STAFF
    desk.centre.note_outcome(number, Outcome.DONE, words="Już.", role=role, now=desk.now)
    visitor.press("Zapisz wynik", wynik="not_found", slowa="Nie ma tam dziury.")
    assert visitor.status == 409
    assert "Nie ma tam dziury." in visitor.words
    assert "ma już wynik" in visitor.words


def test_another_classification_goes_where_the_table_says(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zmień przyporządkowanie")
    visitor.press("Sprawdź", kategoria="odpady")
    assert "Po zmianie dostanie je: Zarząd Gospodarowania Odpadami" in visitor.words
    assert desk.memory.reports.get(number).category == "dziura-w-jezdni"
    visitor.press("Zmień").follow()
    assert "Zapisano przyporządkowanie" in visitor.words
    assert "Zapisano przyporządkowanie" not in visitor.open(number).words
    assert "Zarząd Gospodarowania Odpadami" in visitor.words
    assert "Było: interwencja, Dziura w jezdni" in visitor.words
    visitor.follow("Zmień przyporządkowanie").press("Sprawdź", kategoria="drzewo")
    assert "Uzupełnij pola" in visitor.words
    (name,) = [one for one in visitor.page.xpath("//input/@name") if one.startswith("cecha-")]
    visitor.press("Zmień", **{name: "około 12"})
    assert visitor.faults == ["Wpisz samą liczbę, na przykład 12."]
    # Other values than those that were shown are shown before they are saved.
    visitor.press("Zmień", **{name: "12"})
    assert "Po zmianie dostanie je: Zarząd Zieleni" in visitor.words
    visitor.press("Zmień").follow()
    assert "Zarząd Zieleni" in visitor.words


def test_what_decides_the_receiver_is_chosen_from_the_table(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zmień przyporządkowanie")
    visitor.press("Sprawdź", kategoria="uszkodzony-chodnik")
    first = desk.memory.reports.dispatch(number).receiver
    assert "droga-publiczna" in visitor.page.xpath("//select[@id='miejsce']/option/@value")
    visitor.press("Zmień", miejsce="droga-publiczna")
    assert "Po zmianie dostanie je: Zarząd Dróg i Transportu" in visitor.words
    visitor.press("Zmień").follow()
    assert desk.memory.reports.dispatch(number).receiver == first == UNIT


def test_a_report_that_has_arrived_gets_another_category_and_goes_nowhere_else(desk):
    number = desk.report()
    desk.centre.dispatch_due("w", clock=lambda: desk.now + timedelta(minutes=1))
    arrived = desk.memory.reports.dispatch(number)
    visitor = desk.visitor().open(number).follow("Zmień przyporządkowanie")
    visitor.press("Sprawdź", kategoria="odpady").press("Zmień").follow()
    assert "Zapisano przyporządkowanie" in visitor.words
    assert desk.memory.reports.get(number).category == "odpady"
    assert desk.memory.reports.dispatch(number) == arrived


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"category": None},
        {"category": None, "kind": "other"},
        {"category": "uszkodzony-chodnik", "place": {"kind": "droga-publiczna"}},
        {"category": "uszkodzony-chodnik", "place": {"kind": "las"}},
        {"place": {"kind": "las", "area": "srodmiescie"}},
        {"category": None, "place": {"kind": "las", "area": "srodmiescie"}},
        {"category": "drzewo", "attributes": [{"name": "wiek-drzewa", "value": "12"}]},
        {"category": "trawa", "attributes": [{"name": "wiek-drzewa", "value": "stare"}]},
    ],
    ids=str,
)
def test_nothing_is_said_to_be_saved_when_nothing_changed(desk, stored):
    """Whatever is stored stays chosen in the form, asked for by its category or not."""
    number = desk.report(**stored)
    visitor = desk.visitor().open(number).follow("Zmień przyporządkowanie")
    visitor.press("Sprawdź").follow()
    assert "Nic nie zmieniono" in visitor.words
    assert "Zapisano przyporządkowanie" not in visitor.words
    assert not desk.centre.plugins.reports.get(number).history


def test_a_category_that_the_table_no_longer_has_is_not_taken_from_a_report_by_the_way(desk):
    """Whoever came to correct the place chooses another category, or none, on purpose."""
    number = desk.report(category="trawa")
    table = desk.centre.plugins.routes.table()
    categories = tuple(row for row in table.categories if row.id != "trawa")
    routes = tuple(row for row in table.routes if "trawa" not in row.categories)
    desk.memory._table = attrs.evolve(table, categories=categories, routes=routes)
    visitor = desk.visitor().open(number).follow("Zmień przyporządkowanie")
    visitor.press("Sprawdź", adres="Zielona 7")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#kategoria"]
    assert visitor.page.xpath("//select[@id='kategoria']/option[@selected]/@value") == ["trawa"]
    assert desk.memory.reports.get(number).address == "Zielona 5"
    visitor.press("Sprawdź", kategoria="odpady").press("Zmień").follow()
    report = desk.memory.reports.get(number)
    assert (report.address, report.category) == ("Zielona 7", "odpady")


def test_the_order_of_attributes_is_no_change(desk):
    """An application sends them in its own order, the form has that of the category."""
    attributes = [{"name": "gatunek", "value": "lipa"}, {"name": "wiek-drzewa", "value": "12"}]
    number = desk.report(category="drzewo", attributes=attributes)
    visitor = desk.visitor().open(number).follow("Zmień przyporządkowanie")
    visitor.press("Sprawdź").follow()
    assert "Nic nie zmieniono" in visitor.words
    assert not desk.centre.plugins.reports.get(number).history


def test_all_that_was_chosen_is_shown_back_when_the_state_forbids_it(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zapisz, kto ma zgłoszenie")
    desk.centre.settle_by_hand(number, Target.MAILBOX, ManualAction.TOLD, now=desk.now)
    visitor.press("Zapisz", odbiorca="mailbox", skad="seen", numer_odbiorcy="ZD-7")
    assert visitor.status == 409
    for words in ("skrzynka komórki lub jednostki", "widać je u odbiorcy", "ZD-7"):
        assert words in visitor.words


def test_a_category_that_the_table_lacks_is_refused_at_its_field(desk):
    number = desk.report()
    fields = {"numer": number, "rodzaj": "intervention", "kategoria": "x-y"}
    visitor = desk.visitor().post("/zgloszenie/przyporzadkowanie", **fields)
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#kategoria"]


def test_a_delivery_is_begun_anew_and_settled_by_hand(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Przekaż ponownie")
    assert "Dokąd teraz pójdzie" in visitor.words
    assert UNIT in visitor.words
    visitor.press("Przekaż ponownie").follow()
    assert "od nowa" in visitor.words
    visitor.follow("Zapisz, kto ma zgłoszenie")
    visitor.press("Zapisz", odbiorca="mailbox", skad="told", numer_odbiorcy="dwa słowa")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#numer-odbiorcy"]
    visitor.press("Zapisz", odbiorca="mailbox", skad="told", numer_odbiorcy="ZD-7").follow()
    assert "numer u odbiorcy: ZD-7" in visitor.words
    assert desk.memory.reports.dispatch(number).state is DispatchState.SENT
    trail = desk.visitor(Role.DIRECTOR).open(number).words
    assert "odbiorca to potwierdził (Osoba Call_Centre_Staff, pracownik" in trail


def test_only_whoever_may_have_a_report_can_be_said_to_have_it(desk):
    for number, targets in (
        (desk.report(1), ["mailbox", "helpdesk"]),
        (desk.report(2, kind="other", category=None), ["helpdesk"]),
    ):
        visitor = desk.visitor().open(number).follow("Zapisz, kto ma zgłoszenie")
        assert visitor.page.xpath("//input[@name='odbiorca']/@value") == targets


def test_of_a_delivery_that_changed_since_the_page_was_opened_nothing_is_settled(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zapisz, kto ma zgłoszenie")
    desk.now += timedelta(minutes=1)
    desk.centre.reroute(number, now=desk.now)
    visitor.press("Zapisz", odbiorca="mailbox", skad="told", numer_odbiorcy="ZD-7")
    assert visitor.status == 409
    assert "ZD-7" in visitor.response.text, "nobody types it again"
    assert desk.memory.reports.dispatch(number).state is DispatchState.PENDING


def test_an_outcome_that_came_since_the_page_was_opened_is_not_reopened(desk):
    number = desk.report()
    who = {"role": Role.CALL_CENTRE_STAFF, "now": desk.now}
    desk.centre.note_outcome(number, Outcome.DONE, words="Załatano.", **who)
    visitor = desk.visitor().open(number).follow("Otwórz na nowo")
    desk.centre.reopen(number, words="Jest znów.", **who)
    desk.centre.note_outcome(number, Outcome.NOT_OURS, words="Wód Polskich.", **who)
    visitor.press("Otwórz na nowo", slowa="Nie załatano.")
    assert visitor.status == 409
    assert "Nie załatano." in visitor.response.text
    assert desk.memory.reports.get(number).closing.outcome is Outcome.NOT_OURS


def test_what_was_done_since_the_page_was_opened_is_seen_before_an_outcome_is_noted(desk):
    number = desk.report()
    who = {"role": Role.CALL_CENTRE_STAFF, "now": desk.now}
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    desk.centre.note_outcome(number, Outcome.DONE, words="Załatano.", **who)
    desk.centre.reopen(number, words="To inna dziura.", **who)
    visitor.press("Zapisz wynik", wynik="done", slowa="Załatano.")
    assert visitor.status == 409
    assert desk.memory.reports.get(number).closing is None


def test_our_own_key_is_not_told_as_the_receivers_number(desk):
    number = desk.report()
    words = desk.visitor().open(number).words
    assert "numer u odbiorcy" not in words, "nobody has it yet"
    key = desk.memory.reports.dispatch(number).key
    desk.centre.settle_by_hand(
        number, Target.MAILBOX, ManualAction.TOLD, now=desk.now, reference=key
    )
    words = desk.visitor().open(number).words
    assert f"{UNIT}, numer u odbiorcy: brak" in words
    assert key not in words


def test_a_delivery_that_went_on_meanwhile_is_not_begun_anew_unseen(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Przekaż ponownie")
    desk.centre.reroute(number, now=desk.now)
    visitor.press("Przekaż ponownie")
    assert visitor.status == 409
    assert visitor.faults
    assert visitor.press("Przekaż ponownie").status == 303


def test_words_are_redacted_by_hand(desk):
    number = desk.report(description="Dziura koło Kasi i Zosi.")
    visitor = desk.visitor().open(number).follow("Wykreśl słowa")
    assert "Dziura koło Kasi" in visitor.words
    fault = "Zaznacz albo wpisz słowa do wykreślenia."
    assert visitor.press("Pokaż", slowa="").faults == [fault]
    for count in (100, 101):
        (fault,) = visitor.press("Pokaż", slowa="\n".join(["xy"] * count)).faults
        assert ("naraz da się wykreślić 100" in fault) is (count > 100)
        assert "mniej niż" not in fault
    assert visitor.press("Pokaż", slowa="Kasi\nx").faults == [
        "W wierszu 2 jest mniej niż 2 znaki. Wpisz całe słowo."
    ]
    assert "101 wierszy" in visitor.press("Pokaż", slowa="ab\n" * 101).faults[0]
    assert (
        visitor.press("Pokaż", slowa="Kasi\nMarysi")
        .faults[0]
        .startswith("W treści nie ma słów z wiersza 2.")
    )
    visitor.press("Pokaż", slowa="Kasi\nZosi").press("Wykreśl na zawsze").follow()
    assert "Kasi" not in visitor.words
    assert "Zosi" not in visitor.words


def test_every_text_in_which_words_are_struck_is_shown_before(desk):
    """What staff changed stays in the history, and what it was is struck there as well."""
    number = desk.report(
        description="Dziura, zqopis.",
        place={"address": "róg, zqmiejsce"},
        attributes=[{"name": "jak-dlugo", "value": "od zima, zqcecha"}],
    )
    who = {"role": Role.CALL_CENTRE_STAFF, "now": desk.now}
    for at in range(2):
        changed = Classification(attributes=(Attribute("jak-dlugo", f"nie wiem, zqinna{at}"),))
        desk.centre.reclassify(number, changed, address=f"most, zqtam{at}", **who)
    desk.centre.note_outcome(number, Outcome.DONE, words="Gotowe, zqwynik.", **who)
    desk.centre.reopen(number, words="Znów dziura, zqpowrot.", **who)
    report = desk.memory.reports.get(number)
    words = set(re.findall(r"zq\w+", json.dumps(to_data(attrs.evolve(report, personal=None)))))
    assert len(words) == 9
    for word in words:
        assert any(word in text for _, text, _ in texts_of(report, Places())), word
        struck = redact_words(report, [word])
        assert texts_of(struck, Places()) != texts_of(report, Places()), word
    page = desk.visitor().open(number).follow("Wykreśl słowa").words
    assert "Zmienione przyporządkowanie i miejsce, było: jak dlugo" in page
    assert "jak-dlugo" not in page, "no id stands in place of a name"


@pytest.mark.parametrize(
    "values",
    [
        {"description": "Dziura u rybaka, rybakiem zwanego."},
        {"place": {"address": "za rybakiem"}},
        {"attributes": [{"name": "uwaga", "value": "za rybakiem"}]},
        {},
    ],
    ids=["text", "place", "attribute", "history"],
)
def test_another_form_of_what_is_struck_is_told_wherever_it_stays(desk, values):
    number = desk.report(**{"description": "Dziura u rybaka.", **values})
    if not values:
        who = {"role": Role.CALL_CENTRE_STAFF, "now": desk.now}
        desk.centre.note_outcome(number, Outcome.DONE, words="Jest za rybakiem.", **who)
    visitor = desk.visitor().open(number).follow("Wykreśl słowa")
    visitor.press("Pokaż, co zniknie", slowa="rybaka")
    assert "Zostaną podobne słowa: „rybakiem”." in visitor.words


def test_consent_is_withdrawn_for_whoever_asks(desk):
    number = desk.report(files=1)
    visitor = desk.visitor().open(number).follow("Cofnij zgodę").press("Tak, cofnij").follow()
    assert (
        "Danych osobowych już nie ma: zgodę cofnięto 1.12.2026 (pracownik Oddziału Call Center), "
        "a dane usunięto 1.12.2026." in visitor.words
    )
    assert "Cofnij zgodę" not in visitor.buttons
    assert desk.memory.reports.get(number).is_anonymous


def test_it_stays_to_be_seen_when_the_data_went_and_why(desk):
    by_resident, at_term = desk.report(1), desk.report(2)
    desk.now += timedelta(days=3)
    desk.centre.withdraw_consent(by_resident, now=desk.now)
    desk.centre.withdraw_consent(by_resident, now=desk.now + timedelta(days=1))
    words = desk.visitor().open(by_resident).words
    assert "zgodę cofnięto 4.12.2026 (na stronie dla mieszkańców albo przez operatora)" in words
    assert "a dane usunięto 4.12.2026" in words
    assert "Nikt jeszcze nic nie zapisał" not in words
    desk.now += timedelta(days=300)
    desk.centre.anonymise_due(now=desk.now)
    words = desk.visitor().open(at_term).words
    assert "Danych osobowych już nie ma: ich termin minął 1.07.2027." in words


def test_on_the_day_of_their_term_it_is_said_that_it_has_passed(desk):
    number = desk.report()
    desk.now = datetime(2027, 6, 30, 22, 30, tzinfo=UTC)
    desk.centre.anonymise_due(now=desk.now)
    assert "ich termin minął 1.07.2027." in desk.visitor().open(number).words


def test_what_was_recorded_and_what_was_erased_have_days_of_their_own(desk):
    number = desk.report()
    desk.now += timedelta(days=1)
    desk.centre.withdraw_consent(number, now=desk.now)
    (erased,) = [one for one in desk.trail if one.verb == EventVerb.WITHDRAW_CONSENT]
    recorded = attrs.evolve(erased, outcome="recorded", at=erased.at - timedelta(days=1))
    desk.trail[:] = [*desk.trail[:-1], recorded, erased]
    words = desk.visitor().open(number).words
    assert "zgodę cofnięto 1.12.2026" in words
    assert "a dane usunięto 2.12.2026." in words


def test_a_report_with_an_outcome_names_no_similar_ones(desk):
    desk.report(1)
    desk.now += timedelta(minutes=1)
    number = desk.report(2)
    assert "Podobne zgłoszenia" in desk.visitor().open(number).words
    desk.centre.note_outcome(
        number, Outcome.DONE, words="Już.", role=Role.CALL_CENTRE_STAFF, now=desk.now
    )
    assert "Podobne zgłoszenia" not in desk.visitor().open(number).words


def test_marks_that_somebody_typed_are_not_told_as_struck(desk):
    typed = "Prosimy nie podawać: [usunięto: telefon]."
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    visitor.press("Zapisz wynik", wynik="done", slowa=typed).follow()
    assert desk.memory.reports.get(number).closing.words == typed
    assert "wykreślono dane osobowe" not in visitor.words


def test_a_withdrawal_that_waits_for_the_database_is_no_failure(desk, monkeypatch):
    def recorded(number, *, now):
        raise ErasureDeferredError(number)

    number = desk.report()
    monkeypatch.setattr(desk.memory.reports, "erase", recorded)
    visitor = desk.visitor().open(number).follow("Cofnij zgodę").press("Tak, cofnij").follow()
    assert "Zgodę cofnięto i nikt już tych danych nie zobaczy." in visitor.words
    assert visitor.faults == []


def test_before_a_consent_is_withdrawn_it_is_said_how_the_caller_is_known(desk):
    visitor = desk.visitor().open(desk.report()).follow("Cofnij zgodę")
    assert "Poznasz go po kodzie, który dostał z numerem zgłoszenia" in visitor.words
    assert "Kto kodu nie ma, do tego oddzwoń albo napisz" in visitor.words


def test_a_form_from_another_site_does_nothing(desk):
    number = desk.report()
    client = desk.visitor().client
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        response = client.post("/zgloszenie/zgoda", data={"numer": number}, headers=headers)
        assert response.status_code == 403
    assert not desk.memory.reports.get(number).is_anonymous


def test_an_address_alone_changes_nothing(desk):
    number = desk.report()
    visitor = desk.visitor()
    for form in ("wynik", "przekazanie", "wykreslenie", "zgoda", "dane"):
        assert visitor.get(f"/zgloszenie/{form}", numer=number).status == 200
    assert len(desk.trail) == 1
    assert desk.memory.access_log.accesses == []


def test_a_session_ends_and_nothing_typed_is_lost(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    desk.now += timedelta(hours=1)
    visitor.press("Zapisz wynik", wynik="done", slowa=WORDS)
    assert visitor.status == 401
    assert WORDS in visitor.response.text
    assert visitor.page.find(".//main") is not None


def test_words_that_may_be_personal_are_pointed_at_before_whoever_strikes_words(desk):
    """A surname in a place stays, for it may be a street or a shop: nobody here was told."""
    number = desk.report(
        description="Podobno Pawlak o tym wie.",
        place={"address": "śmieci u Brzęczyszczykiewicza, przy Piłsudskiego"},
    )
    said = "Sprawdź, czy to nie dane osób: „Pawlak”, „Brzęczyszczykiewicza”."
    visitor = desk.visitor().open(number)
    assert said in visitor.words
    assert "Sprawdź, czy" not in desk.visitor(Role.DIRECTOR).open(number).words
    visitor.follow("Wykreśl słowa")
    visitor.press("Pokaż, co zniknie", slowa="Pawlak\nBrzęczyszczykiewicza")
    visitor.press("Wykreśl na zawsze")
    assert "Sprawdź, czy" not in desk.visitor().open(number).words


def test_words_that_may_be_personal_are_ticked_and_need_no_typing(desk):
    number = desk.report(description="Podobno Pawlak o tym wie, m.\n7, jego brat też. Psa ma Rex.")
    visitor = desk.visitor().open(number).follow("Wykreśl słowa")
    page = visitor.page
    offered = page.xpath("//fieldset[@id='wskazane']//input/@value")
    assert [" ".join(word.split()) for word in offered] == ["Pawlak", "m. 7"]
    visitor.press("Pokaż, co zniknie")
    assert "Zaznacz albo wpisz słowa do wykreślenia." in visitor.words
    # As a browser sends a line break.
    visitor.press("Pokaż, co zniknie", wskazane=["Pawlak", "m.\r\n7"], slowa="Rex")
    visitor.press("Wykreśl na zawsze", wskazane=["Pawlak", "m.\r\n7"], slowa="Rex")
    text = desk.memory.reports.get(number).description
    assert not any(word in text for word in ("Pawlak", "Rex", "7"))
    assert "jego brat" in text


def test_a_ticked_word_that_another_tab_struck_is_done_and_lines_keep_their_numbers(desk):
    number = desk.report(description="Podobno Pawlak i Wójcik o tym wiedzą.")
    visitor = desk.visitor().open(number).follow("Wykreśl słowa")
    other = desk.visitor().open(number).follow("Wykreśl słowa")
    other.press("Pokaż, co zniknie", wskazane="Pawlak")
    other.press("Wykreśl na zawsze", wskazane="Pawlak")
    ticked = ["Pawlak", "Wójcik"]
    (fault,) = visitor.press("Pokaż, co zniknie", wskazane=ticked, slowa="wiedzą\nnic").faults
    assert "wiersza 2" in fault
    visitor.press("Pokaż, co zniknie", wskazane=ticked, slowa="wiedzą")
    visitor.press("Wykreśl na zawsze", wskazane=ticked, slowa="wiedzą")
    text = desk.memory.reports.get(number).description
    assert not any(word in text for word in ("Pawlak", "Wójcik", "wiedzą"))


def test_what_was_ticked_stays_ticked_beside_a_fault(desk):
    number = desk.report(description="Podobno Pawlak o tym wie.")
    visitor = desk.visitor().open(number).follow("Wykreśl słowa")
    visitor.press("Pokaż, co zniknie", wskazane="Pawlak", slowa="x")
    assert visitor.page.xpath("//input[@value='Pawlak']/@checked")
    visitor.press("Pokaż, co zniknie", wskazane="Pawlak", slowa="")
    visitor.press("Wykreśl na zawsze", wskazane="Pawlak", slowa="")
    assert "Pawlak" not in desk.memory.reports.get(number).description


def test_a_session_that_ends_shows_what_was_ticked(desk):
    number = desk.report(description="Podobno Pawlak o tym wie.")
    visitor = desk.visitor().open(number).follow("Wykreśl słowa")
    desk.now += timedelta(hours=1)
    visitor.press("Pokaż, co zniknie", wskazane="Pawlak")
    assert visitor.status == 401
    assert "Pawlak" in visitor.response.text


def test_what_will_be_struck_where_is_shown_first_and_what_stays_in_another_form(desk):
    number = desk.report(
        description="Dziura przy Piotrkowskiej 104.", place={"address": "Piotrkowska 104"}
    )
    before = desk.memory.reports.get(number)
    visitor = desk.visitor().open(number).follow("Wykreśl słowa")
    visitor.press("Pokaż, co zniknie", slowa="Piotrkowska 104")
    assert desk.memory.reports.get(number) == before
    assert "„Piotrkowska 104”: miejsce" in visitor.words
    assert "Miejsce: [usunięto: dane osobowe]" in visitor.words
    assert "Zostaną podobne słowa: „Piotrkowskiej”." in visitor.words
    visitor.press("Wykreśl na zawsze", slowa="Piotrkowska 104\nPiotrkowskiej 104")
    assert desk.memory.reports.get(number) == before
    visitor.press("Wykreśl na zawsze").follow()
    report = desk.memory.reports.get(number)
    assert "104" not in report.description + report.address


def test_of_a_report_without_such_words_nothing_is_said(desk):
    assert "Sprawdź, czy" not in desk.visitor().open(desk.report()).words
