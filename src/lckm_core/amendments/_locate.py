"""Where in a procedure's plain data a change is made, and how: everything is found before anything is touched."""

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
    given,
    steps_of,
)
from lckm_core.amendments._text_edits import rewrite
from lckm_core.amendments._tokens import TokenIndex
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
"""Stands for the order of a list among the places that a deed touches."""


class LocatedEdit(NamedTuple):
    """One change, found: the places it touches (two deeds may not share one), and how it is made."""

    touches: tuple[Path, ...]
    do: Callable[[], None]
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


def make(deeds: Iterable[LocatedEdit]) -> None:
    """Make the changes; those that reorder a list come last, so that every found place stays where it was found."""
    for deed in sorted(deeds, key=lambda deed: deed.reorders):
        deed.do()


def shape_at(field: str) -> Shape | None:
    """Return the shape of the field that a JSON Pointer names, or ``None`` when the form has none."""
    shape: Shape | None = object_shape(Procedure)
    for step in steps_of(field):
        shape = (shape.element if step.isdecimal() else shape.child(step)) if shape else None
    return shape


class Places:
    """The places of a procedure's plain data. Every list and text is looked through once, however many changes name it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._by_name: dict[Path, Mapping[str, int | None]] = {}
        self._by_meaning: dict[Path, Mapping[Hashable, int | None]] = {}
        self._meanings: dict[Path, Hashable] = {}
        self._words: dict[Path, TokenIndex] = {}

    def locate(self, change: Change) -> LocatedEdit:
        """Return the deed that makes *change*; raise ``AmendmentConflictError`` when what it expects is not there."""
        spot = self._spot(change)
        if change.items:
            return self._locate_items(spot, change)
        if change.text:
            text = self._rewritten(spot, change.text)
            if not isinstance(text, str):
                expected = " ".join(part for part in (text.before, text.remove, text.after) if part)
                raise AmendmentConflictError(pointer(spot.path), expected, spot.value)
            return LocatedEdit((spot.path,), lambda: spot.put(text))
        if spot.path not in self._meanings:
            self._meanings[spot.path] = _meaning(spot.value, spot.shape)
        if _meaning(_meant(change.remove, spot.shape), spot.shape) != self._meanings[spot.path]:
            raise AmendmentConflictError(pointer(spot.path), change.remove, spot.value)
        return LocatedEdit((spot.path,), lambda: spot.put(_counted(change.insert, spot.shape)))

    def _spot(self, change: Change) -> _Spot:
        """Return the place that the change names; a part that was left out as empty is put there to be filled."""
        spot = _Spot(None, None, self._data, object_shape(Procedure), ())
        steps = steps_of(change.field)
        called = iter(change.of)
        for place, step in enumerate(steps):
            value, shape, path = spot.value, spot.shape, spot.path
            if isinstance(value, dict) and shape.model and (inner := shape.child(step)):
                found = given(shape.model, value, step)
                if isinstance(found, dict):
                    value[step] = found
                spot = _Spot(value, step, found, inner, (*path, step))
            elif isinstance(value, list) and shape.element and step.isdecimal():
                name = next(called, None)
                if name is not None:
                    index = self._named(spot, name, pointer(path))
                elif place == len(steps) - 1:
                    index = self._meaning_the_same(spot, change.remove, pointer(path))
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

    def _rewritten(self, spot: _Spot, phrases: Sequence[Phrase]) -> str | Phrase:
        if not isinstance(spot.value, str):
            return phrases[0]
        if spot.path not in self._words:
            self._words[spot.path] = TokenIndex(spot.value)
        return rewrite(self._words[spot.path], phrases)

    def _named(self, spot: _Spot, name: str, field: str) -> int:
        """Return the index of the one item that answers to *name*; raise a conflict when there is none or more than one."""
        if spot.path not in self._by_name:
            self._by_name[spot.path] = by_name(spot.value)
        index = self._by_name[spot.path].get(name)
        if index is None:
            raise AmendmentConflictError(field, name, spot.value)
        return index

    def _meaning_the_same(self, spot: _Spot, item: Any, field: str) -> int:
        """Return the index of the one item that means the same as *item*; raise a conflict as above."""
        element = spot.shape.element
        assert element is not None
        if spot.path not in self._by_meaning:
            found: dict[Hashable, int | None] = {}
            for place, other in enumerate(spot.value):
                meaning = _meaning(other, element)
                found[meaning] = None if meaning in found else place
            self._by_meaning[spot.path] = found
        index = self._by_meaning[spot.path].get(_meaning(_meant(item, element), element))
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
            self._meaning_the_same(spot, item.remove, field)
            for item in change.items
            if item.remove is not None
        ]
        moved = [
            self._named(spot, item.move, field) for item in change.items if item.move is not None
        ]
        gone = sorted({*removed, *moved})
        if len(gone) < len(removed) + len(moved):
            raise AmendmentConflictError(
                field, [item.move or item.remove for item in change.items], items
            )
        placed: defaultdict[int, list[_Placed]] = defaultdict(list)
        for item in change.items:
            if item.move is not None or item.insert is not None:
                origin = None if item.move is None else self._named(spot, item.move, field)
                placed[self._gap(item, spot, gone, field)].append(
                    (origin, _counted(item.insert, element))
                )

        def do() -> None:
            made = [_item(items, one) for one in placed[0]]
            leaving = set(gone)
            staying = (item for index, item in enumerate(items) if index not in leaving)
            for gap, item in enumerate(staying, 1):
                made += [item, *(_item(items, one) for one in placed.get(gap, ()))]
            spot.put(made)

        touches = [(*spot.path, str(index)) for index in removed]
        return LocatedEdit(((*spot.path, ORDER), *touches), do, reorders=True)

    def _gap(self, item: ItemChange, spot: _Spot, gone: Sequence[int], field: str) -> int:
        """Return before which of the staying items *item* is put; raise a conflict when what is around it has changed."""
        wanted: set[int | None] = set()
        if item.after is not None:
            wanted.add(_staying(self._named(spot, item.after, field), gone, 1))
        if item.before is not None:
            wanted.add(_staying(self._named(spot, item.before, field), gone, 0))
        if item.at is not None or not wanted:
            wanted.add(0 if item.at is End.START else len(spot.value) - len(gone))
        found = wanted.pop() if len(wanted) == 1 else None
        if found is None:  # or put beside an item that is itself removed or moved
            around = " … ".join(name for name in (item.after, item.before) if name)
            raise AmendmentConflictError(field, around, spot.value)
        return found


def _staying(index: int, gone: Sequence[int], more: int) -> int | None:
    """Return which of the staying items (plus *more*) the one at *index* is; ``None`` when it goes."""
    before = bisect_left(gone, index)
    return None if gone[before : before + 1] == [index] else index - before + more


def _item(items: list[Any], placed: _Placed) -> Any:
    index, inserted = placed
    return inserted if index is None else items[index]


def _meant(value: Any, shape: Shape) -> Any:
    """Return a value of a request as the form means it, so that it can be held against what stands in the procedure."""
    return None if value is None else normaliser(shape, Mark(""))(_counted(value, shape), (), [])


def _counted(value: Any, shape: Shape) -> Any:
    """Return *value* with numbers where the form has numbers and nowhere else: a file's reader cannot know where that is."""
    if shape.form == "integer" and isinstance(value, str) and value.isdecimal() and len(value) < 10:
        return int(value)
    if shape.takes_text and type(value) is int:
        return str(value)
    if shape.text is AMOUNT and type(value) is float and float(f"{value:.2f}") == value:
        return f"{value:.2f}"
    if isinstance(value, dict):
        return {key: _counted(item, shape.child(key) or shape) for key, item in value.items()}
    if isinstance(value, list):
        return [_counted(item, shape.element or shape) for item in value]
    return value


def _meaning(value: Any, shape: Shape) -> Hashable:
    """Return what *value* means, equal for values that mean the same: a default written or left out, nothing or no items."""
    if value is None or value == []:
        return None
    if shape.model and isinstance(value, dict):
        model = shape.model
        return tuple(
            _meaning(given(model, value, field.key), field.shape) for field in fields_of(model)
        )
    if shape.element and isinstance(value, list):
        element = shape.element
        return tuple(_meaning(item, element) for item in value)
    return json.dumps(value, sort_keys=True) if isinstance(value, dict | list) else value
