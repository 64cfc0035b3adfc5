"""A finding of two places that disagree says what stands at each, in the words of the form."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check, read_form
from lckm_core.findings import Finding

FILES = Path(__file__).parents[2] / "files"
MINIMAL = yaml.safe_load((FILES / "accepted" / "minimal.yaml").read_text("utf-8"))
HERE = {
    *("R009", "R010", "R011", "R062", "R063", "R069", "R070", "R076", "R078", "R087", "R088"),
    *("R089", "R091", "R092", "R097", "R100", "R103", "R104", "R105"),
    *("R106", "R107"),
}
"""Rules whose message quotes both places."""
THERE = {
    *("R006", "R019", "R033", "R038", "R040", "R051", "R053", "R065", "R066", "R086", "R090"),
    *("R059", "R101"),
}
"""Rules whose message quotes the place at fault in its first sentence, or need not."""


def found(code: str, **fields: Any) -> list[Finding]:
    return [item for item in check(MINIMAL | fields) if item.code == f"LCKM-{code}"]


def only(code: str, **fields: Any) -> Finding:
    (finding,) = found(code, **fields)
    return finding


@pytest.mark.parametrize("code", sorted(HERE | THERE))
def test_what_stands_at_the_places_is_quoted(code):
    path = FILES / "rejected" / f"LCKM-{code}.yaml"
    findings = check(read_form(path.read_bytes(), name=path.name))
    (finding,) = {item.message: item for item in findings if item.code == f"LCKM-{code}"}.values()
    marks = (" Tu: „", "; w polu „") if code in HERE else (" W polu „",)
    assert all(mark in finding.message for mark in marks)
    marks = (" Here: “", "; in “") if code in HERE else (" In “",)
    assert all(mark in finding.message_en for mark in marks)


FEES = [
    {"kind": "opłata skarbowa za wydanie zaświadczenia", "amount": "17.00"},
    {"kind": "opłata za odpis", "rule": "2% wartości"},
    {"kind": "opłata za kartę", "amount": "5"},
]
ACCOUNT = "61109010140000071219812874"


@pytest.mark.parametrize(
    ("code", "fields", "pl", "en"),
    [
        (
            "R051",
            {
                "summary": "Zaświadczenie wydajemy w ciągu 14 dni.",
                "deadline": {"terms": [{"amount": 1, "unit": "months"}]},
            },
            "W polu „Termin realizacji”: 1 miesiąc. Popraw jedno z nich.",
            "In “deadline”: 1 month. Fix one of them.",
        ),
        (
            "R051",
            {
                "summary": "Zaświadczenie wydajemy w ciągu 14 dni.",
                "deadline": {
                    "terms": [
                        {"amount": 22, "unit": "working_days", "case": "gdy akta są u nas"},
                        {"amount": 3, "unit": "months", "case": "gdy akta są w archiwum"},
                    ]
                },
            },
            "W polu „Termin realizacji”: 22 dni robocze („gdy akta są u nas”), … Popraw",
            "In “deadline”: 22 working days (“gdy akta są u nas”), … Fix",
        ),
        (
            "R009",
            {"useful_info": ["bez opłat"], "fees": [{"rows": FEES, "account": ACCOUNT}]},
            "Tu: „bez opłat”; w polu „Opłaty”: „opłata skarbowa za wydanie zaświadczenia” – "
            "17,00 zł, … Popraw",
            "Here: “bez opłat”; in “fees”: “opłata skarbowa za wydanie zaświadczenia” – 17.00 "
            "zł, … Fix",
        ),
        (
            "R009",
            {"useful_info": ["bez opłat"], "fees": [{"rows": FEES[1:], "account": ACCOUNT}]},
            "w polu „Opłaty”: „opłata za odpis” – „2% wartości”, „opłata za kartę” – 5,00 zł.",
            "in “fees”: “opłata za odpis” – “2% wartości”, “opłata za kartę” – 5.00 zł. Fix",
        ),
        (
            "R011",
            {
                "useful_info": ["wniosek złożysz telefonicznie"],
                "submission": [
                    {"way": "by_post", "places": ["ul. Piotrkowska 104, 90-926 Łódź"]},
                    {"way": "in_person", "places": ["ul. Piotrkowska 104, 90-926 Łódź"]},
                ],
            },
            "w polu „Formy i miejsce składania dokumentów”: listownie, osobiście. Popraw",
            "in “submission”: by post, in person. Fix",
        ),
        (
            "R010",
            {
                "useful_info": ["wizyta nie wymaga umówienia"],
                "appointments": {"ways": [{"phone": "42 638 44 44"}], "mandatory": True},
            },
            "w polu „Umówienie wizyty jest niezbędne”: tak. Popraw",
            "in “mandatory”: yes. Fix",
        ),
        (
            "R078",
            {
                "useful_info": ["wnioski przyjmujemy przez cały rok"],
                "submission_deadline": [
                    {"text": "od 1 marca do 30 kwietnia", "way": "by_post"},
                    {"text": "od 1 marca do 31 maja", "way": "electronically"},
                ],
            },
            "polu „Termin składania dokumentów”: listownie – „od 1 marca do 30 kwietnia”, … Popraw",
            "in “submission_deadline”: by post – “od 1 marca do 30 kwietnia”, … Fix",
        ),
        (
            "R019",
            {
                "submission": [
                    {"way": "in_person", "places": ["ul. Piotrkowska 104, 90-926 Łódź"]},
                    {"way": "electronically", "places": ["ePUAP"]},
                ],
                "submission_deadline": [{"text": "do 30 kwietnia", "way": "electronically"}],
            },
            "polu „Termin składania dokumentów”: elektronicznie – „do 30 kwietnia”. Dodaj go.",
            "In “submission_deadline”: electronically – “do 30 kwietnia”. Add it.",
        ),
        (
            "R066",
            {"places": [{"unit": "Zarząd Dróg i Transportu", "address": "ul. Piotrkowska 173"}]},
            "W polu „Miejsce załatwienia”: „Zarząd Dróg i Transportu”. Dodaj to miejsce",
            "In “places”: “Zarząd Dróg i Transportu”. Add it",
        ),
    ],
)
def test_values_are_in_the_words_of_the_form(code, fields, pl, en):
    finding = only(code, **fields)
    assert pl in finding.message
    assert en in finding.message_en


def test_of_a_long_text_the_sentence_at_fault_is_quoted_up_to_sixty_characters():
    finding = only(
        "R062",
        how_to=(
            "Wypełnij wniosek. Cała sprawa jest całkowicie bezpłatna. Zaświadczenie odbierzesz "
            "osobiście albo przez pełnomocnika w dowolnym dniu."
        ),
        fees=[{"rows": FEES, "account": ACCOUNT}],
    )
    assert "Tu: „Cała sprawa jest całkowicie bezpłatna”; w polu" in finding.message
    finding = only(
        "R086",
        how_to="Na odwołanie od decyzji, którą wydał Prezydent Miasta Łodzi, masz 30 dni.",
        appeal=(
            "Odwołanie wnosi się do Samorządowego Kolegium Odwoławczego w Łodzi za pośrednictwem "
            "organu, który wydał decyzję, w terminie 14 dni od dnia, w którym doręczono ją stronie "
            "albo ją ogłoszono."
        ),
    )
    quoted = finding.message.partition("„Tryb odwoławczy”: „")[2].partition("”")[0]
    assert "14 dni" in quoted
    assert (quoted[0], quoted[-1]) == ("…", "…")
    assert len(quoted) <= 62


def test_a_sum_is_found_once_by_the_fee_that_its_sentence_names():
    fees = [{"kind": "odpis skrócony", "amount": "24"}, {"kind": "odpis zupełny", "amount": "33"}]
    fields = {
        "summary": "Opłata wynosi 22 zł za odpis skrócony i 33 zł za odpis zupełny.",
        "fees": [{"rows": fees, "account": ACCOUNT}],
    }
    assert "opłata „odpis skrócony” wynosi „22 zł”" in only("R040", **fields).message


def test_a_sum_of_a_power_in_the_remarks_is_told_once():
    fees = [{"kind": "zaświadczenie", "amount": "17"}, {"kind": "pełnomocnictwo", "amount": "20"}]
    remarks = "Opłata za pełnomocnictwo wynosi 17 zł."
    finding = only("R040", fees=[{"rows": fees, "account": ACCOUNT, "remarks": remarks}])
    assert finding.path == "/fees/0/remarks"


@pytest.mark.parametrize("name", ["pan Tomasz Lis", "Anna Maria Lis"])
def test_a_name_is_quoted_whole(name):
    assert f"„{name}”" in only("R073", how_to=f"Wnioski przyjmuje {name}.").message


def test_a_stop_of_an_abbreviation_is_quoted():
    fields = {
        "submission_deadline": [{"text": "od 1 marca do 30 kwietnia 2027 r."}],
        "useful_info": ["wnioski przyjmujemy przez cały rok"],
    }
    assert "„od 1 marca do 30 kwietnia 2027 r.”. Popraw" in only("R078", **fields).message


def test_an_item_of_a_list_is_named_by_its_number_in_the_file():
    fields = {
        "how_to": "Nie możesz działać przez pełnomocnika.",
        # The first is at fault and left out for the rules, and people count it all the same.
        "useful_info": ["Zob. <b>", "sprawa możliwa do załatwienia przez pełnomocnika"],
    }
    finding = only("R070", **fields)
    assert (
        "w polu „Przydatne informacje”, nr 2: „sprawa możliwa do załatwienia przez pełnomocnika”"
        in finding.message
    )
    assert "in “useful_info”, no. 2: " in finding.message_en


def test_a_comment_is_quoted_against_the_mark_of_its_own_step():
    steps = [{"name": "Złóż wniosek"}, {"name": "Odbierz", "comment": "tylko osobiście"}]
    steps[1]["online"] = True
    finding = only("R053", steps=steps)
    assert (
        "polu „Najważniejsze etapy realizacji procedury”, nr 2: „tylko osobiście”"
        in finding.message
    )


def test_a_starred_name_is_told_in_two_plain_sentences():
    finding = only("R073", how_to="Właścicielem opisu jest Anna Przykładowa.")
    assert finding.message == (
        "Ten tekst widzą mieszkańcy, więc usuń z niego „Właścicielem opisu jest Anna Przykładowa”. "
        "Takie dane podaje się tylko w polach z gwiazdką („Właściciel”, „Koordynator”, „Telefony "
        "do pracowników” i „prowadzona w EZD”)."
    )


class TestFeeOfAProxy:
    """What is asked for where „brak” keeps no place for remarks."""

    PROXY = "Możesz działać przez pełnomocnika."

    def test_beside_the_word_alone_the_text_is_to_say_it(self):
        finding = only("R017", how_to=self.PROXY, fees="brak")
        assert "jest samo „brak”" in finding.message
        assert "napisz w „Sposobie załatwienia sprawy”, że" in finding.message
        assert "w uwagach" not in finding.message
        assert "say in “how_to” that" in finding.message_en

    def test_what_it_asks_for_is_enough(self):
        how_to = f"{self.PROXY} Pełnomocnictwo jest zwolnione z opłaty."
        assert not found("R017", how_to=how_to, fees="brak")

    def test_beside_fees_the_remarks_are_enough(self):
        group = {"rows": FEES, "account": ACCOUNT}
        assert "w uwagach do opłat" in only("R017", how_to=self.PROXY, fees=[group]).message
        remarks = "Za pełnomocnictwo nie ma opłaty."
        assert not found("R017", how_to=self.PROXY, fees=[group | {"remarks": remarks}])


class TestOneCause:
    """„Nie dotyczy” for the ways, though there are documents to submit."""

    INFO = ("wniosek złożysz pocztą", "wniosek złożysz przez internet")

    def fields(self, **others: Any) -> dict[str, Any]:
        form = {"platform": "ePUAP", "url": "https://epuap.gov.pl/wps/portal/wniosek"}
        return {
            "useful_info": list(self.INFO),
            "submission": "nie dotyczy",
            "submission_deadline": [{"text": "do 31 marca", "way": "by_post"}],
            "required_documents": {"to_submit": [{"name": "Wniosek", "e_forms": [form]}]},
            **others,
        }

    def test_what_follows_is_left_out_and_what_stops_publication_stays(self):
        codes = [finding.code for finding in check(MINIMAL | self.fields())]
        assert codes == ["LCKM-R035", "LCKM-R038"]

    def test_the_cause_says_what_is_to_be_done_first(self):
        finding = only("R035", **self.fields())
        assert "dopiero z tym porównuje się hasła i terminy" in finding.message
        assert "only then" in finding.message_en
        assert "składania dokumentów”: „nie dotyczy”" in only("R038", **self.fields()).message

    def test_without_that_cause_each_is_told(self):
        assert len(found("R011", **self.fields(required_documents={}))) == len(self.INFO)
        assert found("R019", **self.fields(required_documents={}))

    def test_once_the_ways_are_given_each_is_told(self):
        ways = [{"way": "in_person", "places": ["ul. Piotrkowska 104, 90-926 Łódź"]}]
        fields = self.fields(submission=ways)
        assert len(found("R011", **fields)) == len(self.INFO)
        assert found("R019", **fields)


def test_an_item_is_counted_among_all_that_were_given():
    place = MINIMAL["places"][0]
    ways = [{"way": "by_post", "places": ["ul. Przykładowa 1, 90-011 Łódź"]}]
    for places, number in (([place], 1), ([5, place], 2), ([place | {"phones": 5}, place], 1)):
        finding = only("R107", places=places, submission=ways)
        assert f"„Miejsce załatwienia”, nr {number}:" in finding.message
