"""Days written rrrr-mm-dd, moments, windows of days, and the civil day in Warsaw."""

import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

import attrs

from lckm_core.text import folded

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DAY_PATTERN = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_DAY = re.compile(DAY_PATTERN + r"(?!\n)")

MOMENT_PATTERN = (
    r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?"
    r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)
"""A moment in RFC 3339: with seconds and an offset from UTC."""
_MOMENT = re.compile(MOMENT_PATTERN + r"(?!\n)")


@cache
def warsaw() -> "ZoneInfo":
    """Return the time zone of Warsaw, in which days are counted."""
    # Costs time to import, and most files hold days only.
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/Warsaw")


def parse_day(text: str) -> date | None:
    """Return the day written rrrr-mm-dd (interpretation I13), or ``None`` for any other text."""
    if not _DAY.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_moment(text: str) -> datetime | None:
    """Return the moment written as in ``2026-03-29T01:30:00+01:00``, or ``None``.

    Source: RFC 3339.
    """
    if not _MOMENT.match(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def require_aware(moment: datetime) -> datetime:
    """Return *moment*, which must have a time zone.

    Raises ``ValueError`` for a naive datetime, and ``TypeError`` for a day or text.
    """
    if not isinstance(moment, datetime):
        raise TypeError(
            f"a moment is a datetime.datetime with a time zone, not {type(moment).__name__}"
        )
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("a naive datetime names no moment: give it a time zone")
    return moment


def validate_aware(_instance: object, _attribute: object, moment: datetime) -> None:
    """Raise as :func:`require_aware` does, for a field of attrs."""
    require_aware(moment)


def require_day(day: object, name: str) -> None:
    """Raise ``TypeError`` unless *day*, the argument *name*, is a day: no text and no moment."""
    if not isinstance(day, date) or isinstance(day, datetime):
        raise TypeError(f"{name}= takes a day (datetime.date), not {type(day).__name__}")


def civil_day(moment: datetime) -> date:
    """Return the day in Europe/Warsaw at *moment*.

    Raises ``ValueError`` for a naive datetime, ``TypeError`` for a day or text, and
    ``OverflowError`` for a moment so near an end of Python's calendar (the years 1 and 9999) that
    it has no day in Warsaw. Source: the days of the ordinance are those of Łódź (interpretations
    I1 and I5).
    """
    return require_aware(moment).astimezone(warsaw()).date()


@attrs.frozen
class Window:
    """The days from ``start`` to ``end``, both included; ``None`` is open (interpretation I1)."""

    start: date | None = None
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def is_empty(self) -> bool:
        """True when the end lies before the start."""
        return self.start is not None and self.end is not None and self.end < self.start

    def overlaps(self, other: "Window") -> bool:
        """Return whether some day lies in both windows."""
        if self.is_empty or other.is_empty:
            return False
        starts = [day for day in (self.start, other.start) if day is not None]
        ends = [day for day in (self.end, other.end) if day is not None]
        return not starts or not ends or max(starts) <= min(ends)


MONTHS = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
    *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
)
"""The months as they stand in a day, „1 stycznia”."""
_NAMES = (
    *("styczen", "luty", "marzec", "kwiecien", "maj", "czerwiec"),
    *("lipiec", "sierpien", "wrzesien", "pazdziernik", "listopad", "grudzien"),
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
# In days as people write them on a form, such as „28 listopada 2026 r.”.
_MONTH_NUMBERS = {
    name: number
    for names in (map(folded, MONTHS), _NAMES, _ROMAN)
    for number, name in enumerate(names, 1)
}
_YEAR_FIRST = re.compile(r"([0-9]{4})[ ]?[-./][ ]?([0-9]{1,2})[ ]?[-./][ ]?([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[ ]?([-./])[ ]?([0-9]{1,2})[ ]?[-./][ ]?([0-9]{4})")
_WITH_MONTH = re.compile(r"([0-9]{1,2})[-. ]{1,2}([a-z]{1,12})[-., ]{1,2}([0-9]{4})")
_AROUND = re.compile(r"^(?:od |do |dnia |dn\. |z dnia ){0,2}|\s?(?:r\.?|roku|rok)?$")
_LONGEST = 60


def read_day(text: str) -> str | None:
    """Return a day as rrrr-mm-dd, or ``None`` for a text that may mean another day.

    With dots or hyphens the day comes first, as Poles write it. With strokes it may be either,
    so such a day is read only where one order gives a day.
    """
    if len(text) > _LONGEST:
        return None
    bare = re.sub(r"[\u2010-\u2015\u2212]", "-", folded(text)).strip(" .,;„”\"'")
    bare = _AROUND.sub("", bare)
    if found := _YEAR_FIRST.fullmatch(bare):
        return _written_day(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(bare):
        first, mark, second, year = found.groups()
        swapped = _written_day(year, first, second)
        if mark == "/" and swapped is not None and first != second:
            return None if _written_day(year, second, first) else swapped
        return _written_day(year, second, first)
    if (found := _WITH_MONTH.fullmatch(bare)) and found[2] in _MONTH_NUMBERS:
        return _written_day(found[3], str(_MONTH_NUMBERS[found[2]]), found[1])
    return None


def is_impossible_day(text: str) -> bool:
    """Return whether a text has the form of a day that no calendar has, as 31.02.2027."""
    bare = re.sub(r"[\u2010-\u2015\u2212]", "-", text[:_LONGEST]).strip(" .,;")
    if found := _YEAR_FIRST.fullmatch(bare):
        return _written_day(found[1], found[2], found[3]) is None
    if found := _DAY_FIRST.fullmatch(bare):
        first, _, second, year = found.groups()
        return not (_written_day(year, second, first) or _written_day(year, first, second))
    return False


def _written_day(year: str, month: str, day: str) -> str | None:
    meant = f"{year}-{month:>02}-{day:>02}"
    return meant if parse_day(meant) else None
