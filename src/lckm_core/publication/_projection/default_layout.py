"""The layout of a field by its shape alone, for fields without one of their own."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol, assert_never

import attrs

from lckm_core.fields import Field, Shape, fields_of
from lckm_core.publication._instants import format_day
from lckm_core.publication._projection import formatting
from lckm_core.publication._projection.blocks import (
    Block,
    Bullets,
    Detail,
    Details,
    Inline,
    Text,
)
from lckm_core.publication._visibility import AccessRule
from lckm_core.text import EmptyWord

Blocks = tuple[Block, ...]

EMPTY_WORDS = {word: (Text(word.value),) for word in EmptyWord}
"""The template's empty words as blocks."""


class Format(Protocol):
    """How the values of one shape are written; none of them is empty."""

    def blocks(self, value: Any, /) -> Blocks:
        """Return the value as blocks of an entry; none when there is nothing to show."""
        ...

    def inline(self, value: Any, /) -> Inline:
        """Return the value as one piece of text."""
        ...

    def inlines(self, value: Any, /) -> tuple[Inline, ...]:
        """Return the value as the pieces of text of one labelled line."""
        ...


def format_of(shape: Shape, rule: AccessRule) -> Format:
    """Return the format of *shape*, without the sub-fields that *rule* hides at any depth."""
    format_ = _format_of(shape, rule)
    return format_ if shape.word is None else _EmptyWordFormat(format_)


def _format_of(shape: Shape, rule: AccessRule) -> Format:
    match shape.form:
        case "list":
            assert shape.element is not None
            return _ListFormat(format_of(shape.element, rule))
        case "object":
            return _part_format(shape, rule)
        case "text":
            kind = shape.text.name if shape.text else ""
            return _ScalarFormat(_TEXT_FORMATS.get(kind, Text))
        case "flag" | "day" | "choice" | "integer" | "number" | "moment" | "any":
            return _ScalarFormat(_SCALAR_FORMATS[shape.form])
        case _:
            assert_never(shape.form)


def _part_format(shape: Shape, rule: AccessRule) -> Format:
    fields = visible_fields(shape, rule)
    parts = tuple(
        _PartField(field.key, field.mark.label, format_of(field.shape, rule)) for field in fields
    )
    if len(parts) == 1:
        return _OneFieldFormat(*parts)
    return _PartFormat(parts, bool(fields) and _can_head(fields[0]))


def visible_fields(shape: Shape, rule: AccessRule) -> tuple[Field, ...]:
    """Return the sub-fields of an object that may be seen; none of anything else."""
    if shape.model is None:
        return ()
    return tuple(field for field in fields_of(shape.model) if rule.sees(field.mark))


def _can_head(field: Field) -> bool:
    """Return whether a part can stand under the value of *field*: a text always given."""
    return field.required and field.shape.form == "text" and field.shape.word is None


def is_empty(value: Any) -> bool:
    """Return whether a field was not given: ``None``, no items, or no text.

    „nie” and zero are not empty.
    """
    return not value and (value is None or value == () or value == "")


@attrs.frozen
class _EmptyWordFormat:
    """A value, or an empty word in its place."""

    format: Format

    def blocks(self, value: Any) -> Blocks:
        return EMPTY_WORDS[value] if type(value) is EmptyWord else self.format.blocks(value)

    def inline(self, value: Any) -> Inline:
        return EMPTY_WORDS[value][0] if type(value) is EmptyWord else self.format.inline(value)

    def inlines(self, value: Any) -> tuple[Inline, ...]:
        return EMPTY_WORDS[value] if type(value) is EmptyWord else self.format.inlines(value)


@attrs.frozen
class _ScalarFormat:
    """A single value: a text or a link."""

    inline: Callable[[Any], Inline]

    def blocks(self, value: Any) -> Blocks:
        inline = self.inline(value)
        return (inline,) if inline.text else ()

    def inlines(self, value: Any) -> tuple[Inline, ...]:
        return (self.inline(value),)


@attrs.frozen
class _ListFormat:
    """Parts one after the other, anything else as bullets."""

    item: Format

    def blocks(self, values: Sequence[Any]) -> Blocks:
        if type(self.item) is _PartFormat and self.item.fields:
            return tuple([self.item.details(value) for value in values])
        items = tuple([inline for inline in map(self.item.inline, values) if inline.text])
        return (Bullets(items),) if items else ()

    def inline(self, values: Sequence[Any]) -> Inline:
        return Text(", ".join([self.item.inline(value).text for value in values]))

    def inlines(self, values: Sequence[Any]) -> tuple[Inline, ...]:
        return tuple([self.item.inline(value) for value in values])


class _PartField(NamedTuple):
    key: str
    label: str
    format: Format

    def inlines(self, part: Any) -> tuple[Inline, ...]:
        value = getattr(part, self.key)
        return () if is_empty(value) else self.format.inlines(value)


@attrs.frozen
class _OneFieldFormat:
    """A part of which one field is seen: it is written as that field."""

    field: _PartField

    def blocks(self, part: Any) -> Blocks:
        inline = self.inline(part)
        return (inline,) if inline.text else ()

    def inline(self, part: Any) -> Inline:
        return self.field.format.inline(getattr(part, self.field.key))

    def inlines(self, part: Any) -> tuple[Inline, ...]:
        return (self.inline(part),)


@attrs.frozen
class _PartFormat:
    """A part as labelled lines, under its first field where that is ``headed``."""

    fields: tuple[_PartField, ...]
    headed: bool

    def blocks(self, part: Any) -> Blocks:
        return (self.details(part),) if self.fields else ()

    def details(self, part: Any) -> Details:
        heading = str(getattr(part, self.fields[0].key)) if self.headed else ""
        lines = self.fields[1:] if self.headed else self.fields
        given = [(field.label, field.inlines(part)) for field in lines]
        return Details(heading, tuple([Detail(label, values) for label, values in given if values]))

    def inline(self, part: Any) -> Inline:
        inlines = [inline for field in self.fields for inline in field.inlines(part)]
        return Text(", ".join([inline.text for inline in inlines]))

    def inlines(self, part: Any) -> tuple[Inline, ...]:
        return (self.inline(part),)


def _text_of(value: Any) -> Inline:
    return Text(str(value))


def _flag(flag: bool) -> Inline:
    return Text(formatting.format_flag(flag))


def _day(day: Any) -> Inline:
    return Text(format_day(day))


def _choice(choice: Any) -> Inline:
    return Text(formatting.format_choice(choice))


def _amount(amount: Any) -> Inline:
    return Text(formatting.format_amount(amount))


def _account(account: str) -> Inline:
    return Text(formatting.format_account(account))


def _file(name: str) -> Inline:
    return formatting.file_link(name, name)


_SCALAR_FORMATS: dict[str, Callable[[Any], Inline]] = {
    "flag": _flag,
    "day": _day,
    "choice": _choice,
    "integer": _text_of,
    "number": _text_of,
    "moment": _text_of,
    "any": _text_of,
}
"""Formats by the form of a shape."""

_TEXT_FORMATS: dict[str, Callable[[Any], Inline]] = {
    "phone": formatting.phone_link,
    "email": formatting.email_link,
    "url": formatting.web_link,
    "file": _file,
    "amount": _amount,
    "account": _account,
}
"""Formats of texts that are more than text, by the name of their kind."""
