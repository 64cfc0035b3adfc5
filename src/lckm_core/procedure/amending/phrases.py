"""Changes inside a long text, phrase by phrase: found between two texts, and made in a text that may have changed since."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from lckm_core.procedure.amending.changes import End, Phrase
from lckm_core.text import empty_word

_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])")
_SENTENCE_ENDS = frozenset(".!?…")
_NEAR = 3
"""Changes with fewer unchanged words between them are one phrase."""
_CONTEXT = 4
"""How many words or marks of a sentence are shown on each side, where they are there."""
_COST = 300_000
"""How much comparing two stretches of text may take before they count as wholly different."""
_LONGEST = 3_000
"""How many sentences, or words of changed sentences, are compared one by one."""
_MOST = 100
"""A text with more changes than this is given whole."""

Span = tuple[int, int, int, int]


def find_phrases(old: str, new: str) -> tuple[Phrase, ...]:
    """Return the changes that make *new* of *old*; empty where the whole text is the better way to say it."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    spans = _joined(_spans(before, after))
    changed = sum(end - start for start, end, _, _ in spans)
    if not before or not after or len(spans) > _MOST or changed * 3 > len(before) * 2:
        return ()
    text = _Text(old, before)
    phrases = [text.phrase(span, after) for span in spans]
    found = tuple(phrase for phrase in phrases if phrase is not None)
    return found if len(found) == len(spans) and rewrite(old, found) == new else ()


def rewrite(text: str, phrases: Sequence[Phrase]) -> str | Phrase:
    """Return *text* with the phrases changed, or the first phrase that is not there exactly once, or touches another."""
    places: list[tuple[int, int, Phrase]] = []
    for phrase in phrases:
        found = places_of(text, phrase)
        if len(found) != 1:
            return phrase
        start, end = found[0]
        places.append((len(text[:start].rstrip()) if phrase.insert is None else start, end, phrase))
    places.sort(key=lambda place: place[:2])
    pieces, done = [], 0
    for start, end, phrase in places:
        if start < done:
            return phrase
        pieces += [text[done:start], phrase.insert or ""]
        done = end
    return "".join([*pieces, text[done:]]).strip()


def places_of(text: str, phrase: Phrase) -> list[tuple[int, int]]:
    """Return where (start, end) the words to remove stand in *text* between the words around them."""
    head = _bounded(phrase.before) + r"\s*" if phrase.before else ""
    tail = r"\s*" + _bounded(phrase.after) if phrase.after else ""
    pattern = re.compile(f"(?={head}({_bounded(phrase.remove)}){tail})")
    found = [match.span(1) for match in pattern.finditer(text)]
    if phrase.at is End.START:
        return [place for place in found if place[0] == 0]
    if phrase.at is End.END:
        return [place for place in found if place[1] == len(text)]
    return found


def _bounded(words: str) -> str:
    """Return a pattern of *words* that does not begin or end inside a word."""
    left = r"(?<!\w)" if re.match(r"\w", words) else ""
    right = r"(?!\w)" if re.match(r"\w", words[-1:]) else ""
    return left + re.escape(words) + right


def _spans(old: list[str], new: list[str]) -> Iterator[Span]:
    """Yield the stretches of words that differ: sentences first, then the words of sentences that changed."""
    old_starts, new_starts = _sentences(old), _sentences(new)
    for a, b, c, d in _differing(_cut(old, old_starts), _cut(new, new_starts)):
        start, end, other, stop = old_starts[a], old_starts[b], new_starts[c], new_starts[d]
        for i, j, k, m in _differing(old[start:end], new[other:stop]):
            yield start + i, start + j, other + k, other + m


def _sentences(tokens: list[str]) -> list[int]:
    """Return where each sentence or line starts, and the end of the text."""
    starts = [0]
    for index in range(1, len(tokens)):
        token = tokens[index]
        if "\n" in token or (token[0].isspace() and tokens[index - 1][-1] in _SENTENCE_ENDS):
            starts.append(index)
    return [*starts, len(tokens)]


def _cut(tokens: list[str], starts: list[int]) -> list[str]:
    return ["".join(tokens[start:end]) for start, end in pairwise(starts)]


def _differing(old: list[str], new: list[str]) -> list[Span]:
    """Return the stretches that differ; one stretch where telling them apart would take too long."""
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    tail = next((place for place in range(shorter - head) if old[-1 - place] != new[-1 - place]), shorter - head)
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    counts = Counter(new)
    if not old or not new or max(len(old), len(new)) > _LONGEST or sum(counts[token] for token in old) > _COST:
        return [(head, head + len(old), head, head + len(new))] if old or new else []
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(head + i, head + j, head + k, head + m) for tag, i, j, k, m in codes if tag != "equal"]


def _joined(spans: Iterator[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span[0] - joined[-1][1] < _NEAR:
            joined[-1] = (joined[-1][0], span[1], joined[-1][2], span[3])
        else:
            joined.append(span)
    return joined


class _Text:
    """An old text by its words, from which phrases with enough around them are cut."""

    def __init__(self, text: str, tokens: list[str]) -> None:
        self.text = text
        self.tokens = tokens
        self.starts = _sentences(tokens)
        self.offsets = [0, *accumulate(len(token) for token in tokens)]

    def phrase(self, span: Span, new: list[str]) -> Phrase | None:
        """Return the phrase of one stretch, or ``None`` when there is no way to say it."""
        start, end, other, stop = span
        added = start == end
        if start and (added or (other < stop and _space(self.tokens[start]) != _space(new[other]))):
            back = 1 if start == 1 or self.tokens[start - 1][-1].isalnum() else 2
            start, other = start - back, other - back
        elif added:
            end, stop = end + 1, stop + 1
        while self._spells_empty(start, end) or empty_word("".join(new[other:stop])):
            if end < len(self.tokens):
                end, stop = end + 1, stop + 1
            elif start:
                start, other = start - 1, other - 1
            else:
                return None
        return self._in_context(start, end, "".join(new[other:stop]).strip() or None)

    def _in_context(self, start: int, end: int, insert: str | None) -> Phrase | None:
        """Return the phrase with the fewest words around it that make it the only one; both sides where text is added."""
        remove = self._words(start, end) or ""
        grows_left = insert is not None and insert.endswith(remove)
        grows_right = insert is not None and insert.startswith(remove)
        at = End.START if grows_left and start == 0 else End.END if grows_right and end == len(self.tokens) else None
        first = min(max(begin for begin in self.starts if begin <= start), start - grows_left if start else 0)
        last = max(min(stop for stop in self.starts if stop >= end), min(end + grows_right, len(self.tokens)))
        for width in (_CONTEXT, 2 * _CONTEXT, 4 * _CONTEXT, len(self.tokens)):
            for low, high in ((first, last), (0, len(self.tokens))):
                left, right = max(low, start - width), min(high, end + width)
                before = None if self._spells_empty(left, start) else self._words(left, start)
                after = None if self._spells_empty(end, right) else self._words(end, right)
                phrase = Phrase(before=before, remove=remove, insert=insert, after=after, at=at)
                if len(places_of(self.text, phrase)) == 1:
                    return phrase
        return None

    def _words(self, start: int, end: int) -> str | None:
        return self.text[self.offsets[start] : self.offsets[end]].strip() or None

    def _spells_empty(self, start: int, end: int) -> bool:
        return empty_word(self._words(start, end) or "") is not None


def _space(token: str) -> str:
    return token[: len(token) - len(token.lstrip())]
