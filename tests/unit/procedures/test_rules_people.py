"""How many people a name names."""

from pathlib import Path

import pytest
import yaml

from lckm_core import check
from lckm_core.procedures.rules.names_of_people import names_no_person, names_several

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_text("utf-8")
)
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


CONTACTS = [
    "lckm@uml.lodz.pl",
    "jan.nowak@uml.lodz.pl",
    "e-mail: lckm@uml.lodz.pl",
    "<lckm@uml.lodz.pl>",
    "lckm@uml.lodz.pl, tel. 42 638-44-44",
    "42 638-44-44",
    "tel. 42 638 44 44 wew. 126",
    "+48 600 123 456",
    "www.uml.lodz.pl",
    "https://uml.lodz.pl/kontakt",
]
BESIDE_A_NAME = [
    "Jan Nowak (jan.nowak@uml.lodz.pl)",
    "Jan Nowak, jan.nowak@uml.lodz.pl",
    "Nowak Jan <jan.nowak@uml.lodz.pl>",
    "Jan Nowak tel. 42 638-44-44",
    "Jan Nowak, tel. wew. 126",
    "Anna Nowak, +48 42 638 44 44",
    "Nowak-Kowalska Anna, pok. 12",
    "Anna Nowak, Wydział Informatyki, w.informatyki@uml.lodz.pl",
    "Komorowski Wacław 600 123 456",
    "Telega Ewa 42 638 44 44",
    "Wewiórska Anna, 126",
]


@pytest.mark.parametrize("text", CONTACTS)
def test_an_address_or_a_telephone_is_nobody(text):
    found = {finding.code: finding for finding in check(MINIMAL | {"owner": {"name": text}})}
    assert set(found) == {"LCKM-R042"}
    assert found["LCKM-R042"].message.startswith("To adres e-mail, adres strony albo telefon, ")
    phones = {"call_centre": {"phones": [{"name": text, "phone": "42 638-44-44"}]}}
    assert {finding.code for finding in check(MINIMAL | phones)} == {"LCKM-R083"}


@pytest.mark.parametrize("text", BESIDE_A_NAME)
def test_an_address_or_a_telephone_beside_a_name(text):
    assert not check(MINIMAL | {"owner": {"name": text}})


@pytest.mark.parametrize("text", ["Jan jan@uml.lodz.pl", "Nowak, tel. 42 638-44-44"])
def test_half_a_name_beside_an_address(text):
    found = check(MINIMAL | {"owner": {"name": text}})
    assert [finding.code for finding in found] == ["LCKM-R028"]


@pytest.mark.parametrize("text", ["Wydział Informatyki (wi@uml.lodz.pl)", "Sekretariat, 42 638"])
def test_a_cell_beside_an_address(text):
    assert names_no_person(text)


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
