"""The reports that rows match as boxes of bits, to compare rows exactly.

Everything a row may ask for is one side of a box. The points of a side are sample values: those
that some row names, the numbers from which a bound holds or no longer does, and one value that no
row names; two reports that no row distinguishes are one point. A row is the set of points it
matches on each side. A set is an ``int``, so that ``&`` and ``~`` answer all questions.

An example: where rows name the categories „roads” and „trees” and nothing else, the side of
categories has the points roads, trees and any other. A row for trees is ``0b010`` there and a row
for everything ``0b111``; rows for roads, for trees and for everything cover a row for both.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache

from lckm_core.redaction import strike
from lckm_core.reports._model import ReportKind
from lckm_core.reports._routing.model import DIGITS, Condition, Route
from lckm_core.reports._separation import without_personal_data

Box = tuple[int, ...]

# A value that no row names: no text on one line is this.
_OTHER = "\n"
# How many boxes are looked at before the question whether others cover one is given up.
BUDGET = 20_000


@lru_cache(4096)
def is_redacted_name(name: str) -> bool:
    """Return whether reports lose this *name* of a thing before routing."""
    return without_personal_data(name) is None


@lru_cache(4096)
def is_redacted(value: str) -> bool:
    """Return whether reports lose this value before routing."""
    return strike(value) != value


# ── Rows as boxes ──


def boxes(routes: Sequence[Route]) -> list[Box]:
    """Return the box of each row, full on sides it does not ask about."""
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


def boxes_by_value(routes: Sequence[Route], at: int, box: Box) -> Iterator[tuple[str, int, Box]]:
    """Yield the part of a row's box that each of its listed values takes.

    Each comes with the name of the list and the value's index in it.
    """
    for side, (key, points) in enumerate(_lists(routes).items()):
        values = getattr(routes[at], key)
        for index, value in enumerate(values if len(values) > 1 else ()):
            if value not in points:
                continue  # redacted
            yield key, index, (*box[:side], 1 << points.index(value), *box[side + 1 :])


def _lists(routes: Iterable[Route]) -> dict[str, tuple[str, ...]]:
    """Return the sides for lists: the names in any row, and one in none."""
    named = {
        key: tuple(sorted(name for name in _named(routes, key) if not is_redacted_name(name)))
        for key in ("categories", "places", "areas")
    }
    return {"kinds": tuple(ReportKind), **{key: (*points, _OTHER) for key, points in named.items()}}


def _named(routes: Iterable[Route], key: str) -> Set[str]:
    return {name for row in routes for name in getattr(row, key)}


def has_route(routes: Sequence[Route], category: str, kind: ReportKind, by: Iterable[Box]) -> bool:
    """Return whether a report of that kind is in one of the boxes.

    None of the boxes is empty.
    """
    sides = _lists(routes)
    names = sides["categories"]
    kind_bit = sides["kinds"].index(kind)
    name_bit = names.index(category if category in names else _OTHER)
    return any(kinds >> kind_bit & 1 and categories >> name_bit & 1 for kinds, categories, *_ in by)


def _bits(points: Sequence[str], wanted: Sequence[str]) -> int:
    """Return the set of the wanted points; of all if none is wanted."""
    return sum(1 << at for at, point in enumerate(points) if not wanted or point in wanted)


def _side(routes: Iterable[Route], attribute: str) -> tuple[str, ...]:
    """Return a sample value of each kind that rows distinguish."""
    # An attribute that is not given meets nothing, as a word that no row names. The sample
    # numbers are the first ones from which a bound holds or no longer does. Rows may name some of
    # them as words, so each gets as many leading zeros as make it a word that no row names.
    if is_redacted_name(attribute):
        return (_OTHER,)
    conditions = _conditions(routes, attribute)
    words = {word for condition in conditions for word in condition.one_of if not is_redacted(word)}
    begins = {condition.at_least or 0 for condition in conditions}
    ends = {condition.at_most + 1 for condition in conditions if condition.at_most is not None}
    return (_OTHER, *sorted({_unnamed(number, words) for number in begins | ends} | words))


def _unnamed(number: int, words: Set[str]) -> str:
    spellings = (str(number).zfill(digits) for digits in range(1, DIGITS + 1))
    return next((spelling for spelling in spellings if spelling not in words), str(number))


def _holding(row: Route, attribute: str, side: Sequence[str]) -> int:
    conditions = _conditions([row], attribute)
    return sum(
        1 << at
        for at, value in enumerate(side)
        if all(condition.holds(value) for condition in conditions)
    )


def _conditions(routes: Iterable[Route], attribute: str) -> list[Condition]:
    return [
        condition
        for row in routes
        for condition in row.conditions
        if condition.attribute == attribute
    ]


# ── Questions about boxes ──


def is_empty(box: Box) -> bool:
    """Return whether no report is in the box."""
    return not all(box)


def overlap(first: Box, second: Box) -> bool:
    """Return whether some report is in both boxes."""
    return all(here & there for here, there in zip(first, second, strict=True))


def covered(box: Box, by: Sequence[Box]) -> bool | None:
    """Return whether every report of the box is in one of the others.

    ``None`` when that takes too long to tell.
    """
    budget = BUDGET
    left = [(box, 0)]
    while left:
        part, start = left.pop()
        at = next((at for at in range(start, len(by)) if overlap(part, by[at])), None)
        budget -= 1
        if at is None:
            return False
        if budget < 0:
            return None
        left.extend((rest, at + 1) for rest in _without(part, by[at]))
    return True


def _without(box: Box, hole: Box) -> list[Box]:
    """Return disjoint boxes that make up *box* without *hole*."""
    parts = []
    rest = list(box)
    for side, (here, there) in enumerate(zip(box, hole, strict=True)):
        if outside := here & ~there:
            parts.append((*rest[:side], outside, *rest[side + 1 :]))
        rest[side] = here & there
    return parts
