"""The few shapes a shown value has; a renderer needs to know these and nothing of procedures."""

from typing import ClassVar, Literal

import attrs


@attrs.frozen
class Text:
    """Text in the Markdown subset (paragraphs, lists, strong, emphasis, links)."""

    text: str
    type: ClassVar[Literal["text"]] = "text"


@attrs.frozen
class Link:
    """A link: ``https:``, ``mailto:`` or ``tel:``, a file's name (``file:<name>``) or another procedure (``procedure:<id>``)."""

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
    """A step: its number from 1, name, comment, and whether it can be done online („@”)."""

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
    """Labelled lines about one thing: a place, an account, a document. ``heading`` names the thing; it may be empty."""

    heading: str
    rows: tuple[Detail, ...]
    type: ClassVar[Literal["details"]] = "details"


Block = Text | Link | Bullets | Stages | Table | Details


@attrs.frozen
class Entry:
    """A field as shown: its key (``how_to``, ``call_centre.notes``), the template's label, and its blocks, at least one."""

    key: str
    label: str
    blocks: tuple[Block, ...]


@attrs.frozen
class Section:
    """A section of the template with the fields this audience sees; never empty."""

    heading: str
    entries: tuple[Entry, ...]
