"""Where in a procedure's plain data a change is made, and how: everything is found before anything is touched."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from lckm_core.errors import AmendmentConflictError
from lckm_core.marks import Mark, Shape, fields_of, object_shape
from lckm_core.procedure.amending.changes import Change, End, ItemChange, given, names, steps_of
from lckm_core.procedure.amending.phrases import rewrite
from lckm_core.procedure.template import Procedure
from lckm_core.procedure.tidying import tidier
from lckm_core.procedure.values import AMOUNT

_Placed = tuple[int | None, Any]
"""An item put somewhere in a list: the index it comes from, or the new item."""
ORDER = "-"
"""Stands for the order of a list among the places that a deed touches."""


@attrs.frozen
class Deed:
    """One change, found: the places it touches (two deeds may not share one), and how it is made."""

    touches: tuple[tuple[str, ...], ...]
    do: Callable[[], None]
    reorders: bool = False


@attrs.frozen
class _Spot:
    """A key of an object or an index of a list, with what stands there."""

    container: Any
    key: Any
    value: Any
    shape: Shape
    path: tuple[str, ...]

    def put(self, value: Any) -> None:
        if value is None and isinstance(self.container, dict):
            self.container.pop(self.key, None)
        else:
            self.container[self.key] = value


def make(deeds: Iterable[Deed]) -> None:
    """Make the changes; those that reorder a list come last, so that every found place stays where it was found."""
    for deed in sorted(deeds, key=lambda deed: deed.reorders):
        deed.do()


def shape_at(field: str) -> Shape | None:
    """Return the shape of the field that a JSON Pointer names, or ``None`` when the form has none."""
    shape: Shape | None = object_shape(Procedure)
    for step in steps_of(field):
        shape = (shape.element if step.isdecimal() else shape.child(step)) if shape else None
    return shape


def locate(data: dict[str, Any], change: Change) -> Deed:
    """Return the deed that makes *change* in *data*; raise ``AmendmentConflictError`` when what it expects is not there."""
    spot = _spot(data, change)
    if change.items:
        return _locate_items(spot, change)
    if change.text:
        text = rewrite(spot.value, change.text) if isinstance(spot.value, str) else change.text[0]
        if not isinstance(text, str):
            expected = " ".join(part for part in (text.before, text.remove, text.after) if part)
            raise AmendmentConflictError(change.field, expected, spot.value)
        return Deed((spot.path,), lambda: spot.put(text))
    if not _same(_meant(change.remove, spot.shape), spot.value, spot.shape):
        raise AmendmentConflictError(change.field, change.remove, spot.value)
    return Deed((spot.path,), lambda: spot.put(_counted(change.insert, spot.shape)))


def _spot(data: dict[str, Any], change: Change) -> _Spot:
    """Return the place that the change names; a part that was left out as empty is put there to be filled."""
    spot = _Spot(None, None, data, object_shape(Procedure), ())
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
                answers = [name in names(item) for item in value]
                index = _only(value, answers, "/" + "/".join(steps[:place]), name)
            elif place == len(steps) - 1:
                index = _only_item(spot, change.remove, change.field)
            else:
                index = int(step)
            if index >= len(value):
                raise AmendmentConflictError(change.field, change.remove, None)
            spot = _Spot(value, index, value[index], shape.element, (*path, str(index)))
        else:
            raise AmendmentConflictError(change.field, change.remove, None)
    return spot


def _only(items: Sequence[Any], wanted: Sequence[bool], field: str, expected: Any) -> int:
    """Return the index of the one item that is wanted; raise a conflict when there is none or more than one."""
    if sum(wanted) != 1:
        raise AmendmentConflictError(field, expected, list(items))
    return wanted.index(True)


def _only_item(spot: _Spot, item: Any, field: str) -> int:
    shape = spot.shape.element
    assert shape is not None
    meant = _meant(item, shape)
    return _only(spot.value, [_same(meant, other, shape) for other in spot.value], field, item)


def _locate_items(spot: _Spot, change: Change) -> Deed:
    items = spot.value if spot.value is not None else []
    element = spot.shape.element
    if not isinstance(items, list) or element is None:
        raise AmendmentConflictError(change.field, [], spot.value)
    answers = [frozenset(names(item)) for item in items]

    def named(name: str) -> int:
        return _only(items, [name in answer for answer in answers], change.field, name)

    spot = attrs.evolve(spot, value=items)
    removed = [_only_item(spot, item.remove, change.field) for item in change.items if item.remove is not None]
    moved = [named(item.move) for item in change.items if item.move is not None]
    gone = {*removed, *moved}
    if len(gone) < len(removed) + len(moved):
        raise AmendmentConflictError(change.field, [item.move or item.remove for item in change.items], items)
    staying = [index for index in range(len(items)) if index not in gone]
    placed: list[list[_Placed]] = [[] for _ in range(len(staying) + 1)]
    for item in change.items:
        if item.move is not None or item.insert is not None:
            origin = None if item.move is None else named(item.move)
            placed[_gap(item, staying, named, change.field, items)].append((origin, _counted(item.insert, element)))

    def do() -> None:
        made = [_item(items, one) for one in placed[0]]
        for index, following in zip(staying, placed[1:], strict=True):
            made += [items[index], *(_item(items, one) for one in following)]
        spot.put(made)

    touches = [(*spot.path, str(index)) for index in removed]
    return Deed(((*spot.path, ORDER), *touches), do, reorders=True)


def _item(items: list[Any], placed: _Placed) -> Any:
    index, inserted = placed
    return inserted if index is None else items[index]


def _gap(item: ItemChange, staying: list[int], named: Callable[[str], int], field: str, items: list[Any]) -> int:
    """Return before which of the staying items *item* is put; raise a conflict when what is around it has changed."""
    gaps = set()
    try:
        if item.after is not None:
            gaps.add(staying.index(named(item.after)) + 1)
        if item.before is not None:
            gaps.add(staying.index(named(item.before)))
    except ValueError:  # put beside an item that is itself removed or moved
        gaps = {-1, -2}
    if item.at is not None or not gaps:
        gaps.add(0 if item.at is End.START else len(staying))
    if len(gaps) != 1:
        raise AmendmentConflictError(field, " … ".join(name for name in (item.after, item.before) if name), items)
    return gaps.pop()


def _meant(value: Any, shape: Shape) -> Any:
    """Return a value of a request as the form means it, so that it can be held against what stands in the procedure."""
    return None if value is None else tidier(shape, Mark(""))(_counted(value, shape), (), [])


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


def _same(one: Any, other: Any, shape: Shape) -> bool:
    """Return whether two values mean the same: a default written out or left out, nothing or an empty list."""
    if shape.model and isinstance(one, dict) and isinstance(other, dict):
        model = shape.model
        return all(
            _same(given(model, one, field.key), given(model, other, field.key), field.shape)
            for field in fields_of(model)
        )
    if shape.element and isinstance(one, list) and isinstance(other, list):
        element = shape.element
        return len(one) == len(other) and all(
            _same(left, right, element) for left, right in zip(one, other, strict=True)
        )
    return bool(one == other) or (one in (None, []) and other in (None, []))
