"""The forms by name, their JSON Schemas, and what all packages together declare."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib import import_module
from typing import Any

from lckm_core import findings, law
from lckm_core.amendments import UpdateRequest
from lckm_core.fields import form_heading
from lckm_core.findings import Severity
from lckm_core.forms import describe, field_kinds
from lckm_core.law import cite
from lckm_core.procedures import DepartureList, Procedure, UnitList
from lckm_core.publication import Announcement, Audience, PortalTerms, projection_schema
from lckm_core.reports import Report, ReportForm, RouteTable

Schema = dict[str, Any]
VERSION = 1
"""Grows when a file that was valid no longer is; a test of compatibility says when."""

FORMS: Mapping[str, type] = {
    "procedure": Procedure,
    "update-request": UpdateRequest,
    "announcement": Announcement,
    "portal-terms": PortalTerms,
    "departures": DepartureList,
    "directory": UnitList,
    "report-form": ReportForm,
    "report": Report,
    "routes": RouteTable,
}
"""The forms by name; where two fit a file equally, the first is meant."""
_WITHOUT_SCHEMA = frozenset({"departures", "directory"})
"""Forms that no other program writes or reads."""
_PACKAGES = ("centre", "delivery", "ports", "redaction")
"""The packages that declare findings or cite provisions and that no form loads."""

cite("zał. 2 § 2 pkt 3", f"{__name__}.FORMS")
for _form in FORMS.values():
    field_kinds(_form)


def kinds() -> tuple[findings.FindingKind, ...]:
    """Return every kind of finding that the library has, sorted by code.

    Each names the provision it rests on.
    """
    _load_packages()
    return findings.kinds()


def serving_code(citation: str) -> tuple[str, ...]:
    """Return the dotted names that serve a provision.

    Raises ``ValueError`` when the ordinance has no such provision. Source: what the code cites.
    """
    _load_packages()
    return law.citing_code(citation)


def _load_packages() -> None:
    for package in _PACKAGES:
        import_module(f"lckm_core.{package}")


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
        "findings": {"type": "array", "items": _closed_object(finding)},
    }
    summary = {"files": count, "errors": count, "warnings": count, "unreadable": count}
    return _closed_object(
        {
            "files": {"type": "array", "items": _closed_object(file)},
            "summary": _closed_object(summary),
        }
    )


_FINDING_TITLES = {
    "cites": "Przepis",
    "code": "Kod uwagi",
    "column": "Kolumna",
    "errors": "Błędy",
    "files": "Pliki",
    "findings": "Uwagi",
    "line": "Wiersz",
    "message": "Co jest nie tak i co zrobić",
    "path": "Ścieżka pliku albo miejsce w nim (JSON Pointer)",
    "severity": "Waga",
    "status": "Stan pliku",
    "summary": "Podsumowanie",
    "unreadable": "Pliki, których nie udało się odczytać",
    "warnings": "Ostrzeżenia",
}


def _closed_object(properties: Schema) -> Schema:
    titled = {key: {"title": _FINDING_TITLES[key], **value} for key, value in properties.items()}
    return {
        "type": "object",
        "properties": titled,
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
        if name not in _WITHOUT_SCHEMA
    },
}


_DESCRIPTIONS: dict[str, str] = {
    "announcement": "Informacja dla mieszkańców, pokazywana na portalu między dwoma dniami.",
    "findings": "To, co wypisuje lckm check --format json: pliki z uwagami i podsumowanie.",
    "portal-terms": "Jedna wersja regulaminu portalu.",
    "procedure": "Opis procedury: pola wzoru, razem z zastrzeżonymi (*).",
    "projection-bip": "Opis procedury, jak widzi go odbiorca BIP, bez pól zastrzeżonych.",
    "projection-call-centre": "Opis procedury, jak widzi go Call Center, z polami zastrzeżonymi.",
    "projection-portal": "Opis procedury, jak widzi go odbiorca portalu, bez pól zastrzeżonych.",
    "report": "Zgłoszenie mieszkańca po rejestracji; dane osobowe są w jego części osobowej.",
    "report-form": "Formularz zgłoszenia, jak wypełnia go mieszkaniec.",
    "routes": "Tabela, która mówi, dokąd trafia zgłoszenie.",
    "update-request": "Wniosek o aktualizację: co z opisu usunąć i co do niego wprowadzić.",
}


def schema_names() -> tuple[str, ...]:
    """Return the names of the schemas, sorted.

    Source: the forms of the ordinance and their projections (wzór).
    """
    return tuple(sorted(_MAKERS))


@cache
def schema(name: str) -> Schema:
    """Return a JSON Schema (draft 2020-12) by name; treat it as read-only.

    Its ``$id`` has the version. Raises ``KeyError`` for a name not in :func:`schema_names`.
    """
    title, make = _MAKERS[name]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:lckm:schema:{name}:{VERSION}",
    }
    rest = {key: value for key, value in make().items() if key not in head}
    return {**head, "title": title, "description": _DESCRIPTIONS[name], **rest}
