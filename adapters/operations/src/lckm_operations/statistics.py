"""Counts of reports by day, by receiver and by time to the outcome."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import attrs

from lckm_core.delivery import DispatchState
from lckm_core.ports.optional import ReportCount

_ENDS = {DispatchState.SENT: "mailbox", DispatchState.HELPDESK: "helpdesk"}
OUTCOMES = ("mailbox", "helpdesk", "waiting")
"""Where a report is: in a mailbox, in the helpdesk, or on its way."""
Split = Mapping[str, int]
"""How many stand where, by :data:`OUTCOMES`."""


@attrs.frozen
class Figures:
    """Reports registered from one day to another, both included, by the days of Łódź.

    ``days`` has every day of the period. ``units`` has the busiest first, and ``None`` for
    reports sent straight to the helpdesk. ``times`` counts finished deliveries by the
    longest time they took, the shortest first, and ``None`` for longer.
    """

    first: date
    last: date
    days: Mapping[date, Split]
    units: Sequence[tuple[str | None, Split]]
    times: Sequence[tuple[timedelta | None, int]]

    @property
    def total(self) -> Split:
        """How many stand where, over all days."""
        return _split(sum((Counter(split) for split in self.days.values()), Counter()))

    def to_data(self) -> dict[str, Any]:
        """Return them as plain data."""
        return {
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "total": dict(self.total),
            "days": [{"day": day.isoformat(), **split} for day, split in self.days.items()],
            "units": [{"unit": unit, **split} for unit, split in self.units],
            "times": [
                {"within_seconds": time.total_seconds() if time else None, "count": count}
                for time, count in self.times
            ],
        }


def figures(
    counts: Iterable[ReportCount], first: date, last: date, within: Sequence[timedelta]
) -> Figures:
    """Return the figures; *within* are the store's times, each listed even if empty."""
    days: dict[date, Counter[str]] = {
        first + timedelta(days=at): Counter() for at in range((last - first).days + 1)
    }
    units: dict[str | None, Counter[str]] = {}
    times: Counter[timedelta | None] = Counter()
    for count in counts:
        outcome = _ENDS.get(count.state, "waiting")
        days[count.day][outcome] += count.count
        units.setdefault(count.unit, Counter())[outcome] += count.count
        if count.state in _ENDS:
            times[count.within] += count.count
    busiest = sorted(units.items(), key=lambda item: (-item[1].total(), item[0] or ""))
    return Figures(
        first,
        last,
        {day: _split(split) for day, split in days.items()},
        [(unit, _split(split)) for unit, split in busiest],
        [(time, times[time]) for time in (*sorted(within), None)],
    )


def _split(counter: Mapping[str, int]) -> Split:
    return {outcome: counter.get(outcome, 0) for outcome in OUTCOMES}
