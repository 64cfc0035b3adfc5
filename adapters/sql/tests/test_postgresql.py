"""What is PostgreSQL's own: every version here, months made ahead, a dump restored, many that
begin a month at once.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial
from pathlib import Path

import attrs
import psycopg
import pytest
from sqlalchemy import Connection, event, text

from lckm_core import Edition, anonymise
from lckm_core.delivery import DISPATCH_LIMITS, DispatchState
from lckm_core.errors import ConflictError, ErasureDeferredError
from lckm_core.ports import EditionChange
from lckm_sql import (
    IntegrityFindingKind,
    SqlAdapter,
    StoreUnavailableError,
    UnknownPartitionsError,
    engines,
)
from lckm_sql.database import Database
from lckm_sql.engines import keepalive_options
from lckm_sql.partitions_postgresql import PostgresqlPartitions
from lckm_sql.procedures import _save
from lckm_sql.tables import editions
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import at_once
from tests.helpers.private_postgresql import PostgresServer, programs

Unconstrained = Callable[[Database], AbstractContextManager[Connection]]

NOON = samples.NOON
TERM = NOON + timedelta(days=300)


def tables(adapter: SqlAdapter) -> list[str]:
    with adapter.database.reading() as connection:
        query = (
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'personal_%' "
            "AND pg_table_is_visible(oid)"
        )
        return sorted(connection.execute(text(query)).scalars())


def test_an_index_that_the_server_left_half_made_is_told(postgresql: str) -> None:
    adapter = SqlAdapter(url=postgresql)
    for number in "AB":
        adapter.reports.add(samples.bare_report(number), samples.opened(number))
    name = "half_made"
    with psycopg.connect(postgresql.replace("+psycopg", ""), autocommit=True) as connection:
        # Two entries have the same value, which is seen at the end.
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute(f"CREATE UNIQUE INDEX CONCURRENTLY {name} ON audit (own)")
        found = {(one.kind, one.subject) for one in adapter.reports.verify(now=NOON)}
        assert (IntegrityFindingKind.NO_INDEX, name) in found
        connection.execute(f"DROP INDEX {name}")
    adapter.close()


def test_a_table_that_is_being_written_anew_counts_as_not_full(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server knows no size of a table that another transaction has just put another in the
    place of.
    """
    adapter = SqlAdapter(url=postgresql)
    adapter.migrate()
    monkeypatch.setattr(
        "lckm_sql.partitions_postgresql._SIZE", text("SELECT pg_relation_size(0) WHERE :name <> ''")
    )
    for number in "AB":
        adapter.reports.add(samples.bare_report(number), samples.opened(number))
    assert tables(adapter) == ["personal_2026_10_1"]
    adapter.close()


def test_no_sample_of_a_personal_part_is_in_the_planner_s_statistics(postgresql: str) -> None:
    adapter = SqlAdapter(url=postgresql)
    for number in "ABC":
        adapter.reports.add(samples.bare_report(number), samples.opened(number))
    with adapter.database.writing() as connection:
        connection.execute(text("ANALYZE"))
        query = (
            "SELECT attname FROM pg_stats WHERE tablename = 'personal_2026_10_1' "
            "AND schemaname = current_schema()"
        )
        assert set(connection.execute(text(query)).scalars()) == {"number"}
    adapter.close()


