"""The day a question is about: given as a day, or as a moment whose civil day in Europe/Warsaw counts."""

from datetime import date, datetime, timedelta

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
