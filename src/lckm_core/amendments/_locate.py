"""Finds where in a procedure's plain data each change is made, before any is made."""

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from lckm_core.amendments._model import (
    Change,
    End,
    ItemChange,
    Phrase,
    by_name,
    pointer_steps,
    value_or_default,
)
from lckm_core.amendments._text_edits import TokenIndex, rewrite
from lckm_core.errors import AmendmentConflictError
from lckm_core.fields import (
    Mark,
    Shape,
    fields_of,
    object_shape,
)
from lckm_core.findings import pointer
from lckm_core.forms import AMOUNT, normaliser
from lckm_core.procedures import Procedure

Path = tuple[str, ...]
_Placed = tuple[int | None, Any]
"""An item put somewhere in a list: the index it comes from, or the new item."""
ORDER = "-"
"""Stands for the order of a list among the paths that an edit touches."""


class LocatedEdit(NamedTuple):
    """One change and the paths it touches, which no other edit may touch; ``apply`` makes it."""

    touches: tuple[Path, ...]
    apply: Callable[[], None]
    reorders: bool = False


class _Spot(NamedTuple):
    """A key of an object or an index of a list, with what stands there."""

    container: Any
    key: Any
    value: Any
    shape: Shape
    path: Path

    def put(self, value: Any) -> None:
        if value is None and isinstance(self.container, dict):
            self.container.pop(self.key, None)
        else:
            self.container[self.key] = value


def apply_edits(edits: Iterable[LocatedEdit]) -> None:
    """Make the changes."""
    # Those that reorder a list come last, so that every path stays where it was found.
    for edit in sorted(edits, key=lambda edit: edit.reorders):
        edit.apply()


def shape_at(field: str) -> Shape | None:
    """Return the shape of the field at a JSON Pointer, ``None`` when the form has none."""
    shape: Shape | None = object_shape(Procedure)
    for step in pointer_steps(field):
        shape = (shape.element if step.isdecimal() else shape.child(step)) if shape else None
    return shape


