"""Days as people write them on a form, such as „28 listopada 2026 r.”."""

import re

from lckm_core.calendar import parse_day
from lckm_core.text import folded

_MONTHS = (
    ("stycznia", "styczen", "i"),
    ("lutego", "luty", "ii"),
    ("marca", "marzec", "iii"),
    ("kwietnia", "kwiecien", "iv"),
    ("maja", "maj", "v"),
    ("czerwca", "czerwiec", "vi"),
    ("lipca", "lipiec", "vii"),
    ("sierpnia", "sierpien", "viii"),
    ("wrzesnia", "wrzesien", "ix"),
    ("pazdziernika", "pazdziernik", "x"),
    ("listopada", "listopad", "xi"),
    ("grudnia", "grudzien", "xii"),
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
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
        return _day(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(bare):
        first, mark, second, year = found.groups()
        swapped = _day(year, first, second)
        if mark == "/" and swapped is not None and first != second:
            return None if _day(year, second, first) else swapped
        return _day(year, second, first)
    if (found := _WITH_MONTH.fullmatch(bare)) and found[2] in _NUMBERS:
        return _day(found[3], str(_NUMBERS[found[2]]), found[1])
    return None


def _day(year: str, month: str, day: str) -> str | None:
    meant = f"{year}-{month:>02}-{day:>02}"
    return meant if parse_day(meant) else None
