"""The stores beside what a user would write instead, on the clock on the wall: waiting for the
disk is most of it.

The number of reports of a month is a million unless LCKM_BENCHMARK_REPORTS says another.
"""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import datetime, time as time_of_day, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import psycopg
import pytest
from sqlalchemy import Column, MetaData, Table, Text, create_engine, event, insert
from stores_load import (
    NOW,
    addresses_in,
    copied_reports,
    dispatch,
    in_turns,
    planted,
    report,
    work_by_hand,
    work_in_batches,
    work_through_the_store,
)
from tables import Table as Results

from lckm_core import first_clean_day, to_data
from lckm_sql import SqlAdapter
from tests.helpers.private_postgresql import PostgresServer, programs

MONTH = int(os.environ.get("LCKM_BENCHMARK_REPORTS", "1000000"))
DELIVERIES = 4000
PARTITION = 48_000
"""About as many reports as the store keeps in one table of PostgreSQL."""
TERM = datetime.combine(first_clean_day(NOW), time_of_day(0, 10), ZoneInfo("Europe/Warsaw"))
DAY_BEFORE = TERM - timedelta(days=1)
_SPAWN = get_context("spawn")


@pytest.fixture
def server() -> Iterator[PostgresServer]:
    """Return a server of this benchmark alone: its files are searched for planted addresses."""
    if not programs():
        pytest.skip("no PostgreSQL here")
    settings = {"fsync": "on", "shared_buffers": "256MB", "max_wal_size": "8GB"}
    # As root's it is another user's, to whom pytest shuts its own folder.
    with TemporaryDirectory(prefix="lckm-benchmark-") as folder:
        one = PostgresServer(Path(folder) / "postgresql", programs()[0], settings)
        one.start()
        yield one
        one.stop()


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path}/reports.sqlite"
    server: PostgresServer = request.getfixturevalue("server")
    return server.new_schema()


def make_of(url: str) -> str:
    return "SQLite" if url.startswith("sqlite") else "PostgreSQL"


@pytest.fixture
def single_insert(url: str, tmp_path: Path) -> Iterator[Callable[[int], object]]:
    """Return what a user would write: one insert of one row with all that is known, durable as
    well.
    """
    bare = Table("one", MetaData(), Column("number", Text, primary_key=True), Column("data", Text))
    engine = create_engine(f"sqlite:///{tmp_path}/peer.sqlite" if make_of(url) == "SQLite" else url)
    if make_of(url) == "SQLite":
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA journal_mode = WAL"))
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous = FULL"))
    bare.metadata.create_all(engine)
    data = json.dumps(to_data(report("X")), ensure_ascii=False)

    def add(number: int) -> None:
        with engine.begin() as connection:
            connection.execute(insert(bare).values(number=f"R-{number}", data=data))

    yield add
    engine.dispose()


def test_registering(table: Results, url: str, single_insert: Callable[[int], object]) -> None:
    adapter = SqlAdapter(url=url)
    store = adapter.reports
    rates = in_turns(
        {
            "ours": lambda number: store.add(report(f"R-{number}"), dispatch(f"R-{number}")),
            "peer": single_insert,
        },
        rounds=7,
        count=150,
    )
    adapter.close()
    operation = (
        f"register durably, {make_of(url)}: report, personal part, delivery, audit; peer: one "
        "SQLAlchemy insert"
    )
    table.rate(operation, rates["ours"], rates["peer"], 0.4)


