"""Things that several words of a question hint at together.

„dół”, „ubikacja” and „ogród” hint at a cesspool, though none of them means one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import log

Phrase = tuple[frozenset[str], ...]
"""The words of a phrase, each as the terms that it may be a form of."""
Hinted = tuple[Phrase, float]
"""A phrase, and how far to trust the hint."""

# A word that hints at more things than this is ignored.
_COMMON = 25
# The most things that a question may hint at.
_MOST = 4
# How far a hint is trusted that has the weight of _SURE words with one meaning, and the most that
# a better one gains.
_TRUSTED, _SURE, _SUREST = 0.7, 1.3, 1.3


class Hints:
    """The things that words hint at."""

    def __init__(self) -> None:
        self._things: dict[Phrase, int] = {}
        self._by_term: dict[str, set[int]] = defaultdict(set)

    def add(self, phrases: Iterable[Phrase], terms: Iterable[str]) -> None:
        """Let terms hint at those of the phrases that have several words."""
        things = {
            self._things.setdefault(phrase, len(self._things))
            for phrase in phrases
            if len(phrase) > 1
        }
        for term in terms:
            self._by_term[term] |= things

    @property
    def terms(self) -> Iterable[str]:
        """The terms that hint at something."""
        return self._by_term.keys()

    def of(self, slots: Sequence[Mapping[str, float]]) -> list[list[Hinted]]:
        """Return what each word of a question hints at together with another word.

        Each word is given as its terms with their weights.
        """
        weights: dict[int, dict[int, float]] = defaultdict(dict)
        for place, slot in enumerate(slots):
            things = {thing for term in slot for thing in self._by_term.get(term, ())}
            if 0 < len(things) <= _COMMON:
                weight = max(slot.values()) * self._rarity(len(things))
                for thing in things:
                    weights[thing][place] = weight
        sums = {
            thing: sum(at.values())
            for thing, at in weights.items()
            if any(
                slots[first].keys().isdisjoint(slots[second])
                for first, second in combinations(at, 2)
            )
        }
        sure = _SURE * self._rarity(1)
        things_in_order = list(self._things)
        found: list[list[Hinted]] = [[] for _ in slots]
        for thing in sorted(sums, key=lambda thing: (-sums[thing], thing))[:_MOST]:
            for place in weights[thing]:
                trust = _TRUSTED * min(_SUREST, sums[thing] / sure)
                found[place].append((things_in_order[thing], trust))
        return found

    def _rarity(self, things: int) -> float:
        """Return the weight of a word that hints at so many things."""
        return log(1 + len(self._things) / things)
