"""The schema alone and the check say the same of a file's shape, whichever engine.

What is well-shaped comes back whole.
"""

import copy
import json
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial, reduce
from typing import Any

import pytest
import yaml
from attrs import evolve
from hypothesis import HealthCheck, given, settings, strategies as st
from jsonschema import Draft202012Validator

from lckm_core import (
    Audience,
    amend,
    check,
    compare,
    project,
    read,
    schema,
    to_data,
    to_yaml,
)
from lckm_core.fields import Mark, fields_of, object_shape
from lckm_core.forms import judge, normaliser
from lckm_core.forms._issues import Issue
from lckm_core.forms._json_schema import engines, shape_judge
from lckm_core.procedures import from_data, parts
from lckm_core.procedures.template import Procedure
from lckm_testing.strategies import procedure_data, procedures
from tests.helpers.tiers import examples

unhurried = settings(
    max_examples=settings.default.max_examples // 2,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
Path = tuple[str | int, ...]
KEYS = [field.key for field in fields_of(Procedure)]
ODD = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        1,
        7,
        7.0,
        1.5,
        -1,
        10**20,
        "",
        " ",
        "x",
        "brak",
        "Brak.",
        "nie dotyczy",
        "NIE DOTYCZY",
        "tak",
        "nie",
        "2026-11-25",
        "2023-02-30",
        "2023-1-9",
        "KA-00001",
        "KA-1",
        "by_post",
        "days",
        "17.00",
        "986",
        "a@b.pl",
        "https://lodz.pl",
        "50 1240 1037 1111 0011 0925 0073",
        "51 1240 1037 1111 0011 0925 0073",
        "x" * 161,
        "x" * 651,
        "**" + "x" * 649 + "**",
        " ",
        "\u3000\n",
        " 2023-01-19 ",
        " KA-00001\n",
        "\t17.00",
        " 986",
        "TAK",
        " nIe ",
        "True",
        "\u00a0FALSE",
        " brak",
        "BRAK .\n",
        "nie" + " " * 30 + "dotyczy",
        "nie\u00a0\ndotyczy",
        "x" * 160 + " ",
        "bra",
        "tak.",
        "2023-01-19 x",
        " by_post",
        "# " + "x" * 651,
        "a\nb",
        "<b>",
        "\u200b",
        "e\u0301" * 160,
        [],
        {},
        [None],
        [[]],
        [{}],
        {"id": "KA-00002"},
        {"colour": "red"},
    ]
)
BLANKS = st.text(" \t\n\r\u00a0\u2003", max_size=3)
TEXT = st.text(st.characters(), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | ODD,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | TEXT, inner, max_size=6)
    ),
    max_leaves=20,
)


def places(data: Any, path: Path = ()) -> Iterator[Path]:
    """Yield the path of every value inside *data*."""
    inner = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in inner:
        yield (*path, key)
        yield from places(value, (*path, key))


def first_inside(value: Any) -> Any:
    """Return the first item or key of *value*, or nothing."""
    return next(iter(value), None) if isinstance(value, list | dict) else None


def value_at(data: Any, path: Path) -> Any:
    """Return the value at *path*."""
    return reduce(lambda value, step: value[step], path, data)


def replaced(data: Any, path: Path, change: Any) -> Any:
    """Return *data* after ``change(container, key)`` was made at *path*."""
    made = copy.deepcopy(data)
    change(value_at(made, path[:-1]), path[-1])
    return made


@st.composite
def mutated(draw: st.DrawFn, values: st.SearchStrategy[Any] = ODD) -> Any:
    """Draw a well-shaped procedure as plain data, then change a few of its values for the worse, or
    not.
    """
    data = draw(procedure_data())
    for _ in range(draw(st.integers(0, 3))):
        there = list(places(data))
        if not there:
            break
        path = draw(st.sampled_from(there))
        match draw(
            st.sampled_from(("delete", "set", "lengthen", "wrap", "name", "unwrap", "pad", "case"))
        ):
            case "delete":
                data = replaced(data, path, lambda inner, key: inner.pop(key))
            case "set":
                value = draw(values)
                data = replaced(
                    data, path, lambda inner, key, value=value: inner.__setitem__(key, value)
                )
            case "lengthen":
                more = draw(st.sampled_from(("x", "😀", " *", "\n- "))) * draw(
                    st.sampled_from((1, 40, 76, 161, 700))
                )
                data = replaced(
                    data,
                    path,
                    lambda inner, key, more=more: inner.__setitem__(key, f"{inner[key]}{more}"),
                )
            case "wrap":
                data = replaced(data, path, lambda inner, key: inner.__setitem__(key, [inner[key]]))
            case "name":
                data = replaced(
                    data, path, lambda inner, key: inner.__setitem__(key, {"name": inner[key]})
                )
            case "pad":
                before, after = draw(BLANKS), draw(BLANKS)
                data = replaced(
                    data,
                    path,
                    lambda inner, key, ends=(before, after): retyped(
                        inner, key, ends[0] + "{}" + ends[1]
                    ),
                )
            case "case":
                data = replaced(
                    data, path, lambda inner, key: retyped(inner, key, "{}", str.swapcase)
                )
            case "unwrap":
                data = replaced(
                    data, path, lambda inner, key: inner.__setitem__(key, first_inside(inner[key]))
                )
    return data


