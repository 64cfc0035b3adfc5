"""The JSON Schemas of answers that the library has none for, a function for each subject."""

from typing import Any

from lckm_core import schema
from lckm_core.delivery import DispatchState
from lckm_core.organisation import Role
from lckm_core.publication import State, Transition

Schema = dict[str, Any]
PREFIX = "#/components/schemas/"

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


def ref(name: str) -> Schema:
    """Return a reference to a component."""
    return {"$ref": f"{PREFIX}{name}"}


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


_ROLE: Schema = {"enum": [*(role.value for role in Role), None]}
_FINDINGS = _list(ref("finding"))
_RECEIVER: Schema = {**_MAYBE, "description": "The cell or unit; null: the helpdesk."}
_ROUTE: Schema = {
    "receiver": _RECEIVER,
    "because": _TEXT,
    "rows": _list(_object({"row": _COUNT, "name": _TEXT, "won": _FLAG, "because": _TEXT})),
}


def answer_schemas() -> dict[str, Schema]:
    """Return the schemas by name, which refer to one another and to those of the library."""
    return _problems() | _reports() | _procedures() | _routes_and_trail()


def _problems() -> dict[str, Schema]:
    problem = {
        "type": {"type": "string", "format": "uri"},
        "title": _TEXT,
        "status": _COUNT,
        "detail": _TEXT,
        "findings": _FINDINGS,
    }
    return {
        "finding": _checked_file()["findings"]["items"],
        "problem": {
            **_object(problem, optional=("findings",)),
            "additionalProperties": True,
            "description": "RFC 9457. Members beside these depend on the type.",
        },
        "problem-kind": _object({"type": problem["type"], "title": _TEXT, "status": _COUNT}),
    }


def _checked_file() -> Schema:
    """Return what the library says of one file that was checked."""
    properties: Schema = schema("findings")["properties"]["files"]["items"]["properties"]
    return properties


def _reports() -> dict[str, Schema]:
    delivery = {
        "state": _one_of(DispatchState),
        "receiver": _RECEIVER,
        "reference": {**_MAYBE, "description": "The receiver's own number."},
        "routed": {**_TEXT, "description": "Why it went there, in Polish."},
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
    return {
        "registered-report": _object(
            {
                "number": _TEXT,
                "code": {
                    **_TEXT,
                    "description": "Proves later that the report is its reporter's: for them.",
                },
                "registered_at": _MOMENT,
                "findings": _FINDINGS,
            }
        ),
        "stored-report": _object(
            {
                "report": ref("report"),
                "closed": {**_FLAG, "description": "Whether an outcome is in force."},
                "delivery": _object(delivery),
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
        "explanation": _object({**_ROUTE, "stored": {**_MAYBE, "description": "Who has it."}}),
        "personal-reading": _object(
            {
                "personal": {"oneOf": [ref("personal-part"), {"type": "null"}]},
                "awaits_erasure": _FLAG,
            }
        ),
    }


def _procedures() -> dict[str, Schema]:
    listed = {"id": _TEXT, "title": _TEXT, "edition": _COUNT, "online": _FLAG}
    projections = ("projection-portal", "projection-bip", "projection-call-centre")
    return {
        "procedures": _object({"procedures": _list(_object(listed)), "next": _NEXT}),
        "projection": {"oneOf": [ref(name) for name in projections]},
        "check": _object({"status": _checked_file()["status"], "findings": _FINDINGS}),
        **_editions(),
    }


def _editions() -> dict[str, Schema]:
    act = {
        "verb": _one_of(Transition),
        "at": _MOMENT,
        "role": _ROLE,
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
    return {
        "edition-outline": _object(outline),
        "edition": _object(
            {
                **outline,
                "procedure": {"type": "object", "description": "As `procedure`, faults and all."},
                "files": _list(_object({"name": _TEXT, "size": _COUNT})),
                "findings": _FINDINGS,
            }
        ),
        "handing-in": _object({"procedure": ref("procedure"), "handover": ref("handover")}),
        "update-handing-in": _object(
            {"request": ref("update-request"), "handover": ref("handover")}
        ),
        "editions": _object({"editions": _list(ref("edition-outline"))}),
    }


def _routes_and_trail() -> dict[str, Schema]:
    event = {
        "id": _COUNT,
        "verb": _TEXT,
        "subject": _TEXT,
        "at": _MOMENT,
        "role": _ROLE,
        "outcome": _TEXT,
        "by": _MAYBE,
    }
    return {
        "route-trial": _object(
            {
                **_ROUTE,
                "contact_seen_by": {
                    **_MAYBE,
                    "description": "Who would get contact data; null: no unit.",
                },
                "files_go_along": _FLAG,
                "findings": _FINDINGS,
            }
        ),
        "events": _object({"events": _list(_object(event)), "next": _COUNT}),
        "json-schema": {"type": "object"},
    }
