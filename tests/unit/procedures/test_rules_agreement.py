"""What one field says against another, and sentences that only look like it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
)
POST = {"way": "by_post", "places": ["ul. Przykładowa 1, 90-001 Łódź"]}


IN_PERSON = {"way": "in_person", "places": ["ul. Przykładowa 1, pok. 2"]}


ONLINE = {"way": "electronically", "places": ["ePUAP"]}


ACCOUNT = "50 1240 1037 1111 0011 0925 0073"


FREE_PROXY = [{"rows": "brak", "remarks": "Pełnomocnictwo jest zwolnione z opłaty."}]


BOOKING = {"ways": [{"phone": "986"}]}


def codes(**fields: Any) -> list[str]:
    return [finding.code for finding in check(MINIMAL | fields)]


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Podanie złóż wyłącznie osobiście.", [IN_PERSON, POST]),
        ("Wnioski przyjmujemy tylko pocztą.", [IN_PERSON, POST]),
        ("Wniosek składa się jedynie elektronicznie.", [IN_PERSON, ONLINE]),
        ("Dokumenty można złożyć wyłącznie przez ePUAP.", [IN_PERSON, ONLINE]),
        ("Wniosek składasz tylko osobiście w urzędzie.", [IN_PERSON, ONLINE]),
        ("Deklarację należy złożyć wyłącznie w formie papierowej.", [IN_PERSON, ONLINE]),
        ("Zbierz dokumenty. Wniosek złóż wyłącznie osobiście.", [IN_PERSON, POST, ONLINE]),
        ("Wniosków pocztą nie przyjmujemy.", [IN_PERSON, POST]),
        ("Wniosku nie można złożyć przez internet.", [IN_PERSON, ONLINE]),
        ("Wyłącznie osobiście składa się wniosek.", [IN_PERSON, POST]),
        ("Podań nie wolno przesyłać pocztą.", [IN_PERSON, POST]),
        ("Pocztą nie można składać wniosków.", [IN_PERSON, POST]),
        ("Zgłoszenie prześlij tylko przez platformę.", [POST, ONLINE]),
    ],
)
def test_how_to_allows_fewer_ways(text, ways):
    documents = {"to_submit": [{"name": "Wniosek"}]}
    assert codes(how_to=text, submission=ways, required_documents=documents) == ["LCKM-R069"]


def test_a_clause_of_several_ways_is_found_once():
    text = "Podpisz wniosek. Wniosek złóż pocztą lub e-mailem."
    assert codes(how_to=text, submission=[IN_PERSON]) == ["LCKM-R069"]


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Wniosek złóż wyłącznie osobiście.", [IN_PERSON]),
        ("Wniosek złóż osobiście lub pocztą.", [IN_PERSON, POST]),
        ("Dokument odbierzesz wyłącznie osobiście.", [IN_PERSON, POST]),
        ("Wniosek złóż tylko pocztą albo osobiście.", [IN_PERSON, POST]),
        ("Cudzoziemiec składa wniosek wyłącznie osobiście.", [IN_PERSON, POST]),
        ("Wniosek o duplikat złóż tylko osobiście.", [IN_PERSON, POST]),
        ("Jeśli nie masz podpisu, wniosek złóż wyłącznie osobiście.", [IN_PERSON, ONLINE]),
        ("Oryginały złóż wyłącznie osobiście.", [IN_PERSON, POST]),
        ("Wniosek składa tylko właściciel.", [IN_PERSON, POST]),
        ("Wniosków nie można wysyłać pocztą.", [IN_PERSON]),
        ("Wniosek z załącznikami powyżej 5 MB złóż tylko osobiście.", [IN_PERSON, ONLINE]),
        ("Wniosku nie trzeba składać osobiście.", [IN_PERSON, POST]),
        ("Przez ePUAP składają wnioski tylko firmy.", [IN_PERSON, ONLINE]),
        ("Wnioski z zagranicy przyjmujemy tylko pocztą.", [IN_PERSON, POST]),
        ("Wniosek podpisz wyłącznie osobiście.", [IN_PERSON, POST]),
        ("Wniosek elektroniczny wysyła się tylko przez ePUAP.", [IN_PERSON, ONLINE]),
        ("Pocztą wyślij tylko kopie, dokumentów nie zwracamy.", [IN_PERSON, POST]),
        ("Oględziny umówisz wyłącznie telefonicznie.", [IN_PERSON, POST]),
        ("W dniu naboru wnioski składa się wyłącznie osobiście.", [IN_PERSON, POST]),
        (
            "Za osobę małoletnią wniosek składa wyłącznie rodzic, osobiście lub pocztą.",
            [IN_PERSON, POST],
        ),
    ],
)
def test_how_to_that_allows_what_is_offered(text, ways):
    documents = {"to_submit": [{"name": "Wniosek"}]}
    assert codes(how_to=text, submission=ways, required_documents=documents) == []


ALL_WAYS = {
    "wysłać pocztą": POST,
    "złożyć elektronicznie": ONLINE,
    "przesłać przez ePUAP": ONLINE,
    "wysłać e-mailem": {"way": "email", "places": ["lckm@uml.lodz.pl"]},
    "złożyć telefonicznie": {"way": "phone", "places": ["+48 (42) 638-44-44"]},
    "złożyć osobiście": IN_PERSON,
}


@pytest.mark.parametrize("must", ["należy", "trzeba", "musisz"])
@pytest.mark.parametrize("way", ALL_WAYS)
def test_that_one_must_come_in_person_is_a_limit_and_of_other_ways_it_is_none(must, way):
    """„Należy wysłać pocztą” says how it is sent, and „należy złożyć osobiście” that one comes."""
    offered = ALL_WAYS[way]
    other = POST if offered is IN_PERSON else IN_PERSON
    submission = [offered, other]
    in_text = codes(how_to=f"Wniosek {must} {way}.", submission=submission)
    as_phrase = codes(useful_info=[f"wniosek {must} {way}"], submission=submission)
    assert in_text == (["LCKM-R069"] if offered is IN_PERSON else [])
    assert as_phrase == (["LCKM-R011"] if offered is IN_PERSON else [])


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Wydanie zaświadczenia o niezaleganiu z opłatą", ["LCKM-R089"]),
        ("Odwołanie od decyzji o wycince", []),
        ("ODWOŁANIE OD DECYZJI", []),
        ("Rozpatrzenie odwołania od decyzji", []),
    ],
)
def test_texts_of_a_procedure_of_appeals_speak_of_its_matter(title, expected):
    found = codes(title=title, how_to="Od decyzji możesz odwołać się w ciągu 30 dni.")
    assert [code for code in found if code == "LCKM-R089"] == expected


@pytest.mark.parametrize(
    ("info", "text"),
    [
        (
            "sprawa możliwa do załatwienia przez pełnomocnika",
            "Nie możesz działać przez pełnomocnika.",
        ),
        ("możliwość działania przez pełnomocnika", "Pełnomocnik nie może załatwić tej sprawy."),
        ("wniosek może złożyć pełnomocnik", "Wniosku nie złożysz przez pełnomocnika."),
        ("możliwość załatwienia sprawy przez pełnomocnika", "Sprawy nie załatwi pełnomocnik."),
        (
            "sprawa do załatwienia przez pełnomocnika",
            "Działanie przez pełnomocnika nie jest możliwe.",
        ),
        ("można działać przez pełnomocnika", "Nie ma możliwości działania przez pełnomocnika."),
        (
            "sprawa niemożliwa do załatwienia przez pełnomocnika",
            "Możesz działać przez pełnomocnika.",
        ),
        ("sprawy nie można załatwić przez pełnomocnika", "Wniosek może złożyć pełnomocnik."),
        ("nie można działać przez pełnomocnika", "Sprawę załatwisz też przez pełnomocnika."),
        ("wniosek można złożyć przez pełnomocnika", "Pełnomocnik nie może złożyć wniosku."),
    ],
)
def test_a_proxy_allowed_and_forbidden(info, text):
    assert codes(useful_info=[info], how_to=text, fees=FREE_PROXY) == ["LCKM-R070"]


THIS = [
    "Wniosek składasz osobiście; pełnomocnik nie może tego zrobić.",
    "Sprawę załatwiasz w urzędzie. Pełnomocnik nie może tej sprawy załatwić.",
    "Zapisujesz dziecko w szkole; ale pełnomocnik nie może tego zrobić.",
    "Rejestrujesz się sam. Pełnomocnik nie może tego zrobić za Ciebie.",
    "Zgłoszenie wysyłasz sam.\nPełnomocnik nie może tego załatwić.",
]
THIS_PART = [
    "Dowód odbierasz osobiście; pełnomocnik nie może tego zrobić.",
    "Protokół podpisuje właściciel. Pełnomocnik nie może tego zrobić.",
    "Na miejscu pobieramy odciski palców; pełnomocnik nie może tego zrobić za Ciebie.",
    "Przy odbiorze okazujesz paszport. Pełnomocnik nie może tego zrobić.",
    "Egzamin zdajesz w ośrodku; pełnomocnik nie może tego zrobić.",
    "Składasz ślubowanie; pełnomocnik nie może tego zrobić.",
]


@pytest.mark.parametrize("text", THIS)
def test_a_proxy_who_may_not_do_this(text):
    info = ["sprawa możliwa do załatwienia przez pełnomocnika"]
    assert codes(useful_info=info, how_to=text, fees=FREE_PROXY) == ["LCKM-R070"]
    assert codes(how_to=text, fees=FREE_PROXY) == []


@pytest.mark.parametrize("text", THIS_PART)
def test_a_proxy_who_may_not_do_a_part(text):
    info = ["sprawa możliwa do załatwienia przez pełnomocnika"]
    assert codes(useful_info=info, how_to=text, fees=FREE_PROXY) == []


@pytest.mark.parametrize(
    ("info", "text"),
    [
        (
            "sprawa możliwa do załatwienia przez pełnomocnika",
            "Pełnomocnik nie może odebrać dowodu.",
        ),
        ("sprawa możliwa do załatwienia przez pełnomocnika", "Możesz działać przez pełnomocnika."),
        ("wniosek może złożyć pełnomocnik", "Pełnomocnik nie może odebrać karty."),
        ("nie można działać przez pełnomocnika", "Pełnomocnik nie może złożyć wniosku."),
        (
            "wniosek może złożyć pełnomocnik",
            "Osoba małoletnia nie może działać przez pełnomocnika.",
        ),
        (
            "sprawa możliwa do załatwienia przez pełnomocnika",
            "Jeśli nie masz pełnomocnictwa, nie możesz działać jako pełnomocnik.",
        ),
        (
            "sprawa możliwa do załatwienia przez pełnomocnika",
            "Odbioru nie załatwisz przez pełnomocnika.",
        ),
        ("odbiór możliwy przez pełnomocnika", "Wniosku nie złożysz przez pełnomocnika."),
        (
            "sprawa możliwa do załatwienia przez pełnomocnika, oprócz odbioru",
            "Pełnomocnik nie może złożyć odcisków palców.",
        ),
        (
            "pełnomocnik dołącza pełnomocnictwo",
            "Nie możesz działać przez pełnomocnika w dniu ślubu.",
        ),
        (
            "sprawa możliwa do załatwienia przez pełnomocnika",
            "Bez pełnomocnictwa pełnomocnik nie może złożyć wniosku.",
        ),
        ("wniosek może złożyć pełnomocnik", "Pełnomocnik nie może złożyć wniosku po terminie."),
    ],
)
def test_a_proxy_allowed_or_forbidden(info, text):
    assert codes(useful_info=[info], how_to=text, fees=FREE_PROXY) == []


@pytest.mark.parametrize(
    "text",
    [
        *("Bez rezerwacji nie obsługujemy.", "Bez wcześniejszego umówienia się nie przyjmujemy."),
        *("Nie przyjmujemy bez umówienia.", "Obsługujemy tylko osoby umówione."),
        *("Nie obsługujemy osób bez rezerwacji.", "Przyjmujemy wyłącznie umówione osoby."),
        *(
            "Bez umówionej wizyty wniosku nie złożysz.",
            "Bez umówienia wizyty nie przyjmiemy wniosku.",
        ),
        *("Przyjmujemy tylko umówionych.", "Osób bez umówionej wizyty nie przyjmujemy."),
    ],
)
def test_a_visit_to_book_that_is_not_mandatory(text):
    booking = BOOKING | {"text": text}
    assert codes(appointments=booking | {"mandatory": False}) == ["LCKM-R063"]
    assert codes(appointments=booking | {"mandatory": True}) == []


@pytest.mark.parametrize(
    "text",
    [
        *("Bez umówienia przyjmujemy w środy.", "Bez rezerwacji możesz czekać dłużej."),
        *("W soboty bez umówienia nie przyjmujemy.", "Osoby umówione obsługujemy poza kolejką."),
        *(
            "Bez umówienia nie gwarantujemy obsługi tego samego dnia.",
            "Umówione osoby mają swoją salę.",
        ),
        *("Umów się, jeśli nie chcesz czekać.", "Bez umówienia nie zawsze przyjmiemy od razu."),
        *("Przy ślubach przyjmujemy tylko umówione osoby.",),
    ],
)
def test_a_visit_that_may_be_booked(text):
    assert codes(appointments=BOOKING | {"mandatory": False, "text": text}) == []


def fees(*kinds: str) -> list[dict[str, Any]]:
    return [{"rows": [{"kind": kind, "amount": "17.00"} for kind in kinds], "account": ACCOUNT}]


@pytest.mark.parametrize(
    ("summary", "kinds"),
    [
        ("Wypis z rejestru jest bezpłatny.", ["wypis z rejestru"]),
        ("Karta jest darmowa. Dostanie ją każdy.", ["karta mieszkańca"]),
        ("Zaświadczenie jest bezpłatne.", ["opłata skarbowa"]),
        ("Za wydanie karty nie pobieramy opłaty.", ["wydanie karty"]),
        ("Licencję wydajemy bezpłatnie.", ["licencja na taksówkę"]),
        (
            "Zaświadczenie wydaje się nieodpłatnie w formie papierowej albo elektronicznej.",
            ["opłata skarbowa"],
        ),
        ("Za zaświadczenie nic nie zapłacisz.", ["opłata skarbowa za zaświadczenie"]),
        ("Za wypis się nie płaci.", ["wypis", "wypis z wyrysem"]),
        ("Wydanie zezwolenia jest bezpłatne.", ["wydanie zezwolenia"]),
        ("Opłaty za legitymację nie pobiera się.", ["legitymacja"]),
        ("Każdy może dostać mapę. Mapa jest bezpłatna.", ["mapa zasadnicza"]),
        ("Bezpłatnie wydajemy odpisy.", ["odpis skrócony", "odpis zupełny"]),
    ],
)
def test_a_summary_that_what_is_paid_for_is_free(summary, kinds):
    assert codes(summary=summary, fees=fees(*kinds)) == ["LCKM-R062"]


@pytest.mark.parametrize(
    ("summary", "kinds"),
    [
        ("Karta jest bezpłatna.", ["duplikat karty"]),
        ("Pierwszy odpis jest bezpłatny.", ["odpis skrócony"]),
        ("Odpis skrócony jest bezpłatny.", ["odpis zupełny"]),
        ("Odpis jest bezpłatny dla bezrobotnych.", ["odpis skrócony"]),
        ("Wniosek jest bezpłatny.", ["wydanie karty"]),
        ("Zaświadczenie jest bezpłatne.", ["pełnomocnictwo"]),
        ("Udział jest bezpłatny, a karta kosztuje 17 zł.", ["karta"]),
        ("Szczepienie jest bezpłatne.", ["czipowanie psa"]),
        ("Za wydanie druku nie pobieramy opłaty.", ["wydanie karty"]),
        ("Kartę wydajemy bezpłatnie, jeśli masz ulgę.", ["karta"]),
        ("Karta elektroniczna jest bezpłatna.", ["karta plastikowa"]),
        ("Parking jest bezpłatny.", ["opłata skarbowa"]),
        ("Porada jest bezpłatna.", ["opłata skarbowa"]),
        ("Wypis jest bezpłatny w wersji elektronicznej.", ["wypis"]),
        ("Za zgłoszenie nie pobiera się opłaty.", ["wpis do rejestru"]),
    ],
)
def test_a_summary_that_something_else_is_free(summary, kinds):
    assert codes(summary=summary, fees=fees(*kinds)) == []


@pytest.mark.parametrize(
    ("name", "is_found"),
    [("Mapa sytuacyjna", True), ("Dokument potwierdzający prawo do lokalu", False)],
)
def test_a_paper_that_a_text_asks_for_may_be_any_that_a_list_names(name, is_found):
    documents = {"to_submit": [{"name": "Wniosek"}, {"name": name}]}
    text = "Do wniosku dołącz umowę najmu."
    found = check(MINIMAL | {"required_documents": documents, "how_to": text})
    assert ("LCKM-R093" in [finding.code for finding in found]) == is_found
