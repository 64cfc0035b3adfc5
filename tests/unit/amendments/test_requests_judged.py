"""Faults of update requests: each is found, at its place, beside the others."""

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
import yaml

from lckm_core.amendments import (
    Base,
    Change,
    ItemChange,
    Phrase,
    UpdateRequest,
    amend,
    check_request,
)
from lckm_core.amendments._model import End
from lckm_core.errors import AmendmentConflictError
from lckm_core.findings import Severity
from lckm_core.forms import judge
from lckm_core.organisation import Role
from lckm_core.procedures import from_data
from lckm_core.procedures.template import CallCentre, Procedure

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_text("utf-8")
)
STEPS = ("Złóż wniosek", "Odbierz zaświadczenie")


def procedure(**fields: Any) -> Procedure:
    return from_data(judge(MINIMAL | fields, Procedure).data)


def request(*changes: Change, **fields: Any) -> UpdateRequest:
    return UpdateRequest(**{"procedure": "KA-00001", "changes": changes} | fields)


def found(made: UpdateRequest, subject: Procedure | None = None) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in check_request(made, subject or procedure())]


@pytest.mark.parametrize("other", ["KA-00000", "KA-00002"])
def test_another_number_is_another_procedure(other):
    made = request(Change("/cell", remove=MINIMAL["cell"], insert="Wydział A"), procedure=other)
    (finding,) = check_request(made, procedure())
    assert finding.path == "/procedure"
    assert f"wniosek dotyczy procedury {other}, a to jest KA-00001." in finding.message
    with pytest.raises(AmendmentConflictError) as caught:
        amend(procedure(), made)
    assert (caught.value.field, caught.value.expected, caught.value.found) == (
        "/id",
        other,
        "KA-00001",
    )
    text = attrs.evolve(procedure(), id=other)
    with pytest.raises(AmendmentConflictError):
        amend(procedure(), request(consolidated=text, reason="porządki"))


@pytest.mark.parametrize("key", ["produced_on", "valid_from", "valid_to"])
@pytest.mark.parametrize(
    ("expected", "given", "same"),
    [
        ("2026-05-30", "2026-05-30", True),
        ("2026-05-30", "2026-05-29", False),
        ("2026-05-30", "2026-05-31", False),
        ("2026-05-30", None, False),
        (None, "2026-05-30", False),
    ],
)
def test_a_consolidated_text_is_made_of_one_edition(key, expected, given, same):
    subject, meant = procedure(**{key: given}), procedure(**{key: expected})
    base = Base(meant.produced_on, meant.valid_from, meant.valid_to)
    text = attrs.evolve(subject, cell="Wydział A")
    made = request(
        base=base, consolidated=text, reason="porządki", requested_on=subject.produced_on
    )
    if same:
        assert amend(subject, made).cell == "Wydział A"
        assert found(made, subject) == []
        return
    with pytest.raises(AmendmentConflictError) as caught:
        amend(subject, made)
    assert caught.value.field == f"/{key}"
    assert ("/consolidated") in [path for _, path in found(made, subject)]


def test_a_fault_does_not_hide_the_next_change():
    unknown = Change("/koszt", insert="5")
    gone = Change("/cell", remove="Wydział Z", insert="Wydział A")
    assert [path for _, path in found(request(unknown, gone, unknown))] == [
        "/changes/0/field",
        "/changes/1",
        "/changes/2/field",
    ]


@pytest.mark.parametrize(
    ("more", "said_twice"),
    [
        ({}, False),
        ({"remove": "a"}, False),
        ({"text": (Phrase(remove="a"),)}, False),
        ({"items": (ItemChange(insert="a"),)}, False),
        ({"remove": "a", "text": (Phrase(remove="a"),)}, True),
        ({"insert": "a", "items": (ItemChange(insert="a"),)}, True),
        ({"text": (Phrase(remove="a"),), "items": (ItemChange(insert="a"),)}, True),
        ({"remove": "a", "text": (Phrase(remove="a"),), "items": (ItemChange(insert="a"),)}, True),
    ],
)
def test_a_change_is_said_in_one_way(more, said_twice):
    findings = check_request(request(Change("/steps", **more)), procedure())
    twice = [finding for finding in findings if "na jeden sposób" in finding.message]
    assert bool(twice) == said_twice
    assert all(finding.path == "/changes/0" for finding in twice)


