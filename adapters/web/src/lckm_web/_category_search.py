"""Which categories fit the words that a resident searches by."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from lckm_core.text import folded
from lckm_web._step import Step

# Fewer are seen at a glance.
_MANY: Final = 8
_WORD = re.compile(r"[^\W_]+")
_LONGEST: Final = 100


def shown_categories(step: Step, more: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the categories of a form with the words they are found by, and which to show.

    Args:
        step: the step, with the words of the search and those that were shown before.
        more: words besides the names of categories, by id.
    """
    answers = step.answers
    options = []
    for category in step.table.categories if step.table else ():
        names = (category.name, *(name.name for name in category.names), *more.get(category.id, ()))
        options.append((category.id, step.words.category(category), " ".join(names)))
    search = answers.category_search
    is_searched = bool(search.strip()) and search == answers.searched
    found = _found(search, options) if is_searched else set()
    return {
        "categories": options,
        "has_search": len(options) >= _MANY,
        "found": found or {key for key, _, _ in options},
        "finds_nothing": is_searched and not found,
        "is_searched": is_searched,
    }


def _found(search: str, options: Iterable[tuple[str, str, str]]) -> set[str]:
    """Return the ids of the categories that fit, or else of those that nearly do."""
    for is_exact in (True, False):
        found = {
            key for key, label, words in options if fits(search, (label, words), is_exact=is_exact)
        }
        if found:
            return found
    return set()


def fits(search: str, texts: Iterable[str], *, is_exact: bool = True) -> bool:
    """Return whether each word of a search, but for its ending, stands in one of the texts.

    Where *is_exact* is false, a word of five letters or more may have one wrong, missing, added or
    swapped. ``service.js`` does the same while somebody types.
    """
    known = _WORD.findall(folded(" ".join(texts)))
    return all(
        any(
            _stands_in(word, _without_ending(own))
            or (not is_exact and len(own) > 4 and _nearly_begins(word, _without_ending(own)))
            for word in known
        )
        for own in _WORD.findall(folded(search[:_LONGEST]))
    )


def _stands_in(word: str, own: str) -> bool:
    return own in word if len(own) > 3 else word.startswith(own)


def _nearly_begins(word: str, own: str) -> bool:
    """Return whether a word begins with another that has one letter wrong."""
    at = next((at for at in range(len(own)) if word[at : at + 1] != own[at]), len(own))
    left, other = own[at:], word[at:]
    swapped = left[1:2] + left[:1] + left[2:]
    return (
        other[1:].startswith((left[1:], left))
        or other.startswith(left[1:])
        or (len(left) > 1 and other.startswith(swapped))
    )


def _without_ending(word: str) -> str:
    """Return a word without the letters that cases change: „lamp” of „lampy”."""
    if len(word) > 5:
        return word[:-2]
    return word[:-1] if len(word) > 3 else word
