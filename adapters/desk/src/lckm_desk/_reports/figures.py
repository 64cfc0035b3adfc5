"""How many reports came in: by week, by receiver, and how far they have come."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Final

import attrs

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.ports.optional import ReportFacet, ReportFinder, ReportQuery, offered
from lckm_desk import _labels as labels
from lckm_desk._list_addresses import start_of_day
from lckm_desk._pages import View

WEEKS: Final = 8
"""How many weeks are counted, with the one that has not ended."""
_WEEK, _DAY = timedelta(days=7), timedelta(days=1)
_NO_MAILBOX: Final = "bez skrzynki jednostki"


@attrs.frozen
class Figure:
    """One row: its label, how many reports, and how many of them without an outcome."""

    words: str
    count: int
    open: int


def counter_of(centre: ContactCentre) -> ReportFinder | None:
    """Return the store of reports if it can count them, else ``None``."""
    return offered(centre.plugins.reports, ReportFinder, "count_reports")


def figures_view(finder: ReportFinder, receivers: Collection[str] | None, now: datetime) -> View:
    """Return the page of figures.

    Args:
        finder: counts reports.
        receivers: only reports to one of these; ``None``: all.
        now: the moment, aware.
    """
    today = civil_day(now)
    monday = today - today.weekday() * _DAY
    weeks = [monday - at * _WEEK for at in range(WEEKS)]
    whole = _registered(weeks[-1], monday + _WEEK, receivers)
    by_week = [_week(finder, week, receivers, today) for week in weeks]
    return View(
        template="figures",
        title="Liczby zgłoszeń",
        here="reports",
        context={
            "first_day": labels.day(weeks[-1]),
            "weeks": by_week,
            "total": Figure(
                "razem", sum(row.count for row in by_week), sum(row.open for row in by_week)
            ),
            "receivers": _by_receiver(finder, whole),
            "states": _by_state(finder, whole),
            "seen": sorted(receivers) if receivers is not None else [],
        },
    )


def _registered(first: date, end: date, receivers: Collection[str] | None) -> ReportQuery:
    """Return the conditions of reports from one day to before another, *end*."""
    return ReportQuery(
        units=receivers,
        registered_from=start_of_day(first),
        registered_to=start_of_day(end),
    )


def _week(
    finder: ReportFinder, monday: date, receivers: Collection[str] | None, today: date
) -> Figure:
    query = _registered(monday, monday + _WEEK, receivers)
    counts = finder.count_reports(query, by=ReportFacet.CLOSED)
    last = monday + _WEEK - _DAY
    end = "dziś" if last >= today else labels.day(last)
    return Figure(f"{labels.day(monday)} – {end}", sum(counts.values()), counts.get(False, 0))


def _by_receiver(finder: ReportFinder, query: ReportQuery) -> Sequence[Figure]:
    """Return the receivers, those with the most reports first."""
    counts = finder.count_reports(query, by=ReportFacet.UNIT)
    without = finder.count_reports(attrs.evolve(query, closed=False), by=ReportFacet.UNIT)
    rows = [
        Figure(str(unit) if unit is not None else _NO_MAILBOX, count, without.get(unit, 0))
        for unit, count in counts.items()
    ]
    return sorted(rows, key=lambda row: (-row.count, row.words))


def _by_state(finder: ReportFinder, query: ReportQuery) -> Sequence[tuple[str, int]]:
    """Return how many reports are in each state of delivery, without empty states."""
    counts = finder.count_reports(query, by=ReportFacet.STATE)
    return [(words, counts[state]) for state, words in labels.STATES.items() if counts.get(state)]
