"""The schema alone and the check say the same of a file's shape, whichever engine; what is well-shaped comes back whole."""

import copy
import json
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lckm_core import Audience, amend, check, compare, from_data, project, read, schema, to_data, to_yaml
from lckm_core.filling.engines import engines, shape_judge
from lckm_core.filling.faults import Fault
from lckm_core.filling.judging import judge
from lckm_core.filling.tidying import tidier
from lckm_core.marks import Mark, fields_of, object_shape
from lckm_core.procedure.template import Procedure
from lckm_core.testing.strategies import procedure_data, procedures

unhurried = settings(
    max_examples=settings.default.max_examples // 2,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
Path = tuple[str | int, ...]
KEYS = [field.key for field in fields_of(Procedure)]

# fmt: off
ODD = st.sampled_from(
    [
        None, True, False, 0, 1, 7, 7.0, 1.5, -1, 10**20, "", " ", "x", "brak", "Brak.", "nie dotyczy", "NIE DOTYCZY", "tak", "nie",
        "2026-11-25", "2023-02-30", "2023-1-9", "KA-00001", "KA-1", "by_post", "days", "17.00", "986", "a@b.pl", "https://lodz.pl",
        "50 1240 1037 1111 0011 0925 0073", "51 1240 1037 1111 0011 0925 0073", "x" * 161, "x" * 651, "**" + "x" * 649 + "**",
        "# " + "x" * 651, "a\nb", "<b>", "\u200b", "e\u0301" * 160, [], {}, [None], [[]], [{}], {"id": "KA-00002"}, {"colour": "red"},
    ]
)
# fmt: on
TEXT = st.text(st.characters(), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | ODD,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | TEXT, inner, max_size=6),
    max_leaves=20,
)


