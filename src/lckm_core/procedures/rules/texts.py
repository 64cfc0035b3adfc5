"""Every text of a procedure, for rules that read all of them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import attrs

from lckm_core.fields import fields_of

Text = tuple[tuple[str | int, ...], str]
"""A text with its path."""


def texts_of(values: Mapping[str, Any]) -> tuple[Text, ...]:
    """Return every text in the values of fields, in their order, with its path."""
    return tuple(_texts(values.items(), ()))


def _texts(values: Iterable[tuple[str | int, Any]], path: tuple[str | int, ...]) -> Iterator[Text]:
    for step, value in values:
        if isinstance(value, str):
            yield (*path, step), value
        elif not value:
            continue
        elif isinstance(value, tuple):
            yield from _texts(enumerate(value), (*path, step))
        else:
            model: Any = type(value)
            inner = [(name, getattr(value, name)) for name in _names(model)]
            yield from _texts(inner, (*path, step))


@cache
def _names(model: type) -> tuple[str, ...]:
    """Return the names of a model's fields that hold texts; none of what has no fields."""
    return tuple(
        field.key
        for field in (fields_of(model) if attrs.has(model) else ())
        if field.shape.form in ("text", "list", "object")
    )
