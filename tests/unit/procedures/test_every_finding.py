"""One fault hides no other: rules read a text at fault as it will stand, and what is sound
beside a value that is not.
"""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import check, read
from lckm_core.procedures import KnowledgeBase, analyse
from tests.helpers.rows import in_one_test

FILES = Path(__file__).parents[2] / "files"
MINIMAL = yaml.safe_load((FILES / "accepted" / "minimal.yaml").read_bytes())
BY_RULES = sorted((FILES / "rejected").glob("LCKM-R0*.yaml"))
ZERO_WIDTH = "\u200b"


def found(data: dict[str, Any], **context: Any) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in check(data, **context)]


def with_faults(value: Any) -> Any:
    """Return data with an invisible character in the middle of each text of a list or of prose."""
    if isinstance(value, dict):
        return {key: with_faults(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_faults(item) for item in value]
    if isinstance(value, str) and len(value) > 12:
        return value[:4] + ZERO_WIDTH + value[4:]
    return value


@in_one_test("path", BY_RULES, ids=lambda path: path.stem)
def test_an_invisible_character_in_every_text_hides_no_rule(path):
    document = read(path.read_bytes(), name=path.name)
    faulty = with_faults(document.data)
    assert faulty != document.data
    spoilt = found(faulty)
    assert any(code == "LCKM-T002" for code, _ in spoilt)
    assert [item for item in spoilt if item[0][5] == "R"] == found(document.data)


@in_one_test("path", BY_RULES, ids=lambda path: path.stem)
def test_both_languages_name_the_same_numbers(path):
    for finding in check(read(path.read_bytes(), name=path.name)):
        polish, english = (
            sorted(re.findall("[0-9]+", message))
            for message in (finding.message, finding.message_en)
        )
        assert polish == english, finding.message


class TestTexts:
    def test_what_stands_under_tags_is_read(self):
        assert found(MINIMAL | {"how_to": "Zgodnie z <b>art.</b> 40 składa się wniosek."}) == [
            ("LCKM-R012", "/how_to"),
            ("LCKM-T004", "/how_to"),
            ("LCKM-T004", "/how_to"),
        ]

    def test_three_faults_of_one_text(self):
        how_to = f"Zgodnie z art. 40 i [x](javascript:a) {ZERO_WIDTH}."
        assert sorted(code for code, _ in found(MINIMAL | {"how_to": how_to})) == [
            "LCKM-R012",
            "LCKM-R026",
            "LCKM-T002",
        ]

    def test_a_name_that_is_right_but_for_what_nobody_sees(self):
        """The unit is not called unknown: once the character is gone, it is the Office."""
        unit = "Urząd" + ZERO_WIDTH + " Miasta Łodzi"
        assert found(MINIMAL | {"unit": unit}) == [("LCKM-T002", "/unit")]

    def test_a_name_broken_across_lines(self):
        assert found(MINIMAL | {"unit": "Urząd Miasta\nŁodzi"}) == [("LCKM-T005", "/unit")]

    @pytest.mark.parametrize(
        "text", ["", "brak", "nie dotyczy", 7, ["a"], "<b></b>", ZERO_WIDTH, "<b></b>" + ZERO_WIDTH]
    )
    def test_of_what_says_nothing_nothing_more_is_said(self, text):
        assert {code for code, _ in found(MINIMAL | {"title": text})} <= {
            "LCKM-P001",
            "LCKM-T002",
            "LCKM-T004",
        }

    def test_a_text_missing_hides_none_of_the_others(self):
        data = MINIMAL | {
            "summary": "—",
            "additional_info": "![plan](https://uml.lodz.pl/plan.png)",
        }
        del data["appeal"], data["how_to"]
        assert set(found(data)) == {
            ("LCKM-R025", "/summary"),
            ("LCKM-P011", "/how_to"),
            ("LCKM-R026", "/additional_info"),
            ("LCKM-P026", "/appeal"),
        }


class TestLists:
    def test_a_sound_step_after_a_faulty_one(self):
        steps = [{"name": "Złóż wniosek", "online": "Yes"}, {}, {"name": "Wyślij @"}]
        assert set(found(MINIMAL | {"steps": steps})) == {
            ("LCKM-P008", "/steps/0/online"),
            ("LCKM-P101", "/steps/1/name"),
            ("LCKM-R005", "/steps/2/name"),
        }

    def test_the_rest_of_a_faulty_step(self):
        assert set(found(MINIMAL | {"steps": [{"name": "Wyślij @", "online": "Yes"}]})) == {
            ("LCKM-P008", "/steps/0/online"),
            ("LCKM-R005", "/steps/0/name"),
        }

    def test_a_phrase_on_fees_of_which_an_amount_is_faulty(self):
        fees = [
            {
                "account": "50124010371111001109250073",
                "rows": [{"kind": "opłata", "amount": "ok. 17 zł"}],
            }
        ]
        assert set(found(MINIMAL | {"fees": fees, "useful_info": [7, "bez opłat"]})) == {
            ("LCKM-P016", "/fees/0/rows/0/amount"),
            ("LCKM-P010", "/useful_info/0"),
            ("LCKM-R009", "/useful_info/1"),
        }

    def test_a_related_procedure_that_is_itself_after_one_without_a_number(self):
        related = [
            "KA-01111",
            {"id": MINIMAL["id"]},
            {"kind": "required"},
            {"id": MINIMAL["id"], "kind": "x"},
        ]
        assert set(found(MINIMAL | {"related": related})) == {
            ("LCKM-P003", "/related/0"),
            ("LCKM-R002", "/related/1/id"),
            ("LCKM-P003", "/related/2"),
            ("LCKM-R002", "/related/3/id"),
            ("LCKM-P003", "/related/3/kind"),
        }

    def test_items_within_items(self):
        phones = [
            {"name": "Jan"},
            {"name": "Nowak", "phone": "986"},
            7,
            {"name": "Wzorcowa", "phone": "112"},
        ]
        assert set(found(MINIMAL | {"call_centre": {"phones": phones, "notes": 7}})) == {
            ("LCKM-P021", "/call_centre/phones/0/phone"),
            ("LCKM-R031", "/call_centre/phones/1/name"),
            ("LCKM-P021", "/call_centre/phones/2"),
            ("LCKM-R031", "/call_centre/phones/3/name"),
            ("LCKM-P022", "/call_centre/notes"),
        }

    def test_what_is_not_there_because_it_is_faulty_is_not_missed(self):
        """No place without a phone, no deadline without an amount, no fee for a proxy: each
        may be what is at fault.
        """
        data = MINIMAL | {
            "how_to": "Wniosek składa pełnomocnik.",
            "places": [{"unit": "Urząd Miasta Łodzi", "address": 7, "phones": "986"}],
            "deadline": {"terms": [{"amount": 7, "unit": "dni"}], "text": "do tygodnia"},
            "fees": [
                {
                    "account": "50124010371111001109250073",
                    "rows": [{"kind": "pełnomocnictwo", "amount": 17}],
                }
            ],
            "online_activities": [7],
        }
        assert {code for code, _ in found(data)} == {
            "LCKM-P014",
            "LCKM-P013",
            "LCKM-P016",
            "LCKM-P009",
        }


class TestOtherFiles:
    def test_a_related_procedure_is_looked_for_beside_faulty_ones(self):
        related = [{"id": "KA-2"}, 7, {"id": "KA-00009"}]
        data = MINIMAL | {"related": related, "valid_from": "jutro", "title": 7}
        entry = analyse(data).entry
        assert entry is not None
        assert entry.related == ("", "", "KA-00009")
        assert [item for item in found(data, known=()) if item[0][5] == "K"] == [
            ("LCKM-K001", "/related/2/id")
        ]

    def test_of_days_in_doubt_nothing_is_said(self):
        sound = MINIMAL | {"valid_to": "2026-03-01"}
        later = MINIMAL | {"valid_from": "2026-05-01"}
        doubtful = MINIMAL | {"valid_from": "2026-02-30"}
        entries = [analyse(data).entry for data in (sound, later, doubtful)]
        assert all(entries)
        assert [
            code for code, _ in found(sound, known=KnowledgeBase(filter(None, entries[:2])))
        ] == ["LCKM-K004"]
        assert found(sound, known=KnowledgeBase(filter(None, entries))) == []
        assert [
            code for code, _ in found(doubtful, known=KnowledgeBase(filter(None, entries)))
        ] == ["LCKM-P004"]

    def test_files_are_judged_though_a_field_is_missing(self):
        document = {"name": "Wniosek", "file": "wniosek.pdf"}
        data = MINIMAL | {"other_documents": [7, document, document]}
        del data["title"]
        assert set(found(data)) == {
            ("LCKM-P001", "/title"),
            ("LCKM-P020", "/other_documents/0"),
            ("LCKM-F014", "/other_documents/2/file"),
        }

    def test_a_file_may_be_the_faulty_documents(self):
        """While a document is at fault, no file is called one that nothing names."""
        document = {"name": "Wniosek", "file": "wniosek.pdf"}
        faulty = MINIMAL | {"other_documents": [{"name": "Plan", "file": 7}, document]}
        assert set(found(faulty, attachments={"plan.pdf": b"%PDF-1.7"})) == {
            ("LCKM-P020", "/other_documents/0/file"),
            ("LCKM-F012", "/other_documents/1/file"),
        }
        assert ("LCKM-F013", "") in found(MINIMAL, attachments={"plan.pdf": b"%PDF-1.7"})
