"""What a page says of one subject in every field, for whoever looks for contradictions."""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

import attrs

from lckm_core._patterns import compiled
from lckm_core.publication._projection.blocks import (
    Block,
    Bullets,
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
    CONDITIONS = "conditions"

    @property
    def words(self) -> Message:
        """What the subject is called."""
        return _READINGS[self].words


class _Reading(NamedTuple):
    """How a subject is found: its own fields, and words of it in all others."""

    words: Message
    fields: frozenset[str]
    pattern: str


_READINGS: Mapping[Subject, _Reading] = {
    Subject.DEADLINE: _Reading(
        Message("termin załatwienia", "when it is settled"),
        frozenset({"deadline"}),
        r"\b(?:dni|dzień|dnia|dob[ayęi]\b|jutr|pojutrz|rok|lata?\b|zwłoki|bieżąco|ekspres|wkrótce"
        r"|potrwa)|dniow|tygod|tydzień|miesi[ęą]c|kwarta|godzin|minut|termin|od ręki|od razu"
        r"|niezwłoczn|natychm|czek[au]|poczekani",
    ),
    Subject.FEES: _Reading(
        Message("opłaty", "fees"),
        frozenset({"fees"}),
        r"opłat|płat|płac|płać|koszt|darmo|gratis|złot|groszy|\b(?:zł|pln|eur)\b"
        r"|\bcen(?:[ayęą]\b|nik)|stawk|kwot|należnoś|kaucj|ulg|podat|zniżk|przel[ea]|blik|rachun"
        r"|\bkont[oa]\b|\bkas[aięy]|kartą|gotówk|zwolni|zwrot|zwrac|\bui[śs]",
    ),
    Subject.SUBMISSION: _Reading(
        Message("składanie dokumentów", "how to submit"),
        frozenset({"submission", "submission_deadline", "online_activities"}),
        r"złoż|złóż|składa|przyn[io]|przyjd|przychod|zanie[śs]|nada[jćw]|wrzu[ćc]|skrzynk"
        r"|kancelar|wy[śs][lł]|wysył|prze[śs][lł]|doręcz|dostarcz|poczt|listow|list(?:em|y)\b"
        r"|kurier|faks|telefon|zadzwoń|osobiście|\bsam(?:emu|odziel)|pełnomocn|elektron|internet"
        r"|online|obywatel\b|epuap|e-?mail|formularz|okien|przyjm|papier",
    ),
    Subject.DOCUMENTS: _Reading(
        Message("wymagane dokumenty", "required documents"),
        frozenset({"required_documents", "other_documents"}),
        r"dokument|(?:do|za)łącz|oświadcz|zaświadcz|kopi|\bskan|odpis|wypis|wyci[ąa]g|orygina"
        r"|okaz|przedłóż|przedłoż|dow[óo]d|paszport|\bakt(?:u|y|ów)?\b|legitymac|świadectw"
        r"|prawo jazdy|pesel|umow[aęyą]|pełnomocnictw|zgod[aęy]|druk|zdjęci|fotogra|\bmap[aęy]"
        r"|\bplan|projekt|kosztorys|we[źz] ze|sam wniosek",
    ),
    Subject.VISIT: _Reading(
        Message("miejsce i wizyta", "place and visit"),
        frozenset({"places", "appointments"}),
        r"wizyt|um[óa]wi|rezerw|kolejk|numer(?:ek|k)|zapis|zapowied|godzin|otwar|czynn|zamk[nł]"
        r"|pok\.|pok[óo]j|\bsal[aięy]\b|okien|stanowisk|parter|piętr|wejści|\b(?:ul|al|pl)\."
        r"|\bplacu?\b|osobiście|poniedz|wtor|środ[aęy]\b|czwart|piąt[ek]|sobot|niedziel"
        r"|\b\d{1,2}[.:]\d\d\b",
    ),
    Subject.APPEAL: _Reading(
        Message("rozstrzygnięcie i odwołanie", "decision and appeal"),
        frozenset({"appeal"}),
        r"odwoł|zażal|skarg|skarż|sprzeciw|decyzj|postanowie|odm[óoa]w|\bsąd|kolegi|\bsko\b"
        r"|rozstrz|ponown|ponagl|ostateczn|instancj|podważ",
    ),
    Subject.CONDITIONS: _Reading(
        Message("kto i na jakich warunkach", "who, and on what conditions"),
        frozenset(),
        r"\bkto\b|\bkażdy\b|\bkogo\b|\btylko\b|wyłącznie|osob[ayęo]|uprawni|przysług|warun"
        r"|mieszkan|zameldo|właścici|najemc|wnioskodawc|pełnomocn|przedsiębior|rodzin|rodzic"
        r"|dzieci|dziecko|wiek(?:u|iem)?\b|\blat\b|dochod|dochód|studen|senior|niepełnosp"
        r"|obywatelst|cudzoziem",
    ),
}
_NOT_READ = {"legal_basis", "reuse_terms"}
"""Fields that speak of acts, whose titles name fees, documents and terms."""
_BETWEEN_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")
_Holds = Callable[[str], bool]


def extract_subject(projection: Projection, subject: Subject) -> Projection:
    """Return a projection with what its fields say of one subject; its heading names it.

    The subject's own fields stay whole. Of the others those paragraphs, steps, items and rows stay
    that have a word for it: what contradicts it stands beside it. No rule finds every contradiction
    in free words; a person does, who need not look for them in the whole text.
    """
    reading = _READINGS[subject]
    search = compiled(reading.pattern).search

    def holds(text: str) -> bool:
        return search(text) is not None

    sections = (
        Section(section.heading, tuple(_entries(section, reading.fields, holds)))
        for section in projection.sections
    )
    return attrs.evolve(
        projection,
        heading=f"{projection.heading} – {subject.words.pl}",
        sections=tuple(section for section in sections if section.entries),
    )


def _entries(section: Section, own: frozenset[str], holds: _Holds) -> Iterator[Entry]:
    for entry in section.entries:
        field = entry.key.partition(".")[0]
        if field in own:
            yield entry
        elif field not in _NOT_READ:
            narrowed = [_narrowed(block, holds) for block in entry.blocks]
            if blocks := tuple(block for block in narrowed if block is not None):
                yield Entry(entry.key, entry.label, blocks)


def _narrowed(block: Block, holds: _Holds) -> Block | None:
    """Return what of a block holds a word for the subject, ``None`` for nothing."""
    match block:
        case Text():
            kept = [words for words in _paragraphs(block.text) if holds(words)]
            return Text("\n\n".join(kept)) if kept else None
        case Link():
            return block if holds(_words(block)) else None
        case Bullets():
            items = tuple(item for item in block.items if holds(_words(item)))
            return Bullets(items) if items else None
        case Stages():
            stages = tuple(step for step in block.items if holds(f"{step.name}\n{step.comment}"))
            return Stages(stages) if stages else None
        case Table():
            if holds("\n".join((block.caption, *block.headers))):
                return block
            rows = tuple(row for row in block.rows if holds("\n".join(row)))
            return attrs.evolve(block, rows=rows) if rows else None
        case Details():
            # A question is the heading of its answer.
            if holds(block.heading):
                return block
            details = tuple(
                row for row in block.rows if holds("\n".join((row.label, *map(_words, row.values))))
            )
            return Details(block.heading, details) if details else None


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text; a list is of the one that announces it.

    A sentence by itself could lose its emphasis, its link, or what it is said of.
    """
    together: list[str] = []
    for paragraph in _BETWEEN_PARAGRAPHS.split(text):
        together.append(paragraph)
        if not paragraph.rstrip(" *_").endswith(":"):
            yield "\n\n".join(together)
            together = []
    if together:
        yield "\n\n".join(together)


def _words(inline: Inline) -> str:
    return f"{inline.text}\n{inline.note}" if isinstance(inline, Link) else inline.text