def retyped(inner: Any, key: Any, template: str, change: Callable[[str], str] = str) -> None:
    """Change how the text under *key* is typed, where it is text; a flag is typed as a word."""
    value = (
        {True: "true", False: "nie"}.get(inner[key], inner[key])
        if isinstance(inner[key], bool)
        else inner[key]
    )
    if isinstance(value, str):
        inner[key] = template.replace("{}", change(value))


def each_text(data: Any, change: Callable[[str], str]) -> Any:
    """Return *data* with each text in it changed."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, list):
        return [each_text(item, change) for item in data]
    return (
        {key: each_text(item, change) for key, item in data.items()}
        if isinstance(data, dict)
        else data
    )


def composed(data: Any) -> Any:
    """Return *data* with accents composed, as nearly every keyboard does: no schema can do it."""
    return each_text(data, partial(unicodedata.normalize, "NFC"))


def refused(data: Any) -> bool:
    """Return whether the schema refuses *data*, and not only because it counts the blanks at the
    ends of a text.
    """
    faults = [error.validator for error in committed().iter_errors(data)]
    return any(fault != "maxLength" for fault in faults) or (
        bool(faults) and not committed().is_valid(each_text(data, str.strip))
    )


@cache
def committed() -> Draft202012Validator:
    return Draft202012Validator(schema("procedure"))


def beyond_any_schema(data: Any) -> set[str]:
    """Return the places of faults that no schema can see.

    Check digits, days, Markdown's length, characters, words.
    """
    faults: list[Issue] = []
    normaliser(object_shape(Procedure), Mark(""))(data, (), faults)
    return {
        "".join(f"/{step}" for step in path)
        for path, kind, *_ in faults
        if kind is None or kind.code != "LCKM-T006"
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
    data = composed(data)
    if refused(data):
        assert judge(data, Procedure).findings


@unhurried
@given(mutated())
def test_what_the_check_refuses_the_schema_refuses_where_it_can(data):
    data = composed(data)
    within_reach = {
        finding.path for finding in judge(data, Procedure).findings
    } - beyond_any_schema(data)
    if within_reach:
        assert not committed().is_valid(data)


@st.composite
def typed_untidily(draw: st.DrawFn) -> Any:
    """Draw a sound procedure of which one text has blanks around it, or one word another case."""
    data = draw(procedure_data())
    texts = [path for path in places(data) if isinstance(value_at(data, path), str | bool)]
    # By key, so that a day or a flag comes as often as the many texts of long lists.
    by_key = {
        next(step for step in reversed(path) if isinstance(step, str)): path for path in texts
    }
    path = by_key[draw(st.sampled_from(sorted(by_key)))]
    template = draw(BLANKS) + "{}" + draw(BLANKS)
    case = draw(st.sampled_from((str, str.upper, str.title)))
    return replaced(data, path, lambda inner, key: retyped(inner, key, template, case))


@settings(unhurried, max_examples=examples(100))
@given(typed_untidily())
def test_blanks_and_case_are_the_same_to_both(data):
    data = composed(data)
    findings = {finding.path for finding in judge(data, Procedure).findings} - beyond_any_schema(
        data
    )
    assert refused(data) == bool(findings)


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


@pytest.mark.parametrize("text", ["a{}b", "{}b", "a {}", "a\n{}b\n"])
def test_every_character_is_the_same_in_yaml_and_back(text):
    every = map(chr, [*range(0x250), *range(0x2000, 0x2070), 0xFEFF, 0xFFFD, 0x1F600])
    texts = [text.format(character) for character in every]
    written = to_yaml(parts.Person(name=" ".join(texts)))
    assert yaml.safe_load(written)["name"] == " ".join(texts)
    for each in texts:
        assert yaml.safe_load(to_yaml(parts.Person(name=each)))["name"] == each


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