def test_the_change_is_named_that_leaves_a_part_unsound():
    subject = procedure(deadline={"text": "Na bieżąco"})
    cell = Change("/cell", remove=MINIMAL["cell"], insert="Wydział A")
    words = Change("/deadline/text", remove="Na bieżąco")
    (finding,) = check_request(request(cell, words), subject)
    assert finding.path == "/changes/1"
    assert "po zmianie /deadline: " in finding.message
    (finding,) = check_request(
        request(cell, Change("/deadline", remove={"text": "Na bieżąco"})), subject
    )
    assert finding.path == "/changes/1"


def test_two_changes_of_one_place_are_named_by_that_place():
    one = Change("/steps/0/name", of=(STEPS[0],), remove=STEPS[0], insert="Podpisz")
    other = Change("/steps/0/name", of=(STEPS[0],), remove=STEPS[0], insert="Wypełnij")
    (finding,) = check_request(request(one, other), procedure())
    assert (finding.path, "Dwie zmiany dotyczą /steps/0/name." in finding.message) == (
        "/changes/1",
        True,
    )
    moves = [Change("/steps", items=(ItemChange(move=name, at=End.END),)) for name in STEPS]
    (finding,) = check_request(request(*moves), procedure())
    assert (finding.path, "Dwie zmiany dotyczą /steps." in finding.message) == ("/changes/1", True)


@pytest.mark.parametrize("order", [1, -1])
def test_a_change_inside_an_item_and_one_of_the_order_meet_in_any_order(order):
    inside = Change("/steps/1/name", of=(STEPS[1],), remove=STEPS[1], insert="Odbierz")
    moved = Change("/steps", items=(ItemChange(move=STEPS[1], at=End.START),))
    done = amend(procedure(), request(*(inside, moved)[::order]))
    assert [step.name for step in done.steps] == ["Odbierz", STEPS[0]]


@pytest.mark.parametrize(
    ("items", "around"),
    [
        ((ItemChange(remove={"name": STEPS[0]}), ItemChange(move=STEPS[0], at=End.END)), None),
        (
            (
                ItemChange(remove={"name": STEPS[0]}),
                ItemChange(insert={"name": "A"}, after=STEPS[0]),
            ),
            STEPS[0],
        ),
        (
            (
                ItemChange(move=STEPS[0], at=End.END),
                ItemChange(insert={"name": "A"}, before=STEPS[0]),
            ),
            STEPS[0],
        ),
        (
            (ItemChange(insert={"name": "A"}, after=STEPS[1], before=STEPS[0]),),
            f"{STEPS[1]} … {STEPS[0]}",
        ),
        ((ItemChange(insert={"name": "A"}, after=STEPS[0], at=End.START),), STEPS[0]),
    ],
)
def test_an_item_is_not_put_beside_one_that_goes(items, around):
    with pytest.raises(AmendmentConflictError) as caught:
        amend(procedure(), request(Change("/steps", items=items)))
    if around:
        assert caught.value.expected == around


@pytest.mark.parametrize(
    ("amount", "taken"),
    [("14", True), ("999", True), ("x", False), ("1234567890", False), ("-1", False)],
)
def test_a_number_written_as_text_is_a_number_where_one_stands(amount, taken):
    made = request(Change("/deadline/terms/0/amount", of=("7",), remove="7", insert=amount))
    assert (found(made) == []) == taken


@pytest.mark.parametrize(
    ("amount", "taken"), [(18.5, "18.50"), (18.25, "18.25"), (18.255, None), (18, "18")]
)
def test_an_amount_written_as_a_number_has_two_places(amount, taken):
    made = request(
        Change("/fees/0/rows/0/amount", of=("opłata skarbowa",), remove=17.0, insert=amount)
    )
    if taken is None:
        assert found(made)
    else:
        assert str(amend(procedure(), made).fees[0].rows[0].amount) == taken


NOTE = "Mówić wolno."
OURS = Role.HEAD_OF_CELL


def of_head(made: UpdateRequest, subject: Procedure) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in check_request(made, subject, role=OURS)]


