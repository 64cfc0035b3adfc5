"""Words of a procedure beyond its title and summary that residents' words can mean."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from lckm_core.publication import Projection
from lckm_core.text import folded, plain

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_BEGINNING: Final = 5
_NO_TEXT: Final = frozenset({"type", "href", "online", "number", "label", "caption", "headers"})
"""The keys of a block that hold no text of the procedure's own."""


def beginnings(phrases: Iterable[str]) -> frozenset[str]:
    """Return the first letters of the words of phrases, by which other cases are recognised."""
    return frozenset(word[:_BEGINNING] for phrase in phrases for word in _words(phrase))


def searched_words(projection: Projection, known: frozenset[str], shown: str) -> str:
    """Return the words that begin as *known* ones do, but for those in *shown*, by alphabet.

    Without them, the search on the portal would take a word that most procedures have for a rare
    one.
    """
    if not known:
        return ""
    texts = (
        text
        for section in projection.to_data()["sections"]
        for entry in section["entries"]
        if entry["key"] != "summary"
        for text in _texts(entry["blocks"])
    )
    said = {word for text in texts for word in _words(text) if word[:_BEGINNING] in known}
    return " ".join(sorted(said.difference(_words(shown))))


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def _texts(block: Any) -> Iterator[str]:
    if isinstance(block, str):
        yield plain(block)
    elif isinstance(block, Mapping):
        for key, value in block.items():
            if key not in _NO_TEXT:
                yield from _texts(value)
    elif isinstance(block, Iterable):
        for item in block:
            yield from _texts(item)
