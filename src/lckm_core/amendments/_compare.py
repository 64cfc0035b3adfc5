"""Compares two editions to an update request (zał. 2 § 9 ust. 2)."""

import json
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lckm_core.amendments._diff import longest_rising
from lckm_core.amendments._model import (
    Base,
    Change,
    End,
    ItemChange,
    UpdateRequest,
    distinct_names,
    names,
    normalised_data,
    value_or_default,
)
from lckm_core.amendments._text_edits import find_phrases
from lckm_core.fields import Shape, fields_of, object_shape
from lckm_core.law import cites
from lckm_core.procedures import Procedure

_LONG = 60
"""A text longer than this, in either edition, is compared phrase by phrase."""

Pairs = dict[int, int]


class _Place(NamedTuple):
    pointer: str = ""
    of: tuple[str, ...] = ()

    def __truediv__(self, key: str | int) -> "_Place":
        return self._replace(pointer=f"{self.pointer}/{key}")


@cites("zał. 2 § 9 ust. 2")
def compare(old: Procedure, new: Procedure) -> UpdateRequest:
    """Return the request that makes exactly *new* of *old*: amending *old* by it gives *new*.

    Parts are compared field by field, lists by what was removed, inserted or moved, long texts
    phrase by phrase. A list with items that cannot be distinguished (two equal ones) is given
    whole. Texts are compared in normal form: composition of letters (NFC), line breaks and space
    at the ends are no difference, and ``amend`` gives them back so.

    Args:
        old: the edition that the request is made against; its dates become the request's ``base``.
        new: the edition wanted. Both must be well-shaped.

    Returns:
        The request; without changes when the editions are equal. Provision: zał. 2 § 9 ust. 2.
    """
    changes = _changes(
        object_shape(Procedure), normalised_data(old), normalised_data(new), _Place()
    )
    return UpdateRequest(procedure=old.id, base=Base.of(old), changes=tuple(changes))


def _changes(shape: Shape, old: Any, new: Any, place: _Place) -> Iterator[Change]:
    if old == new:
        return
    if shape.model and isinstance(old, dict) and isinstance(new, dict):
        for field in fields_of(shape.model):
            before, after = (
                value_or_default(shape.model, old, field.key),
                value_or_default(shape.model, new, field.key),
            )
            yield from _changes(field.shape, before, after, place / field.key)
        return
    parts: tuple[Change, ...] = ()
    if shape.element and isinstance(old, list) and isinstance(new, list):
        parts = _list_changes(shape.element, old, new, place)
    elif isinstance(old, str) and isinstance(new, str) and _is_long(shape, old, new):
        phrases = find_phrases(old, new)
        parts = (Change(place.pointer, place.of, text=phrases),) if phrases else ()
    yield from parts or (Change(place.pointer, place.of, remove=old, insert=new),)


def _is_long(shape: Shape, old: str, new: str) -> bool:
    free = shape.text is not None and shape.text.pattern is None
    words = {shape.word.value} if shape.word else set()
    return free and max(len(old), len(new)) > _LONG and old not in words and new not in words


def _list_changes(
    shape: Shape, old: list[Any], new: list[Any], place: _Place
) -> tuple[Change, ...]:
    """Return the changes of a list and inside its items; none where the whole list is clearer."""
    names_of_old = distinct_names(old)
    pairs = _pairs(old, new)
    if names_of_old is None or not pairs:
        return ()
    changes: list[Change] = []
    for index, other in sorted(pairs.items()):
        if shape.form == "object":
            inner = place._replace(of=(*place.of, names_of_old[index]))
            changes += _changes(shape, old[index], new[other], inner / index)
        elif old[index] != new[other]:
            changes.append(
                Change(f"{place.pointer}/{index}", place.of, remove=old[index], insert=new[other])
            )
    staying = {index for index, _ in longest_rising(pairs)}
    items = [ItemChange(remove=item) for index, item in enumerate(old) if index not in pairs]
    items += _item_changes(pairs, staying, names_of_old, new)
    if items:
        changes.append(Change(place.pointer, place.of, items=tuple(items)))
    return tuple(changes)


def _item_changes(
    pairs: Pairs, staying: set[int], names_of_old: list[str], new: list[Any]
) -> Iterator[ItemChange]:
    """Yield the insertions and moves in the new order, each with the staying items around it."""
    came_from = {other: index for index, other in pairs.items()}
    stays = [came_from.get(other) in staying for other in range(len(new))]
    following: list[str | None] = [None] * len(new)
    for other in range(len(new) - 2, -1, -1):
        following[other] = (
            names_of_old[came_from[other + 1]] if stays[other + 1] else following[other + 1]
        )
    after: str | None = None
    for other, item in enumerate(new):
        if stays[other]:
            after = names_of_old[came_from[other]]
            continue
        before = following[other]
        at = End.START if after is None else End.END if before is None else None
        if other in came_from:
            yield ItemChange(move=names_of_old[came_from[other]], after=after, before=before, at=at)
        else:
            yield ItemChange(insert=item, after=after, before=before, at=at)


def _pairs(old: list[Any], new: list[Any]) -> Pairs:
    """Return which old item became which new one.

    Equal items are paired first, then those of one name, then similar neighbours.
    """
    pairs = dict(_equal(old, new))
    _pair_namesakes(old, new, pairs)
    taken = set(pairs.values())
    for index, item in enumerate(old):
        other = pairs.get(index - 1, -1) + 1 if index - 1 in pairs or index == 0 else len(new)
        if (
            index not in pairs
            and other < len(new)
            and other not in taken
            and _similar(item, new[other])
        ):
            pairs[index] = other
            taken.add(other)
    return pairs


def _equal(old: list[Any], new: list[Any]) -> Iterator[tuple[int, int]]:
    start, stop = 0, 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        yield start, start
        start += 1
    while stop < min(len(old), len(new)) - start and old[-1 - stop] == new[-1 - stop]:
        stop += 1
        yield len(old) - stop, len(new) - stop
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for other in range(start, len(new) - stop):
        waiting[json.dumps(new[other])].append(other)
    for index in range(start, len(old) - stop):
        queue = waiting[json.dumps(old[index])]
        if queue:
            yield index, queue.popleft()


def _pair_namesakes(old: list[Any], new: list[Any], pairs: Pairs) -> None:
    taken = set(pairs.values())
    olds = _by_first_name((index, item) for index, item in enumerate(old) if index not in pairs)
    news = _by_first_name((index, item) for index, item in enumerate(new) if index not in taken)
    for name, indices in olds.items():
        others = news.get(name, [])
        if len(indices) == len(others) == 1:
            pairs[indices[0]] = others[0]


def _by_first_name(items: Iterable[tuple[int, Any]]) -> dict[str, list[int]]:
    indices: dict[str, list[int]] = {}
    for index, item in items:
        for name in names(item)[:1]:
            indices.setdefault(name, []).append(index)
    return indices


def _similar(old: Any, new: Any) -> bool:
    """Return whether one item may be the other, changed.

    Parts agree in half of their fields; any two texts may be.
    """
    if not isinstance(old, dict) or not isinstance(new, dict):
        return type(old) is type(new)
    keys = old.keys() | new.keys()
    return 2 * len([key for key in keys if old.get(key) == new.get(key)]) >= len(keys)
