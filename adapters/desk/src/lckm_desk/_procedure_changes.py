"""What changed between two editions, field by field, as removals and insertions."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from lckm_core.amendments import compare, request_to_data
from lckm_core.calendar import parse_day
from lckm_core.fields import Shape, fields_by_key, object_shape
from lckm_core.forms import AMOUNT
from lckm_core.procedures import Procedure, TimeUnit
from lckm_core.procedures.parts import Term
from lckm_core.publication import Edition, format_amount, format_term
from lckm_desk import _labels as labels


@attrs.frozen
class Difference:
    """One change: the field, and the words removed and inserted; empty for none.

    ``before`` and ``after`` are the words between which it stands in the new text. What
    ``is_moved`` stood elsewhere in its list.
    """

    field: str
    removed: str = ""
    inserted: str = ""
    before: str = ""
    after: str = ""
    is_moved: bool = False


def difference(old: Edition, new: Edition) -> list[Difference]:
    """Return what changed from one edition to another, in the order of the form."""
    return procedure_difference(old.procedure, new.procedure)


def procedure_difference(old: Procedure, new: Procedure) -> list[Difference]:
    """Return what changed from one text to another, in the order of the form."""
    request = compare(old, new)
    plain = request_to_data(request).get("changes", [])
    return [row for change in plain for row in _differences(change, old)]


def field_label(path: str) -> str:
    """Return what the form calls the field of a JSON Pointer; the whole form for an empty one."""
    key = path.removeprefix("/").partition("/")[0]
    field = fields_by_key(Procedure).get(key)
    return field.mark.label if field is not None else "Cały opis"


def _differences(change: Mapping[str, Any], old: Procedure) -> Iterator[Difference]:
    pointer = change["field"]
    shape = _shape_at(pointer)
    label = field_label(pointer)
    # A part is called by its first words, which may be those of the part around it, or the value.
    of = [name for name in dict.fromkeys(change.get("of", ())) if name != str(change.get("remove"))]
    if of:
        label = f"{label} ({', '.join(of)})"
    for phrase in change.get("text", ()):
        yield Difference(
            label,
            _words(phrase.get("remove")),
            _words(phrase.get("insert")),
            _words(phrase.get("before")),
            _words(phrase.get("after")),
        )
    # Of an item the request says what it comes after and before, so the other way round.
    element = shape and shape.element
    for item in change.get("items", ()):
        yield Difference(
            label,
            _words(item.get("remove"), element),
            _words(item.get("insert"), element) or _words(item.get("move")),
            _words(item.get("after")),
            _words(item.get("before")),
            is_moved="move" in item,
        )
    if "remove" in change or "insert" in change:
        removed, inserted = _words(change.get("remove"), shape), _words(change.get("insert"), shape)
        if match := _TERM.fullmatch(pointer):
            unit = old.deadline.terms[int(match[1])].unit
            removed, inserted = format_term(int(removed), unit), format_term(int(inserted), unit)
        # „17” and „17,00 zł” are one amount.
        is_amount = shape is not None and shape.text is AMOUNT
        if not is_amount or removed != inserted:
            yield Difference(label, removed, inserted)


_TERM = re.compile(r"/deadline/terms/([0-9]+)/amount")


def _shape_at(pointer: str) -> Shape | None:
    """Return the shape of the value at a JSON Pointer, ``None`` for an unknown one."""
    shape: Shape | None = object_shape(Procedure)
    for step in pointer.split("/")[1:]:
        if shape is not None:
            shape = shape.element if step.isdecimal() else shape.child(step)
    return shape


def _words(value: Any, shape: Shape | None = None) -> str:
    """Return a value as words: of an object or a list those of its parts."""
    if shape is not None and isinstance(value, str):
        if shape.text is AMOUNT:
            return format_amount(Decimal(value))
        if shape.form == "day" and (day := parse_day(value)):
            return labels.day(day)
        value = dict(shape.words).get(value, (value,))[0]
    match value:
        case None:
            return ""
        case bool():
            return "tak" if value else "nie"
        case {"amount": int(amount), "unit": str(unit), **rest} if shape and shape.model is Term:
            return "; ".join((format_term(amount, TimeUnit(unit)), *map(_words, rest.values())))
        case Mapping():
            parts = [_words(part, shape and shape.child(key)) for key, part in value.items()]
            return "; ".join(filter(None, parts))
        case list() | tuple():
            element = shape and shape.element
            return "; ".join(filter(None, (_words(part, element) for part in value)))
        case _:
            return str(value)
