"""The annex's own form as clerks fill it in under its printed headings, in several hands.

A hand decides on layout, headings, dates and how each field is written. What is printed under
the headings is made of the words by which the reader knows it, with others between them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import attrs
import word_documents as documents

from lckm_core.fields import fields_of, words_of
from lckm_core.procedures import CallCentre, Procedure
from lckm_core.text import EmptyWord, folded
from lckm_word import template
from lckm_word.printed._text import _units

MONTHS = (
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
)

PRINTED = {
    "internal": "Procedura wewnętrzna*: (tak/nie)",
    "related": "Powiązane procedury (nazwa procedury/procedur):",
    "additional_info": "Informacje uzupełniające (dodatkowe):",
    "required_documents": "Wymagane dokumenty (nazwa, szablon dokumentu, formularz):",
    "in_edms": "Procedura prowadzona w systemie do elektronicznego zarządzania dokumentacją*: "
    "(tak/nie)",
}
"""The printed headings that differ from the label with its star and colon."""

EXPLAINED = {
    "title": ("zaleca", "tytuł"),
    "summary": ("należy podać najważniejsze", "opis nie"),
    "steps": ("należy wskazać główne", "nazwa etapu", "przykładowo krok"),
    "useful_info": ("należy wymienić hasłowo", "przykładowo wymaga"),
    "valid_from": ("należy wypełnić", "procedura przed"),
    "places": ("należy wymienić jednostkę",),
    "appointments": ("należy wskazać wszystkie możliwe", "przykładowo telefonicznie"),
    "fees": ("należy wskazać rodzaj", "w przypadku braku opłat"),
    "submission": ("jako elektroniczną", "przykładowo listownie"),
    "required_documents": ("dokumenty powinny", "pod nazwą każdego"),
    "owner": ("nazwisko i imię pracownika", "uwaga można"),
}
"""The beginnings of what is printed under some headings."""


@attrs.frozen
class Hand:
    """How a clerk fills in the form."""

    name: str
    layout: str = "paragraphs"
    """``paragraphs``, ``table`` of two columns, or ``inline`` behind the label."""
    heading: str = "bold"
    """``bold``, ``style``, ``capitals`` or ``plain``."""
    numbered: bool = False
    starred: bool = True
    colon: bool = True
    explained: bool = False
    day: str = "{y}-{m:02}-{d:02}"
    one_line: bool = False
    """Parts are written on one line each instead of several."""
    bullets: str = ""
    """The sign before items of a list, or ``word`` for a list of Word."""


HANDS = (
    Hand("paragraphs, explained", explained=True, day="{d:02}.{m:02}.{y}"),
    Hand("table", "table", day="{d} {month} {y}", explained=True),
    Hand("table on one line", "table", numbered=True, one_line=True, day="{d}-{m:02}-{y} r."),
    Hand("headings, bullets", heading="style", bullets="word", day="{d} {month} {y} r."),
    Hand("capitals", heading="capitals", starred=False, colon=False, one_line=True, bullets="- "),
    Hand("inline", "inline", one_line=True, day="{d}.{m}.{y} r.", bullets="• "),
    Hand("plain, numbered", heading="plain", numbered=True, bullets="– ", explained=True),
)


def written_day(hand: Hand, day: date) -> str:
    """Return a day as a clerk writes it."""
    return hand.day.format(y=day.year, m=day.month, d=day.day, month=MONTHS[day.month - 1])


def explanation(begins: str) -> str:
    """Return a text of the length of a printed one, with its first and last words."""
    unit = next(one for one in _units() if " ".join(one.first).startswith(folded(begins)))
    middle = ["słowo"] * (unit.length - len(unit.first) - len(unit.last))
    text = " ".join((*unit.first, *middle, *unit.last))
    return f"{text[0].upper()}{text[1:]}."


def lines_of(hand: Hand, procedure: Procedure) -> Iterator[tuple[str, str, bool, list[str]]]:
    """Yield the section, key, star and lines of each field, in the form's order."""
    for field in fields_of(Procedure):
        if field.key == "call_centre":
            for inner in fields_of(CallCentre):
                value = getattr(procedure.call_centre, inner.key)
                label = inner.mark.label
                yield field.section, f"{inner.key}|{label}", True, _lines(hand, inner.key, value)
        else:
            value = getattr(procedure, field.key)
            label = PRINTED.get(field.key, field.mark.label)
            yield (
                field.section,
                f"{field.key}|{label}",
                field.mark.starred,
                _lines(hand, field.key, value),
            )


