"""Scores the procedures that hold the words of a question."""

from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from typing import NamedTuple

from lckm_search.entries import WEIGHTS
from lckm_search.query import Alternative, Concept, Counts
from lckm_search.stores import Row
from lckm_search.titles import Title

_ORDER = tuple(sorted(WEIGHTS, key=lambda field: -WEIGHTS[field]))
# What a title scores that consists of the words of the question.
_DENSITY = 12.0
# The part of a question, weighted by rarity, that an answer must hold.
_LEAST = 0.1
# The power by which the score of a phrase falls when only some of its words are there.
_PARTLY = 2


class _Meaning(NamedTuple):
    """An alternative of a concept, with the rarity of its words."""

    quality: float
    slots: tuple[tuple[Mapping[str, float], float], ...]
    whole: float
    terms: frozenset[str]


class Ranking:
    """Scores procedures for one question; *titles* are theirs by row."""

    def __init__(
        self, concepts: Sequence[Concept], counts: Counts, titles: Mapping[int, Title]
    ) -> None:
        self._titles = titles
        self._concepts = [
            [_meaning(alternative, counts) for alternative in concept.alternatives]
            for concept in concepts
        ]
        self._importance = [concept.importance for concept in concepts]
        nowhere = log(1 + counts.total) / 2
        self._weights = [
            importance
            * max((rarity for meaning in concept for _, rarity in meaning.slots), default=nowhere)
            for importance, concept in zip(self._importance, self._concepts, strict=True)
        ]
        self.terms = (
            frozenset(term for concept in concepts for term in concept.terms())
            & counts.entries.keys()
        )

    def ranked(self, rows: Iterable[Row]) -> list[tuple[float, Row]]:
        """Return the rows that score, best first; of equals the lower number first."""
        scored = [(self.score(row), row) for row in rows]
        return sorted(
            ((points, row) for points, row in scored if points > 0),
            key=lambda scored_row: (-scored_row[0], scored_row[1].id),
        )

    def score(self, row: Row) -> float:
        """Return the score of a procedure.

        Each concept counts by its field and its rarity, all of them by how many are there.
        """
        term_weights = self._term_weights(row)
        if not term_weights:
            return 0.0
        points = coverage = 0.0
        for concept, importance, weight in zip(
            self._concepts, self._importance, self._weights, strict=True
        ):
            worth = [
                _worth(term_weights, meaning)
                for meaning in concept
                if not meaning.terms.isdisjoint(term_weights)
            ]
            if not worth:
                continue
            best, part = max(worth)
            points += importance * best
            coverage += weight * part
        covered = coverage / sum(self._weights)
        if covered < _LEAST:
            return 0.0
        return (points + _DENSITY * self._titles[row.row].part(term_weights)) * covered

    def _term_weights(self, row: Row) -> dict[str, float]:
        """Return the query terms in a procedure with the weight of their best field."""
        weights: dict[str, float] = {}
        for field in _ORDER:
            weight = WEIGHTS[field]
            if field in row.terms:
                for term in self.terms & row.terms[field]:
                    weights.setdefault(term, weight)
            else:
                for term in self.terms - weights.keys():
                    if f" {term} " in row.rest:
                        weights[term] = weight
        return weights


def _meaning(alternative: Alternative, counts: Counts) -> _Meaning:
    slots = tuple(
        (slot, counts.rarity(slot) or log(1 + counts.total)) for slot in alternative.slots
    )
    return _Meaning(
        alternative.quality,
        slots,
        sum(rarity for _, rarity in slots),
        frozenset().union(*alternative.slots),
    )


def _worth(term_weights: Mapping[str, float], meaning: _Meaning) -> tuple[float, float]:
    """Return what a meaning scores in a procedure, and how much of it is there."""
    points = found_rarity = 0.0
    for slot, rarity in meaning.slots:
        best = max(
            (term_weights[term] * worth for term, worth in slot.items() if term in term_weights),
            default=0.0,
        )
        if best:
            found_rarity += rarity
            points += best * rarity
    part = (found_rarity / meaning.whole) ** _PARTLY if meaning.whole else 0.0
    return meaning.quality * part * points / sqrt(len(meaning.slots)), meaning.quality * part
