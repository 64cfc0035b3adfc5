"""Finds the printed headings of a form among the lines of a document."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import attrs

from lckm_word.forms import Node
from lckm_word.printed._lines import BULLET, Item, Line, Row, lines_in
from lckm_word.printed._text import words_of

_AFTER_LABEL = re.compile(r"\s*\*?\s*(?:\([^()]{1,80}\)\s*)?\*?\s*(:|[–—-](?=\s|$)|$)?\s*\*?\s*")
_CHOICE = re.compile(r"^\(?\s*tak\s*/\s*nie\s*\)?\s*[:.]?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}[.)]?|[IVX]{1,5}[.)]|[A-Za-z][.)])\s+")
_LONGEST_LABEL = 200
_STRONG = 5
"""The weight from which a heading out of the form's order is one all the same."""


class Entry(NamedTuple):
    """A printed heading: a section, a field, or both where they have one label."""

    words: tuple[str, ...]
    section: str
    node: Node | None


class Heading(NamedTuple):
    """A heading found in a document, and what follows it on its line, if anything.

    ``is_again`` is true for one that looks like the heading of a field which has its own elsewhere.
    """

    entry: Entry
    rest: Line | None
    is_again: bool = False


@attrs.frozen
class _Candidate:
    item: int
    entry: int
    weight: int
    rest: Line | None


@cache
def entries(nodes: tuple[Node, ...]) -> tuple[Entry, ...]:
    """Return the headings of a form in its order, from its top nodes."""
    return tuple(_entries(nodes))


def _entries(nodes: Iterable[Node]) -> Iterator[Entry]:
    section = ""
    for node in nodes:
        label = node.field.mark.label
        if node.section != section:
            section = node.section
            yield Entry(_folded_words(section), section, node if section == label else None)
        if node.is_section:
            for child in node.children:
                yield Entry(_folded_words(child.field.mark.label), section, child)
        else:
            yield Entry(_folded_words(label), section, node)


def _folded_words(label: str) -> tuple[str, ...]:
    return tuple(word.text for word in words_of(label))


def find_headings(items: Sequence[Item], nodes: tuple[Node, ...]) -> Mapping[int, Heading]:
    """Return the headings by the index of their item.

    Where a label is met several times, as „Opłaty:” within a text, that one is the heading which
    keeps the order of the form and looks most like one.
    """
    known = entries(nodes)
    by_first: dict[str, list[int]] = {}
    for index, entry in enumerate(known):
        by_first.setdefault(entry.words[0], []).append(index)
    candidates = [
        candidate
        for at, item in enumerate(items)
        for candidate in _candidates(at, item, known, by_first)
    ]
    chosen = _in_order(candidates, len(known))
    fields = {_field(known[candidate.entry]) for candidate in chosen}
    taken = {candidate.item for candidate in chosen}
    for candidate in sorted(candidates, key=lambda candidate: -candidate.weight):
        field = _field(known[candidate.entry])
        if candidate.weight >= _STRONG and candidate.item not in taken and field not in fields:
            chosen.append(candidate)
            fields.add(field)
            taken.add(candidate.item)
    again = {
        candidate.item: Heading(known[candidate.entry], candidate.rest, is_again=True)
        for candidate in candidates
        if candidate.weight >= _STRONG and known[candidate.entry].node is not None
    }
    return again | {
        candidate.item: Heading(known[candidate.entry], candidate.rest) for candidate in chosen
    }


def _field(entry: Entry) -> tuple[str, ...]:
    return entry.node.path if entry.node is not None else ("", *entry.words)


def _candidates(
    at: int, item: Item, known: Sequence[Entry], by_first: Mapping[str, Sequence[int]]
) -> Iterator[_Candidate]:
    line = _label_line(item)
    if line is None:
        return
    start = next(
        (
            found.end()
            for pattern in (_NUMBER, BULLET)
            if (found := pattern.match(line.text)) is not None
        ),
        0,
    )
    words = words_of(line.text[start : start + _LONGEST_LABEL])
    for index in by_first.get(words[0].text, ()) if words else ():
        entry = known[index]
        if tuple(word.text for word in words[: len(entry.words)]) != entry.words:
            continue
        end = start + words[len(entry.words) - 1].end
        found = _AFTER_LABEL.match(line.text, end)
        assert found is not None
        rest = line.text[found.end() :]
        shown = found[0].strip()
        if rest and not (found[1] or 0 < line.label_end <= found.end() or "*" in shown):
            continue
        chosen = _left_choice(line, entry)
        rest = chosen or _CHOICE.sub("", rest)
        if isinstance(item, Row) and rest:
            continue
        weight = 2 + 3 * line.heading + 2 * (line.bold or 0 < line.label_end <= found.end())
        weight += (not rest) + (shown != "") + ("(" in shown or "*" in shown)
        weight += 2 * isinstance(item, Row) + line.text.isupper()
        tail = line.line_after_label(len(line.text) - len(rest)) if rest else None
        tail = attrs.evolve(line, text=chosen, rich="", bullet="", unstruck="") if chosen else tail
        yield _Candidate(at, index, weight, tail)


def _left_choice(line: Line, entry: Entry) -> str:
    """Return „tak” or „nie” where the other one of a heading's choice is struck through."""
    is_flag = entry.node is not None and entry.node.field.shape.form == "flag"
    if not is_flag or line.unstruck == line.text:
        return ""
    choices = re.findall(r"\b(tak|nie)\b", line.unstruck[-20:].casefold())
    return choices[0] if len(choices) == 1 else ""


def inline_heading(line: Line, nodes: tuple[Node, ...]) -> Heading | None:
    """Return the heading with which the rest of a section's own line begins, if any."""
    found = find_headings([line], nodes).get(0)
    if found is None or found.is_again or found.entry.node is None:
        return None
    return found


def _label_line(item: Item) -> Line | None:
    """Return the line that may be a label; in a row, the first that is not a bare number."""
    if isinstance(item, Line):
        return item
    for cell in item.cells[:2]:
        first = next(lines_in(cell), None)
        if first is not None and not re.fullmatch(r"[0-9IVX]{1,5}[.)]?", first.text):
            return first
    return None


def _in_order(candidates: Sequence[_Candidate], count: int) -> list[_Candidate]:
    """Return the heaviest candidates that follow the form's order, each entry once."""
    # The best chain that ends at each entry, as its weight and last link.
    best: list[tuple[int, int]] = [(0, -1)] * count
    links: list[int] = [-1] * len(candidates)
    by_item: dict[int, list[int]] = {}
    for number, candidate in enumerate(candidates):
        by_item.setdefault(candidate.item, []).append(number)
    for numbers in by_item.values():
        updates = []
        for number in numbers:
            candidate = candidates[number]
            before, last = max(best[: candidate.entry], default=(0, -1), key=lambda chain: chain[0])
            if before + candidate.weight > best[candidate.entry][0]:
                updates.append((candidate.entry, before + candidate.weight, number))
                links[number] = last
        for entry, weight, number in updates:
            best[entry] = (weight, number)
    number = max(best, default=(0, -1), key=lambda chain: chain[0])[1]
    chain = []
    while number >= 0:
        chain.append(candidates[number])
        number = links[number]
    return chain[::-1]