def test_claiming_and_settling(table: Results, server: PostgresServer) -> None:
    url = server.new_schema()
    by_hand = url.replace("postgresql+psycopg", "postgresql")
    adapter = SqlAdapter(url=url)
    rates: dict[str, float] = {}
    with ProcessPoolExecutor(2, mp_context=_SPAWN) as pool:
        # Both processes have imported what they need before the clock runs.
        assert list(pool.map(work_through_the_store, [url] * 2, ["w-1", "w-2"])) == [0, 0]
        for at in range(DELIVERIES):
            adapter.reports.add(report(f"R-{at}"), dispatch(f"R-{at}"))
        adapter.close()
        for name, work, where in (
            ("ours", work_through_the_store, url),
            ("one by one", work_by_hand, by_hand),
            ("in batches", work_in_batches, by_hand),
        ):
            if where == by_hand:
                bare_deliveries(by_hand)
            began = time.perf_counter()
            done = sum(pool.map(work, [where] * 2, ["w-1", "w-2"]))
            rates[name] = done / (time.perf_counter() - began)
            assert done == DELIVERIES
    operation = (
        "claim in batches of 100 and settle, 2 workers, PostgreSQL; peer: psycopg on a bare table,"
    )
    table.rate(
        f"{operation} each settled durably by itself", rates["ours"], rates["one by one"], 0.2
    )
    table.rate(
        f"{operation} settled in batches, which no sender can",
        rates["ours"],
        rates["in batches"],
        0.2,
    )


