"""What some words of a question hint at together, none of which says it alone: „dół”, „ubikacja” and „ogród” a cesspool."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import log

Phrase = tuple[frozenset[str], ...]
"""The words of a phrase, each as what it may be a form of."""
Hinted = tuple[Phrase, float]
"""What is meant, and how far to trust that."""

_COMMON = 25
"""A word that hints at more things hints at nothing."""
_MOST = 4
"""So many things a question may hint at, those it hints at most."""
_TRUSTED, _SURE, _SUREST = 0.7, 1.3, 1.3
"""How far a hint is trusted that says as much as _SURE words that hint at nothing else, and by how much more a better one at most."""


class Hints:
    """The things that words hint at."""

    def __init__(self) -> None:
        self._things: dict[Phrase, int] = {}
        self._by_term: dict[str, set[int]] = defaultdict(set)

    def add(self, means: Iterable[Phrase], terms: Iterable[str]) -> None:
        """Let terms hint at what is meant in several words."""
        things = {
            self._things.setdefault(phrase, len(self._things))
            for phrase in means
            if len(phrase) > 1
        }
        for term in terms:
            self._by_term[term] |= things

    @property
    def terms(self) -> Iterable[str]:
        """The terms that hint at something."""
        return self._by_term.keys()

    def of(self, slots: Sequence[Mapping[str, float]]) -> list[list[Hinted]]:
        """Return for each word of a question, given as its terms with what each is worth, what it hints at with a different one."""
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
            if any(slots[one].keys().isdisjoint(slots[other]) for one, other in combinations(at, 2))
        }
        sure = _SURE * self._rarity(1)
        phrases = list(self._things)
        found: list[list[Hinted]] = [[] for _ in slots]
        for thing in sorted(sums, key=lambda thing: (-sums[thing], thing))[:_MOST]:
            for place in weights[thing]:
                found[place].append((phrases[thing], _TRUSTED * min(_SUREST, sums[thing] / sure)))
        return found

    def _rarity(self, things: int) -> float:
        """Return how much a word says that hints at so many things."""
        return log(1 + len(self._things) / things)
