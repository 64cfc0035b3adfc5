"""Where the words of a question stand in a title and in texts."""

from collections.abc import Set as AbstractSet

from lckm_core.ports import Passage, TextSpan
from lckm_search.entries import FIELD_OF, WEIGHTS, Text
from lckm_search.polish import fold, places, words

# Characters shown before the first word found.
_AROUND = 60
_LONGEST = 180


def spans(text: str, forms: AbstractSet[str]) -> tuple[TextSpan, ...]:
    """Return the places of the words in *forms*, given without diacritics."""
    return tuple(TextSpan(start, end) for start, end, word in places(text) if word in forms)


def passages(texts: tuple[Text, ...], forms: AbstractSet[str], most: int) -> tuple[Passage, ...]:
    """Return the first excerpts with words of the question, from the weightiest fields."""
    found: list[Passage] = []
    for text in sorted(texts, key=lambda text: -WEIGHTS[FIELD_OF.get(text.key, "rest")]):
        if len(found) < most and not forms.isdisjoint(words(fold(text.text))):
            found.append(_passage(text, forms))
    return tuple(found)


def _passage(source: Text, forms: AbstractSet[str]) -> Passage:
    """Return the excerpt around the first word found, cut between words."""
    first = next(start for start, _, word in places(source.text) if word in forms)
    start = max(0, first - _AROUND)
    if start:
        # A long address has no blank to cut at.
        blank = source.text.rfind(" ", 0, start)
        start = blank + 1 if first - blank <= _LONGEST // 2 else start
    end = start + _LONGEST
    if end < len(source.text):
        blank = source.text.rfind(" ", first, end)
        end = blank if blank > first else end
    text = " ".join(source.text[start:end].split())
    cut = f"{'… ' if start else ''}{text}{' …' if end < len(source.text) else ''}"
    return Passage(source.label, cut, spans(cut, forms))
