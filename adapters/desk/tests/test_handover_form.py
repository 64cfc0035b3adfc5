"""How material came, as it was typed: who may be named, what is too long, and what is missing."""

from datetime import date

import attrs
import pytest
from desk_site import UNIT, Desk

from lckm_core.calendar import Window
from lckm_core.organisation import OFFICE, Directory, Official, Role
from lckm_desk._incoming_files.handover_form import HandoverForm
from lckm_http import FormFields

TODAY = date(2026, 12, 1)
CELL, OTHER_CELL = "Wydział Kultury", "Wydział Sportu"
UNTIL_AUGUST = Window(None, date(2026, 8, 31))
HEAD = Role.HEAD_OF_CELL
PEOPLE = (
    Official("Adam Kultury", (HEAD,), OFFICE, CELL),
    Official("Bea Sportu", (HEAD,), OFFICE, OTHER_CELL),
    Official("Cyryl Urzędu", (HEAD,), OFFICE),
    Official("Dawna Kultury", (HEAD,), OFFICE, CELL, window=UNTIL_AUGUST),
    Official("Ewa Jednostki", (Role.HEAD_OF_UNIT,), UNIT),
    Official("Filip Dyrektor", (Role.DIRECTOR,), OFFICE),
    Official("Gaja Pracownik", (Role.STAFF_OF_CELL,), OFFICE, CELL),
)
TYPED = {"kto": "Adam Kultury", "kanal": "ezd", "wplyw": "2026-11-30"}


def form(**typed: str) -> HandoverForm:
    texts = {name.replace("_", "-"): [text] for name, text in (TYPED | typed).items()}
    directory = Directory(units=(), people=PEOPLE)
    return HandoverForm(fields=FormFields(texts), directory=directory, today=TODAY)


@pytest.fixture(scope="module")
def text():
    """A procedure of a cell of the Office."""
    return attrs.evolve(Desk().hand_in().procedure, unit=OFFICE, cell=CELL)


def faults(text, **typed: str) -> list[str]:
    return [fault.field for fault in form(**typed).read(text)[1]]


def test_the_head_of_the_cell_of_the_office_and_the_director_are_offered(text):
    now = ["Adam Kultury", "Cyryl Urzędu", "Filip Dyrektor"]
    assert form().people(text) == now
    assert form(wplyw="2026-08-31").people(text) == sorted([*now, "Dawna Kultury"])
    # A day that is none is today.
    assert form(wplyw="wczoraj").people(text) == now
    of_unit = attrs.evolve(text, unit=UNIT, cell=None)
    assert form().people(of_unit) == ["Ewa Jednostki", "Filip Dyrektor"]


@pytest.mark.parametrize("day", ["2026-08-31", "2026-09-01"])
def test_who_asked_is_named_as_the_directory_of_that_day_names_them(text, day):
    handover, wrong = form(kto="dawna  kultury", wplyw=day).read(text)
    assert wrong == []
    assert handover.asked_by == ("Dawna Kultury" if day == "2026-08-31" else "dawna  kultury")


@pytest.mark.parametrize("name", ["kto", "znak", "przyczyna", "poczta_kto", "kierownik_kto"])
def test_a_text_may_have_two_hundred_characters(text, name):
    days = {"poczta_dzien": "2026-11-30", "kierownik_dzien": "2026-11-30"}
    agreed = {"poczta_kto": "Osoba", "kierownik_kto": "Osoba"}
    assert faults(text, **days, **agreed | {name: "x" * 200}) == []
    assert faults(text, **days, **agreed | {name: "x" * 201}) == [name.replace("_", "-")]


@pytest.mark.parametrize("name", ["poczta", "kierownik"])
def test_an_agreement_has_a_person_and_a_day(text, name):
    person, day = f"{name}_kto", f"{name}_dzien"
    assert faults(text, **{person: "Osoba", day: "2026-11-30"}) == []
    assert faults(text, **{person: "Osoba", day: ""}) == [f"{name}-dzien"]
    assert faults(text, **{person: "", day: "2026-11-30"}) == [f"{name}-kto"]
    assert faults(text, **{person: "Osoba", day: "jutro"}) == [f"{name}-dzien"]


def test_what_is_required_is_asked_for_where_it_is_typed(text):
    assert faults(text, kto="", kanal="", wplyw="") == ["kto", "kanal", "wplyw"]
    assert faults(text, kanal="gołąb") == ["kanal"]
