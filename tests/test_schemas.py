"""The committed schemas: fresh, valid, portable, explained, and kind to files already written."""

import copy
import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import from_regex
from jsonschema import Draft202012Validator

from lckm_core import FORMS, schema, schema_names
from lckm_core._registry import VERSION
from lckm_core.fields import fields_of
from lckm_core.law import provision
from tests.helpers.tiers import examples

ROOT = Path(__file__).parent.parent
RELEASED = Path(__file__).parent / "files" / "released" / str(VERSION)
text_of = runpy.run_path(str(ROOT / "schemas" / "generate.py"))["text_of"]
DESCRIBED = [name for name in schema_names() if name in FORMS]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping inside a schema."""
    if isinstance(value, dict):
        yield value
    for inner in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from nodes(inner)


def load(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", schema_names())
def test_fresh(name):
    committed = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert committed == text_of(name), "run: python schemas/generate.py"


def test_no_schema_is_left_over():
    assert {path.name for path in (ROOT / "schemas").glob("*.json")} == {
        f"{n}.schema.json" for n in schema_names()
    }


@pytest.mark.parametrize("name", schema_names())
def test_valid_and_versioned(name):
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$id"] == f"urn:lckm:schema:{name}:{VERSION}"


@pytest.mark.parametrize("name", schema_names())
def test_every_engine_reads_it_alike(name):
    found = list(nodes(schema(name)))
    assert found
    for node in found:
        assert not isinstance(node.get("format"), str)
        pattern = node.get("pattern")
        # Editors compile patterns with JavaScript's flag "u", under which only these may be
        # escaped.
        rest = (
            re.sub(r"\\(?:[\\^$.*+?()\[\]{}|/snt]|x[0-9a-f]{2})", "", pattern)
            if isinstance(pattern, str)
            else ""
        )
        assert "\\" not in rest


@pytest.mark.parametrize("name", DESCRIBED)
def test_every_property_has_a_title(name):
    objects = [node for node in nodes(schema(name)) if node.get("additionalProperties") is False]
    assert objects
    for node in objects:
        assert [key for key, value in node["properties"].items() if not value.get("title")] == []


def test_every_field_is_described_in_the_words_of_its_row():
    properties = schema("procedure")["properties"]
    for field in fields_of(FORMS["procedure"]):
        assert properties[field.key]["description"].startswith(provision(field.mark.cites).asks.pl)


# ── compatibility
# ──────────────────────────────────────────────────────────────────────────────────────────────────

LOWER = ("maxLength", "maxItems", "maximum", "exclusiveMaximum", "maxProperties")
RAISED = ("minLength", "minItems", "minimum", "exclusiveMinimum", "minProperties")
# What no comparison of ours can weigh: any change of it counts as a break.
OPAQUE = ("pattern", "const", "$ref", "not", "if", "anyOf", "oneOf", "uniqueItems", "format")


def breaks(old: Any, new: Any, place: str = "") -> Iterator[str]:
    """Yield the places where *new* refuses something that *old* accepted."""
    if old is False or new is True:
        return
    if old is True or new is False:
        old, new = (
            value if isinstance(value, dict) else {"not": {}} if value is False else {}
            for value in (old, new)
        )
    yield from (
        f"{place}: {key} added or lowered"
        for key in LOWER
        if key in new and old.get(key, 1e9) > new[key]
    )
    weighed = {"pattern", "minLength"} if _any_text_after_some(old, new) else set()
    yield from (
        f"{place}: {key} added or raised"
        for key in RAISED
        if new.get(key, 0) > old.get(key, 0) and key not in weighed
    )
    new = _for_the_types_of(old, new)
    yield from (
        f"{place}: {key} changed"
        for key in OPAQUE
        if key in new
        and old.get(key) != new[key]
        and key not in weighed
        and not (key == "pattern" and _widened(old, new))
        and not (key == "anyOf" and _one_was_required(old, new))
    )
    yield from (f"{place}: {key} narrowed" for key in ("type", "enum") if _narrowed(old, new, key))
    if more := set(new.get("required", ())) - set(old.get("required", ())):
        yield f"{place}: required added: {', '.join(sorted(more))}"
    yield from _inner_breaks(old, new, place)


def _for_the_types_of(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Return *new* without a condition on a type that *old* had not, with its other branch."""
    types = old["type"] if isinstance(old.get("type"), list) else [old.get("type")]
    condition = new.get("if", {})
    if "if" in old or set(condition) != {"type"} or None in types or condition["type"] in types:
        return new
    rest = {key: value for key, value in new.items() if key not in ("if", "then", "else")}
    return rest | new.get("else", {})