class Locator:
    """Finds changes in a procedure's plain data."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        # Every list and text is indexed once, however many changes name it.
        self._by_name: dict[Path, Mapping[str, int | None]] = {}
        self._by_value: dict[Path, Mapping[Hashable, int | None]] = {}
        self._keys: dict[Path, Hashable] = {}
        self._token_indexes: dict[Path, TokenIndex] = {}

    def locate(self, change: Change) -> LocatedEdit:
        """Return the edit that makes *change*.

        Raises :class:`AmendmentConflictError` when what the change expects is not there.
        """
        spot = self._spot(change)
        if change.items:
            return self._locate_items(spot, change)
        if change.text:
            text = self._rewrite(spot, change.text)
            if not isinstance(text, str):
                expected = " ".join(part for part in (text.before, text.remove, text.after) if part)
                raise AmendmentConflictError(pointer(spot.path), expected, spot.value)
            return LocatedEdit((spot.path,), lambda: spot.put(text))
        if spot.path not in self._keys:
            self._keys[spot.path] = _canonical_key(spot.value, spot.shape)
        if (
            _canonical_key(_normalised(change.remove, spot.shape), spot.shape)
            != self._keys[spot.path]
        ):
            raise AmendmentConflictError(pointer(spot.path), change.remove, spot.value)
        return LocatedEdit((spot.path,), lambda: spot.put(_with_numbers(change.insert, spot.shape)))

    def _spot(self, change: Change) -> _Spot:
        """Return the place that the change names; a part left out as empty is put there."""
        spot = _Spot(None, None, self._data, object_shape(Procedure), ())
        steps = pointer_steps(change.field)
        item_names = iter(change.of)
        for place, step in enumerate(steps):
            value, shape, path = spot.value, spot.shape, spot.path
            inner = shape.child(step)
            if isinstance(value, dict) and shape.model and inner:
                child = value_or_default(shape.model, value, step)
                if isinstance(child, dict):
                    value[step] = child
                spot = _Spot(value, step, child, inner, (*path, step))
            elif isinstance(value, list) and shape.element and step.isdecimal():
                name = next(item_names, None)
                if name is not None:
                    index = self._index_of_name(spot, name, pointer(path))
                elif place == len(steps) - 1:
                    index = self._index_of(spot, change.remove, pointer(path))
                else:
                    index = int(step)
                if index >= len(value):
                    raise AmendmentConflictError(
                        pointer((*path, *steps[place:])), change.remove, None
                    )
                spot = _Spot(value, index, value[index], shape.element, (*path, str(index)))
            else:
                raise AmendmentConflictError(pointer((*path, *steps[place:])), change.remove, None)
        return spot

    def _rewrite(self, spot: _Spot, phrases: Sequence[Phrase]) -> str | Phrase:
        if not isinstance(spot.value, str):
            return phrases[0]
        if spot.path not in self._token_indexes:
            self._token_indexes[spot.path] = TokenIndex(spot.value)
        return rewrite(self._token_indexes[spot.path], phrases)

    def _index_of_name(self, spot: _Spot, name: str, field: str) -> int:
        """Return the index of the only item of that name; raise a conflict without one."""
        if spot.path not in self._by_name:
            self._by_name[spot.path] = by_name(spot.value)
        index = self._by_name[spot.path].get(name)
        if index is None:
            raise AmendmentConflictError(field, name, spot.value)
        return index

    def _index_of(self, spot: _Spot, item: Any, field: str) -> int:
        """Return the index of the only item equal to *item*; raise a conflict without one."""
        element = spot.shape.element
        assert element is not None
        if spot.path not in self._by_value:
            indices: dict[Hashable, int | None] = {}
            for place, other in enumerate(spot.value):
                key = _canonical_key(other, element)
                indices[key] = None if key in indices else place
            self._by_value[spot.path] = indices
        index = self._by_value[spot.path].get(_canonical_key(_normalised(item, element), element))
        if index is None:
            raise AmendmentConflictError(field, item, spot.value)
        return index

    def _locate_items(self, spot: _Spot, change: Change) -> LocatedEdit:
        items = spot.value if spot.value is not None else []
        element, field = spot.shape.element, pointer(spot.path)
        if not isinstance(items, list) or element is None:
            raise AmendmentConflictError(field, [], spot.value)
        spot = spot._replace(value=items)
        removed = [
            self._index_of(spot, item.remove, field)
            for item in change.items
            if item.remove is not None
        ]
        moved = [
            self._index_of_name(spot, item.move, field)
            for item in change.items
            if item.move is not None
        ]
        gone_indexes = sorted({*removed, *moved})
        if len(gone_indexes) < len(removed) + len(moved):
            expected = [item.move or item.remove for item in change.items]
            raise AmendmentConflictError(field, expected, items)
        placed: defaultdict[int, list[_Placed]] = defaultdict(list)
        for item in change.items:
            if item.move is not None or item.insert is not None:
                origin = None if item.move is None else self._index_of_name(spot, item.move, field)
                inserted = _with_numbers(item.insert, element)
                placed[self._gap(item, spot, gone_indexes, field)].append((origin, inserted))
        touches = [(*spot.path, str(index)) for index in removed]
        return LocatedEdit(
            ((*spot.path, ORDER), *touches),
            lambda: spot.put(_reorder(items, gone_indexes, placed)),
            reorders=True,
        )

    def _gap(self, item: ItemChange, spot: _Spot, gone_indexes: Sequence[int], field: str) -> int:
        """Return before which of the staying items *item* is put.

        Raises a conflict when its neighbours have changed, or are themselves removed or moved.
        """
        gaps: set[int | None] = set()
        if item.after is not None:
            gaps.add(_staying(self._index_of_name(spot, item.after, field), gone_indexes, 1))
        if item.before is not None:
            gaps.add(_staying(self._index_of_name(spot, item.before, field), gone_indexes, 0))
        if item.at is not None or not gaps:
            gaps.add(0 if item.at is End.START else len(spot.value) - len(gone_indexes))
        gap = gaps.pop() if len(gaps) == 1 else None
        if gap is None:
            around = " … ".join(name for name in (item.after, item.before) if name)
            raise AmendmentConflictError(field, around, spot.value)
        return gap


def _reorder(
    items: list[Any], gone_indexes: Sequence[int], placed: Mapping[int, Sequence[_Placed]]
) -> list[Any]:
    """Return the list without the items at *gone_indexes*, with those *placed* at each gap."""
    leaving = set(gone_indexes)
    staying = [item for index, item in enumerate(items) if index not in leaving]
    result = [_item(items, placement) for placement in placed.get(0, ())]
    for gap, item in enumerate(staying, 1):
        result += [item, *(_item(items, placement) for placement in placed.get(gap, ()))]
    return result


def _staying(index: int, gone_indexes: Sequence[int], offset: int) -> int | None:
    """Return the place of *index* among the staying items plus *offset*; ``None`` if it goes."""
    before = bisect_left(gone_indexes, index)
    return None if gone_indexes[before : before + 1] == [index] else index - before + offset


def _item(items: list[Any], placed: _Placed) -> Any:
    index, inserted = placed
    return inserted if index is None else items[index]


def _normalised(value: Any, shape: Shape) -> Any:
    """Return a value of a request in normal form, as in the procedure."""
    if value is None:
        return None
    return normaliser(shape, Mark(""))(_with_numbers(value, shape), (), [])


def _with_numbers(value: Any, shape: Shape) -> Any:
    """Return *value* with numbers where the form has numbers and nowhere else."""
    # A reader of a request's file cannot know where the form has numbers.
    if shape.form == "integer" and isinstance(value, str) and value.isdecimal() and len(value) < 10:
        return int(value)
    if shape.takes_text and type(value) is int:
        return str(value)
    if shape.text is AMOUNT and type(value) is float and float(f"{value:.2f}") == value:
        return f"{value:.2f}"
    if isinstance(value, dict):
        return {key: _with_numbers(item, shape.child(key) or shape) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_numbers(item, shape.element or shape) for item in value]
    return value


def _canonical_key(value: Any, shape: Shape) -> Hashable:
    """Return a key that is equal for values that mean the same.

    A default may be written or left out, and a list without items is nothing.
    """
    if value is None or value == []:
        return None
    if shape.model and isinstance(value, dict):
        model = shape.model
        return tuple(
            _canonical_key(value_or_default(model, value, field.key), field.shape)
            for field in fields_of(model)
        )
    if shape.element and isinstance(value, list):
        element = shape.element
        return tuple(_canonical_key(item, element) for item in value)
    return json.dumps(value, sort_keys=True) if isinstance(value, dict | list) else value
