"""Days and moments that commands print are those of Łódź."""

from datetime import UTC, date, datetime

import pytest

from lckm_cli import formatting, options

WINTER, SUMMER = (datetime(2026, month, 3, 22, 30, tzinfo=UTC) for month in (12, 7))


@pytest.mark.parametrize(
    ("moment", "day", "minute"),
    [
        (WINTER, date(2026, 12, 3), "2026-12-03 23:30"),
        (SUMMER, date(2026, 7, 4), "2026-07-04 00:30"),
        (WINTER.replace(hour=23), date(2026, 12, 4), "2026-12-04 00:30"),
    ],
)
def test_a_moment_has_the_day_and_the_hour_of_lodz(monkeypatch, moment, day, minute):
    monkeypatch.setattr(options, "utcnow", lambda: moment)
    assert options.today() == day
    assert formatting.local_time(moment) == minute
    assert formatting.local_time(moment, seconds=True) == f"{minute}:00"
