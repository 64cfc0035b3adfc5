"""The JSON Schema of a model class, and the engines that judge by it.

``jsonschema-rs`` judges when the extra ``fast`` is installed, else ``jsonschema``. Both are asked
only where a schema is broken, and by which keyword: nothing they say reaches a user. A property
test holds them to the same answers.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

from lckm_core.calendar import DAY_PATTERN, MOMENT_PATTERN
from lckm_core.fields import (
    Field,
    Mark,
    NumberKind,
    Shape,
    fields_of,
    one_of,
)
from lckm_core.forms._issues import Path
from lckm_core.law import find
from lckm_core.text import CHARACTERS, FLAG_PATTERN, MARKDOWN_HINT, counted, word_pattern

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Engine = Literal["jsonschema-rs", "jsonschema"]
ShapeJudge = Callable[[Any], list[tuple[Path, str]]]
"""Returns the places and keywords where data do not fit a schema."""


def describe(model: type) -> Schema:
    """Return the JSON Schema of *model* (draft 2020-12), with its parts under ``$defs``.

    It has no ``format`` and no ``\\d``. Like the check it forgives blanks and case, but a schema
    counts a text with its blank ends, and with accents as typed. An optional field may be
    ``null``. Raises ``TypeError`` for a class with a field that no form holds.
    """
    parts: dict[str, Schema] = {}
    schema = _object(model, parts)
    return {"$schema": DIALECT, **schema, "$defs": dict(sorted(parts.items()))}


def _object(model: type, parts: dict[str, Schema]) -> Schema:
    fields = fields_of(model)
    schema: Schema = {
        # Beside „required”, where strict validators look for it.
        "type": "object",
        "properties": {field.key: _field(field, parts) for field in fields},
        "required": [field.key for field in fields if field.required],
        "additionalProperties": False,
    }
    if keys := one_of(model):
        schema["anyOf"] = [{"required": [key], "not": _null_at(key)} for key in keys]
    return schema


def _null_at(key: str) -> Schema:
    """Return the schema of an object with null under *key*."""
    # Used within „not”: it means „this key, and not null”, and editors offer no keys from there.
    return {"type": "object", "required": [key], "properties": {key: {"type": "null"}}}


def _field(field: Field, parts: dict[str, Schema]) -> Schema:
    schema = _shape(field.shape, field.mark, parts)
    if "$ref" in schema:
        # Some editors overlook a type beside a reference and write the key without its colon.
        schema = {"type": schema["type"], "allOf": [{"$ref": schema["$ref"]}]}
    if not field.required:
        schema = _or_null(schema)
    return {
        "title": field.mark.label + ("*" if field.mark.starred else ""),
        **_description(field.mark),
        **schema,
    }


def _or_null(schema: Schema) -> Schema:
    """Return *schema* or null, without an ``anyOf`` that would hide where a fault lies."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "anyOf" in schema:
        return {**schema, "anyOf": [_or_null(schema["anyOf"][0]), *schema["anyOf"][1:]]}
    if "type" not in schema:
        return schema
    if "allOf" in schema:  # a part, which is an object and so not null itself
        part = {"if": {"type": schema["type"]}, "then": schema["allOf"][0]}
        return {"type": [schema["type"], "null"], **part}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*types, "null"]}


def _description(mark: Mark) -> Mapping[str, str]:
    row = find(mark.cites)
    # A part with its own code cites its field's row, whose words stand at the field.
    asks = row.asks.pl if row and not mark.code.startswith("LCKM-P1") else ""
    limit = (
        f" Najwyżej {counted(mark.max_chars, CHARACTERS).pl} ze spacjami."
        if mark.max_chars and str(mark.max_chars) not in asks
        else ""
    )
    text = (asks + limit).strip()
    return {"description": text} if text else {}


def _shape(shape: Shape, mark: Mark, parts: dict[str, Schema]) -> Schema:
    schema = _schema_of_shape(shape, mark, parts)
    if shape.word is None or shape.form == "text":
        return schema
    # The type stands outside, where editors look for it.
    rest = {key: value for key, value in schema.items() if key != "type"}
    word = {"if": {"type": "string"}, "then": {"pattern": word_pattern(shape.word)}, "else": rest}
    return {"type": ["string", schema["type"]], **word}


