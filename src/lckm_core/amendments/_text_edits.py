"""Changes inside a long text, phrase by phrase: found between two texts, and made in a text that may have changed since."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lckm_core.amendments._diff import Span, differing
from lckm_core.amendments._model import End, Phrase
from lckm_core.amendments._tokens import TokenIndex, sentences_of, tokens_of
from lckm_core.text import empty_word

_NEAR = 3
"""Changes with fewer unchanged words between them are one phrase."""
_CONTEXT = 4
"""How many words or marks of a sentence are shown on each side, where they are there."""
_MOST = 100
"""A text with more changes than this is given whole."""


def find_phrases(old: str, new: str) -> tuple[Phrase, ...]:
    """Return the changes that make *new* of *old*; empty where the whole text is the better way to say it."""
    text, after = TokenIndex(old), tokens_of(new)
    spans = _joined(_spans(text, after))
    changed = sum(end - start for start, end, _, _ in spans)
    if not text.tokens or not after or len(spans) > _MOST or changed * 3 > len(text.tokens) * 2:
        return ()
    found: list[Phrase] = []
    room = len(old) + len(new)
    for span in spans:
        phrase = _phrase(text, span, after)
        if phrase is None:
            return ()
        room -= sum(
            len(part or "") for part in (phrase.before, phrase.remove, phrase.insert, phrase.after)
        )
        if room < 0:  # the whole text is shorter to say
            return ()
        found.append(phrase)
    return tuple(found) if rewrite(text, found) == new else ()


def rewrite(text: str | TokenIndex, phrases: Sequence[Phrase]) -> str | Phrase:
    """Return *text* with the phrases changed, or the first phrase that is not there exactly once, or touches another."""
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
    """Yield the stretches of words that differ: sentences first, then the words of sentences that changed."""
    old, old_starts, new_starts = text.tokens, text.sentences, sentences_of(new)
    for a, b, c, d in differing(_cut(old, old_starts), _cut(new, new_starts)):
        start, end, other, stop = old_starts[a], old_starts[b], new_starts[c], new_starts[d]
        for i, j, k, m in differing(old[start:end], new[other:stop]):
            yield start + i, start + j, other + k, other + m


def _cut(tokens: list[str], starts: list[int]) -> list[str]:
    return ["".join(tokens[start:end]) for start, end in pairwise(starts)]


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span[0] - joined[-1][1] < _NEAR:
            joined[-1] = (joined[-1][0], span[1], joined[-1][2], span[3])
        else:
            joined.append(span)
    return joined


def _phrase(text: TokenIndex, span: Span, new: list[str]) -> Phrase | None:
    """Return the phrase of one stretch, or ``None`` when there is no way to say it."""
    start, end, other, stop = span
    tokens = text.tokens
    added = start == end
    if start and (added or (other < stop and _space(tokens[start]) != _space(new[other]))):
        back = 1 if start == 1 or tokens[start - 1][-1].isalnum() else 2
        start, other = start - back, other - back
    elif added:
        end, stop = end + 1, stop + 1
    while _spells_empty(text, start, end) or empty_word("".join(new[other:stop])):
        if end < len(tokens):
            end, stop = end + 1, stop + 1
        elif start:
            start, other = start - 1, other - 1
        else:
            return None
    return _in_context(text, start, end, "".join(new[other:stop]).strip() or None)


def _in_context(text: TokenIndex, start: int, end: int, insert: str | None) -> Phrase | None:
    """Return the phrase with the fewest words around it that make it the only one; both sides where text is added."""
    remove = text.between(start, end) or ""
    size = len(text.tokens)
    grows_left = insert is not None and insert.endswith(remove)
    grows_right = insert is not None and insert.startswith(remove)
    at = (
        End.START if grows_left and start == 0 else End.END if grows_right and end == size else None
    )
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
