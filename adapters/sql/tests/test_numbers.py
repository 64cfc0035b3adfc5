"""Numbers are given once, whatever happens; they begin anew each year of Europe/Warsaw."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert

from lckm_core import build
from lckm_core.errors import InvalidSettingError
from lckm_core.ports import AnnouncementChange, NumberSeries
from lckm_core.publication import AnnouncementEdition
from lckm_sql import SqlAdapter
from lckm_sql.tables import audits
from lckm_testing.contracts import samples
from tests.helpers.postgres import on_either

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_numbers_count_up_and_begin_anew_with_the_year(adapter: SqlAdapter) -> None:
    given = [adapter.reports.next_number(NOON) for _ in range(3)]
    assert given == ["LCKM-2026-000001", "LCKM-2026-000002", "LCKM-2026-000003"]
    midnight = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
    assert adapter.reports.next_number(midnight) == "LCKM-2027-000001", "it is January in Łódź"


def test_a_number_that_somebody_took_without_asking_is_left_out(adapter: SqlAdapter) -> None:
    """A host that numbers by itself, or the first steps with the README's number."""
    for taken in ("LCKM-2026-000001", "LCKM-2026-000003", "LCKM-2026-000004"):
        adapter.reports.add(samples.bare_report(taken), samples.opened(taken))
    assert [adapter.reports.next_number(NOON) for _ in range(3)] == [
        "LCKM-2026-000002",
        "LCKM-2026-000005",
        "LCKM-2026-000006",
    ]


def test_no_number_is_given_twice_among_threads_and_adapters(url: str) -> None:
    adapters = [SqlAdapter(url=url) for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda at: adapters[at % 2].reports.next_number(NOON), range(80)))
    assert sorted(given) == [f"LCKM-2026-{at:06d}" for at in range(1, 81)]
    for adapter in adapters:
        adapter.close()


def test_a_gap_is_left_of_numbers_that_were_given_since_a_copy_was_made(
    adapter: SqlAdapter,
) -> None:
    """Also in a year of which the copy knows nothing yet."""
    adapter.reports.next_number(NOON)
    assert adapter.reports.leave_gap(NOON) == "LCKM-2026-010001"
    assert adapter.reports.next_number(NOON) == "LCKM-2026-010002"
    later = NOON.replace(year=2027)
    assert adapter.reports.leave_gap(later) == "LCKM-2027-010000"
    assert adapter.reports.next_number(later) == "LCKM-2027-010001"
    assert adapter.reports.leave_gap(later) == "LCKM-2027-020001", (
        "of many numbers given, another gap"
    )
    assert adapter.reports.next_number(later) == "LCKM-2027-020002"
    assert adapter.reports.next_number(NOON) == "LCKM-2026-010003"
    with pytest.raises(ValueError, match="naive"):
        adapter.reports.leave_gap(NOON.replace(tzinfo=None))
    told = [entry.event for entry in adapter.trail.audit()]
    assert [(event.verb, event.subject, event.at) for event in told] == [
        ("restore", "LCKM-2026-010001", NOON),
        ("restore", "LCKM-2027-010000", later),
        ("restore", "LCKM-2027-020001", later),
    ]


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        ("2026-12-31T22:59:59+00:00", 2026),
        ("2026-12-31T23:00:00+00:00", 2027),
        ("2027-01-01T00:00:00+01:00", 2027),
        ("2027-01-01T08:00:00+09:00", 2027),
        ("2027-01-01T07:59:59+09:00", 2026),
    ],
)
def test_a_gap_is_left_in_the_year_of_lodz_in_which_the_next_number_is_given(
    adapter: SqlAdapter, moment: str, year: int
) -> None:
    now = datetime.fromisoformat(moment)
    adapter.reports.next_number(now)
    assert adapter.reports.leave_gap(now) == f"LCKM-{year}-010001"
    assert adapter.reports.next_number(now) == f"LCKM-{year}-010002"
    assert adapter.reports.may_postdate_backup(f"LCKM-{year}-010000", now=now)


@on_either()
def test_repeated_at_once_the_gap_is_left_once_on_a_server(adapter: SqlAdapter) -> None:
    """In a file nobody can tell a repeat from a copy made in between that was put back by hand."""
    adapter.reports.leave_gap(NOON)
    twice = adapter.reports.leave_gap(NOON)
    assert twice == ("LCKM-2026-020000" if adapter.database.is_sqlite else "LCKM-2026-010000")
    assert adapter.reports.leave_gap(NOON, again=True) > twice


def test_a_dump_made_right_after_a_gap_leaves_another_where_it_is_loaded(postgresql: str) -> None:
    """The numbers given after the dump are known to nobody: a line that a dump brought back is
    no repeat.
    """
    adapter = SqlAdapter(url=postgresql)
    adapter.reports.leave_gap(NOON)
    with adapter.database.writing() as connection:
        rows = connection.execute(delete(audits).returning(audits)).all()
        connection.execute(insert(audits), [row._asdict() for row in rows])
    assert adapter.reports.leave_gap(NOON) == "LCKM-2026-020000"
    adapter.close()


