"""Where a store is away, or the program fails, a form comes back with all that was typed."""

import pytest
from desk_site import OWN, Desk

from lckm_core.errors import StoreUnavailableError
from lckm_core.organisation import Role
from tests.helpers.announced_length import LENGTHS, refused_unread

WORDS = "Gałąź leży na chodniku,\n  a „obok” <b>stoi</b> znak."
NAME = "formularz.docx"
FORMS = [
    (Role.CALL_CENTRE_STAFF, "/rozmowa", {"opis": WORDS, "do": "sprawdz"}),
    (Role.CALL_CENTRE_STAFF, "/zgloszenia", {"slowa": WORDS}),
    (Role.CALL_CENTRE_STAFF, "/zgloszenie/wynik", {"wynik": "done", "slowa": WORDS}),
    (Role.CALL_CENTRE_STAFF, "/zgloszenie/wykreslenie", {"slowa": WORDS}),
    (Role.CALL_CENTRE_STAFF, "/prosba/nowa", {"pytanie": WORDS}),
    (Role.CALL_CENTRE_STAFF, "/regulamin/projekt", {"tresc": WORDS}),
    (Role.MONITORING_STAFF, "/informacja/nowa", {"tresc": WORDS}),
    (Role.MONITORING_STAFF, "/procedura/zwrot", {"numer": OWN, "slowa": WORDS}),
    (Role.MONITORING_STAFF, "/procedura/przyjecie", {"znak": WORDS}),
    (Role.MONITORING_STAFF, "/procedura/poprawki", {"numer": OWN, "/summary": WORDS}),
    (Role.DIRECTOR, "/trasy/zmiana", {"tabela": WORDS}),
]


def away(*_, **__):
    raise StoreUnavailableError


def broken(*_, **__):
    raise RuntimeError(WORDS)


def again(visitor):
    """Return what the page sends again, by name."""
    (form,) = visitor.page.xpath("//main//form")
    return {name: value.removeprefix("\n") for name, value in form.form_values()}


@pytest.mark.parametrize(("fails", "status"), [(away, 503), (broken, 500)])
@pytest.mark.parametrize(("role", "path", "typed"), FORMS, ids=[path for _, path, _ in FORMS])
def test_every_form_comes_back_whole(desk, monkeypatch, caplog, role, path, typed, fails, status):
    visitor = desk.visitor(role)
    monkeypatch.setattr(type(desk.memory.sessions), "load", fails)
    visitor.post(path, **typed)
    assert visitor.status == status
    assert "Wszystko, co wpisano, jest na tej stronie." in visitor.words
    assert again(visitor) == typed
    assert visitor.page.xpath("//main//form/@action") == [path]
    assert WORDS not in caplog.text


def test_what_fails_once_the_form_is_read_loses_nothing_either(desk, monkeypatch):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    monkeypatch.setattr(type(desk.memory.reports), "revise", away)
    visitor.press("Zapisz wynik", wynik="done", slowa=WORDS)
    assert visitor.status == 503
    assert "nie wiadomo, czy to zapisano" in visitor.words
    monkeypatch.undo()
    assert visitor.press("Spróbuj jeszcze raz").status == 303
    assert desk.memory.reports.get(number).closing.words == WORDS


def test_files_are_named_to_be_chosen_again(monkeypatch):
    desk = Desk()
    visitor = desk.visitor(Role.MONITORING_STAFF)
    monkeypatch.setattr(type(desk.memory.procedures), "editions", away)
    visitor.upload("/procedura/przyjecie", [("plik", NAME, b"x")], numer=OWN, znak=WORDS)
    assert visitor.status == 503
    assert f"wybierz jeszcze raz: „{NAME}”" in visitor.words
    assert again(visitor) == {"numer": OWN, "znak": WORDS, "nie-ma-pliku-plik": NAME}


def test_what_did_not_come_whole_is_not_sent_again(desk, monkeypatch):
    visitor = desk.visitor()
    number = desk.report()
    monkeypatch.setattr(type(desk.memory.sessions), "load", away)
    fields = {f"f{at}": "x" for at in range(2001)}
    visitor.post("/zgloszenie/wynik", numer=number, **fields)
    assert visitor.status == 503
    assert "nie doszło w całości" in visitor.words
    assert "jeśli przeglądarka już tego nie ma" in visitor.words
    assert visitor.page.xpath("//main//form") == []


@pytest.mark.parametrize(("length", "is_kept"), [(7_900_000, True), (8_000_001, False)])
def test_no_longer_words_are_kept_than_a_page_of_the_desk_sends(desk, monkeypatch, length, is_kept):
    """Nobody knows by then whether somebody is signed in."""
    visitor = desk.visitor(Role.MONITORING_STAFF)
    monkeypatch.setattr(type(desk.memory.sessions), "load", away)
    visitor.upload("/procedura/przyjecie", tresc=length * "x")
    assert visitor.status == 503
    assert ("nie doszło w całości" not in visitor.words) is is_kept


def test_a_page_that_fails_says_so(desk, monkeypatch):
    visitor = desk.visitor()
    monkeypatch.setattr(type(desk.memory.sessions), "load", away)
    assert visitor.get("/rozmowa").status == 503
    assert "W tej chwili nie da się tego pokazać." in visitor.words


@pytest.mark.parametrize(("length", "status"), LENGTHS.values(), ids=LENGTHS)
def test_a_body_of_no_possible_length_is_refused_at_once(desk, length, status):
    for path in ("/procedura/przyjecie", "/logowanie/koniec", "/wyloguj"):
        found, text = refused_unread(desk.face.app, path, length)
        assert found == status
        assert "<main" in text


@pytest.mark.parametrize("path", ["/prosby?po=%00", "/prosby?jednostka=%00"])
def test_a_nul_in_an_address_of_requests_asks_for_nothing(desk, monkeypatch, path):
    """PostgreSQL cannot look for it, which would read as an outage."""
    asked: list[dict] = []
    listed = type(desk.centre).list_requests
    monkeypatch.setattr(
        type(desk.centre),
        "list_requests",
        lambda self, **wanted: asked.append(wanted) or listed(self, **wanted),
    )
    desk.visitor().get(path)
    assert [(one["unit"], one["after"]) for one in asked] == [(None, "")]


def test_a_procedure_with_a_nul_in_its_number_is_not_looked_for(desk, monkeypatch):
    monkeypatch.setattr(type(desk.centre), "show", lambda *_, **__: pytest.fail("it was"))
    visitor = desk.visitor().get("/rozmowa?procedura=%00")
    assert visitor.status == 200