class TestTheCallCentresOwnField:
    """Whether it changes is told by what stands there before and after, not by which field the
    request names.
    """

    @pytest.mark.parametrize("kept", [NOTE, f" {NOTE} ", unicodedata.normalize("NFD", NOTE)])
    def test_the_section_replaced_with_the_field_as_it_was(self, kept):
        subject = procedure(call_centre={"notes": "Zapytać o numer.", "other": NOTE})
        now = {"notes": "Zapytać o numer.", "other": NOTE}
        whole = Change("/call_centre", remove=now, insert={"notes": "Nowe.", "other": kept})
        assert of_head(request(whole), subject) == []
        assert amend(subject, request(whole)).call_centre.other == NOTE

    @pytest.mark.parametrize(
        "insert", [None, {"notes": "Nowe."}, {"notes": "Nowe.", "other": "Inaczej."}]
    )
    def test_the_section_replaced_with_another_field(self, insert):
        subject = procedure(call_centre={"notes": "Zapytać o numer.", "other": NOTE})
        whole = Change(
            "/call_centre", remove={"notes": "Zapytać o numer.", "other": NOTE}, insert=insert
        )
        assert of_head(request(whole), subject) == [("LCKM-U009", "/changes/0/field")]
        assert check_request(request(whole), subject, role=Role.CALL_CENTRE_STAFF).errors == ()

    def test_the_section_replaced_where_the_field_is_empty(self):
        subject = procedure(call_centre={"notes": "Stare."})
        whole = Change("/call_centre", remove={"notes": "Stare."}, insert={"notes": "Nowe."})
        assert of_head(request(whole), subject) == []

    @pytest.mark.parametrize(
        ("change", "codes"),
        [
            (Change("/call_centre/other", remove=NOTE, insert="Inaczej."), ["LCKM-U009"]),
            (Change("/call_centre/other", remove=NOTE), ["LCKM-U009"]),
            (
                Change("/call_centre/other", text=(Phrase(remove="wolno", insert="szybko"),)),
                ["LCKM-U009"],
            ),
            (
                Change("/call_centre/other", text=(Phrase(remove="wolno", insert="wolno"),)),
                ["LCKM-U002"],
            ),
            (Change("/call_centre/other", remove=NOTE, insert=NOTE), ["LCKM-U002"]),
            (Change("/call_centre/notes", insert="Nowe."), []),
        ],
    )
    def test_the_field_itself(self, change, codes):
        subject = procedure(call_centre={"other": NOTE})
        assert [code for code, _ in of_head(request(change), subject)] == codes

    def test_a_consolidated_text(self):
        subject = procedure(call_centre={"other": NOTE})
        spaced = attrs.evolve(subject, cell="Wydział A", call_centre=CallCentre(other=f"{NOTE} "))
        assert of_head(request(consolidated=spaced, reason="porządki"), subject) == []
        emptied = attrs.evolve(subject, call_centre=CallCentre())
        assert of_head(request(consolidated=emptied, reason="porządki"), subject) == [
            ("LCKM-U009", "/consolidated/call_centre/other")
        ]


