"""Reads a procedure with findings from a Word file, however the form was altered."""

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from lckm_core.findings import Finding, Findings
from lckm_core.organisation import Directory
from lckm_core.procedures import (
    Procedure,
    check,
)
from lckm_core.text import Message
from lckm_word.assembly import Filling
from lckm_word.body_reader import (
    STRUCK,
    Block,
    Para,
    Table,
    Text,
    Walk,
)
from lckm_word.field_recognition import (
    Recogniser,
    first_text,
    folded,
    paragraphs,
)
from lckm_word.finding_kinds import (
    NO_FORM,
    reshaped,
    text_outside_fields,
    unquoted,
)
from lckm_word.form_messages import in_form_words
from lckm_word.forms import (
    Look,
    Node,
    all_nodes,
    nodes_of,
)
from lckm_word.numbering import FieldLists, View, is_new_paragraph
from lckm_word.package import open_package
from lckm_word.positions import DocumentPosition
from lckm_word.printed import PrintedForm, is_printed_form, markdown, read_printed_form
from lckm_word.read_result import Reading, document_findings
from lckm_word.request_head import head_nodes, is_request

_MOST_OUTSIDE = 20
_MOST_FINDINGS = 200
_CONTENT = "treść"


def read_word(
    source: bytes, *, changes: View | None = None, directory: Directory | None = None
) -> Reading:
    """Return the procedure in a Word file, with all its findings.

    Args:
        source: the bytes of the ``.docx`` file.
        changes: what becomes of tracked changes: ``"accept"`` or ``"refuse"``. By default they
            are accepted, and their presence is a finding (LCKM-W009): the text is undecided.
        directory: the known units and cells, by default the core's own.

    Provision: zał. 2 § 9 ust. 1. Raises ``UnreadableFileError`` for an unreadable or hostile file.
    """
    package = open_package(source)
    reader = Reader((*(head_nodes() if is_request(package) else ()), *all_nodes(Procedure)))
    walk = Walk(package, changes or "accept")
    reader.read(walk)
    return reader.reading(
        walk, nodes_of(Procedure), decided=changes is not None, directory=directory
    )