def places(data: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every value inside *data*."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield (*path, key)
        yield from places(value, (*path, key))


def first_inside(value: Any) -> Any:
    """Return the first item or key of *value*, or nothing."""
    return next(iter(value), None) if isinstance(value, list | dict) else None


def replaced(data: Any, path: Path, change: Any) -> Any:
    """Return *data* after ``change(container, key)`` was made at *path*."""
    made = copy.deepcopy(data)
    inner = made
    for step in path[:-1]:
        inner = inner[step]
    change(inner, path[-1])
    return made


@st.composite
def mutated(draw: st.DrawFn, values: st.SearchStrategy[Any] = ODD) -> Any:
    """Draw a well-shaped procedure as plain data, then change a few of its values for the worse, or not."""
    data = draw(procedure_data())
    for _ in range(draw(st.integers(0, 3))):
        there = list(places(data))
        if not there:
            break
        path = draw(st.sampled_from(there))
        match draw(st.sampled_from(("delete", "set", "lengthen", "wrap", "name", "unwrap"))):
            case "delete":
                data = replaced(data, path, lambda inner, key: inner.pop(key))
            case "set":
                value = draw(values)
                data = replaced(data, path, lambda inner, key, value=value: inner.__setitem__(key, value))
            case "lengthen":
                more = draw(st.sampled_from(("x", "😀", " *", "\n- "))) * draw(st.sampled_from((1, 40, 76, 161, 700)))
                data = replaced(data, path, lambda inner, key, more=more: inner.__setitem__(key, f"{inner[key]}{more}"))
            case "wrap":
                data = replaced(data, path, lambda inner, key: inner.__setitem__(key, [inner[key]]))
            case "name":
                data = replaced(data, path, lambda inner, key: inner.__setitem__(key, {"name": inner[key]}))
            case "unwrap":
                data = replaced(data, path, lambda inner, key: inner.__setitem__(key, first_inside(inner[key])))
    return data


def typed(data: Any) -> Any:
    """Return *data* as a careful typist would have it: text composed, line ends alike, no spaces at the ends."""
    if isinstance(data, str):
        return unicodedata.normalize("NFC", data).replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(data, list):
        return [typed(item) for item in data]
    return {key: typed(item) for key, item in data.items()} if isinstance(data, dict) else data


@cache
def committed() -> Draft202012Validator:
    return Draft202012Validator(schema("procedure"))


def beyond_any_schema(data: Any) -> set[str]:
    """Return the places of faults that no schema can see: check digits, days, Markdown's length, characters, words."""
    faults: list[Fault] = []
    tidier(object_shape(Procedure), Mark(""))(data, (), faults)
    return {
        "".join(f"/{step}" for step in path) for path, kind, *_ in faults if kind is None or kind.code != "LCKM-T006"
    }


@pytest.mark.skipif(len(engines()) < 2, reason="the extra “fast” is not installed")
@unhurried
@given(mutated())
def test_the_engines_find_the_same_places(data):
    tidy = judge(data, Procedure).data
    found = [set(shape_judge(Procedure, engine)(tidy)) for engine in engines()]
    assert {path for path, _ in found[0]} == {path for path, _ in found[1]}


@pytest.mark.skipif(len(engines()) < 2, reason="the extra “fast” is not installed")
@unhurried
@given(mutated())
def test_the_engines_lead_to_the_same_findings(data):
    one, other = (judge(data, Procedure, engine) for engine in engines())
    assert set(one.findings) == set(other.findings)
    assert one.faulty == other.faulty


@unhurried
@given(mutated())
def test_what_the_schema_refuses_the_check_refuses(data):
    data = typed(data)
    if not committed().is_valid(data):
        assert judge(data, Procedure).findings


@unhurried
@given(mutated())
def test_what_the_check_refuses_the_schema_refuses_where_it_can(data):
    data = typed(data)
    within_reach = {finding.path for finding in judge(data, Procedure).findings} - beyond_any_schema(data)
    if within_reach:
        assert not committed().is_valid(data)


@unhurried
@given(procedure_data())
def test_what_the_form_takes_both_take(data):
    assert committed().is_valid(data)
    assert judge(data, Procedure).findings == ()


@unhurried
@given(mutated())
def test_without_a_finding_of_shape_it_can_be_built(data):
    judged = judge(data, Procedure)
    if not judged.findings:
        assert judge(to_data(from_data(judged.data)), Procedure).findings == ()


@unhurried
@given(mutated())
def test_what_keeps_its_types_is_built_without_loss(data):
    judged = judge(data, Procedure)
    if not judged.misfits:
        procedure = from_data(judged.data)
        assert set(judge(to_data(procedure), Procedure).findings) == set(judged.findings)


@unhurried
@given(mutated(), procedures())
def test_whatever_can_be_built_is_shown_compared_and_amended(data, other):
    """A page older than its checker has faults, and is still worked with (interpretation I12)."""
    judged = judge(data, Procedure)
    if not judged.misfits:
        old = from_data(judged.data)
        for audience in Audience:
            project(old, audience, on=date(2026, 11, 25))
        new = evolve(other, id=old.id)
        assert amend(old, compare(old, new)) == new
        assert compare(old, old).changes == ()


@unhurried
@given(procedures())
def test_data_and_back(procedure):
    assert from_data(to_data(procedure)) == procedure
    assert read(json.dumps(to_data(procedure)), syntax="json").procedure() == procedure


@unhurried
@given(procedures())
def test_yaml_and_back(procedure):
    assert read(to_yaml(procedure)).procedure() == procedure


@unhurried
@given(procedures())
def test_equal_procedures_have_one_hash(procedure):
    assert hash(from_data(to_data(procedure))) == hash(procedure)


@unhurried
@given(JSON)
def test_check_never_raises(data):
    assert list(check(data)) == list(check(data))


@unhurried
@given(mutated(JSON))
def test_check_never_raises_on_what_is_nearly_a_procedure(data):
    for finding in check(data):
        assert finding.message
