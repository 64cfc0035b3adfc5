"""Assembles the texts of a document into the form's data, each value with its position."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from lckm_core.findings import Finding
from lckm_core.text import Message
from lckm_word.finding_kinds import TWICE, text_outside_fields
from lckm_word.forms import Look, Node, Path
from lckm_word.positions import DocumentPosition
from lckm_word.values import as_empty_word, parse_value


@attrs.define
class _Lines:
    """The text of one control, line by line."""

    lines: list[tuple[str, DocumentPosition]]

    @property
    def text(self) -> str:
        return "\n".join(line for line, _ in self.lines)


@attrs.define
class _Part:
    """A part of the form: its values, parts and lists by key, and where it begins."""

    place: DocumentPosition
    values: dict[str, Any] = attrs.Factory(dict)


@attrs.define
class Filling:
    """The tree of values read from a document; *nodes* are those of the form, by path."""

    nodes: Mapping[Path, Node]
    root: _Part = attrs.Factory(lambda: _Part(DocumentPosition()))
    findings: list[tuple[Finding, DocumentPosition]] = attrs.Factory(list)
    found_at: dict[Path, DocumentPosition] = attrs.Factory(dict)
    """Where each field of the form is, filled in or not."""
    places: dict[str, DocumentPosition] = attrs.Factory(dict)
    """Where each value is, by its JSON Pointer, once the data exist."""
    lines: dict[str, Sequence[DocumentPosition]] = attrs.Factory(dict)
    """Where each line with text is, of a value that may have several."""
    _last: tuple[_Lines | None, Node | None] = (None, None)

    def begin(self, node: Node, place: DocumentPosition) -> None:
        """Start a new item of a list."""
        part = self._part(node.path[:-1], place)
        part.values.setdefault(node.path[-1], []).append(_Part(place))
        self._last = (None, None)

    def holds(self, node: Node) -> bool:
        """Return whether the current part already has a value in this field."""
        lines = self._part(
            node.path[:-1], self.found_at.get(node.path, DocumentPosition())
        ).values.get(node.path[-1])
        return isinstance(lines, _Lines) and bool(lines.text.strip())

    def end_field(self) -> None:
        """End the current field: the next line does not continue it."""
        self._last = (None, None)

    def continues(self, node: Node) -> bool:
        """Return whether another line of this field would continue the last one."""
        return self._last[1] is node

    @property
    def last_line(self) -> str:
        """The line that was read last, of a paragraph of several lines the last; else empty."""
        last, _ = self._last
        return last.lines[-1][0].rpartition("\n")[2] if last is not None else ""

    def put(self, node: Node, text: str, place: DocumentPosition) -> None:
        """Add a line to a field.

        It continues the field that was read just before; otherwise the field must still be empty.
        """
        known = self.found_at.get(node.path)
        if known is None or not (known.paragraph or known.row):  # so far its heading alone was seen
            self.found_at[node.path] = place
        last, owner = self._last
        if last is not None and owner is node:
            last.lines.append((text, place))
            return
        part = self._part(node.path[:-1], place)
        key = node.path[-1] if node.is_value else f"{node.path[-1]}#"
        lines = _Lines([(text, place)])
        existing = part.values.get(key)
        if existing is None or not existing.text.strip():
            part.values[key] = lines
        elif text.strip() and text.strip() != existing.text.strip():
            self.findings.append(duplicate_finding(node, existing.lines[0][1], place))
        self._last = (lines, node)

    def _part(self, path: Path, place: DocumentPosition) -> _Part:
        """Return the part at a path, with the last item of each list on the way."""
        part = self.root
        for at, key in enumerate(path, 1):
            node = self.nodes.get(path[:at])
            if node is None or node.look is Look.GROUP:
                part = part.values.setdefault(key, _Part(place))
            else:
                items: list[_Part] = part.values.setdefault(key, [])
                if not items:
                    items.append(_Part(place))
                part = items[-1]
        return part

    def data(self, nodes: Sequence[Node], root: str = "") -> dict[str, Any]:
        """Return the plain data of a form whose fields are in the tree under *root*."""
        part = self.root.values.get(root, _Part(DocumentPosition())) if root else self.root
        return self._data(nodes, part, "")

    def _data(self, nodes: Iterable[Node], part: _Part, pointer: str) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for node in nodes:
            key = node.path[-1]
            at = f"{pointer}/{key}"
            found = self._value(node, part.values.get(key), at)
            word = part.values.get(f"{key}#")
            if word is not None and word.text.strip():
                found = self._empty_word(node, found, word, at)
            if found is not None:
                data[key] = found
        return data

    def _empty_word(self, node: Node, found: Any, word: _Lines, pointer: str) -> Any:
        """Return the empty word that stands for a list or part.

        Such a word beside the content that it denies is a fault.
        """
        text, place = word.text, word.lines[0][1]
        if found is not None:
            is_denied = as_empty_word(text) is not None
            self.findings.append(
                duplicate_finding(node, self.places.get(pointer, place), place)
                if is_denied
                else (text_outside_fields(text.strip()), place)
            )
            return found
        self.places[pointer] = place
        return as_empty_word(text) or text.strip()

    def _value(self, node: Node, found: Any, pointer: str) -> Any:
        if isinstance(found, _Lines):
            return self._text(node, found, pointer)
        if isinstance(found, _Part):
            data = self._data(node.children, found, pointer)
            if data:
                self.places.setdefault(pointer, found.place)
            return (self._only_word(node, [data]) or data) if data else None
        if isinstance(found, list):
            items: list[dict[str, Any]] = []
            for item in found:
                if data := self._data(node.children, item, f"{pointer}/{len(items)}"):
                    self.places[f"{pointer}/{len(items)}"] = item.place
                    items.append(data)
            if items:
                self.places.setdefault(pointer, found[0].place)
            return (self._only_word(node, items) or items) if items else None
        return None

    def _only_word(self, node: Node, items: Sequence[Mapping[str, Any]]) -> str | None:
        """Return the empty word if it is the only text typed into a table."""
        if node.field.shape.word is None or len(items) != 1:
            return None
        texts = list(_scalars(items[0]))
        return as_empty_word(texts[0]) if len(texts) == 1 and isinstance(texts[0], str) else None

    def _text(self, node: Node, found: _Lines, pointer: str) -> Any:
        if not found.text.strip():
            return None
        self.places[pointer] = found.lines[0][1]
        if node.look is Look.LINES:
            places = [place for line, place in found.lines if line.strip()]
            self.places |= {f"{pointer}/{index}": place for index, place in enumerate(places)}
        else:
            self.lines[pointer] = places_of_lines(found.lines)
        return parse_value(node, found.text.strip())


def places_of_lines(
    texts: Iterable[tuple[str, DocumentPosition]],
) -> Sequence[DocumentPosition]:
    """Return where each line with text is; a paragraph may have several."""
    return [place for text, place in texts for line in text.splitlines() if line.strip()]


def _scalars(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _scalars(item)
    elif isinstance(value, list):
        for item in value:
            yield from _scalars(item)
    else:
        yield value


def duplicate_finding(
    node: Node, first: DocumentPosition, second: DocumentPosition
) -> tuple[Finding, DocumentPosition]:
    """Return that a field stands at two places, of which the first was read."""
    message = Message(
        f"Pole „{node.field.mark.label}” jest już wypełnione gdzie indziej ({first.message.pl}); "
        "odczytano tamto. Usuń jedno z nich.",
        f"The field “{node.field.mark.label}” is filled in elsewhere, too ({first.message.en}), "
        "and that was read. Remove one.",
    )
    return TWICE.at(node.path, message), second