def test_what_was_given_since_a_copy_is_of_the_years_since_and_written_as_we_write_it(
    adapter: SqlAdapter,
) -> None:
    """A mistyped number is no number given since: whose consent is withdrawn would keep their
    data.
    """
    store = adapter.reports
    store.next_number(NOON)

    def since(number: str, now: datetime = NOON) -> bool:
        return store.may_postdate_backup(number, now=now)

    assert since("LCKM-2026-000002")
    assert since("LCKM-2026-010001")
    wrong = """LCKM-2026-000001 LCKM-2026-000000 LCKM-2026-010002 LCKM-2025-000001
        LCKM-2025-000002 LCKM-2019-000123 LCKM-0206-000003 LCKM-2026-0000006
        LCKM-2026-00006 LCKM-2027-000001 ŁCKM-2026-000002 NIEMA"""
    assert [number for number in wrong.split() if since(number)] == []
    later = NOON.replace(year=2027)
    assert since("LCKM-2026-000002", later), (
        "of the year in which the copy was made, given before the year was over"
    )
    assert since("LCKM-2027-000001", later)
    store.leave_gap(later)
    assert since("LCKM-2027-000001", later), "left out"
    assert not since("LCKM-2026-000002", later)
    for _ in range(2):
        store.keep_withdrawn("LCKM-2026-000002", now=later)
    assert since("LCKM-2026-000002", later), "whoever repeats what was told is not refused"
    told = [
        (entry.event.verb, entry.event.outcome)
        for entry in adapter.trail.audit(subject="LCKM-2026-000002")
    ]
    assert told == [("withdraw_consent", "not there")]
    with pytest.raises(ValueError, match="naive"):
        store.keep_withdrawn("LCKM-2026-000003", now=later.replace(tzinfo=None))


def test_a_report_of_this_year_tells_that_the_year_before_is_over(adapter: SqlAdapter) -> None:
    """Of a host that numbers by itself, and so has no counter."""
    assert [
        adapter.reports.may_postdate_backup(f"LCKM-{year}-000001", now=NOON)
        for year in (2025, 2026)
    ] == [False, True]
    later = NOON.replace(year=2027)
    report = samples.bare_report("A")
    adapter.reports.add(report, samples.opened("A"))
    year = report.registered_at.year
    assert [
        adapter.reports.may_postdate_backup(f"LCKM-{at}-000001", now=later)
        for at in range(year - 1, 2029)
    ] == [year <= at <= 2027 for at in range(year - 1, 2029)]


def test_how_numbers_are_made_is_the_hosts(url: str) -> None:
    store = SqlAdapter(url=url, numbering="ŁCKM/{year}/{count}").reports
    assert store.next_number(NOON) == "ŁCKM/2026/000001"
    assert store.leave_gap(NOON) == "ŁCKM/2026/010001"
    assert (
        SqlAdapter(url=url, numbering="{count}.{year}").reports.next_number(NOON) == "010002.2026"
    )
    twice = ("ŁCKM/{year}", "{count}", "{year}-{year}-{count}", "{year}-{count}-{count}")
    for bad in (
        "",
        "ŁCKM",
        *twice,
        "a b-{year}-{count}",
        "/{year}/{count}",
        f"{'a' * 27}{{year}}{{count}}",
        "{year}{count}{x}",
    ):
        with pytest.raises(InvalidSettingError, match=r"^numbering: ma mieć raz"):
            SqlAdapter(url=url, numbering=bad)


def test_a_naive_moment_names_no_year(adapter: SqlAdapter) -> None:
    with pytest.raises(ValueError, match="naive"):
        adapter.reports.next_number(NOON.replace(tzinfo=None))


@on_either()
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_opens_its_own_connections(adapter: SqlAdapter) -> None:
    first = adapter.reports.next_number(NOON)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(write, adapter.reports.next_number(NOON).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    second = os.read(read, 100).decode()
    third = adapter.reports.next_number(NOON)
    assert [re.sub(r".*-0*", "", one) for one in (first, second, third)] == ["1", "2", "3"]
    os.close(read)
    os.close(write)


def test_the_port_gives_the_numbers_of_the_store_of_reports(url: str) -> None:
    adapter = SqlAdapter(url=url, numbering="ŁCKM/{year}/{count}")
    numbers = build(adapter).numbers
    assert numbers.next_number(NumberSeries.REPORT, now=NOON) == "ŁCKM/2026/000001"
    assert adapter.reports.next_number(NOON) == "ŁCKM/2026/000002"
    adapter.reports.add(samples.bare_report("ŁCKM/2026/000003"), samples.opened("ŁCKM/2026/000003"))
    assert numbers.next_number(NumberSeries.REPORT, now=NOON) == "ŁCKM/2026/000004"
    midnight = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
    assert numbers.next_number(NumberSeries.REPORT, now=midnight) == "ŁCKM/2027/000001"


def test_the_first_number_of_a_series_is_after_those_that_were_typed(adapter: SqlAdapter) -> None:
    edition = AnnouncementEdition(announcement=samples.announcement("OG-0041"))
    adapter.notices.save_announcements([AnnouncementChange(edition)])
    number = adapter.numbers.next_number(NumberSeries.ANNOUNCEMENT, now=NOON)
    assert number == "OG-0042"


def test_a_series_goes_on_after_the_greatest_number_that_was_given_or_typed(
    adapter: SqlAdapter,
) -> None:
    def given() -> str:
        return adapter.numbers.next_number(NumberSeries.ANNOUNCEMENT, now=NOON)

    def typed(number: str) -> None:
        edition = AnnouncementEdition(announcement=samples.announcement(number))
        adapter.notices.save_announcements([AnnouncementChange(edition)])

    assert given() == "OG-0001"
    for number in ("OG-0041", "OG-0007", "INNE-0099"):
        typed(number)
    assert [given(), given()] == ["OG-0042", "OG-0043"]
    typed("OG-0050")
    assert given() == "OG-0051"
