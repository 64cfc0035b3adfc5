"""The words of procedure titles, with their rarity."""

from collections.abc import Iterable, Mapping
from math import fsum
from typing import NamedTuple

from lckm_search.polish import Analyser, words
from lckm_search.query import Counts
from lckm_search.stores import Row
from lckm_search.synonyms import is_stop_word


class Title(NamedTuple):
    """The words of a title but its stop words, with the rarity of each and of all."""

    rarity: Mapping[frozenset[str], float]
    rarity_sum: float

    def part(self, terms: Iterable[str]) -> float:
        """Return the part of the title's words that these terms cover.

        A word with several lemmas counts once.
        """
        return sum(not word.isdisjoint(terms) for word in self.rarity) / (len(self.rarity) or 1)

    def shared(self, terms: Iterable[str]) -> float:
        """Return the rarity of the title's words among these terms."""
        return fsum(rarity for word, rarity in self.rarity.items() if not word.isdisjoint(terms))


def titles_of(rows: Iterable[Row], analyser: Analyser, counts: Counts) -> Mapping[int, Title]:
    """Return the title of each row; *counts* covers all their terms."""
    known: dict[str, tuple[frozenset[str], float]] = {}
    return {row.row: _title(row, analyser, counts, known) for row in rows}


def _title(
    row: Row, analyser: Analyser, counts: Counts, known: dict[str, tuple[frozenset[str], float]]
) -> Title:
    found = {}
    for word in words(row.title):
        if word not in known:
            terms = analyser.terms(word)
            known[word] = terms, 0.0 if is_stop_word(word) else counts.rarity(terms)
        terms, rarity = known[word]
        if rarity:
            found[terms] = rarity
    return Title(found, fsum(found.values()))
