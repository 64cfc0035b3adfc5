"""What changed between two editions, field by field, as removals and insertions."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from lckm_core.amendments import compare, request_to_data
from lckm_core.fields import fields_by_key
from lckm_core.procedures import Procedure
from lckm_core.publication import Edition
from lckm_desk import _labels as labels


@attrs.frozen
class Difference:
    """One change: the field, and the words removed and inserted; empty for none.

    ``before`` and ``after`` are the words between which a phrase stands.
    """

    field: str
    removed: str = ""
    inserted: str = ""
    before: str = ""
    after: str = ""


def difference(old: Edition, new: Edition) -> list[Difference]:
    """Return what changed from one edition to another, in the order of the form."""
    return text_difference(old.procedure, new.procedure)


def text_difference(old: Procedure, new: Procedure) -> list[Difference]:
    """Return what changed from one text to another, in the order of the form."""
    request = compare(old, new)
    plain = request_to_data(request).get("changes", [])
    return [one for change in plain for one in _differences(change)]


def field_label(path: str) -> str:
    """Return what the form calls the field of a JSON Pointer; the whole form for an empty one."""
    key = path.removeprefix("/").partition("/")[0]
    field = fields_by_key(Procedure).get(key)
    return field.mark.label if field is not None else "Cały opis"


def _differences(change: Mapping[str, Any]) -> Iterator[Difference]:
    label = field_label(change["field"])
    if of := change.get("of"):
        label = f"{label} ({', '.join(of)})"
    for one in (*change.get("text", ()), *change.get("items", ())):
        yield Difference(
            label,
            _words(one.get("remove")),
            _words(one.get("insert")) or _words(one.get("move")),
            _words(one.get("before")),
            _words(one.get("after")),
        )
    if "remove" in change or "insert" in change:
        yield Difference(label, _words(change.get("remove")), _words(change.get("insert")))


def _words(value: Any) -> str:
    """Return a value as words: of an object or a list those of its parts."""
    match value:
        case None:
            return ""
        case bool():
            return "tak" if value else "nie"
        case date():
            return labels.day(value)
        case Mapping():
            return "; ".join(filter(None, map(_words, value.values())))
        case list() | tuple():
            return "; ".join(filter(None, map(_words, value)))
        case _:
            return str(value)
