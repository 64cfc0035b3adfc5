"""The form as Word shows it: one node for each field, at any depth, derived from the marks of the model.

Nothing here names a field: one more line in the model is one more node, and so one more control of the template.
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
"""A list of parts with more lines than this is shown as a small table for each part, not as rows of one."""
DEEPEST_HEADING = 4

ASKED = ("Wymagane.", "Co najmniej jedno z takich pól.", "Nieobowiązkowe.")
"""How a hint begins: of what must be given, of what is one of several, of what may be left out."""


class Look(Enum):
    """How a node is shown."""

    LEAF = auto()
    """One value: a content control."""
    LINES = auto()
    """A list of values: a control with a paragraph for each."""
    ROWS = auto()
    """A list of parts: a table with a row for each."""
    CARDS = auto()
    """A list of parts: a table of labels and values for each, followed by the lists it holds."""
    GROUP = auto()
    """One part: shown like a card."""


@attrs.frozen
class Node:
    """A field in its place. ``level`` is that of its heading, if it has one of its own; ``hint`` is what the form says of it.

    ``either`` is true for one of several fields of which one at least must be given.
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
        """The tag of the content control: the keys, with points between."""
        return ".".join(self.path)

    @property
    def label(self) -> str:
        """The label, with the star of a field that residents never see."""
        return self.field.mark.label + ("*" if self.field.mark.starred else "")

    @property
    def asks(self) -> str:
        """What is said under the label: whether the field must be filled in, and the hint that its mark and provision give."""
        if self.look is Look.GROUP:
            return self.hint
        needed, one_of_several, free = ASKED
        asked = needed if self.field.required else one_of_several if self.either else free
        return f"{asked} {self.hint}".strip()

    @property
    def is_section(self) -> bool:
        """True for a part that is a section by itself: its fields are shown like those of any other."""
        return (
            self.look is Look.GROUP
            and self.field.mark.opens == self.field.mark.label
            and self.field.shape.word is None
        )

    @property
    def is_value(self) -> bool:
        """True for what is one control."""
        return self.look in (Look.LEAF, Look.LINES)

    @property
    def short(self) -> tuple["Node", ...]:
        """The children that are one control each: the lines of a card, the columns of rows."""
        return tuple(child for child in self.children if child.is_value)

    @property
    def long(self) -> tuple["Node", ...]:
        """The children that are tables of their own."""
        return tuple(child for child in self.children if not child.is_value)


@cache
def nodes_of(model: type, root: Path = ()) -> tuple[Node, ...]:
    """Return the nodes of a form's own fields. *root* begins their paths."""
    return tuple(_nodes(model, root, 2, ""))


def _nodes(
    model: type, path: Path, level: int, section: str, *, tabled: bool = False
) -> Iterator[Node]:
    schema = describe(model)
    properties: Mapping[str, Any] = schema["properties"]
    either = {key for arm in schema.get("anyOf", ()) for key in arm["required"]}
    for field in fields_of(model):
        shape, own = field.shape, (*path, field.key)
        inner = (shape.element.model if shape.element else None) or shape.model
        where = field.section or section
        look = _look(field, inner)
        # A field called like its section has that heading; what stands before all sections has one of their rank; a line of a
        # table has none.
        same = field.mark.opens == field.mark.label
        headed = (
            0 if same or (tabled and look in (Look.LEAF, Look.LINES)) else level if where else 1
        )
        below = min(level if same else level + 1, DEEPEST_HEADING)
        lines = not (same and look is Look.GROUP and shape.word is None)
        children = tuple(_nodes(inner, own, below, where, tabled=lines)) if inner else ()
        hint = properties[field.key].get("description", "")
        word = shape.word.value if shape.word else ""
        if word and f"„{word}”" not in hint:
            hint = f"{hint} Gdy nie ma czego podać, wpisz: {word}.".strip()
        yield Node(own, field, look, where, headed, hint, field.key in either, children)


def _look(field: Field, inner: type | None) -> Look:
    if field.shape.form != "list":
        return Look.GROUP if inner else Look.LEAF
    if inner is None:
        return Look.LINES
    fields = fields_of(inner)
    flat = all(one.shape.form not in ("list", "object") for one in fields)
    return Look.ROWS if flat and len(fields) <= MOST_COLUMNS else Look.CARDS


@cache
def all_nodes(model: type, root: Path = ()) -> tuple[Node, ...]:
    """Return every node of a form, each before what it holds."""

    def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
        for node in nodes:
            yield node
            yield from walk(node.children)

    return tuple(walk(nodes_of(model, root)))
