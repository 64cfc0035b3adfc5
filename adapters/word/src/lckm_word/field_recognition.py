"""Recognises the field of a piece of a document by a control's tag or a label."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from lckm_word.body_reader import Block, Para, Table
from lckm_word.content_controls import PLACEHOLDERS
from lckm_word.forms import REQUIREMENTS, Look, Node, Path
from lckm_word.request_head import HOW_TO_READ
from lckm_word.writer import INTRODUCTION

_TITLES = ("wzór opisu procedury", "opis procedury", "wniosek o aktualizację")


def folded(text: str) -> str:
    """Return a label for comparison, without case, star, colon and extra spaces."""
    return " ".join(text.replace("\u00a0", " ").split()).strip(" *:").casefold()


def paragraphs(blocks: Sequence[Block]) -> Iterator[Para]:
    """Yield the paragraphs of blocks, including those in tables."""
    for block in blocks:
        if isinstance(block, Para):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell)


def first_text(blocks: Sequence[Block]) -> str:
    """Return the text of the first paragraph that has any."""
    return next((para.text.strip() for para in paragraphs(blocks) if para.text.strip()), "")


@attrs.frozen(eq=False)
class Recogniser:
    """Knows the labels and tags of a form; *nodes* are all its nodes in order."""

    nodes: tuple[Node, ...]

    @cached_property
    def tags(self) -> Mapping[str, Node]:
        """The nodes by the tag of their control; that of an empty word ends in ``#``."""
        found = {node.tag: node for node in self.nodes if node.is_value}
        return found | {
            f"{node.tag}#": node
            for node in self.nodes
            if not node.is_value and node.field.shape.word
        }

    @cached_property
    def _beginnings(self) -> tuple[str, ...]:
        asked = {node.field.mark.asked.pl for node in self.nodes if node.field.mark.asked}
        return (*REQUIREMENTS, *sorted(asked))

    def begins_as_hint(self, text: str) -> bool:
        """Return whether a text begins as a hint of the form does, of this edition or another."""
        return text.startswith(self._beginnings)

    def hints(self, node: Node) -> tuple[str, ...]:
        """Return the hint of a field, also as earlier editions say whether it is required."""
        earlier = (f"{start} {node.hint}".strip() for start in self._beginnings)
        return (node.help_text, *earlier)

    @cached_property
    def _own_words(self) -> frozenset[str]:
        hints = (hint for node in self.nodes for hint in self.hints(node))
        return frozenset((*INTRODUCTION, HOW_TO_READ, *hints))

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """The titles of the sections by their folded form."""
        return {folded(node.section): node.section for node in self.nodes if node.section}

    @cached_property
    def _headed(self) -> Mapping[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for node in self.nodes:
            if node.level or node.field.mark.opens == node.field.mark.label:
                found.setdefault(folded(node.label), []).append(node)
        return found

    @cached_property
    def _order(self) -> Mapping[Path, int]:
        return {node.path: index for index, node in enumerate(self.nodes)}

    def heading(self, text: str, here: Node | None) -> Node | None:
        """Return the field that a heading names.

        Of several with one label it is the one within *here*, else the next in order.
        """
        found = self._headed.get(folded(text), [])
        inner = [
            node
            for node in found
            if here is not None
            and len(node.path) > 1
            and here.path[: len(node.path) - 1] == node.path[:-1]
        ]
        if inner:
            return inner[-1]
        after = self._order[here.path] if here is not None else -1
        return next(
            (node for node in found if self._order[node.path] > after), found[0] if found else None
        )

    def owner(self, table: Table, here: Node | None) -> Node | None:
        """Return the list or part that a table shows, by its tags or its labels."""
        tags = (
            self.tags.get(text.tag)
            for cells in table.rows
            for cell in cells
            for para in paragraphs(cell)
            for text in para.texts
        )
        owned = Counter(
            node.path[:-1]
            for node in tags
            if node is not None and node.is_value and len(node.path) > 1
        )
        for path, _ in owned.most_common():
            if (
                node := next(
                    (candidate for candidate in self.nodes if candidate.path == path), None
                )
            ) is not None:
                return node
        if not table.rows:
            return None
        head = [folded(first_text(cell)) for cell in table.rows[0]]
        side = [folded(first_text(row[0])) for row in table.rows[1:] if row]

        def fits(node: Node) -> tuple[int, int]:
            labels, texts = (
                {folded(child.label) for child in node.short},
                head if node.look is Look.ROWS else side,
            )
            same = sum(text in labels for text in texts)
            titled = node.look is not Look.ROWS and head[:1] == [folded(node.label)]
            near = (
                sum(1 for a, b in zip(node.path, here.path, strict=False) if a == b)
                if here is not None
                else 0
            )
            return (same + titled if same and 2 * same >= len(texts) else 0), near

        best = max((node for node in self.nodes if not node.is_value), key=fits)
        return best if fits(best)[0] else None

    def columns(self, owner: Node, table: Table) -> tuple[dict[int, Node], bool]:
        """Return the field of each column, and whether the first row names them."""
        labels = {folded(child.label): child for child in owner.children}
        head = [folded(first_text(cell)) for cell in table.rows[0]] if table.rows else []
        named = {index: labels[text] for index, text in enumerate(head) if text in labels}
        if named:
            return named, True
        return dict(enumerate(owner.children)) if head and len(head) == len(
            owner.children
        ) else {}, False

    def is_own(self, text: str) -> bool:
        """Return whether a paragraph is the form's own title, instruction or hint."""
        return (
            text in self._own_words or folded(text).startswith(_TITLES) or self.is_placeholder(text)
        )

    def is_placeholder(self, text: str) -> bool:
        """Return whether a text is the placeholder of an empty control.

        A program without content controls keeps placeholders as text.
        """
        text = text.strip()
        return text in PLACEHOLDERS.values() or text.startswith("Gdy nie ma czego podać, wybierz:")
