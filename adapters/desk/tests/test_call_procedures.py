"""The left side of the screen of a call: a question, and the procedure that answers it."""

import pytest
from desk_site import Desk

from lckm_core.ports import Hit, Passage, TextSpan
from lckm_core.procedures import Related

WORDS = "Dziura na Zielonej przed numerem 5."
TITLE, OTHER = "Zajęcie pasa drogowego, próba", "Zezwolenie na zjazd, próba"


@pytest.fixture
def desk():
    desk = Desk()
    desk.procedure("published", "KA-00002", title=OTHER)
    related = (Related(id="KA-00002"),)
    desk.procedure("published", "KA-00001", title=TITLE, related=related)
    desk.memory.search.find = lambda *_, **__: [Hit("KA-00001", TITLE), Hit("KA-00002", OTHER)]
    return desk


def focused(visitor):
    """The elements that take the focus when the page opens."""
    return visitor.page.xpath("//main//*[@autofocus]")


def test_a_related_procedure_opens_with_nothing_typed_lost(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Szukaj", pytanie="zajęcie", opis=WORDS, telefon="601 234 567")
    visitor.press(TITLE)
    assert not visitor.page.xpath("//main//a[contains(@href, 'procedura=')]")
    pane = visitor.page.get_element_by_id("procedura-tresc")
    (button,) = pane.xpath(".//button")
    assert (button.get("value"), button.text_content()) == ("KA-00002", OTHER)
    visitor.press(OTHER)
    assert visitor.page.get_element_by_id("procedura-h").text_content() == OTHER
    assert WORDS in visitor.response.text
    assert visitor.page.get_element_by_id("telefon").get("value") == "601 234 567"
    # It stays when the other side is used.
    visitor.press("Sprawdź zgłoszenie")
    assert visitor.page.get_element_by_id("procedura-h").text_content() == OTHER


def test_a_chosen_procedure_is_seen_at_once(desk):
    visitor = desk.visitor().get("/rozmowa").press("Szukaj", pytanie="zajęcie").press(TITLE)
    pane = visitor.page.get_element_by_id("procedura-tresc")
    assert focused(visitor) == [pane]
    assert pane.get("tabindex") == "0"
    (hits,) = visitor.page.xpath("//details[.//ol]")
    assert hits.get("open") is None
    first = pane.xpath(".//section/h2")[0]
    assert first.text_content() == "Informacje dla pracownika Oddziału Call Center"


def test_the_next_question_closes_the_procedure_of_the_last(desk):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Szukaj", pytanie="zajęcie", opis=WORDS).press(TITLE)
    visitor.press("Szukaj", pytanie="zjazd")
    assert not visitor.page.xpath("//*[@id='procedura-tresc']")
    assert [one.get("value") for one in focused(visitor)] == ["KA-00001"]
    visitor.press("Sprawdź zgłoszenie")
    assert not visitor.page.xpath("//*[@id='procedura-tresc']")


def test_enter_searches_a_new_question_and_else_checks_the_report(desk):
    visitor = desk.visitor().get("/rozmowa")
    form = visitor.page.xpath("//main//form")[0]
    default = form.xpath(".//button")[0]
    assert (default.get("name"), default.get("value")) == ("do", "enter")
    assert default.get("tabindex") == "-1"
    visitor.press("Enter", pytanie="zajęcie", opis=WORDS)
    assert [one.get("value") for one in focused(visitor)] == ["KA-00001"]
    assert "Zapisz zgłoszenie" not in visitor.words
    visitor.press("Enter", telefon="601 234 567")
    assert "Zapisz zgłoszenie" in visitor.words
    visitor.press("Enter", pytanie="zjazd")
    assert "Zapisz zgłoszenie" not in visitor.words
    # A blank too many makes it no other question.
    visitor.get("/rozmowa").press("Enter", pytanie=" zajęcie  pasa", opis=WORDS)
    assert "Zapisz zgłoszenie" not in visitor.words
    assert "Zapisz zgłoszenie" in visitor.press("Enter").words
    # Without a report there is nothing to check.
    visitor.get("/rozmowa").press("Enter", pytanie="zajęcie").press("Enter")
    assert visitor.status == 200
    visitor.get("/rozmowa").press("Enter", opis=WORDS)
    assert "Zapisz zgłoszenie" in visitor.words


def test_hits_in_whose_titles_no_word_stands_are_offered_as_a_guess(desk):
    passages = (Passage("Opłaty", "dowód wpłaty", (TextSpan(0, 5),)),)
    hits = [Hit("KA-00001", TITLE, passages=passages)]
    desk.memory.search.find = lambda *_, **__: hits
    visitor = desk.visitor().get("/rozmowa").press("Szukaj", pytanie="jak wyrobić dowód")
    assert "Może chodzi o" in visitor.words
    hits[:] = [Hit("KA-00001", TITLE, passages=passages, title_spans=(TextSpan(0, 7),))]
    assert "Może chodzi o" not in visitor.press("Szukaj").words
    # An adapter need not say where words stand.
    hits[:] = [Hit("KA-00001", TITLE)]
    assert "Może chodzi o" not in visitor.press("Szukaj").words


def test_a_page_that_back_cannot_show_says_so(desk):
    visitor = desk.visitor().get("/rozmowa")
    assert "„Wstecz”" not in visitor.words
    visitor.press("Sprawdź zgłoszenie", opis=WORDS)
    assert "„Wstecz”" in visitor.words
