"""What rules can read of judged data: a fault in one place hides no other.

A text at fault is read as it will stand once what does not belong in it is removed. What says nothing is left out: a value
of the wrong type, an empty one, an empty word where the template does not name it; with it goes what cannot be without it.
"""

from collections.abc import Sequence
from typing import Any, Union

import attrs

from lckm_core.fields import Shape, fields_by_key, object_shape
from lckm_core.forms._forbidden_characters import without_forbidden_characters
from lckm_core.forms._schema_engines import Path
from lckm_core.forms._validation import Judged, keeps_type
from lckm_core.text import empty_word

_Cuts = dict[str | int, Union["_Cuts", str, None]]
"""What becomes of the value under a key or index: more cuts within it, another text in its place, or ``None``: left out."""


@attrs.frozen
class Readable:
    """Data without what no rule can read; indices in them count what is left."""

    data: Any
    left_out: frozenset[Path] = frozenset()
    """The places, in the data as given, that were left out."""
    _cuts: _Cuts = attrs.field(factory=dict)

    @property
    def is_untouched(self) -> bool:
        """Whether the data are as they were judged."""
        return not self._cuts and not self.left_out

    def place(self, path: Sequence[str | int]) -> Path:
        """Return the place in the data as given of a *path* into what is left of them."""
        if not path or path[0] not in self._cuts:
            return tuple(path)
        given: list[str | int] = []
        cuts: Any = self._cuts
        for step in path:
            cuts = cuts if isinstance(cuts, dict) else {}
            if isinstance(step, int):
                for gone in sorted(index for index, cut in cuts.items() if cut is None):
                    step += gone <= step
            given.append(step)
            cuts = cuts.get(step)
        return tuple(given)

    def is_whole(self, *path: str | int) -> bool:
        """Return whether nothing was left out at *path* (in the data as given), nor within it."""
        if path and path[0] not in self._cuts:
            return () not in self.left_out
        return not any(out[: len(path)] == path or path[: len(out)] == out for out in self.left_out)


def readable(judged: Judged, model: type) -> Readable:
    """Return what rules can read of data judged against *model*."""
    if not judged.faulty:
        return Readable(judged.data)
    cuts: _Cuts = {}
    left_out = set()
    for path in judged.faulty:
        shapes, value = _follow(judged.data, model, path)
        if (
            keeps_type(shapes[-1], value)
            and value
            and not (isinstance(value, str) and empty_word(value))
        ):
            if not isinstance(value, str):
                continue
            if text := without_forbidden_characters(value, one_line=_is_one_line(shapes[-1])):
                _cut(cuts, path, text)
                continue
        gone = _droppable(path, shapes)
        left_out.add(gone)
        _cut(cuts, gone, None)
    return Readable(
        {} if () in left_out else _without(judged.data, cuts), frozenset(left_out), cuts
    )


def _follow(data: Any, model: type, path: Path) -> tuple[list[Shape | None], Any]:
    """Return the shape of each value on the way along *path*, the root's first, and the value where it ends."""
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
    """Return the innermost place at or around *path* that its surroundings can be without: a list's item, an optional field."""
    for length in range(len(path), 1, -1):
        step, around = path[length - 1], shapes[length - 1]
        if isinstance(step, int) or (
            around and around.model and not fields_by_key(around.model)[step].required
        ):
            return path[:length]
    return path[:1]


def _cut(cuts: _Cuts, path: Path, text: str | None) -> None:
    if not path:
        return
    for step in path[:-1]:
        within = cuts.setdefault(step, {})
        if not isinstance(within, dict):
            return
        cuts = within
    cuts[path[-1]] = text


def _without(value: Any, cuts: _Cuts) -> Any:
    """Return *value* with the cuts made; what lies beside them is the same object."""

    def after(step: str | int, item: Any) -> Any:
        cut = cuts.get(step)
        return _without(item, cut) if isinstance(cut, dict) else item if cut is None else cut

    if isinstance(value, list):
        return [
            after(index, item)
            for index, item in enumerate(value)
            if cuts.get(index, "") is not None
        ]
    if isinstance(value, dict):
        return {
            key: after(key, item) for key, item in value.items() if cuts.get(key, "") is not None
        }
    return value
