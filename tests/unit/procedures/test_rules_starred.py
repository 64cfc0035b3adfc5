"""Words to staff, and what starred fields hold, wherever residents would see them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
)
OWNER, COORDINATOR = "Zmyślona-Wzorcowa Bronisława", "Przykładny Zenon"
NAMED = {
    "owner": {"name": OWNER},
    "coordinators": [{"name": COORDINATOR, "cell": "Wydział Gospodarki Komunalnej"}],
}
PLACE = MINIMAL["places"][0]
WAY = MINIMAL["submission"][0]
ROW = {"kind": "opłata skarbowa", "amount": "17.00"}
ACCOUNT = MINIMAL["fees"][0]["account"]
DAYS = {"terms": [{"amount": 7, "unit": "days"}]}


def codes(**fields: Any) -> list[str]:
    return [finding.code for finding in check(MINIMAL | NAMED | fields)]


def fields_with(words: str) -> list[dict[str, Any]]:
    """Return the fields that residents see, each with these words."""
    return [
        {"deadline": DAYS | {"text": words}},
        {"places": [PLACE | {"hours": f"pon. 9–17 ({words})"}]},
        {"places": [PLACE | {"rooms": [f"pok. 5 – {words}"]}]},
        {"submission": [WAY | {"note": words}]},
        {"submission_deadline": [{"text": f"w dowolnym czasie; {words}"}]},
        {"fees": [{"rows": [ROW | {"remarks": words}], "account": ACCOUNT}]},
        {"fees": [{"rows": [ROW], "account": ACCOUNT, "remarks": words}]},
        {"appeal": f"Odwołania nie ma, {words}."},
        {"steps": [{"name": "Złóż wniosek", "comment": words}]},
        {"appointments": {"ways": [{"phone": "42 638-44-44", "note": words}]}},
    ]


@pytest.mark.parametrize("place", range(10))
@pytest.mark.parametrize(
    "words", ["tylko dla pracowników Call Center", "od razu przełącz rozmówcę do kierownika"]
)
def test_a_word_to_staff_in_any_field_for_residents(words, place):
    assert codes(**fields_with(words)[place]) == ["LCKM-R054"]


def test_the_words_to_staff_are_said_on_one_line():
    text = "Tylko dla\u00a0pracowników\nCall Center."
    (finding,) = check(MINIMAL | NAMED | {"additional_info": text})
    assert "(„dla pracowników Call Center”)" in finding.message


@pytest.mark.parametrize("place", range(10))
@pytest.mark.parametrize(
    "words", ["zapytaj na infolinii 42 638-44-44", "konsultant odpowie na pytania"]
)
def test_a_word_on_staff_in_any_field_for_residents(words, place):
    assert codes(**fields_with(words)[place]) == []


def test_a_cell_of_the_contact_centre_is_no_word_to_it():
    cell = "Stanowisko do spraw wsparcia dla Call Center"
    place = PLACE | {"unit": "Schronisko dla Zwierząt", "cell": cell}
    assert codes(unit="Schronisko dla Zwierząt", cell=cell, places=[place]) == []


@pytest.mark.parametrize(
    "text",
    [
        "Właścicielką tej procedury jest Bronisława Zmyślona-Wzorcowa.",
        "Właściciel opisu – Zmyślona-Wzorcowa Bronisława.",
        "Pytania o treść kieruj do właścicielki opisu Bronisławy Zmyślonej-Wzorcowej.",
        "Właścicielem procedury w naszym wydziale jest pani Bronisława Zmyślona-Wzorcowa.",
        "Właściciel tego opisu: Zmyślona-Wzorcowa Bronisława, pok. 5.",
        "Właścicielem niniejszego opisu jest Zmyślona-Wzorcowa Bronisława.",
        "Zadzwoń. Właściciel procedury: Zmyślona-Wzorcowa Bronisława.",
        "Koordynator – Przykładny Zenon.",
        "Koordynator procedury: Przykładny Zenon.",
        "Koordynatorem tej procedury jest pan Zenon Przykładny.",
        "Koordynatorem jest Zenon Przykładny.",
        "Sprawę koordynuje Przykładny Zenon.",
        "Całość koordynuje w wydziale pan Zenon Przykładny.",
        "Koordynator sprawy: Zenon Przykładny.",
        "Koordynator w naszym wydziale: Przykładny Zenon.",
        "Koordynatorem opisu jest Przykładny Zenon",
        "Procedura prowadzona w EZD.",
        "Procedura nie jest prowadzona w EZD.",
        "Ta procedura jest prowadzona w systemie EZD.",
        "Procedura jest prowadzona w systemie do elektronicznego zarządzania dokumentacją.",
    ],
)
def test_a_text_that_tells_what_is_starred(text):
    assert codes(how_to=f"Złóż wniosek.\n\n{text}") == ["LCKM-R073"]


@pytest.mark.parametrize("name", ["Przykładny Zenon", "Zenon Przykładny"])
@pytest.mark.parametrize(
    "text",
    [
        "Przykładny Zenon pomoże.",
        "Zenon Przykładny pomoże.",
        "Wniosek sprawdzimy z Zenonem Przykładnym.",
        "Wniosek oddaj Przykładnemu Zenonowi.",
        "Wniosek sprawdzi pan Przykładny.",
        "Wniosek oddaj panu Przykładnemu.",
    ],
)
def test_somebody_starred_is_told_whichever_name_comes_first(name, text):
    coordinators = [{"name": name, "cell": "Wydział Gospodarki Komunalnej"}]
    assert codes(coordinators=coordinators, how_to=text) == ["LCKM-R073"]
    assert codes(owner={"name": name}, coordinators=[], how_to=text) == ["LCKM-R073"]


@pytest.mark.parametrize("text", ["Anna Przykładna pomoże.", "Zenon Inny pomoże.", "Pan Inny."])
def test_somebody_of_another_name_is_not_told(text):
    assert codes(how_to=text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Właściciel nieruchomości składa wniosek.",
        "Właścicielem psa jest Zenon Przykładny.",
        "Właściciel procedury odpowiada na pytania w trzy dni.",
        "Właścicielem opisu jest wydział.",
        "Zgodę daje właściciel, Bronisława Zmyślona-Wzorcowa.",
        "Koordynator projektu: Zenon Przykładny.",
        "Koordynatorem do spraw dostępności jest Zenon Przykładny.",
        "Koordynator rodzinnej pieczy zastępczej pomoże rodzinie.",
        "Koordynator wolontariatu: Zenon Przykładny.",
        "Koordynator budowy podpisuje protokół.",
        "Koordynator: Anna Inna.",
        "Prace koordynuje wykonawca.",
        "Imprezę koordynuje Miejska Strefa Kultury.",
        "Procedura prowadzona jest na wniosek.",
        "Urząd prowadzi dokumentację w EZD.",
        "Pismo wyślij przez ePUAP, a nie do EZD.",
        "Procedura jest prowadzona w języku polskim.",
        "Kierownik jednostki jest właścicielem pojazdu.",
    ],
)
def test_a_text_that_tells_nothing_starred(text):
    assert codes(how_to=f"Złóż wniosek.\n\n{text}") == []


def test_of_an_internal_procedure_residents_see_nothing():
    told = "Koordynator: Przykładny Zenon. Tylko dla pracowników Call Center."
    assert codes(how_to=f"Złóż wniosek. {told}", internal=True) == []
