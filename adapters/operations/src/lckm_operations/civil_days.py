"""Days of Łódź as moments."""

from datetime import UTC, date, datetime, time, timedelta

from lckm_core.calendar import warsaw


def start_of_day(day: date, *, later: int = 0) -> datetime:
    """Return the moment at which a day begins in Łódź, or one so many days later."""
    return datetime.combine(day + timedelta(days=later), time(), warsaw()).astimezone(UTC)
