"""Flows of the desk from the first page to what is stored, by keys alone and without JavaScript."""

from datetime import date

import attrs
import desk_browser
import pytest
from desk_site import OWN, UNIT, in_doubt
from keyboard import Keys

from lckm_core.call_centre import BriefingRequest
from lckm_core.delivery import DispatchState, ManualAction, Target
from lckm_core.organisation import Role
from lckm_core.publication import PortalTerms
from lckm_desk import _labels as labels

pytestmark = pytest.mark.browser
place, visit = desk_browser.place, desk_browser.visit
FLOW = pytest.mark.slow(reason="every flow; another classification by keys stands for them")
SECRET = "Dzwoni Idalia Latarnia."


@pytest.fixture
def first_page(visit, place):
    """Come to the first page as somebody, and return the keys of it."""

    def opened(who):
        keys = Keys(visit(who=who))
        assert keys.page.url == f"{place[0]}/"
        return keys

    return opened


def open_report(keys, number):
    """Come from the first page to a report by its number."""
    keys.go("Zgłoszenia")
    keys.type("Otwórz po numerze", number)
    keys.enter()
    assert f"Zgłoszenie {number}" in keys.words


def test_a_report_is_classified_anew(first_page, place):
    _, desk = place
    number = desk.report(1)
    keys = first_page(Role.CALL_CENTRE_STAFF)
    open_report(keys, number)
    keys.go("Zmień przyporządkowanie lub miejsce")
    keys.pick("Kategoria", "Nieodebrane odpady")
    keys.type("Miejsce", "Piotrkowska 7")
    keys.go("Sprawdź odbiorcę", lands="news")
    assert "Po zmianie dostanie je:" in keys.words
    keys.go("Zmień", lands="news")
    assert "Zapisano przyporządkowanie i miejsce." in keys.words
    report = desk.memory.reports.get(number)
    assert (report.category, report.place.address) == ("odpady", "Piotrkowska 7")
    assert len(report.history) == 1


@FLOW
def test_what_is_left_out_is_told_where_the_keys_are(first_page, place):
    _, desk = place
    number = desk.report(2)
    desk.memory.reports.change(number, in_doubt)
    keys = first_page(Role.CALL_CENTRE_STAFF)
    keys.go(number)
    keys.go("Zapisz, kto ma zgłoszenie")
    keys.go("Zapisz", lands="faults")
    keys.go_to_field("Wybierz, kto ma zgłoszenie.", "odbiorca")
    assert desk.memory.reports.dispatch(number).state is DispatchState.UNKNOWN


@FLOW
def test_a_delivery_in_doubt_is_settled(first_page, place):
    _, desk = place
    number = desk.report(3)
    desk.memory.reports.change(number, in_doubt)
    keys = first_page(Role.CALL_CENTRE_STAFF)
    keys.go(number)
    keys.go("Zapisz, kto ma zgłoszenie")
    keys.pick("Kto ma zgłoszenie?", labels.TARGETS[Target.HELPDESK])
    keys.pick("Skąd to wiesz?", labels.REASONS[ManualAction.SEEN])
    keys.go("Zapisz", lands="news")
    assert "Zapisano, kto ma zgłoszenie." in keys.words
    dispatch = desk.memory.reports.dispatch(number)
    assert (dispatch.is_final, dispatch.target) == (True, Target.HELPDESK)


@FLOW
def test_a_report_is_sent_on_its_way_again(first_page, place):
    _, desk = place
    number = desk.report(4)
    desk.memory.reports.change(number, lambda was: attrs.evolve(was, attempts=2))
    keys = first_page(Role.CALL_CENTRE_STAFF)
    open_report(keys, number)
    keys.go("Przekaż ponownie")
    keys.go("Przekaż ponownie", lands="news")
    assert "Doręczanie zaczyna się od nowa." in keys.words
    dispatch = desk.memory.reports.dispatch(number)
    assert (dispatch.state, dispatch.attempts) == (DispatchState.PENDING, 0)


@FLOW
def test_words_are_redacted_by_hand(first_page, place):
    _, desk = place
    number = desk.report(5, description="Dziura. Mówiła o niej ta z parteru, co ma psa.")
    keys = first_page(Role.CALL_CENTRE_STAFF)
    open_report(keys, number)
    keys.go("Wykreśl słowa")
    keys.type("Co wykreślić", "ta z parteru, co ma psa")
    keys.go("Pokaż, co zniknie", lands="news")
    assert "To zniknie na zawsze" in keys.words
    assert "parteru" in desk.memory.reports.get(number).description
    keys.go("Wykreśl na zawsze", lands="news")
    assert "Wykreślono." in keys.words
    assert "parteru" not in desk.memory.reports.get(number).description


