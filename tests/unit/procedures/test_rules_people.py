"""How many people a name names."""

import pytest

from lckm_core.procedures.rules.names_of_people import names_no_person, names_several

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


PEOPLE = [
    "Naczelnik Barbara",
    "Inspektor Tomasz",
    "Dyrektor Magdalena",
    "Starszy Piotr",
    "Główna Teresa",
    "Zastępczy Paweł",
    "Specjalista Krystyna",
    "Koordynator Ryszard",
    "Kancelaria Jadwiga",
    "Urząd Stefan",
    "Punkt Irena",
    "Referat Stanisław",
    "Wicedyrektor Monika",
    "Kierowniczka Agnieszka",
    "Łódzki Grzegorz",
    "Pracownik Marta",
    "Kierownik Oddziału Danuta Zielna",
    "Dyrektor Ośrodka Marek Leśny",
    "Główny Specjalista Halina Polna",
    "Wydział Sportu – Robert Wodny",
    "Zarząd Dróg, Alicja Górna",
    "Jan Kierownik",
]
NOBODY = [
    "Naczelnik Wydziału",
    "Inspektor Nadzoru",
    "Główny Księgowy",
    "Starszy Referent",
    "Młodszy Specjalista",
    "Zastępca Dyrektora",
    "Kierownik Biura",
    "Kancelaria Ogólna",
    "Urząd Miasta",
    "Punkt Informacyjny",
    "Referat Zieleni",
    "Oddział Kadr i Płac",
    "Dyrektor Wydziału Praw Jazdy",
    "Zespół Ewidencji",
    "Centrum Róża",
    "Straż Miejska",
    "Miejski Ogrodnik",
    "Powiatowy Rzecznik",
    "Sekretarz Miasta",
    "Wydział Architektury i Urbanistyki",
    "Schronisko",
]


@pytest.mark.parametrize("text", PEOPLE)
def test_a_surname_that_begins_as_an_office_does(text):
    assert not names_no_person(text)


@pytest.mark.parametrize("text", NOBODY)
def test_a_cell_or_a_position_alone(text):
    assert names_no_person(text)
