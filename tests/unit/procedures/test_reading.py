"""A document becomes a procedure as it stands; what is wrong with it, check says
(interpretation I12).
"""

from datetime import date
from pathlib import Path

import pytest
import yaml

from lckm_core import (
    FORMS,
    InvalidProcedureError,
    check,
    compare,
    read,
    read_form,
    to_data,
)
from lckm_core.procedures import DepartureList

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_text("utf-8")
)
WRONG_DIGITS = "51 1240 1037 1111 0011 0925 0073"


def document(**fields):
    """Return the smallest procedure with these fields instead; ``None`` leaves one out."""
    data = {key: value for key, value in {**MINIMAL, **fields}.items() if value is not None}
    return read(yaml.safe_dump(data, allow_unicode=True))


def codes(findings):
    return sorted({finding.code for finding in findings})


KEPT = [
    ("title", "z" * 247, "LCKM-P001"),
    ("title", "Wydanie\u200b decyzji", "LCKM-T002"),
    ("id", "2764", "LCKM-P000"),
    ("summary", "", "LCKM-P007"),
    ("appeal", "Nie dotyczy", "LCKM-P026"),
    ("steps", [], "LCKM-P008"),
    ("steps", [{"name": "x" * 41}], "LCKM-P101"),
    ("places", [{"address": "ul. Przykładowa 1", "phones": ["986"]}], "LCKM-P014"),
    (
        "places",
        [{"cell": "Wydział Informatyki", "address": "ul. A 1", "phones": ["brak telefonu"]}],
        "LCKM-P014",
    ),
    ("deadline", {"terms": [{"amount": 10000, "unit": "days"}]}, "LCKM-P013"),
    (
        "fees",
        [{"rows": [{"kind": "opłata", "amount": "17.00"}], "account": WRONG_DIGITS}],
        "LCKM-P016",
    ),
    (
        "fees",
        [{"rows": [{"kind": "opłata"}], "account": MINIMAL["fees"][0]["account"]}],
        "LCKM-P016",
    ),
]

REFUSED = [
    ("title", None, "LCKM-P001"),
    ("owner", {}, "LCKM-P028"),
    ("title", ["a", "list"], "LCKM-P001"),
    ("summary", {"text": "x"}, "LCKM-P007"),
    ("produced_on", "2023-02-30", "LCKM-P006"),
    ("produced_on", "19 stycznia", "LCKM-P006"),
    ("internal", "może", "LCKM-P002"),
    ("steps", "złóż wniosek", "LCKM-P008"),
    ("fees", "nie dotyczy", "LCKM-P016"),
    ("fees", [{"rows": [{"kind": "opłata", "amount": "ok. 17"}], "account": "986"}], "LCKM-P016"),
    ("deadline", {"terms": [{"amount": "siedem", "unit": "days"}]}, "LCKM-P013"),
    ("deadline", {"terms": [{"amount": True, "unit": "days"}]}, "LCKM-P013"),
    ("deadline", {"terms": [{"amount": 7, "unit": "years"}]}, "LCKM-P013"),
    ("colour", "red", "LCKM-T006"),
]


class TestProcedure:
    """What a document's ``procedure()`` keeps, and what it refuses."""

    @pytest.mark.parametrize(("key", "value", "code"), KEPT)
    def test_faults_of_content_stay_in_it(self, key, value, code):
        found = document(**{key: value})
        assert code in codes(check(found).errors)
        procedure = found.procedure()
        assert to_data(procedure)[key] == value
        assert codes(check(procedure)) == codes(check(found))

    @pytest.mark.parametrize(("key", "value", "code"), REFUSED)
    def test_what_no_procedure_can_hold_is_refused_with_the_findings_in_the_way(
        self, key, value, code
    ):
        """An empty text is not in the way, so it is not among them."""
        found = document(**{"how_to": "", key: value})
        with pytest.raises(InvalidProcedureError) as caught:
            found.procedure()
        assert codes(caught.value.findings) == [code]

    def test_what_is_kept_can_be_compared_with_what_mends_it(self):
        request = compare(document(title="z" * 161).procedure(), document().procedure())
        assert [change.field for change in request.changes] == ["/title"]

    def test_check_is_the_strict_way(self):
        check(document()).require()
        with pytest.raises(InvalidProcedureError):
            check(document(title="z" * 161)).require()


class TestOtherFindingsStay:
    """A fault of one text hides nothing that is wrong elsewhere."""

    def test_attachments_are_judged_beside_a_title_too_long(self):
        documents = {"to_submit": [{"name": "wniosek", "file": "wniosek.docx"}]}
        found = document(title="z" * 161, required_documents=documents)
        assert codes(check(found, attachments={}).errors) == ["LCKM-F012", "LCKM-P001"]

    def test_attachments_are_judged_beside_an_unknown_key(self):
        documents = {"to_submit": [{"name": "wniosek", "file": "wniosek.docx"}]}
        found = document(colour="red", required_documents=documents)
        assert codes(check(found, attachments={}).errors) == ["LCKM-F012", "LCKM-T006"]

    def test_a_rule_is_run_on_a_text_at_fault(self):
        assert codes(check(document(title="z" * 161))) == ["LCKM-P001", "LCKM-R001"]


class TestForms:
    """``check`` holds a document against the form it was read as."""

    def test_every_form_is_judged_by_its_own_schema(self):
        for name, form in FORMS.items():
            found = check(read("colour: red\n", model=form)).errors
            assert "LCKM-T006" in codes(found), name
            assert all(finding.line for finding in found)

    def test_a_departure_list(self):
        row = {
            "procedure": "KA-00001",
            "code": "LCKM-F001",
            "agreed_with": "A",
            "agreed_on": "2026-11-25",
            "reference": "1",
        }
        good = read_form(yaml.safe_dump({"departures": [row]}))
        assert good.model is DepartureList
        assert list(check(good)) == []
        assert good.build(DepartureList).departures[0].agreed_on == date(2026, 11, 25)
        bad = read_form(yaml.safe_dump({"departures": [{**row, "code": "F1"}]}))
        (finding,) = check(bad)
        assert (finding.path, finding.line) == ("/departures/0/code", 4)
