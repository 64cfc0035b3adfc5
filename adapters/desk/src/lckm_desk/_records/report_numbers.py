"""Which reports are meant by a number, or only its end, as typed."""

from collections.abc import Iterator, Sequence
from typing import Final

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.ports.optional import ReportFinder, ReportQuery, offered
from lckm_core.reports import is_report_number
from lckm_desk._list_addresses import start_of_day
from lckm_desk._records.number_ends import LONGEST_END, split_number, squeeze

_MOST_YEARS: Final = 50
# Not only the Office issues numbers, so the newest of a year shows just one series.
_NEWEST_OF_YEAR: Final = 50


def finder_of(centre: ContactCentre) -> ReportFinder | None:
    """Return the store of reports if it can be searched, else ``None``."""
    return offered(centre.plugins.reports, ReportFinder, "find_reports")


def numbers_meant(centre: ContactCentre, typed: str) -> Sequence[str]:
    """Return the numbers of the reports that are meant, the newest series first.

    One that is known as it was typed, or in capital letters, is meant alone. An end is looked for
    in each series in use, such as that of each year.
    """
    typed = typed.strip()
    dispatch = centre.plugins.reports.dispatch
    for number in (typed, squeeze(typed)):
        if is_report_number(number) and dispatch(number) is not None:
            return [number]
    return [
        candidate for candidate in _numbers_ending(centre, typed) if dispatch(candidate) is not None
    ]


def possible_numbers(centre: ContactCentre, typed: str) -> Sequence[str]:
    """Return the numbers that may be meant, whether or not there is such a report."""
    numbers = [typed.strip(), squeeze(typed), *_numbers_ending(centre, typed)]
    return list(dict.fromkeys(numbers))


def _numbers_ending(centre: ContactCentre, typed: str) -> Sequence[str]:
    """Return the numbers that may end so, one for each series in use."""
    finder = finder_of(centre)
    before, end = split_number(squeeze(typed))
    if finder is None or not 1 <= len(end) <= LONGEST_END:
        return []
    numbers = (
        series + end.zfill(len(last))
        for series, last in map(split_number, _newest_numbers(finder))
        if last and series.endswith(before)
    )
    return [number for number in dict.fromkeys(numbers) if is_report_number(number)]


def _newest_numbers(finder: ReportFinder) -> Iterator[str]:
    """Yield the numbers of the newest reports of each year, as series restart every year."""
    query = ReportQuery()
    for _ in range(_MOST_YEARS):
        found = finder.find_reports(query, limit=_NEWEST_OF_YEAR)
        if not found:
            return
        yield from (record.report.number for record in found)
        first_day = civil_day(found[0].report.registered_at).replace(month=1, day=1)
        query = ReportQuery(registered_to=start_of_day(first_day))
