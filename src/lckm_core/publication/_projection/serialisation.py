"""Blocks and projections as JSON-able data, and the JSON Schema of that data.

Both follow from the classes' fields, in their order. ``None`` and empty text are left out, and so
is an empty list where the class has one by default; days are rrrr-mm-dd.
"""

import types
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from lckm_core.calendar import DAY_PATTERN
from lckm_core.publication._projection.blocks import (
    Details,
    Entry,
    Link,
    Section,
    Stage,
)

Schema = dict[str, Any]

HREF_PATTERN = "^(?:https?://|mailto:|tel:|file:|procedure:)"
"""What the address of a link begins with."""

_PLAIN = frozenset({str, int, bool})
_TYPE = "type"
"""The class attribute that names a block's kind."""
_MAY_BE_EMPTY = {(Details, "heading"), (Stage, "comment")}
_NEVER_EMPTY = {(Entry, "blocks"), (Section, "entries")}


def plain_data(value: Any) -> Any:
    """Return an attrs instance as a dict, a tuple as a list, a day as text."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [plain_data(item) for item in value]
    return _converter(kind)(value)


@cache
def _converter(kind: Any) -> Callable[[Any], Any]:
    if issubclass(kind, date):
        return date.isoformat
    if issubclass(kind, Enum):
        return lambda value: value.value
    keys = tuple((field.name, field.default == ()) for field in attrs.fields(kind))
    same = {_TYPE: kind.type} if hasattr(kind, _TYPE) else {}

    def convert(value: Any) -> dict[str, Any]:
        data = {}
        for key, may_lack in keys:
            item = getattr(value, key)
            if item is not None and item != "" and not (may_lack and item == ()):
                data[key] = plain_data(item)
        data.update(same)
        return data

    return convert


_TITLES = {
    "audience": "Odbiorca",
    "authors": "Osoby, które wytworzyły informację albo odpowiadają za jej treść",
    "blocks": "Treść pola",
    "caption": "Podpis tabeli",
    "cell": "Komórka",
    "comment": "Komentarz do etapu",
    "entries": "Pola działu",
    "headers": "Nagłówki kolumn",
    "heading": "Nagłówek",
    "href": "Adres odnośnika",
    "id": "Numer procedury",
    "items": "Pozycje",
    "key": "Nazwa pola w danych",
    "label": "Etykieta",
    "name": "Nazwa etapu",
    "note": "Uwaga",
    "number": "Numer etapu",
    "on": "Stan na dzień",
    "online": "Czy bez wizyty w urzędzie",
    "produced_on": "Data wytworzenia informacji",
    "rows": "Wiersze",
    "sections": "Działy",
    "text": "Tekst (Markdown)",
    "title": "Nazwa procedury",
    "type": "Rodzaj treści",
    "unit": "Jednostka",
    "values": "Wartości",
}
"""What readers of the schema are told of each key, in Polish as in the schemas of the forms."""


def data_schema(model: Any, parts: dict[str, Schema]) -> Schema:
    """Return the schema of :func:`plain_data` of *model*, its inner classes in *parts*."""
    hints = get_type_hints(model)
    properties = {}
    required = []
    for field in attrs.fields(model):
        properties[field.name] = _titled(field.name, _schema(hints[field.name], parts))
        if (model, field.name) in _NEVER_EMPTY:
            properties[field.name]["minItems"] = 1
        if field.default is attrs.NOTHING and (model, field.name) not in _MAY_BE_EMPTY:
            required.append(field.name)
    if hasattr(model, _TYPE):
        properties[_TYPE] = _titled(_TYPE, {"const": model.type})
        required.append(_TYPE)
    if model is Link:
        properties["href"] = _titled("href", {"type": "string", "pattern": HREF_PATTERN})
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _titled(key: str, schema: Schema) -> Schema:
    return {"title": _TITLES[key], **schema} if key in _TITLES else schema


def _schema(hint: Any, parts: dict[str, Schema]) -> Schema:
    origin = get_origin(hint)
    arguments = [arm for arm in get_args(hint) if arm is not types.NoneType]
    if origin is tuple:
        item = arguments[0]
        items = {"type": "string"} if item is str else _schema(item, parts)
        return {"type": "array", "items": items}
    if origin in (Union, types.UnionType):
        schemas = [_schema(arm, parts) for arm in arguments]
        return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
    if hint is str:
        return {"type": "string", "minLength": 1}
    if hint is bool:
        return {"type": "boolean"}
    if hint is int:
        return {"type": "integer"}
    if hint is date:
        return {"type": "string", "pattern": DAY_PATTERN}
    if issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    if hint.__name__ not in parts:
        parts[hint.__name__] = {}  # a class that holds itself would end here
        parts[hint.__name__] = data_schema(hint, parts)
    return {"$ref": f"#/$defs/{hint.__name__}"}
