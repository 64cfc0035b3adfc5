"""The day a question is about: given as a day, or as a moment whose civil day in Europe/Warsaw counts; and turns in time."""

from datetime import UTC, date, datetime, timedelta

import attrs

from lckm_core.calendar import civil_day, require_day

_ONE_DAY = timedelta(days=1)


def day_of(on: date) -> date:
    """Return the day *on* names: itself, or the day it is in Europe/Warsaw at a moment.

    Raises ``ValueError`` for a moment without a time zone, ``TypeError`` for what is neither a day nor a moment.
    """
    if isinstance(on, datetime):
        return civil_day(on)
    require_day(on, "on")
    return on


def day_after(day: date) -> date | None:
    """Return the next day, or ``None`` after the last day a calendar can name."""
    return None if day == date.max else day + _ONE_DAY


def day_before(day: date) -> date | None:
    """Return the day before, or ``None`` before the first day a calendar can name."""
    return None if day == date.min else day - _ONE_DAY


_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


@attrs.frozen(order=True)
class Instant:
    """When something begins or ends: at the beginning of a day, or at a moment of it. They are in the order of time."""

    day: date
    _at: datetime = _BEFORE_ALL

    @property
    def moment(self) -> datetime | None:
        """The moment, or ``None`` for the beginning of the day."""
        return None if self._at is _BEFORE_ALL else self._at

    @classmethod
    def of(cls, day: date, moment: datetime | None) -> "Instant":
        """Return the turn of an act on that day: at its moment, where that was recorded and is of that day."""
        return cls(day, moment) if moment is not None and civil_day(moment) == day else cls(day)
