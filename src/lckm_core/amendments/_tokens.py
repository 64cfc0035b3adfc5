"""A text by its words and marks: where a phrase stands in it, whatever the spaces between them are."""

import re
from bisect import bisect_left
from functools import cached_property
from itertools import accumulate, pairwise

from lckm_core.amendments._model import End, Phrase

_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])")
_SENTENCE_ENDS = frozenset(".!?…")


def tokens_of(text: str) -> list[str]:
    """Return the words and marks of *text*, each with the space before it; space at the end is left out."""
    # Left in, the space at the end would be looked through again from each of its characters.
    return _TOKEN.findall(text.rstrip())


def _words(text: str) -> list[str]:
    return [token.lstrip() for token in tokens_of(text)]


def sentences_of(tokens: list[str]) -> list[int]:
    """Return where each sentence or line starts, and the end of the text."""
    starts = [
        index
        for index, (before, token) in enumerate(pairwise(tokens), 1)
        if "\n" in token or (before[-1] in _SENTENCE_ENDS and token[0].isspace())
    ]
    return [0, *starts, len(tokens)]


class TokenIndex:
    """A text cut into words and marks once, to find many phrases in it: each search is one search for a string."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self._ends = [0, *accumulate(len(token) for token in self.tokens)]
        words = [token.lstrip() for token in self.tokens]
        self._line = " ".join(["", *words, ""])
        self._starts = [0, *accumulate(len(word) + 1 for word in words)]

    @cached_property
    def sentences(self) -> list[int]:
        """Where each sentence or line starts, and the end of the text."""
        return sentences_of(self.tokens)

    def between(self, first: int, last: int) -> str | None:
        """Return the text from word *first* to before word *last*, without the space around it; ``None`` for nothing."""
        return self.text[self._ends[first] : self._ends[last]].strip() or None

    def place_of(self, phrase: Phrase) -> tuple[int, int, int] | None:
        """Return where the words to remove stand, if they do exactly once between the words around them.

        The place is where the space before them starts, where they start, and where they end.
        """
        before, remove, after = (
            _words(part or "") for part in (phrase.before, phrase.remove, phrase.after)
        )
        place = (
            self._only(" ".join(["", *before, *remove, *after, ""]), phrase.at) if remove else None
        )
        if place is None or (before and phrase.at is End.START) or (after and phrase.at is End.END):
            return None
        first = bisect_left(self._starts, place) + len(before)
        blank, end = self._ends[first], self._ends[first + len(remove)]
        start = self._ends[first + 1] - len(remove[0])
        return (blank, start, end) if self.text[start:end] == phrase.remove.strip() else None

    def _only(self, words: str, at: End | None) -> int | None:
        """Return where *words* stand in the line of all words: at the end that is asked for, else in the one place."""
        if at is End.START:
            return 0 if self._line.startswith(words) else None
        if at is End.END:
            return len(self._line) - len(words) if self._line.endswith(words) else None
        place = self._line.find(words)
        return place if place >= 0 and self._line.find(words, place + 1) < 0 else None