@attrs.define
class Reader:
    """Goes through a document once and assigns what it finds to the form's fields."""

    nodes: tuple[Node, ...]
    filling: Filling = attrs.field(
        default=attrs.Factory(
            lambda self: Filling({node.path: node for node in self.nodes}), takes_self=True
        )
    )
    known: Recogniser = attrs.field(
        default=attrs.Factory(lambda self: Recogniser(self.nodes), takes_self=True)
    )
    found_outside: list[tuple[Finding, DocumentPosition]] = attrs.Factory(list)
    printed: PrintedForm | None = None
    keeps_emphasis: bool = True
    """Whether bold and italics are read on our own form; in a request they are no change."""
    _section: str = ""
    _here: Node | None = None
    _paragraphs: Counter[tuple[str, str]] = attrs.Factory(Counter)
    """How many paragraphs with text were read of each field; those of no field by its section."""
    _table: int = 0
    _lists: FieldLists = attrs.Factory(FieldLists)
    _anchor: int = -1
    """The index of the paragraph that is being read."""

    def read(self, walk: Walk) -> None:
        """Read a whole document: our own form, or the annex's under its printed headings."""
        blocks = walk.blocks()
        if is_printed_form(blocks, self.known):
            self.printed = read_printed_form(blocks, nodes_of(Procedure))
        else:
            self._blocks(blocks)

    def reading(
        self,
        walk: Walk,
        nodes: Sequence[Node],
        *,
        decided: bool,
        directory: Directory | None = None,
    ) -> Reading:
        """Return the result, checked by the core."""
        form = self.printed or PrintedForm(
            self.filling.data(nodes),
            self.filling.places,
            self.filling.found_at,
            [*self.filling.findings, *self.found_outside],
            self.filling.lines,
        )
        data = form.data
        found = [
            *form.findings[:_MOST_FINDINGS],
            *(
                (finding, DocumentPosition())
                for finding in document_findings(walk, decided=decided)
            ),
        ]
        if not form.found_at:
            message = Message(
                "W dokumencie nie ma ani jednego pola wzoru. Przenieś treść na pusty wzór opisu "
                "procedury.",
                "The document has not one field of the form. Move the content to an empty form.",
            )
            found.append((NO_FORM.at((), message), DocumentPosition()))
        placed = {attrs.evolve(finding, place=place.message): place for finding, place in found}
        of_file = Findings(tuple(placed), form=Procedure)
        storable = {unquoted(finding): place for finding, place in placed.items()}
        judged = in_form_words(
            check(data) if directory is None else check(data, directory=directory)
        )
        places = {
            f"/{'/'.join(path)}": place for path, place in form.found_at.items()
        } | form.places
        own_findings = Findings(tuple(storable), form=Procedure)
        return Reading(
            data,
            of_file + judged,
            own_findings,
            walk.tracked,
            places,
            placed | storable,
            form.lines,
        )

    def _blocks(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, Table):
                self._read_table(block)
            else:
                self._read_paragraph(block)

    def _at(self, node: Node | None = None, row: int = 0, column: int = 0) -> DocumentPosition:
        """Return the current position: of a paragraph or, with a *row*, of a cell."""
        section = (node.section if node else "") or self._section
        label = node.field.mark.label if node else ""
        return DocumentPosition(
            section,
            label,
            0 if row else self._paragraphs[self._field(node)],
            self._table if row else 0,
            row,
            column,
            self._anchor,
        )

    def _field(self, node: Node | None) -> tuple[str, str]:
        """Return in which section and field of the form a paragraph is counted."""
        section = (node.section if node else "") or self._section
        return section, node.path[0] if node else ""

    def _count(self, node: Node | None) -> None:
        self._paragraphs[self._field(node)] += 1

    # Paragraphs outside of tables

    def _read_paragraph(self, para: Para) -> None:
        self._anchor = para.number
        tagged = [self.known.tags.get(text.tag) for text in para.texts or [Text("", para.tag)]]
        owner = next((owner for owner in tagged if owner is not None), None)
        if owner is None:
            self._read_loose(para)
            return
        self._count(owner)
        owner_texts = [
            text
            for text, node in zip(para.texts, tagged, strict=False)
            if node is owner or (node is None and owner is self._here)
        ]
        for text, node in zip(para.texts, tagged, strict=False):
            if node is not None and node is not owner:
                self._count(node)
                self._put(node, Para([text], para.style), self._at(node))
            elif node is None and owner is not self._here:
                self._read_loose(Para([text], para.style))
        self._put(owner, Para(owner_texts, para.style, para.bullet), self._at(owner))

    def _put(self, node: Node, para: Para, place: DocumentPosition) -> None:
        text = para.text
        if not node.is_value or not self.known.is_placeholder(text) or self._is_tagged([para]):
            kind = node.field.shape.text
            if node.look is Look.LEAF and kind is not None and kind.markdown:
                bullet = self._lists.mark(node.path, para.bullet)
                text = bullet + (markdown(para.texts) if self.keeps_emphasis else text)
                if self.filling.continues(node) and is_new_paragraph(
                    text, self.filling.last_line, para.style
                ):
                    self.filling.put(node, "", place)
            elif (
                self.keeps_emphasis
                and len({text.mark for text in para.texts if text.text.strip()} - {STRUCK}) > 1
            ):
                self.found_outside.append((reshaped(node.field.mark.label, "emphasis"), place))
            self.filling.put(node, text, place)

    def _read_loose(self, para: Para) -> None:
        """Read a paragraph outside controls: a label, text of the form, or a value."""
        text, here = para.text.strip(), self._here
        if not text:
            if here is not None and self.filling.continues(here):
                self.filling.put(here, "", self._at(here))
            return
        if self._read_label(text) or self.known.is_own(text):
            return
        value = text
        if here is not None:  # typed on after the hint
            hints = (hint for hint in self.known.hints(here) if text.startswith(hint))
            value = text.removeprefix(max(hints, key=len, default="")).strip()
        if value == text and self.known.begins_as_hint(text):
            # A hint of another edition of the template, which nobody wrote as content.
            self._count(here)
            self._note_outside(text, self._at(here))
            return
        label, _, after_colon = value.partition(":")
        named = (
            self.known.heading(label, here) if after_colon.strip() and not _is_prose(here) else None
        )
        if named is not None and len(named.path) == 1:
            self._enter(named)
            here, value = named, after_colon.strip()
        self._count(here)
        if here is not None and here.is_value:
            self._put(here, Para([Text(value, "")], para.style, para.bullet), self._at(here))
        elif here is not None and here.field.shape.word is not None:
            # „Bezpłatnie” for „brak” is the field's content, which the check judges.
            self.filling.put(here, value, self._at(here))
        else:
            self._note_outside(value, self._at(here))

    def _read_label(self, text: str) -> bool:
        """Enter the section or field that a heading names; return whether there is one."""
        named = self.known.heading(text, self._here)
        section = self.known.sections.get(folded(text))
        if section is not None and (
            named is None or len(named.path) == 1 or named.section != self._section
        ):
            self._section, self._here = section, None
            self.filling.end_field()
        if named is not None:
            self._enter(named)
        return section is not None or named is not None

    def _enter(self, node: Node) -> None:
        self._here = node
        self._section = node.section or self._section
        self.filling.found_at.setdefault(
            node.path,
            DocumentPosition(node.section, node.field.mark.label, anchor=self._anchor),
        )
        self.filling.end_field()

    def _note_outside(self, text: str, place: DocumentPosition) -> None:
        if len(self.found_outside) < _MOST_OUTSIDE:
            self.found_outside.append((text_outside_fields(text), place))

    # Tables

    def _read_table(self, table: Table) -> None:
        owner = self.known.owner(table, self._here)
        self._table += 1
        self._anchor_at(block for row in table.rows for cell in row for block in cell)
        if owner is None:
            self._read_foreign_table(table)
            return
        self.filling.found_at.setdefault(owner.path, self._at(owner, 1))
        if owner.look is Look.ROWS:
            self._read_rows(owner, table)
        else:
            self._read_card(owner, table)
        self._here = owner
        self.filling.end_field()

    def _read_foreign_table(self, table: Table) -> None:
        """Read a table that is not the form's: pasted into a field, or around its parts."""
        texts = [text for cells in table.rows for cell in cells for para in paragraphs(cell)
                 for text in para.texts]  # fmt: skip
        tagged = (self.known.tags.get(text.tag) for text in texts)
        node = next((owner for owner in tagged if owner is not None), self._here)
        if node is None or not (_is_prose(node) or node.look is Look.LINES):
            for row in table.rows:
                for cell in row:
                    self._blocks(cell)
            return
        place = self._at(node, 1)
        self.found_outside.append((reshaped(node.field.mark.label, "table"), place))
        for number, row in enumerate(table.rows, 1):
            cells = [" ".join(para.text.strip() for para in paragraphs(cell)) for cell in row]
            text = " – ".join(cell for cell in cells if cell)
            if text:
                mark = "- " if _is_prose(node) else ""
                self.filling.put(node, mark + text, self._at(node, number))

    def _read_rows(self, owner: Node, table: Table) -> None:
        columns, headed = self.known.columns(owner, table)
        for number, row in enumerate(table.rows, 1):
            if headed and number == 1:
                continue
            self._anchor_at(block for cell in row for block in cell)
            self._begin(owner, number)
            merged = table.merged[number - 1]
            for column, cell in enumerate(row, 1):
                top = merged.get(column - 1)
                blocks = table.rows[top.row - 1][top.cell] if top is not None else cell
                self._read_cell(columns.get(column - 1), blocks, number, column)

    def _read_card(self, owner: Node, table: Table) -> None:
        labels = {folded(child.label): child for child in owner.short}
        for number, row in enumerate(table.rows, 1):
            heads = (
                len(row) > 1
                and folded(first_text(row[1])) == _CONTENT
                and not self._is_tagged(row[1])
            )
            child = labels.get(folded(first_text(row[0]))) if row else None
            again = child is not None and self.filling.holds(child)
            self._anchor_at(block for cell in row for block in cell)
            if owner.look is Look.CARDS and (number == 1 or heads or again):
                self._begin(owner, number)
            if not heads:
                for column, cell in enumerate(
                    row[1:] if child is not None or len(row) > 1 else row, 2 if len(row) > 1 else 1
                ):
                    self._read_cell(child, cell, number, column)

    def _begin(self, owner: Node, number: int) -> None:
        self.filling.begin(owner, self._at(owner, number))
        self._lists.begin(owner.path)

    def _is_tagged(self, blocks: Sequence[Block]) -> bool:
        return any(
            text.tag in self.known.tags for para in paragraphs(blocks) for text in para.texts
        )

    def _anchor_at(self, blocks: Iterable[Block]) -> None:
        """Take the first paragraph of some blocks as the one that is being read."""
        first = next(paragraphs(tuple(blocks)), None)
        self._anchor = self._anchor if first is None else first.number

    def _read_cell(self, node: Node | None, blocks: Sequence[Block], row: int, column: int) -> None:
        """Read a cell of a field; the content of another's control goes to that one."""
        self.filling.end_field()
        for para in paragraphs(blocks):
            self._anchor = para.number
            tagged = [self.known.tags.get(text.tag) for text in para.texts or [Text("", para.tag)]]
            owners = list(dict.fromkeys(owner or node for owner in tagged)) or [node]
            for owner in owners:
                texts = [
                    text
                    for text, tagged_node in zip(para.texts, tagged, strict=False)
                    if (tagged_node or node) is owner
                ]
                text = Para(texts, para.style, para.bullet)
                if owner is not None:
                    self._put(owner, text, self._at(owner, row, column))
                elif text.text.strip() and not self.known.is_placeholder(text.text):
                    self._note_outside(text.text.strip(), self._at(None, row, column))


def _is_prose(node: Node | None) -> bool:
    return (
        node is not None and node.field.shape.text is not None and node.field.shape.text.multiline
    )
