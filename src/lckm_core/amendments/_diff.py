"""The differences of two sequences: words of a text, sentences, items of a list."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A range of the old sequence, and the range of the new one that takes its place."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    def moved(self, old_by: int, new_by: int) -> "Span":
        """Return the span with its ranges moved along their sequences."""
        return Span(
            self.old_start + old_by,
            self.old_end + old_by,
            self.new_start + new_by,
            self.new_end + new_by,
        )


# Each round looks at every word once, so that no text takes long.
_ROUNDS = 8
"""How often a range is divided again."""


def longest_rising(pairs: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return the longest run of (old, new) pairs in the same order in both sequences."""
    tails: list[int] = []
    owners: list[int] = []
    before: dict[int, int | None] = {}
    for index, other in sorted(pairs.items()):
        place = bisect_left(tails, other)
        before[index] = owners[place - 1] if place else None
        tails[place : place + 1], owners[place : place + 1] = [other], [index]
    rising = []
    last = owners[-1] if owners else None
    while last is not None:
        rising.append((last, pairs[last]))
        last = before[last]
    return rising[::-1]


def differing(old: Sequence[str], new: Sequence[str], rounds: int = _ROUNDS) -> Iterator[Span]:
    """Yield the spans that differ, in order.

    What stands once in each range shows what stayed (patience diff), and divides the range for the
    next round. Without such a thing a range counts as wholly different. The work grows with the
    length of the sequences and not with its square.
    """
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    tail = next(
        (place for place in range(shorter - head) if old[-1 - place] != new[-1 - place]),
        shorter - head,
    )
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    unchanged = longest_rising(_once_in_both(old, new)) if rounds else []
    if not unchanged:
        if old or new:
            yield Span(head, head + len(old), head, head + len(new))
        return
    for (index, other), (end, stop) in pairwise([(-1, -1), *unchanged, (len(old), len(new))]):
        if end - index > 1 or stop - other > 1:
            inner = differing(old[index + 1 : end], new[other + 1 : stop], rounds - 1)
            for span in inner:
                yield span.moved(head + index + 1, head + other + 1)


def _once_in_both(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    counts = Counter(new)
    single = {thing: place for place, thing in enumerate(new) if counts[thing] == 1}
    counts = Counter(old)
    return {
        place: single[thing]
        for place, thing in enumerate(old)
        if counts[thing] == 1 and thing in single
    }
