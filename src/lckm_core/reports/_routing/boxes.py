"""The reports that a row matches, as a box of bits, so that rows can be compared exactly.

Everything that rows ask about is a side. The points of a side are sample values: those that some
row names, and the numbers from which a bound holds or no longer does; two reports that no row
distinguishes are one point. A box has, for each side that a row asks about, the set of the points
it takes. A set is an ``int``, so that ``&`` and ``~`` answer all questions; the bits that belong to
no point stand for what no row names, so a row that does not ask takes :data:`EVERYTHING`.

An example: where rows name the categories „roads” and „trees” and nothing else, roads are bit 0
and trees bit 1. A row for trees has ``0b10`` there and a row for everything has no such side; rows
for roads, for trees and for everything cover a row for both.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from lckm_core.redaction import strike
from lckm_core.reports._model import ReportKind
from lckm_core.reports._routing.model import DIGITS, Condition, Route
from lckm_core.reports._separation import without_personal_data

Box = Mapping[int, int]
"""The points of each side that is asked about. Each box has the side of kinds."""
EVERYTHING = -1
KINDS, CATEGORIES = 0, 1
NAMES = ("categories", "places", "areas")
"""The fields of a row that hold names; their sides follow that of the kinds."""
_KIND_POINTS: Mapping[str, int] = {kind: at for at, kind in enumerate(ReportKind)}
_NUMBERS_END = 10**DIGITS


@lru_cache(2**15)
def is_redacted_name(name: str) -> bool:
    """Return whether reports lose this *name* of a thing before routing."""
    return without_personal_data(name) is None


@lru_cache(2**15)
def is_redacted(value: str) -> bool:
    """Return whether reports lose this value before routing."""
    return strike(value) != value


class Sides:
    """The points of all sides that rows ask about.

    Args:
        routes: the rows.
    """

    def __init__(self, routes: Sequence[Route]) -> None:
        self._lists: dict[str, Mapping[str, int]] = {"kinds": _KIND_POINTS}
        for key in NAMES:
            names = dict.fromkeys(name for row in routes for name in getattr(row, key))
            self._lists[key] = _number_points(name for name in names if not is_redacted_name(name))
        conditions: dict[str, list[Condition]] = {}
        for row in routes:
            for condition in row.conditions:
                conditions.setdefault(condition.attribute, []).append(condition)
        self._answers = {
            name: _Answers(conditions[name], side)
            for side, name in enumerate(sorted(conditions), start=len(self._lists))
        }

    def box(self, row: Route) -> Box:
        """Return the box of a row."""
        box = {KINDS: _bits(_KIND_POINTS.values())}
        for side, (key, points) in enumerate(self._lists.items()):
            if names := getattr(row, key):
                box[side] = _bits(points[name] for name in names if name in points)
        of_row: dict[int, int] = {}
        for condition in row.conditions:
            answers = self._answers[condition.attribute]
            taken = answers.taken_by(condition)
            if taken != EVERYTHING:
                of_row[answers.side] = of_row.get(answers.side, EVERYTHING) & taken
        return box | dict(sorted(of_row.items()))

    def values(self, row: Route) -> Iterator[tuple[str, int, int, int]]:
        """Yield each value of the lists of a row that have several, unless it is redacted.

        Yields the name of the list, the value's index in it, the side, and the set of its point.
        """
        for side, (key, points) in enumerate(self._lists.items()):
            names = getattr(row, key)
            for index, name in enumerate(names if len(names) > 1 else ()):
                if name in points:
                    yield key, index, side, 1 << points[name]

    def point(self, side: int, name: str) -> int:
        """Return the point of a name on the side of a list, or one that no row names."""
        points = list(self._lists.values())[side]
        return points.get(name, len(points))


class _Answers:
    """The points of one attribute: the numbers that no row names as words, then the words.

    Args:
        conditions: all conditions on the attribute.
        side: its side.
    """

    def __init__(self, conditions: Sequence[Condition], side: int) -> None:
        self.side = side
        self._is_redacted = is_redacted_name(conditions[0].attribute)
        words = {
            word for condition in conditions for word in condition.one_of if not is_redacted(word)
        }
        numerals = sorted((int(word), word) for word in words if _is_number(word))
        begins = {condition.at_least or 0 for condition in conditions if _asks_number(condition)}
        begins |= {
            condition.at_most + 1 for condition in conditions if condition.at_most is not None
        }
        bounds = [*sorted(begin for begin in begins if begin < _NUMBERS_END), _NUMBERS_END]
        self._begins = [first for first, end in pairwise(bounds) if _has_unnamed(first, end, words)]
        self._numerals = [number for number, _ in numerals]
        others = sorted(words - {word for _, word in numerals})
        self._words = _number_points((*(word for _, word in numerals), *others), len(self._begins))

    def taken_by(self, condition: Condition) -> int:
        """Return the set of the points for which a condition holds."""
        asks_number = _asks_number(condition)
        if not condition.one_of and not asks_number:
            return EVERYTHING
        if self._is_redacted:
            return 0
        if condition.one_of:
            words = {word for word in condition.one_of if condition.holds(word)}
            return _bits(self._words[word] for word in words if word in self._words)
        first = condition.at_least or 0
        last = _NUMBERS_END if condition.at_most is None else condition.at_most
        return _indices_between(self._begins, first, last) | (
            _indices_between(self._numerals, first, last) << len(self._begins)
        )


def _asks_number(condition: Condition) -> bool:
    return condition.at_least is not None or condition.at_most is not None


def _is_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= DIGITS


def _has_unnamed(first: int, end: int, words: Set[str]) -> bool:
    """Return whether some number of a range has a spelling that no row names as a word.

    A number may have leading zeros.
    """
    spellings = (
        str(number).zfill(digits)
        for number in range(first, end)
        for digits in range(len(str(number)), DIGITS + 1)
    )
    return any(spelling not in words for spelling in spellings)


def _number_points(points: Iterable[str], first: int = 0) -> Mapping[str, int]:
    return {point: at for at, point in enumerate(points, start=first)}


def _bits(numbers: Iterable[int]) -> int:
    """Return the set of these numbers."""
    # One bit more at a time would copy all of them each time.
    found = list(numbers)
    content = bytearray(max(found, default=0) // 8 + 1)
    for number in found:
        content[number // 8] |= 1 << number % 8
    return int.from_bytes(content, "little")


def _indices_between(ordered: Sequence[int], first: int, last: int) -> int:
    """Return the set of the indices at which a number of the range stands."""
    if last < first:
        return 0
    return (1 << bisect_right(ordered, last)) - (1 << bisect_left(ordered, first))
