"""A search in memory: procedures that hold every word of the question, as they stand."""

import re
from collections.abc import Callable, Mapping, Sequence
from threading import Lock

from lckm_core.ports import Hit, Passage, TextSpan
from lckm_core.publication import Audience, Projection, Publication


class MemorySearch:
    """Finds texts with every word of a question, in any case; no inflection, no corrections."""

    name = "memory-search"
    audiences = (Audience.PORTAL, Audience.CALL_CENTRE)

    def __init__(self) -> None:
        self._lock = Lock()
        self._shown: Mapping[Audience, tuple[Projection, ...]] = {}

    def export(self, read: Callable[[], Publication]) -> None:
        """Let exactly what is published be found."""
        with self._lock:
            publication = read()
            self._shown = {
                audience: tuple(publication.projections(audience)) for audience in self.audiences
            }

    def find(self, query: str, *, audience: Audience, limit: int = 10) -> Sequence[Hit]:
        """Return what has every word of *query*: most in the title first, then by number."""
        words = {word.lower() for word in re.findall(r"[\w-]+", query)}
        hits = [
            hit
            for projection in self._shown.get(audience, ())
            if (hit := _hit(projection, words)) is not None
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:limit]


def _hit(shown: Projection, words: set[str]) -> Hit | None:
    entries = (
        entry for section in shown.to_data().get("sections", ()) for entry in section["entries"]
    )
    texts = [(entry["label"], text) for entry in entries for text in _texts(entry["blocks"])]
    held = " ".join([shown.id, shown.title, *(text for _, text in texts)]).lower()
    if not words or not all(word in held for word in words):
        return None
    passages = (
        Passage(label, text, spans) for label, text in texts if (spans := _spans(text, words))
    )
    return Hit(
        shown.id,
        shown.title,
        float(sum(word in f"{shown.id} {shown.title}".lower() for word in words)),
        _spans(shown.title, words),
        tuple(passages)[:2],
    )


def _texts(value: object) -> list[str]:
    """Return the texts of a part of a projection, whatever they lie in."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _texts(item)]
    return (
        [text for item in value for text in _texts(item)] if isinstance(value, list | tuple) else []
    )


def _spans(text: str, words: set[str]) -> tuple[TextSpan, ...]:
    return tuple(
        TextSpan(found.start(), found.end())
        for found in re.finditer(r"[\w-]+", text)
        if found[0].lower() in words
    )
