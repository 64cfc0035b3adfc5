"""Where one type of several, or one field of several, may be given, the others are counted, too."""

from typing import Any, Literal

import pytest
from jsonschema import Draft202012Validator

from lckm_core.fields import one_of, shape_of
from lckm_core.forms import judge
from lckm_core.forms._json_schema import describe
from lckm_core.procedures import parts
from lckm_core.reports import Condition, EventPlace, Reporter, Route
from lckm_core.text import EmptyWord

NONE = Literal[EmptyWord.NONE]
NOT_APPLICABLE = Literal[EmptyWord.NOT_APPLICABLE]
OF_SEVERAL = [
    model for model in vars(parts).values() if isinstance(model, type) and one_of(model)
] + [Condition, EventPlace, Reporter, Route]


@pytest.mark.parametrize("hint", [str | NONE, NONE | str, str | NONE | None, None | NONE | str])
def test_a_field_holds_one_type_and_one_empty_word(hint):
    assert (shape_of(hint).form, shape_of(hint).word) == ("text", EmptyWord.NONE)


@pytest.mark.parametrize(
    "hint",
    [
        str | NONE | NOT_APPLICABLE,
        str | Literal[EmptyWord.NONE, EmptyWord.NOT_APPLICABLE],
        NONE | NOT_APPLICABLE,
        NONE | None,
        str | int,
        str | int | NONE,
        str | int | None,
    ],
)
def test_a_second_type_or_word_is_refused_and_not_forgotten(hint):
    with pytest.raises(TypeError, match="one type and at most one empty word"):
        shape_of(hint)


@pytest.mark.parametrize("model", OF_SEVERAL, ids=lambda model: model.__name__)
def test_null_is_no_field_given_to_the_schema_nor_to_the_check(model):
    """Or a file that its editor takes for right is refused when it is handed in."""
    asked = {"anyOf": describe(model)["anyOf"], "$schema": describe(model)["$schema"]}
    keys = one_of(model)

    def is_taken(data: dict[str, Any]) -> bool:
        return Draft202012Validator(asked).is_valid(data)

    for data in ({}, dict.fromkeys(keys), *({key: None} for key in keys)):
        assert not is_taken(data), data
        assert judge(data, model).findings, data
    for key in keys:
        assert is_taken({key: "x"}), key
        assert is_taken(dict.fromkeys(keys) | {key: "x"}), key


def test_each_model_of_which_one_of_several_is_needed_is_tried():
    assert len(OF_SEVERAL) >= 9