def test_a_lock_is_waited_for_as_long_as_was_asked_for(postgresql: str) -> None:
    adapter, other = SqlAdapter(url=postgresql, timeout=0.2), SqlAdapter(url=postgresql)
    adapter.reports.add(samples.bare_report("A"), samples.opened("A"))
    with other.database.writing() as connection:
        connection.execute(text("LOCK TABLE dispatch IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(StoreUnavailableError) as refused:
            adapter.reports.dispatch("A")
    assert refused.value.reason == "LockNotAvailable"
    assert adapter.reports.dispatch("A") is not None
    for one in (adapter, other):
        one.close()


def test_editions_are_taken_in_one_order_so_that_two_who_save_several_never_wait_for_each_other(
    postgresql: str,
) -> None:
    adapter, other = SqlAdapter(url=postgresql), SqlAdapter(url=postgresql)
    first, second = (Edition(procedure=samples.procedure(id)) for id in ("KA-00001", "KA-00002"))
    adapter.procedures.save([EditionChange(first), EditionChange(second)])
    changes = [
        EditionChange(attrs.evolve(one, published_by="A B"), was=one) for one in (second, first)
    ]
    row = "SELECT number FROM {} WHERE procedure_id = '{}' FOR UPDATE NOWAIT"
    with ThreadPoolExecutor(1) as saving:
        with other.database.writing() as connection:
            connection.execute(text(row.format(editions.name, "KA-00001")))
            saved = saving.submit(adapter.procedures.save, changes)
            while not connection.execute(
                text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            ).scalar():
                assert not saved.done()
            # Whoever waits for the first has not taken the second.
            connection.execute(text(row.format(editions.name, "KA-00002")))
        saved.result()
    assert [one.published_by for one in adapter.procedures.all_editions()] == ["A B", "A B"]
    for one in (adapter, other):
        one.close()


def test_of_two_acts_on_one_edition_at_once_the_later_is_told_of_the_other(postgresql: str) -> None:
    adapter, other = SqlAdapter(url=postgresql), SqlAdapter(url=postgresql)
    read = Edition(procedure=samples.procedure("KA-00001"))
    adapter.procedures.save([EditionChange(read)])
    theirs, ours = (attrs.evolve(read, published_by=name) for name in ("A B", "C D"))
    with ThreadPoolExecutor(1) as saving:
        with other.database.writing() as connection:
            _save(connection, EditionChange(theirs, was=read))
            saved = saving.submit(adapter.procedures.save, [EditionChange(ours, was=read)])
            while not connection.execute(
                text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            ).scalar():
                assert not saved.done()
        with pytest.raises(ConflictError):
            saved.result()
    assert list(adapter.procedures.editions("KA-00001")) == [theirs]
    for one in (adapter, other):
        one.close()


def test_a_server_that_went_away_without_a_word_is_given_up() -> None:
    found = keepalive_options(30.0)
    idle, interval, count = (found[f"keepalives_{name}"] for name in ("idle", "interval", "count"))
    assert idle + interval * count <= 30
    assert found["tcp_user_timeout"] == 30_000


def test_what_may_put_values_into_the_servers_log_is_found(
    server: PostgresServer, postgresql: str
) -> None:
    adapter = SqlAdapter(url=postgresql)
    adapter.migrate()

    def found() -> list[str]:
        return [
            one.subject
            for one in adapter.reports.verify(now=NOON)
            if one.kind is IntegrityFindingKind.LOGGED
        ]

    assert found() == []
    role = adapter.database.url.username
    try:
        for name in ("log_parameter_max_length", "log_parameter_max_length_on_error"):
            server.execute(f"ALTER ROLE {role} SET {name} = -1")
        adapter.close()
        assert found() == ["log_parameter_max_length", "log_parameter_max_length_on_error"]
    finally:
        server.execute(f"ALTER ROLE {role} RESET ALL")
    adapter.close()


def test_with_the_setting_that_is_asked_for_the_servers_log_holds_no_value(
    server: PostgresServer, postgresql: str
) -> None:
    """Where every statement is logged, as whoever looks for slow ones may have it.

    With PostgreSQL's default it would.
    """
    adapter, role, log = (
        SqlAdapter(url=postgresql, encryption=False),
        "postgres",
        server.folder / "log",
    )
    adapter.migrate()
    found = []
    try:
        for name, value in (("log_min_duration_statement", "0"), ("log_min_messages", "warning")):
            server.execute(f"ALTER ROLE {role} SET {name} = {value}")
        for number, most in (("A", -1), ("B", 0)):
            server.execute(f"ALTER ROLE {role} SET log_parameter_max_length = {most}")
            adapter.close()
            canary = PersonalDataCanary(number)
            adapter.reports.add(samples.full_report(canary, number), samples.opened(number))
            said = log.read_text(encoding="utf-8", errors="replace")
            assert "INSERT INTO personal_" in said
            found.append(canary.email.encode().hex() in said)
    finally:
        server.execute(f"ALTER ROLE {role} RESET ALL")
    adapter.close()
    assert found == [True, False]


@pytest.mark.slow(reason="servers of their own; the one of all tests stands for them")
@pytest.mark.parametrize("at", range(1, max(2, len(programs()))))
def test_other_versions_here_do_as_well(servers: Path, at: int) -> None:
    """The contract runs on the newest; this is the short of it."""
    if len(programs()) <= at:
        pytest.skip(
            "there is one PostgreSQL here, which the contract runs on; install another for this "
            "test"
        )
    server = PostgresServer(servers / f"other-{at}", programs()[at])
    server.start()
    try:
        canary, adapter = PersonalDataCanary(), SqlAdapter(url=server.url(), encryption=False)
        reports = [samples.full_report(canary, number) for number in ("A", "B")]
        for report in reports:
            adapter.reports.add(report, samples.opened(report.number))
        assert (
            len(
                adapter.reports.claim(
                    "w", now=NOON, lasting=samples.LASTING, limit=9, limits=DISPATCH_LIMITS
                )
            )
            == 2
        )
        assert adapter.reports.erase("A", now=NOON)
        assert [adapter.reports.get(number) for number in "AB"] == [
            anonymise(reports[0]),
            reports[1],
        ]
        assert adapter.reports.erase_due(now=TERM) == 1
        assert adapter.reports.next_number(NOON) == "LCKM-2026-000001"
        adapter.close()
        needle = canary.email.encode()
        assert not [
            path
            for path in server.data.rglob("*")
            if path.is_file() and needle in path.read_bytes()
        ]
    finally:
        server.stop()


def test_the_tables_of_the_next_months_are_made_ahead(postgresql: str) -> None:
    adapter = SqlAdapter(url=postgresql)
    adapter.reports.erase_due(now=NOON)
    assert tables(adapter) == ["personal_2026_10_1", "personal_2026_11_2"]
    adapter.reports.add(samples.bare_report("Z"), samples.opened("Z"))
    assert tables(adapter) == ["personal_2026_10_1", "personal_2026_11_2"]
    adapter.close()


def test_no_autovacuum_is_in_the_way_of_the_term(postgresql: str) -> None:
    """A table that is vacuumed just then would be waited for, a second each; also one that was
    written anew.
    """
    adapter = SqlAdapter(url=postgresql)
    for number in "AB":
        adapter.reports.add(samples.bare_report(number), samples.opened(number))
    query = text("SELECT reloptions FROM pg_class WHERE oid = to_regclass('personal_2026_10_1')")
    for _ in range(2):
        with adapter.database.reading() as connection:
            assert connection.execute(query).scalar_one() == ["autovacuum_enabled=false"]
        adapter.reports.erase("A", now=NOON)
    adapter.close()


def test_many_that_begin_a_month_make_one_table(postgresql: str) -> None:
    adapter = SqlAdapter(url=postgresql)
    adapter.migrate()
    numbers = [f"R-{at}" for at in range(8)]
    done = at_once(
        8,
        lambda at: adapter.reports.add(
            samples.bare_report(numbers[at]), samples.opened(numbers[at])
        ),
    )
    assert done == [None] * 8
    assert tables(adapter) == ["personal_2026_10_1"]
    adapter.close()


def test_a_month_dropped_by_another_process_is_begun_anew(postgresql: str) -> None:
    """This process has it in mind as being there; what is registered into it is due at once,
    and goes with the next call.
    """
    adapter, other = SqlAdapter(url=postgresql), SqlAdapter(url=postgresql)
    adapter.reports.add(samples.bare_report("A"), samples.opened("A"))
    assert other.reports.erase_due(now=TERM) == 1
    adapter.reports.add(samples.bare_report("B"), samples.opened("B"))
    assert adapter.reports.get("B") == samples.bare_report("B")
    assert adapter.reports.erase_due(now=TERM) == 1
    assert adapter.reports.get("B") == anonymise(samples.bare_report("B"))
    adapter.close()
    other.close()


def test_a_restored_dump_is_clean_after_erase_due(postgresql: str, server: PostgresServer) -> None:
    """As the page for operators says: it brings back what has expired since, until erase_due
    has run.
    """
    canary, adapter = PersonalDataCanary(), SqlAdapter(url=postgresql, encryption=False)
    report, schema = samples.full_report(canary, "Z"), postgresql.rpartition("%3D")[2]
    adapter.reports.add(report, samples.opened("Z"))
    dump = server.folder / "dump.sql"
    server.run("pg_dump", f"--schema={schema}", f"--file={dump}", "postgres")
    adapter.reports.erase_due(now=TERM)
    adapter.close()
    server.drop_schema(postgresql)
    server.run("psql", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={dump}", "postgres")
    dump.unlink()
    again = SqlAdapter(url=postgresql, encryption=False)
    assert again.reports.get("Z") == report
    assert again.reports.erase_due(now=TERM) == 1
    assert again.reports.get("Z") == anonymise(report)
    needle = canary.email.encode()
    assert not [
        path for path in server.data.rglob("*") if path.is_file() and needle in path.read_bytes()
    ]
    again.close()


@pytest.mark.slow(reason="a dump that is put back; another one is erased in every change")
def test_after_a_restored_dump_no_number_is_given_twice_and_registering_goes_on(
    postgresql: str, server: PostgresServer
) -> None:
    """What ``lckm restored`` does: since the dump numbers were given, a month was begun, a
    consent withdrawn and another expired.
    """
    adapter, schema = SqlAdapter(url=postgresql), postgresql.rpartition("%3D")[2]
    reports = [samples.full_report(PersonalDataCanary(seed), seed) for seed in "AB"]
    for report in reports:
        adapter.reports.next_number(NOON)
        adapter.reports.add(report, samples.opened(report.number))
    dump = server.folder / "dump.sql"
    server.run("pg_dump", f"--schema={schema}", f"--file={dump}", "postgres")
    given = adapter.reports.next_number(NOON)
    adapter.reports.erase("A", now=NOON)
    later = attrs.evolve(
        samples.full_report(PersonalDataCanary("C"), "C"), registered_at=NOON + timedelta(days=40)
    )
    adapter.reports.add(later, samples.opened("C"))
    adapter.close()
    server.drop_schema(postgresql)
    server.run("psql", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={dump}", "postgres")
    dump.unlink()
    again = SqlAdapter(url=postgresql)
    again.reports.leave_gap(NOON)
    assert again.reports.next_number(NOON) > given
    assert again.reports.erase("A", now=NOON)
    again.reports.add(later, samples.opened("C"))
    assert [again.reports.get(number) for number in "ABC"] == [
        anonymise(reports[0]),
        reports[1],
        later,
    ]
    assert [
        one
        for one in again.reports.verify(now=NOON)
        if one.kind is not IntegrityFindingKind.NOT_DURABLE
    ] == []
    assert IntegrityFindingKind.PAST_TERM in [one.kind for one in again.reports.verify(now=TERM)]
    again.reports.erase_due(now=TERM)
    assert IntegrityFindingKind.PAST_TERM not in [
        one.kind for one in again.reports.verify(now=TERM)
    ]
    again.close()


def test_a_month_that_a_dump_restored_over_it_does_not_know_is_named(postgresql: str) -> None:
    """It would keep personal data for ever; it is not ours to drop, nor to put something into."""
    adapter = SqlAdapter(url=postgresql)
    adapter.migrate()
    with adapter.database.writing() as connection:
        connection.execute(text("CREATE TABLE personal_2026_10_1 (number text, data bytea)"))
    faults = [(one.kind, one.subject) for one in adapter.reports.verify(now=NOON)]
    assert (IntegrityFindingKind.STRANGE, "personal_2026_10_1") in faults
    with pytest.raises(UnknownPartitionsError, match="personal_2026_10_1"):
        adapter.reports.add(samples.bare_report("A"), samples.opened("A"))
    adapter.close()


def test_a_claim_waits_for_no_other(postgresql: str) -> None:
    """What another worker is just claiming is passed over, and not waited for."""
    adapter = SqlAdapter(url=postgresql, timeout=0.5)
    for number in "ABC":
        adapter.reports.add(samples.bare_report(number), samples.opened(number))
    with psycopg.connect(postgresql.replace("+psycopg", "")) as other:
        other.execute("SELECT FROM dispatch WHERE id = 'A' FOR UPDATE")
        claimed = adapter.reports.claim(
            "w", now=NOON, lasting=samples.LASTING, limit=9, limits=DISPATCH_LIMITS
        )
        assert [one.id for one in claimed] == ["B", "C"]
    adapter.close()


def test_many_withdraw_from_one_month_at_once(postgresql: str) -> None:
    adapter = SqlAdapter(url=postgresql)
    reports = [samples.full_report(PersonalDataCanary(), f"R-{at}") for at in range(8)]
    for report in reports:
        adapter.reports.add(report, samples.opened(report.number))
    assert at_once(6, lambda at: adapter.reports.erase(reports[at].number, now=NOON)) == [True] * 6
    assert [adapter.reports.get(one.number) for one in reports] == [
        *map(anonymise, reports[:6]),
        *reports[6:],
    ]
    assert tables(adapter) == ["personal_2026_10_1"]
    adapter.close()


def test_a_withdrawal_takes_with_it_what_has_no_report(
    postgresql: str, server: PostgresServer, unconstrained: Unconstrained
) -> None:
    adapter = SqlAdapter(url=postgresql)
    for number in "AB":
        adapter.reports.add(
            samples.full_report(PersonalDataCanary(number), number), samples.opened(number)
        )
    with unconstrained(adapter.database) as connection:
        connection.execute(text("DELETE FROM report WHERE number = 'B'"))
    adapter.reports.erase("A", now=NOON)
    assert IntegrityFindingKind.ORPHAN not in [one.kind for one in adapter.reports.verify(now=NOON)]
    needle = PersonalDataCanary("B").email.encode()
    assert not [
        path for path in server.data.rglob("*") if path.is_file() and needle in path.read_bytes()
    ]
    adapter.close()


def test_an_erasure_does_not_wait_for_a_dump_for_ever(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lckm_sql.table_rewrite.LOCK_TIMEOUT", "SET LOCAL lock_timeout = '200ms'")
    adapter = SqlAdapter(url=postgresql)
    adapter.reports.add(samples.bare_report("Z"), samples.opened("Z"))
    with psycopg.connect(postgresql.replace("+psycopg", "")) as dump:
        dump.execute("LOCK TABLE personal_2026_10_1 IN ACCESS SHARE MODE")
        with pytest.raises(StoreUnavailableError, match="LockNotAvailable") as held:
            adapter.reports.erase_due(now=TERM)
        assert held.value.is_held
        assert adapter.reports.get("Z") == samples.bare_report("Z"), "and nothing is half done"
    assert adapter.reports.erase_due(now=TERM) == 1
    adapter.close()


def test_a_withdrawal_that_a_dump_stops_is_kept_told_and_carried_out_by_the_next_erasure(
    postgresql: str, server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The resident is not asked to call again, and from now on nobody is sent the data."""
    monkeypatch.setattr("lckm_sql.table_rewrite.LOCK_TIMEOUT", "SET LOCAL lock_timeout = '200ms'")
    adapter, canary = SqlAdapter(url=postgresql), PersonalDataCanary("dumped")
    report = samples.full_report(canary, "A")
    adapter.reports.add(report, samples.opened("A", samples.ASKS_CONTACT))
    adapter.reports.add(samples.bare_report("B"), samples.opened("B"))
    with psycopg.connect(postgresql.replace("+psycopg", "")) as dump:
        dump.execute("LOCK TABLE personal_2026_10_1 IN ACCESS SHARE MODE")
        for _ in range(2):
            with pytest.raises(ErasureDeferredError, match="A: ") as waits:
                adapter.reports.erase("A", now=NOON)
            assert waits.value.__context__ is None
        found = adapter.reports.get("A")
        assert found is not None
        assert found.personal is None
        outlines = [adapter.reports.outline(one) for one in "AB"]
        assert [one is not None and one.has_personal for one in outlines] == [False, True]
        assert [one is not None and one.awaits_erasure for one in outlines] == [True, False]
        assert adapter.reports.get("B") == samples.bare_report("B")
        faults = [(one.kind, one.subject) for one in adapter.reports.verify(now=NOON)]
        assert (IntegrityFindingKind.PAST_TERM, "A") in faults
        assert adapter.reports.count_due(NOON) == 1
        assert adapter.reports.pending_erasure_notices(limit=9) == (), (
            "whoever may hold the data is asked once they are gone here"
        )
    assert [one.event.outcome for one in adapter.trail.audit(subject="A")] == [
        "to mailbox",
        "recorded",
    ]
    assert adapter.reports.erase_due(now=NOON) == 1
    assert adapter.reports.get("A") == anonymise(report)
    outline = adapter.reports.outline("A")
    assert outline is not None
    assert not outline.awaits_erasure
    assert [one.event.outcome for one in adapter.trail.audit(subject="A")] == [
        "to mailbox",
        "recorded",
        "anonymised",
    ]
    needle = canary.email.encode()
    assert not [
        path for path in server.data.rglob("*") if path.is_file() and needle in path.read_bytes()
    ]
    assert adapter.reports.count_due(NOON) == 0
    adapter.close()


def test_a_role_that_may_not_clean_the_log_erases_all_the_same(
    postgresql: str, server: PostgresServer
) -> None:
    role, schema = f"plain_{os.getpid()}", postgresql.rpartition("%3D")[2]
    server.execute(f"CREATE ROLE {role} LOGIN")
    server.execute(f"GRANT ALL ON SCHEMA {schema} TO {role}")
    adapter = SqlAdapter(url=postgresql.replace("postgres@", f"{role}@"))
    adapter.reports.add(samples.bare_report("Z"), samples.opened("Z"))
    assert adapter.reports.erase("Z", now=NOON)
    assert adapter.reports.get("Z") == anonymise(samples.bare_report("Z"))
    adapter.close()
    server.execute(f"DROP OWNED BY {role} CASCADE")
    server.execute(f"DROP ROLE {role}")


def test_a_month_that_grows_goes_on_in_another_table(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a withdrawal never has much to write anew; at the term all of them go, as the one
    month that they are.
    """
    monkeypatch.setattr("lckm_sql.partitions_postgresql.FULL", 8192)
    monkeypatch.setattr("lckm_sql.partitions._FORGET_AFTER", 5)
    canary, adapter = PersonalDataCanary(), SqlAdapter(url=postgresql)
    reports = [samples.full_report(canary, f"R-{at:02d}") for at in range(40)]
    for report in reports:
        adapter.reports.add(report, samples.opened(report.number))
    assert len(tables(adapter)) > 2
    assert {name.rpartition("_")[0] for name in tables(adapter)} == {"personal_2026_10"}
    for report in reports[::7]:
        assert adapter.reports.erase(report.number, now=NOON)
    for at, report in enumerate(reports):
        assert adapter.reports.get(report.number) == (anonymise(report) if at % 7 == 0 else report)
    assert [
        fault
        for fault in adapter.reports.verify(now=NOON)
        if fault.kind is not IntegrityFindingKind.NOT_DURABLE
    ] == []
    assert adapter.reports.count_due(TERM) == 34
    assert adapter.reports.erase_due(now=TERM) == 1
    assert all(adapter.reports.get(report.number) == anonymise(report) for report in reports)
    adapter.close()


@pytest.mark.parametrize("how", ["withdrawn", "due"])
def test_an_erasure_that_was_stopped_is_ended_when_repeated(
    postgresql: str, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Killed after the transaction, before the write-ahead log went on in a new file: the
    repeat sees to that.
    """
    adapter, finished = SqlAdapter(url=postgresql), list[bool]()
    adapter.reports.add(samples.full_report(PersonalDataCanary(), "Z"), samples.opened("Z"))
    erase = (
        partial(adapter.reports.erase, "Z", now=NOON)
        if how == "withdrawn"
        else partial(adapter.reports.erase_due, now=TERM)
    )
    finish = PostgresqlPartitions.purge

    def killed(_: PostgresqlPartitions) -> None:
        raise KeyboardInterrupt

    def noted(partitions: PostgresqlPartitions) -> None:
        finish(partitions)
        finished.append(True)

    monkeypatch.setattr(PostgresqlPartitions, "purge", killed)
    with pytest.raises(KeyboardInterrupt):
        erase()
    monkeypatch.setattr(PostgresqlPartitions, "purge", noted)
    assert not erase(), "there was nothing left to note"
    assert finished == [True]
    adapter.close()


def _statements(adapter: SqlAdapter) -> list[str]:
    """Return a list that every statement from now on is put into."""
    found = list[str]()

    def noted(connection: object, cursor: object, statement: str, *rest: object) -> None:
        found.append(statement)

    event.listen(adapter.database.engine, "before_cursor_execute", noted)
    return found


def test_registering_and_settling_take_few_ways_to_the_server(postgresql: str) -> None:
    """Each is a way there and back; beginning and ending a transaction are two more."""
    adapter = SqlAdapter(url=postgresql, encryption=False)
    adapter.reports.add(samples.bare_report("A"), samples.opened("A"))
    said = _statements(adapter)
    adapter.reports.add(samples.full_report(PersonalDataCanary(), "B"), samples.opened("B"))
    assert [one.count("INSERT INTO") for one in said if "INTO file" not in one] == [2, 1, 0, 1], (
        "report and delivery; the part; the end of the trail is locked, and moved with the entry"
    )
    said.clear()
    later = NOON + timedelta(minutes=1)
    sent = partial(attrs.evolve, state=DispatchState.SENT, since=later, due_at=None)
    adapter.reports.change("B", sent)
    # After the change, the trail is asked whether a line from before a restore tells of it already.
    assert [one.split()[0] for one in said] == ["SELECT", "UPDATE", "SELECT", "SELECT", "WITH"]
    adapter.close()


def test_reading_begins_no_transaction_and_writing_does(postgresql: str) -> None:
    adapter, found = SqlAdapter(url=postgresql), []
    # In this order, for what reading set is not to last.
    for store_operation in (
        adapter.database.reading,
        adapter.database.writing,
        adapter.database.reading,
    ):
        with store_operation() as connection:
            connection.execute(text("SELECT 1"))
            driver = connection.connection.driver_connection
            assert isinstance(driver, psycopg.Connection)
            found.append(driver.info.transaction_status.name)
    assert found == ["IDLE", "INTRANS", "IDLE"]
    adapter.close()


class TestAConnectionThatLay:
    """in the pool while its server went."""

    def test_is_not_used_again_when_the_server_closed_it(
        self, postgresql: str, server: PostgresServer
    ) -> None:
        adapter = SqlAdapter(url=postgresql)
        adapter.migrate()
        for _ in range(3):
            assert adapter.reports.dispatch("A") is None
            server.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE "
                "application_name = 'lckm-sql'"
            )
        assert adapter.reports.dispatch("A") is None
        adapter.close()

    def test_is_asked_after_a_rest_alone(
        self, postgresql: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """One that lost its power says nothing, and the connection looks as sound as ever."""
        adapter = SqlAdapter(url=postgresql)
        adapter.migrate()
        moment, asked = 100.0, 0
        monkeypatch.setattr(engines, "monotonic", lambda: moment)
        dialect = adapter.database.engine.dialect

        def gone(connection: psycopg.Connection) -> None:
            nonlocal asked
            asked += 1
            raise psycopg.OperationalError

        monkeypatch.setattr(dialect, "do_ping", gone)
        for later, times in ((0, 0), (0.9, 0), (1.1, 1), (0.1, 1)):
            moment += later
            assert adapter.reports.dispatch("A") is None
            assert asked == times
        adapter.close()
