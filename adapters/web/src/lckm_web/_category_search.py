"""Which categories fit the words that a resident searches by."""

import re
from collections.abc import Iterable

from lckm_core.text import folded

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 100


def fits(search: str, texts: Iterable[str]) -> bool:
    """Return whether each word of a search, but for its ending, stands in one of the texts.

    ``service.js`` does the same while somebody types.
    """
    text = folded(" ".join(texts))
    known = _WORD.findall(text)
    return all(
        any(beginning in word if len(beginning) > 3 else word.startswith(beginning)
            for word in known)
        for beginning in map(_without_ending, _WORD.findall(folded(search[:_LONGEST])))
    )  # fmt: skip


def _without_ending(word: str) -> str:
    """Return a word without the letters that cases change: „lamp” of „lampy”."""
    if len(word) > 5:
        return word[:-2]
    return word[:-1] if len(word) > 3 else word
