"""What each audience is shown of a form: fields in form order, each with its layout."""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from lckm_core.fields import Field, Shape, fields_of
from lckm_core.publication._projection.default_layout import (
    EMPTY_WORDS,
    Blocks,
    format_of,
    is_empty,
)
from lckm_core.publication._projection.formatting import lower_first
from lckm_core.publication._visibility import AccessRule, Audience, access_rule
from lckm_core.text import EmptyWord

Layout = Callable[[Any], Blocks]
"""Turns the value of a field into blocks. It is given neither an empty value nor an empty word."""


class PlannedField(NamedTuple):
    """A field that an audience may see, and how it is laid out.

    ``key`` is a path (``call_centre.notes``); ``value_of`` takes the value from the form;
    ``whole`` is true when nothing inside the field is hidden from the audience.
    """

    key: str
    label: str
    section: str
    value_of: Callable[[Any], Any]
    layout: Layout
    whole: bool

    def blocks(self, form: Any) -> Blocks:
        """Return the field of *form* as blocks; none when it was not given."""
        value = self.value_of(form)
        if not value and is_empty(value):
            return ()
        if type(value) is EmptyWord:
            return EMPTY_WORDS[value]
        return self.layout(value)


def plan_layout(
    model: type, audience: Audience, field_layouts: Mapping[str, Layout]
) -> tuple[PlannedField, ...]:
    """Return the fields of *model* that *audience* may see.

    Args:
        model: the class of a form.
        audience: for whom it is shown.
        field_layouts: layouts of fields of their own, by key; the others follow from the shape.

    Raises ``KeyError`` for a key that *model* does not have, whether or not the audience sees it.
    """
    entries = tuple(_entries(model))
    unknown = sorted(set(field_layouts) - {key for key, _, _ in entries})
    if unknown:
        raise KeyError(f"{model.__name__} has no field {', '.join(unknown)}")
    rule = access_rule(audience)
    return tuple(
        _planned(key, label, path, rule, field_layouts.get(key))
        for key, label, path in entries
        if all(rule.sees(field.mark) for field in path)
    )


def _planned(
    key: str, label: str, path: tuple[Field, ...], rule: AccessRule, own_layout: Layout | None
) -> PlannedField:
    shape = path[-1].shape
    whole = not _hides_some(shape, rule)
    # A field's own layout knows nothing of stars: if a part of the field is hidden, the layout by
    # shape is used.
    layout = own_layout if own_layout and whole else format_of(shape, rule).blocks
    return PlannedField(key, label, path[0].section, attrgetter(key), layout, whole)


def _hides_some(shape: Shape, rule: AccessRule) -> bool:
    """Return whether *rule* hides a sub-field of *shape*, at any depth."""
    if shape.element is not None:
        return _hides_some(shape.element, rule)
    fields = fields_of(shape.model) if shape.model else ()
    return any(not rule.sees(field.mark) or _hides_some(field.shape, rule) for field in fields)


def _entries(model: type) -> Iterator[tuple[str, str, tuple[Field, ...]]]:
    """Yield the key, the label and the path of each field that is an entry of its own."""
    for field in fields_of(model):
        parts: tuple[Field, ...] = ()
        if field.shape.model and field.shape.word is None:
            parts = fields_of(field.shape.model)
        if parts and all(part.mark.code for part in parts):
            # Fields of the template under a common key.
            for part in parts:
                yield f"{field.key}.{part.key}", part.mark.label, (field, part)
        elif parts and all(part.shape.form == "list" for part in parts):
            # Lists under a common label.
            for part in parts:
                label = f"{field.mark.label}: {lower_first(part.mark.label)}"
                yield f"{field.key}.{part.key}", label, (field, part)
        else:
            yield field.key, field.mark.label, (field,)
