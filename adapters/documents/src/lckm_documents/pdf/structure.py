"""The structure tree of a PDF: its elements, pages and content (ISO 32000-2, 14.7)."""

from collections import Counter
from typing import Any, Final

import attrs
import pikepdf

from lckm_documents import limits
from lckm_documents.pdf.objects import (
    ObjectId,
    entry,
    items,
    keys,
    name,
    number,
    object_id,
    too_many_objects,
    words,
)

GROUPING: Final = frozenset(
    (
        "Document",
        "DocumentFragment",
        "Part",
        "Art",
        "Sect",
        "Div",
        "NonStruct",
        "Private",
        "StructTreeRoot",
    )
)


@attrs.define(eq=False)
class Node:
    """A structure element: its mapped type, its page, its texts and its content.

    The page counts from 0; ``None`` means unknown. ``marks`` counts the pieces of page content
    directly in the element.
    """

    type: str
    page: int | None
    alternative: str
    actual: str
    parent: "Node | None" = None
    children: "list[Node]" = attrs.field(factory=list)
    marks: int = 0


@attrs.frozen
class Structure:
    """The structure of a PDF; ``nodes`` are its elements in reading order."""

    marked: bool
    has_tree: bool
    suspect: bool
    nodes: tuple[Node, ...]

    @property
    def marks(self) -> int:
        """Pieces of content in the structure."""
        return sum(node.marks for node in self.nodes)

    @property
    def is_tagged(self) -> bool:
        """Whether the document has a structure with content, and says so."""
        return self.marked and self.has_tree and self.marks > 0

    def types(self) -> Counter[str]:
        """Return the number of elements of each type, without grouping types."""
        return Counter(node.type for node in self.nodes if node.type not in GROUPING)


def read_structure(pdf: pikepdf.Pdf) -> Structure:
    """Return the structure; elements in a cycle are read once.

    Raises:
        BeyondLimitError: it has too many elements.
    """
    root = entry(pdf.Root, "/StructTreeRoot")
    info = entry(pdf.Root, "/MarkInfo")
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    nodes = tuple(_walk(root, _roles(root), pages)) if root is not None else ()
    return Structure(
        marked=entry(info, "/Marked") is True,
        has_tree=bool(keys(root)),
        suspect=entry(info, "/Suspects") is True,
        nodes=nodes,
    )


def _walk(root: Any, roles: dict[str, str], pages: dict[ObjectId, int]) -> list[Node]:
    top = Node("StructTreeRoot", None, "", "")
    found: list[Node] = []
    seen: set[ObjectId] = set()
    waiting: list[tuple[Any, Node, int | None]] = [
        (kid, top, None) for kid in reversed(items(entry(root, "/K")))
    ]
    while waiting:
        kid, parent, page = waiting.pop()
        page = pages.get(entry(kid, "/Pg").objgen, page) if object_id(entry(kid, "/Pg")) else page
        if number(kid) is not None or name(entry(kid, "/Type")) in ("MCR", "OBJR"):
            parent.marks += 1
            _place(parent, page)
            continue
        if not keys(kid) or (identity := object_id(kid)) in seen:
            continue
        if identity is not None:
            seen.add(identity)
        kind = name(entry(kid, "/S"))
        node = Node(
            roles.get(kind, kind),
            page,
            words(entry(kid, "/Alt")),
            words(entry(kid, "/ActualText")),
            parent,
        )
        parent.children.append(node)
        _place(parent, page)
        found.append(node)
        kids = items(entry(kid, "/K"))
        if len(found) + len(waiting) + len(kids) > limits.OBJECTS:
            raise too_many_objects()
        waiting += [(inner, node, page) for inner in reversed(kids)]
    return found


def _place(node: Node | None, page: int | None) -> None:
    """Set the page of a node and of those around it that have none yet."""
    while page is not None and node is not None and node.page is None:
        node.page, node = page, node.parent


def _roles(root: Any) -> dict[str, str]:
    """Return the standard type of each custom type, following the role map to its end."""
    role_map = {
        key[1:]: name(entry(root, "/RoleMap", key)) for key in keys(entry(root, "/RoleMap"))
    }
    roles = {}
    for role in role_map:
        target, steps = role, 0
        while target in role_map and role_map[target] != target and steps < len(role_map):
            target, steps = role_map[target], steps + 1
        roles[role] = target
    return roles
