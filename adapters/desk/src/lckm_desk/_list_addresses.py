"""What addresses of lists share: search words, days, and where the next page begins."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Final, TypeVar
from urllib.parse import urlencode

from lckm_core.calendar import parse_day, parse_moment, warsaw
from lckm_core.search_words import MOST_SEARCH_WORDS, SearchWords

_T = TypeVar("_T")
LONGEST: Final = 200
"""How many characters of a value are read."""
WORDS_HINT: Final = f"Wpisz od 1 do {MOST_SEARCH_WORDS} słów z liter lub cyfr."


def query_of(**values: str) -> str:
    """Return the query that has these values, without the empty ones."""
    return urlencode({name: value for name, value in values.items() if value})


def next_query(query: str, **cursor: str) -> str:
    """Return the query of the next page: that of the list, and after which row it begins."""
    return f"{query}&{urlencode(cursor)}".lstrip("&")


def first_page(rows: Iterable[_T], size: int) -> tuple[Sequence[_T], bool]:
    """Return the rows of a page, and whether more follow; no row beyond those is read."""
    found = list(islice(rows, size + 1))
    return found[:size], len(found) > size


def format_place(place: tuple[datetime, str]) -> str:
    """Return a place in a list, a moment and an id, as :func:`parse_place` reads it."""
    return f"{place[0].isoformat()}~{place[1]}"


def parse_place(text: str) -> tuple[datetime, str] | None:
    """Return the place written as ``2026-12-01T10:00:00+01:00~A``, a moment and an id.

    ``None`` for anything else, and for a moment so near the ends of the years 1 and 9999 that it
    cannot be converted to UTC, in which stores keep moments.
    """
    moment, _, id = text.partition("~")
    at = parse_moment(moment)
    try:
        if at is None or not id:
            return None
        at.astimezone(UTC)
    except OverflowError:
        return None
    return at, id


def parse_search_words(text: str) -> SearchWords | None:
    """Return the words to find by; ``None`` where there are none, or too many."""
    try:
        return SearchWords.of(text)
    except ValueError:
        return None


def parse_recent_day(text: str) -> date | None:
    """Return a day of the years 2000 to 2200; ``None`` for any other text."""
    day = parse_day(text)
    return day if day is not None and 2000 <= day.year <= 2200 else None


def start_of_day(day: date) -> datetime:
    """Return the moment at which a day begins in Łódź."""
    return datetime.combine(day, time(), warsaw())
