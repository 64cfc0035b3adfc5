"""The values of a form that rules may be run on: built of what the judge of shape left readable."""

from collections.abc import Callable
from functools import cache
from typing import Any, get_type_hints

import attrs

from lckm_core.fields import fields_of
from lckm_core.forms._conversion import converter
from lckm_core.forms._partial_values import Readable, readable
from lckm_core.forms._validation import Judged


@cache
def hints_of(model: type) -> dict[str, Any]:
    """Return the type of each field of a model class, without its marks."""
    return get_type_hints(model)


@cache
def _builders(model: type) -> dict[str, tuple[Callable[[Any, Any], Any], Any]]:
    """Return what builds the value of each field of a model class, looked up once."""
    return {
        key: (converter().get_structure_hook(hint), hint) for key, hint in hints_of(model).items()
    }


def sound_values(judged: Judged, model: type) -> dict[str, Any]:
    """Return the built value of each field of which nothing had to be left out; one that was not given has its default."""
    left = readable(judged, model)
    return {key: value for key, value in values_left(left, model).items() if left.is_whole(key)}


def values_left(left: Readable, model: type) -> dict[str, Any]:
    """Return the built value of each field of which anything is left; one that was not given has its default."""
    values = {}
    builders = _builders(model)
    defaults = attrs.fields_dict(model)
    for field in fields_of(model):
        if field.key in left.data:
            build_field, hint = builders[field.key]
            values[field.key] = build_field(left.data[field.key], hint)
        elif not field.required and left.is_whole(field.key):
            values[field.key] = defaults[field.key].default
    return values
