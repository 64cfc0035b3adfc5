"""A search of reports by words: how far one call looks, and what it finds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Protocol

import attrs

from lckm_core.ports._optional_values import FoundReport
from lckm_core.ports._report_finder import ReportFinder, ReportQuery
from lckm_core.reports import has_words
from lckm_core.search_words import SearchWords

MOST_LOOKED_AT: Final = 20_000
"""How many reports one call looks at, unless it is told otherwise."""
_BATCH = 500
_ANY = ReportQuery()


@attrs.frozen(kw_only=True)
class ReportSearchPage:
    """Some reports that have the words of a search, the newest first.

    Args:
        reports: those, without personal parts.
        looked_at: how many reports the call looked at.
        before: before which report the search goes on; ``None``: all were looked at.
    """

    reports: Sequence[FoundReport]
    looked_at: int
    before: tuple[datetime, str] | None = None


class ReportSearch(Protocol):
    """A store of reports that finds them by words without building those that lack them."""

    def search_reports(
        self,
        words: SearchWords,
        query: ReportQuery = ...,
        *,
        before: tuple[datetime, str] | None = ...,
        limit: int,
        most: int = ...,
    ) -> ReportSearchPage:
        """Return the reports that meet a query and have the words, the newest first.

        Those of :meth:`ReportFinder.find_reports` of which :func:`has_words` is true. No
        index has the words, so the reports are looked at one by one: the call ends with *limit*
        found, or *most* looked at, and the next goes on from the ``before`` of its page.

        Args:
            words: the words.
            query: further conditions.
            before: only those older than the report of this moment and number.
            limit: how many it finds at most.
            most: how many of those that meet the query it looks at, at most.
        """
        ...


def search_by_reading(
    finder: ReportFinder,
    words: SearchWords,
    query: ReportQuery = _ANY,
    *,
    before: tuple[datetime, str] | None = None,
    limit: int,
    most: int = MOST_LOOKED_AT,
) -> ReportSearchPage:
    """Search reports by words in a store that offers no :class:`ReportSearch`."""
    hits: list[FoundReport] = []
    looked_at = 0
    while looked_at < most:
        batch = min(_BATCH, most - looked_at)
        page = finder.find_reports(query, before=before, limit=batch)
        for found in page:
            looked_at += 1
            before = found.report.registered_at, found.report.number
            if has_words(found.report, words):
                hits.append(found)
            if len(hits) == limit:
                return ReportSearchPage(reports=hits, looked_at=looked_at, before=before)
        if len(page) < batch:
            return ReportSearchPage(reports=hits, looked_at=looked_at)
    return ReportSearchPage(reports=hits, looked_at=looked_at, before=before)
