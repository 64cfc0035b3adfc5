"""Reports that may be about the same thing: a hint for whoever reads one."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from lckm_core.centre._base import CentreBase
from lckm_core.errors import NoSuchReportError
from lckm_core.law import cites
from lckm_core.ports.optional import ReportFinder, ReportQuery, offered
from lckm_core.reports import EventPlace, Report, anonymise, is_trial, similar_reports

_PAGE = 500
_MOST = 2000
"""How many reports are looked through, the newest first: of one category, a month of a city."""


class Similar(CentreBase):
    """What the centre finds of reports that look alike."""

    @cites("zał. 2 § 6 ust. 1")
    def similar(
        self,
        number: str,
        *,
        days: int = 30,
        within_metres: float = 100,
        limit: int = 5,
        most: int = _MOST,
    ) -> tuple[Report, ...]:
        """Return earlier reports that may be about the same thing, closest first.

        They have the category and, by :func:`lckm_core.reports.similar_reports`, the place of this
        one. This is a hint for staff: they decide whether one is a duplicate, with
        :meth:`note_outcome`. Nothing is stored, no key is needed, and no personal part is read.

        Args:
            number: the report's number.
            days: how many before it are looked through.
            within_metres: how far two points on the map may be apart.
            limit: how many at most.
            most: how many reports of the category are looked through, the newest first: 2,000 take
                some fifty milliseconds.

        Returns:
            The reports without their personal parts; none from a store that finds no reports
            (:class:`lckm_core.ports.optional.ReportFinder`), and none of a trial report.

        Raises:
            NoSuchReportError: when there is no report of that number.
            ValueError: for a limit, days or most below 1, or a distance that is not positive.
        """
        span = _span(days, most)
        finder = offered(self.plugins.reports, ReportFinder)
        # No list has trial reports.
        if finder is None or is_trial(number):
            return ()
        found = finder.find_reports(ReportQuery(numbers=[number]), limit=1)
        if not found:
            raise NoSuchReportError(number)
        report = found[0].report
        earlier = _earlier_reports(
            finder,
            report.category,
            report.registered_at - span,
            most,
            before=(report.registered_at, report.number),
        )
        return similar_reports(
            report.category, report.place, earlier, within_metres=within_metres, limit=limit
        )

    @cites("zał. 2 § 6 ust. 1")
    def similar_to(
        self,
        category: str | None,
        place: EventPlace,
        *,
        now: datetime,
        days: int = 30,
        within_metres: float = 100,
        limit: int = 5,
        most: int = _MOST,
    ) -> tuple[Report, ...]:
        """Return reports that may be about what a caller describes, as :meth:`similar` does.

        Args:
            category: the category of the call, ``None`` for none.
            place: where it is.
            now: the current moment, aware.
            days: how many before now are looked through.
            within_metres: how far two points on the map may be apart.
            limit: how many at most.
            most: how many reports of the category are looked through, as of :meth:`similar`.

        Raises:
            ValueError: for a naive moment, a limit, days or most below 1, or a distance that is
                not positive.
        """
        span = _span(days, most)
        finder = offered(self.plugins.reports, ReportFinder)
        if finder is None:
            return ()
        earlier = _earlier_reports(finder, category, now - span, most)
        return similar_reports(category, place, earlier, within_metres=within_metres, limit=limit)


def _span(days: int, most: int) -> timedelta:
    """Return how far back to look for reports. Raises ``ValueError`` for less than 1."""
    if days < 1 or most < 1:
        raise ValueError("days, and the most reports, are at least 1")
    return timedelta(days=days)


def _earlier_reports(
    finder: ReportFinder,
    category: str | None,
    registered_from: datetime,
    most: int,
    *,
    before: tuple[datetime, str] | None = None,
) -> Iterator[Report]:
    """Yield the newest reports of a category, a page at a time."""
    query = ReportQuery(categories=[category], registered_from=registered_from)
    for start in range(0, most, _PAGE):
        size = min(_PAGE, most - start)
        page = finder.find_reports(query, before=before, limit=size)
        yield from (anonymise(found.report) for found in page)
        if len(page) < size:
            return
        before = (page[-1].report.registered_at, page[-1].report.number)
