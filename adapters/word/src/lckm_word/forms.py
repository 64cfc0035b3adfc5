"""The form as Word shows it: one node for each field, derived from the model's marks.

Nothing here names a field: a new field of the model is a new node, and so a new control.
"""

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import cache
from typing import Any

import attrs

from lckm_core.fields import Field, fields_of
from lckm_core.forms import describe

Path = tuple[str, ...]

MOST_COLUMNS = 5
"""A list of parts with more fields than this has a small table for each part."""
DEEPEST_HEADING = 4

REQUIREMENTS = ("Wymagane.", "Co najmniej jedno z takich pól.", "Nieobowiązkowe.")
"""The beginnings of a hint: required, one of several, optional."""


class Look(Enum):
    """How a node is shown."""

    LEAF = auto()
    """One value: a content control."""
    LINES = auto()
    """A list of values: a control with a paragraph for each."""
    ROWS = auto()
    """A list of parts: a table with a row for each."""
    CARDS = auto()
    """A list of parts: for each a table of labels and values, followed by its lists."""
    GROUP = auto()
    """One part: shown like a card."""


@attrs.frozen
class Node:
    """A field in its place in the form.

    ``level`` is that of its heading, 0 without one; ``hint`` is the form's help text. ``either`` is
    true for fields of which at least one must be given.
    """

    path: Path
    field: Field
    look: Look
    section: str
    level: int
    hint: str
    either: bool = False
    children: tuple["Node", ...] = ()

    @property
    def tag(self) -> str:
        """The tag of the content control: the keys joined by dots."""
        return ".".join(self.path)

    @property
    def label(self) -> str:
        """The label, with a star for a field that residents never see."""
        return self.field.mark.label + ("*" if self.field.mark.starred else "")

    @property
    def help_text(self) -> str:
        """The text under the label: whether the field is required, and its hint."""
        if self.look is Look.GROUP:
            return self.hint
        needed, one_of_several, free = REQUIREMENTS
        asked = self.field.mark.asked
        start = (
            needed
            if self.field.required
            else one_of_several
            if self.either
            else asked.pl
            if asked is not None
            else free
        )
        return f"{start} {self.hint}".strip()

    @property
    def is_section(self) -> bool:
        """True for a part that is a section: its fields are shown like any others."""
        return (
            self.look is Look.GROUP
            and self.field.mark.opens == self.field.mark.label
            and self.field.shape.word is None
        )

    @property
    def is_value(self) -> bool:
        """True for a field that is one control."""
        return self.look in (Look.LEAF, Look.LINES)

    @property
    def short(self) -> tuple["Node", ...]:
        """The children that are one control each: lines of a card, columns of a table."""
        return tuple(child for child in self.children if child.is_value)

    @property
    def long(self) -> tuple["Node", ...]:
        """The children that are tables of their own."""
        return tuple(child for child in self.children if not child.is_value)

    def with_descendants(self) -> Iterator["Node"]:
        """Yield the node and all below it, each before its children."""
        yield self
        for child in self.children:
            yield from child.with_descendants()


@cache
def nodes_of(model: type, root: Path = ()) -> tuple[Node, ...]:
    """Return the top nodes of a form; *root* begins their paths."""
    return tuple(_nodes(model, root, 2, ""))


def _nodes(
    model: type, path: Path, level: int, section: str, *, tabled: bool = False
) -> Iterator[Node]:
    schema = describe(model)
    properties: Mapping[str, Any] = schema["properties"]
    either = {key for arm in schema.get("anyOf", ()) for key in arm["required"]}
    for field in fields_of(model):
        shape, node_path = field.shape, (*path, field.key)
        inner = (shape.element.model if shape.element else None) or shape.model
        node_section = field.section or section
        look = _look(field, inner)
        # A field named like its section has that heading; a field before all sections has one of
        # the same level; a line of a table has none.
        same = field.mark.opens == field.mark.label
        headed = (
            0
            if same or (tabled and look in (Look.LEAF, Look.LINES))
            else level
            if node_section
            else 1
        )
        below = min(level if same else level + 1, DEEPEST_HEADING)
        lines = not (same and look is Look.GROUP and shape.word is None)
        children = (
            tuple(_nodes(inner, node_path, below, node_section, tabled=lines)) if inner else ()
        )
        hint = properties[field.key].get("description", "")
        word = shape.word.value if shape.word else ""
        if word and f"„{word}”" not in hint:
            hint = f"{hint} Gdy nie ma czego podać, wpisz: {word}.".strip()
        yield Node(
            node_path, field, look, node_section, headed, hint, field.key in either, children
        )


def _look(field: Field, inner: type | None) -> Look:
    if field.shape.form != "list":
        return Look.GROUP if inner else Look.LEAF
    if inner is None:
        return Look.LINES
    fields = fields_of(inner)
    flat = all(part.shape.form not in ("list", "object") for part in fields)
    return Look.ROWS if flat and len(fields) <= MOST_COLUMNS else Look.CARDS


@cache
def all_nodes(model: type) -> tuple[Node, ...]:
    """Return every node of a form, each before its children."""
    return tuple(node for top in nodes_of(model) for node in top.with_descendants())
