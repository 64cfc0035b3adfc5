"""What stood in „Inne” and should not have: it leaves the history, whoever looks."""

import pytest
from desk_site import OWN, newest

from lckm_core.centre import LONGEST_NOTE
from lckm_core.organisation import Role

CLERK = Role.CALL_CENTRE_STAFF
KEPT, DATA = "Pytaj o numer wniosku.", "Pani Anna Kowalska dzwoni codziennie"
LABEL = "Usuń poprzednie treści"


def write(desk, text):
    who = {"role": CLERK, "by": "Osoba Call_Centre_Staff", "now": desk.now}
    desk.centre.note(OWN, text, **who)


@pytest.fixture
def noted(desk):
    desk.procedure("published")
    for text in (DATA, KEPT):
        write(desk, text)
    return desk


def test_earlier_texts_are_erased_and_who_changed_them_stays(noted):
    visitor = noted.visitor(CLERK).get("/procedura", numer=OWN)
    assert f"Poprzednia treść: {DATA}" in visitor.words
    visitor.follow(LABEL)
    assert DATA in visitor.words
    visitor.press("Tak, usuń na zawsze").follow()
    assert "Usunięto poprzednie treści pola „Inne” ze wszystkich wersji." in visitor.words
    assert "Poprzednia treść: [usunięto]" in visitor.words
    assert KEPT in visitor.words
    assert LABEL not in visitor.words.replace("Usunięto poprzednie", "")
    stored = repr(noted.memory.procedures.editions(OWN))
    assert DATA not in stored
    assert [act.by for act in newest(noted).acts].count("Osoba Call_Centre_Staff") == 2
    told = [event for event in noted.trail if event.verb == "erase_notes"]
    assert [(one.subject, one.by) for one in told] == [(OWN, "Osoba Call_Centre_Staff")]
    assert DATA not in repr(noted.trail)


def test_where_there_is_nothing_to_erase_there_is_no_button(desk):
    desk.procedure("published")
    visitor = desk.visitor(CLERK).get("/procedura", numer=OWN)
    assert LABEL not in visitor.words
    assert visitor.get("/procedura/inne-poprzednie", numer=OWN).status == 409
    write(desk, KEPT)
    assert LABEL not in visitor.get("/procedura", numer=OWN).words


def test_of_a_procedure_that_was_withdrawn_the_last_text_goes_too(noted):
    who = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa", "now": noted.now}
    write(noted, DATA)
    noted.centre.withdraw(OWN, **who)
    visitor = noted.visitor(CLERK).get("/procedura", numer=OWN).follow(LABEL)
    visitor.press("Tak, usuń na zawsze").follow()
    assert DATA not in repr(noted.memory.procedures.editions(OWN))


@pytest.mark.parametrize("who", [Role.MONITORING_STAFF, Role.DIRECTOR, Role.HEAD_OF_UNIT])
def test_others_do_not_erase(noted, who):
    visitor = noted.visitor(who)
    assert LABEL not in visitor.get("/procedura", numer=OWN).words
    assert visitor.get("/procedura/inne-poprzednie", numer=OWN).status == 403


def test_the_field_has_a_limit_that_is_told(desk):
    desk.procedure("published")
    visitor = desk.visitor(CLERK).get("/procedura/inne", numer=OWN)
    assert f"Do {LONGEST_NOTE} znaków" in visitor.words
    visitor.press("Zapisz", slowa="ż" * (LONGEST_NOTE + 1))
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#slowa"]
    assert f"Tekst ma {LONGEST_NOTE + 1} znaków, a pole mieści {LONGEST_NOTE}" in visitor.faults[0]
    visitor.press("Zapisz", slowa="ż" * LONGEST_NOTE).follow()
    assert newest(desk).procedure.call_centre.other == "ż" * LONGEST_NOTE
