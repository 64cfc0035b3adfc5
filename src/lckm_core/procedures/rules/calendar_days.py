"""Days that no calendar has, and times that end before they begin."""

import re
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter

from lckm_core._patterns import compiled
from lckm_core.calendar import MONTHS, read_day
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import RuleFaults, rule
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
_NEAR = 60
_MOST_LISTED = 20


@rule(
    "LCKM-R071",
    "zał. 2 § 9 ust. 1",
    "dzień, którego nie ma w kalendarzu, albo okres, który kończy się przed początkiem",
    part="summary steps useful_info how_to additional_info deadline submission_deadline",
)
def days_are_in_the_calendar(
    summary: str | None,
    steps: tuple[parts.Step, ...],
    useful_info: tuple[str, ...],
    how_to: str | None,
    additional_info: str | None,
    deadline: parts.Deadline | None,
    submission_deadline: tuple[parts.SubmissionDeadline, ...],
) -> RuleFaults:
    """A text has a day that there is not, or a time that ends before it begins."""
    terms: list[tuple[tuple[str | int, ...], str]] = [
        (("deadline", "text"), (deadline.text if deadline else None) or ""),
    ]
    for index, term in enumerate(submission_deadline):
        terms.append((("submission_deadline", index, "text"), term.text))
    texts: list[tuple[tuple[str | int, ...], str]] = [
        *terms,
        (("summary",), summary or ""),
        (("how_to",), how_to or ""),
        (("additional_info",), additional_info or ""),
    ]
    texts += [(("useful_info", index), info) for index, info in enumerate(useful_info)]
    texts += [
        (("steps", index, "comment"), step.comment)
        for index, step in enumerate(steps)
        if step.comment
    ]
    # Months are looked for in all texts at once, before any is read.
    together = "\n".join(map(itemgetter(1), texts))
    months = [month for month in MONTHS if month in together]
    for path, text in texts if months else ():
        for start, fault in islice(_faults_in_words(text, months), _MOST_LISTED):
            yield path, fault, start
    for path, text in terms:
        for start, fault in islice(_faults_in_figures(text), _MOST_LISTED) if "." in text else ():
            yield path, fault, start


def _faults_in_words(text: str, months: list[str]) -> Iterator[tuple[int, Message]]:
    """Yield the days and times of a text that cannot be, „31 kwietnia”, each with its place."""
    for month in months:
        end = 0
        while (end := text.find(month, end) + len(month)) >= len(month):
            before = text[max(0, end - len(month) - _NEAR) : end - len(month)]
            found = compiled(_DAY_BEFORE).search(before)
            if found is None:
                continue
            behind = compiled(_YEAR_BEHIND).match(text, end)
            year = behind["year"] if behind else None
            last = behind.end() if behind else end
            if read_day(f"{found['day']} {month} {year or _LEAP_YEAR}") is None:
                start = end - len(month) - len(before) + found.start()
                yield start, _no_such_day(text[start:last])
            beginning = compiled(_SINCE).search(before)
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
        is_a_day = read_day(day) is not None
        if not is_a_day and (found["year"] or int(found["day"]) >= _SURELY_A_DAY):
            yield found.start(), _no_such_day(found[0])
    for found in compiled(_RANGE_IN_FIGURES).finditer(text):
        first, last = read_day(found["first"]), read_day(found["last"])
        if first and last and last < first:
            yield found.start(), _backwards(found[0])


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
