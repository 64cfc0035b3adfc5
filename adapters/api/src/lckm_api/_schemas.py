"""The JSON Schemas of bodies and answers: the library's own, and the few that answers add."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from lckm_api._bodies import MODELS
from lckm_core import schema
from lckm_core.delivery import DispatchState
from lckm_core.forms import describe
from lckm_core.organisation import Role
from lckm_core.publication import State, Transition

Schema = dict[str, Any]
_PREFIX = "#/components/schemas/"
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
    return found | _answers()


def ref(name: str) -> Schema:
    """Return a reference to a component."""
    return {"$ref": f"{_PREFIX}{name}"}


def _component(name: str, document: Schema) -> dict[str, Schema]:
    """Return a schema, and its parts under names of their own."""
    parts = document.get("$defs", {})
    text = json.dumps({key: value for key, value in document.items() if key not in _HEAD})
    found = {name: text} | {f"{name}.{part}": json.dumps(parts[part]) for part in parts}
    return {
        key: json.loads(value.replace('"#/$defs/', f'"{_PREFIX}{name}.'))
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


# ── what answers add ────────────────────────────────────────────────────────────────────────────

_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_FLAG: Schema = {"type": "boolean"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_DAY: Schema = {"type": ["string", "null"], "format": "date"}
_NEXT: Schema = {
    "type": ["string", "null"],
    "description": "The value of `after` for the next page; null on the last.",
}


def _object(properties: Schema, *, optional: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _one_of(values: type) -> Schema:
    return {"enum": [member.value for member in values]}  # type: ignore[attr-defined]


def _answers() -> dict[str, Schema]:
    finding = schema("findings")["properties"]["files"]["items"]["properties"]["findings"]["items"]
    checked = schema("findings")["properties"]["files"]["items"]["properties"]["status"]
    act = {
        "verb": _one_of(Transition),
        "at": _MOMENT,
        "role": {"enum": [*(role.value for role in Role), None]},
        "by": _MAYBE,
        "note": _MAYBE,
    }
    outline = {
        "id": _TEXT,
        "edition": _COUNT,
        "state": _one_of(State),
        "title": _TEXT,
        "requested_on": _DAY,
        "valid_from": _DAY,
        "valid_to": _DAY,
        "published_on": _DAY,
        "acts": _list(_object(act)),
    }
    trace = {"row": _COUNT, "name": _TEXT, "won": _FLAG, "because": _TEXT}
    route = {
        "receiver": {**_MAYBE, "description": "The cell or unit; null: the helpdesk."},
        "because": _TEXT,
        "rows": _list(_object(trace)),
    }
    category = {
        "id": _TEXT,
        "name": _TEXT,
        "notice": _MAYBE,
        "stops": _FLAG,
        "attributes": _list(_object({"name": _TEXT, "options": _list(_TEXT)})),
        "place_kinds": _list(_TEXT),
        "areas": _list(_TEXT),
    }
    event = {
        "id": _COUNT,
        "verb": _TEXT,
        "subject": _TEXT,
        "at": _MOMENT,
        "role": {"enum": [*(role.value for role in Role), None]},
        "outcome": _TEXT,
        "by": _MAYBE,
    }
    problem = {
        "type": {"type": "string", "format": "uri"},
        "title": _TEXT,
        "status": _COUNT,
        "detail": _TEXT,
        "findings": _list(ref("finding")),
    }
    return {
        "finding": finding,
        "problem": {
            **_object(problem, optional=("findings",)),
            "additionalProperties": True,
            "description": "RFC 9457. Members beside these depend on the type.",
        },
        "problem-kind": _object({"type": problem["type"], "title": _TEXT, "status": _COUNT}),
        "registered-report": _object(
            {
                "number": _TEXT,
                "code": {
                    **_TEXT,
                    "description": "Proves later that the report is its reporter's: for them.",
                },
                "registered_at": _MOMENT,
                "findings": _list(ref("finding")),
            }
        ),
        "stored-report": _object(
            {
                "report": ref("report"),
                "closed": {**_FLAG, "description": "Whether an outcome is in force."},
                "delivery": _object(
                    {
                        "state": _one_of(DispatchState),
                        "receiver": route["receiver"],
                        "reference": {**_MAYBE, "description": "The receiver's own number."},
                        "routed": {**_TEXT, "description": "Why it went there, in Polish."},
                    }
                ),
            }
        ),
        "reports": _object(
            {
                "reports": _list(ref("stored-report")),
                "looked_at": {
                    "type": ["integer", "null"],
                    "description": "How many reports were looked at for `words`; null without.",
                },
                "next": _NEXT,
            }
        ),
        "categories": _object({"categories": _list(_object(category))}),
        "explanation": _object({**route, "stored": {**_MAYBE, "description": "Who has it."}}),
        "personal-reading": _object(
            {
                "personal": {"oneOf": [ref("personal-part"), {"type": "null"}]},
                "awaits_erasure": _FLAG,
            }
        ),
        "procedures": _object(
            {
                "procedures": _list(
                    _object({"id": _TEXT, "title": _TEXT, "edition": _COUNT, "online": _FLAG})
                ),
                "next": _NEXT,
            }
        ),
        "projection": {
            "oneOf": [
                ref("projection-portal"),
                ref("projection-bip"),
                ref("projection-call-centre"),
            ]
        },
        "check": _object({"status": checked, "findings": _list(ref("finding"))}),
        "edition-outline": _object(outline),
        "edition": _object(
            {
                **outline,
                "procedure": {"type": "object", "description": "As `procedure`, faults and all."},
                "files": _list(_object({"name": _TEXT, "size": _COUNT})),
                "findings": _list(ref("finding")),
            }
        ),
        "handing-in": _object({"procedure": ref("procedure"), "handover": ref("handover")}),
        "update-handing-in": _object(
            {"request": ref("update-request"), "handover": ref("handover")}
        ),
        "editions": _object({"editions": _list(ref("edition-outline"))}),
        "route-trial": _object(
            {
                **route,
                "contact_seen_by": {
                    **_MAYBE,
                    "description": "Who would get contact data; null: no unit.",
                },
                "files_go_along": _FLAG,
                "findings": _list(ref("finding")),
            }
        ),
        "events": _object({"events": _list(_object(event)), "next": _COUNT}),
        "json-schema": {"type": "object"},
    }
