"""What the strategies for procedures draw: each kind of answer that a field may have."""

import pytest
from hypothesis import Phase, find, settings

from lckm_core import Procedure
from lckm_core.fields import fields_of
from lckm_testing.strategies import procedure_data

EMPTY = {
    field.key: field.shape.word.value
    for field in fields_of(Procedure)
    if field.shape.word is not None
}
THOROUGH = settings(
    max_examples=200, derandomize=True, database=None, deadline=None, phases=[Phase.generate]
)


def test_fields_with_a_word_for_nothing_have_either_word():
    assert set(EMPTY.values()) == {"brak", "nie dotyczy"}


@pytest.mark.parametrize("key", EMPTY)
def test_a_field_with_a_word_for_nothing_is_drawn_with_it_and_without(key):
    word = EMPTY[key]
    assert find(procedure_data(), lambda data: data.get(key) == word, settings=THOROUGH)
    found = find(
        procedure_data(), lambda data: data.get(key) not in (None, word), settings=THOROUGH
    )
    assert key in found
