"""Reports that have some words, found without an index."""

from datetime import datetime

from lckm_core.centre._base import CentreBase
from lckm_core.law import cites
from lckm_core.ports.optional import (
    MOST_LOOKED_AT,
    ReportFinder,
    ReportQuery,
    ReportSearch,
    ReportSearchPage,
    offered,
    search_by_reading,
)
from lckm_core.search_words import SearchWords

_ANY = ReportQuery()


class ReportsByWords(CentreBase):
    """What the centre finds of reports by words."""

    @cites("zał. 2 § 6 ust. 1")
    def search_reports(
        self,
        words: SearchWords,
        query: ReportQuery = _ANY,
        *,
        before: tuple[datetime, str] | None = None,
        limit: int = 50,
        most: int = MOST_LOOKED_AT,
    ) -> ReportSearchPage:
        """Return the reports that meet a query and have some words, the newest first.

        It looks at the redacted description, the place, and what the reporter was told. Nothing
        is stored, no key is needed, no personal part is read. One call looks at *most* reports;
        with fewer than *limit* found, its page may still have a ``before``, and the next call
        goes on from there.

        Args:
            words: the words, as ``SearchWords.of("huśtawka park")``.
            query: further conditions; the fewer reports meet them, the further it looks back.
            before: only reports older than the one of this moment and number.
            limit: how many it finds at most.
            most: how many reports it looks at, at most.

        Returns:
            The reports, how many were looked at, and from where to go on; none from a store that
            finds no reports (:class:`lckm_core.ports.optional.ReportFinder`).

        Raises:
            ValueError: for a naive moment, or a limit below 1.
        """
        if limit < 1 or most < 1:
            raise ValueError("a search finds at least 1 report, and looks at at least 1")
        store = self.plugins.reports
        if (search := offered(store, ReportSearch)) is not None:
            return search.search_reports(words, query, before=before, limit=limit, most=most)
        if (finder := offered(store, ReportFinder, "find_reports")) is not None:
            return search_by_reading(finder, words, query, before=before, limit=limit, most=most)
        return ReportSearchPage(reports=(), looked_at=0)
