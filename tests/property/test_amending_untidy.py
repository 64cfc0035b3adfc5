"""Procedures built by hand, with texts as no reader leaves them, are compared and amended all the
same.
"""

import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from lckm_core.amendments import amend, check_request, compare
from lckm_core.fields import Shape, object_shape
from lckm_core.forms import judge, to_data
from lckm_core.procedures import from_data
from lckm_core.procedures.template import Procedure
from lckm_testing.strategies import procedures

SLOW = settings(
    max_examples=settings.default.max_examples // 2,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
UNTIDY = (
    lambda text: text,
    lambda text: f"  {text} ",
    lambda text: f"\n{text}\r\n",
    lambda text: text.replace("\n", "\r\n"),
    lambda text: unicodedata.normalize("NFD", text),
)


def untidy(draw: st.DrawFn, shape: Shape, value: Any) -> Any:
    """*value* with free texts written in another way that means the same."""
    if isinstance(value, dict):
        return {key: untidy(draw, shape.child(key), item) for key, item in value.items()}
    if isinstance(value, list):
        return [untidy(draw, shape.element, item) for item in value]
    free = (
        shape.text is not None
        and shape.text.pattern is None
        and not (shape.word and value == shape.word.value)
    )
    return draw(st.sampled_from(UNTIDY))(value) if free else value


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Procedure, Procedure]:
    """A procedure as a reader leaves it, and as somebody may build it by hand."""
    tidy = draw(procedures())
    return tidy, from_data(untidy(draw, object_shape(Procedure), to_data(tidy)))


@pytest.mark.slow(reason="draws four procedures; that normal form is no change stands for it")
@SLOW
@given(pairs(), pairs())
def test_the_new_edition_comes_back_in_normal_form(old, new):
    old_tidy, old_by_hand = old
    new_tidy, new_by_hand = new
    request = compare(old_by_hand, new_by_hand)
    assert request == compare(old_tidy, new_tidy)
    assert amend(old_by_hand, request) == new_tidy
    assert not check_request(request, old_by_hand).errors


@SLOW
@given(pairs())
def test_normal_form_is_no_change(pair):
    tidy, by_hand = pair
    assert compare(tidy, by_hand).changes == ()
    assert amend(by_hand, compare(by_hand, by_hand)) == tidy
    assert judge(to_data(by_hand), Procedure).data == to_data(tidy)
