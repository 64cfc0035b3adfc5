"""``lckm request``: what the call centre asks units for (zał. 2 § 10 ust. 3 and 4)."""

import json
from datetime import timedelta

import pytest
from an_office import CALLS, HEAD, OTHER_HEAD, PEOPLE, STAFF

from lckm_core import Role

CALL_HEAD = "Helena Kierująca"
OF = ("--unit", "Urząd Miasta Łodzi", "--cell", "Wydział Gospodarki Komunalnej")


@pytest.fixture
def office(any_office):
    any_office.people([*PEOPLE, {"name": CALL_HEAD, "roles": [Role.HEAD_OF_CALL_CENTRE.value]}])
    return any_office


def test_missing_data_are_asked_for_answered_and_listed_with_their_age(office, run):
    done = run("request", "data", "Od kiedy nowa opłata?", *OF, "--as", CALLS)
    assert (done.exit_code, done.output) == (0, "PD-000001: czeka na odpowiedź, dni: 0.\n")
    office.now += timedelta(days=4)
    row = run("request", "list").output.splitlines()[1]
    assert row.startswith("PD-000001  dane")
    assert "czeka na odpowiedź, dni: 4" in row
    refused = run("request", "answer", "PD-000001", "Od jutra.", "--as", OTHER_HEAD)
    assert refused.exit_code == 1
    assert "Wydział Gospodarki Komunalnej" in refused.output
    done = run("request", "answer", "PD-000001", "Od jutra.", "--as", HEAD)
    assert (done.exit_code, done.output) == (0, f"PD-000001: odpowiedź z 2026-11-29, {HEAD}.\n")
    assert "Próśb: 0" in run("request", "list").output
    (row,) = json.loads(run("request", "list", "--all", "--format", "json").output)
    assert (row["kind"], row["age_in_days"], row["answer"]) == ("data", 4, "Od jutra.")
    done = run("request", "correct", "PD-000001", "Od stycznia.", "--as", HEAD)
    assert done.exit_code == 0
    row = json.loads(run("request", "list", "--all", "--format", "json").output)[0]
    assert (row["answer"], row["earlier_answers"][0]["text"]) == ("Od stycznia.", "Od jutra.")


def test_a_briefing_is_asked_for_somebody_is_named_and_it_is_held(office, run):
    ask = ("request", "briefing", "Nowe opłaty", "--reason", "Wiele pytań.", *OF)
    refused = run(*ask, "--as", CALLS)
    assert (refused.exit_code, "zał. 2 § 10 ust. 4" in refused.output) == (1, True)
    done = run(*ask, "--as", CALL_HEAD)
    number = done.output.partition(":")[0]
    assert (done.exit_code, done.output) == (0, f"{number}: nikogo nie wyznaczono, dni: 0.\n")
    early = run("request", "held", number, "--as", CALL_HEAD)
    assert (early.exit_code, "nikt nie prowadzi" in early.output) == (1, True)
    refused = run("request", "name", number, "Jan Prowadzący", "--as", OTHER_HEAD)
    assert refused.exit_code == 1
    done = run("request", "name", number, "Jan Prowadzący", "--as", HEAD)
    assert done.output == f"{number}: wyznaczono 2026-11-25: Jan Prowadzący.\n"
    assert "Jan Prowadzący" in run("request", "list").output
    done = run("request", "held", number, "--on", "2026-11-25", "--as", CALL_HEAD)
    assert done.output == f"{number}: instruktaż odbył się 2026-11-25, Jan Prowadzący.\n"
    listed = run("request", "list", "--all", "--lang", "en").output
    assert "held on 2026-11-25 by Jan Prowadzący" in listed
    trail = json.loads(run("audit", "--subject", number, "--format", "json").output)
    assert [(row["verb"], row["by"], row["role"]) for row in trail] == [
        ("request_briefing", CALL_HEAD, Role.HEAD_OF_CALL_CENTRE.value),
        ("name_briefer", HEAD, Role.HEAD_OF_CELL.value),
        ("hold_briefing", CALL_HEAD, Role.HEAD_OF_CALL_CENTRE.value),
    ]


def test_one_that_is_not_there_or_of_the_other_kind(office, run):
    run("request", "data", "Od kiedy?", *OF, "--as", CALLS)
    for command in (("answer", "PD-000009", "Tak."), ("name", "PD-000001", "Jan Prowadzący")):
        done = run("request", *command, "--as", HEAD)
        assert (done.exit_code, "nie ma takiej prośby" in done.output) == (1, True), done.output


def test_whoever_heads_one_cell_and_works_in_another_answers_for_each_in_that_role(office, run):
    """Else the history says that a head answered, where a clerk of another cell did."""
    other = {"unit": OF[1], "cell": "Wydział Informatyki"}
    asked = {"unit": OF[1], "cell": OF[3]}
    both = {Role.STAFF_OF_CELL: asked, Role.HEAD_OF_CELL: other}
    people = [{"name": "Ewa Dwojga", "roles": [role.value], **both[role]} for role in both]
    office.people([*PEOPLE, *people])
    run("request", "data", "Od kiedy?", *OF, "--as", CALLS)
    answer = ("request", "answer", "PD-000001", "Od jutra.", "--as", "Ewa Dwojga", "--role")
    refused = run(*answer, "head-of-cell")
    assert (refused.exit_code, "nie kieruje" in refused.output) == (1, True), refused.output
    assert run(*answer, "staff-of-cell").exit_code == 0


def test_a_unit_that_is_not_there_is_asked_nothing(office, run):
    done = run("request", "data", "Od kiedy?", "--unit", "Nieznana", "--as", CALLS)
    assert (done.exit_code, "Nie ma jednostki" in done.output) == (1, True), done.output
    assert run("request", "data", "Od kiedy?", *OF, "--as", STAFF).exit_code == 1
    done = run("request", "data", "Od kiedy?", "--unit", "Urząd Miasta Łodzi", "--as", CALLS)
    assert (done.exit_code, "Prośba do Urzędu nie ma komórki" in done.output) == (1, True)
    assert "Próśb: 0" in run("request", "list", "--all").output
    # What is refused takes no number.
    assert run("request", "data", "Od kiedy?", *OF, "--as", CALLS).output.startswith("PD-000001")


def test_all_that_wait_are_listed_however_many_and_in_one_line_each(office, run, monkeypatch):
    monkeypatch.setattr("lckm_editorial.commands.request._PAGE", 1)
    for question in ("Od kiedy\nnowa opłata?", "x" * 61):
        assert run("request", "data", question, *OF, "--as", CALLS).exit_code == 0
    lines = run("request", "list").output.splitlines()
    assert [line.split()[0] for line in lines[1:3]] == ["PD-000001", "PD-000002"]
    assert [line.split("  ")[-1] for line in lines[1:3]] == ["Od kiedy nowa opłata?", "x" * 60]
    assert lines[3] == "Próśb: 2"
