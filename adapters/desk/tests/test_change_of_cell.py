"""A procedure that passes to another cell: who has it, who agrees, and until when."""

from datetime import date, timedelta

import attrs
import pytest
from desk_site import NOW, OTHER_UNIT, OWN, PEOPLE, UNIT, Desk, newest

from lckm_core.amendments import compare
from lckm_core.calendar import Window
from lckm_core.forms import to_yaml
from lckm_core.organisation import Role
from lckm_core.publication import Transition
from lckm_desk._responsible_people import cell_change_words
from tests.helpers.handovers import head_handover

FORMER, NEW, CLERK = Role.HEAD_OF_UNIT, "jan", Role.MONITORING_STAFF
SECRET, NEXT_SECRET = "Zdanie tylko z wersji pokazywanej.", "Zdanie tylko z wersji w drodze."
WHO = {"role": CLERK, "by": "Ewa Pokazowa", "now": NOW}


def taken_over(desk, **values) -> None:
    """Hand in a text by which the unit's procedure is another's."""
    was = newest(desk).procedure
    text = attrs.evolve(was, unit=OTHER_UNIT, cell=None, additional_info=NEXT_SECRET, **values)
    handover = head_handover(date(2026, 12, 1), OTHER_UNIT, asked_by="Jan Drugi")
    desk.centre.hand_in(text, handover=handover, **WHO)


def corrected(desk) -> None:
    """Have the text that the unit's head handed in say that the procedure is another's."""
    was = desk.hand_in(OWN, additional_info="Zdanie kierownika.").procedure
    text = attrs.evolve(was, unit=OTHER_UNIT, cell=None, additional_info=NEXT_SECRET)
    desk.centre.correct(compare(was, text), because="Zmiana właściwości.", **WHO)


def shown(**options):
    desk = Desk(**options)
    desk.procedure("published", additional_info=SECRET)
    return desk


WAYS = pytest.mark.parametrize("way", [taken_over, corrected])


def publish(desk) -> None:
    if newest(desk).state.value == "corrected":
        head = {"role": Role.HEAD_OF_UNIT, "by": "Osoba Head_Of_Unit", "now": desk.now}
        desk.centre.agree(OWN, **head)
    else:
        desk.centre.confirm(OWN, **WHO)
    desk.centre.publish(OWN, **WHO)


def sees(desk, who, text: str) -> bool:
    """Return whether somebody reads a text on any page or in any file of the procedure."""
    visitor = desk.visitor(who)
    addresses = [
        ("/procedura", {}),
        *(("/procedura", {"wersja": str(at)}) for at in (1, 2, 3)),
        *(("/procedura/opis", {"wersja": str(at), "opis": "yaml"}) for at in (1, 2, 3)),
        ("/procedura/uzgodnienie", {}),
        ("/procedura/wniosek", {}),
        *(("/procedura/wniosek", {"wersja": str(at), "opis": "yaml"}) for at in (1, 2, 3)),
    ]
    return any(
        text in visitor.get(path, numer=OWN, **query).response.text for path, query in addresses
    )


def lists(desk, who) -> bool:
    return f"numer={OWN}" in desk.visitor(who).get("/procedury").response.text


@WAYS
def test_until_the_change_is_shown_the_former_cell_has_all_and_the_new_one_what_names_it(way):
    desk = shown()
    way(desk)
    assert lists(desk, FORMER)
    assert lists(desk, NEW)
    assert sees(desk, FORMER, SECRET)
    assert sees(desk, FORMER, NEXT_SECRET)
    assert sees(desk, NEW, NEXT_SECRET)
    assert not sees(desk, NEW, SECRET)


@WAYS
def test_once_it_is_shown_it_is_of_the_new_cell_alone(way):
    desk = shown()
    way(desk)
    publish(desk)
    assert not lists(desk, FORMER)
    assert desk.visitor(FORMER).get("/procedura", numer=OWN).status == 403
    assert sees(desk, NEW, NEXT_SECRET)
    assert not sees(desk, NEW, SECRET)


def test_what_is_published_for_later_days_leaves_it_with_the_former_cell_until_then():
    desk = shown()
    taken_over(desk, valid_from=date(2027, 2, 1))
    publish(desk)
    assert sees(desk, FORMER, SECRET)
    assert not sees(desk, NEW, SECRET)
    assert sees(desk, NEW, NEXT_SECRET)
    desk.now = NOW + timedelta(days=90)
    assert not sees(desk, FORMER, SECRET)
    assert lists(desk, NEW)


