"""The values of a form that rules may be run on: those of the fields in which the judge of shape found nothing."""

from functools import cache
from typing import Any, get_type_hints

import attrs

from lckm_core.filling.building import build
from lckm_core.filling.judging import Judged
from lckm_core.marks import fields_of


@cache
def hints_of(model: type) -> dict[str, Any]:
    """Return the type of each field of a model class, without its marks."""
    return get_type_hints(model)


def sound_values(judged: Judged, model: type) -> dict[str, Any]:
    """Return the built value of each field that no finding concerns; one that was left out has its default."""
    faulty = {path[0] if path else None for path in judged.faulty}
    if None in faulty or not isinstance(judged.data, dict):
        return {}
    sound = {}
    defaults = attrs.fields_dict(model)
    for field in fields_of(model):
        if field.key in judged.data and field.key not in faulty:
            sound[field.key] = build(judged.data[field.key], hints_of(model)[field.key])
        elif field.key not in faulty and not field.required:
            sound[field.key] = defaults[field.key].default
    return sound
