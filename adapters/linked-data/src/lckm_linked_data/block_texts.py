"""Shown blocks as plain text, and the form's words by which their structure is recognised."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from lckm_core.fields import Field, fields_of
from lckm_core.procedures import Procedure
from lckm_core.text import plain

if TYPE_CHECKING:
    from lckm_core.publication import (
        Block,
        Entry,
        Inline,
        Projection,
    )


def inline_text(inline: "Inline") -> str:
    """Return an inline text or link as plain words, its note in brackets."""
    if inline.type == "text":
        return plain(inline.text)
    return f"{inline.text} ({inline.note})" if inline.note else inline.text


def text_of(blocks: "Iterable[Block]") -> str:
    """Return blocks as plain text, a line for each thing said."""
    return "\n".join(line for block in blocks for line in _lines(block) if line.strip()).strip()


def _lines(block: "Block") -> Iterator[str]:
    match block.type:
        case "text" | "link":
            yield inline_text(block)
        case "bullets":
            yield from (f"– {inline_text(item)}" for item in block.items)
        case "stages":
            for stage in block.items:
                online = " (bez wizyty w urzędzie)" if stage.online else ""
                yield (
                    f"{stage.number}. "
                    f"{stage.name}{f': {stage.comment}' if stage.comment else ''}{online}"
                )
        case "table":
            for row in block.rows:
                yield "; ".join(
                    f"{header}: {cell}"
                    for header, cell in zip(block.headers, row, strict=True)
                    if cell
                )
        case "details":
            if block.heading:
                yield block.heading
            for detail in block.rows:
                yield f"{detail.label}: {', '.join(inline_text(value) for value in detail.values)}"
        case _:
            raise ValueError(f"a block of a kind that is not known here: {block.type}")


def entries_of(projection: "Projection") -> "Iterator[Entry]":
    """Yield the entries of all sections, in the order of the form."""
    for section in projection.sections:
        yield from section.entries


@cache
def form_field(*keys: str) -> Field:
    """Return the field of the form at a path: ``form_field("deadline", "terms", "unit")``."""
    model: type | None = Procedure
    found: Field | None = None
    for key in keys:
        assert model is not None
        found = next(field for field in fields_of(model) if field.key == key)
        model = (found.shape.element or found.shape).model
    assert found is not None
    return found


def label_of(*keys: str) -> str:
    """Return the form's label of a field."""
    return form_field(*keys).mark.label


@cache
def choices_by_word(*keys: str) -> Mapping[str, str]:
    """Return the choices of a field by their Polish words, each word once."""
    return {word: choice for choice, words in form_field(*keys).shape.words for word in words}


def first_word(choice: str, *keys: str) -> str:
    """Return the words for a choice."""
    return dict(form_field(*keys).shape.words)[choice][0]
