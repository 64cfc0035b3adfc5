"""How long personal data may stay: the term of whole months after the month of registration (zał. 2 § 6 ust. 5)."""

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from functools import cache

from lckm_core.calendar import civil_day, require_aware
from lckm_core.law import WHOLE_MONTHS, cites
from lckm_core.reports._model import Report

_YEARS = range(2000, 2080)
"""The years whose months are looked up in a table; the moments of others are reckoned one by one."""
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@cites("zał. 2 § 6 ust. 5")
def first_clean_day(registered_at: datetime) -> date:
    """Return the first day, in Europe/Warsaw, on which no personal datum of a report registered then is left.

    Args:
        registered_at: when the report was registered, aware.

    Returns:
        The 1st of a month in Europe/Warsaw: that of registration does not count, and then the whole months pass. With six, all
        of January gives 1 August. How many they are goes by the day of registration. Holidays do not shift it, and nothing
        that happens to the report later does, an amendment neither (interpretation I5).

    Raises:
        ValueError: for a naive datetime, and for a moment whose first clean day is in no calendar, such as one late in 9999.
        TypeError: for a day or text: a day has no hour, and the hour may decide the month.
        OverflowError: within hours of either end of Python's calendar. Provision: zał. 2 § 6 ust. 5.
    """
    starts, days = _table()
    try:
        at = bisect_right(starts, registered_at - _EPOCH)
    except TypeError:
        require_aware(registered_at)
        raise
    return days[at - 1] if 0 < at < len(starts) else _reckoned(registered_at)


def _reckoned(moment: datetime) -> date:
    """Return the same by arithmetic on the calendar, without the table."""
    import pendulum

    local = pendulum.instance(moment).in_timezone("Europe/Warsaw")
    clean = local.start_of("month").add(months=_whole_months(local.date()) + 1)
    return date(clean.year, clean.month, clean.day)


def _whole_months(day: date) -> int:
    return next(months for since, months in reversed(WHOLE_MONTHS) if since <= day)


@cache
def _table() -> tuple[list[timedelta], list[date]]:
    """Return how long after the epoch each month begins in Europe/Warsaw, and the first clean day of each.

    A month within which an amendment changes the term is two.
    """
    import pendulum

    days = {date(year, month, 1) for year in _YEARS for month in range(1, 13)}
    days |= {since for since, _ in WHOLE_MONTHS if since.year in _YEARS}
    begin = [
        pendulum.datetime(day.year, day.month, day.day, tz="Europe/Warsaw") for day in sorted(days)
    ]
    starts = [timedelta(seconds=moment.timestamp() - _EPOCH.timestamp()) for moment in begin]
    return starts, [_reckoned(moment) for moment in begin]


@cites("zał. 2 § 6 ust. 5")
def is_due(report: Report, *, now: datetime) -> bool:
    """Return whether the report's personal part has to go by *now*: the term has passed, or consent was withdrawn.

    A report that has no personal part is never due. Raises ``ValueError`` for a naive moment, ``TypeError`` for a day or text,
    and ``OverflowError`` within hours of either end of Python's calendar. Provision: zał. 2 § 6 ust. 5.
    """
    require_aware(now)
    if report.personal is None:
        return False
    consent = report.personal.consent
    if consent is not None and consent.withdrawn_at is not None and consent.withdrawn_at <= now:
        return True
    return first_clean_day(report.registered_at) <= civil_day(now)
