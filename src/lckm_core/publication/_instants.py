"""Civil days of Europe/Warsaw, and instants: the beginning of a day or a moment of it."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import attrs

from lckm_core.calendar import MONTHS, civil_day, require_day

_ONE_DAY = timedelta(days=1)


def day_of(on: date) -> date:
    """Return the day that *on* names; of a moment, its day in Europe/Warsaw.

    Raises ``ValueError`` for a moment without a time zone, ``TypeError`` for what is neither a
    day nor a moment.
    """
    if isinstance(on, datetime):
        return civil_day(on)
    require_day(on, "on")
    return on


def day_after(day: date) -> date | None:
    """Return the next day, or ``None`` after the last day of the calendar."""
    return None if day == date.max else day + _ONE_DAY


def day_before(day: date) -> date | None:
    """Return the day before, or ``None`` before the first day of the calendar."""
    return None if day == date.min else day - _ONE_DAY


@lru_cache(maxsize=1024)
def format_day(day: date) -> str:
    """Return a day in words: ``1 stycznia 2027 r.``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} r."


_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@attrs.frozen(order=True)
class Instant:
    """When something begins or ends: at the beginning of a day, or at a moment of it.

    Instants are ordered by time.
    """

    day: date
    _at: datetime = _BEFORE_ALL

    @property
    def moment(self) -> datetime | None:
        """The moment, or ``None`` for the beginning of the day."""
        return None if self._at is _BEFORE_ALL else self._at

    @classmethod
    def of(cls, day: date, moment: datetime | None) -> "Instant":
        """Return the instant of an act on that day: its moment, where it is of that day."""
        return cls(day, moment) if moment is not None and civil_day(moment) == day else cls(day)
