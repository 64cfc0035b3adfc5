"""What of a published procedure is searched: its texts, its numbers and its digest."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

import attrs

from lckm_core import __version__
from lckm_core.publication import Audience, Page, Projection
from lckm_core.text import plain

WEIGHTS: Mapping[str, float] = {
    "title": 10.0,
    "steps": 4.0,
    "summary": 6.0,
    "questions": 5.0,
    "rest": 1.5,
}
"""The searched fields, and the weight of a word in each."""

FIELDS = tuple(WEIGHTS)

FIELD_OF = {"steps": "steps", "summary": "summary", "call_centre.faq": "questions"}
"""The searched field for each key of the form; all other keys belong to ``rest``."""
_NUMBER = re.compile(r"\+?\(?[0-9][0-9 ()/.-]{5,30}[0-9](?: ?(?:wew\.|w\.) ?[0-9]{1,6})?")
_NOT_DIGIT = re.compile(r"[^0-9]+")
_COUNTRY = "48"
_DOMESTIC = 9


@attrs.frozen
class Text:
    """One text of a page, with the key and label of its field in the form."""

    key: str
    label: str
    text: str


@attrs.frozen
class Entry:
    """A procedure as one audience searches it."""

    id: str
    title: str
    texts: tuple[Text, ...]
    numbers: frozenset[str]

    digest: bytes
    """The same for the same page, whatever the day."""

    @classmethod
    def of(cls, projection: Projection, digest: bytes) -> "Entry":
        """Return the searched texts and numbers of a projection."""
        texts = []
        numbers: set[str] = set()
        data = projection.to_data()
        for section in data["sections"]:
            for entry in section["entries"]:
                blocks = tuple(_block_texts(entry["blocks"], numbers))
                if blocks:
                    texts.append(Text(entry["key"], entry["label"], " · ".join(blocks)))
        for text in texts:
            numbers.update(digits(match.group()) for match in _NUMBER.finditer(text.text))
        return cls(projection.id, projection.title, tuple(texts), frozenset(numbers), digest)

    def fields(self) -> Mapping[str, str]:
        """Return the text of each of :data:`FIELDS`."""
        found: dict[str, list[str]] = {field: [] for field in FIELDS}
        found["title"].append(self.title)
        for text in self.texts:
            found[FIELD_OF.get(text.key, "rest")].append(text.text)
        return {field: "\n".join(texts) for field, texts in found.items()}

    def page(self) -> str:
        """Return the texts as JSON."""
        return json.dumps([attrs.astuple(text) for text in self.texts], ensure_ascii=False)


def texts_of(page: str) -> tuple[Text, ...]:
    """Return the texts that :meth:`Entry.page` wrote."""
    return tuple(Text(*text) for text in json.loads(page))


def digits(number: str) -> str:
    """Return the digits of a number as dialled within the country.

    ``+48 (42) 638-44-44 wew. 7`` gives ``4263844447``.
    """
    found = _NOT_DIGIT.sub("", number)
    abroad = number.lstrip(" (").startswith("+")
    return (
        found[len(_COUNTRY) :]
        if found.startswith(_COUNTRY) and (abroad or len(found) == _DOMESTIC + 2)
        else found
    )


@attrs.frozen
class Shown:
    """A procedure that an audience is shown, projected once its entry has to be written.

    ``digest`` is that of its entry: the same for the same page, whatever the day.
    """

    id: str
    audience: Audience
    digest: bytes
    projection: Callable[[], Projection]

    @classmethod
    def of_page(cls, page: Page, audience: Audience) -> "Shown":
        """Return a published page as *audience* is shown it."""
        # Another version of the library may show the same page otherwise.
        digest = sha256(f"{__version__}\n{page.key}".encode()).digest()
        return cls(page.id, audience, digest, page.projection)

    @classmethod
    def of_projection(cls, projection: Projection) -> "Shown":
        """Return what is known by its projection alone."""
        timeless = {key: value for key, value in projection.to_data().items() if key != "on"}
        digest = sha256(json.dumps(timeless, ensure_ascii=False).encode()).digest()
        return cls(projection.id, projection.audience, digest, lambda: projection)


# Keys of a block that hold no text of the procedure's own.
_SKIPPED_KEYS = frozenset({"type", "href", "online", "number", "label", "caption", "headers"})


def _block_texts(block: Any, numbers: set[str]) -> Iterator[str]:
    """Yield the texts of blocks in order, and add the telephone links to *numbers*."""
    if isinstance(block, str):
        if text := plain(block).strip():
            yield text
    elif isinstance(block, Mapping):
        if str(block.get("href", "")).startswith("tel:"):
            numbers.add(digits(block["text"]))
        for key, value in block.items():
            if key not in _SKIPPED_KEYS:
                yield from _block_texts(value, numbers)
    elif isinstance(block, Iterable):
        for item in block:
            yield from _block_texts(item, numbers)
