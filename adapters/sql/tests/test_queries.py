"""What operators read: reports without their personal parts, what waits, how much of what."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from sqlalchemy import Connection, create_engine, event, select, text

from lckm_core import anonymise
from lckm_core.delivery import (
    DISPATCH_LIMITS,
    Dispatch,
    DispatchState,
    Mailbox,
    Refusal,
    Refused,
    Target,
    reroute,
    settle,
    settle_by_hand,
)
from lckm_core.organisation import Role
from lckm_core.ports.optional import OUTCOME_TIMES, ReportQuery
from lckm_core.reports import Outcome, Report, ReportKind, note_outcome, trial_number
from lckm_sql import Count, SqlAdapter
from lckm_sql.rows import dispatch_row, first_readable, listed_columns
from lckm_sql.server_settings import _NOT_DURABLE
from lckm_sql.tables import dispatches
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.postgres import on_either

NOON = samples.NOON
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
PARKS = Mailbox("Zarząd Zieleni Miejskiej", "zzm@example.org")


def filled(adapter: SqlAdapter) -> None:
    """Keep four reports: sent, to the helpdesk, refused once, and not tried yet, each
    registered a day after the other.
    """
    store = adapter.reports
    mailboxes = (samples.UNIT, None, samples.UNIT, PARKS)
    for at, mailbox in enumerate(mailboxes):
        now, number = NOON + at * DAY, f"R-{at}"
        store.add(
            samples.full_report(PersonalDataCanary(str(at)), number, now),
            samples.opened(number, mailbox, now),
        )
    store.change(
        "R-0",
        lambda kept: attrs.evolve(kept, state=DispatchState.SENT, due_at=None, since=NOON + MINUTE),
    )
    store.change(
        "R-1",
        lambda kept: attrs.evolve(
            kept, state=DispatchState.HELPDESK, due_at=None, since=NOON + 9 * DAY
        ),
    )
    third = NOON + 2 * DAY
    (leased,) = store.claim("w", now=third, lasting=MINUTE, limit=1, limits=DISPATCH_LIMITS)
    assert leased.id == "R-2"
    store.change("R-2", lambda kept: settle(kept, 1, Refused(Refusal.BUSY), now=third, jitter=0.5))


@on_either()
def test_search_finds_by_each_thing_asked_for(adapter: SqlAdapter) -> None:
    filled(adapter)
    search = adapter.reports.search

    def numbers(**wanted: object) -> str:
        return "".join(found.report.number[-1] for found in search(**wanted))  # type: ignore[arg-type]

    assert numbers() == "0123"
    assert numbers(after="R-1") == "23"
    assert numbers(limit=2) == "01"
    assert numbers(state=DispatchState.PENDING) == "23"
    assert numbers(unit=samples.UNIT.unit) == "02"
    assert numbers(registered_from=NOON + DAY, registered_to=NOON + 3 * DAY) == "12"
    assert numbers(unit=PARKS.unit, state=DispatchState.SENT) == ""
    adapter.reports.change("R-3", lambda kept: reroute(kept, samples.UNIT, now=NOON))
    assert (numbers(unit=PARKS.unit), numbers(unit=samples.UNIT.unit)) == ("", "023")
    with pytest.raises(ValueError, match="naive"):
        numbers(registered_from=NOON.replace(tzinfo=None))


@on_either()
def test_a_changed_delivery_has_the_row_of_a_new_one(adapter: SqlAdapter) -> None:
    """What is searched and counted by stands beside the delivery itself."""
    filled(adapter)
    moved = adapter.reports.change(
        "R-3",
        lambda kept: settle_by_hand(
            reroute(kept, None, now=NOON + 9 * DAY), Target.HELPDESK, now=NOON + 10 * DAY
        ),
    )
    query = select(dispatches).where(dispatches.c.id == "R-3")
    with adapter.database.reading() as connection:
        row = connection.execute(query).mappings().one()
    report = adapter.reports.get("R-3")
    assert report is not None
    assert dict(row) == {**dispatch_row(moved), **listed_columns(report)}


def test_search_reads_no_personal_part(adapter: SqlAdapter) -> None:
    filled(adapter)
    page = adapter.reports.search()
    assert page
    for found in page:
        kept = adapter.reports.get(found.report.number)
        assert kept is not None
        assert found.report == anonymise(kept)
        assert found.dispatch == adapter.reports.dispatch(found.report.number)


@on_either()
def test_files_of_a_later_month_come_first_whatever_the_number(adapter: SqlAdapter) -> None:
    for number, now in (("R-9", NOON), ("R-1", NOON + 40 * DAY), ("R-5", NOON + 80 * DAY)):
        report = samples.full_report(PersonalDataCanary(number), number, now)
        adapter.reports.add(report, samples.opened(number, None, now))
    numbers = [one.rpartition("-")[0] for one in adapter.reports.live_files(limit=100)]
    assert list(dict.fromkeys(numbers)) == ["R-5", "R-1", "R-9"]


@on_either()
def test_what_waits_is_listed_with_why(adapter: SqlAdapter) -> None:
    filled(adapter)
    waiting = adapter.reports.waiting()
    assert [one.id for one in waiting] == ["R-2", "R-3"]
    assert waiting[0].mailbox_refusal is Refusal.BUSY
    assert [one.id for one in adapter.reports.waiting(limit=1)] == ["R-2"]
    assert adapter.reports.waiting_count() == 2
    assert adapter.reports.next_due() == NOON + 2 * DAY + MINUTE / 2


@on_either()
def test_what_is_due_first_is_due_next_whatever_its_number(adapter: SqlAdapter) -> None:
    filled(adapter)
    first = adapter.reports.waiting()[1].due_at
    assert first is not None
    later = first + DAY
    adapter.reports.change("R-2", lambda kept: attrs.evolve(kept, due_at=later))
    assert adapter.reports.next_due() == first


def test_files_of_reports_with_their_personal_parts_are_listed_the_newest_first(
    adapter: SqlAdapter,
) -> None:
    filled(adapter)
    store = adapter.reports
    kept = [store.get(f"R-{at}") for at in range(4)]
    references = [
        one.reference for report in kept if report is not None for one in report.attachments
    ]
    assert len(references) > 3
    assert sorted(store.live_files(limit=100)) == sorted(references)
    assert store.live_files(limit=1) == store.live_files(limit=100)[:1]
    assert store.live_files(limit=1)[0].startswith("R-3")
    store.erase_due(now=NOON + 1000 * DAY)
    assert (store.live_files(limit=100), len(store.files_to_delete(limit=100))) == (
        [],
        len(references),
    )


def test_an_empty_store_has_nothing_to_show(adapter: SqlAdapter) -> None:
    assert list(adapter.reports.search()) == []
    assert list(adapter.reports.waiting()) == []
    assert adapter.reports.next_due() is None
    assert adapter.reports.waiting_count() == adapter.reports.count_due(NOON) == 0
    assert list(adapter.reports.verify(now=NOON)) in ([], _not_durable())


def _not_durable() -> list[object]:
    from lckm_sql import IntegrityFinding, IntegrityFindingKind

    return [IntegrityFinding(IntegrityFindingKind.NOT_DURABLE, "fsync")]


@on_either()
def test_counts_by_day_unit_state_and_time_to_the_outcome(adapter: SqlAdapter) -> None:
    filled(adapter)
    day = NOON.date()
    counts = adapter.reports.counts(registered_from=NOON - DAY, registered_to=NOON + 9 * DAY)
    assert list(counts) == [
        Count(day, samples.UNIT.unit, DispatchState.SENT, OUTCOME_TIMES[0], 1),
        Count(day + DAY, None, DispatchState.HELPDESK, None, 1),
        Count(day + 2 * DAY, samples.UNIT.unit, DispatchState.PENDING, None, 1),
        Count(day + 3 * DAY, PARKS.unit, DispatchState.PENDING, None, 1),
    ]
    assert [
        one.day
        for one in adapter.reports.counts(registered_from=NOON + DAY, registered_to=NOON + 2 * DAY)
    ] == [day + DAY]


def test_a_day_begins_at_midnight_in_warsaw(adapter: SqlAdapter) -> None:
    midnight = datetime(2026, 6, 30, 22, 0, tzinfo=UTC)
    for number, now in (("a", midnight - timedelta(microseconds=1)), ("b", midnight)):
        adapter.reports.add(samples.bare_report(number, now), samples.opened(number, now=now))
    counts = adapter.reports.counts(registered_from=midnight - DAY, registered_to=midnight + DAY)
    assert [(one.day.isoformat(), one.count) for one in counts] == [
        ("2026-06-30", 1),
        ("2026-07-01", 1),
    ]


def test_what_is_due_is_counted_before_it_goes(adapter: SqlAdapter) -> None:
    filled(adapter)
    later = NOON + 300 * DAY
    assert adapter.reports.count_due(NOON) == 0
    assert adapter.reports.count_due(later) == 4
    adapter.reports.erase("R-1", now=NOON)
    assert adapter.reports.count_due(later) == 3
    adapter.reports.erase_due(now=later)
    assert adapter.reports.count_due(later) == 0


def test_a_withdrawal_that_waits_is_counted_apart_until_its_term(adapter: SqlAdapter) -> None:
    filled(adapter)
    assert adapter.reports.count_withdrawn(NOON) == 0
    adapter.reports._record_withdrawal("R-1", NOON)
    assert adapter.reports.count_withdrawn(NOON - timedelta(seconds=1)) == 0
    for now in (NOON, NOON + 40 * DAY):
        assert (adapter.reports.count_withdrawn(now), adapter.reports.count_due(now)) == (1, 1)
    later = NOON + 300 * DAY
    assert (adapter.reports.count_withdrawn(later), adapter.reports.count_due(later)) == (0, 4)
    adapter.reports.erase_due(now=NOON)
    assert adapter.reports.count_withdrawn(NOON) == 0


def test_withdrawals_that_waited_are_all_carried_out_and_no_others(adapter: SqlAdapter) -> None:
    filled(adapter)
    store = adapter.reports
    for number in ("R-0", "R-1"):
        store._record_withdrawal(number, NOON)
    references = [one for one in store.live_files(limit=100) if one.startswith(("R-2-", "R-3-"))]
    assert (store.erase_due(now=NOON), store.count_withdrawn(NOON)) == (2, 0)
    found = [store.get(f"R-{at}") for at in range(4)]
    assert [one.is_anonymous for one in found if one] == [True, True, False, False]
    assert sorted(store.live_files(limit=100)) == sorted(references)
    left = store.files_to_delete(limit=100)
    assert {one.rpartition("-")[0] for one in left} == {"R-0", "R-1"}


def test_words_redacted_by_hand_are_told_by_the_trail(
    adapter: SqlAdapter,
) -> None:
    report = samples.full_report(PersonalDataCanary("words"), "R-0")
    adapter.reports.add(attrs.evolve(report, description="Dziura Abc"), samples.opened("R-0"))
    adapter.reports.redact("R-0", ["Abc"], now=NOON)
    assert str(adapter.trail.audit(subject="R-0")[-1].event.verb) == "redact"


def test_the_clock_is_one_for_all(adapter: SqlAdapter) -> None:
    before = datetime.now(UTC)
    assert timedelta(minutes=-1) < adapter.reports.clock() - before < timedelta(minutes=1)


def test_files_that_are_left_are_named_once_and_no_more_of_them_than_are_asked_for(
    adapter: SqlAdapter,
) -> None:
    """Of a report whose consent was withdrawn first, and of others of its month, which are over."""
    filled(adapter)
    store = adapter.reports
    references = store.live_files(limit=100)
    store.erase("R-0", now=NOON + 4 * DAY)
    alone = store.files_to_delete(limit=100)
    store.erase_due(now=NOON + 400 * DAY)
    left = store.files_to_delete(limit=100)
    assert 0 < len(alone) < len(left)
    assert sorted(left) == sorted(references)
    for limit in range(1, len(left) + 1):
        assert (
            len(set(store.files_to_delete(limit=limit)))
            == limit
            == len(store.files_to_delete(limit=limit))
        )
        pages: list[str] = []
        after = ""
        while page := store.left_files_after(after, limit=limit):
            assert len(page) <= limit
            pages += page
            after = page[-1]
        assert pages == sorted(left)


def test_no_more_is_leased_than_is_asked_for_also_of_what_a_wrong_clock_put_off(
    adapter: SqlAdapter,
) -> None:
    store = adapter.reports
    for number in ("R-0", "R-1", "R-2"):
        store.add(samples.bare_report(number), samples.opened(number))
    for number in ("R-1", "R-2"):
        store.change(
            number, lambda kept: attrs.evolve(kept, since=NOON + DAY, due_at=NOON + 2 * DAY)
        )
    leased = [
        store.claim("w", now=NOON, lasting=MINUTE, limit=limit, limits=DISPATCH_LIMITS)
        for limit in (2, 2)
    ]
    assert [[one.id for one in some] for some in leased] == [["R-0", "R-1"], ["R-2"]]


def test_files_of_a_report_that_never_had_a_personal_part_stay_with_an_outcome(
    adapter: SqlAdapter,
) -> None:
    report = samples.full_report(PersonalDataCanary("files"), "R-0")
    report = attrs.evolve(report, personal=None, history=())
    adapter.reports.add(report, samples.opened("R-0"))

    def close(kept: Report, dispatch: Dispatch) -> tuple[Report, Dispatch]:
        done = note_outcome(
            kept, Outcome.DONE, words="Naprawiono.", role=Role.STAFF_OF_UNIT, now=NOON
        )
        return done, dispatch

    adapter.reports.revise("R-0", close)
    kept = adapter.reports.get("R-0")
    assert kept is not None
    assert kept.closing is not None
    assert kept.attachments == report.attachments


def test_files_of_a_report_that_never_had_a_personal_part_are_left_when_it_is_erased(
    adapter: SqlAdapter,
) -> None:
    store = adapter.reports
    report = attrs.evolve(samples.full_report(PersonalDataCanary("files"), "R-0"), personal=None)
    other = attrs.evolve(samples.full_report(PersonalDataCanary("other"), "R-1"), personal=None)
    for one in (report, other):
        store.add(one, samples.opened(one.number))
    before = store.get("R-1")
    assert (list(store.files_to_delete(limit=9)), store.erase("R-0", now=NOON)) == ([], False)
    assert store.get("R-1") == before, "of another resident"
    assert sorted(store.files_to_delete(limit=9)) == sorted(
        one.reference for one in report.attachments
    )
    kept = store.get("R-0")
    assert kept is not None
    assert kept.attachments == ()


def test_a_trial_counts_nowhere_and_leaves_nothing_but_its_trail(adapter: SqlAdapter) -> None:
    """Its personal part is erased first, like that of any report."""
    filled(adapter)
    store, number = adapter.reports, trial_number(NOON)
    canary = PersonalDataCanary("trial")
    report = attrs.evolve(samples.full_report(canary, number, NOON), attachments=())
    store.add(report, samples.opened(number, None, NOON))
    registered = {"registered_from": NOON - DAY, "registered_to": NOON + 9 * DAY}
    before = list(store.counts(**registered))
    assert sum(one.count for one in before) == 4
    assert store.remove_trial(number, now=NOON)
    assert not store.remove_trial(number, now=NOON)
    assert (store.get(number), store.dispatch(number)) == (None, None)
    assert list(store.counts(**registered)) == before
    assert {one.subject for one in store.verify(now=NOON)} & {number} == set()
    trail = [one.event.verb for one in adapter.trail.audit(subject=number)]
    assert trail[0] == "register"
    assert trail[-1] == "remove_trial"


def test_a_resident_s_report_is_never_removed(adapter: SqlAdapter) -> None:
    filled(adapter)
    with pytest.raises(ValueError, match="no trial"):
        adapter.reports.remove_trial("R-0", now=NOON)
    assert adapter.reports.get("R-0") is not None


def test_a_list_in_sqlite_reads_its_index_alone(tmp_path: Path) -> None:
    """So that of a million reports the filters that meet none are as quick."""
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/lckm.db")
    plans = [
        _plan(adapter, ReportQuery()),
        _plan(adapter, ReportQuery(states=[DispatchState.SENT], units=["a", None])),
        _plan(adapter, ReportQuery(kinds=[ReportKind.OTHER], acted_from=NOON)),
        _plan(adapter, ReportQuery(attention=False, closed=True, areas=["a"])),
    ]
    assert all("SEARCH dispatch USING COVERING INDEX dispatch_listed" in plan for plan in plans)
    waiting = _plan(adapter, ReportQuery(attention=True))
    assert "SCAN dispatch USING INDEX dispatch_needs_a_hand" in waiting
    assert "SCAN dispatch USING INDEX dispatch_unconfirmed" in waiting
    adapter.close()


def _plan(adapter: SqlAdapter, query: ReportQuery) -> str:
    """Return how SQLite reads a list."""
    statements: list[tuple[str, Any]] = []

    def keep(_: object, __: object, statement: str, values: Any, *___: object) -> None:
        statements.append((statement, values))

    engine = adapter.database.engine
    event.listen(engine, "before_cursor_execute", keep)
    adapter.reports.find_reports(query, limit=5)
    event.remove(engine, "before_cursor_execute", keep)
    statement, values = statements[-1]
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    return "\n".join(row.detail for row in rows)


def test_a_list_in_postgresql_prefers_its_index_and_nothing_else_does(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planner would read the table, five times as large, where few reports meet a query."""
    adapter = SqlAdapter(url=postgresql)
    costs: list[str] = []

    def cost_of(connection: Connection) -> str:
        return str(connection.execute(text("SHOW random_page_cost")).scalar())

    def read(connection: Connection, *rest: Any) -> Any:
        costs.append(cost_of(connection))
        return first_readable(connection, *rest)

    monkeypatch.setattr("lckm_sql.report_list.first_readable", read)
    adapter.reports.find_reports(limit=1)
    with adapter.database.reading() as connection:
        costs.append(cost_of(connection))
    assert costs == ["1.1", "4"]
    adapter.close()


def test_each_setting_with_which_a_server_may_lose_data_is_named() -> None:
    """Of a server's table of settings as SQLite has it: none is switched off for a test."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE pg_settings (name TEXT, setting TEXT)"))
        for name in ("fsync", "full_page_writes", "autovacuum"):
            connection.execute(
                text("INSERT INTO pg_settings VALUES (:name, 'off')"), {"name": name}
            )
        found = connection.execute(_NOT_DURABLE).scalars().all()
    engine.dispose()
    assert found == ["fsync", "full_page_writes"]
