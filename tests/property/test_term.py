"""The term of zał. 2 § 6 ust. 5 against another way to reckon it: the time zone of the standard
library, and whole months counted.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, settings

from lckm_core import first_clean_day, is_due
from lckm_core.law import WHOLE_MONTHS
from lckm_core.reports import _anonymisation as anonymisation, withdraw
from lckm_testing.strategies import moments, reports

WARSAW = ZoneInfo("Europe/Warsaw")
TICK = timedelta(microseconds=1)
DAY = timedelta(days=1)
FIRST, LAST = date(2000, 1, 1), date(2060, 12, 31)


def counted(moment, whole=6):
    """Count months from year 0: that of registration, the whole ones, and the next."""
    local = moment.astimezone(WARSAW)
    months = local.year * 12 + (local.month - 1) + whole + 1
    return date(months // 12, months % 12 + 1, 1)


def midnight(day):
    return datetime.combine(day, time(0), WARSAW)


def days(first, last):
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def clock_changes():
    """Yield the first moment after each change of the clock in Europe/Warsaw, found by halving the
    day that has it.
    """
    for day in days(FIRST, LAST):
        early, late = (midnight(each).astimezone(UTC) for each in (day, day + DAY))
        before = early.astimezone(WARSAW).utcoffset()
        if late.astimezone(WARSAW).utcoffset() == before:
            continue
        while late - early > TICK:
            middle = early + (late - early) // 2
            early, late = (
                (middle, late)
                if middle.astimezone(WARSAW).utcoffset() == before
                else (early, middle)
            )
        yield late


def test_every_day_and_each_side_of_every_midnight():
    for day in days(FIRST, LAST):
        begin = midnight(day).astimezone(UTC)
        for moment in (begin - TICK, begin, begin + TICK, begin + DAY / 2):
            assert first_clean_day(moment) == counted(moment), moment


def test_each_side_of_every_clock_change():
    changes = list(clock_changes())
    assert len(changes) == 2 * 61
    for change in changes:
        for moment in (change - TICK, change, change + TICK):
            assert first_clean_day(moment) == counted(moment)
            assert first_clean_day(moment.astimezone(WARSAW)) == counted(moment)


@pytest.mark.parametrize("fold", [0, 1])
def test_an_hour_that_comes_twice_and_one_that_does_not_come(fold):
    """On the last day of a month the clock went back in 2004, and forward in 2002."""
    twice = datetime(2004, 10, 31, 2, 30, tzinfo=WARSAW, fold=fold)
    never = datetime(2002, 3, 31, 2, 30, tzinfo=WARSAW, fold=fold)
    assert first_clean_day(twice) == date(2005, 5, 1)
    assert first_clean_day(never) == date(2002, 10, 1)


@pytest.mark.parametrize("years", [(1900, 2000), (2079, 2200), (9990, 9999)])
def test_beyond_the_years_of_the_table(years):
    for month in range(years[0] * 12, years[1] * 12):
        begin = midnight(date(month // 12, month % 12 + 1, 1)).astimezone(UTC)
        for moment in (begin - TICK, begin, begin + TICK):
            assert first_clean_day(moment) == counted(moment), moment


def test_the_last_month_that_has_a_first_clean_day():
    last = datetime(9999, 5, 31, 12, tzinfo=UTC)
    assert first_clean_day(last) == date(9999, 12, 1)
    with pytest.raises(ValueError, match="year"):
        first_clean_day(last + DAY)


@given(moments(date(1, 1, 3), date(9999, 5, 29)))
def test_any_moment_in_any_zone(moment):
    assert first_clean_day(moment) == counted(moment)
    for zone in (
        UTC,
        WARSAW,
        timezone(timedelta(hours=-11)),
        timezone(timedelta(hours=13, seconds=7)),
    ):
        assert first_clean_day(moment.astimezone(zone)) == counted(moment)


@given(moments(FIRST, LAST))
def test_six_whole_months_lie_between(moment):
    """What the section says, in words: the month of registration does not count, six months that
    do, not a day more.
    """
    clean, registered = first_clean_day(moment), moment.astimezone(WARSAW).date()
    firsts = [day for day in days(registered + DAY, clean) if day.day == 1]
    assert len(firsts) == 7
    assert firsts[-1] == clean
    assert all(28 <= (later - earlier).days <= 31 for earlier, later in pairwise(firsts))


@pytest.fixture(
    params=[date(2027, 3, 1), date(2027, 3, 15)], ids=["first of a month", "within a month"]
)
def amended(request, monkeypatch):
    """The term as it would be, had an amendment made it nine months from some day on; yields that
    day.
    """
    monkeypatch.setattr(anonymisation, "WHOLE_MONTHS", (*WHOLE_MONTHS, (request.param, 9)))
    anonymisation._table.cache_clear()
    yield request.param
    anonymisation._table.cache_clear()


def test_an_amendment_holds_from_its_day_on_and_moves_no_term_that_runs(amended):
    begin = midnight(amended).astimezone(UTC)
    for moment in (begin - TICK, begin - 40 * DAY):
        assert first_clean_day(moment) == counted(moment)
    for moment in (begin, begin + TICK, begin + 40 * DAY, begin + 80 * 365 * DAY):
        assert first_clean_day(moment) == counted(moment, whole=9)


class NoOffset(tzinfo):
    """A zone that does not know its offset, so a moment with it is as naive as one without any."""

    def utcoffset(self, moment):
        return None


@pytest.mark.parametrize("zone", [None, NoOffset()])
@pytest.mark.parametrize("year", [1990, 2023, 2100])
def test_a_naive_moment_is_refused(zone, year):
    with pytest.raises(ValueError, match="time zone"):
        first_clean_day(datetime(year, 1, 15, 12, tzinfo=zone))


# ── what is due ──────────────────────────────────────────────────────────────────────────────────


@given(reports(), moments())
def test_due_is_what_is_past_its_term_or_withdrawn(report, now):
    if report.personal is None:
        assert not is_due(report, now=now)
        return
    consent = report.personal.consent
    withdrawn = (
        consent is not None and consent.withdrawn_at is not None and consent.withdrawn_at <= now
    )
    past = now >= midnight(counted(report.registered_at))
    assert is_due(report, now=now) == (withdrawn or past)


@given(reports())
def test_due_begins_on_the_very_tick(report):
    report = attrs.evolve(
        report, personal=report.personal and attrs.evolve(report.personal, consent=None)
    )
    begin = midnight(counted(report.registered_at)).astimezone(UTC)
    assert not is_due(report, now=begin - TICK)
    assert is_due(report, now=begin) == (report.personal is not None)


@given(reports(), moments())
def test_withdrawn_is_due_at_once_and_not_before(report, now):
    """I6: whatever was recorded of consent; the first moment counts."""
    gone = withdraw(report, now=now)
    assert withdraw(gone, now=now + DAY) == gone
    if report.personal is None:
        assert gone == report
        return
    at = gone.personal.consent.withdrawn_at
    was_withdrawn = (
        report.personal.consent is not None and report.personal.consent.withdrawn_at is not None
    )
    assert at == (report.personal.consent.withdrawn_at if was_withdrawn else now)
    assert is_due(gone, now=at)
    before_the_term = at <= midnight(counted(report.registered_at))
    assert is_due(gone, now=at - TICK) is not before_the_term
    assert attrs.evolve(gone, personal=None) == attrs.evolve(report, personal=None)


@pytest.mark.parametrize("act", [is_due, withdraw])
@given(report=reports())
@settings(max_examples=10)
def test_a_naive_now_is_refused_whatever_the_report(act, report):
    with pytest.raises(ValueError, match="time zone"):
        act(report, now=datetime(2026, 11, 25))
