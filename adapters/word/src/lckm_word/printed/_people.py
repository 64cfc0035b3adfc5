"""Names of people, their cells and telephones in free lines."""

import re
from collections.abc import Sequence

import attrs

from lckm_word.printed._contacts import (
    around_phones,
    contact_span,
    is_cell,
    trimmed,
)
from lckm_word.printed._lines import Line
from lckm_word.printed._part import Read

_OFFICE = re.compile(
    r"(?i)^(?:p\.?\s?o\.?\s)?(?:kierown|zastęp|z-c|dyrektor|naczeln|(?:pod)?inspektor|referen"
    r"|specjal|główn|starsz|młodsz|koordyn|mgr|dr|inż|wydział|oddział|biur|referat)"
)
_TWO_NAMES = re.compile(r"^(?:[A-ZĄĆĘŁŃÓŚŹŻ][\w'’-]+\s+){1,2}[A-ZĄĆĘŁŃÓŚŹŻ][\w'’-]+$")


_CONTACT_WORDS = r"(?i:tel(?:efon\w*)?|nr tel\w*|kom(?:órk\w+)?|wew|e-?mail|mail)"
_CONTACT = re.compile(rf"[\s,;(–—-]*(?:{_CONTACT_WORDS}\b[.:\s]*)?$")


def _without_contacts(read: Read, line: Line) -> str:
    """Return the names on a line, without telephones and e-mails, which the field lacks.

    It is told as text outside of fields, for it would be shown as a part of the name.
    """
    text = line.bare
    span = contact_span(text)
    if span is None:
        return text
    beginning = text[: span[0]]
    label = _CONTACT.search(beginning)
    name = beginning[: label.start()] if label is not None else beginning
    if not trimmed(name):
        return text
    left = text[len(name) : span[1]].strip(" ,;()–—-")
    read.left.append(attrs.evolve(line, text=left, rich="", bullet=""))
    rest = trimmed(text[span[1] :].lstrip(") "))
    return f"{trimmed(name)}, {rest}" if rest else trimmed(name)


def people(lines: Sequence[Line]) -> Read:
    """Read names, one on each line or several on a line."""
    read = Read()
    for line in lines:
        text = trimmed(_without_contacts(read, line)).rstrip(".")
        pieces = [trimmed(piece) for piece in re.split(r"[;,]\s*|\s+(?:i|oraz)\s+", text)]
        names = pieces if all(map(_TWO_NAMES.match, pieces)) else [text]
        for name in names:
            read.begin(line).put("name", name, line.place)
    return read


def owner(lines: Sequence[Line]) -> Read:
    """Read the owner as one name, so that several are found by the check."""
    read = Read()
    if lines:
        name = ", ".join(trimmed(_without_contacts(read, line)) for line in lines)
        read.begin(lines[0]).put("name", name, lines[0].place)
    return read


def coordinators(lines: Sequence[Line]) -> Read:
    """Read coordinators with their cells: „Jan Testowy – Wydział …”, or the cell below."""
    read = Read()
    for line in lines:
        text = re.sub(r"(?i)^komórka\s*:\s*", "", _without_contacts(read, line))
        if is_cell(text) and read.parts and "cell" not in read.parts[-1].values:
            read.parts[-1].put("cell", trimmed(text), line.place)
            continue
        for piece in re.split(r";\s+", text):
            found = re.search(r"\s*(?:\s[–—-]\s|[,:(])\s*", piece)
            first, second = (piece[: found.start()], piece[found.end() :]) if found else (piece, "")
            if is_cell(first) and second:
                first, second = second, first
            if second and not is_cell(second) and _OFFICE.match(second):
                first, second = piece, ""  # a position, and the cell is that of the form
            part = read.begin(line)
            part.put("name", trimmed(first), line.place)
            if second:
                cell = trimmed(second)
                part.put("cell", cell.removesuffix(")") if "(" not in cell else cell, line.place)
    return read


def staff_phones(lines: Sequence[Line]) -> Read:
    """Read the telephones of staff: „Jan Testowy – tel. 42 638 44 44”."""
    read = Read()
    for line in lines:
        phones, words = around_phones(line.bare)
        if not phones:
            read.begin(line).put("name", trimmed(line.bare), line.place)
            continue
        # „42 638 44 44 – Jan Testowy”: the names stand behind, else before the telephones.
        names = words[1:] if not words[0] and words[-1] else words[:-1]
        role_words = words[-1] if names is not words[1:] and words[0] else ""
        for at, phone in enumerate(phones):
            _put_phone(read, names[at], phone, line)
        if role_words:
            earlier = read.parts[-1].values.get("name")
            read.parts[-1].values["name"] = f"{earlier}, {role_words}" if earlier else role_words
    return read


def _put_phone(read: Read, name: str, phone: str, line: Line) -> None:
    """Add a telephone: without a name to who was named last."""
    if not name and read.parts:
        last = read.parts[-1]
        if "phone" not in last.values:
            last.put("phone", phone, line.place)
            return
        name = last.values.get("name", "")
    part = read.begin(line)
    if name:
        part.put("name", name, line.place)
    part.put("phone", phone, line.place)
