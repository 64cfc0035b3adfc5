"""Places that lack who is responsible, and ways of handing in without a location."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
)
DEPARTMENT = "Wydział Gospodarki Komunalnej"


ADDRESS = {"address": "ul. Przykładowa 1, 90-001 Łódź", "phones": ["42 638-44-44"]}


def codes(**fields: Any) -> list[str]:
    return [finding.code for finding in check(MINIMAL | fields)]


@pytest.mark.parametrize(
    ("unit", "cell", "places"),
    [
        ("Urząd Miasta Łodzi", DEPARTMENT, [{"cell": "Wydział Informatyki"}]),
        ("Urząd Miasta Łodzi", DEPARTMENT, [{"cell": "Wydział Edukacji"}, {"cell": "Kancelaria"}]),
        ("Urząd Miasta Łodzi", DEPARTMENT, [{"unit": "Schronisko dla Zwierząt"}]),
        ("Schronisko dla Zwierząt", None, [{"unit": "Zarząd Lokali Miejskich"}]),
        ("Schronisko dla Zwierząt", "Dział Adopcji", [{"cell": "Dział Finansowy"}]),
        ("Zarząd Dróg i Transportu", "Wydział Zezwoleń", [{"cell": "Kancelaria Ogólna"}]),
        ("Zarząd Lokali Miejskich", None, [{"unit": "Urząd Miasta Łodzi", "cell": DEPARTMENT}]),
        ("Zarząd Lokali Miejskich", "Biuro Zamian", [{"cell": "Biuro Prasowe"}]),
        (
            "Zarząd Lokali Miejskich",
            "Biuro",
            [{"unit": "Schronisko dla Zwierząt", "cell": "Biuro"}],
        ),
        ("Zarząd Lokali Miejskich", "I Wydział Najmu", [{"cell": "Wydział Windykacji"}]),
    ],
)
def test_who_is_responsible_is_among_no_places(unit, cell, places):
    places = [place | ADDRESS for place in places]
    found = codes(unit=unit, cell=cell, places=places)
    assert [code for code in found if code != "LCKM-R045"] == ["LCKM-R066"]


@pytest.mark.parametrize(
    ("unit", "cell", "places"),
    [
        ("Urząd Miasta Łodzi", DEPARTMENT, [{"cell": "Wydział Informatyki"}, {"cell": DEPARTMENT}]),
        ("Urząd Miasta Łodzi", DEPARTMENT, [{"cell": "wydział gospodarki  komunalnej"}]),
        ("Urząd Miasta Łodzi", DEPARTMENT, [{"cell": f"{DEPARTMENT}, Oddział Zieleni"}]),
        ("Urząd Miasta Łodzi", DEPARTMENT, [{"cell": "Oddział Czystości"}]),
        ("Urząd Miasta Łodzi", DEPARTMENT, [{"cell": "Referat Cmentarzy"}, {"cell": "Kancelaria"}]),
        ("Urząd Miasta Łodzi", DEPARTMENT, [{"cell": f"Oddział Zieleni w {DEPARTMENT}"}]),
        ("Urząd Miasta Łodzi", DEPARTMENT, [{"unit": "Urząd Miasta Łodzi"}]),
        ("Urząd Miasta Łodzi", DEPARTMENT, [{"cell": "Wydział Gosp. Komunalnej"}]),
        ("Schronisko dla Zwierząt", "Dział Adopcji", [{"unit": "Schronisko dla Zwierząt"}]),
        ("Schronisko dla Zwierząt", None, [{"unit": "Schronisko", "cell": "Dział Adopcji"}]),
        ("Schronisko dla Zwierząt", None, [{"cell": "Izba przyjęć"}]),
        ("Zarząd Lokali Miejskich", "Wydział Najmu", [{"cell": "Rejon Bałuty"}]),
        ("Zarząd Lokali Miejskich", None, [{"unit": "Zarzad Lokali Miejskich"}]),
        ("Zarząd Lokali Miejskich", "II Wydział Najmu", [{"cell": "Wydział Najmu"}]),
        ("Zarząd Zieleni Miejskiej w Łodzi", "Palmiarnia", [{"cell": "Kasa"}]),
        ("Zarząd Zieleni Miejskiej w Łodzi", None, [{"unit": "Palmiarnia Łódzka"}]),
    ],
)
def test_who_is_responsible_is_or_may_be_among_the_places(unit, cell, places):
    places = [place | ADDRESS for place in places]
    found = codes(unit=unit, cell=cell, places=places)
    assert [code for code in found if code not in ("LCKM-R045", "LCKM-R027")] == []


@pytest.mark.parametrize(
    ("way", "places"),
    [
        *(("by_post", [text]) for text in ("listownie", "Pocztą.", "Urząd Miasta Łodzi")),
        *(("by_post", [text]) for text in ("Schronisko dla Zwierząt, Dział Adopcji",)),
        *(("by_post", [text]) for text in ("na adres urzędu", "Wydział Edukacji, pok. 4")),
        *(("by_post", [text]) for text in ("Powiatowy Urząd Pracy w Łodzi", "MOPS")),
        *(("by_post", [text]) for text in ("Zarząd Dróg i Transportu, Kancelaria",)),
        ("by_post", ["Urząd Miasta Łodzi", "Wydział Edukacji"]),
        *(("in_person", [text]) for text in ("w siedzibie urzędu", "osobiście", "w kancelarii")),
        *(("in_person", [text]) for text in ("W urzędzie.", "sekretariat", "na miejscu")),
        *(("in_person", [text]) for text in ("pok. 12", "okienko 4, parter", "Wydział Edukacji")),
        *(("in_person", [text]) for text in ("Urząd Stanu Cywilnego", "w siedzibie")),
        *(("in_person", [text]) for text in ("w godzinach pracy urzędu", "u nas w biurze")),
        ("in_person", ["Zarząd Lokali Miejskich", "pokój 3"]),
    ],
)
def test_a_way_that_names_no_location(way, places):
    found = codes(submission=[{"way": way, "places": places}])
    assert found in (["LCKM-R067"], ["LCKM-R060"])


@pytest.mark.parametrize(
    ("way", "places"),
    [
        (
            "by_post",
            ["Urząd Miasta Łodzi", "Wydział Edukacji", "ul. Krzemieniecka 2B", "94-030 Łódź"],
        ),
        ("by_post", ["Urząd Miasta Łodzi, 90-926 Łódź"]),
        ("by_post", ["Zarząd Dróg i Transportu, skr. poczt. 5"]),
        ("in_person", ["ul. Tuwima 36", "pokój 12"]),
        ("in_person", ["pokój 12", "Tuwima 36"]),
        *(("in_person", [text]) for text in ("filia najbliższa szkole", "w każdej filii")),
        *(("in_person", [text]) for text in ("Pałac Poznańskiego", "wybrana szkoła")),
        *(("in_person", [text]) for text in ("u kierownika wybranego żłobka",)),
        *(("in_person", [text]) for text in ("Łódzkie Centrum Kontakt z Mieszkańcami, urna",)),
        *(
            ("in_person", [text])
            for text in ("Manufaktura, punkt miejski", "w punkcie na Bałutach")
        ),
        *(
            ("in_person", [text])
            for text in ("w siedzibie rady osiedla Stoki", "dworzec Łódź Fabryczna")
        ),
        *(("in_person", [text]) for text in ("u dzielnicowego", "dowolny urząd w Polsce")),
        *(("in_person", [text]) for text in ("Urząd Miasta Łodzi, Piotrkowska 104",)),
        *(("in_person", [text]) for text in ("Schronisko dla Zwierząt, Marmurowa 4",)),
    ],
)
def test_a_way_that_names_a_location(way, places):
    assert codes(submission=[{"way": way, "places": places}]) == []


def test_a_location_may_stand_in_the_note():
    way = {"way": "in_person", "places": ["pok. 12"], "note": "ul. Tuwima 36"}
    assert codes(submission=[way]) == []


@pytest.mark.parametrize(
    "note",
    [
        *("podpisują wszyscy współwłaściciele", "wypełnij drukowanymi literami"),
        *("w dwóch egzemplarzach", "w trzech egzemplarzach, czytelnie", "2 egz."),
        *("w zamkniętej kopercie", "oryginały do wglądu", "za potwierdzeniem odbioru"),
        *("w godzinach pracy", "8.00–15.30", "w godzinach 9–17", "w poniedziałki i w środy"),
        *("dokumenty w języku polskim", "wniosek składa rodzic", "po umówieniu wizyty"),
        *("w obecności urzędnika", "za okazaniem dowodu", "za zgodą opiekuna", "bez kolejki"),
        *("na piśmie", "w wersji papierowej", "w ciągu 7 dni", "wniosek musi mieć podpis"),
    ],
)
def test_a_note_that_tells_no_location(note):
    way = {"way": "in_person", "places": ["Wydział Edukacji"], "note": note}
    assert codes(submission=[way]) == ["LCKM-R067"]


@pytest.mark.parametrize(
    "note",
    [
        *("ul. Tuwima 36", "Tuwima 36", "wejście od pasażu Schillera", "budynek przy rynku"),
        *("w holu ratusza", "na dziedzińcu", "do urny przy wejściu", "w szkole, do której chodzi"),
        *("u dyrektora wybranej szkoły", "w najbliższej filii", "w każdym punkcie"),
        *("w siedzibie rady osiedla", "dom kultury, w dwóch egzemplarzach", "naprzeciwko poczty"),
        *("w swoim rejonie", "na cmentarzu Doły", "pod pomnikiem", "obok dworca"),
        *("w Manufakturze", "w hali targowej", "przy okienku w pałacu", "w pasażu handlowym"),
    ],
)
def test_a_note_that_may_tell_a_location(note):
    way = {"way": "in_person", "places": ["Wydział Edukacji"], "note": note}
    assert codes(submission=[way]) == []


@pytest.mark.parametrize(
    ("unit", "cell", "place_unit"),
    [
        ("Schronisko dla Zwierząt", None, "Wydział Informatyki"),
        ("Zarząd Lokali Miejskich", "Wydział Najmu", DEPARTMENT),
        ("Zarząd Zieleni Miejskiej w Łodzi", None, DEPARTMENT),
    ],
)
def test_a_cell_of_the_office_for_the_unit_of_a_place(unit, cell, place_unit):
    places = [{"unit": place_unit, "cell": cell} | ADDRESS]
    assert codes(unit=unit, cell=cell, places=places) == ["LCKM-R066"]


@pytest.mark.parametrize(
    ("unit", "cell", "place_unit"),
    [
        ("Urząd Miasta Łodzi", DEPARTMENT, DEPARTMENT),
        ("Zarząd Lokali Miejskich", None, "Wydział Najmu"),
        ("Zarząd Lokali Miejskich", None, "Rejon Bałuty"),
        ("Schronisko dla Zwierząt", None, "Przychodnia dla Zwierząt"),
    ],
)
def test_an_unknown_name_for_the_unit_of_a_place(unit, cell, place_unit):
    places = [{"unit": place_unit, "cell": cell} | ADDRESS]
    assert codes(unit=unit, cell=cell, places=places) == []


@pytest.mark.parametrize(
    "address",
    [
        *("kultura(at)uml", "kultura [at] lodz", "kultura (małpa) uml", "kultura małpa urząd"),
        *("kultura@uml", "poczta wydziału", "mail do wydziału", "(at) uml.lodz.pl"),
    ],
)
def test_an_address_of_e_mail_that_is_none(address):
    assert "LCKM-R048" in codes(submission=[{"way": "email", "places": [address]}])


@pytest.mark.parametrize(
    "address",
    [
        *("kultura(at)uml.lodz.pl", "kultura [at] uml.lodz.pl", "kultura (małpa) uml.lodz.pl"),
        *("kultura małpa uml kropka lodz kropka pl", "kultura(at)uml(dot)lodz(dot)pl"),
        *("kultura małpa uml lodz pl", "e-mail: kultura(at)uml.lodz.pl", "kultura@uml.lodz.pl"),
    ],
)
def test_an_address_of_e_mail_in_words(address):
    assert "LCKM-R048" not in codes(submission=[{"way": "email", "places": [address]}])


@pytest.mark.parametrize(
    "phone",
    [
        *("tel. alarmowy 999", "alarmowy: 112", "Straż Pożarna – alarm 998", "policja 997"),
        *("pogotowie gazowe 992", "Pogotowie Energetyczne 991", "pogotowie ratunkowe 999"),
        *("telefon zaufania 116 111", "Straż Miejska, dyżurny 986", "numer alarmowy: 112"),
        *("infolinia 19115", "awarie wodociągów 994", "zgłoszenia 986", "ekopatrol 986"),
        *("nagłe interwencje 986", "centrum powiadamiania ratunkowego 112", "numer 986"),
        *("dyżur całodobowy 994", "informacja 19 115", "pogotowie ciepłownicze 993"),
    ],
)
def test_a_short_number_behind_whom_it_calls(phone):
    places = [MINIMAL["places"][0] | {"phones": [phone]}]
    assert codes(places=places) == []


@pytest.mark.parametrize(
    "phone",
    [
        *("pokój 112", "pok. 986", "sala 994", "okienko 112", "piętro 1", "budynek 998"),
        *("Piotrkowska 104", "ul. Piotrkowska 112", "al. Kościuszki 986", "skrytka 997"),
        *("Wydział Edukacji 112", "stanowisko 19", "linia 112", "tramwajem 112", "kod 986"),
        *("Straż Miejska, pok. 112", "dyżur, pokój 986", "numer alarmowy", "Straż Miejska"),
        *("straż 98", "alarmowy 1122", "informacja pok. 112", "dyżur w sali nr 986"),
    ],
)
def test_a_short_number_that_is_none_to_call(phone):
    places = [MINIMAL["places"][0] | {"phones": [phone]}]
    assert codes(places=places) == ["LCKM-P014"]


@pytest.mark.parametrize(
    ("note", "found"),
    [
        ({}, True),
        ({"note": "Podpisują oboje rodzice."}, True),
        ({"note": "Wydruk przynieś do sekretariatu szkoły."}, False),
    ],
)
def test_a_system_on_paper_is_told_unless_the_note_may_say_where_to_go(note, found):
    way = {"way": "in_person", "places": ["elektroniczny system naboru wniosków"], **note}
    assert ("LCKM-R085" in codes(submission=[way])) is found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Schronisko mieści się przy ul. Marmurowej 4.", True),
        ("Oddział schroniska jest przy ul. Marmurowej 4.", False),
        ("Filia schroniska przyjmuje przy ul. Marmurowej 4.", False),
        ("Lecznica jest przy ul. Marmurowej 4.", False),
    ],
)
def test_a_text_that_has_the_street_of_the_only_place(text, is_found):
    place = {"unit": "Schronisko dla Zwierząt", "address": "Łódź-Bałuty, przy lesie"}
    found = codes(places=[ADDRESS | place], additional_info=text)
    assert ("LCKM-R101" in found) == is_found
