"""Words that stay in a text and may be another form of those that were struck."""

from collections.abc import Iterable

from lckm_core.redaction._spans import shield_marks
from lckm_core.redaction._words import tokens_of

_SHORTEST = 4
_LONGEST_ENDING = 4


def other_forms(words: Iterable[str], text: str) -> tuple[str, ...]:
    """Return the words of *text* that begin like some of *words* and end otherwise, each once.

    „Piotrkowskiej” stays where „Piotrkowska 104” is struck, for words are struck as they are
    typed. A part that stands alone elsewhere counts, too.

    Args:
        words: what was struck: words or phrases.
        text: what is left. Marks are no words of it.
    """
    stems = {
        token.plain
        for phrase in words
        for token in tokens_of(phrase)
        if len(token.plain) >= _SHORTEST and token.plain.isalpha()
    }
    if not stems:
        return ()
    found = (
        text[token.start : token.end]
        for token in tokens_of(shield_marks(text))
        if any(_are_forms(token.plain, stem) for stem in stems)
    )
    return tuple(dict.fromkeys(found))


def _are_forms(word: str, other: str) -> bool:
    """Return whether two words may be forms of the same: alike but for a short ending."""
    shared = 0
    for letter, like in zip(word, other, strict=False):
        if letter != like:
            break
        shared += 1
    endings = max(len(word), len(other)) - shared
    return shared >= _SHORTEST - 1 and endings <= _LONGEST_ENDING and 3 * shared >= 2 * len(other)
