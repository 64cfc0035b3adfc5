"""A page of hits on which the acts of one matter do not keep other matters away."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lckm_search.stores import Row
from lckm_search.titles import Title

_REPEATED = 0.75
"""What is left of a score with each better hit of the same matter that has as much of the question in its title."""
_SAME = 0.62
"""Titles that share this part of the shorter one, by how rare its words are, are of the same matter."""


class _Found(NamedTuple):
    """A hit, with its title, and those of its terms that are asked for."""

    points: float
    row: Row
    title: Title
    asked: frozenset[str]


def varied(
    ranked: Iterable[tuple[float, Row]],
    asked: frozenset[str],
    titles: Mapping[int, Title],
    limit: int,
) -> Sequence[tuple[float, Row]]:
    """Return the first *limit* hits in the order to be shown, what each scores no more than the one before.

    After the best of a matter comes its plainest act, the one with the shortest title, for most questions are about that; other
    acts of it come further below, unless their titles hold a word of the question that those above have not.
    """
    left = [
        _Found(points, row, titles[row.row], row.terms["title"] & asked) for points, row in ranked
    ]
    shown: list[tuple[float, Row]] = []
    while left and len(shown) < limit:
        best = max(left, key=lambda one: one.points)
        left.remove(best)
        shown.append((best.points, best.row))
        acts = [one for one in left if _same(one, best)]
        plainest = min(acts, key=lambda one: (len(one.title.rarity), one.row.id), default=best)
        if (len(plainest.title.rarity), plainest.row.id) < (len(best.title.rarity), best.row.id):
            left.remove(plainest)
            shown.append((best.points, plainest.row))
        less = {one.row.row for one in acts if one.asked <= best.asked}
        left = [
            one._replace(points=one.points * _REPEATED) if one.row.row in less else one
            for one in left
        ]
    return shown[:limit]


def _same(one: _Found, other: _Found) -> bool:
    """Return whether two hits are of the same matter."""
    return one.title.shared(other.row.terms["title"]) >= _SAME * min(
        one.title.long, other.title.long
    )
