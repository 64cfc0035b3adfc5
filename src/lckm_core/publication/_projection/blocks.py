"""The blocks that shown values are made of; all that a renderer has to know."""

from typing import ClassVar, Literal

import attrs


@attrs.frozen
class Text:
    """Text in the Markdown subset (paragraphs, lists, strong, emphasis, links)."""

    text: str
    type: ClassVar[Literal["text"]] = "text"


@attrs.frozen
class Link:
    """A link to an address, a file or another procedure.

    ``href`` is ``https:``, ``mailto:``, ``tel:``, ``file:<name>`` or ``procedure:<id>``.
    """

    text: str
    href: str
    note: str = ""
    type: ClassVar[Literal["link"]] = "link"


Inline = Text | Link


@attrs.frozen
class Bullets:
    """An unordered list."""

    items: tuple[Inline, ...]
    type: ClassVar[Literal["bullets"]] = "bullets"


@attrs.frozen
class Stage:
    """A step: its number from 1, name, comment, and whether it is done online („@”)."""

    number: int
    name: str
    comment: str
    online: bool


@attrs.frozen
class Stages:
    """The steps of a procedure, in order."""

    items: tuple[Stage, ...]
    type: ClassVar[Literal["stages"]] = "stages"


@attrs.frozen
class Table:
    """A table with a caption; the first cell of each row heads it."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    type: ClassVar[Literal["table"]] = "table"


@attrs.frozen
class Detail:
    """One labelled line of :class:`Details`, with one or more values."""

    label: str
    values: tuple[Inline, ...]


@attrs.frozen
class Details:
    """Labelled lines about one thing: a place, an account, a document.

    ``heading`` names the thing; it may be empty.
    """

    heading: str
    rows: tuple[Detail, ...]
    type: ClassVar[Literal["details"]] = "details"


Block = Text | Link | Bullets | Stages | Table | Details


@attrs.frozen
class Entry:
    """A field as shown: its key, the template's label, and at least one block.

    The key is a path: ``how_to``, ``call_centre.notes``.
    """

    key: str
    label: str
    blocks: tuple[Block, ...]


@attrs.frozen
class Section:
    """A section of the template with the fields this audience sees; never empty."""

    heading: str
    entries: tuple[Entry, ...]
