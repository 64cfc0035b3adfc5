"""Stages marked „@” in which one has to come, and such as may be done from a chair."""

from pathlib import Path

import pytest
import yaml

from lckm_core import check

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
)


def codes(name: str, comment: str) -> list[str]:
    step = {"name": name, "comment": comment, "online": True}
    activities = ["złożenie wniosku"]
    return [
        finding.code
        for finding in check(MINIMAL | {"steps": [step], "online_activities": activities})
    ]


@pytest.mark.parametrize(
    ("name", "comment"),
    [
        ("Odbierz kartę", "przyjdź do filii w ciągu 14 dni od wiadomości"),
        ("Odbierz kartę", "przyjdź z dowodem osobistym"),
        ("Odbierz kartę", "przyjdź do okienka 4"),
        ("Podpisz akt", "przyjdźcie oboje"),
        ("Podpisz akt", "staw się w kancelarii"),
        ("Podpisz akt", "stawcie się razem ze świadkami"),
        ("Podpisz akt", "zgłoś się osobiście po SMS-ie"),
        ("Okaż dokumenty", "trzeba przyjść z oryginałami"),
        ("Okaż dokumenty", "musisz stawić się z dzieckiem"),
        ("Okaż dokumenty", "należy do nas przyjść w ciągu 3 dni"),
        ("Przyjdź na oględziny", "termin podamy telefonicznie"),
        ("Staw się na badaniu", "potrwa godzinę"),
        ("Odbierz psa", "przyjdź ze smyczą, zawiadomimy Cię e-mailem"),
        ("Odbierz psa", "osobiście, zawiadomimy telefonicznie"),
        ("Odbierz psa", "osobiście w schronisku, pokażemy psa"),
        ("Podpisz umowę", "w urzędzie, o terminie poinformujemy e-mailem"),
        ("Podpisz umowę", "osobiście, godzinę uzgodnimy e-mailem"),
        ("Podpisz umowę", "w kancelarii, umowę przygotujemy"),
        ("Podpisz umowę", "osobiście w biurze, przyślemy SMS"),
        ("Zapłać", "przyjdź do kasy"),
    ],
)
def test_a_marked_stage_in_which_one_has_to_come(name, comment):
    assert "LCKM-R053" in codes(name, comment)


@pytest.mark.parametrize(
    ("name", "comment"),
    [
        ("Złóż wniosek", "przyjdź albo wyślij e-mail"),
        ("Złóż wniosek", "przez ePUAP lub przyjdź do nas"),
        ("Złóż wniosek", "nie trzeba przyjść"),
        ("Złóż wniosek", "bez wizyty, przyjdź dopiero po odbiór"),
        ("Złóż wniosek", "online, przyjdź po odbiór"),
        ("Złóż wniosek", "przyjdź, jeśli wolisz papier"),
        ("Złóż wniosek", "możesz też przyjść osobiście"),
        ("Umów wizytę", "przyjdź o umówionej godzinie"),
        ("Zarezerwuj termin", "przyjdź punktualnie"),
        ("Zgłoś się do konkursu", "wyślij pracę"),
        ("Zgłoś się na zajęcia", "formularz na stronie"),
        ("Zgłoś awarię", "telefonicznie, całą dobę"),
        ("Przyjdź na wykład online", "łącze podamy"),
        ("Zapłać", "przelewem lub w kasie"),
        ("Odbierz decyzję", "elektronicznie, w urzędzie lub pocztą"),
        ("Odbierz decyzję", "wyślemy ją na ePUAP"),
        ("Czekaj na decyzję", "damy znać e-mailem, przyjdziesz z dowodem"),
        ("Poczekaj", "urzędnik przyjdzie do Ciebie"),
        ("Przyjdź z psem", "wcześniej zadzwoń"),
        ("Sprawdź wynik", "zadzwoń, a gdy będzie gotowy, przyjdź"),
    ],
)
def test_a_marked_stage_that_may_be_done_from_a_chair(name, comment):
    assert "LCKM-R053" not in codes(name, comment)


@pytest.mark.parametrize("name", ["złożenie wniosku @", "@ złożenie wniosku", "Złóż wniosek (@)"])
def test_a_mark_typed_into_the_name_is_said_once(name):
    steps = [{"name": name, "comment": "elektronicznie"}, {"name": "Odbierz decyzję"}]
    found = check(MINIMAL | {"steps": steps, "online_activities": ["złożenie wniosku"]})
    about_marks = [one.code for one in found if one.code in ("LCKM-R005", "LCKM-R006", "LCKM-R046")]
    assert about_marks == ["LCKM-R005"]


@pytest.mark.parametrize(("online", "advice"), [(True, "jest już oznaczony"), (False, "i zaznacz")])
def test_advice_on_a_mark_in_a_name_depends_on_the_mark_of_the_step(online, advice):
    found = check(MINIMAL | {"steps": [{"name": "Złóż wniosek @", "online": online}]})
    (finding,) = [item for item in found if item.code == "LCKM-R005"]
    assert advice in finding.message
