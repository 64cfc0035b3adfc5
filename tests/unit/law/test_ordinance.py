"""The rows of the ordinance: complete, in both languages, short where clerks read them;
citing, and finding citers.
"""

import re

import pytest

from lckm_core import Procedure
from lckm_core.fields import fields_of
from lckm_core.findings import kind, kinds
from lckm_core.law import (
    Duty,
    _limits as figures,
    cites,
    citing_code,
    find,
    provision,
    provisions,
    search,
)
from lckm_core.law._instruction import INSTRUCTION
from lckm_core.law._ordinance import DECREE
from lckm_core.law._template import FORM
from lckm_core.text import Message
from tests.helpers.rows import in_one_test

IDS = [row.id for row in (*DECREE, *INSTRUCTION, *FORM)]
SECTIONS = [row for row in FORM if row.id.startswith("wzór, dział: ")]
FIELDS = [row for row in FORM if row.id.startswith("wzór: ") and row.id != "wzór: *"]

# How many numbered parts each paragraph of the Instruction has; 0 where the paragraph is one
# sentence or a list.
INSTRUCTION_SECTIONS = {1: 0, 3: 0, 4: 3, 5: 0, 6: 5, 7: 2, 8: 4, 9: 4, 10: 4, 11: 2, 12: 0}


def test_each_row_has_an_id_of_its_own():
    assert len(IDS) == len(set(IDS))
    assert [row.id for row in provisions()] == IDS


def test_ids_are_citations():
    paragraph = r"§ \d+( ust\. \d+)?( pkt \d+)?"
    shape = re.compile(
        rf"zarz\. {paragraph}|zał\. 1( pkt \d+)?|zał\. 2 {paragraph}|wzór(, dział)?: \S.*"
    )
    assert [row_id for row_id in IDS if not shape.fullmatch(row_id)] == []


def test_the_body_is_complete():
    expected = ["zarz. § 1 ust. 1", "zarz. § 1 ust. 2", *(f"zarz. § {n}" for n in range(2, 7))]
    assert [row.id for row in DECREE if row.id.startswith("zarz.")] == expected


def test_annex_1_lists_ten_units():
    assert [row.id for row in DECREE if row.id.startswith("zał. 1")] == [
        "zał. 1",
        *(f"zał. 1 pkt {n}" for n in range(1, 11)),
    ]
    assert "Schronisko dla Zwierząt" in provision("zał. 1 pkt 6").asks.pl


def test_the_instruction_is_complete():
    expected = {f"zał. 2 § 2 pkt {n}" for n in range(1, 11)} | {
        "zał. 2 § 11 ust. 1 pkt 1",
        "zał. 2 § 11 ust. 1 pkt 2",
    }
    for paragraph, parts in INSTRUCTION_SECTIONS.items():
        expected |= {f"zał. 2 § {paragraph} ust. {n}" for n in range(1, parts + 1)} or {
            f"zał. 2 § {paragraph}"
        }
    assert {row.id for row in INSTRUCTION} == expected


def test_the_template_has_ten_sections_and_33_fields_and_the_star():
    assert (len(SECTIONS), len(FIELDS), len(FORM)) == (10, 33, 44)


def test_each_section_stands_before_its_fields():
    per_section: list[int] = []
    for row in FORM[:-1]:
        if row in SECTIONS:
            per_section.append(0)
        else:
            per_section[-1] += 1
    assert per_section == [6, 4, 2, 3, 1, 4, 4, 3, 5, 1]
    assert FORM[-1].id == "wzór: *"


@in_one_test("row", provisions(), ids=lambda row: row.id)
def test_what_a_row_asks_is_said_in_both_languages(row):
    for text in row.asks:
        assert text == " ".join(text.split()), "wrapped without a space, or with two"
        assert text.endswith((".", "”."))
        assert text[0].isupper() or text[0] in "„“"
    assert row.asks.pl != row.asks.en


@in_one_test("row", FORM, ids=lambda row: row.id)
def test_a_hint_fits_its_place(row):
    assert max(map(len, row.asks)) <= 300


@pytest.mark.parametrize(
    ("citation", "word"),
    [
        ("wzór: Umawianie/rezerwacja wizyty", "nie dotyczy"),
        ("wzór: Opłaty", "brak"),
        ("wzór: Formy i miejsce składania dokumentów", "nie dotyczy"),
        ("wzór: Tryb odwoławczy", "brak"),
    ],
)
def test_a_hint_names_the_empty_word_of_its_field(citation, word):
    assert all(f"„{word}”" in text for text in provision(citation).asks)


def test_other_hints_name_no_empty_word():
    named = [row.id for row in FIELDS if "„brak”" in row.asks.pl or "„nie dotyczy”" in row.asks.pl]
    assert len(named) == 4


@pytest.mark.parametrize(
    ("citation", "limits"),
    [
        ("wzór: Nazwa procedury", ("160",)),
        ("wzór: Skrócony opis sprawy", ("650",)),
        ("wzór: Najważniejsze etapy realizacji procedury", ("40", "75")),
    ],
)
def test_a_hint_names_the_limits_of_its_field(citation, limits):
    assert all(limit in text for text in provision(citation).asks for limit in limits)