def _lines(hand: Hand, key: str, value: Any) -> list[str]:
    if value is None or value == () or value == "":
        return []
    if isinstance(value, EmptyWord):
        return [value.value]
    if isinstance(value, bool):
        return ["tak" if value else "nie"]
    if isinstance(value, date):
        return [written_day(hand, value)]
    if isinstance(value, str):
        return [one for one in value.split("\n\n") if one]
    writer = globals().get(f"_write_{key}")
    if writer is not None:
        return list(writer(hand, value))
    return [_item(hand, one) for one in value]


def _item(hand: Hand, text: str) -> str:
    return f"{hand.bullets}{text}" if hand.bullets not in ("", "word") else text


def _write_related(hand: Hand, value: Any) -> Iterator[str]:
    for one in value:
        yield _item(hand, one.id + (" – wymagana" if one.kind.value == "required" else ""))


def _write_steps(hand: Hand, value: Any) -> Iterator[str]:
    for number, one in enumerate(value, 1):
        sign = " @" if one.online else ""
        if hand.one_line:
            comment = f" (komentarz: {one.comment})" if one.comment else ""
            yield f"{number}. {one.name}{sign}{comment}"
            continue
        yield f"krok {number} – {one.name}{sign}"
        if one.comment:
            yield f"komentarz: {one.comment}"


def _write_deadline(hand: Hand, value: Any) -> Iterator[str]:
    for term in value.terms:
        words = words_of(term.unit)
        count = words[0] if term.amount == 1 else words[1 if 1 < term.amount < 5 else 2]
        written = f"{term.amount} {count}"
        yield _item(hand, f"{term.case} – {written}" if term.case else f"do {written}")
    if value.text:
        yield from value.text.split("\n\n")


def _write_places(hand: Hand, value: Any) -> Iterator[str]:
    for one in value:
        contacts = [
            *([f"tel. {', '.join(one.phones)}"] if one.phones else []),
            *([f"e-mail: {', '.join(one.emails)}"] if one.emails else []),
        ]
        if hand.one_line:
            heads = [one.unit, one.cell, one.address]
            yield "; ".join(head for head in heads if head)
            yield from (f"Pokoje: {room}" for room in one.rooms)
            yield "; ".join(contacts) if contacts else ""
        else:
            yield from (head for head in (one.unit, one.cell, one.address) if head)
            yield from (f"pokój: {room}" for room in one.rooms)
            yield from contacts
        if one.hours:
            yield f"Godziny przyjęć: {one.hours}"


def _write_appointments(hand: Hand, value: Any) -> Iterator[str]:
    for way in value.ways:
        note = f" ({way.note})" if way.note else ""
        if way.link:
            yield f"{way.link}{note}"
        if way.phone:
            yield f"Telefonicznie: {way.phone}{note}"
        if way.email:
            yield f"Pocztą elektroniczną: {way.email}{note}"
    if value.mandatory:
        yield "Umówienie wizyty jest niezbędne."
    if value.text:
        yield value.text


def _write_fees(hand: Hand, value: Any) -> Iterator[str]:
    for group in value:
        for one in group.rows:
            amount = (
                f"{one.amount:.2f} zł".replace(".", ",") if one.amount is not None else one.rule
            )
            if one.amount and one.amount == one.amount.to_integral() and hand.one_line:
                amount = f"{one.amount:.0f} zł"
            account = f", rachunek {one.account}" if one.account else ""
            remarks = f", uwagi: {one.remarks}" if one.remarks else ""
            yield _item(hand, f"{one.kind} – {amount}{account}{remarks}")
        if group.account:
            yield f"Numer rachunku: {group.account}"
        if group.recipient:
            yield f"Odbiorca: {group.recipient}"
        if group.transfer_title:
            yield f"Tytuł przelewu: {group.transfer_title}"
        if group.remarks:
            yield f"Uwagi: {group.remarks}"


def _write_submission(hand: Hand, value: Any) -> Iterator[str]:
    for one in value:
        way = words_of(one.way)[0]
        if hand.one_line:
            yield f"{way} – {'; '.join(one.places)}"
        else:
            yield f"{way}:"
            yield from (_item(hand, place) for place in one.places)
        if one.note:
            yield f"uwaga: {one.note}"


def _write_submission_deadline(hand: Hand, value: Any) -> Iterator[str]:
    for one in value:
        yield f"{words_of(one.way)[0]}: {one.text}" if one.way else one.text


def _write_required_documents(hand: Hand, value: Any) -> Iterator[str]:
    for title, group in (("do złożenia", value.to_submit), ("do wglądu", value.to_present)):
        if group:
            yield f"{title}:"
        for one in group:
            when = f" – {one.circumstance}" if one.circumstance else ""
            yield _item(hand, f"{one.name}{when}")
            if one.file:
                yield f"nazwa pliku: {one.file}"
            if one.example:
                yield f"przykładowo wypełniony: {one.example}"
            for form in one.e_forms:
                yield f"{form.platform} – {form.url}"


