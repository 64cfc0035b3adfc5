"""Texts that say another thing of booking a visit than the field for it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
)
MUST = {"ways": [{"phone": "42 638-44-44"}], "mandatory": True}
MAY = {"ways": [{"phone": "42 638-44-44"}]}


def codes(**fields: Any) -> list[str]:
    return [finding.code for finding in check(MINIMAL | fields)]


NEEDED = [
    "wizyta w filii wymaga umówienia",
    "wizyta w kancelarii wymaga wcześniejszego umówienia się",
    "wizyta na cmentarzu wymaga telefonicznego umówienia",
    "wymagamy wcześniejszej rezerwacji – wizyta wymaga rezerwacji terminu",
    "wizyty wymagają umówienia",
    "niezbędne jest wcześniejsze umówienie wizyty",
    "obowiązkowa wcześniejsza rezerwacja",
    "wymagane umówienie się",
    "umówienie wizyty jest konieczne",
    "rezerwacja terminu obowiązkowa",
    "umówienie się na wizytę niezbędne",
    "trzeba wcześniej umówić wizytę",
    "musisz się umówić",
    "należy zarezerwować termin wizyty",
    "trzeba zarezerwować wizytę",
    "wizyty tylko po wcześniejszym umówieniu",
    "przyjmujemy wyłącznie po umówieniu się",
    "obsługa jedynie po rezerwacji terminu",
    "przyjęcia wyłącznie z rezerwacją",
    "przyjmujemy tylko z umówioną wizytą",
]
NOT_NEEDED = [
    "wizyta w filii nie wymaga umówienia się",
    "wizyta nie wymaga wcześniejszego umówienia",
    "wizyty nie wymagają rezerwacji",
    "nie trzeba się umawiać",
    "nie trzeba wcześniej rezerwować terminu",
    "nie musisz umawiać wizyty",
]
OF_SOME = [
    "odbiór paszportu wymaga umówienia się",
    "umówienie się jest konieczne tylko w piątki",
    "wizyta u kierownika wymaga umówienia",
    "dla grup konieczna rezerwacja",
    "jeśli przychodzisz w sobotę, trzeba się umówić",
    "można umówić wizytę",
    "możliwość umówienia wizyty przez internet",
    "przy odbiorze wymagane umówienie się",
    "na zwiedzanie ratusza trzeba się umówić",
    "na rozmowę z psychologiem należy się umówić",
    "konsultacje wymagają wcześniejszego umówienia",
    "wgląd do akt wymaga umówienia się",
    "na lekcję w muzeum musisz się umówić",
    "podpisanie ugody wymaga umówienia się na wizytę",
    "zawarcie porozumienia wymaga wcześniejszej rezerwacji",
    "wydanie kluczy nie wymaga umówienia się",
]


@pytest.mark.parametrize("info", NEEDED)
def test_a_phrase_that_a_visit_has_to_be_booked(info):
    assert codes(useful_info=[info]) == ["LCKM-R010"]
    assert codes(useful_info=[info], appointments=MAY) == ["LCKM-R010"]
    assert codes(useful_info=[info], appointments=MUST) == []


@pytest.mark.parametrize("info", NOT_NEEDED)
def test_a_phrase_that_no_visit_has_to_be_booked(info):
    assert codes(useful_info=[info], appointments=MUST) == ["LCKM-R010"]
    assert codes(useful_info=[info], appointments=MAY) == []
    assert codes(useful_info=[info]) == []


@pytest.mark.parametrize("info", OF_SOME)
@pytest.mark.parametrize("appointments", ["nie dotyczy", MAY, MUST])
def test_a_phrase_on_some_visits_or_none(info, appointments):
    assert codes(useful_info=[info], appointments=appointments) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Umów wizytę",
        "Koniecznie umów wizytę telefonicznie",
        "Najpierw umów wizytę",
        "Zarezerwuj termin wizyty online",
        "Przed wizytą w kancelarii umów termin wizyty przez telefon",
        "Zanim przyjdziesz, umów się na wizytę",
        "Przed przyjściem do nas zarezerwuj wizytę e-mailem",
        "Umów wizytę w urzędzie",
        "Zarezerwuj wizytę u nas elektronicznie",
    ],
)
def test_a_sentence_on_booking_where_there_is_none(sentence):
    assert codes(how_to=f"Wniosek jest krótki. {sentence}.") == ["LCKM-R063"]
    assert codes(how_to=f"Wniosek jest krótki. {sentence}.", appointments=MAY) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Wizyta w filii wymaga wcześniejszego umówienia się",
        "Na wizytę trzeba się wcześniej umówić",
        "Na wizytę musisz umówić się",
        "Wizytę należy wcześniej umówić",
        "Wnioski przyjmowane są wyłącznie po uprzednim umówieniu wizyty",
    ],
)
@pytest.mark.parametrize("appointments", ["nie dotyczy", MAY])
def test_a_sentence_that_a_visit_must_be_booked(sentence, appointments):
    how_to = f"Wniosek jest krótki. {sentence}."
    assert codes(how_to=how_to, appointments=appointments) == ["LCKM-R063"]
    assert codes(how_to=how_to, appointments=MUST) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Umów wizytę u notariusza",
        "Umów wizytę w banku",
        "Umów wizytę u lekarza medycyny pracy",
        "Jeśli wolisz, umów wizytę",
        "Jeżeli chcesz porozmawiać, zarezerwuj termin wizyty w swojej spółdzielni",
        "Umów oględziny lokalu",
        "Najlepiej umów wizytę w przychodni",
        "Zarezerwuj czas na badanie",
        "Umów wizytę albo wyślij list",
        "Wizyty nie trzeba umawiać",
    ],
)
def test_a_sentence_that_is_not_on_booking_here(sentence):
    assert codes(how_to=f"Wniosek jest krótki. {sentence}.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Wizyty nie trzeba umawiać",
        "Na wizytę nie musisz się umawiać",
        "Terminu nie trzeba wcześniej rezerwować, po prostu przyjdź",
        "Nie trzeba umawiać wizyty, wystarczy przyjść",
        "Wizyta w filii nie wymaga wcześniejszego umówienia",
    ],
)
def test_a_sentence_that_a_visit_may_be_without_booking(sentence):
    assert codes(how_to=f"Wniosek jest krótki. {sentence}.", appointments=MUST) == ["LCKM-R063"]
    assert codes(how_to=f"Wniosek jest krótki. {sentence}.", appointments=MAY) == []
