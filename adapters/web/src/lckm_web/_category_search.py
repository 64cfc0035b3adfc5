"""Which categories match the words that a resident searches for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from lckm_core.text import folded
from lckm_web._step import Step

# Fewer than this can be seen at a glance, without a search.
_MANY: Final = 8
_WORD = re.compile(r"[^\W_]+")
_LONGEST: Final = 100


def shown_categories(step: Step, more: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the categories of a form with the words they are found by, and which to show.

    Args:
        step: the step, with the words of the search and those that were shown before.
        more: words in addition to the names of categories, by id.
    """
    answers = step.answers
    options = []
    for category in step.table.categories if step.table else ():
        names = (category.name, *(name.name for name in category.names), *more.get(category.id, ()))
        options.append((category.id, step.words.category(category), " ".join(names)))
    search = answers.category_search
    is_searched = bool(search.strip()) and search == answers.searched
    found = _find_categories(search, options) if is_searched else set()
    return {
        "categories": options,
        "has_search": len(options) >= _MANY,
        "found": found or {key for key, _, _ in options},
        "finds_nothing": is_searched and not found,
        "is_searched": is_searched,
    }


def _find_categories(search: str, options: Iterable[tuple[str, str, str]]) -> set[str]:
    """Return the ids of the categories that match, or else of those that nearly do."""
    for is_exact in (True, False):
        found = {
            key for key, label, words in options if fits(search, (label, words), is_exact=is_exact)
        }
        if found:
            return found
    return set()


def fits(search: str, texts: Iterable[str], *, is_exact: bool = True) -> bool:
    """Return whether each word of a search, apart from its ending, is in one of the texts.

    Where *is_exact* is false, a word of five letters or more may have one wrong, missing, added or
    swapped. ``service.js`` does the same while somebody types.
    """
    known = _WORD.findall(folded(" ".join(texts)))
    return all(
        any(
            _stands_in(word, _without_ending(typed))
            or (not is_exact and len(typed) > 4 and _nearly_begins(word, _without_ending(typed)))
            for word in known
        )
        for typed in _WORD.findall(folded(search[:_LONGEST]))
    )


def _stands_in(word: str, typed: str) -> bool:
    return typed in word if len(typed) > 3 else word.startswith(typed)


def _nearly_begins(word: str, typed: str) -> bool:
    """Return whether a word begins with another one, with one letter wrong."""
    at = next((at for at in range(len(typed)) if word[at : at + 1] != typed[at]), len(typed))
    typed_end, other = typed[at:], word[at:]
    swapped = typed_end[1:2] + typed_end[:1] + typed_end[2:]
    return (
        other[1:].startswith((typed_end[1:], typed_end))
        or other.startswith(typed_end[1:])
        or (len(typed_end) > 1 and other.startswith(swapped))
    )


def _without_ending(word: str) -> str:
    """Return a word without the letters that cases change: „lamp” of „lampy”."""
    if len(word) > 5:
        return word[:-2]
    return word[:-1] if len(word) > 3 else word
