"""A page of hits on which the acts of one matter do not keep other matters away."""

from collections.abc import Iterable, Sequence
from math import fsum
from typing import NamedTuple

from lckm_search.ranking import Counts
from lckm_search.stores import Row

_REPEATED = 0.75
"""What is left of a score with each better hit of the same matter that has as much of the question in its title."""
_SAME = 0.62
"""Titles that share this part of the shorter one, by how rare its words are, are of the same matter."""


class _Found(NamedTuple):
    """A hit, with the length of its title by how rare its words are, and those of them that are asked for."""

    points: float
    row: Row
    long: float
    asked: frozenset[str]


def varied(
    ranked: Iterable[tuple[float, Row]], asked: frozenset[str], counts: Counts, limit: int
) -> Sequence[tuple[float, Row]]:
    """Return the first *limit* hits in the order to be shown, what each scores no more than the one before.

    After the best of a matter comes its plainest act, the one with the shortest title, for most questions are about that; other
    acts of it come further below, unless their titles hold a word of the question that those above have not.
    """
    rarity = {term: counts.rarity((term,)) for term in counts.entries}
    left = [
        _Found(points, row, fsum(rarity[term] for term in row.terms["title"]), row.terms["title"] & asked)
        for points, row in ranked
    ]
    shown: list[tuple[float, Row]] = []
    while left and len(shown) < limit:
        best = max(left, key=lambda one: one.points)
        left.remove(best)
        shown.append((best.points, best.row))
        acts = [one for one in left if _same(one, best, rarity)]
        plainest = min(acts, key=lambda one: one.long, default=best)
        if plainest.long < best.long:
            left.remove(plainest)
            shown.append((best.points, plainest.row))
        less = {one.row.row for one in acts if one.asked <= best.asked}
        left = [one._replace(points=one.points * _REPEATED) if one.row.row in less else one for one in left]
    return shown[:limit]


def _same(one: _Found, other: _Found, rarity: dict[str, float]) -> bool:
    """Return whether two hits are of the same matter."""
    shared = one.row.terms["title"] & other.row.terms["title"]
    return fsum(rarity[term] for term in shared) >= _SAME * min(one.long, other.long)
