"""Categories by the words of a report, whatever category was chosen."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache

import attrs

from lckm_core.reports._routing.model import Category, RouteTable
from lckm_core.text import folded

# A report's words have at most so many characters; what somebody types may be longer.
_LONGEST = 8000
_SENTENCE_END = re.compile(r"[.!?;\n]+")
_WORD = re.compile(r"[^\W_]+")
# How many words further the next word of a line may stand.
_FURTHEST = 4
_NEGATIONS = frozenset(
    (
        *("nie", "nikt", "nikogo", "nic", "bez", "brak", "zadnych"),
        *("not", "no", "never", "nobody"),
        *("ні", "не", "без", "ніхто", "немає"),
    )
)
# Words between a negation and what it negates: „nikt nie jest ranny”, „nie ma rannych”.
_BETWEEN = frozenset(
    (
        *("sie", "jest", "sa", "ma", "bylo", "byl", "byla", "byli", "zostal", "zostala"),
        *("is", "are", "was", "been", "any", "a", "the", "є"),
    )
)
_MOST_BETWEEN = 3
# In place of which word of a line it is: one that bars the line.
_BARS = -1


def categories_by_words(text: str, table: RouteTable) -> tuple[Category, ...]:
    """Return the categories of a table whose ``words`` a text has, in the table's order.

    A text has a line of words when, within a sentence, a word stands for each of the line's, in any
    order, and no other further than four words from the next. Case and Polish marks make no
    difference. A word right after „nie”, „nikt” or „bez” does not count, nor does one near a word
    that the line has after a hyphen: „pożar -zeszłego”.

    Args:
        text: what somebody typed; the first 8,000 characters are looked at.
        table: the table of routes.
    """
    if not any(category.words for category in table.categories):
        return ()
    sentences = [
        _WORD.findall(folded(sentence)) for sentence in _SENTENCE_END.split(text[:_LONGEST])
    ]
    return tuple(
        category
        for category in table.categories
        if category.words and any(map(_lines(category.words).stand_in, sentences))
    )


@attrs.frozen
class _Lines:
    """Lines of words, found by the forms of each word.

    Args:
        counts: how many words each line has.
        forms: for each form, its lines and its word in them; ``_BARS`` if it bars the line.
        beginnings: the same for forms with any ending.
    """

    counts: Sequence[int]
    forms: Mapping[str, Sequence[tuple[int, int]]]
    beginnings: Mapping[str, Sequence[tuple[int, int]]]

    def stand_in(self, words: Sequence[str]) -> bool:
        """Return whether all words of a line stand in a sentence, close to each other."""
        found = defaultdict[int, list[tuple[int, int]]](list)
        barring = defaultdict[int, list[int]](list)
        for at, word in enumerate(words):
            for line, part in self._meant(word):
                if part == _BARS:
                    barring[line].append(at)
                else:
                    found[line].append((at, part))
        return any(
            len(parts) == self.counts[line]
            for line, places in found.items()
            for parts in _close(_free(_affirmed(words, places), barring[line]))
        )

    def _meant(self, word: str) -> Iterator[tuple[int, int]]:
        """Yield each line and the word of it that a word of a text stands for."""
        yield from self.forms.get(word, ())
        for beginning, places in self.beginnings.items():
            if word.startswith(beginning):
                yield from places


@lru_cache(maxsize=256)
def _lines(words: tuple[str, ...]) -> _Lines:
    forms = defaultdict[str, list[tuple[int, int]]](list)
    beginnings = defaultdict[str, list[tuple[int, int]]](list)
    counts = []
    for line, text in enumerate(words):
        parts = text.split()
        counts.append(sum(not part.startswith("-") for part in parts))
        for at, alternatives in enumerate(parts):
            part = _BARS if alternatives.startswith("-") else at
            for form in folded(alternatives.removeprefix("-")).split("/"):
                known = beginnings if form.endswith("*") else forms
                known[form.removesuffix("*")].append((line, part))
    return _Lines(counts, forms, beginnings)


def _free(places: Sequence[tuple[int, int]], barring: Sequence[int]) -> list[tuple[int, int]]:
    """Return the places of words near none that bars their line."""
    return [
        (at, part)
        for at, part in places
        if not any(abs(at - other) <= _FURTHEST for other in barring)
    ]


def _affirmed(words: Sequence[str], places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places of words that no other word negates; those of the line do not count."""
    met = {at for at, _ in places}
    return [(at, part) for at, part in places if not _is_negated(words, at, met)]


def _is_negated(words: Sequence[str], at: int, met: Set[int]) -> bool:
    """Return whether a word before it, other than those in *met*, negates a word."""
    for before in range(at - 1, max(-1, at - 2 - _MOST_BETWEEN), -1):
        if words[before] not in _BETWEEN:
            return words[before] in _NEGATIONS and before not in met
    return False


def _close(places: Sequence[tuple[int, int]]) -> Iterator[set[int]]:
    """Yield which words of a line stand close to each other."""
    group = set[int]()
    before = 0
    for at, part in places:
        if at - before > _FURTHEST:
            yield group
            group = set()
        group.add(part)
        before = at
    yield group