class TestDateOfProduction:
    """The date is that of the text in this form (interpretation I11)."""

    TITLE = Change("/title", remove=MINIMAL["title"], insert="Wydanie odpisu")

    def dated(self, insert: str | None) -> Change:
        return Change("/produced_on", remove="2026-05-05", insert=insert)

    def test_new_content_under_the_old_date(self):
        subject = procedure(produced_on="2026-05-05")
        (finding,) = check_request(request(self.TITLE), subject)
        assert (finding.code, finding.path, finding.severity) == (
            "LCKM-U010",
            "/changes",
            Severity.WARNING,
        )
        assert finding.cites == "wzór: Data wytworzenia informacji"
        text = attrs.evolve(subject, title="Wydanie odpisu")
        assert found(request(consolidated=text, reason="porządki"), subject) == [
            ("LCKM-U010", "/consolidated/produced_on")
        ]

    @pytest.mark.parametrize("insert", ["2026-05-06", None])
    def test_new_content_under_a_new_date_or_none(self, insert):
        subject = procedure(produced_on="2026-05-05")
        assert found(request(self.TITLE, self.dated(insert)), subject) == []

    def test_content_made_on_the_day_of_the_request(self):
        subject = procedure(produced_on="2026-05-05")
        assert found(request(self.TITLE, requested_on=date(2026, 5, 5)), subject) == []

    def test_a_procedure_without_a_date_has_that_of_the_request(self):
        assert found(request(self.TITLE, requested_on=date(2026, 5, 5)), procedure()) == []

    @pytest.mark.parametrize(
        "change",
        [
            Change("/valid_to", insert="2027-01-01"),
            Change("/owner", remove=MINIMAL["owner"], insert={"name": "Nowy Jan"}),
            Change("/call_centre/notes", insert="Nowe."),
        ],
    )
    def test_what_residents_do_not_see_is_no_new_content(self, change):
        subject = procedure(produced_on="2026-05-05")
        assert found(request(change), subject) == []
        text = amend(subject, request(change))
        assert found(request(consolidated=text, reason="porządki"), subject) == []

    @pytest.mark.parametrize(
        ("requested", "late"), [("2026-05-06", False), ("2026-05-05", True), (None, False)]
    )
    def test_a_date_after_the_request_breaks_the_rule_of_procedures(self, requested, late):
        on = date.fromisoformat(requested) if requested else None
        subject, change = procedure(produced_on="2026-05-05"), self.dated("2026-05-06")
        assert (
            found(request(self.TITLE, change, requested_on=on), subject)
            == [("LCKM-R004", "/changes/1")] * late
        )
        text = attrs.evolve(subject, produced_on=date(2026, 5, 6))
        assert (
            found(request(consolidated=text, reason="porządki", requested_on=on), subject)
            == [("LCKM-R004", "/consolidated/produced_on")] * late
        )

    def test_a_date_that_stays_is_held_against_the_day_of_the_request(self):
        made = request(Change("/valid_to", insert="2027-01-01"), requested_on=date(2026, 5, 4))
        assert found(made, procedure(produced_on="2026-05-05")) == [("LCKM-R004", "/requested_on")]

    def test_a_date_that_is_no_day_is_a_fault_of_shape_alone(self):
        made = request(self.TITLE, self.dated("2026-13-01"), requested_on=date(2026, 5, 4))
        assert found(made, procedure(produced_on="2026-05-05")) == [("LCKM-U004", "/changes/1")]


def test_a_conflict_says_that_the_request_was_made_for_another_edition():
    subject = procedure(produced_on="2026-03-01")
    change = Change("/cell", remove="Wydział B", insert="Wydział A")
    (finding,) = check_request(request(change, base=Base(date(2026, 1, 1))), subject)
    assert finding.message.endswith(
        "Wniosek sporządzono do innej wersji (produced_on 2026-01-01, a teraz 2026-03-01)."
    )
    assert finding.text("en").endswith(
        "It was made for another edition (produced_on 2026-01-01, now 2026-03-01)."
    )
    for base in (None, Base(date(2026, 3, 1))):
        (finding,) = check_request(request(change, base=base), subject)
        assert "innej wersji" not in finding.message


@pytest.mark.parametrize(
    ("expected", "found", "where"),
    [
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, "/x/b"),
        ({"a": 1}, {"a": 1, "b": 3}, "/x/b"),
        ({"a": 1, "b": 2}, {"a": 1}, "/x/b"),
        ([1], [1, {"a": 2}], "/x/1"),
        ([{"a": 1}], [{"a": 1, "b": 0}], "/x/0/b"),
    ],
)
def test_a_conflict_names_the_innermost_place_that_differs(expected, found, where):
    message = AmendmentConflictError("/x", expected, found).message
    assert f"w polu {where} ma" in message.pl
    assert f"field {where} should" in message.en


def test_faults_come_in_the_order_of_the_changes():
    changes = [
        Change("/cell", remove=f"Wydział {number}", insert="Wydział A") for number in range(12)
    ]
    assert [path for _, path in found(request(*changes))] == [
        f"/changes/{number}" for number in range(12)
    ]


@pytest.mark.parametrize("word", ["brak", "nie dotyczy"])
def test_words_that_are_quoted_are_no_value(word):
    """A place „brak” is a place like any other: in an item, and in a text."""
    quoted = {"before": word, "remove": word, "insert": "jest", "after": word}
    changes = [
        {"field": "/fees/0/account", "of": [word], "insert": "indywidualny rachunek"},
        {"field": "/how_to", "text": [quoted]},
        {"field": "/steps", "items": [{"move": word, "after": word, "before": word}]},
    ]
    judged = judge({"procedure": "KA-00001", "changes": changes}, UpdateRequest)
    assert not judged.findings
    assert judged.data["changes"] == changes
