"""The order of findings: by line and column, then as the form has its fields, whatever their
keys are called.
"""

from pathlib import Path

import yaml

from lckm_core import (
    Findings,
    Procedure,
    UpdateRequest,
    check,
    kinds,
    read,
)
from lckm_core.fields import fields_of
from lckm_core.procedures import apply_departures
from lckm_core.text import Message

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
)
REQUIRED = [f"/{field.key}" for field in fields_of(Procedure) if field.required]
SAID = Message("a", "a")


def paths(findings: Findings) -> list[str]:
    return [finding.path for finding in findings]


def test_what_is_missing_comes_in_the_order_of_the_form():
    assert paths(check({})) == REQUIRED
    assert REQUIRED[:2] == ["/title", "/summary"]


def test_the_same_in_a_file_where_all_of_it_stands_at_the_first_line():
    found = check(read("in_edms: tak\n"))
    assert paths(found) == REQUIRED
    assert {(finding.line, finding.column) for finding in found} == {(1, 1)}


def test_in_a_file_the_line_comes_first():
    data = {key: value for key, value in MINIMAL.items() if key not in ("title", "summary")}
    text = (
        "summary: [a]\n"
        + yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        + "title: [a]\n"
    )
    assert paths(check(read(text))) == ["/summary", "/title"]


def test_parts_come_in_the_order_of_their_lines_and_items_in_the_lists():
    steps = [{"name": "Złóż wniosek"}] * 9 + [
        {"name": "Wyślij @"},
        {"online": 7, "comment": 7, "name": 7},
        7,
    ]
    data = MINIMAL | {"steps": steps, "zzz": 1, "aaa": 1, "cell": 7, "title": 7}
    assert paths(check(data)) == [
        "/title",
        "/steps/9/name",
        "/steps/10/name",
        "/steps/10/comment",
        "/steps/10/online",
        "/steps/11",
        "/cell",
        "/aaa",
        "/zzz",
    ]


def test_without_a_form_keys_come_by_name_and_indices_by_number():
    any_kind = kinds()[0]
    places = [("b",), ("a", 10), (), ("a", 9, "x"), ("a", 9), ("a",)]
    findings = Findings(tuple(any_kind.at(place, SAID) for place in places))
    assert paths(findings) == ["", "/a", "/a/9", "/a/9/x", "/a/10", "/b"]
    assert paths(Findings(tuple(reversed(findings.items)))) == paths(findings)


def test_the_order_outlives_what_is_done_with_findings():
    found = check({})
    assert paths(apply_departures(found, "", ())) == REQUIRED
    assert paths(found + Findings()) == paths(Findings() + found) == REQUIRED
    assert Findings(found.items, form=Procedure) == found


def test_any_form_has_its_order():
    assert paths(check(read("zmiany: []\nreason: 7\n", model=UpdateRequest)))[0] == "/procedure"