def _widened(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Return whether the new pattern takes whatever the old one took, tried on texts."""
    if "pattern" not in old:
        return False
    taken: list[bool] = []

    @settings(max_examples=examples(100), derandomize=True, database=None, deadline=None)
    @given(from_regex(old["pattern"]))
    def try_one(text: str) -> None:
        taken.append(re.search(new["pattern"], text) is not None)

    try_one()
    return all(taken)


def _one_was_required(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Return whether a new „one of these keys” has one that was always given, and not null."""
    return "anyOf" not in old and any(
        set(one) == {"required", "not"}
        and set(one["required"]) <= set(old.get("required", ()))
        and all(old["properties"][key].get("type") == "string" for key in one["required"])
        for one in new["anyOf"]
    )


def _any_text_after_some(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Return whether any text but a blank one is taken now, and blank ones were refused before."""
    any_text = new.get("pattern") == "^$|[^\\s]" and new.get("minLength", 0) <= 1
    return (
        any_text
        and "pattern" in old
        and not any(re.search(old["pattern"], blank) for blank in ("", " ", "\n"))
    )


def _narrowed(old: dict[str, Any], new: dict[str, Any], key: str) -> bool:
    def members(value: Any) -> list[str]:
        # As JSON, so that true is not 1.
        return [json.dumps(item) for item in (value if isinstance(value, list) else [value])]

    return key in new and (key not in old or not set(members(old[key])) <= set(members(new[key])))


def _inner_breaks(old: dict[str, Any], new: dict[str, Any], place: str) -> Iterator[str]:
    rest = new.get("additionalProperties", {})
    if old.get("additionalProperties", {}) is not False:
        yield from (["additionalProperties closed"] if rest is False else [])
    before, after = old.get("properties", {}), new.get("properties", {})
    for key, value in before.items():
        if key not in after and rest is False:
            yield f"{place}/{key}: property removed"
        else:
            yield from breaks(value, after.get(key, rest), f"{place}/{key}")
    if "items" in new:
        yield from breaks(old.get("items", {}), new["items"], f"{place}/items")
    # Under an unchanged condition a branch may be loosened; a changed condition is a break already.
    for branch in ("then", "else"):
        if branch in new:
            yield from breaks(old.get(branch, {}), new[branch], f"{place}/{branch}")
    for name, part in old.get("$defs", {}).items():
        if name in new.get("$defs", {}):
            yield from breaks(part, new["$defs"][name], f"{place}#{name}")


def with_types_in_parts(released: dict[str, Any]) -> dict[str, Any]:
    """Return a released schema that says of its parts themselves that they are objects.

    It said so beside each reference to them, which means the same.
    """

    def moved(node: Any) -> Any:
        if isinstance(node, list):
            return [moved(item) for item in node]
        if not isinstance(node, dict):
            return node
        node = {key: moved(value) for key, value in node.items()}
        parts = node.get("allOf", [])
        reference = parts[0].get("$ref") if parts else None
        if reference and "null" in node["type"]:
            assert set(node["type"]) == {"object", "null"}
            del node["allOf"]
            node |= {"if": {"type": "object"}, "then": {"$ref": reference}}
        return node

    released = moved(released)
    assert all("object" in ref["type"] for ref in _references(released) if "allOf" in ref)
    parts = {name: {"type": "object", **part} for name, part in released.get("$defs", {}).items()}
    return {**released, "$defs": parts}


def _references(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema that names a part of its own."""
    if isinstance(node, dict):
        if any("$ref" in part for part in [node, *node.get("allOf", ())]):
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from _references(item)


def _properties(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each property that a schema describes, however deep."""
    if isinstance(node, dict):
        # Under „not” stands what must not be.
        yield from node.get("properties", {}).items() if "const" not in node else ()
        for key, inner in node.items():
            if key not in ("not", "const", "enum"):
                yield from _properties(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _properties(inner)


@pytest.mark.parametrize("name", schema_names())
def test_each_schema_and_each_of_its_keys_has_a_title(name):
    whole = schema(name)
    assert whole["title"]
    assert whole["description"]
    assert sorted({key for key, one in _properties(whole) if "title" not in one}) == []


@pytest.mark.parametrize("path", sorted(RELEASED.glob("*.json")), ids=lambda path: path.name)
def test_files_already_written_stay_valid(path):
    """Where this fails, loosen the change; else raise VERSION, and put the schemas then made
    beside the released ones.
    """
    new = schema(path.name.removesuffix(".schema.json"))
    assert list(breaks(with_types_in_parts(load(path)), new)) == []


def test_every_schema_is_held_against_a_released_one():
    assert {path.name for path in RELEASED.glob("*.json")} == {
        f"{name}.schema.json" for name in schema_names()
    }


def _without(key):
    return lambda made: made["properties"].pop(key)


def _set(part, key, value):
    def change(made):
        node = made
        for step in part.split("/"):
            node = node[step]
        node[key] = value

    return change


BREAKING = {
    "a property removed": _without("reuse_terms"),
    "required added": lambda made: made["required"].append("cell"),
    "required added in a part": lambda made: made["$defs"]["LegalAct"]["required"].append(
        "journal"
    ),
    "a limit lowered": _set("properties/title", "maxLength", 159),
    "a limit added": _set("properties/unit", "maxLength", 500),
    "a least number raised": _set("properties/places", "minItems", 2),
    "a least number added": _set("properties/useful_info", "minItems", 1),
    "a limit under a condition lowered": _set("properties/summary/then", "maxLength", 649),
    "a choice removed": lambda made: made["$defs"]["Submission"]["properties"]["way"]["enum"].pop(),
    "null refused": _set("properties/valid_from", "type", "string"),
    "a flag without words": lambda made: made["properties"]["internal"]["anyOf"].pop(),
    "a pattern changed": _set("properties/id", "pattern", "^KA-[1-9][0-9]{4}$"),
    "a pattern added": _set("properties/cell", "pattern", "^Wydział"),
    "closed": lambda made: made["$defs"]["Person"].update(additionalProperties=False),
    "a list's items narrowed": _set("properties/useful_info/items", "maxLength", 100),
    "an item's part exchanged": _set("properties/authors/items", "$ref", "#/$defs/Coordinator"),
    "an empty word no longer taken": lambda made: made["properties"]["fees"].update(
        made["properties"]["fees"].pop("else")
    ),
}


@pytest.mark.parametrize("change", BREAKING.values(), ids=BREAKING)
def test_the_checker_sees_what_breaks(change):
    old, new = copy.deepcopy(schema("procedure")), copy.deepcopy(schema("procedure"))
    old["$defs"]["Person"]["additionalProperties"] = new["$defs"]["Person"][
        "additionalProperties"
    ] = True
    change(new)
    assert list(breaks(old, new))


KIND = {
    "a field added": _set("properties", "hours", {"type": "string"}),
    "required no more": lambda made: made["required"].remove("appeal"),
    "a limit raised": _set("properties/title", "maxLength", 200),
    "a choice added": lambda made: made["$defs"]["Submission"]["properties"]["way"]["enum"].append(
        "by_drone"
    ),
    "a pattern dropped": lambda made: made["properties"]["id"].pop("pattern"),
    "new words": _set("properties/title", "description", "inaczej"),
    "opened": _set("$defs/Person", "additionalProperties", True),
}


@pytest.mark.parametrize("change", KIND.values(), ids=KIND)
def test_the_checker_lets_pass_what_does_not_break(change):
    new = copy.deepcopy(schema("procedure"))
    change(new)
    assert list(breaks(schema("procedure"), new)) == []
