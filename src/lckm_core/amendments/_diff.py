"""The differences of two sequences: words of a text, sentences, items of a list."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

Span = tuple[int, int, int, int]
"""A range of the old sequence (start, end) and the range of the new one in its place."""

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
            yield head, head + len(old), head, head + len(new)
        return
    for (index, other), (end, stop) in pairwise([(-1, -1), *unchanged, (len(old), len(new))]):
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
