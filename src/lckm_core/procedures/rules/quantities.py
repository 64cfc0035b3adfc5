"""Quantities that texts tell of a thing: „talon ważny 30 dni”, „najwyżej 8 000 zł na lokal”.

A quantity is a number with its unit, and the words of its clause say of what it is. Two are of one
thing where their clauses share two of those words, or have a single one that is the same.
"""

import re
from collections.abc import Iterator
from itertools import combinations, islice
from typing import NamedTuple

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures import parts
from lckm_core.procedures.rules.filing_dates import MONTH, days_in
from lckm_core.procedures.rules.numerals import NUMERAL, number_of
from lckm_core.procedures.rules.replies import question_answered
from lckm_core.procedures.rules.sentences import STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import PROSE, Path, Texts, step_name
from lckm_core.procedures.template import CallCentre

_UNITS = {
    "zł": r"zł\b|złot\w+",
    "%": r"%|procent",
    "dni": r"dni(?:ach|a)?\b",
    "tygodnie": r"tygodni\w*|tyg\.",
    "miesiące": r"miesi[ąę]c\w*|mies\.",
    "lata": r"lat(?:a|ach)?\b",
    "godziny": r"godzin\w*",
    "osoby": r"os[oó]b\w*",
    "sztuki": r"sztuk\w*|szt\.",
    "egzemplarze": r"egzemplarz\w*",
    "zdjęcia": r"zdjęci\w*|fotografi\w*",
    "świadkowie": r"świadk\w*",
}
_UNIT = "|".join(_UNITS.values())
_QUANTITY = (
    rf"(?<![\w.,/:–-])(?P<number>\d{{1,3}}(?:[ .]\d{{3}}){{1,2}}|\d{{1,6}}(?:,\d{{1,2}})?"
    rf"|{NUMERAL}(?:\s+{NUMERAL}){{0,2}})\s*(?:dni\s+robocz\w+\b|(?P<unit>{_UNIT}))"
)
_HINTS = (
    *("zł", "%", "procent", "dni", "tyg", "mies", "lat", "godz", "osób", "osoby", "szt", "egz"),
    *("zdję", "fotogr", "świadk", "stycz", "lut", "marc", "kwie", "maj", "czerw", "lip", "sierp"),
    *("wrze", "paź", "listop", "grud"),
)
_UNTIL = rf"\bdo\s+(?:dnia\s+)?(?P<day>\d{{1,2}}\s+{MONTH})(?:\s+\d{{4}}(?:\s+r\.)?)?"
_OF_SOME = (
    r"\b(?:jeśli|jeżeli|gdy|dla|w\s+(?:razie|przypadku)|kto|chyba|za\s+każd\w+|kolejn\w*"
    r"|dodatkow\w*|drug\w*|oprócz|wyjątk\w*|natomiast|przedłuż\w*|inn\w+|także|też"
    r"|również|zwykle|zazwyczaj|średnio|około|ok\.|przeciętnie|najczęściej|nie|przykład\w*|przy"
    r"|dzieck\w+|dzieci\w*|małolet\w+|wynosił\w*|dawn\w+|poprzedni\w*|20\d\d)\b"
)
"""A sentence that may tell of some cases, or nothing exact."""
_OR = r"\b(?:albo|lub)\b"
"""Beside an amount another may stand; beside a last day it joins ways of handing in."""
_AT_LEAST = r"\b(?:co\s+najmniej|przynajmniej|minimum|min\.|nie\s+mniej\s+niż|od)\s+$"
"""Before the lower of two bounds, which says nothing against the upper."""
_PERIOD = r"\s+(?:na\s+|za\s+)?(miesi|rocz|rok|tygod|dzie|godzin|kwarta)"
"""Of what time a sum is, „1000 zł miesięcznie”."""
_CLAUSE_END = re.compile(r",\s|[();]|\s[–—-]\s")
_EVENT = r"\b(?:od|po|przed)\s+(?:[^\W\d]+\s*){1,4}"
_WORD = re.compile(r"[^\W\d_]{5,}")
_OF_ANY = {
    *("wnios", "wynos", "najwy", "ciągu", "trzeb", "należ", "możes", "można", "maksy", "minim"),
    *("przez", "okres", "urząd", "urzęd", "spraw", "odpow", "termi", "przed", "złoże", "złożo"),
    *("najpó", "najda", "roboc", "koszt", "płaci", "zapła", "miesi", "roczn", "tygod", "dzien"),
}
"""Beginnings of words that are of no thing."""
_STEM = 5
_MOST = 100
"""The quantities of a description that are compared."""
_MOST_OF_A_SENTENCE = 20
_NEAR = 200
"""The signs on both sides of a quantity that are of its clause."""
_LEAD = 40
"""The signs before a quantity in which „co najmniej” may stand."""
_FIELDS = (*PROSE, "submission_deadline", "required_documents", "call_centre")


