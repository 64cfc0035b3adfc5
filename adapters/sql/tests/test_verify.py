"""Each thing that can be wrong with a database is planted, found, and said with what to do
about it.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select, update

from lckm_core.delivery import DISPATCH_LIMITS
from lckm_core.reports import withdraw
from lckm_sql import (
    IntegrityFinding,
    IntegrityFindingKind,
    SqlAdapter,
    integrity_check,
    sqlite_files,
)
from lckm_sql.database import Database
from lckm_sql.partitions import live_partitions
from lckm_sql.tables import dispatches, reports, requests
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.postgres import on_either
from tests.helpers.private_postgresql import PostgresServer

Unconstrained = Callable[[Database], AbstractContextManager[Connection]]

NOON = samples.NOON
HOUR, TERM = timedelta(hours=1), NOON + timedelta(days=300)


def found(adapter: SqlAdapter, now: object = NOON) -> list[tuple[IntegrityFindingKind, str]]:
    faults = adapter.reports.verify(now=now)  # type: ignore[arg-type]
    # The server of the tests runs without fsync, to be quick.
    return [
        (fault.kind, fault.subject)
        for fault in faults
        if fault.kind is not IntegrityFindingKind.NOT_DURABLE
    ]


@pytest.fixture
def store(adapter: SqlAdapter) -> SqlAdapter:
    """Three reports with nothing wrong."""
    for number in "ABC":
        adapter.reports.add(
            samples.full_report(PersonalDataCanary(number), number), samples.opened(number)
        )
    assert found(adapter) == []
    return adapter


@on_either()
def test_a_report_without_delivery_and_a_delivery_without_report(
    store: SqlAdapter, unconstrained: Unconstrained
) -> None:
    with unconstrained(store.database) as connection:
        connection.execute(delete(dispatches).where(dispatches.c.id == "C"))
        connection.execute(delete(reports).where(reports.c.number == "B"))
    assert found(store) == [
        (IntegrityFindingKind.NO_DISPATCH, "C"),
        (IntegrityFindingKind.NO_REPORT, "B"),
        (IntegrityFindingKind.BREAKS_RULE, "file B-1, B (file_report_number_fkey)"),
        (IntegrityFindingKind.BREAKS_RULE, "file B-2, B (file_report_number_fkey)"),
        (IntegrityFindingKind.ORPHAN, "B"),
    ]
    assert store.reports.mend() == 1
    assert IntegrityFindingKind.ORPHAN not in [kind for kind, _ in found(store)]


def test_a_personal_part_that_is_missing_before_its_term(store: SqlAdapter) -> None:
    with store._partitions.erasing(live_partitions) as connection:
        (partition,) = live_partitions(connection)
        store._partitions.erase_rows(connection, partition, ["C"])
    store._partitions.purge()
    assert found(store) == [(IntegrityFindingKind.LOST, "C")]


def test_a_personal_part_of_a_report_that_is_anonymous(store: SqlAdapter) -> None:
    with store.database.writing() as connection:
        connection.execute(update(reports).where(reports.c.number == "A").values(month_id=None))
    assert found(store) == [(IntegrityFindingKind.ORPHAN, "A")]
    assert store.reports.mend() == 1
    assert found(store) == []


@pytest.mark.parametrize("numbers", ["A", "B", "C", "AC", "AB", "ABC"])
def test_what_is_lost_or_nobodys_is_told_from_every_page(
    store: SqlAdapter, monkeypatch: pytest.MonkeyPatch, numbers: str
) -> None:
    """Of a long list as of a short one, the first page and the last."""
    monkeypatch.setattr(integrity_check, "_PAGE", 1)
    monkeypatch.setattr(integrity_check, "_DATA_PAGE", 1)
    assert found(store) == []
    wanted = reports.c.number.in_(list(numbers))
    with store.database.writing() as connection:
        (partition,) = live_partitions(connection)
        connection.execute(update(reports).where(wanted).values(month_id=None))
    assert found(store) == [(IntegrityFindingKind.ORPHAN, number) for number in numbers]
    with store.database.writing() as connection:
        connection.execute(update(reports).where(wanted).values(month_id=partition.id))
    with store._partitions.erasing(live_partitions) as connection:
        store._partitions.erase_rows(connection, partition, list(numbers))
    store._partitions.purge()
    assert found(store) == [(IntegrityFindingKind.LOST, number) for number in numbers]


def test_what_is_past_its_term(store: SqlAdapter) -> None:
    report = withdraw(samples.full_report(PersonalDataCanary("D"), "D"), now=NOON + HOUR)
    store.reports.add(report, samples.opened("D"))
    assert (IntegrityFindingKind.PAST_TERM, "D") not in found(store)
    assert (IntegrityFindingKind.PAST_TERM, "D") in found(store, NOON + HOUR)
    assert (IntegrityFindingKind.PAST_TERM, "2026-10-01") in found(store, TERM)
    store.reports.erase_due(now=TERM)
    assert IntegrityFindingKind.PAST_TERM not in [kind for kind, _ in found(store, TERM)]


def test_deliveries_that_are_nobodys(store: SqlAdapter) -> None:
    (leased,) = store.reports.claim(
        "w", now=NOON, lasting=samples.LASTING, limit=1, limits=DISPATCH_LIMITS
    )
    due = leased.due_at
    assert due is not None
    assert found(store, NOON + HOUR) == []
    later = NOON + HOUR + timedelta(microseconds=1)
    assert found(store, later) == [
        (IntegrityFindingKind.LATE, "B"),
        (IntegrityFindingKind.LATE, "C"),
    ]
    assert found(store, due + 2 * HOUR)[0] == (IntegrityFindingKind.STUCK, leased.id)
    assert len(found(store, due + 2 * HOUR)) == 3


@pytest.fixture
def newer(store: SqlAdapter) -> SqlAdapter:
    """Of the three, the first is a newer program's: it goes to the helpdesk for a reason that
    this one does not know.
    """
    with store.database.writing() as connection:
        data = connection.execute(
            select(dispatches.c.data).where(dispatches.c.id == "A")
        ).scalar_one()
        wrong = data[:-1] + ',"because":"a reason of the next version"}'
        values = {"data": wrong, "untold": 1, "unconfirmed": True}
        connection.execute(update(dispatches).where(dispatches.c.id == "A").values(values))
        connection.execute(
            update(dispatches).where(dispatches.c.id == "C").values(untold=1, unconfirmed=True)
        )
        connection.execute(
            update(reports).where(reports.c.number.in_(["A", "C"])).values(month_id=None)
        )
    return store


def test_a_delivery_of_a_newer_program_stops_no_other(newer: SqlAdapter) -> None:
    """Also where one at a time is asked for, and it is the first."""
    assert [one.id for one in newer.reports.waiting(limit=1)] == ["B"]
    assert [one.id for one in newer.reports.pending_erasure_notices(limit=1)] == ["C"]
    assert [one.id for one in newer.reports.unconfirmed(limit=1)] == ["C"]
    assert newer.reports.waiting_count() == 3
    asked = {"now": NOON, "lasting": samples.LASTING, "limits": DISPATCH_LIMITS}
    assert [one.id for one in newer.reports.claim("w", limit=1, **asked)] == ["B"]  # type: ignore[arg-type]
    assert [one.id for one in newer.reports.claim("w", limit=9, **asked)] == ["C"]  # type: ignore[arg-type]


def test_a_delivery_of_a_newer_program_is_named(newer: SqlAdapter) -> None:
    assert (IntegrityFindingKind.UNREADABLE, "A") in found(newer)
    assert [kind for kind, _ in found(newer)].count(IntegrityFindingKind.UNREADABLE) == 1


def test_a_request_that_says_other_than_its_row(store: SqlAdapter) -> None:
    """Met by the one and open by the other, of another number, of the other kind, or not to be
    read at all.
    """
    numbers = []
    for request in samples.requests():
        store.requests.add(request)
        numbers.append(request.number)
    assert found(store) == []
    planted: list[dict[str, Any]] = [
        {"closed_on": NOON.date()},
        {"kind": "data"},
        {"kind": "other"},
        {"closed_on": None},
        {"data": "{"},
    ]
    with store.database.writing() as connection:
        for number, wrong in zip(numbers, planted, strict=False):
            connection.execute(update(requests).where(requests.c.number == number).values(wrong))
        connection.execute(
            update(requests).where(requests.c.number == numbers[5]).values(number="zz")
        )
    assert found(store) == [
        (IntegrityFindingKind.MISFILED, number) for number in (*numbers[:5], "zz")
    ]
    assert (
        len(store.reports.verify(now=NOON, limit=2)) - len(store.reports.verify(now=NOON, limit=1))
        == 1
    )


def test_a_server_that_may_lose_what_it_acknowledged(postgresql: str) -> None:
    adapter = SqlAdapter(url=postgresql)
    assert adapter.reports.verify(now=NOON) == [
        IntegrityFinding(IntegrityFindingKind.NOT_DURABLE, "fsync")
    ]
    adapter.close()


def test_a_server_whose_log_of_changes_keeps_what_was_erased(
    postgresql: str, server: PostgresServer
) -> None:
    """What the page for operators asks for: two grants, and a setting."""
    role, schema = f"ungranted_{os.getpid()}", postgresql.rpartition("%3D")[2]
    server.execute(f"CREATE ROLE {role} LOGIN")
    server.execute(f"GRANT ALL ON SCHEMA {schema} TO {role}")
    adapter = SqlAdapter(url=postgresql.replace("postgres@", f"{role}@"))
    kept = [
        fault.subject
        for fault in adapter.reports.verify(now=NOON)
        if fault.kind is IntegrityFindingKind.LOG_KEPT
    ]
    assert kept == ["pg_checkpoint", "pg_switch_wal"]
    server.execute(f"GRANT pg_checkpoint TO {role}")
    server.execute(f"GRANT EXECUTE ON FUNCTION pg_switch_wal() TO {role}")
    assert IntegrityFindingKind.LOG_KEPT not in [kind for kind, _ in found(adapter)]
    try:
        server.execute("ALTER SYSTEM SET wal_recycle = on")
        # What stands on the server's command line wins over its file, so the role's own setting is
        # asked for in another way.
        server.execute(f"ALTER ROLE {role} SET wal_recycle = on")
        adapter.close()
        assert (IntegrityFindingKind.LOG_KEPT, "wal_recycle") in found(adapter)
    finally:
        server.execute("ALTER SYSTEM RESET wal_recycle")
        adapter.close()
        server.execute(f"REVOKE EXECUTE ON FUNCTION pg_switch_wal() FROM {role}")
        server.execute(f"DROP OWNED BY {role} CASCADE")
        server.execute(f"DROP ROLE {role}")


def spoil(file: Path, page: int) -> None:
    with file.open("r+b") as spoiled:
        spoiled.seek((page - 1) * 4096 + 100 * (page == 1))
        spoiled.write(os.urandom(3000))


@pytest.mark.parametrize(
    "what",
    [
        "report_registered",
        "file",
        *(
            pytest.param(one, marks=pytest.mark.slow(reason="another page; two stand for it"))
            for one in ("report", "dispatch_due", "audit_subject", "audit")
        ),
    ],
)
def test_a_page_of_the_database_that_is_spoilt(tmp_path: Path, what: str) -> None:
    """Also of an index or a table that nothing else here reads."""
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite")
    for number in (f"R-{at:02d}" for at in range(30)):
        adapter.reports.add(
            samples.full_report(PersonalDataCanary(number), number), samples.opened(number)
        )
    assert found(adapter) == []
    adapter.close()
    with closing(sqlite3.connect(tmp_path / "r.sqlite")) as other:
        (page,) = other.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (what,)
        ).fetchone()
    spoil(tmp_path / "r.sqlite", page)
    # As a program that is begun now, and knows nothing of it.
    fresh = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite")
    assert (IntegrityFindingKind.CORRUPT, f"{tmp_path}/r.sqlite") in found(fresh)
    fresh.close()


def test_a_page_of_a_month_that_is_spoilt_and_a_part_that_is_no_part_any_more(
    tmp_path: Path,
) -> None:
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite")
    for number in (f"R-{at:02d}" for at in range(30)):
        adapter.reports.add(
            samples.full_report(PersonalDataCanary(number), number), samples.opened(number)
        )
    adapter.close()
    (file,) = (tmp_path / "r.sqlite-months").glob("*.sqlite")
    with closing(sqlite3.connect(file)) as other:
        (page,) = other.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'ix_personal_number'"
        ).fetchone()
        (data,) = other.execute("SELECT data FROM personal WHERE number = 'R-03'").fetchone()
        changed = data[:-1] + bytes([data[-1] ^ 1])
        other.execute("UPDATE personal SET data = ? WHERE number = 'R-03'", (changed,))
        other.commit()
    assert found(adapter) == [(IntegrityFindingKind.SPOILED, "R-03")]
    adapter.close()
    spoil(file, page)
    assert found(adapter) == [(IntegrityFindingKind.DAMAGED, "2026-10-01")]
    adapter.close()


def test_what_would_take_too_long_to_look_through_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rather than holding up an erasure."""
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite")
    for number in (f"R-{at:03d}" for at in range(150)):
        adapter.reports.add(
            samples.full_report(PersonalDataCanary(number), number), samples.opened(number)
        )
    assert found(adapter) == []
    monkeypatch.setattr(sqlite_files, "CHECK_TIME", -1.0)
    assert (IntegrityFindingKind.UNCHECKED, f"{tmp_path}/r.sqlite") in found(adapter)
    monkeypatch.undo()
    assert found(adapter) == [], "and nothing of it stays behind"
    adapter.close()


def test_no_more_than_asked_for_of_each_kind(store: SqlAdapter) -> None:
    with store.database.writing() as connection:
        connection.execute(delete(dispatches))
    assert found(store) == [(IntegrityFindingKind.NO_DISPATCH, number) for number in "ABC"]
    assert (
        len(store.reports.verify(now=NOON, limit=2)) - len(store.reports.verify(now=NOON, limit=1))
        == 1
    )


@pytest.mark.parametrize("kind", list(IntegrityFindingKind))
def test_every_fault_says_what_to_do_in_both_languages(kind: IntegrityFindingKind) -> None:
    said = IntegrityFinding(kind, "X-1").message
    assert said.pl.startswith("X-1: ")
    assert said.en.startswith("X-1: ")
    assert said.pl != said.en
    assert "()" not in said.pl + said.en, "an operator has lckm, and not Python"


def test_a_naive_moment_is_refused(store: SqlAdapter) -> None:
    with pytest.raises(ValueError, match="naive"):
        store.reports.verify(now=NOON.replace(tzinfo=None))
