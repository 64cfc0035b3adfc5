"""Comparing and amending, over any procedures: exact, and orderly when two requests meet (zał.

2 § 9 ust. 2).
"""

from typing import Any

import attrs
import yaml
from hypothesis import HealthCheck, assume, given, settings, strategies as st

from lckm_core.amendments import UpdateRequest, amend, check_request, compare, request_to_data
from lckm_core.amendments._model import request_from_data
from lckm_core.amendments._text_edits import find_phrases, rewrite
from lckm_core.errors import AmendmentConflictError
from lckm_core.fields import Shape, fields_by_key, object_shape
from lckm_core.findings import InvalidProcedureError
from lckm_core.forms import judge, to_data, to_yaml
from lckm_core.procedures import from_data
from lckm_core.procedures.template import Procedure
from lckm_core.publication import Edition
from lckm_testing.strategies import procedures, shaped

SLOW = settings(
    max_examples=settings.default.max_examples // 2,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
KEYS = tuple(fields_by_key(Procedure))


def edit(draw: st.DrawFn, shape: Shape, value: Any) -> Any:
    """One change somewhere in *value*.

    Another value, a list reordered, an item doubled, a word replaced.
    """
    if isinstance(value, dict) and shape.model:
        key = draw(st.sampled_from(list(fields_by_key(shape.model))))
        field = fields_by_key(shape.model)[key]
        if key in value and not field.required and draw(st.integers(0, 5)) == 0:
            return {name: item for name, item in value.items() if name != key}
        new = (
            edit(draw, field.shape, value[key])
            if key in value
            else draw(shaped(field.shape, field.mark))
        )
        return {**value, key: new}
    if isinstance(value, list) and value and shape.element:
        index = draw(st.integers(0, len(value) - 1))
        items = list(value)
        match draw(st.sampled_from(("edit", "edit", "drop", "double", "insert", "shuffle"))):
            case "edit":
                items[index] = edit(draw, shape.element, items[index])
            case "drop":
                del items[index]
            case "double":
                items.insert(draw(st.integers(0, len(items))), items[index])
            case "insert":
                items.insert(index, draw(shaped(shape.element)))
            case _:
                items = draw(st.permutations(items))
        return items
    if isinstance(value, str) and shape.text and shape.text.pattern is None and draw(st.booleans()):
        words = value.split(" ")
        words[draw(st.integers(0, len(words) - 1))] = draw(
            st.sampled_from(("", "nowe", "nowe słowa. I zdanie.", "w"))
        )
        return " ".join(words).strip() or value
    return draw(shaped(shape))


@st.composite
def neighbours(draw: st.DrawFn, most: int = 5) -> tuple[Procedure, Procedure]:
    """A procedure, and the same after a few changes."""
    drawn = draw(procedures())
    # What is updated is stored, and so has a number.
    old = attrs.evolve(drawn, id=drawn.id or "KA-00001")
    data: Any = to_data(old)
    for _ in range(draw(st.integers(0, most))):
        data = edit(draw, object_shape(Procedure), data)
    judged = judge(data, Procedure)
    assume(not judged.findings)
    return old, from_data(judged.data)


@SLOW
@given(procedures(), procedures())
def test_any_two_procedures(old, new):
    assert amend(old, compare(old, new)) == new


@SLOW
@given(neighbours())
def test_a_request_makes_exactly_the_new_edition(pair):
    old, new = pair
    request = compare(old, new)
    assert amend(old, request) == new
    assert not check_request(request, old).errors
    assert bool(request.changes) == (old != new)


@SLOW
@given(neighbours(1))
def test_a_request_survives_its_file(pair):
    request = compare(*pair)
    assert request_from_data(request_to_data(request)) == request
    data = yaml.safe_load(to_yaml(request))
    judged = judge(data, UpdateRequest)
    assert not judged.findings
    assert request_from_data(judged.data) == request


@SLOW
@given(neighbours())
def test_a_request_can_be_hashed_whatever_it_changes(pair):
    """So can an edition that was made of it: they are values, and look like it."""
    request = compare(*pair)
    assert len({request, request_from_data(request_to_data(request))}) == 1
    edition = Edition(procedure=pair[1], request=request)
    assert len({edition, attrs.evolve(edition)}) == 1


@SLOW
@given(procedures(), procedures(), st.sets(st.sampled_from(KEYS[1:])))
def test_changes_of_different_fields_commute(old, new, first):
    base, other = to_data(old), to_data(new)

    def take(keys):
        return from_data(
            {
                key: (other if key in keys else base).get(key)
                for key in KEYS
                if key in (other if key in keys else base)
            }
        )

    second = set(KEYS[1:]) - first
    one, two = compare(old, take(first)), compare(old, take(second))
    both = take(first | second)
    assert amend(amend(old, one), two) == both
    assert amend(amend(old, two), one) == both


@SLOW
@given(neighbours(2), st.data())
def test_meeting_requests_merge_alike_or_conflict(pair, data):
    old, one = pair
    raw = edit(data.draw, object_shape(Procedure), to_data(old))
    judged = judge(raw, Procedure)
    assume(not judged.findings)
    two = from_data(judged.data)
    first, second = compare(old, one), compare(old, two)
    results = []
    for start, request in ((one, second), (two, first)):
        try:
            results.append(amend(start, request) if start.id == old.id else None)
        except AmendmentConflictError:
            results.append(None)
        except InvalidProcedureError:  # together they leave a part with less than it needs
            results.append(None)
    if None not in results:
        assert results[0] == results[1]


TEXT = st.lists(
    st.sampled_from(
        ("dni", "w", "trzy", "a", ".", ",", "\n", "Brak", "nie dotyczy", "ł", "\u0301", "  ")
    ),
    max_size=40,
)


@given(TEXT, TEXT)
def test_texts(one, two):
    old, new = " ".join(one).strip(), " ".join(two).strip()
    phrases = find_phrases(old, new)
    if phrases and old:
        assert rewrite(old, phrases) == new


@given(
    st.lists(
        st.lists(st.text("abcdefgh", min_size=1, max_size=5), min_size=6, max_size=9),
        min_size=3,
        max_size=6,
    ),
    st.data(),
)
def test_changes_in_different_sentences_merge(words, data):
    lines = [
        [f"{word}{index}{place}" for place, word in enumerate(line)]
        for index, line in enumerate(words)
    ]

    def text(changed):
        return " ".join(
            " ".join(
                "inne" if changed.get(index) == place else word for place, word in enumerate(line)
            ).capitalize()
            + "."
            for index, line in enumerate(lines)
        )

    one, two = data.draw(st.permutations(range(len(lines))))[:2]
    first = {one: data.draw(st.integers(0, len(lines[one]) - 1))}
    second = {two: data.draw(st.integers(0, len(lines[two]) - 1))}
    old = text({})
    a, b = find_phrases(old, text(first)), find_phrases(old, text(second))
    assert rewrite(rewrite(old, a), b) == rewrite(rewrite(old, b), a) == text(first | second)
