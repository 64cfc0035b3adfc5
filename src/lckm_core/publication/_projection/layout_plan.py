"""What each audience is shown of a form, worked out once per audience: sections, fields in form order, how each is shown."""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from lckm_core.fields import Field, Shape, fields_of
from lckm_core.publication._projection.default_layout import WORDS, Show, shower
from lckm_core.publication._projection.formatting import lower_first
from lckm_core.publication._visibility import AccessRule, Audience, access_rule
from lckm_core.text import EmptyWord


class Planned(NamedTuple):
    """A field that an audience may see: its key (``call_centre.notes``), its label, where its value is and how it is shown.

    ``whole`` is true when nothing inside it is hidden from the audience.
    """

    key: str
    label: str
    section: str
    value: Callable[[Any], Any]
    show: Show
    whole: bool


def plan(model: type, audience: Audience, arranged: Mapping[str, Show]) -> tuple[Planned, ...]:
    """Return the fields of *model* that *audience* may see, those in *arranged* shown by their own functions.

    Raises ``KeyError`` for a key in *arranged* that *model* does not have, whether or not the audience sees it.
    """
    leaves = tuple(_leaves(model))
    if unknown := sorted(set(arranged) - {key for key, _, _ in leaves}):
        raise KeyError(f"{model.__name__} has no field {', '.join(unknown)}")
    seen = access_rule(audience)
    return tuple(
        _planned(key, label, path, seen, arranged.get(key))
        for key, label, path in leaves
        if all(seen.sees(field.mark) for field in path)
    )


def _planned(
    key: str, label: str, path: tuple[Field, ...], seen: AccessRule, own: Show | None
) -> Planned:
    shape = path[-1].shape
    whole = not _hides(shape, seen)
    # A function of its own knows nothing of stars: where one is hidden inside the field, the shape decides.
    show = _word_or(own, shape) if own and whole else shower(shape, seen)
    return Planned(key, label, path[0].section, attrgetter(key), show, whole)


def _word_or(show: Show, shape: Shape) -> Show:
    if shape.word is None:
        return show
    return lambda value: WORDS[value] if type(value) is EmptyWord else show(value)


def _hides(shape: Shape, seen: AccessRule) -> bool:
    """Return whether some sub-field of *shape*, at any depth, is not for this sight."""
    if shape.element is not None:
        return _hides(shape.element, seen)
    fields = fields_of(shape.model) if shape.model else ()
    return any(not seen.sees(field.mark) or _hides(field.shape, seen) for field in fields)


def _leaves(model: type) -> Iterator[tuple[str, str, tuple[Field, ...]]]:
    """Yield the key, the label and the path of each field that is an entry of its own."""
    for field in fields_of(model):
        parts = (
            fields_of(field.shape.model) if field.shape.model and field.shape.word is None else ()
        )
        if parts and all(
            part.mark.code for part in parts
        ):  # fields of the template under a common key
            for part in parts:
                yield f"{field.key}.{part.key}", part.mark.label, (field, part)
        elif parts and all(part.shape.form == "list" for part in parts):  # groups of one field
            for part in parts:
                yield (
                    f"{field.key}.{part.key}",
                    f"{field.mark.label}: {lower_first(part.mark.label)}",
                    (field, part),
                )
        else:
            yield field.key, field.mark.label, (field,)
