"""When a report is anonymised, and what anonymising leaves of it.

Provision: zał. 2 § 6 ust. 5.
"""

from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from functools import cache

import attrs

from lckm_core.calendar import civil_day, require_aware
from lckm_core.law import WHOLE_MONTHS, cites
from lckm_core.reports._model import Consent, Report

# The months of these years are looked up in a table; other moments are computed one by one.
_YEARS = range(2000, 2080)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@cites("zał. 2 § 6 ust. 5")
def first_clean_day(registered_at: datetime) -> date:
    """Return the first day without personal data of a report.

    Args:
        registered_at: when the report was registered, aware.

    Returns:
        The 1st of a month in Europe/Warsaw: the month of registration does not count, then whole
        months pass, as many as were in force on the day of registration. With six, all of January
        gives 1 August. Holidays do not shift it, nor does anything that happens to the report
        later (interpretation I5).

    Raises:
        ValueError: for a naive datetime, and for one whose first clean day is in no calendar,
            such as one late in 9999.
        TypeError: for a date or text, for the hour may decide the month.
        OverflowError: within hours of either end of Python's calendar.

    Provision: zał. 2 § 6 ust. 5.
    """
    starts, days = _table()
    try:
        at = bisect_right(starts, registered_at - _EPOCH)
    except TypeError:
        require_aware(registered_at)
        raise
    return days[at - 1] if 0 < at < len(starts) else _computed_clean_day(registered_at)


@cites("zał. 2 § 6 ust. 5")
def is_due(report: Report, *, now: datetime) -> bool:
    """Return whether a report's personal part is to be erased by *now*.

    It is due when the term has passed, or consent was withdrawn. A report without a personal part
    is never due.

    Raises:
        ValueError: for a naive moment.
        TypeError: for a date or text.
        OverflowError: within hours of either end of Python's calendar.

    Provision: zał. 2 § 6 ust. 5.
    """
    require_aware(now)
    if report.personal is None:
        return False
    consent = report.personal.consent
    if consent is not None and consent.withdrawn_at is not None and consent.withdrawn_at <= now:
        return True
    return first_clean_day(report.registered_at) <= civil_day(now)


@cites("zał. 2 § 6 ust. 5")
def is_withdrawn(report: Report) -> bool:
    """Return whether consent was withdrawn and the personal part is not erased yet.

    Provision: zał. 2 § 6 ust. 5.
    """
    consent = report.personal.consent if report.personal is not None else None
    return consent is not None and consent.withdrawn_at is not None


@cites("zał. 2 § 6 ust. 5")
def withdraw(report: Report, *, now: datetime) -> Report:
    """Return the report with its consent withdrawn, which makes it due.

    Only the first withdrawal counts (I6); a report without a personal part stays as it is. Raises
    ``ValueError`` for a naive moment. Provision: zał. 2 § 6 ust. 5.
    """
    require_aware(now)
    personal = report.personal
    if personal is None:
        return report
    # No consent was recorded where nobody noticed personal data in the words. Withdrawing it
    # implies that it was given, with the report (zał. 2 § 6 ust. 4).
    consent = personal.consent or Consent(
        given_at=report.registered_at, terms_version=report.terms_version
    )
    if consent.withdrawn_at is not None:
        return report
    withdrawn = attrs.evolve(consent, withdrawn_at=now)
    return attrs.evolve(report, personal=attrs.evolve(personal, consent=withdrawn))


@cites("zał. 2 § 6 ust. 5")
def anonymise(report: Report) -> Report:
    """Return the report without its personal part and its attachments.

    Number, kind, channel, language, category, place, dates and the redacted text stay
    (interpretation I7). Neither the reason for it nor any hash is left (I6, I8). Anonymising
    twice changes nothing. Provision: zał. 2 § 6 ust. 5.
    """
    # A picture may show, or name in its metadata, who took it. The host destroys the files.
    return attrs.evolve(report, personal=None, attachments=())


def _computed_clean_day(moment: datetime) -> date:
    """Return the first clean day by arithmetic, without the table."""
    import pendulum

    local = pendulum.instance(moment).in_timezone("Europe/Warsaw")
    clean = local.start_of("month").add(months=_whole_months(local.date()) + 1)
    return date(clean.year, clean.month, clean.day)


def _whole_months(day: date) -> int:
    return next(months for first_day, months in reversed(WHOLE_MONTHS) if first_day <= day)


@cache
def _table() -> tuple[list[timedelta], list[date]]:
    """Return when each month begins in Europe/Warsaw, and its first clean day.

    A month in which an amendment changes the term counts as two.
    """
    import pendulum

    days = {date(year, month, 1) for year in _YEARS for month in range(1, 13)}
    days |= {first_day for first_day, _ in WHOLE_MONTHS if first_day.year in _YEARS}
    begin = [
        pendulum.datetime(day.year, day.month, day.day, tz="Europe/Warsaw") for day in sorted(days)
    ]
    starts = [timedelta(seconds=moment.timestamp() - _EPOCH.timestamp()) for moment in begin]
    return starts, [_computed_clean_day(moment) for moment in begin]