def marks_within(model):
    """Yield the marks of a class of the form and of the parts it is made of."""
    for field in fields_of(model):
        yield field.mark
        shape = field.shape.element or field.shape
        if shape.model is not None:
            yield from marks_within(shape.model)


@pytest.mark.parametrize("row", FIELDS, ids=lambda row: row.id)
def test_a_hint_says_the_limits_that_are_judged_and_no_other(row):
    """A figure stands once, in ``ordinance/figures.py``; who writes it into a mark or a row
    says something else after an amendment.
    """
    judged = {
        mark.max_chars
        for mark in marks_within(Procedure)
        if mark.cites == row.id and mark.max_chars
    }
    judged |= {figures.LONGEST_USEFUL_INFO} if row.id == "wzór: Przydatne informacje" else set()
    for text in row.asks:
        assert judged <= {int(number) for number in re.findall(r"\d+", text)}
        assert {int(number) for number in re.findall(r"(\d+) (?:znak|characters)", text)} <= judged


def test_duties_decide_severity():
    assert provision("zał. 2 § 9 ust. 2").duty.severity == "error"
    assert provision("wzór: Przydatne informacje").duty.severity == "warning"
    assert all(duty.words for duty in Duty)


def test_a_departure_is_from_the_rules_of_one_section_only():
    """„These rules” are those of § 9 ust. 3; ust. 4 has the same duty word, and rests on a
    statute that no section can lift.
    """
    assert [row.id for row in provisions() if row.liftable] == ["zał. 2 § 9 ust. 3"]
    assert provision("zał. 2 § 9 ust. 4").duty is provision("zał. 2 § 9 ust. 3").duty is Duty.SHOULD


def test_no_code_lets_depart_from_another_provision():
    with pytest.raises(ValueError, match="depart"):
        kind(
            "LCKM-X001", "zał. 2 § 9 ust. 4", Message("dostępność", "accessibility"), liftable=True
        )
    assert "LCKM-X001" not in {each.code for each in kinds()}
    assert "LCKM-X001" not in citing_code("zał. 2 § 9 ust. 4")


def test_a_reason_is_a_sentence_and_stands_where_nothing_serves():
    reasons = [row for row in provisions() if row.not_for_software]
    assert all(
        row.not_for_software.pl.endswith(".") and row.not_for_software.en.endswith(".")
        for row in reasons
    )
    assert not [row for row in reasons if row.by_adapters]
    assert not [row for row in reasons if row.id.startswith("wzór")], "the template is served whole"


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("zał. 2 § 6 ust. 5", ["zał. 2 § 6 ust. 5"]),
        ("§ 6 ust. 5", ["zał. 2 § 6 ust. 5"]),
        ("§6 ust.5", ["zał. 2 § 6 ust. 5"]),
        ("§ 6", ["zarz. § 6"]),
        ("zał. 2 § 7", ["zał. 2 § 7 ust. 1", "zał. 2 § 7 ust. 2"]),
        ("§ 1 ust. 1", ["zarz. § 1 ust. 1"]),
        ("ZAŁ. 1", ["zał. 1"]),
        ("opłaty", ["wzór, dział: Opłaty", "wzór: Opłaty"]),
        ("telefony", ["wzór: Telefony do pracowników jednostki/komórki"]),
        ("*", ["wzór: *"]),
        ("§ 99", []),
        (" ", []),
    ],
)
def test_search_takes_what_readers_write(words, ids):
    assert [row.id for row in search(words)] == ids


def test_find_returns_the_row_or_none():
    assert find("wzór: *") is provision("wzór: *")
    assert find("wzór: Opis terminu") is None


def test_an_unknown_provision_is_refused():
    with pytest.raises(ValueError, match="§ 99"):
        provision("zał. 2 § 99")
    with pytest.raises(ValueError, match="§ 99"):
        citing_code("zał. 2 § 99")
    with pytest.raises(ValueError, match="§ 99"):
        cites("zał. 2 § 1", "zał. 2 § 99")


@pytest.fixture
def no_citers(monkeypatch):
    """Keep what a test cites out of the record that other tests read."""
    monkeypatch.setattr("lckm_core.law._rows._CITED", {})


@pytest.mark.usefixtures("no_citers")
def test_where_lists_citers_once_and_in_order():
    @cites("wzór: *", "zał. 2 § 12")
    def first(): ...

    @cites("wzór: *", "wzór: *")
    class Second: ...

    assert [name.rpartition(".")[2] for name in citing_code("wzór: *")] == ["first", "Second"]
    assert citing_code("wzór: *")[0].startswith(f"{__name__}.")
    assert len(citing_code("zał. 2 § 12")) == 1
    assert citing_code("zał. 2 § 1") == ()


@pytest.mark.usefixtures("no_citers")
def test_cites_hands_back_what_it_marks():
    def rule() -> int:
        return 7

    assert cites("wzór: *")(rule) is rule
