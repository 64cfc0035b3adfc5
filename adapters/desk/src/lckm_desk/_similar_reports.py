"""Reports that may be about the same thing, for the pages of a call and a report."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import islice

import attrs

from lckm_core import ContactCentre
from lckm_core.errors import LckmError, describe_error
from lckm_core.reports import EventPlace, Report
from lckm_desk import _labels as labels

SIMILAR_DAYS = 30
"""How many days are looked through."""
THOROUGHLY = 2000
"""How many reports of a category are looked through where one is to be chosen."""
QUICKLY = 200
"""How many reports of a category a hint looks through, so that pages stay quick."""
# How many are looked for, some of which may be hidden from the reader; how many are shown.
_MOST_FOUND, _MOST_SHOWN = 50, 5
# A longer text is not a place: the form refuses it.
_LONGEST_ADDRESS = 200
_LOG = logging.getLogger("lckm_desk")


@attrs.frozen
class SimilarReport:
    """What is shown of a report that may be about the same thing.

    Args:
        number: its number.
        registered: when it came in.
        begin: how its redacted words begin.
        state: its outcome in words, or that there is none.
        language: the language of its words.
    """

    number: str
    registered: str
    begin: str
    state: str
    language: str


def similar_to_report(
    centre: ContactCentre, number: str, may_see: Callable[[str], bool], *, most: int
) -> Sequence[SimilarReport]:
    """Return the earlier reports of the category and place of a report, closest first.

    Args:
        centre: the contact centre.
        number: the report's number.
        may_see: whether whoever looks may look at the report of a number.
        most: how many reports of the category are looked through.
    """
    found = centre.similar(number, days=SIMILAR_DAYS, limit=_MOST_FOUND, most=most)
    return _shown(found, may_see)


def similar_to_call(
    centre: ContactCentre,
    category: str | None,
    address: str,
    may_see: Callable[[str], bool],
    *,
    now: datetime,
) -> Sequence[SimilarReport] | None:
    """Return the reports of the category and place that a caller gives, closest first.

    ``None`` means that they could not be looked for. Other arguments as for
    :func:`similar_to_report`.
    """
    if not address or len(address) > _LONGEST_ADDRESS:
        return ()
    try:
        found = centre.similar_to(
            category,
            EventPlace(address),
            now=now,
            days=SIMILAR_DAYS,
            limit=_MOST_FOUND,
            most=QUICKLY,
        )
        return _shown(found, may_see)
    except LckmError as error:
        # Without the hint, the page must still keep what the caller said.
        _LOG.error("similar reports were not looked for: %s", describe_error(error))
        return None


def _shown(found: Iterable[Report], may_see: Callable[[str], bool]) -> Sequence[SimilarReport]:
    seen = (report for report in found if may_see(report.number))
    return [
        SimilarReport(
            report.number,
            labels.moment(report.registered_at),
            labels.begin(report.description),
            labels.OUTCOMES[report.closing.outcome]
            if report.closing and report.closing.outcome
            else "bez wyniku",
            report.language,
        )
        for report in islice(seen, _MOST_SHOWN)
    ]
