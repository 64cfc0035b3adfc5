"""No two records have one number, though somebody typed one that the source had not given yet."""

from datetime import UTC, datetime, timedelta

import pytest

from lckm_core import ContactCentre, build
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import AnnouncementChange, EditionChange, NumberSeries
from lckm_core.publication import Edition
from lckm_testing.contracts import samples


def keep_procedure(memory, number):
    memory.procedures.save([EditionChange(Edition(procedure=samples.procedure(number)))])


def keep_announcement(memory, number):
    edition = samples.announcement_edition(number)
    memory.notices.save_announcements([AnnouncementChange(edition)])


def keep_request(memory, number):
    memory.requests.add(samples.data_request(number))


def keep_report(memory, number):
    memory.reports.add(samples.bare_report(number), samples.opened(number))


KEPT = {
    NumberSeries.PROCEDURE: keep_procedure,
    NumberSeries.ANNOUNCEMENT: keep_announcement,
    NumberSeries.REQUEST: keep_request,
    NumberSeries.REPORT: keep_report,
}


@pytest.mark.parametrize("series", NumberSeries)
def test_one_that_was_typed_before_is_skipped(series):
    # Each new source gives the same numbers.
    typed = MemoryAdapter().numbers.next_number(series, now=samples.NOON)
    memory = MemoryAdapter()
    centre = ContactCentre(build(memory))
    assert not centre.is_number_taken(series, typed)
    KEPT[series](memory, typed)
    assert centre.is_number_taken(series, typed)
    drawn = centre.draw_number(series, now=samples.NOON)
    assert drawn != typed
    assert not centre.is_number_taken(series, drawn)


@pytest.mark.parametrize("series", NumberSeries)
def test_so_are_several_in_a_row(series):
    source = MemoryAdapter().numbers
    typed = [source.next_number(series, now=samples.NOON) for _ in range(3)]
    memory = MemoryAdapter()
    for number in typed:
        KEPT[series](memory, number)
    drawn = ContactCentre(build(memory)).draw_number(series, now=samples.NOON)
    assert drawn == source.next_number(series, now=samples.NOON)


def test_the_year_of_a_report_is_that_of_lodz():
    begin = datetime(2026, 12, 31, 23, tzinfo=UTC)
    for moment, year in ((begin - timedelta(seconds=1), "2026"), (begin, "2027")):
        number = MemoryAdapter().numbers.next_number(NumberSeries.REPORT, now=moment)
        assert year in number