class Quantity(NamedTuple):
    """A number with its unit in a text: its place, and beginnings of the words of its clause."""

    path: Path
    start: int
    unit: str
    number: float
    of: frozenset[str]


def differing_quantities(
    texts: Texts, steps: tuple[parts.Step, ...], call_centre: CallCentre | None
) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield pairs of quantities that two fields tell differently of one thing, each once.

    Where a field tells both numbers, they are of two things.
    """
    found: list[Quantity] = []
    numbers: dict[tuple[Path, str], set[float]] = {}
    for path, text in texts.holding_in_any_case(_HINTS, *_FIELDS):
        for said, is_exact in _quantities(path, text, _asked(path, steps, call_centre)):
            numbers.setdefault((_field(path), said.unit), set()).add(said.number)
            if is_exact and len(found) < _MOST:
                found.append(said)
    reported: set[Path] = set()
    for said, other in combinations(found, 2):
        fields = _field(said.path), _field(other.path)
        if said.unit != other.unit or said.number == other.number or fields[0] == fields[1]:
            continue
        if not _are_of_one_thing(said, other) or other.path in reported:
            continue
        if any(
            number in numbers[field, said.unit]
            for field, number in zip(fields, (other.number, said.number), strict=True)
        ):
            continue
        reported.add(other.path)
        yield said, other


def _are_of_one_thing(said: Quantity, other: Quantity) -> bool:
    shared = said.of & other.of
    return len(shared) > 1 or (bool(shared) and said.of == other.of)


def _field(path: Path) -> Path:
    """Return the field a path leads into; of a list of phrases, each is a field of its own."""
    return path if path[0] in ("useful_info", "required_documents") else path[:1]


def _asked(path: Path, steps: tuple[parts.Step, ...], call_centre: CallCentre | None) -> str:
    """Return the name of the step, or the question, that a text belongs to."""
    if path[0] == "steps":
        return step_name(path, steps) if path[-1] == "comment" else ""
    question = question_answered(path, call_centre)
    return question.question if question else ""


def _quantities(path: Path, text: str, asked: str) -> Iterator[tuple[Quantity, bool]]:
    """Yield the quantities of a text, each with whether its sentence tells of every case."""
    of_some = False
    for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        said = list(islice(compiled(_QUANTITY).finditer(sentence), _MOST_OF_A_SENTENCE))
        is_exact = not of_some and compiled(_OF_SOME).search(f"{asked} {sentence}") is None
        # „Dla kierowców zawodowych:” is of all that is listed behind it.
        of_some = of_some or (sentence.endswith(":") and not is_exact)
        for until in islice(compiled(_UNTIL).finditer(sentence), _MOST_OF_A_SENTENCE):
            for month, day in days_in(until["day"]):
                words = _clause(sentence, until).replace(until["day"], " ")
                of = _things(f"{asked} {words}", "")
                place = start + until.start()
                yield Quantity(path, place, "until", 100 * month + day, of), is_exact
        is_exact = is_exact and compiled(_OR).search(f"{asked} {sentence}") is None
        for found in said:
            if found["unit"] and _number(found):
                of = _things(f"{asked} {_clause(sentence, found)}", found["unit"])
                quantity = Quantity(
                    path, start + found.start(), _unit(sentence, found), _number(found), of
                )
                yield quantity, is_exact


def _clause(sentence: str, said: re.Match[str]) -> str:
    """Return the clause of a quantity, without the event that a time is before or after."""
    before = sentence[max(0, said.start() - _NEAR) : said.start()]
    after = sentence[said.end() : said.end() + _NEAR]
    clause = f"{_CLAUSE_END.split(before)[-1]}{said[0]}{_CLAUSE_END.split(after)[0]}"
    # Two acts may each have a time before one event.
    return compiled(_EVENT).sub(" ", clause)


def _things(words: str, unit: str) -> frozenset[str]:
    found = {word[:_STEM] for word in _WORD.findall(small_letters(words))}
    return frozenset(found - _OF_ANY - {small_letters(unit)[:_STEM]})


def _unit(sentence: str, said: re.Match[str]) -> str:
    """Return the unit of a quantity, of a lower bound and of a sum for a time another one."""
    unit = next(unit for unit, form in _UNITS.items() if compiled(form).match(said["unit"]))
    if compiled(_AT_LEAST).search(sentence[max(0, said.start() - _LEAD) : said.start()]):
        unit = f"at least {unit}"
    period = compiled(_PERIOD).match(sentence, said.end())
    return f"{unit} {small_letters(period[1])}" if period else unit


def _number(said: re.Match[str]) -> float:
    digits = re.sub(r"[ .]", "", said["number"])
    return float(digits.replace(",", ".")) if digits[0].isdigit() else number_of(said["number"])
