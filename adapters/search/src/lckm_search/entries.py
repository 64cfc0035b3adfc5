"""What of a projection is searched: its texts by where they stand, its numbers, and what tells whether it has changed."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

import attrs

from lckm_core.publication import Projection
from lckm_core.text import plain

WEIGHTS: Mapping[str, float] = {
    "title": 10.0,
    "steps": 4.0,
    "summary": 6.0,
    "questions": 5.0,
    "rest": 1.5,
}
"""Where a word may stand, and what it counts there."""

FIELDS = tuple(WEIGHTS)

FIELD_OF = {"steps": "steps", "summary": "summary", "call_centre.faq": "questions"}
"""Which of them the texts under a key of the form stand in; all others in „rest”."""
_NUMBER = re.compile(r"\+?\(?[0-9][0-9 ()/.-]{5,30}[0-9](?: ?(?:wew\.|w\.) ?[0-9]{1,6})?")
_NOT_DIGIT = re.compile(r"[^0-9]+")
_COUNTRY = "48"
_DOMESTIC = 9


@attrs.frozen
class Text:
    """One text of a page: the key and label of the form's field it stands in."""

    key: str
    label: str
    text: str


@attrs.frozen
class Entry:
    """A procedure as it is searched by one audience."""

    id: str
    title: str
    texts: tuple[Text, ...]
    numbers: frozenset[str]

    digest: bytes
    """Equal only for the same page, whatever the day."""

    @classmethod
    def of(cls, projection: Projection) -> "Entry":
        """Return what is searched of a projection, and of nothing else."""
        texts = []
        numbers: set[str] = set()
        data = projection.to_data()
        for section in data["sections"]:
            for entry in section["entries"]:
                said = tuple(_said(entry["blocks"], numbers))
                if said:
                    texts.append(Text(entry["key"], entry["label"], " · ".join(said)))
        for text in texts:
            numbers.update(digits(match.group()) for match in _NUMBER.finditer(text.text))
        return cls(projection.id, projection.title, tuple(texts), frozenset(numbers), _digest(data))

    def fields(self) -> Mapping[str, str]:
        """Return the text of each of :data:`FIELDS`."""
        found: dict[str, list[str]] = {field: [] for field in FIELDS}
        found["title"].append(self.title)
        for text in self.texts:
            found[FIELD_OF.get(text.key, "rest")].append(text.text)
        return {field: "\n".join(said) for field, said in found.items()}

    def page(self) -> str:
        """Return the texts as JSON."""
        return json.dumps([attrs.astuple(text) for text in self.texts], ensure_ascii=False)


def texts_of(page: str) -> tuple[Text, ...]:
    """Return the texts that :meth:`Entry.page` wrote."""
    return tuple(Text(*text) for text in json.loads(page))


def digits(number: str) -> str:
    """Return a number's digits as the country dials them: ``+48 (42) 638-44-44 wew. 7`` as ``4263844447``."""
    found = _NOT_DIGIT.sub("", number)
    abroad = number.lstrip(" (").startswith("+")
    return (
        found[len(_COUNTRY) :]
        if found.startswith(_COUNTRY) and (abroad or len(found) == _DOMESTIC + 2)
        else found
    )


def digest(projection: Projection) -> bytes:
    """Return what :attr:`Entry.digest` of a projection would be, at less cost."""
    return _digest(projection.to_data())


def _digest(data: Mapping[str, Any]) -> bytes:
    timeless = {key: value for key, value in data.items() if key != "on"}
    return sha256(json.dumps(timeless, ensure_ascii=False).encode()).digest()


_NEVER = frozenset({"type", "href", "online", "number", "label", "caption", "headers"})
"""Keys of a block that hold no text of the procedure's own."""


def _said(block: Any, numbers: set[str]) -> Iterator[str]:
    """Yield the texts of blocks, in order; telephones that are links go to *numbers*, however short."""
    if isinstance(block, str):
        if text := plain(block).strip():
            yield text
    elif isinstance(block, Mapping):
        if str(block.get("href", "")).startswith("tel:"):
            numbers.add(digits(block["text"]))
        for key, value in block.items():
            if key not in _NEVER:
                yield from _said(value, numbers)
    elif isinstance(block, Iterable):
        for item in block:
            yield from _said(item, numbers)
