"""What stays when one row of things becomes another: words of a text, sentences, items of a list."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

Span = tuple[int, int, int, int]
"""A stretch of the old row (start, end) and the stretch of the new one that stands in its place (start, end)."""

_ROUNDS = 8
"""How often a stretch is divided again. Each round looks at every word once, so that no text takes long."""


def longest_rising(pairs: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return the most (old, new) pairs of places whose order is the same in both rows."""
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
    """Yield the stretches that differ, in order.

    What stands once in each stretch shows what stayed (patience diff), and divides it for the next round. Without such
    a thing a stretch counts as wholly different. The work grows with the length of the rows and not with its square.
    """
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    tail = next(
        (place for place in range(shorter - head) if old[-1 - place] != new[-1 - place]),
        shorter - head,
    )
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    kept = longest_rising(_once_in_both(old, new)) if rounds else []
    if not kept:
        if old or new:
            yield head, head + len(old), head, head + len(new)
        return
    for (index, other), (end, stop) in pairwise([(-1, -1), *kept, (len(old), len(new))]):
        if end - index > 1 or stop - other > 1:
            for a, b, c, d in differing(old[index + 1 : end], new[other + 1 : stop], rounds - 1):
                start, begin = head + index + 1, head + other + 1
                yield start + a, start + b, begin + c, begin + d


def _once_in_both(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    counts = Counter(new)
    single = {thing: place for place, thing in enumerate(new) if counts[thing] == 1}
    counts = Counter(old)
    return {
        place: single[thing]
        for place, thing in enumerate(old)
        if counts[thing] == 1 and thing in single
    }
