"""Terms in words, and days that there are not, beside what only looks like them."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
)


def codes(**fields: Any) -> list[str]:
    return [finding.code for finding in check(MINIMAL | fields)]


def deadline(text: str, *terms: tuple[int, str]) -> dict[str, Any]:
    terms = terms or ((30, "days"),)
    return {"terms": [{"amount": amount, "unit": unit} for amount, unit in terms], "text": text}


@pytest.mark.parametrize(
    "text",
    [
        *("Zaświadczenie wydajemy w ciągu 10 dni.", "Sprawę załatwiamy do 2 tygodni."),
        *("Czas realizacji: 60 dni.", "Decyzja zostanie wydana w terminie 14 dni.", "21 dni"),
        *("do 14 dni od złożenia wniosku", "Termin rozpatrzenia wynosi trzy tygodnie."),
        *("Na decyzję czeka się dwa miesiące.", "Urząd odpowiada w ciągu 7 dni roboczych."),
        *("Załatwienie sprawy trwa do dwóch miesięcy.", "Kartę wydamy w ciągu tygodnia."),
        *("Wniosek rozpatrzymy w terminie do 90 dni.", "Nie później niż w ciągu 45 dni."),
        *("Wypis wydaje się w ciągu 3 dni. Liczy się dzień wpływu.", "W ciągu 14 dni wydamy kartę"),
    ],
)
def test_a_text_of_the_deadline_that_tells_another_term(text):
    assert codes(deadline=deadline(text)) == ["LCKM-R065"]


@pytest.mark.parametrize(
    "text",
    [
        *("Zaświadczenie wydajemy w ciągu 30 dni.", "Sprawę załatwiamy do miesiąca.", "30 dni"),
        *("Na usunięcie braków masz 14 dni.", "Braki uzupełnij w ciągu 7 dni od wezwania."),
        *("W sprawach trudnych decyzję wydajemy w ciągu 60 dni.", "Liczy się od 1 dnia miesiąca."),
        *("Jeżeli sprawa jest złożona, wydamy ją w ciągu 2 miesięcy.", "Opłatę wnieś w 3 dni."),
        *("Decyzję wydajemy w ciągu 30 dni, a kartę w ciągu 7 dni.", "Sąd ma na to 14 dni."),
        *("Nieodebrany dokument po 14 dniach wyślemy pocztą.", "Wniosek złóż 7 dni przed imprezą."),
        *("Zwykle załatwiamy sprawę w ciągu 10 dni.", "Karta jest ważna 24 miesiące."),
        *("Organ uzgadniający ma 14 dni na opinię.", "Odwołanie rozpatrzy kolegium w 60 dni."),
        *("Przed wydaniem decyzji masz 7 dni na zapoznanie się z aktami.", "Wtórnik: 3 dni."),
        *("Wniosek elektroniczny rozpatrujemy w ciągu 10 dni.", "Od opłaty czekamy 5 dni."),
        *("Termin można przedłużyć o 14 dni.", "Po wizji lokalnej wydajemy opinię w 7 dni."),
        *("W trybie pilnym wydajemy kartę w ciągu 5 dni.", "Od 15 dnia nalicza się odsetki."),
        *("Dla firm decyzję wydajemy w ciągu 14 dni.", "O opóźnieniu zawiadomimy w ciągu 7 dni."),
        *("Decyzję odbierz w ciągu 14 dni.", "Uwagi można składać w terminie 21 dni."),
        *("Po 3 dniach sprawdź status.", "Tydzień przed imprezą dostaniesz zgodę."),
        *("Urząd Skarbowy odpowiada nam w ciągu 21 dni.", "Decyzja: 7 dni, karta: 14 dni."),
    ],
)
def test_a_text_of_the_deadline_that_tells_of_something_else(text):
    assert codes(deadline=deadline(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "do 30 lutego",
            "do 31 kwietnia",
            "od 1 do 31 czerwca",
            "32 marca",
            "31 września 2027 r.",
        ),
        *("od 1 listopada do 31 listopada", "29 lutego 2027", "najpóźniej 31.11.2026", "0 maja"),
        *("do 30.02.2027", "29.02.2100", "31.06", "1–31 września", "do 31. kwietnia każdego roku"),
        *(
            "od 20 do 5 maja",
            "między 15 a 3 lipca",
            "od 15 stycznia do 10 stycznia",
            "30–12 grudnia",
        ),
        *("od 1 marca 2027 r. do 15 lutego 2027 r.", "od 5 maja 2028 do 6 maja 2027"),
        *("od 1.03.2027 do 28.02.2027", "2.05.2027 – 1.05.2027"),
    ],
)
def test_a_term_that_cannot_be(text):
    assert set(codes(submission_deadline=[{"text": text}])) == {"LCKM-R071"}


@pytest.mark.parametrize(
    "text",
    [
        *("do 29 lutego", "29 lutego 2028", "do 28 lutego", "od 1 do 30 kwietnia", "31 marca"),
        *("od 1 listopada do 31 marca", "od 15 grudnia do 10 stycznia", "od 10 do 15 stycznia"),
        *(
            "od 25 do 5 dnia następnego miesiąca",
            "do 10. dnia miesiąca",
            "31.12.2026",
            "29.02.2028",
        ),
        *(
            "w godz. 8.30–15.30",
            "do 31 grudnia każdego roku",
            "30.04",
            "od 8.00 do 16.00, do 30 maja",
        ),
        *("od 20 stycznia do 10 stycznia następnego roku", "od 1 marca do 15 lutego 2027 r."),
        *("od 1.09.2026 do 28.02.2027", "15.06–15.07", "do 31 maja; pokój 31", "po 29.30 zł"),
        *("od 1 marca 2026 r. do 15 lutego 2027 r.", "od 10 maja do 10 maja", "w ciągu 45 dni"),
        *(
            "nr 31/4",
            "od godz. 18 do 6 stycznia",
            "wniosek nr 30-6 czerwca",
            "tel. 42 638-44-44 do 30 czerwca",
            "do 31 sierpnia br.",
            "1–31 lipca",
            "co 30 dni",
        ),
    ],
)
def test_a_term_that_can_be(text):
    assert codes(submission_deadline=[{"text": text}]) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": "Wnioski przyjmujemy do 31 listopada."},
        {
            "steps": [{"name": "Złóż wniosek", "comment": "od 15 do 10 stycznia"}],
            "submission_deadline": [{"text": "do 10 stycznia"}],
        },
        {"useful_info": ["wnioski do 30 lutego"]},
        {"how_to": "Wniosek złóż do 31 czerwca."},
        {"additional_info": "Listy ogłaszamy 31 kwietnia."},
        {"deadline": {"terms": [{"amount": 30, "unit": "days"}], "text": "Wyniki: 31.09.2027."}},
    ],
)
def test_days_in_other_fields(fields):
    assert codes(**fields) == ["LCKM-R071"]


def test_figures_in_prose_may_be_no_day():
    assert codes(how_to="Wypełnij punkt 31.11 wniosku, a w 30.02 podpisz się.") == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Najwyżej 10 dni.",
            "Co najwyżej 10 dni.",
            "najwyżej w ciągu 10 dni",
            "Najwyżej do 7 dni",
        ),
        *("Zawsze 10 dni.", "Zawsze w terminie 10 dni.", "zawsze do 10 dni", "Zawsze w 10 dni"),
        *("W każdym przypadku 10 dni.", "W każdym przypadku w ciągu 10 dni."),
        *("We wszystkich sprawach 10 dni.", "We wszystkich przypadkach do 10 dni."),
        *("W każdej sprawie w ciągu 10 dni.", "W każdej sprawie najwyżej 10 dni."),
        "Sprawę załatwiamy w każdym przypadku w ciągu 10 dni.",
        "Decyzję wydajemy zawsze w 10 dni.",
        "Wniosek rozpatrujemy we wszystkich sprawach w 10 dni.",
        "Zaświadczenie wydajemy najwyżej w 10 dni.",
        "Sprawa trwa najwyżej 10 dni.",
        "Decyzja zapada w 10 dni.",
        "Rozpatrzenie trwa zawsze 10 dni.",
    ],
)
def test_words_that_tell_another_term_in_every_case(text):
    assert codes(deadline={"terms": [{"amount": 30, "unit": "days"}], "text": text}) == [
        "LCKM-R065"
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("Najwyżej 30 dni.", "Zawsze w ciągu 30 dni.", "W każdym przypadku w 30 dni."),
        *("Zawsze na piśmie.", "Najwyżej dwie osoby naraz.", "W każdym przypadku bezpłatnie."),
        *("W przypadku braków 10 dni.", "W niektórych przypadkach najwyżej 10 dni."),
        *("Zawsze zawiadamiamy o opóźnieniu.", "Zwykle najwyżej 10 dni."),
        *("Zawsze 10 dni przed końcem kwartału.", "Uzupełnić wniosek trzeba najwyżej w 10 dni."),
        *("Dla firm najwyżej 10 dni.", "W trybie pilnym zawsze 10 dni."),
        "W każdym przypadku, gdy brakuje załącznika, czekamy 10 dni.",
        "Odwołanie wnosi się zawsze w ciągu 14 dni.",
        "Opinię uzgadniamy najwyżej 10 dni.",
        "Jeśli wniosek jest prosty, zawsze w 10 dni.",
        "W każdym przypadku wezwania masz 10 dni.",
        "Kontrola trwa najwyżej 10 dni.",
        "Decyzja sądu zapada w 10 dni.",
    ],
)
def test_words_that_tell_no_other_term_in_every_case(text):
    assert codes(deadline={"terms": [{"amount": 30, "unit": "days"}], "text": text}) == []


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Decyzję wydajemy w ciągu 99 dni. ", "LCKM-R051"),
        ("Odwołanie wnosi się w ciągu 99 dni. ", "LCKM-R086"),
    ],
)
def test_of_very_many_terms_that_disagree_some_are_named(sentence, code):
    deadline = {"terms": [{"amount": 14, "unit": "days"}]}
    appeal = "Odwołanie wnosi się w terminie 14 dni."
    texts = {"how_to": sentence * 60, "deadline": deadline, "appeal": appeal}
    found = [one for one in check(MINIMAL | texts) if one.code == code]
    assert len(found) == 20


def test_of_very_many_electronic_forms_some_are_named():
    way = {"way": "electronically", "places": ["ePUAP"]}
    texts = {"submission": [way], "how_to": "Wypełnij formularz elektroniczny. " * 60}
    assert codes(**texts).count("LCKM-R095") == 20


def test_a_season_is_named_once_in_each_text():
    phrase = "wnioski tylko do 31 marca"
    found = codes(useful_info=[phrase], how_to="Wnioski tylko w marcu. " * 60)
    assert found.count("LCKM-R078") == 2


def test_another_term_of_a_complaint_is_called_so():
    texts = {
        "appeal": "Na postanowienie przysługuje zażalenie w terminie 7 dni.",
        "how_to": "Zażalenie wnosi się w terminie 14 dni.",
    }
    (found,) = (item for item in check(MINIMAL | texts) if item.code == "LCKM-R086")
    assert str(found.message).startswith("Na zażalenie podano")
