"""Which cells have to do with an edition, and whose head agrees to corrections (I40)."""

from datetime import UTC, date, datetime

import attrs
import pytest

from lckm_core.calendar import Window
from lckm_core.organisation import DIRECTORY, OFFICE, Official, Role
from lckm_core.publication import (
    Edition,
    EditionAct,
    EditionOutline,
    State,
    Transition,
    UnitCell,
    agreeing_cell,
    cells_of,
    submitted_edition,
)
from lckm_core.publication._responsible_cells import heads_of
from lckm_testing.contracts import samples

ENDED = Window(end=date(2026, 11, 30))
DAY, LATER = date(2026, 12, 1), date(2027, 2, 1)
A, B, C = (UnitCell(OFFICE, name) for name in ("Wydział A", "Wydział B", "Wydział C"))
SHOWN, HANDED_IN, CORRECTED = State.PUBLISHED, State.RECEIVED, State.CORRECTED
REPLACED, CHECKED = State.REPLACED, State.CHECKED


def edition(number, cell, state, *verbs, start=None, end=None):
    text = attrs.evolve(
        samples.procedure(), unit=cell.unit, cell=cell.cell, valid_from=start, valid_to=end
    )
    acts = [
        EditionAct(verb=verb, at=datetime(2026, 11, 1, 12, at, tzinfo=UTC))
        for at, verb in enumerate((Transition.HAND_IN, *verbs))
    ]
    return Edition(procedure=text, number=number, state=state, acts=tuple(acts))


CORRECT, AGREE = Transition.CORRECT, Transition.AGREE
EDITIONS = {
    "handed in by another": ([(A, SHOWN), (B, HANDED_IN)], {B, A}, B),
    "corrected": (
        [(A, SHOWN), (A, REPLACED, CORRECT), (B, CORRECTED, CORRECT)],
        {B, A},
        A,
    ),
    "corrected before anything was shown": (
        [(A, REPLACED, CORRECT), (B, CORRECTED, CORRECT)],
        {B, A},
        A,
    ),
    "of another, corrected": (
        [(A, SHOWN), (B, REPLACED, CORRECT), (C, CORRECTED, CORRECT)],
        {C, B, A},
        B,
    ),
    "corrected twice": (
        [(A, REPLACED, CORRECT), (B, REPLACED, CORRECT, CORRECT), (C, CORRECTED, CORRECT, CORRECT)],
        {C, A},
        A,
    ),
    "agreed to": (
        [(A, SHOWN), (A, REPLACED, CORRECT), (B, CHECKED, CORRECT, AGREE)],
        {B, A},
        B,
    ),
    "corrected after agreement": (
        [
            (A, REPLACED, CORRECT),
            (B, REPLACED, CORRECT, AGREE, CORRECT),
            (C, CORRECTED, CORRECT, AGREE, CORRECT),
        ],
        {C, B},
        B,
    ),
    "given back after correction": (
        [(A, REPLACED, CORRECT), (B, State.RETURNED, CORRECT, Transition.RETURN)],
        {B, A},
        A,
    ),
    "shown": ([(A, REPLACED), (B, SHOWN)], {B}, B),
    "withdrawn": ([(A, State.WITHDRAWN), (B, HANDED_IN)], {B}, B),
}


@pytest.mark.parametrize("case", EDITIONS)
def test_the_cells_of_the_newest_edition_and_whose_head_agrees(case):
    given, cells, agreeing = EDITIONS[case]
    editions = [edition(at, *one) for at, one in enumerate(given, start=1)]
    newest = editions[-1]
    found = cells_of(editions, newest, DAY)
    assert found[0] == UnitCell.of(newest)
    assert set(found) == cells
    assert agreeing_cell(editions, DIRECTORY, DAY) == agreeing
    assert agreeing_cell(editions[::-1], DIRECTORY, DAY) == agreeing
    assert UnitCell.of(submitted_edition(editions)) == agreeing
    outline = EditionOutline.of(*editions)
    assert set(outline.cells(DAY)) == cells
    assert outline.submitted_by == agreeing


def test_of_what_is_shown_nothing_is_another_cells_until_the_day():
    shown, later = edition(1, A, SHOWN), edition(2, B, SHOWN, start=LATER)
    for day, cells in ((DAY, (B, A)), (LATER, (B,))):
        assert cells_of([shown, later], later, day) == cells
        assert cells_of([shown, later], shown, day) == (A,)
        assert EditionOutline.of(shown, later).cells(day) == cells


def test_an_older_edition_that_comes_back_keeps_its_cell():
    shown, between = edition(1, A, SHOWN), edition(2, B, SHOWN, start=DAY, end=LATER)
    assert cells_of([shown, between], between, DAY) == (B, A)


@pytest.mark.parametrize(
    ("people", "agreeing"),
    [
        ((), A),
        ((Official("Jan Nowak", (Role.STAFF_OF_CELL,), *A),), A),
        ((Official("Jan Nowak", (Role.HEAD_OF_CELL,), *B),), B),
        (
            (
                Official(
                    "Anna Zet", (Role.HEAD_OF_CELL,), *A, window=Window(end=date(2026, 11, 30))
                ),
                Official("Jan Nowak", (Role.HEAD_OF_CELL,), *B),
            ),
            B,
        ),
        (
            (
                Official("Anna Zet", (Role.HEAD_OF_CELL,), *A),
                Official("Jan Nowak", (Role.HEAD_OF_CELL,), *B),
            ),
            A,
        ),
    ],
    ids=["nobody listed", "no head anywhere", "no head of the former", "left", "both"],
)
def test_a_cell_without_a_head_does_not_keep_a_correction_from_agreement(people, agreeing):
    given = [(A, REPLACED, CORRECT), (B, CORRECTED, CORRECT)]
    editions = [edition(at, *one) for at, one in enumerate(given, start=1)]
    directory = attrs.evolve(DIRECTORY, people=people)
    assert agreeing_cell(editions, directory, DAY) == agreeing


@pytest.mark.parametrize("role", Role)
def test_of_all_who_work_in_a_cell_its_heads_alone_agree(role):
    """Else a correction waits for a clerk, whom the ordinance does not ask."""
    directory = attrs.evolve(DIRECTORY, people=(Official("Jan Nowak", (role,), B.unit, B.cell),))
    is_head = role in (Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT)
    assert heads_of(B, directory, DAY) == (["Jan Nowak"] if is_head else [])
    assert heads_of(C, directory, DAY) == []