@FLOW
def test_consent_is_withdrawn(first_page, place):
    _, desk = place
    number = desk.report(6)
    keys = first_page(Role.CALL_CENTRE_STAFF)
    open_report(keys, number)
    keys.go("Cofnij zgodę")
    keys.go("Tak, cofnij zgodę i usuń dane", lands="news")
    assert "Zgodę cofnięto" in keys.words
    assert desk.memory.reports.get(number).personal is None


@FLOW
def test_a_briefing_is_asked_for_named_and_confirmed(first_page, place):
    _, desk = place
    keys = first_page(Role.HEAD_OF_CALL_CENTRE)
    keys.go("Prośby")
    keys.go("Poproś o instruktaż")
    keys.type("Temat instruktażu", "Zajęcie pasa drogowego")
    keys.type("Uzasadnienie", "Nowe opłaty.")
    keys.pick("Jednostka", UNIT)
    keys.go("Wyślij wniosek", lands="news")
    (request,) = desk.centre.plugins.requests.unmet(limit=10)
    head = first_page(Role.HEAD_OF_UNIT)
    head.go(request.number)
    head.go("Wyznacz")
    head.type("Imię i nazwisko", "Ewa Drogowa")
    head.go("Wyznacz", lands="news")
    keys = first_page(Role.HEAD_OF_CALL_CENTRE)
    keys.go(request.number)
    keys.go("Potwierdź, że się odbył")
    keys.go("Potwierdź", lands="news")
    assert "instruktaż się odbył" in keys.words
    stored = desk.centre.plugins.requests.get(request.number)
    assert isinstance(stored, BriefingRequest)
    assert (stored.briefer.name, stored.closed_on) == ("Ewa Drogowa", desk.today)


@FLOW
def test_the_table_of_routes_is_changed(first_page, place):
    _, desk = place
    before = desk.centre.plugins.routes.table()
    keys = first_page(Role.DIRECTOR)
    keys.go("Trasy")
    keys.go("Zmień tabelę")
    keys.to("Tabela")
    keys.page.keyboard.press("Control+End")
    keys.page.keyboard.type("\n- name: Wszystko inne\n  helpdesk: true\n")
    keys.type("Powód zmiany", "Resztę prowadzi helpdesk.")
    keys.go("Pokaż, co się zmieni", lands="news")
    assert "Wszystko inne" in keys.words
    assert desk.centre.plugins.routes.table() == before
    keys.go("Zapisz tabelę", lands="news")
    assert "Zmieniono tabelę." in keys.words
    assert desk.centre.plugins.routes.table().routes[-1].name == "Wszystko inne"


@FLOW
def test_what_stood_in_the_note_is_erased(first_page, place):
    _, desk = place
    desk.procedure("published")
    who = {"role": Role.CALL_CENTRE_STAFF, "by": "Anna Nowak", "now": desk.now}
    for text in (SECRET, "Zapytaj o adres."):
        desk.centre.note(OWN, text, **who)
    keys = first_page(Role.CALL_CENTRE_STAFF)
    keys.go("Procedury")
    keys.go(OWN)
    keys.go("Usuń poprzednie treści pola „Inne”")
    assert SECRET in keys.words
    keys.go("Tak, usuń na zawsze", lands="news")
    assert "Usunięto poprzednie treści" in keys.words
    editions = desk.memory.procedures.editions(OWN)
    assert SECRET not in repr(editions)
    assert editions[-1].procedure.call_centre.other == "Zapytaj o adres."


@FLOW
def test_a_draft_of_the_terms_is_discarded(first_page, place):
    _, desk = place
    terms = PortalTerms(version="2027-08-01", valid_from=date(2027, 8, 1), text="Nowa treść.")
    desk.centre.draft_terms(terms, now=desk.now)
    keys = first_page(Role.MONITORING_STAFF)
    keys.go("Regulamin")
    keys.go("Wersja 2027-08-01")
    keys.go("Usuń projekt")
    keys.go("Tak, usuń projekt", lands="news")
    assert "Usunięto projekt, wersja 2027-08-01." in keys.words
    assert [one.version for one in desk.memory.notices.terms()] == ["2023-01-19"]