def _blank_ends(pattern: str) -> str:
    """Return *pattern*, from ``^`` to ``$``, with blanks of any kind in it and around it."""
    inner = pattern[1:-1].replace(" ", r"\s")
    return rf"^\s*{inner}\s*$"


def _schema_of_shape(shape: Shape, mark: Mark, parts: dict[str, Schema]) -> Schema:
    match shape.form:
        case "text":
            return _text(shape, mark)
        case "flag":
            # The words that editors offer, then everything accepted.
            return {
                "anyOf": [
                    {"enum": [True, False, "tak", "nie"]},
                    {"type": "string", "pattern": FLAG_PATTERN},
                ]
            }
        case "integer":
            return {"type": "integer", **_bounds(shape.number)}
        case "number":
            return {"type": "number", **_bounds(shape.number)}
        case "moment":
            return {"type": "string", "pattern": _blank_ends(MOMENT_PATTERN)}
        case "day":
            return {"type": "string", "pattern": _blank_ends(DAY_PATTERN)}
        case "choice":
            return {"enum": list(shape.choices)}
        case "list":
            assert shape.element is not None
            return {
                "type": "array",
                "items": _shape(shape.element, Mark(mark.label), parts),
                "minItems": mark.min_items,
            }
        case "object":
            assert shape.model is not None
            name = shape.model.__name__
            if name not in parts:
                parts[name] = {}  # a part that holds itself would end here
                parts[name] = _object(shape.model, parts)
            return {"type": "object", "$ref": f"#/$defs/{name}"}
        case "any":
            return {}


def _bounds(kind: NumberKind | None) -> Schema:
    return {} if kind is None else {"minimum": kind.least, "maximum": kind.most}


def _text(shape: Shape, mark: Mark) -> Schema:
    kind = shape.text
    if kind is not None and kind.pattern is not None:
        # Every pattern refuses empty text; a minimum would make two findings of one fault.
        schema: Schema = {"type": "string", "pattern": _blank_ends(kind.pattern)}
    else:
        schema = {"type": "string", "minLength": 1, "pattern": r"^$|[^\s]"}
    if kind is not None and kind.longest is not None:
        schema["maxLength"] = kind.longest
    if mark.max_chars is not None:
        # No schema can measure the plain text of Markdown: only unmarked text is judged.
        limit = {"maxLength": mark.max_chars}
        marked = kind is not None and kind.markdown
        schema |= {"if": {"not": {"pattern": MARKDOWN_HINT}}, "then": limit} if marked else limit
    return schema


def engines() -> tuple[Engine, ...]:
    """Return the installed engines, the preferred one first."""
    try:
        import jsonschema_rs  # noqa: F401
    except ImportError:
        return ("jsonschema",)
    return ("jsonschema-rs", "jsonschema")


@cache
def shape_judge(model: type, engine: Engine | None = None) -> ShapeJudge:
    """Return the function that judges data by the schema of *model*."""
    schema = describe(model)
    return _rust(schema) if (engine or engines()[0]) == "jsonschema-rs" else _python(schema)


def _rust(schema: dict[str, Any]) -> ShapeJudge:
    import jsonschema_rs

    validator = jsonschema_rs.validator_for(schema)

    def judge(data: Any) -> list[tuple[Path, str]]:
        if validator.is_valid(data):
            return []
        return [
            (tuple(error.instance_path), str(error.schema_path[-1]))
            for error in validator.iter_errors(data)
        ]

    return judge


def _python(schema: dict[str, Any]) -> ShapeJudge:
    import jsonschema

    validator = jsonschema.Draft202012Validator(schema)

    def judge(data: Any) -> list[tuple[Path, str]]:
        return [
            (tuple(error.absolute_path), str(error.validator))
            for error in validator.iter_errors(data)
        ]

    return judge
