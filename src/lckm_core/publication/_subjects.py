"""What a page says of one subject in every field, for whoever looks for contradictions."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

import attrs

from lckm_core._patterns import compiled
from lckm_core.publication._projection.blocks import (
    Block,
    Bullets,
    Detail,
    Details,
    Entry,
    Inline,
    Link,
    Section,
    Stages,
    Table,
    Text,
)
from lckm_core.publication._projection.projection import Projection
from lckm_core.text import Message


class Subject(StrEnum):
    """A subject of which several fields of a procedure speak."""

    DEADLINE = "deadline"
    FEES = "fees"
    SUBMISSION = "submission"
    DOCUMENTS = "documents"
    VISIT = "visit"
    APPEAL = "appeal"

    @property
    def words(self) -> Message:
        """What the subject is called."""
        return _READINGS[self].words


class _Reading(NamedTuple):
    """How a subject is found: its own fields, and beginnings of words in all others."""

    words: Message
    fields: frozenset[str]
    beginnings: str


_READINGS: Mapping[Subject, _Reading] = {
    Subject.DEADLINE: _Reading(
        Message("termin załatwienia", "when it is settled"),
        frozenset({"deadline"}),
        r"dni|dzień|dnia|dob[ayęi]|tygod|tydzień|miesi[ęą]c|godzin|rok|lat\b|termin|od ręki|od razu"
        r"|zwłoki|niezwłoczn|na bieżąco|natychmiast|czeka",
    ),
    Subject.FEES: _Reading(
        Message("opłaty", "fees"),
        frozenset({"fees"}),
        r"opłat|płat|płac|zapła|wpła|bezpłat|darmo|koszt|zł\b|złot|cen(?:[ayęą]\b|nik)|kwot"
        r"|przelew|przelać|rachun|kont[oa]\b|kas[aięy]|kartą|gotówk|zwoln|zwrot|zwrac",
    ),
    Subject.SUBMISSION: _Reading(
        Message("składanie dokumentów", "how to submit"),
        frozenset({"submission", "submission_deadline", "online_activities"}),
        r"złoż|złóż|składa|przynie|przynoś|wyślij|wysła|wysyła|przesła|prześlij|doręcz|dostarcz"
        r"|poczt|osobiście|sam(?:emu|odzielnie)|pełnomocn|elektron|internet|online|epuap|e-?mail"
        r"|formularz|okien|przyjm",
    ),
    Subject.DOCUMENTS: _Reading(
        Message("wymagane dokumenty", "required documents"),
        frozenset({"required_documents", "other_documents"}),
        r"dokument|załącz|dołącz|oświadcz|zaświadcz|kopi|odpis|orygina|okaz|dow[óo]d|pełnomocnictw"
        r"|druk|zdjęci|fotografi",
    ),
    Subject.VISIT: _Reading(
        Message("miejsce i wizyta", "place and visit"),
        frozenset({"places", "appointments"}),
        r"wizyt|um[óa]wi|rezerw|zarezerw|kolejk|godzin|otwart|czynn|pok\."
        r"|pok[óo]j|sal[aięy]\b|okien"
        r"|parter|piętr|ul\.|osobiście|poniedz|wtor|środ[aęy]\b|czwart|piąt[ek]|sobot",
    ),
    Subject.APPEAL: _Reading(
        Message("rozstrzygnięcie i odwołanie", "decision and appeal"),
        frozenset({"appeal"}),
        r"odwoł|zażal|skarg|zaskarż|sprzeciw|decyzj|postanowie|odm[óoa]w|sąd|kolegi|rozstrzyg",
    ),
}
_OF_NONE = {"legal_basis", "reuse_terms"}
"""Fields that speak of acts, whose titles name fees, documents and terms."""
# An abbreviation ends no sentence: „przy ul. Długiej”.
_SENTENCE_END = re.compile(
    r"(?<=[.!?;])(?<!\bul\.)(?<!\bal\.)(?<!\bpl\.)(?<!\bnr\.)(?<!\bim\.)(?<!\bpok\.)(?<!\btel\.)"
    r"[^\S\n]+(?=[^\W\da-ząćęłńóśźż_]|[„(])|\n+"
)


def about(projection: Projection, subject: Subject) -> Projection:
    """Return a projection with what its fields say of one subject, and nothing else.

    The subject's own fields stay whole. Of the others those sentences, steps, lines of lists and
    rows stay that have a word for it: what contradicts it stands beside it. No rule finds every
    contradiction in free words; a person does, who need not look for them in the whole text.
    """
    reading = _READINGS[subject]
    is_of_it = compiled(rf"\b(?:{reading.beginnings})").search

    def holds(text: str) -> bool:
        return is_of_it(text) is not None

    sections = (
        Section(section.heading, tuple(_entries(section, reading.fields, holds)))
        for section in projection.sections
    )
    return attrs.evolve(
        projection, sections=tuple(section for section in sections if section.entries)
    )


_Holds = Callable[[str], bool]


def _entries(section: Section, own: frozenset[str], holds: _Holds) -> "list[Entry]":
    entries = []
    for entry in section.entries:
        if entry.key in own:
            entries.append(entry)
            continue
        if entry.key in _OF_NONE:
            continue
        narrowed = [_narrowed(block, holds) for block in entry.blocks]
        if blocks := tuple(block for block in narrowed if block is not None):
            entries.append(Entry(entry.key, entry.label, blocks))
    return entries


def _narrowed(block: Block, holds: _Holds) -> Block | None:
    """Return what of a block holds a word for the subject, ``None`` for nothing."""
    match block:
        case Text():
            kept = [words for words in _SENTENCE_END.split(block.text) if holds(words)]
            return Text("\n\n".join(kept)) if kept else None
        case Link():
            return block if _in_inline(block, holds) else None
        case Bullets():
            items = tuple(item for item in block.items if _in_inline(item, holds))
            return Bullets(items) if items else None
        case Stages():
            stages = tuple(
                stage for stage in block.items if holds(f"{stage.name}\n{stage.comment}")
            )
            return Stages(stages) if stages else None
        case Table():
            rows = tuple(row for row in block.rows if holds("\n".join(row)))
            return attrs.evolve(block, rows=rows) if rows else None
        case Details():
            details = tuple(row for row in block.rows if _in_detail(row, holds))
            return Details(block.heading, details) if details else None


def _in_inline(inline: Inline, holds: _Holds) -> bool:
    return holds(inline.text) or (isinstance(inline, Link) and holds(inline.note))


def _in_detail(detail: Detail, holds: _Holds) -> bool:
    return any(_in_inline(value, holds) for value in detail.values)
