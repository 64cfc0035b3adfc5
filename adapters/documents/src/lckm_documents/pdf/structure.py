"""The tree of structure of a PDF: each element's standard type, where it stands, and what it holds (ISO 32000-2, 14.7)."""

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
    """One element: its type after the role map, its page (from 0, ``None`` where none is known), its texts, and how much it holds.

    ``marks`` counts the pieces of page content that belong to it directly.
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
    """What a PDF says of its structure: ``marked`` in the catalogue, and the elements in reading order."""

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
        """Whether there is a structure that holds content, and the document says so."""
        return self.marked and self.has_tree and self.marks > 0

    def types(self) -> Counter[str]:
        """Return how many elements there are of each type that is not mere grouping."""
        return Counter(node.type for node in self.nodes if node.type not in GROUPING)


def read_structure(pdf: pikepdf.Pdf) -> Structure:
    """Return the structure; of elements that lie in one another in a circle, each is read once.

    Raises:
        BeyondLimitError: it has more elements than are looked at.
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
        own = name(entry(kid, "/S"))
        node = Node(
            roles.get(own, own),
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
    """Say that a node, and those around it that have no page of their own, begin on a page."""
    while page is not None and node is not None and node.page is None:
        node.page, node = page, node.parent


def _roles(root: Any) -> dict[str, str]:
    """Return what each type of the document's own is said to be, followed to the end."""
    given = {key[1:]: name(entry(root, "/RoleMap", key)) for key in keys(entry(root, "/RoleMap"))}
    roles = {}
    for own in given:
        meant, steps = own, 0
        while meant in given and given[meant] != meant and steps < len(given):
            meant, steps = given[meant], steps + 1
        roles[own] = meant
    return roles