def _write_other_documents(hand: Hand, value: Any) -> Iterator[str]:
    for one in value:
        if hand.one_line:
            yield _item(hand, f"{one.name} ({one.file})" if one.file else one.name)
            continue
        yield _item(hand, one.name)
        if one.file:
            yield f"plik: {one.file}"


def _write_phones(hand: Hand, value: Any) -> Iterator[str]:
    for one in value:
        yield f"{one.name} – tel. {one.phone}" if hand.one_line else f"{one.name}, {one.phone}"


def _write_faq(hand: Hand, value: Any) -> Iterator[str]:
    for one in value:
        if hand.one_line:
            yield f"Pytanie: {one.question}"
            yield f"Odpowiedź: {one.answer}"
        else:
            yield one.question
            yield from one.answer.split("\n\n")


def _write_legal_basis(hand: Hand, value: Any) -> Iterator[str]:
    for one in value:
        journal = f" ({one.journal})" if one.journal else ""
        yield _item(hand, f"{one.title}{journal}")


def _write_owner(hand: Hand, value: Any) -> Iterator[str]:
    yield value.name


def _write_authors(hand: Hand, value: Any) -> Iterator[str]:
    names = [one.name for one in value]
    yield from ([", ".join(names)] if hand.one_line else names)


def _write_coordinators(hand: Hand, value: Any) -> Iterator[str]:
    for one in value:
        yield f"{one.name} – {one.cell}"


def form(hand: Hand, procedure: Procedure, extra: Mapping[str, Sequence[str]] = {}) -> bytes:
    """Return a procedure on the annex's own form in a clerk's hand.

    Args:
        hand: how it is filled in.
        procedure: what is filled in.
        extra: other lines for some fields, by key.
    """
    blocks: list[str] = [paragraph("Wzór opisu procedury", "<w:b/>")]
    section = ""
    for number, (at, named, starred, lines) in enumerate(lines_of(hand, procedure), 1):
        key, _, label = named.rpartition("|")
        if at != section and at:
            section = at
            blocks.append(_heading(hand, section, section=True))
        shown = label
        if key not in PRINTED:
            shown += ("*" if starred and hand.starred else "") + (":" if hand.colon else "")
        if hand.numbered:
            shown = f"{number}. {shown}"
        texts = [explanation(one) for one in EXPLAINED.get(key, ())] if hand.explained else []
        content = [one for line in extra.get(key, lines) if line for one in _split(hand, line)]
        blocks += _field(hand, shown, texts, content)
    return packed(blocks)


def _split(hand: Hand, line: str) -> list[tuple[str, str]]:
    """Return the lines of a text: a list in it becomes items of Word's list or stays."""
    made = []
    for one in line.split("\n"):
        properties = ""
        if one.startswith("- ") and hand.bullets == "word":
            one, properties = one[2:], "list"
        made.append((one, properties))
    return made


def _heading(hand: Hand, text: str, *, section: bool = False) -> str:
    if hand.heading == "capitals":
        return paragraph(text.upper())
    if hand.heading == "style":
        return paragraph(text, style="Heading1" if section else "Heading2")
    return paragraph(text, "<w:b/>" if hand.heading == "bold" else "")


def _field(
    hand: Hand, label: str, texts: Sequence[str], content: Sequence[tuple[str, str]]
) -> list[str]:
    hints = [paragraph(text, "<w:i/>") for text in texts]
    values = [paragraph(text, list_item=bool(kind)) for text, kind in content]
    if hand.layout == "table":
        left = "".join([paragraph(label, "<w:b/>"), *hints])
        right = "".join(values) or "<w:p/>"
        return [f"<w:tbl><w:tr><w:tc>{left}</w:tc><w:tc>{right}</w:tc></w:tr></w:tbl>"]
    if hand.layout == "inline" and len(content) == 1:
        return [
            f"<w:p><w:r><w:rPr><w:b/></w:rPr>{_t(label + ' ')}</w:r>"
            f"<w:r>{_t(content[0][0])}</w:r></w:p>"
        ]
    return [_heading(hand, label), *hints, *values]


def _t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def paragraph(text: str, run: str = "", style: str = "", *, list_item: bool = False) -> str:
    """Return the XML of a paragraph."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if list_item:
        properties += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>{_t(text)}</w:r></w:p>"


_NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def packed(blocks: Sequence[str]) -> bytes:
    """Return a Word file with these blocks of XML as its body."""

    def fill(body: documents.Element) -> None:
        body[:] = [documents.make(block) for block in blocks]

    made = documents.parts(documents.edited(template(), fill))
    made["word/numbering.xml"] = _NUMBERING.encode()
    return documents.packed(made)
