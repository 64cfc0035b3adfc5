"""Reports that may be about the same thing: a hint for whoever reads one."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from lckm_core.centre._base import CentreBase
from lckm_core.errors import NoSuchReportError
from lckm_core.law import cites
from lckm_core.ports.optional import ReportFinder, ReportQuery, offered
from lckm_core.reports import Report, anonymise, similar_reports

_PAGE = 500
_MOST = 2000
"""How many reports are looked through, the newest first: of one category, a month of a city."""


class Similar(CentreBase):
    """What the centre finds of reports that look alike."""

    @cites("zał. 2 § 6 ust. 1")
    def similar(
        self, number: str, *, days: int = 30, within_metres: float = 100, limit: int = 5
    ) -> tuple[Report, ...]:
        """Return earlier reports that may be about the same thing, closest first.

        They have the category and, by :func:`lckm_core.reports.similar_reports`, the place of this
        one. A hint for staff: whether one is a duplicate is for them to say, by
        :meth:`note_outcome`. Nothing is stored, no key is needed, and no personal part is read.

        Args:
            number: the report's number.
            days: how many before it are looked through, at most 2,000 reports.
            within_metres: how far two points on the map may be apart.
            limit: how many at most.

        Returns:
            The reports without their personal parts; none from a store that finds no reports
            (:class:`lckm_core.ports.optional.ReportFinder`).

        Raises:
            NoSuchReportError: when there is no report of that number.
            ValueError: for a limit or days below 1, or a distance that is not positive.
        """
        if days < 1:
            raise ValueError("days are at least 1")
        finder = offered(self.plugins.reports, ReportFinder)
        if finder is None:
            return ()
        found = finder.find_reports(ReportQuery(numbers=[number]), limit=1)
        if not found:
            raise NoSuchReportError(number)
        report = found[0].report
        earlier = islice(_earlier_reports(finder, report, days), _MOST)
        return similar_reports(report, earlier, within_metres=within_metres, limit=limit)


def _earlier_reports(finder: ReportFinder, report: Report, days: int) -> Iterator[Report]:
    """Yield the reports of a category before one, newest first, a page at a time."""
    before = (report.registered_at, report.number)
    query = ReportQuery(
        categories=None if report.category is None else [report.category],
        registered_from=report.registered_at - timedelta(days=days),
    )
    while True:
        page = finder.find_reports(query, before=before, limit=_PAGE)
        yield from (anonymise(found.report) for found in page)
        if len(page) < _PAGE:
            return
        before = (page[-1].report.registered_at, page[-1].report.number)
