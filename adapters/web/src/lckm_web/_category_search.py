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
    for one in step.table.categories if step.table else ():
        names = (one.name, *(name.name for name in one.names), *more.get(one.id, ()))
        options.append((one.id, step.words.category(one), " ".join(names)))
    search = answers.category_search
    found = {key for key, label, words in options if fits(search, (label, words))}
    is_searched = bool(search.strip()) and search == answers.searched
    return {
        "categories": options,
        "has_search": len(options) >= _MANY,
        "found": found if is_searched and found else {key for key, _, _ in options},
        "finds_nothing": is_searched and not found,
        "is_searched": is_searched,
    }


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
