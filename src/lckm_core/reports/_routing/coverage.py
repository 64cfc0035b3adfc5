"""Which reports a row matches, as a box of bits, so that rows can be held against one another exactly.

Each thing a row may ask for is a side of the box. A side's points are sample values: those some row names, the numbers
from which a bound holds or no longer does, and one value that no row names; two reports that no row tells apart are one
point. A row is the set of points it matches on each side, a set is an ``int``, and all questions are answered by ``&`` and
``~``.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache

from lckm_core.redaction import strike
from lckm_core.reports._model import ReportKind
from lckm_core.reports._routing.model import DIGITS, Condition, Route
from lckm_core.reports._separation import without_personal_data

Box = tuple[int, ...]

_OTHER = "\n"
"""A value that no row names: no text on one line is this."""
BUDGET = 20_000
"""How many boxes are looked at before the question whether others cover one is given up."""


@lru_cache(4096)
def is_struck(value: str, *, name: bool) -> bool:
    """Return whether no report has this value, or *name* of a thing, for it is struck before a route is chosen."""
    return without_personal_data(value) is None if name else strike(value) != value


def boxes(routes: Sequence[Route]) -> list[Box]:
    """Return the box of each row. A side that a row does not ask about is full."""
    lists = _lists(routes)
    attributes = sorted({condition.attribute for row in routes for condition in row.conditions})
    sides = [_side(routes, attribute) for attribute in attributes]
    return [
        (
            *(_bits(points, getattr(row, key)) for key, points in lists.items()),
            *(
                _holding(row, attribute, side)
                for attribute, side in zip(attributes, sides, strict=True)
            ),
        )
        for row in routes
    ]


def one_by_one(routes: Sequence[Route], at: int, box: Box) -> Iterator[tuple[str, int, Box]]:
    """Yield, for each value of each list in which a row names several, the list, the value's index and its part of the box."""
    for side, (key, points) in enumerate(_lists(routes).items()):
        values = getattr(routes[at], key)
        for index, value in enumerate(values if len(values) > 1 else ()):
            if value not in points:
                continue  # struck
            yield key, index, (*box[:side], 1 << points.index(value), *box[side + 1 :])


def _lists(routes: Iterable[Route]) -> dict[str, tuple[str, ...]]:
    """Return the sides that are lists of names, each with its points: those some row names, and one that none does."""
    named = {
        key: tuple(sorted(name for name in _named(routes, key) if not is_struck(name, name=True)))
        for key in ("categories", "places", "areas")
    }
    return {"kinds": tuple(ReportKind), **{key: (*points, _OTHER) for key, points in named.items()}}


def _named(routes: Iterable[Route], key: str) -> Set[str]:
    return {name for row in routes for name in getattr(row, key)}


def is_taken(routes: Sequence[Route], category: str, kind: ReportKind, by: Iterable[Box]) -> bool:
    """Return whether some report of that category and kind is in one of the boxes, none of which is empty."""
    sides = _lists(routes)
    names = sides["categories"]
    at_kind, at_name = (
        sides["kinds"].index(kind),
        names.index(category if category in names else _OTHER),
    )
    return any(kinds >> at_kind & 1 and categories >> at_name & 1 for kinds, categories, *_ in by)


def _bits(points: Sequence[str], wanted: Sequence[str]) -> int:
    """Return the set of the wanted points; all of them where nothing is wanted."""
    return sum(1 << at for at, point in enumerate(points) if not wanted or point in wanted)


def _side(routes: Iterable[Route], attribute: str) -> tuple[str, ...]:
    """Return sample values of an attribute, one at least of every kind that some row tells from another.

    An attribute that is not given meets nothing, as a word that no row names. Of the numbers, that is the first from which
    a bound holds or no longer does; and since rows may name some of them as words, each is written with as many zeros
    before it as makes it a word that no row names.
    """
    if is_struck(attribute, name=True):
        return (_OTHER,)
    conditions = [one for row in routes for one in row.conditions if one.attribute == attribute]
    words = {word for one in conditions for word in one.one_of if not is_struck(word, name=False)}
    begins = {one.at_least or 0 for one in conditions}
    ends = {one.at_most + 1 for one in conditions if one.at_most is not None}
    return (_OTHER, *sorted({_unnamed(number, words) for number in begins | ends} | words))


def _unnamed(number: int, words: Set[str]) -> str:
    spellings = (str(number).zfill(digits) for digits in range(1, DIGITS + 1))
    return next((spelling for spelling in spellings if spelling not in words), str(number))


def _holding(row: Route, attribute: str, side: Sequence[str]) -> int:
    conditions: list[Condition] = [one for one in row.conditions if one.attribute == attribute]
    return sum(
        1 << at for at, value in enumerate(side) if all(one.holds(value) for one in conditions)
    )


def is_empty(box: Box) -> bool:
    """Return whether no report is in the box."""
    return not all(box)


def meet(one: Box, other: Box) -> bool:
    """Return whether some report is in both boxes."""
    return all(a & b for a, b in zip(one, other, strict=True))


def covered(box: Box, by: Sequence[Box]) -> bool | None:
    """Return whether every report of the box is in one of the others; ``None`` when that takes too long to tell."""
    budget = BUDGET
    left = [(box, 0)]
    while left:
        part, start = left.pop()
        at = next((at for at in range(start, len(by)) if meet(part, by[at])), None)
        budget -= 1
        if at is None:
            return False
        if budget < 0:
            return None
        left.extend((rest, at + 1) for rest in _without(part, by[at]))
    return True


def _without(box: Box, hole: Box) -> list[Box]:
    """Return boxes that together, and without touching, are the first box less the second."""
    parts = []
    rest = list(box)
    for side, (here, there) in enumerate(zip(box, hole, strict=True)):
        if outside := here & ~there:
            parts.append((*rest[:side], outside, *rest[side + 1 :]))
        rest[side] = here & there
    return parts
