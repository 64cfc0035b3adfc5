"""How and by when documents are handed in, in free lines."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lckm_word.printed._contacts import (
    POSTCODE,
    begins_with,
    emails_in,
    trimmed,
)
from lckm_word.printed._lines import Line
from lckm_word.printed._part import Read

_WAYS = (
    ("email", r"poczt\w+ elektroniczn\w+|drogą mailową|e-?mail\w*|mailowo|mailem"),
    (
        "by_post",
        r"listownie|poczt\w+(?: tradycyjn\w+)?|papierowo|przesyłką pocztową|korespondencyjnie",
    ),
    ("in_person", r"osobiście|w urzędzie|na miejscu|w siedzibie"),
    ("phone", r"telefonicznie|telefon|tel\."),
    ("electronically", r"elektronicznie|drogą elektroniczną|online|internetowo|przez internet"),
)  # fmt: skip

_AFTER_WAY = (
    r"(?:,? na adres)?\s*"
    r"(?:[:–—]|-(?=\s)|[.,;]?$|(?=\()|(?=\s(?:w|we|na|pod|za|przez|do)\s))\s*"
)
_THROUGH = re.compile(r"(?i)(?:przez|za pośrednictwem|epuap|mobywatel|e-?doręczeni)")
_BEFORE_PLACE = re.compile(
    r"(?i)^(?:przez|za pośrednictwem|na adres|pod numer\w*(?: telefon\w*)?)\s*:?\s+"
)


def way_of(text: str) -> tuple[str, str]:
    """Return the way of handing in with which a text begins, and what follows it."""
    for way, words in _WAYS:
        if found := re.match(rf"(?i)(?:{words}){_AFTER_WAY}", text):
            return way, text[found.end() :].strip()
    return "", text


def submission(lines: Sequence[Line]) -> Read:
    """Read the ways of handing in, each with its places, on its line or below."""
    read = Read()
    for line in lines:
        way, words = way_of(line.bare)
        if not way and (not line.is_item or _THROUGH.match(words)):
            way = "email" if emails_in(words) else "electronically" if _is_platform(words) else ""
            way = "" if read.parts and read.parts[-1].values["way"] == way else way
        if not way and not read.parts:
            read.left.append(line)
            continue
        if way:
            read.begin(line).put("way", way, line.place)
        part = read.parts[-1]
        if end := begins_with(words, r"uwag[ai]"):
            part.put("note", words[end:].strip(), line.place)
            continue
        found = [trimmed(_BEFORE_PLACE.sub("", place)) for place in re.split(r";\s+", words)]
        part.add("places", [place for place in found if place], line.place)
    for part in read.parts:
        if part.values["way"] == "by_post" and "places" in part.values:
            part.values["places"] = list(_postal(part.values["places"]))
    return read


def _is_platform(text: str) -> bool:
    return re.search(r"(?i)epuap|gov\.pl|mobywatel|e-?doręczeni|platform", text) is not None


def _postal(lines: Iterable[str]) -> Iterator[str]:
    """Yield postal addresses, each of the lines up to its postcode."""
    address: list[str] = []
    for line in lines:
        address.append(line)
        if POSTCODE.search(line):
            yield ", ".join(address)
            address = []
    yield from address


def submission_deadline(lines: Sequence[Line]) -> Read:
    """Read by when documents are handed in, with the way where one is named."""
    read = Read()
    for line in lines:
        way, words = way_of(line.bare)
        part = read.begin(line)
        part.put("text", trimmed(words) if way and words else trimmed(line.bare), line.place)
        if way and words:
            part.put("way", way, line.place)
    return read
