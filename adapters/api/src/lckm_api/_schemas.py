"""The JSON Schemas of bodies and answers: the library's own, and those that answers add."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from lckm_api._answer_schemas import PREFIX, Schema, answer_schemas
from lckm_api._bodies import MODELS
from lckm_core import schema
from lckm_core.forms import describe

_FORMS = (
    *("procedure", "projection-bip", "projection-call-centre", "projection-portal"),
    *("report-form", "routes", "update-request"),
)
"""Schemas of the library that are taken as they are."""


@cache
def components() -> Mapping[str, Schema]:
    """Return all schemas by name, each with references to the others; treat it as read-only."""
    found: dict[str, Schema] = {}
    for name in _FORMS:
        found |= _component(name, schema(name))
    found |= _component("report", _without_personal_part(schema("report")))
    found |= _component("personal-part", _personal_part(schema("report")))
    for name, model in MODELS.items():
        found |= _component(name, describe(model))
    return found | answer_schemas()


def _component(name: str, document: Schema) -> dict[str, Schema]:
    """Return a schema, and its parts under names of their own."""
    parts = document.get("$defs", {})
    text = json.dumps({key: value for key, value in document.items() if key not in _HEAD})
    found = {name: text} | {f"{name}.{part}": json.dumps(parts[part]) for part in parts}
    return {
        key: json.loads(value.replace('"#/$defs/', f'"{PREFIX}{name}.'))
        for key, value in found.items()
    }


_HEAD = ("$schema", "$id", "$defs")


def _without_personal_part(report: Schema) -> Schema:
    found = deepcopy(report)
    del found["properties"]["personal"]
    found["description"] = "Zgłoszenie mieszkańca po rejestracji, bez części osobowej."
    return _prune(found)


def _personal_part(report: Schema) -> Schema:
    return _prune({**report["$defs"]["PersonalPart"], "$defs": report["$defs"]})


def _prune(document: Schema) -> Schema:
    """Return a schema without parts that it does not refer to."""
    parts = document["$defs"]
    wanted: set[str] = set()
    waiting = list(_references({**document, "$defs": {}}))
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting += _references(parts[name])
    return {**document, "$defs": {name: parts[name] for name in sorted(wanted)}}


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"].removeprefix("#/$defs/")
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)
