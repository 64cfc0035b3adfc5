"""Marks that stand on each field or code by itself, so that one forgotten elsewhere shows nothing
and lifts nothing.
"""

from datetime import date
from pathlib import Path

import pytest
import yaml

from lckm_core import (
    Finding,
    Procedure,
    Severity,
    check,
    read,
)
from lckm_core.fields import fields_of
from lckm_core.forms import judge
from lckm_core.procedures import Departure, DepartureList, apply_departures
from lckm_core.procedures.template import CallCentre

FILES = Path(__file__).parents[2] / "files"
MINIMAL = yaml.safe_load((FILES / "accepted" / "minimal.yaml").read_text("utf-8"))


def test_every_field_of_the_call_centre_is_starred_as_the_section_is():
    assert {field.key for field in fields_of(CallCentre) if field.mark.starred} == {
        "phones",
        "notes",
        "faq",
        "other",
    }
    assert {field.key for field in fields_of(Procedure) if field.mark.starred} == {
        *("internal", "valid_from", "valid_to", "owner", "coordinators", "in_edms", "call_centre")
    }


@pytest.mark.parametrize("code", ["LCKM-D001", "LCKM-D002", "LCKM-D003"])
def test_no_departure_from_what_is_said_of_departures(code):
    agreed = Departure("KA-00001", code, "Barbara Modelowa", date(2026, 1, 2), "1/2026")
    found = apply_departures(check(MINIMAL), "KA-00001", [agreed])
    assert [finding.code for finding in found] == ["LCKM-D002"]


@pytest.mark.parametrize(("count", "found"), [(0, True), (1, False), (2, False)])
def test_a_list_of_departures_has_one_at_least(count, found):
    one = {
        "procedure": "KA-00001",
        "code": "LCKM-P001",
        "agreed_with": "Barbara Modelowa",
        "agreed_on": "2026-01-02",
        "reference": "1/2026",
    }
    assert bool(judge({"departures": [one] * count}, DepartureList).findings) == found


def test_a_document_read_says_where_its_root_stands():
    assert read("a: 1").position("/x/y") == (1, 1)
    assert read("\n\n  a: 1").position("") == (3, 3)


def test_a_document_says_where_in_it_a_finding_stands():
    document = read("a: 1\nb:\n  - c: 2\n")
    finding = Finding("LCKM-P001", Severity.ERROR, "/b/0/c", "źle", "wzór: Nazwa procedury")
    placed = document.placed(finding)
    assert (placed.line, placed.column) == (3, 8)
    assert placed.path == finding.path