def bare_deliveries(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS bare")
        connection.execute(
            "CREATE TABLE bare (id text PRIMARY KEY, state text, worker text, due_at timestamptz, "
            "data text)"
        )
        fill = (
            "INSERT INTO bare SELECT 'R-' || n, 'pending', NULL, now(), repeat('x', 300) FROM "
            "generate_series(1, %s) n"
        )
        connection.execute(fill, (DELIVERIES,))
        connection.execute("CREATE INDEX ON bare (due_at) WHERE due_at IS NOT NULL")


# ── the term
# ──────────────────────────────────────────────────────────────────────────────────────────────────


def fill_postgresql(url: str, reports: int) -> None:
    """Keep a report by the store, and so many more of its month by COPY, in partitions as
    large as the store makes them.
    """
    by_hand = url.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(by_hand, autocommit=True) as connection:
        for first in range(0, reports, PARTITION):
            # A process that begins looks for a partition that has room.
            adapter = SqlAdapter(url=url)
            adapter.reports.add(report(f"R-{first}"), dispatch(f"R-{first}"))
            adapter.close()
            newest = "SELECT id, expires FROM month ORDER BY id DESC LIMIT 1"
            ((id, expires),) = connection.execute(newest).fetchall()
            rows = f"COPY personal_{expires:%Y_%m}_{id} (number, data) FROM STDIN"
            last = min(first + PARTITION, reports)
            with connection.cursor() as cursor, cursor.copy(rows) as copy:
                for at in range(first + 1, last):
                    copy.write_row((f"R-{at}", planted(at).encode()))
            numbers = f"generate_series({first + 1}, {last - 1}) AS numbers(at)"
            connection.execute(f"{copied_reports(f'report, {numbers}')} WHERE number = 'R-{first}'")
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")


def test_a_month_in_postgresql(table: Results, server: PostgresServer) -> None:
    url = server.new_schema()
    fill_postgresql(url, MONTH)
    adapter = SqlAdapter(url=url)
    assert adapter.reports.count_due(TERM) == MONTH
    assert adapter.reports.erase_due(now=DAY_BEFORE) == 0
    with psycopg.connect(
        url.replace("postgresql+psycopg", "postgresql"), autocommit=True
    ) as connection:
        connection.execute("CREATE TABLE contact (number text PRIMARY KEY, email text)")
        connection.execute(
            "INSERT INTO contact SELECT number, 'kept-' || number || '@example.org' FROM report"
        )
        connection.execute("VACUUM ANALYZE contact")
        connection.execute("CHECKPOINT")
        before = addresses_in(server.data)
        assert before > 0.99 * MONTH
        forget(server.data)
        ours = timed(lambda: adapter.reports.erase_due(now=TERM))
        after = addresses_in(server.data)
        forget(server.data)
        peer = timed(lambda: connection.execute("UPDATE contact SET email = NULL"))
        connection.execute("VACUUM contact")
        connection.execute("CHECKPOINT")
    adapter.close()
    table.faster(
        f"the term of a month of {MONTH:,} reports, PostgreSQL; peer: UPDATE … SET email = NULL",
        ours,
        peer,
        1,
    )
    table.figure("the same", ours * 1e3, 100, "ms")
    table.figure(f"addresses readable after it, of {before:,} before", after, 0, "addresses")


def test_a_month_in_sqlite(table: Results, tmp_path: Path) -> None:
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite")
    adapter.reports.add(report("R-0"), dispatch("R-0"))
    adapter.close()
    (month,) = (tmp_path / "reports.sqlite-months").glob("*.sqlite")
    with closing(sqlite3.connect(month)) as file, file:
        rows = ((f"R-{at}", planted(at).encode()) for at in range(1, MONTH))
        file.executemany("INSERT INTO personal (number, data) VALUES (?, ?)", rows)
    with closing(sqlite3.connect(tmp_path / "reports.sqlite")) as registry, registry:
        registry.execute(
            "WITH RECURSIVE n(at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < ?) "
            f"{copied_reports('n, report')}",
            (MONTH - 1,),
        )
        registry.execute("CREATE TABLE contact (number text PRIMARY KEY, email text)")
        registry.execute(
            "INSERT INTO contact SELECT number, 'kept-' || number || '@example.org' FROM report"
        )
    before = addresses_in(tmp_path)
    assert before == MONTH - 1
    assert adapter.reports.erase_due(now=DAY_BEFORE) == 0
    forget(tmp_path)
    ours = timed(lambda: adapter.reports.erase_due(now=TERM))
    after = addresses_in(tmp_path)

    with closing(sqlite3.connect(tmp_path / "reports.sqlite")) as registry:

        def update() -> None:
            with registry:
                registry.execute("UPDATE contact SET email = NULL")

        peer = timed(update)
    adapter.close()
    table.faster(
        f"the term of a month of {MONTH:,} reports, SQLite; peer: UPDATE … SET email = NULL",
        ours,
        peer,
        1,
    )
    table.figure("the same", ours * 1e3, 2500, "ms")
    table.figure(f"addresses readable after it, of {before:,} before", after, 0, "addresses")


def test_one_withdrawal_in_postgresql(table: Results, server: PostgresServer) -> None:
    """The table is rewritten without it, so a full one takes longest, however large the month."""
    url = server.new_schema()
    fill_postgresql(url, PARTITION)
    adapter = SqlAdapter(url=url)
    seconds = timed(lambda: adapter.reports.erase("R-0", now=NOW))
    adapter.close()
    table.figure(
        f"one withdrawal, PostgreSQL, the partition full: {PARTITION:,} reports",
        seconds * 1e3,
        1000,
        "ms",
    )


def test_one_withdrawal_in_sqlite(table: Results, tmp_path: Path) -> None:
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite")
    adapter.reports.add(report("R-0"), dispatch("R-0"))
    adapter.close()
    (month,) = (tmp_path / "reports.sqlite-months").glob("*.sqlite")
    rows = ((f"X-{at}", planted(at).encode()) for at in range(1, MONTH // 10))
    with closing(sqlite3.connect(month)) as file, file:
        file.executemany("INSERT INTO personal (number, data) VALUES (?, ?)", rows)
        # The last of a file is looked for among the reports.
        file.execute(
            "INSERT INTO personal (number, data) SELECT number, data FROM personal WHERE number = "
            "'R-0'"
        )
    seconds = timed(lambda: adapter.reports.erase("R-0", now=NOW))
    adapter.close()
    table.figure(
        f"one withdrawal, SQLite, in a month of {MONTH // 10:,} reports", seconds * 1e3, 1000, "ms"
    )


def forget(folder: Path) -> None:
    """Have the system let go of what it holds of files in memory: they were read just now, and
    a month at its term was not.
    """
    for path in folder.rglob("*"):
        if path.is_file() and hasattr(os, "posix_fadvise"):
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
