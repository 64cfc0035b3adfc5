"""Puts hits on different matters on one page of results."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lckm_search.stores import Row
from lckm_search.titles import Title

# What is left of a score for each better hit on the same matter whose title has as much of the
# question.
_REPEATED = 0.75
# Titles on the same matter share at least this part of the shorter one, weighted by rarity.
_SAME = 0.62


class _Hit(NamedTuple):
    """A hit with its title and the query terms in it."""

    points: float
    row: Row
    title: Title
    query_terms: frozenset[str]


def diversify(
    ranked: Iterable[tuple[float, Row]],
    query_terms: frozenset[str],
    titles: Mapping[int, Title],
    limit: int,
) -> Sequence[tuple[float, Row]]:
    """Return the first *limit* hits, with scores that never rise.

    The best hit on a matter is followed by the procedure with the shortest title, which most
    questions are about. Others on that matter come lower down, unless their titles hold a word of
    the question that those above do not.
    """
    hits_left = [
        _Hit(points, row, titles[row.row], row.terms["title"] & query_terms)
        for points, row in ranked
    ]
    page: list[tuple[float, Row]] = []
    while hits_left and len(page) < limit:
        best = max(hits_left, key=lambda hit: hit.points)
        hits_left.remove(best)
        page.append((best.points, best.row))
        same_matter = [hit for hit in hits_left if _is_same_matter(hit, best)]
        plainest = min(
            same_matter, key=lambda hit: (len(hit.title.rarity), hit.row.id), default=best
        )
        if (len(plainest.title.rarity), plainest.row.id) < (len(best.title.rarity), best.row.id):
            hits_left.remove(plainest)
            page.append((best.points, plainest.row))
        repeated = {hit.row.row for hit in same_matter if hit.query_terms <= best.query_terms}
        hits_left = [
            hit._replace(points=hit.points * _REPEATED) if hit.row.row in repeated else hit
            for hit in hits_left
        ]
    return page[:limit]


def _is_same_matter(hit: _Hit, other: _Hit) -> bool:
    """Return whether two hits are on the same matter."""
    return hit.title.shared(other.row.terms["title"]) >= _SAME * min(
        hit.title.rarity_sum, other.title.rarity_sum
    )
