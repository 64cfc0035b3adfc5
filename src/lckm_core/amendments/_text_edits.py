"""Changes inside a long text, phrase by phrase: found between two texts, and applied."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

from lckm_core.amendments._diff import Span, differing
from lckm_core.amendments._model import End, Phrase
from lckm_core.text import empty_word

_JOIN_WITHIN = 3
"""Changes with fewer unchanged words between them are one phrase."""
_CONTEXT = 4
"""The most words or marks of a sentence that are given on each side."""
_MAX_PHRASES = 100
"""A text with more changes than this is given whole."""

_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])")
_SENTENCE_ENDS = frozenset(".!?…")


def tokens_of(text: str) -> list[str]:
    """Return the words and marks of *text*, each with the space before it.

    Space at the end is left out.
    """
    # Otherwise trailing space would be scanned again from each of its characters.
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
    """A text cut into words and marks, in which many phrases can be found.

    Each search is one search for a string, whatever the spaces between the words are.
    """

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
        """Return the text from word *first* to before word *last*, stripped; ``None`` if empty."""
        return self.text[self._ends[first] : self._ends[last]].strip() or None

    def place_of(self, phrase: Phrase) -> tuple[int, int, int] | None:
        """Return where the words to remove stand, if they do exactly once in their context.

        Returns:
            Where the space before them starts, where they start, and where they end.
        """
        before = _words(phrase.before or "")
        remove = _words(phrase.remove)
        after = _words(phrase.after or "")
        if not remove:
            return None
        place = self._only_place(" ".join(["", *before, *remove, *after, ""]), phrase.at)
        if place is None or (before and phrase.at is End.START) or (after and phrase.at is End.END):
            return None
        first = bisect_left(self._starts, place) + len(before)
        blank, end = self._ends[first], self._ends[first + len(remove)]
        start = self._ends[first + 1] - len(remove[0])
        return (blank, start, end) if self.text[start:end] == phrase.remove.strip() else None

    def _only_place(self, words: str, at: End | None) -> int | None:
        """Return where *words* stand in the line of all words: at that end, else once."""
        if at is End.START:
            return 0 if self._line.startswith(words) else None
        if at is End.END:
            return len(self._line) - len(words) if self._line.endswith(words) else None
        place = self._line.find(words)
        return place if place >= 0 and self._line.find(words, place + 1) < 0 else None


def find_phrases(old: str, new: str) -> tuple[Phrase, ...]:
    """Return the changes from *old* to *new*; none where giving the whole text is better."""
    text, after = TokenIndex(old), tokens_of(new)
    spans = _join_near(_spans(text, after))
    changed = sum(span.old_end - span.old_start for span in spans)
    if (
        not text.tokens
        or not after
        or len(spans) > _MAX_PHRASES
        or changed * 3 > len(text.tokens) * 2
    ):
        return ()
    phrases: list[Phrase] = []
    room = len(old) + len(new)
    for span in spans:
        phrase = _phrase(text, span, after)
        if phrase is None:
            return ()
        parts = (phrase.before, phrase.remove, phrase.insert, phrase.after)
        room -= sum(len(part or "") for part in parts)
        # The whole text would be shorter.
        if room < 0:
            return ()
        phrases.append(phrase)
    return tuple(phrases) if rewrite(text, phrases) == new else ()


def rewrite(text: str | TokenIndex, phrases: Sequence[Phrase]) -> str | Phrase:
    """Return *text* with the phrases changed, or the first phrase that conflicts.

    A phrase conflicts when it is not there exactly once, or overlaps another.
    """
    words = TokenIndex(text) if isinstance(text, str) else text
    places: list[tuple[int, int, Phrase]] = []
    for phrase in phrases:
        place = words.place_of(phrase)
        if place is None:
            return phrase
        blank, start, end = place
        start = blank if phrase.insert is None else start
        at = bisect_left(places, start, key=lambda place: place[0])
        if (at and places[at - 1][1] > start) or (at < len(places) and places[at][0] < end):
            return phrase
        places.insert(at, (start, end, phrase))
    pieces, done = [], 0
    for start, end, phrase in places:
        pieces += [words.text[done:start], phrase.insert or ""]
        done = end
    return "".join([*pieces, words.text[done:]]).strip()


def _spans(text: TokenIndex, new: list[str]) -> Iterator[Span]:
    """Yield the spans of words that differ: by sentences first, then by words in those."""
    old, old_starts, new_starts = text.tokens, text.sentences, sentences_of(new)
    for sentences in differing(_split_tokens(old, old_starts), _split_tokens(new, new_starts)):
        old_start, new_start = old_starts[sentences.old_start], new_starts[sentences.new_start]
        old_words = old[old_start : old_starts[sentences.old_end]]
        new_words = new[new_start : new_starts[sentences.new_end]]
        for words in differing(old_words, new_words):
            yield words.moved(old_start, new_start)


def _split_tokens(tokens: list[str], starts: list[int]) -> list[str]:
    return ["".join(tokens[start:end]) for start, end in pairwise(starts)]


def _join_near(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.old_start - joined[-1].old_end < _JOIN_WITHIN:
            joined[-1] = joined[-1]._replace(old_end=span.old_end, new_end=span.new_end)
        else:
            joined.append(span)
    return joined


def _phrase(text: TokenIndex, span: Span, new: list[str]) -> Phrase | None:
    """Return the phrase of one span, ``None`` where no phrase can express it."""
    start, end, new_start, new_end = span
    tokens = text.tokens
    is_added = start == end
    # A phrase removes something: where words are only added, it takes a neighbour with it. So it
    # does where the space before the words changes.
    changes_space = (
        not is_added and new_start < new_end and _space(tokens[start]) != _space(new[new_start])
    )
    if start and (is_added or changes_space):
        back = 1 if start == 1 or tokens[start - 1][-1].isalnum() else 2
        start, new_start = start - back, new_start - back
    elif is_added:
        end, new_end = end + 1, new_end + 1
    # Neither side may spell an empty word, which a file's reader would take for a value.
    while _spells_empty(text, start, end) or empty_word("".join(new[new_start:new_end])):
        if end < len(tokens):
            end, new_end = end + 1, new_end + 1
        elif start:
            start, new_start = start - 1, new_start - 1
        else:
            return None
    return _in_context(text, start, end, "".join(new[new_start:new_end]).strip() or None)


def _in_context(text: TokenIndex, start: int, end: int, insert: str | None) -> Phrase | None:
    """Return the phrase with the least context that makes it unique; ``None`` without any."""
    remove = text.between(start, end) or ""
    size = len(text.tokens)
    grows_left = insert is not None and insert.endswith(remove)
    grows_right = insert is not None and insert.startswith(remove)
    at: End | None = None
    if grows_left and start == 0:
        at = End.START
    elif grows_right and end == size:
        at = End.END
    sentence = text.sentences[bisect_right(text.sentences, start) - 1]
    following = text.sentences[bisect_left(text.sentences, end)]
    first = min(sentence, start - grows_left if start else 0)
    last = max(following, min(end + grows_right, size))
    for width in (_CONTEXT, 2 * _CONTEXT, 4 * _CONTEXT, size):
        for low, high in ((first, last), (0, size)):
            left, right = max(low, start - width), min(high, end + width)
            before = None if _spells_empty(text, left, start) else text.between(left, start)
            after = None if _spells_empty(text, end, right) else text.between(end, right)
            phrase = Phrase(before=before, remove=remove, insert=insert, after=after, at=at)
            if text.place_of(phrase):
                return phrase
    return None


def _spells_empty(text: TokenIndex, start: int, end: int) -> bool:
    return empty_word(text.between(start, end) or "") is not None


def _space(token: str) -> str:
    return token[: len(token) - len(token.lstrip())]
