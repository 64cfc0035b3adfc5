"""What rules on phrases see, and what only looks like it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
)


def codes(**fields: Any) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in check(MINIMAL | fields)]


@pytest.mark.parametrize(
    "text",
    [
        *("ART 5", "art 5 ust. 2", "par. 5 ust. 2", "paragraf 5", "Ustawy z dn. 8 marca 1990"),
        *("zgodnie z ustawą o drogach publicznych", "w rozumieniu ustawy o pomocy społecznej"),
        "zwykle (podstawa pr.: w załączniku)",
        "wedlug prawa budowlanego",
    ],
)
def test_a_legal_basis(text):
    assert codes(how_to=f"Wniosek składa się {text}.") == [("LCKM-R012", "/how_to")]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "w Galerii Art 5",
            "na zajęcia z art. plastycznych",
            "a straż ustawia o metr dalej barierki",
            "na 5 par butów",
        ),
        *(
            "aby ustawić o 8.00",
            "parking 5",
            "karta 5",
            "start 2",
            "ul. Partyzantów 5",
            "ustawienie o kącie prostym",
            "na podstawie tresci uchwaly",
        ),
    ],
)
def test_no_legal_basis(text):
    assert codes(how_to=f"Wniosek składa się {text}.") == []


@pytest.mark.parametrize(
    "title",
    [
        "Wynajem sali",
        "Wynajęcie sali",
        "Meldunek na pobyt stały",
        "Złożenie deklaracji",
        "Rejestracja pojazdu",
        "Adopcja psa",
        "Spłata długu",
        "Boisko szkolne zasady korzystania",
    ],
)
def test_a_title_that_names_an_action(title):
    assert codes(title=title) == []


@pytest.mark.parametrize(
    "title", ["Deklaracja śmieciowa", "Dokumentacja techniczna", "Legitymacja", "Drogi"]
)
def test_a_title_that_names_a_thing(title):
    assert codes(title=title) == [("LCKM-R001", "/title")]


@pytest.mark.parametrize(
    "info",
    [
        *("sprawa jest płatna", "usługa jest odpłatna", "wydanie zaświadczenia jest płatne"),
        *("opłata 17 zł", "opłata skarbowa: 17,00 zł", "opłata wynosi 1 000 zł"),
    ],
)
def test_a_fee_where_none_is_listed(info):
    assert codes(fees="brak", useful_info=[info]) == [("LCKM-R009", "/useful_info/0")]


@pytest.mark.parametrize(
    "info",
    [
        *(
            "sprawa jest bezpłatna",
            "sprawa nie jest płatna",
            "usługa jest nieodpłatna",
            "wydanie druku nie jest odpłatne",
        ),
        *(
            "opłata 0 zł",
            "opłata 0,00 zł",
            "parking jest płatny",
            "kara 500 zł",
            "zwrot opłaty do 30 dni",
        ),
    ],
)
def test_no_fee_where_none_is_listed(info):
    assert codes(fees="brak", useful_info=[info]) == []


@pytest.mark.parametrize(
    "title", ["Wydanie zaświadczenia @", "@ Wydanie zaświadczenia", "Wydanie zaświadczenia (@)"]
)
def test_the_mark_in_the_title(title):
    assert codes(title=title) == [("LCKM-R005", "/title")]


@pytest.mark.parametrize(
    "comment",
    [
        "Możesz to zrobić przez internet. Oryginał przynieś do urzędu.",
        "Druk pobierzesz w urzędzie; wyślij go e-mailem",
    ],
)
def test_a_step_needs_no_visit_if_one_sentence_says_so(comment):
    steps = [{"name": "Złożenie wniosku", "comment": comment}]
    assert codes(steps=steps) == [("LCKM-R046", "/steps/0/comment")]


def test_an_address_in_the_title_is_no_mark():
    assert codes(title="Zmiana adresu a@b.pl w rejestrze") == []


@pytest.mark.parametrize(
    ("journal", "tells"),
    [
        ("x", False),
        ("?", False),
        ("Dz. U. z 2023 r. poz. 40", True),
        ("BIP Miasta Łodzi", True),
        ("Monitor Polski z 2023 r. poz. 40", True),
    ],
)
def test_a_journal(journal, tells):
    found = codes(legal_basis=[{"title": "Ustawa o drogach publicznych", "journal": journal}])
    assert found == ([] if tells else [("LCKM-R020", "/legal_basis/0/journal")])


@pytest.mark.parametrize(
    ("name", "purposes"),
    [
        *(("x.exe", ""), ("X.LNK", ""), ("x.odt", ""), ("x.xlsx", ""), ("x.jpg", "")),
        *(("x.pdf", "read"), ("X.PDF", "read"), ("x.doc", "fill"), ("x.docx", "fill")),
        ("x.rtf", "fill"),
    ],
)
def test_a_file_of_a_wrong_kind_by_its_name(name, purposes):
    other = codes(other_documents=[{"name": "Wzór", "file": name}])
    form = codes(required_documents={"to_submit": [{"name": "Wniosek", "file": name}]})
    to_read = [] if purposes == "read" else [("LCKM-F001", "/other_documents/0/file")]
    to_fill = [] if purposes == "fill" else [("LCKM-F002", "/required_documents/to_submit/0/file")]
    assert (other, form) == (to_read, to_fill)


@pytest.mark.parametrize(
    ("name", "is_form"),
    [
        *(("Plan sytuacyjny", False), ("Legenda planu", False), ("Mapa zasadnicza", False)),
        *(("Cennik", False), ("Instrukcja wypełniania wniosku", False)),
        *(("Wniosek o zezwolenie", True), ("Druk wniosku", True), ("Oświadczenie", True)),
        *(("Podanie o przyjęcie", True), ("Kwestionariusz", True)),
    ],
)
def test_a_pdf_of_what_is_no_form_may_stand_at_a_document_to_submit(name, is_form):
    """§ 9 ust. 3 wants a PDF, except for applications to fill in."""
    found = codes(required_documents={"to_submit": [{"name": name, "file": "x.pdf"}]})
    assert found == [("LCKM-F002", "/required_documents/to_submit/0/file")] * is_form
    data = {"required_documents": {"to_submit": [{"name": name, "file": "x.docx"}]}}
    assert codes(**data) == []


@pytest.mark.parametrize(
    "name",
    [
        *("Wniosek o odroczenie", "Wzór wniosku o ulgę", "Wzory wniosków", "Druk wniosku"),
        *("Formularz uwag", "Wzór formularza", "Druk", "Druki do pobrania", "Pełnomocnictwo"),
        *("Wzór pełnomocnictwa", "Upoważnienie do odbioru", "Wzór upoważnienia"),
        *("Oświadczenie o dochodach", "Wzór oświadczenia", "Zgłoszenie zmiany", "Deklaracja"),
        *("Ankieta mieszkańca", "Zgoda rodzica", "Rezygnacja z miejsca", "Wzór umowy użyczenia"),
        *("Protokół przekazania do wypełnienia", "Karta zgłoszenia psa", "Tabela do uzupełnienia"),
    ],
)
@pytest.mark.parametrize("ending", ["doc", "docx", "RTF"])
def test_a_form_to_fill_in_wherever_it_stands(name, ending):
    assert codes(other_documents=[{"name": name, "file": f"plik.{ending}"}]) == []


@pytest.mark.parametrize(
    "name",
    [
        *("Regulamin", "Klauzula informacyjna", "Wykaz żłobków", "Instrukcja wypełniania wniosku"),
        *("Wniosek – przykład", "Wzór wypełnionego wniosku", "Wniosek wypełniony", "Cennik"),
        *("Jak wypełnić wniosek", "Zasady składania wniosków", "Informacja o wnioskach", "Mapa"),
        *("Objaśnienia do deklaracji", "Wnioskodawcy i ich prawa", "Zgodność z planem", "Wzór"),
        *("Protokół z losowania", "Umowa z wykonawcą"),
        *("Zgłoszenie – informacja", "Formularz z objaśnieniami", "Uchwała", "Lista wniosków"),
    ],
)
def test_what_is_to_be_read_is_a_pdf(name):
    found = codes(other_documents=[{"name": name, "file": "plik.docx"}])
    assert found == [("LCKM-F001", "/other_documents/0/file")]


@pytest.mark.parametrize("name", ["Wniosek o odroczenie", "Wzór pełnomocnictwa", "Regulamin"])
def test_among_other_documents_a_pdf_is_right(name):
    assert codes(other_documents=[{"name": name, "file": "plik.pdf"}]) == []
