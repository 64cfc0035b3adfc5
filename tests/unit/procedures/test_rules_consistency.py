"""Rules across fields that a reader of the ordinance looks for: days, sums, links, people."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check, read
from lckm_core.procedures.rules.names_of_people import names_no_person

FILES = Path(__file__).parents[2] / "files"
MINIMAL = yaml.safe_load((FILES / "accepted" / "minimal.yaml").read_bytes())
REQUEST = date(2026, 11, 25)


def found(**fields: Any) -> list[tuple[str, str]]:
    return [(item.code, item.path) for item in check(MINIMAL | fields, requested_on=REQUEST)]


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"valid_from": "2026-11-24"}, [("LCKM-R036", "/valid_from")]),
        ({"valid_from": "2026-11-25"}, []),
        ({"valid_from": "2027-01-01"}, []),
        ({"valid_to": "2026-11-24"}, [("LCKM-R037", "/valid_to")]),
        ({"valid_to": "2026-11-25"}, []),
    ],
)
def test_days_of_publication(fields, codes):
    assert found(**fields) == codes
    assert list(check(MINIMAL | fields)) == []


PAID = {"account": "50 1240 1037 1111 0011 0925 0073"}


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"fees": [{"rows": [{"kind": "opłata", "rule": "jw."}], **PAID}]}, "/fees/0/rows/0/rule"),
        (
            {"fees": [{"rows": [{"kind": "opłata", "amount": "1.00", "remarks": "jw."}], **PAID}]},
            "/fees/0/rows/0/remarks",
        ),
        ({"how_to": "jak wyżej"}, "/how_to"),
        ({"additional_info": "Jak wyżej."}, "/additional_info"),
        ({"appeal": "j.w."}, "/appeal"),
        ({"steps": [{"name": "Złóż wniosek", "comment": "jw."}]}, "/steps/0/comment"),
        ({"submission_deadline": [{"text": "jak wyżej"}]}, "/submission_deadline/0/text"),
        (
            {"required_documents": {"to_submit": [{"name": "Wniosek", "circumstance": "jw."}]}},
            "/required_documents/to_submit/0/circumstance",
        ),
        ({"other_documents": [{"name": "jw."}]}, "/other_documents/0/name"),
        ({"other_documents": [{"name": "JW."}]}, "/other_documents/0/name"),
        (
            {"call_centre": {"faq": [{"question": "Kto?", "answer": "jw."}]}},
            "/call_centre/faq/0/answer",
        ),
    ],
)
def test_a_value_that_refers_to_another(fields, path):
    assert ("LCKM-R058", path) in found(**fields)


@pytest.mark.parametrize("address", ["jw.", "j.w.", "JW", "jak wyżej", "tamże", "—", "patrz wyżej"])
def test_an_address_that_is_none(address):
    place = {"cell": "Wydział Gospodarki Komunalnej", "address": address, "phones": ["986"]}
    assert found(places=[place]) == [("LCKM-R014", "/places/0/address")]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("summary", "Opłata skarbowa wynosi 12 zł."),
        ("summary", "Zaświadczenie kosztuje 12,00 zł."),
        ("how_to", "Wnieś opłatę w wysokości 12 zł. Kartę odbierz po tygodniu."),
        ("additional_info", "Do wniosku dołącz dowód zapłaty 12\u00a0zł."),
    ],
)
def test_a_sum_that_no_fee_has(field, text):
    assert found(**{field: text}) == [("LCKM-R040", f"/{field}")]
    assert found(**{field: text.replace("12", "17")}) == []


def test_a_sum_in_useful_information_and_steps():
    steps = [{"name": "Wnieś opłatę", "comment": "12,00 zł, przelewem albo w kasie"}]
    assert found(steps=steps) == [("LCKM-R040", "/steps/0/comment")]
    assert found(useful_info=["opłata 12 zł"]) == [("LCKM-R040", "/useful_info/0")]
    assert found(useful_info=["opłata 17 zł"]) == []


@pytest.mark.parametrize(
    "text",
    [
        *("Świadczenie wynosi 800 zł.", "Zasiłek wynosi 215 zł i jest wypłacany przelewem."),
        *("Za brak opłaty grozi kara 500 zł.", "Dochód do 1000 zł zwalnia z opłaty."),
        *(
            "Opłata wynosi 17 zł.",
            "Opłata to 17,00 zł.",
            "Opłata jest stała.",
            "Cena 5 zł za sztukę.",
        ),
        *("Opłata roczna zależy od obrotu: do 37 500 zł.", "Dofinansowanie 5000 zł po wpłacie."),
        *("Zwrot opłaty 12 zł po 14 dniach.", "Kaucja 200 zł, przelewem."),
    ],
)
def test_other_sums(text):
    assert found(how_to=text) == []


def test_a_sum_where_there_are_no_fees_or_several():
    assert found(fees="brak", summary="Opłata wynosi 17 zł.") == [("LCKM-R040", "/summary")]
    account = MINIMAL["fees"][0]["account"]
    rows = [{"kind": "wydanie", "amount": "17"}, {"kind": "pełnomocnictwo", "amount": "10"}]
    two = [{"account": account, "rows": rows}]
    wrong = [("LCKM-R040", "/summary")]
    for amount, codes in (("27", []), ("17", []), ("10", wrong), ("7", wrong)):
        assert found(fees=two, summary=f"Opłata wynosi {amount} zł.") == codes
    by_rule = [{"account": account, "rows": [{"kind": "opłata", "rule": "1% wartości"}]}]
    assert found(fees=by_rule, summary="Opłata wynosi 7 zł.") == []


LINK = "https://www.uml.lodz.pl/files/regulamin.pdf"


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"how_to": f"Przeczytaj {LINK}."}, "/how_to"),
        ({"how_to": f"Przeczytaj [regulamin]({LINK}) przed wizytą."}, "/how_to"),
        ({"additional_info": "Druk: www.uml.lodz.pl/druk.docx"}, "/additional_info"),
        ({"summary": f"Zobacz {LINK}?wersja=2"}, "/summary"),
        ({"useful_info": [f"regulamin: {LINK}"]}, "/useful_info/0"),
        ({"deadline": {"text": f"7 dni, {LINK}"}}, "/deadline/text"),
        (
            {"call_centre": {"faq": [{"question": "Gdzie?", "answer": LINK}]}},
            "/call_centre/faq/0/answer",
        ),
    ],
)
def test_a_link_to_a_document(fields, path):
    assert found(**fields) == [("LCKM-R041", path)]


@pytest.mark.parametrize(
    "text",
    [
        *("Zobacz https://uml.lodz.pl/sprawy", "Mapa: https://mapa.lodz.pl/?plik=a.pdf.html"),
        *("Dołącz plik wniosek.pdf", "Serwis https://pdf.lodz.pl/", "www.uml.lodz.pl/dokumenty/"),
    ],
)
def test_other_links(text):
    assert found(how_to=text) == []


def test_each_link_and_citation_stands_at_its_line():
    text = (FILES / "accepted" / "minimal.yaml").read_text(encoding="utf-8")
    start = text.index("how_to:")
    lines = [f"  Zobacz {LINK}.", "", "  Zgodnie z art. 5 złóż wniosek.", f"  I {LINK}.", "  § 7."]
    end = text.index("deadline:")
    made = text[:start] + "how_to: |-\n" + "\n".join(lines) + "\n" + text[end:]
    first = text[:start].count("\n") + 2
    places = [(item.code, item.line, item.column) for item in check(read(made))]
    assert places == [
        ("LCKM-R041", first, 10),
        ("LCKM-R012", first + 2, 13),
        ("LCKM-R041", first + 3, 5),
        ("LCKM-R012", first + 4, 3),
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("Wydział Informatyki", "Oddział ds. Zezwoleń", "Sekretariat", "Kierownik Oddziału"),
        *("Dyrektor", "Biuro Obsługi", "Zarząd Dróg i Transportu", "Referat Opłat, pok. 5"),
        *("Pracownicy Oddziału", "Zespół Prasowy", "Urząd Miasta Łodzi", "p.o. kierownika Działu"),
        *("Kierownik Oddziału Zezwoleń Alkoholowych", "Miejski Ośrodek Pomocy Społecznej w Łodzi"),
        *("Naczelnik Wydziału", "Główny specjalista", "wydział organizacyjny", "Inspektor"),
    ],
)
def test_a_cell_or_a_position_is_no_person(name):
    assert names_no_person(name)
    assert found(owner={"name": name}) == [("LCKM-R042", "/owner/name")]
    assert found(authors=[{"name": name}]) == [("LCKM-R043", "/authors/0/name")]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("owner", {"name": "Dyrektor"}, "LCKM-R042"),
        ("authors", [{"name": "Dyrektor"}], "LCKM-R043"),
        ("coordinators", [{"name": "Dyrektor", "cell": "Wydział Kultury"}], "LCKM-R044"),
    ],
)
def test_where_a_person_is_asked_for_a_position_is_an_error(key, value, code):
    assert code in [finding.code for finding in check(MINIMAL | {key: value}).errors]


@pytest.mark.parametrize(
    "name",
    [
        *("Wzorcowa Anna", "Jan Przykładowy", "Anna Nowak-Kowalska", "Kowalski Jan, Kierownik"),
        *(
            "Kowalski Jan, Kierownik Oddziału Kadr",
            "Wydział Informatyki – Jan Nowak",
            "Biurowska Ewa",
        ),
        *(
            "Kierownik Jan Nowak",
            "Dyrektor Anna Wzorcowa",
            "Zarządca Piotr",
            "dr Ewa Centrum-Nowak",
        ),
        *("Inspektor Maria Próbna", "Jan Dział", "Nowak J.", "Oddział Zezwoleń: Ewa Pokazowa"),
    ],
)
def test_a_person(name):
    assert not names_no_person(name)
