"""How rare words are in the base."""

from collections.abc import Iterable, Mapping
from math import log
from typing import NamedTuple


class Counts(NamedTuple):
    """In how many procedures each term stands, of how many."""

    entries: Mapping[str, int]
    total: int

    def rarity(self, terms: Iterable[str]) -> float:
        """Return how much it says of a procedure that one of these terms stands in it; 0 for none."""
        found = [self.entries[term] for term in terms if term in self.entries]
        return log(1 + self.total / max(found)) if found else 0.0
