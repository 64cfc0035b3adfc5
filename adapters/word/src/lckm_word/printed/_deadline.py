"""How long a matter takes, in free lines."""

import re
from collections.abc import Sequence
from typing import Any

from lckm_core.text import folded
from lckm_word.printed._contacts import (
    trimmed,
)
from lckm_word.printed._lines import Line
from lckm_word.printed._part import Part, Read

_COUNTS = (
    ("jeden", "jednego", "jedna", "jednej"),
    ("dwa", "dwoch", "dwie", "dwu"),
    ("trzy", "trzech"),
    ("cztery", "czterech"),
    ("piec", "pieciu"),
    ("szesc", "szesciu"),
    ("siedem", "siedmiu"),
    ("osiem", "osmiu"),
    ("dziewiec", "dziewieciu"),
    ("dziesiec", "dziesieciu"),
    ("jedenascie", "jedenastu"),
    ("dwanascie", "dwunastu"),
    ("trzynascie", "trzynastu"),
    ("czternascie", "czternastu"),
)
_IN_WORDS = {word: number for number, words in enumerate(_COUNTS, 1) for word in words} | {
    word: number
    for number, words in (
        (20, "dwadziescia dwudziestu"),
        (21, "dwudziestu_jeden"),
        (30, "trzydziesci trzydziestu"),
        (60, "szescdziesiat szescdziesieciu"),
    )
    for word in words.split()
}
_UNITS = (
    (r"dni robocz\w*|dzien robocz\w*|dnia robocz\w*|d\. ?rob\.", "working_days"),
    (r"dni|dzien|dnia|dniach", "days"),
    (r"tydzien|tygodni\w*|tyg\.?", "weeks"),
    (r"miesiac\w*|miesiec\w*|mies\.?|m-cy?", "months"),
)
_TERM = re.compile(
    r"(?:(?:do|w ciagu|w terminie(?: do)?|maksymalnie|maks\.|nie dluzej niz|najpozniej(?: w ciagu)?"
    r"|okolo|ok\.|zwykle|przez|po uplywie)\s+){0,2}(?P<count>[0-9]{1,4}|[a-z]{3,14})?"
    r"\s*(?:\([^()]{1,40}\)\s*)?(?P<unit>"
    + "|".join(f"(?P<u{at}>{pattern})" for at, (pattern, _) in enumerate(_UNITS))
    + r")(?![a-z])\.?"
)
_CASE_AFTER = re.compile(r"^(?:gdy|jesli|jezeli|w przypadku|dla|przy|w sprawach)\b")


def deadline(lines: Sequence[Line]) -> Read:
    """Read amounts of time, each with its case, and the description."""
    read = Read()
    part: Part | None = None
    texts: list[str] = []
    for line in lines:
        part = part or read.begin(line)
        sentences = re.split(r"(?<=[^.\s]{3}\.)\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ])", line.bare)
        kept = []
        for sentence in sentences:
            term, case, says_more = _term(sentence)
            if term is not None:
                part.add("terms", [term | ({"case": case} if case else {})], line.place)
            if term is None or says_more:
                kept.append(sentence)
        if kept:
            texts.append(" ".join(kept))
            part.places.setdefault("text", line.place)
    if part is not None and texts and "terms" not in part.values:
        first = next(filter(None, map(_only_amount, texts)), None)
        part.add("terms", [first] if first else [], part.place)
    if part is not None and texts:
        part.values["text"] = "\n\n".join(texts)
    return read


def _only_amount(text: str) -> dict[str, Any] | None:
    """Return the amount that a description gives as the term, where it gives one alone."""
    plain = _same_length_fold(text)
    counted = [term for term in _TERM.finditer(plain) if term["count"] or term["unit"]]
    if len(counted) != 1:
        return None
    is_term = re.match(r"(?:do|w ciagu|w terminie|maks|nie dluzej|najpozniej)", counted[0][0])
    return _amount(counted[0]) if is_term else None


def _term(sentence: str) -> tuple[dict[str, Any] | None, str, bool]:
    """Return the amount that a sentence gives, its case, and whether it says more."""
    plain = _same_length_fold(sentence)
    if (found := _TERM.match(plain)) and (term := _amount(found)) is not None:
        tail = sentence[found.end() :]
        case = trimmed(tail)
        if not case.strip("."):
            return term, "", False
        if re.match(r"\s*[–—:(]|\s*-\s", tail) or _CASE_AFTER.match(plain[found.end() :].strip()):
            return term, case.removeprefix("(").removesuffix(")").rstrip("."), False
        return term, "", True
    for mark in re.finditer(r"\s*[–—:]\s*|\s+-\s+", plain):
        found = _TERM.match(plain, mark.end())
        if (
            found
            and not plain[found.end() :].strip(" .;,")
            and (term := _amount(found)) is not None
        ):
            return term, trimmed(sentence[: mark.start()]), False
    return None, "", False


def _amount(found: re.Match[str]) -> dict[str, Any] | None:
    count = found["count"] or "1"
    number = int(count) if count.isdecimal() else _IN_WORDS.get(count)
    unit = next(name for at, (_, name) in enumerate(_UNITS) if found[f"u{at}"])
    return None if number is None else {"amount": number, "unit": unit}


def _same_length_fold(text: str) -> str:
    """Return a text in small letters without Polish marks, as long as before."""
    letters = (folded(letter) if letter.strip() else letter for letter in text)
    # Each letter has one.
    pairs = zip(letters, text, strict=True)
    return "".join(base if len(base) == 1 else letter for base, letter in pairs)
