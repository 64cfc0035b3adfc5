"""The annex's own form, filled in under its printed headings, is read like any other."""

import pytest
import word_documents as documents
from printed_forms import HANDS, form

from lckm_core import Procedure, to_data
from lckm_word import read_word
from lckm_word.forms import nodes_of
from lckm_word.printed._fields import BY_FIELD

NUMBERS = sorted(
    path.name.removesuffix(".yaml") for path in (documents.SAMPLES / "procedures").glob("*.yaml")
)
ANOTHER_HAND = pytest.mark.slow(
    reason="each procedure in each hand; each in one and each hand of two stand for them"
)


@pytest.mark.parametrize(
    ("hand", "number"),
    [
        pytest.param(
            hand,
            number,
            marks=() if at % len(HANDS) == HANDS.index(hand) else ANOTHER_HAND,
            id=f"{hand.name}-{number}",
        )
        for hand in HANDS
        for at, number in enumerate(NUMBERS)
    ],
)
def test_each_field_is_read_in_every_hand(hand, number):
    procedure = documents.sample(number)
    reading = read_word(form(hand, procedure))
    expected = to_data(procedure)
    data = dict(reading.data)
    assert {key: data.get(key) for key in expected} == expected
    assert data.keys() - expected.keys() <= {"internal"}
    assert not [one.text("en") for one in reading.findings if one.code.startswith("LCKM-W")]


def test_every_field_of_parts_has_a_grammar():
    """A field that the model gains is told here, and not as text of no field by a clerk."""
    parts = {
        node.path
        for top in nodes_of(Procedure)
        for node in (top.children if top.is_section else (top,))
        if not node.is_value
    }
    assert parts == set(BY_FIELD)
