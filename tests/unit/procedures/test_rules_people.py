"""How many people a name names."""

import pytest

from lckm_core.procedures.rules.names_of_people import names_several

ONE = [
    "Kowalski Jan",
    "Kowalski, Jan",
    "Jan Kowalski, Kierownik Oddziału",
    "Jan Kowalski, kierowniczka Oddziału Kadr i Płac",
    "Jan Kowalski, Zastępca Dyrektora Wydziału / Oddział A",
    "Jan Kowalski, p.o. Dyrektora Wydziału Edukacji",
    "Jan Kowalski, Oddział Call Center, Wydział Zarządzania Kontaktami z Mieszkańcami",
    "Nowak-Kowalska Anna Maria",
    "Prof. Dr Hab. Inż. Anna Maria Nowak",
    "Anna Nowak, Mgr Inż.",
    "Ludwig van der Berg",
    "Kierownik Oddziału Jan Kowalski",
    "Ilona Malik",
    "Ioana Iliescu",
    "",
    ",",
]
SEVERAL = [
    "Jan Kowalski i Ewa Nowak",
    "Jan Kowalski oraz Ewa Nowak",
    "Jan Kowalski lub Ewa Nowak",
    "Jan Kowalski albo Ewa Nowak",
    "Jan Kowalski; Ewa Nowak",
    "Jan Kowalski/Ewa Nowak",
    "Jan Kowalski & Ewa Nowak",
    "A & B",
    "A + B",
    "Jan Kowalski+Ewa Nowak",
    "Jan Kowalski, Ewa Nowak",
    "Jan Kowalski,Ewa Nowak",
    "Jan Kowalski, Kierownik Oddziału, Ewa Nowak",
    "Jan Kowalski, dr Ewa Nowak",
    "Jan Kowalski Ewa Nowak",
    "Kowalski Jan Żak-Nowak Łucja",
]


@pytest.mark.parametrize("text", ONE)
def test_one_person(text):
    assert not names_several(text)


@pytest.mark.parametrize("text", SEVERAL)
def test_several_people(text):
    assert names_several(text)
