"""Whose procedures a listed head acts for."""

from datetime import date
from itertools import product

import attrs
import pytest

from lckm_core import Role
from lckm_core.errors import IllegalMoveError
from lckm_core.organisation import DIRECTORY, OFFICE, Official
from lckm_core.publication import Edition, State, Transition
from lckm_editorial.actor import (
    HEADS,
    NotListedError,
    clean_name,
    find_actor,
    require_agreeing,
)
from lckm_editorial.commands.procedure import command
from lckm_testing.contracts import samples

DAY = date(2026, 11, 25)
PARKS = "Zarząd Zieleni Miejskiej"
OF_CELL, OF_UNIT = Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT


@pytest.mark.parametrize(
    ("official", "acts"),
    [
        (Official("Jan Nowak", (OF_CELL,), OFFICE, "Wydział Edukacji"), True),
        (Official("Jan Nowak", (OF_CELL,), OFFICE, "Wydział Informatyki"), False),
        (Official("Jan Nowak", (OF_CELL,), OFFICE), True),
        (Official("Jan Nowak", (OF_UNIT,), PARKS), False),
        (Official("Jan Nowak", (OF_CELL,), PARKS, "Wydział Edukacji"), False),
    ],
    ids=[
        "its cell",
        "another cell",
        "each cell of its unit",
        "another unit",
        "a cell of that name in another unit",
    ],
)
def test_a_head_acts_for_the_cell_or_for_each_of_the_unit(official, acts):
    procedure = attrs.evolve(samples.procedure(), unit=OFFICE, cell="Wydział Edukacji")
    editions = [Edition(procedure=procedure, state=State.CORRECTED)]
    directory = attrs.evolve(DIRECTORY, people=(official,))
    head = find_actor(directory, DAY, "Jan Nowak", None)
    if acts:
        require_agreeing(directory, DAY, head, editions)
    else:
        with pytest.raises(IllegalMoveError, match="nie kieruje"):
            require_agreeing(directory, DAY, head, editions)


def test_who_is_head_of_one_cell_and_clerk_of_another_acts_for_the_first_alone():
    head = Official("Jan Nowak", (OF_CELL,), OFFICE, "Wydział Edukacji")
    clerk = Official("Jan Nowak", (Role.STAFF_OF_CELL,), OFFICE, "Wydział Informatyki")
    directory = attrs.evolve(DIRECTORY, people=(clerk, head))
    who = find_actor(directory, DAY, "Jan Nowak", None, (OF_CELL,))
    own, other = (
        [Edition(procedure=attrs.evolve(samples.procedure(), unit=OFFICE, cell=one))]
        for one in ("Wydział Edukacji", "Wydział Informatyki")
    )
    require_agreeing(directory, DAY, who, own)
    with pytest.raises(IllegalMoveError, match="nie kieruje"):
        require_agreeing(directory, DAY, who, other)


@pytest.mark.parametrize("order", [1, -1])
def test_a_head_of_two_places_agrees_in_the_role_of_each_for_that_alone(order):
    """Else the history says that the head of a unit agreed to what a cell of the Office wrote."""
    places = {
        OF_CELL: Official("Jan Nowak", (OF_CELL,), OFFICE, "Wydział Edukacji"),
        OF_UNIT: Official("Jan Nowak", (OF_UNIT,), PARKS),
    }
    directory = attrs.evolve(DIRECTORY, people=tuple(places.values())[::order])
    for role, (of_role, official) in product(HEADS, places.items()):
        who = find_actor(directory, DAY, "Jan Nowak", role.name.lower().replace("_", "-"))
        assert who.role is role
        text = attrs.evolve(samples.procedure(), unit=official.unit, cell=official.cell)
        editions = [Edition(procedure=text, state=State.CORRECTED)]
        if role is of_role:
            require_agreeing(directory, DAY, who, editions)
        else:
            with pytest.raises(IllegalMoveError, match="nie kieruje"):
                require_agreeing(directory, DAY, who, editions)


@pytest.mark.parametrize("name", ["", " ", "Jan\x1b[2J Nowak", "Jan\nNowak", "Jan \u202eNowak"])
def test_what_would_not_be_shown_as_it_is_typed_is_no_name(name):
    """It stays in the history, and that is printed."""
    with pytest.raises(NotListedError, match="--as"):
        clean_name(name)


def test_each_transition_that_somebody_makes_has_its_command():
    commands = {move.command for move in Transition if not move.is_consequence}
    assert commands <= set(command.commands)