def test_the_head_whose_text_was_corrected_agrees_and_no_other():
    desk = shown()
    corrected(desk)
    former, new = desk.visitor(FORMER), desk.visitor(NEW)
    assert new.get("/procedura/uzgodnienie", numer=OWN).status == 403
    assert "I40" in new.words
    assert "Uzgodnij poprawki" not in new.get("/procedura", numer=OWN).words
    assert "Uzgodnij poprawki" in former.get("/procedura", numer=OWN).words
    assert "Uzgodnić poprawki może: Osoba Head_Of_Unit." in former.words
    assert "Jan Drugi" not in " ".join(former.page.xpath("//dd[contains(., 'Uzgodnić')]/text()"))
    for who, waits in ((FORMER, True), (NEW, False)):
        official = next(one for one in PEOPLE if one.login == getattr(who, "name", who))
        tasks = desk.centre.tasks_for(Role.HEAD_OF_UNIT, official, on=desk.today)
        assert bool(tasks) is waits
    former.get("/procedura/uzgodnienie", numer=OWN).press("Zgadzam się na poprawki")
    assert newest(desk).acts[-1].verb is Transition.AGREE


def test_where_the_former_cell_has_no_head_that_of_the_new_one_agrees():
    today = Window(end=date(2026, 12, 1))
    leaves = {Role.HEAD_OF_UNIT.name: today}
    people = [attrs.evolve(one, window=leaves.get(one.login, Window())) for one in PEOPLE]
    desk = shown(people=tuple(people))
    corrected(desk)
    desk.now = NOW + timedelta(days=1)
    new = desk.visitor(NEW).get("/procedura", numer=OWN)
    assert "Uzgodnij poprawki" in new.words
    assert "Uzgodnić poprawki może: Jan Drugi." in new.words


WARNING = f"procedura przejdzie z „{UNIT}, Wydział Zezwoleń i Uzgodnień” do „{OTHER_UNIT}”"


def test_correcting_warns_before_it_is_stored_and_says_who_agrees():
    desk = shown()
    desk.hand_in(OWN, additional_info="Zdanie kierownika.")
    visitor = desk.visitor(CLERK).get("/procedura/poprawki", numer=OWN)
    visitor.press("Sprawdź", **{"/unit": OTHER_UNIT, "/cell": ""})
    assert WARNING in visitor.words
    assert "Uzgodnić poprawki może: Osoba Head_Of_Unit." in visitor.words
    visitor = desk.visitor(CLERK).get("/procedura/poprawki", numer=OWN)
    visitor.press("Sprawdź", **{"/title": "Inny tytuł"})
    assert "procedura przejdzie" not in visitor.words


def test_taking_in_warns():
    desk = shown()
    text = attrs.evolve(newest(desk).procedure, unit=OTHER_UNIT, cell=None)
    visitor = desk.visitor(CLERK).get("/procedura/przyjecie", numer=OWN)
    visitor.press("Sprawdź", files=[("plik", "opis.yaml", to_yaml(text).encode())])
    assert WARNING in visitor.words


@WAYS
def test_each_page_on_the_way_to_publication_warns(way):
    desk = shown()
    way(desk)
    visitor = desk.visitor(CLERK)
    assert WARNING in visitor.get("/procedura", numer=OWN).words
    if newest(desk).state.value == "corrected":
        agreement = desk.visitor(FORMER).get("/procedura/uzgodnienie", numer=OWN)
        assert WARNING in agreement.words
        agreement.press("Zgadzam się na poprawki")
    else:
        assert WARNING in visitor.get("/procedura/potwierdzenie", numer=OWN).words
        desk.centre.confirm(OWN, **WHO)
    assert WARNING in visitor.get("/procedura/publikacja", numer=OWN).words
    visitor.press("Opublikuj")
    assert "przejdzie" not in visitor.get("/procedura", numer=OWN).words
    assert cell_change_words(desk.centre, desk.memory.procedures.editions(OWN), desk.today) == ""


def test_what_was_given_back_passes_to_nobody():
    desk = shown()
    taken_over(desk)
    desk.centre.give_back(OWN, because="Zła jednostka.", **WHO)
    assert "przejdzie" not in desk.visitor(CLERK).get("/procedura", numer=OWN).words


def test_of_what_is_shown_it_is_told_that_the_procedure_goes_back_with_an_older_version():
    desk = shown()
    taken_over(desk, valid_to=date(2027, 2, 28))
    page = desk.visitor(CLERK).get("/procedura", numer=OWN)
    assert "Ta wersja zmienia komórkę" in page.words
    publish(desk)
    words = desk.visitor(CLERK).get("/procedura", numer=OWN).words
    assert "zmienia komórkę" not in words
    assert f"wróci starsza wersja, a z nią procedura do „{UNIT}" in words
    desk.now = NOW + timedelta(days=120)
    # Nobody has taken it down yet, and it passes to nobody any more.
    assert cell_change_words(desk.centre, desk.memory.procedures.editions(OWN), desk.today) == ""
    desk.centre.expire_due(now=desk.now)
    words = desk.visitor(CLERK).get("/procedura", numer=OWN).words
    assert "zmienia komórkę" not in words
    assert "a z nią procedura" not in words
