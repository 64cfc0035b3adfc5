"""Ways to book a visit that a text tells, and „Umawianie/rezerwacja wizyty” does not list."""

import re
from collections.abc import Iterator

from lckm_core._patterns import compiled
from lckm_core.procedures import parts

_WAY = (
    # A page, an e-mail address, or a telephone.
    r"(?:https?://|\bwww\.)(?P<host>[^\s/<>()\"”„,]{1,200})(?:/[^\s<>()\"”„]{0,500})?"
    r"|(?P<email>[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5})"
    r"|(?<![\w/-])(?P<phone>(?:\+48[\s-]{0,3})?\(?\d{2,3}\)?[\s/-]{0,3}\d{2,3}"
    r"(?:[\s.-]{0,3}\d{2,3}){1,2})(?![\w-])"
)
_BOOKS = (
    r"\b(?:um[óo]w(?:isz|ić|imy|i)?|umówieni\w*|umawia\w*|zarezerw\w+|rezerw\w+)\b"
    r".*\b(?:wizyt|się\b)|\bwizyt\w*\b.*\b(?:um[óo]w|umaw|rezerw|zarezerw)"
)
_OF_ANOTHER = (
    r"\b(?:u\s+\w|bank|lekarz|przychod|notari|rzeczozn|sąd|komisj|ambasad|konsul|zus\b|nfz|skarbow"
    r"|policj|sanepid|gestor|zakład|diagnost|szkol|przedszkol|żłob|uczeln|kominiar|ślub|sal[aęi]\b"
    r"|oględz|porad|odwoł(?:ać|aj|asz)|rezygn|zmienić|przełoż)"
)
"""Visits to somebody else, or for something else; and what is done with one that is booked."""
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)|\n")
_HINTS = ("mów", "maw", "ezerw")
_MARKS = ("://", "www.", "@")
_DIGITS = re.compile(r"\d{2}[\s.-]?\d")
_LONGEST_READ = 400
_LOCAL = 7
"""The digits that tell a telephone without its area code."""


def ways_not_listed(text: str, appointments: parts.Appointments) -> Iterator[tuple[int, str]]:
    """Yield the ways to book a visit that a text tells and the field does not, with places."""
    if not any(map(text.__contains__, _HINTS)):
        return
    start = 0
    for sentence in _SENTENCE_END.split(text):
        start = text.index(sentence, start)
        if not any(map(sentence.__contains__, _HINTS)) or len(sentence) > _LONGEST_READ:
            continue
        if not any(map(sentence.__contains__, _MARKS)) and not _DIGITS.search(sentence):
            continue
        if not compiled(_BOOKS).search(sentence):
            continue
        for found in compiled(_WAY).finditer(sentence):
            around = sentence[: found.start()] + sentence[found.end() :]
            if not compiled(_OF_ANOTHER).search(around) and not _is_listed(found, appointments):
                yield start + found.start(), found[0].rstrip(".,;!?")


def _is_listed(found: re.Match[str], appointments: parts.Appointments) -> bool:
    """Return whether the field names that site, address or telephone, in a way or in words."""
    listed = [appointments.text or ""]
    for way in appointments.ways:
        listed += filter(None, (way.link, way.email, way.phone, way.note))
    words = "\n".join(listed).lower()
    if found["phone"]:
        digits = re.sub(r"\D", "", found["phone"])
        return len(digits) < _LOCAL or digits[-_LOCAL:] in re.sub(r"\D", "", words)
    return (found["host"] or found["email"]).lower().removeprefix("www.").rstrip(".") in words
