"""The values that rules can read of judged data, so that one fault hides no other.

A text at fault is read without its forbidden characters. What says nothing is left out: a value
of the wrong type, an empty one, an empty word where the template does not name it; with it goes
what cannot be without it.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Union, get_type_hints

import attrs

from lckm_core.fields import Shape, fields_by_key, fields_of, object_shape
from lckm_core.forms._conversion import converter
from lckm_core.forms._forbidden_characters import without_forbidden_characters
from lckm_core.forms._issues import Path
from lckm_core.forms._validation import Judged, keeps_type
from lckm_core.text import empty_word, normalise

_Cuts = dict[str | int, Union["_Cuts", str, None]]
"""What happens to the value under a key or index: cuts within it, another text in its place,
or ``None``: it is left out."""


@attrs.frozen
class Readable:
    """Data without the values that no rule can read; indices count what is left.

    ``left_out`` are the places, in the data as judged, that were left out.
    """

    data: Any
    left_out: frozenset[Path] = frozenset()
    _cuts: _Cuts = attrs.field(factory=dict)

    @property
    def is_untouched(self) -> bool:
        """Whether the data are as they were judged."""
        return not self._cuts and not self.left_out

    def place(self, path: Sequence[str | int]) -> Path:
        """Return where a *path* into the remaining data leads in the data as judged."""
        if not path or path[0] not in self._cuts:
            return tuple(path)
        original: list[str | int] = []
        cuts: Any = self._cuts
        for step in path:
            cuts = cuts if isinstance(cuts, dict) else {}
            if isinstance(step, int):
                for removed in sorted(index for index, cut in cuts.items() if cut is None):
                    step += removed <= step
            original.append(step)
            cuts = cuts.get(step)
        return tuple(original)

    def is_whole(self, *path: str | int) -> bool:
        """Return whether nothing was left out at or within *path*, in the data as judged."""
        if path and path[0] not in self._cuts:
            return () not in self.left_out
        return not any(out[: len(path)] == path or path[: len(out)] == out for out in self.left_out)


def readable_part(judged: Judged, model: type) -> Readable:
    """Return the part of data judged against *model* that rules can read."""
    if not judged.faulty:
        return Readable(judged.data)
    cuts: _Cuts = {}
    left_out = set()
    for path in judged.faulty:
        shapes, value = _follow(judged.data, model, path)
        if value and keeps_type(shapes[-1], value):
            if not isinstance(value, str):
                continue
            text = without_forbidden_characters(value, one_line=_is_one_line(shapes[-1]))
            if text and not empty_word(value):
                _add_cut(cuts, path, text)
                continue
        removed = _droppable(path, shapes)
        left_out.add(removed)
        _add_cut(cuts, removed, None)
    return Readable(
        {} if () in left_out else _without_cuts(judged.data, cuts), frozenset(left_out), cuts
    )


def offset_as_typed(typed: str, offset: int) -> int:
    """Return the offset in a *typed* text of the character at *offset* of its normal form."""
    if typed.startswith(_read(typed)):
        return offset
    # The longer the beginning of a text, the more is read of it.
    return bisect_right(range(len(typed)), offset, key=lambda end: len(_read(typed[: end + 1])))


def _read(text: str) -> str:
    return without_forbidden_characters(normalise(text), one_line=False)


def _follow(data: Any, model: type, path: Path) -> tuple[list[Shape | None], Any]:
    """Return the shape of each value along *path*, the root's first, and the value at its end."""
    shape: Shape | None = object_shape(model)
    shapes = [shape]
    for step in path:
        if isinstance(step, int):
            shape = shape.element if shape else None
            data = data[step] if isinstance(data, list) else None
        else:
            shape = shape.child(step) if shape else None
            data = data.get(step) if isinstance(data, dict) else None
        shapes.append(shape)
    return shapes, data


def _is_one_line(shape: Shape | None) -> bool:
    return shape is not None and shape.text is not None and not shape.text.multiline


def _droppable(path: Path, shapes: Sequence[Shape | None]) -> Path:
    """Return the innermost place at or around *path* that can be left out."""
    # An item of a list can, and an optional field.
    for length in range(len(path), 1, -1):
        step, around = path[length - 1], shapes[length - 1]
        if isinstance(step, int) or (
            around and around.model and not fields_by_key(around.model)[step].required
        ):
            return path[:length]
    return path[:1]


def _add_cut(cuts: _Cuts, path: Path, text: str | None) -> None:
    if not path:
        return
    for step in path[:-1]:
        within = cuts.setdefault(step, {})
        if not isinstance(within, dict):
            return
        cuts = within
    cuts[path[-1]] = text


def _without_cuts(value: Any, cuts: _Cuts) -> Any:
    """Return *value* with the cuts made; whatever has none is the same object."""
    if isinstance(value, list):
        return [
            _after_cut(item, cuts.get(index, {}))
            for index, item in enumerate(value)
            if cuts.get(index, {}) is not None
        ]
    if isinstance(value, dict):
        return {
            key: _after_cut(item, cuts.get(key, {}))
            for key, item in value.items()
            if cuts.get(key, {}) is not None
        }
    return value


def _after_cut(item: Any, cut: "_Cuts | str | None") -> Any:
    """Return an item with the cuts in it made, or the text in its place."""
    if not isinstance(cut, dict):
        return cut
    return _without_cuts(item, cut) if cut else item


@cache
def field_types(model: type) -> dict[str, Any]:
    """Return the type of each field of a model class, without its mark."""
    return get_type_hints(model)


@cache
def _builders(model: type) -> dict[str, tuple[Callable[[Any, Any], Any], Any]]:
    """Return the function that builds the value of each field, and the type to build."""
    return {
        key: (converter().get_structure_hook(hint), hint)
        for key, hint in field_types(model).items()
    }


def sound_values(judged: Judged, model: type) -> dict[str, Any]:
    """Return the value of each field of which nothing was left out, or its default."""
    readable = readable_part(judged, model)
    values = remaining_values(readable, model)
    return {key: value for key, value in values.items() if readable.is_whole(key)}


def remaining_values(readable: Readable, model: type) -> dict[str, Any]:
    """Return the value of each field of which anything is readable, or its default."""
    values = {}
    builders = _builders(model)
    defaults = attrs.fields_dict(model)
    for field in fields_of(model):
        if field.key in readable.data:
            build_field, hint = builders[field.key]
            values[field.key] = build_field(readable.data[field.key], hint)
        elif not field.required and readable.is_whole(field.key):
            values[field.key] = defaults[field.key].default
    return values
