"""Which rows take the reports that another row would: an exact answer in limited steps."""

from collections.abc import Iterator, Sequence

from lckm_core.reports._routing.boxes import CATEGORIES, EVERYTHING, KINDS, NAMES, Box

BUDGET = 20_000
"""How many boxes are looked at before the question whether others cover one is given up."""
STEPS = 2_000_000
"""How many rows and sides of boxes are looked at, in all questions about one table."""
# A condition on numbers may take thousands of points. Rows with more points than this are not
# indexed by them, but compared with each box.
_MOST_POINTS = 500


class ReachedRows:
    """The rows of a table that some report reaches, among which those near a box are found.

    A set of rows is an ``int``, as a set of points is.

    Args:
        boxes: the boxes of all rows of the table.
    """

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._boxes = boxes
        self._steps = STEPS
        self._all = 0
        # By side: the rows that ask about it, and those that take too many points of it.
        self._asking: dict[int, int] = {}
        self._taking_many: dict[int, int] = {}
        self._taking: dict[tuple[int, int], int] = {}
        self._categories: dict[int, int] = {}

    def add(self, at: int) -> None:
        """Add a row."""
        row, box = 1 << at, self._boxes[at]
        self._all |= row
        for side, points in box.items():
            self._asking[side] = self._asking.get(side, 0) | row
            if _is_listed(side, points):
                for point in _numbers(points):
                    self._taking[side, point] = self._taking.get((side, point), 0) | row
            else:
                self._taking_many[side] = self._taking_many.get(side, 0) | row
        for kind in _numbers(box[KINDS]):
            before = self._categories.get(kind, 0)
            self._categories[kind] = before | box.get(CATEGORIES, EVERYTHING)

    def near(self, box: Box) -> int:
        """Return the rows that may take a report of the box; all others take none."""
        found = self._all
        for side, points in box.items():
            found &= self.near_points(side, points)
        return found

    def near_points(self, side: int, points: int) -> int:
        """Return the rows that may take a report of these points of one side."""
        if not _is_listed(side, points):
            return EVERYTHING
        found = ~self._asking.get(side, 0) | self._taking_many.get(side, 0)
        for point in _numbers(points):
            found |= self._taking.get((side, point), 0)
        return found

    def takers(self, box: Box, near: int) -> Iterator[int]:
        """Yield the rows of *near* that take a report of the box, in their order."""
        return (at for at in _numbers(near) if overlap(box, self._boxes[at]))

    def cover(self, box: Box, near: int) -> bool | None:
        """Return whether every report of the box is taken by one of the rows of *near*.

        ``None`` when that takes too long to tell.
        """
        budget = BUDGET
        open_parts = [(box, near)]
        while open_parts:
            part, near = open_parts.pop()
            budget -= 1
            for at in _numbers(near):
                self._steps -= 1
                if self._steps < 0:
                    return None
                if overlap(part, self._boxes[at]):
                    break
            else:
                return False
            if budget < 0:
                return None
            self._steps -= len(part)
            later = near >> at + 1 << at + 1
            open_parts.extend((rest, later) for rest in _subtract(part, self._boxes[at]))
        return True

    def take_category(self, kind: int, category: int) -> bool:
        """Return whether some row takes a report of these points of kind and category."""
        return self._categories.get(kind, 0) >> category & 1 == 1


def is_empty(box: Box) -> bool:
    """Return whether no report is in the box."""
    return not all(box.values())


def overlap(first: Box, second: Box) -> bool:
    """Return whether some report is in both boxes, neither of which is empty."""
    fewer, more = (first, second) if len(first) <= len(second) else (second, first)
    return all(points & more.get(side, EVERYTHING) for side, points in fewer.items())


def _subtract(box: Box, hole: Box) -> Iterator[Box]:
    """Yield disjoint boxes that make up *box* without *hole*."""
    rest = dict(box)
    for side, there in hole.items():
        here = rest.get(side, EVERYTHING)
        if outside := here & ~there:
            yield {**rest, side: outside}
        rest[side] = here & there


def _is_listed(side: int, points: int) -> bool:
    return side <= len(NAMES) or points.bit_count() <= _MOST_POINTS


def _numbers(found: int) -> Iterator[int]:
    """Yield the numbers of a set, the smallest first."""
    while found:
        lowest = found & -found
        yield lowest.bit_length() - 1
        found ^= lowest
