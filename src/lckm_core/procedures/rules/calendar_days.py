"""Days that no calendar has, and times that end before they begin."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lckm_core._patterns import compiled
from lckm_core.calendar import MONTHS, read_day
from lckm_core.procedures.rules.registry import MOST_LISTED, RuleFaults, rule
from lckm_core.procedures.rules.texts import PROSE, Texts
from lckm_core.text import Message

_NUMBERS = {month: number for number, month in enumerate(MONTHS, start=1)}
_LEAP_YEAR = "2024"
"""Where no year is given, 29 February is a day."""
_SURELY_A_DAY = 29
_MONTH = "|".join(MONTHS)
_DAY_BEFORE = r"(?<![\d.,/-])(?P<day>\d{1,2})\.?\s+$"
_YEAR_BEHIND = r"\s+(?P<year>\d{4})\b"
# Hours are written so as well, „8.30”: without a year only what has 29 or more before the dot.
_FIGURES = (
    r"(?<![\d.,/-])(?P<day>\d{1,2})\.(?P<month>0?[1-9]|1[0-2])"
    r"(?:\.(?P<year>\d{4})\b|(?!\.?\d|\s*(?:zł|%|m\b|km\b)))"
)
_UNTIL = r"(?:\s*r\.)?\s*(?:\s(?:do|a)\s(?:dnia\s+)?|[–-])\s*"
_SINCE = (
    rf"(?:(?:od|między|pomiędzy)\s+)?(?:dnia\s+)?(?<![\d.,/:-])(?P<first>\d{{1,2}})\.?"
    rf"(?:\s+(?P<month>{_MONTH})(?:\s+(?P<year>\d{{4}}))?)?{_UNTIL}(?P<last>\d{{1,2}})\.?\s+$"
)
"""What stands before the month in which a time ends."""
_OF_NEXT_YEAR = r"(?:\s+\d{4})?(?:\s*r\.)?\s*\(?(?:następn|kolejn|przyszł)"
_RANGE_IN_FIGURES = (
    r"(?<![\d.,/-])(?P<first>\d{1,2}\.\d{1,2}\.\d{4})"
    rf"{_UNTIL}(?P<last>\d{{1,2}}\.\d{{1,2}}\.\d{{4}})\b"
)
_BEFORE_A_NUMBER = r"(?:\bgodz\.|\bgodziny|\bnr|\bnumer\w*|\bpok\.|\blok\.|\bm\.|/)\s*$"
_TERMS = ("deadline", "submission_deadline")
_NAMES = ("name", "case")
"""The last keys of what is no sentence: what a step is called, and when a term holds."""
_DIGIT = re.compile(r"\d")
_HAS_FIGURES = re.compile(r"\.\d")
_NEAR = 60


@rule(
    "LCKM-R071",
    "zał. 2 § 9 ust. 1",
    "dzień, którego nie ma w kalendarzu, albo okres, który kończy się przed początkiem",
)
def days_are_in_the_calendar(texts: Texts) -> RuleFaults:
    """A text has a day that there is not, or a time that ends before it begins."""
    for path, text in texts.holding(MONTHS, *_TERMS, *PROSE):
        if path[-1] not in _NAMES:
            for start, fault in islice(_faults_in_words(text), MOST_LISTED):
                yield path, fault, start
    for path, text in texts.holding((".",), *_TERMS):
        if path[-1] not in _NAMES and _HAS_FIGURES.search(text):
            for start, fault in islice(_faults_in_figures(text), MOST_LISTED):
                yield path, fault, start


def _faults_in_words(text: str) -> Iterator[tuple[int, Message]]:
    """Yield the days and times of a text that cannot be, „31 kwietnia”, each with its place."""
    for month in [month for month in MONTHS if month in text]:
        end = 0
        while (end := text.find(month, end) + len(month)) >= len(month):
            before = text[max(0, end - len(month) - _NEAR) : end - len(month)]
            found = compiled(_DAY_BEFORE).search(before)
            if found is None:
                continue
            behind = compiled(_YEAR_BEHIND).match(text, end)
            year = behind["year"] if behind else None
            last = behind.end() if behind else end
            if not _is_a_day(f"{found['day']} {month} {year or _LEAP_YEAR}"):
                start = end - len(month) - len(before) + found.start()
                yield start, _no_such_day(text[start:last])
            # Of a time that ends another day is told before this one.
            is_an_end = _DIGIT.search(before, 0, found.start()) is not None
            beginning = compiled(_SINCE).search(before) if is_an_end else None
            if beginning is None or compiled(_OF_NEXT_YEAR).match(text, end):
                continue
            start = end - len(month) - len(before) + beginning.start()
            is_number = compiled(_BEFORE_A_NUMBER).search(before[: beginning.start()])
            if not is_number and _ends_too_early(beginning, _NUMBERS[month], year):
                yield start, _backwards(text[start:last])


def _faults_in_figures(text: str) -> Iterator[tuple[int, Message]]:
    """Yield the days and times of a term that cannot be, „31.04.2027”, each with its place."""
    for found in compiled(_FIGURES).finditer(text):
        day = f"{found['day']}.{found['month']}.{found['year'] or _LEAP_YEAR}"
        if not _is_a_day(day) and (found["year"] or int(found["day"]) >= _SURELY_A_DAY):
            yield found.start(), _no_such_day(found[0])
    for found in compiled(_RANGE_IN_FIGURES).finditer(text):
        first, last = read_day(found["first"]), read_day(found["last"])
        if first and last and last < first:
            yield found.start(), _backwards(found[0])


@lru_cache(maxsize=512)  # the same days stand in many procedures
def _is_a_day(words: str) -> bool:
    return read_day(words) is not None


def _ends_too_early(beginning: re.Match[str], month: int, year: str | None) -> bool:
    """Return whether a time ends before it begins; from November to March it does not."""
    first, last = int(beginning["first"]), int(beginning["last"])
    if beginning["month"] is None:
        return first > last
    start = _NUMBERS[beginning["month"].lower()]
    if beginning["year"] and year:
        return (int(beginning["year"]), start, first) > (int(year), month, last)
    return start == month and first > last and year is None


def _no_such_day(words: str) -> Message:
    words = " ".join(words.split())
    return Message(
        f"Nie ma takiego dnia: „{words}”. Popraw datę.",
        f"There is no such day: “{words}”. Fix it.",
    )


def _backwards(words: str) -> Message:
    words = " ".join(words.split())
    return Message(
        f"Ten okres kończy się, zanim się zacznie: „{words}”. Popraw jedną z dat.",
        f"This time ends before it begins: “{words}”. Fix one of the days.",
    )
