"""The JSON Schema of a page's JSON, which lies beside the pages as the XSD does."""

import json
from typing import Any

from lckm_bip.data.facts import FORMAT
from lckm_core import Audience, schema

_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_MOMENT = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9:]+)$"}
_NAME = {"type": "string", "minLength": 1}
_EDITION = {"title": "Numer wersji", "type": "integer", "minimum": 1}
_AVAILABLE = {"title": "Czas udostępnienia", **_MOMENT}
# The last day, or the moment at which a newer edition took its place.
_SHOWN_UNTIL = {"title": "Pokazywana do", "anyOf": [_DAY, _MOMENT]}
_PUBLISHED_BY = {"title": "Osoba, która wprowadziła informację", **_NAME}


def page_schema(audience: Audience) -> str:
    """Return the schema (draft 2020-12) of the JSON of an audience's pages, as text.

    The procedure in it is the projection without its day: a page is not written anew each day.
    """
    projection = schema(f"projection-{audience.value}")
    properties = {key: value for key, value in projection["properties"].items() if key != "on"}
    procedure = {
        "title": "Opis procedury",
        "type": "object",
        "properties": properties,
        # What is published has a number.
        "required": ["id", *(key for key in projection["required"] if key != "on")],
        "additionalProperties": False,
    }
    whole = {
        "$schema": projection["$schema"],
        "$id": f"urn:lckm:schema:page-{audience.value}:{FORMAT}",
        "title": "Strona procedury jako JSON",
        "description": "Opis procedury z danymi o jego udostępnieniu; w BIP także wersje.",
        **_closed_object(
            {
                "format": {"title": "Wersja formatu", "const": FORMAT},
                "edition": _EDITION,
                "publisher": {"title": "Podmiot udostępniający", **_NAME},
                "published_by": _PUBLISHED_BY,
                "produced_on": {"title": "Data wytworzenia informacji", **_DAY},
                "available_from": _AVAILABLE,
                "shown_until": _SHOWN_UNTIL,
                "procedure": procedure,
                "history": {
                    "title": "Wersje, od najnowszej",
                    "type": "array",
                    "items": _closed_object(
                        {
                            "edition": _EDITION,
                            "available_from": _AVAILABLE,
                            "shown_until": _SHOWN_UNTIL,
                            "published_by": _PUBLISHED_BY,
                            "changed": {
                                "title": "Zmienione pola",
                                "type": "array",
                                "items": _NAME,
                            },
                        },
                        "edition",
                    ),
                },
            },
            "format",
            "edition",
            "publisher",
            "procedure",
            "history",
        ),
        "$defs": projection["$defs"],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _closed_object(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
