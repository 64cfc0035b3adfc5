"""Wordings that rules took for faults, and the faults that look like them."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
)
FEES = [
    {
        "rows": [{"kind": "opłata skarbowa", "amount": "17.00"}],
        "account": "50 1240 1037 1111 0011 0925 0073",
    }
]


def codes(**fields: Any) -> list[str]:
    return [finding.code for finding in check(MINIMAL | fields)]


@pytest.mark.parametrize(
    "text",
    [
        *("W § 1 oświadczenia podkreśl swój wybór.", "Skreśl § 4 druku, jeśli nie masz dzieci."),
        *("Zakreśl w § 3 odpowiednią kratkę.", "Podpisz blankiet pod § 2.", "Pomiń § 6 arkusza."),
        *("Wypełnij tylko § 1 i § 2.", "Przeczytaj § 8 pouczenia.", "W § 5 druku wpisz PESEL."),
        *("Rubryki A–C wypełnia wnioskodawca, par. 7 zostaw pusty.", "Uzupełnij paragraf 2."),
        *("W § 2 kwestionariusza zaznacz „tak”.", "Przepisz dane z § 1 zgłoszenia."),
        *("Druk ma cztery części; w § 4 podpisz się czytelnie.", "Zaznacz par. 3 oświadczenia."),
        "Oświadczenie ma na końcu § 3, podpisz je.",
        "Koszty podziel na paragrafy klasyfikacji budżetowej: § 4170, § 4210 i § 4300.",
        *("Zakup materiałów ujmij w § 4210.", "Wydatki bieżące: rozdział 92605, § 2360."),
        *("Dotację wykaż w paragrafie 2820.", "Wynagrodzenia w kosztorysie: § 401 i § 404."),
        "Plan wydatków ułóż według klasyfikacji budżetowej (§ 421, § 430).",
    ],
)
def test_a_part_of_a_form_or_of_a_budget_is_no_legal_basis(text):
    assert codes(how_to=text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("Wypełnij wniosek zgodnie z § 3.", "Podpisz oświadczenie, o którym mowa w § 5."),
        *("Zaznacz ulgę na podstawie § 2 uchwały.", "Wpisz stawkę określoną w § 4 ust. 2."),
        *("Dane podaj według § 7 rozporządzenia.", "Druk ustala § 3 zarządzenia."),
        *("Wydatki rozlicza się zgodnie z § 12 umowy lub § 9 uchwały.", "Decyduje o tym § 6."),
        *("Stosownie do § 8 dołącz opinię.", "Przepisz numer z art. 5.", "Zaznacz ulgę z art. 7."),
        *(
            "W § 1 uchwały określono stawki.",
            "Opłatę liczy się według § 215.",
            "Ulga wynika z § 2.",
        ),
        *("Wniosek rozpatruje się w trybie § 14.", "W myśl § 5 oświadczenia są jawne."),
        *("Wpisz dane. § 5 stosuje się odpowiednio.", "Obowiązuje § 5. Podpisz wniosek."),
    ],
)
def test_a_paragraph_of_an_act_beside_a_form_is_one(text):
    assert codes(how_to=text) == ["LCKM-R012"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Kartę odbierasz sam, nie przez pełnomocnika.",
            "Stawić się trzeba osobiście, a nie przez pełnomocnika.",
        ),
        *("Dowodu nie odbierze za Ciebie pełnomocnik.", "Pełnomocnik nie podpisze tej umowy."),
        *("Ślubu nie weźmie za Ciebie pełnomocnik.", "Egzaminu nie zda za nikogo pełnomocnik."),
        *("Pełnomocnika w tej sprawie nie dopuszczamy.", "Pełnomocnik tu nie wystarczy."),
        *("Nie poprzez pełnomocnika, lecz samodzielnie składasz zeznanie.",),
        *("Przyjdź sam: pełnomocnik Cię nie zastąpi.", "Wniosku nie podpisze pełnomocnik."),
        *(
            "Ani przez pełnomocnika, ani pocztą tego nie załatwisz.",
            "Zamiast pełnomocnika przyjdź sam.",
        ),
        *("Rejestrujesz się we własnym imieniu, nigdy przez pełnomocnika.",),
        *(
            "Pełnomocnik tego za Ciebie nie zrobi.",
            "Pełnomocników nie przyjmujemy.",
            "Jeśli nie masz 18 lat, nie możesz działać przez pełnomocnika.",
        ),
    ],
)
def test_no_proxy_may_act(text):
    assert codes(how_to=text, fees=FEES) == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Jeśli nie możesz przyjść, wniosek złoży pełnomocnik.",
            "Kto nie może pisać, działa przez pełnomocnika.",
        ),
        *("Gdy nie odbierzesz karty sam, odbierze ją pełnomocnik.", "Pełnomocnik złoży wniosek."),
        *("Osoba, która nie może przyjść, ustanawia pełnomocnika.", "Kartę odbierze pełnomocnik."),
        *("Nie musisz przychodzić, wystarczy pełnomocnik.", "Wniosek podpisuje pełnomocnik."),
        *("Osobiście lub przez pełnomocnika.", "Nie tylko Ty, ale i pełnomocnik może to złożyć."),
        *("Sprawę załatwisz przez pełnomocnika, nie wychodząc z domu.", "Działa też pełnomocnik."),
        *("Pełnomocnik dołącza pełnomocnictwo; oryginału nie zwracamy.",),
    ],
)
def test_a_proxy_may_act(text):
    assert codes(how_to=text, fees=FEES) == ["LCKM-R017"]


@pytest.mark.parametrize(
    "title",
    [
        "Ustawa z dnia 16 listopada 2006 r. o opłacie skarbowej (t.j. Dz.U. z 2025 r., poz. 1154)",
        "Ustawa z dnia 8 marca 1990 r. o samorządzie gminnym – Dz. U. z 2025 r. poz. 1153",
        "Uchwała Nr XX/500/25 Rady Miejskiej w Łodzi (Dz. Urz. Woj. Łódzkiego z 2025 r. poz. 10)",
        "Rozporządzenie Ministra Cyfryzacji, Dziennik Ustaw z 2024 r. poz. 77",
        "Ustawa o lasach (Dz.U.2025.567)",
        "Rozporządzenie Rady Ministrów (M.P. z 2020 r. poz. 5)",
        "Rozporządzenie Parlamentu Europejskiego i Rady (UE) 2016/679 (Dz.Urz. UE L 119)",
    ],
)
def test_a_title_that_holds_its_journal(title):
    assert codes(legal_basis=[{"title": title}]) == []


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Ustawa o lasach (t.j.)",
            "Ustawa o lasach (Dz. U.)",
            "Ustawa o wydawaniu Dziennika Ustaw",
        ),
        *("Ustawa z dnia 28 września 1991 r. o lasach", "Uchwała Nr XX/500/25 Rady Miejskiej"),
        "Rozporządzenie Ministra Finansów z dnia 2 maja 2024 r. poz. dochodów",
    ],
)
def test_a_title_without_a_journal(title):
    assert codes(legal_basis=[{"title": title}]) == ["LCKM-R020"]


@pytest.mark.parametrize(
    "info",
    [
        *("sprawa nie wymaga opłat przy rejestracji", "bez opłat na etapie zgłoszenia"),
        *("wniosek bez opłat, płacisz dopiero po decyzji", "bez opłat za rozpatrzenie wniosku"),
        *("sprawa nie wymaga opłat dla emerytów", "bez opłat, jeśli masz Kartę Łodzianina"),
        *("sprawa nie wymaga opłat do czasu wydania decyzji", "zgłoszenie bez opłat z góry"),
        *("wydanie pierwszej karty jest bezpłatne", "brak opłat w przypadku awarii"),
        *(
            "złożenie wniosku bez opłat; opłata przy odbiorze",
            "bez opłat podczas składania wniosku",
        ),
        *("bezpłatnie w pierwszym roku", "sprawa bez opłat w chwili składania wniosku"),
        "sprawa nie wymaga opłat, gdy strona jest zwolniona",
    ],
)
def test_a_phrase_that_only_a_part_is_free(info):
    assert codes(useful_info=[info], fees=FEES) == []


@pytest.mark.parametrize(
    "info",
    [
        *("sprawa nie wymaga opłat", "bez opłat", "brak opłat", "bezpłatnie", "sprawa bez opłat"),
        *("załatwienie sprawy jest bezpłatne", "usługa bez opłat", "procedura nie wymaga opłat"),
        *("sprawa dla mieszkańców bez opłat", "wydanie zaświadczenia jest bezpłatne"),
        *("zgłoszenie jest bezpłatne", "wniosek nie wymaga opłat", "sprawa w urzędzie bez opłat"),
    ],
)
def test_a_phrase_that_all_is_free(info):
    assert codes(useful_info=[info], fees=FEES) == ["LCKM-R009"]


@pytest.mark.parametrize(
    ("info", "found"),
    [
        *((text, []) for text in ("wizyta tylko przy odbiorze wymaga umówienia",)),
        *((text, []) for text in ("odbiór karty wymaga umówienia", "w soboty wymaga umówienia")),
        *((text, []) for text in ("wizyta u doradcy wymaga rezerwacji, inne nie",)),
        ("wizyta w urzędzie wymaga umówienia się", ["LCKM-R010"]),
        ("wizyta wymaga rezerwacji", ["LCKM-R010"]),
        ("konieczne umówienie wizyty", ["LCKM-R010"]),
        ("sprawa wymaga umówienia wizyty", ["LCKM-R010"]),
    ],
)
def test_a_phrase_on_booking_some_visits(info, found):
    assert codes(useful_info=[info]) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kto zniszczy bilet, zapłaci u operatora 40 zł.", []),
        ("Za poświadczenie zapłacisz u notariusza 24,60 zł.", []),
        ("Przelew w banku kosztuje 5 zł.", []),
        ("U nas zapłacisz 25 zł.", ["LCKM-R040"]),
        ("Za wydanie zapłacisz 25 zł.", ["LCKM-R040"]),
    ],
)
def test_what_is_paid_to_somebody_else(text, found):
    assert codes(how_to=text, fees=FEES) == found


@pytest.mark.parametrize("kind", ["opłata, gdy stronę zastępuje pełnomocnik", "dla pełnomocnika"])
def test_a_fee_of_whoever_acts_by_proxy_is_the_fee_for_the_power(kind):
    fees = copy.deepcopy(FEES)
    fees[0]["rows"][0]["kind"] = kind
    info = ["sprawę może załatwić pełnomocnik", "poza pełnomocnictwem sprawa jest bezpłatna"]
    found = codes(fees=fees, useful_info=info)
    assert "LCKM-R009" not in found
    assert "LCKM-R017" not in found
    assert "LCKM-R017" in codes(fees=FEES, useful_info=info)


@pytest.mark.parametrize(
    ("how_to", "quoted"),
    [
        (
            "Postępujemy zgodnie z ustawą o drogach publicznych (Dz. U. z 2024 r. poz. 320).",
            "„ustawą o drogach publicznych (Dz. U. z 2024 r. poz. 320)”",
        ),
        (
            "Wniosek rozpatrujemy na podstawie ustawy o ochronie zabytków.",
            "„ustawy o ochronie…”",
        ),
    ],
)
def test_a_quoted_citation_ends_with_a_whole_word(how_to, quoted):
    [found] = [item for item in check(MINIMAL | {"how_to": how_to}) if item.code == "LCKM-R012"]
    assert quoted in found.message


def test_a_sum_beside_an_amount_of_zero_is_not_named_besides():
    rows = [{"kind": "abonament", "amount": "0"}]
    fees = [FEES[0] | {"rows": rows}]
    assert codes(fees=fees, summary="Abonament kosztuje 120 zł.") == ["LCKM-P016"]
