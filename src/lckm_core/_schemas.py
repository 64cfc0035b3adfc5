"""The JSON Schemas by name: what other programs hold our files and outputs against."""

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from lckm_core._registry import FORMS, WITHOUT_SCHEMA
from lckm_core.fields import form_heading
from lckm_core.findings import Severity
from lckm_core.forms import describe
from lckm_core.publication import Audience, projection_schema

Schema = dict[str, Any]
VERSION = 1
"""Grows when a file that was valid no longer is; the test of compatibility says when."""


def _findings_schema() -> Schema:
    """Return the schema of what ``lckm check --format json`` prints."""
    count = {"type": "integer", "minimum": 0}
    place = {"type": ["integer", "null"], "minimum": 1}
    finding = {
        # Rules of a host have codes with a prefix of their own.
        "code": {
            "type": "string",
            "pattern": "^(?:LCKM-[A-Z][0-9]{3}|(?!LCKM-)[A-Z][A-Z0-9]*-.+)$",
        },
        "severity": {"enum": [severity.value for severity in Severity]},
        "path": {"type": "string", "pattern": "^(?:/.*)?$"},
        "line": place,
        "column": place,
        "message": {"type": "string", "minLength": 1},
        "cites": {"type": "string", "minLength": 1},
    }
    file = {
        "path": {"type": "string"},
        "status": {"enum": ["ok", "findings", "unreadable"]},
        "findings": {"type": "array", "items": _closed(finding)},
    }
    summary = {"files": count, "errors": count, "warnings": count, "unreadable": count}
    return _closed(
        {"files": {"type": "array", "items": _closed(file)}, "summary": _closed(summary)}
    )


def _closed(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_MAKERS: dict[str, tuple[str, Callable[[], Schema]]] = {
    "findings": ("Wynik sprawdzenia", _findings_schema),
    "projection-bip": ("Procedura w BIP", lambda: projection_schema(Audience.BIP)),
    "projection-call-centre": (
        "Procedura dla Call Center",
        lambda: projection_schema(Audience.CALL_CENTRE),
    ),
    "projection-portal": ("Procedura na portalu", lambda: projection_schema(Audience.PORTAL)),
    **{
        name: (form_heading(model).pl, partial(describe, model))
        for name, model in FORMS.items()
        if name not in WITHOUT_SCHEMA
    },
}


def schema_names() -> tuple[str, ...]:
    """Return the names of the schemas, sorted.

    Raises nothing. Source: the forms of the ordinance and what is shown of them (wzór).
    """
    return tuple(sorted(_MAKERS))


@cache
def schema(name: str) -> Schema:
    """Return the JSON Schema (draft 2020-12) of that name; treat it as read-only.

    Its ``$id`` carries the version. Raises ``KeyError`` for a name that :func:`schema_names` does not list.
    """
    title, make = _MAKERS[name]
    made = make()
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:lckm:schema:{name}:{VERSION}",
    }
    return {
        **head,
        "title": title,
        **{key: value for key, value in made.items() if key not in head},
    }
