"""What is in the way is told apart: no space, read only, no right, no login, no server, no such
database; with where, and no value.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from lckm_sql import (
    FailureKind,
    SqlAdapter,
    StoreUnavailableError,
    failure_kinds,
)
from lckm_sql.errors import unavailable
from lckm_sql.sqlite_files import skip_broken
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.private_postgresql import PostgresServer

CANARY = PersonalDataCanary("troubles")


def opened(tmp_path: Path) -> SqlAdapter:
    return SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite", timeout=0.2)


def keep(adapter: SqlAdapter, number: str) -> None:
    adapter.reports.add(samples.full_report(CANARY, number), samples.opened(number))


@contextmanager
def refused(kind: FailureKind, where: str) -> Iterator[None]:
    with pytest.raises(StoreUnavailableError) as error:
        yield
    found = error.value
    assert (found.kind, found.where) == (kind, where)
    assert found.__context__ is None
    for said in (found.message.pl, found.message.en, repr(found)):
        assert where in said
        assert CANARY.search(said) == ()
    assert found.reason in str(found)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("08000", FailureKind.NO_SERVER),
        ("08003", FailureKind.NO_SERVER),
        ("08006", FailureKind.NO_SERVER),
        ("57P01", FailureKind.NO_SERVER),
        ("53300", FailureKind.TOO_MANY),
        ("53100", FailureKind.NO_SPACE),
        ("28P01", FailureKind.LOGIN),
        ("42P01", FailureKind.OTHER),
    ],
)
def test_a_code_of_the_server_says_the_kind(code: str, kind: FailureKind) -> None:
    error = psycopg.errors.lookup(code)()
    assert failure_kinds.failure_kind_of(error, make_url("postgresql+psycopg://h/d")) is kind


def test_a_full_disk(tmp_path: Path) -> None:
    adapter = opened(tmp_path)
    keep(adapter, "A")
    with adapter.database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    adapter.close()

    # As a disk is that has no page left; a limit of SQLite's own, which says the same.
    with adapter.database.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.commit()
    with refused(FailureKind.NO_SPACE, f"{tmp_path}/r.sqlite"):
        for at in range(500):
            keep(adapter, f"B-{at}")
    adapter.close()


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_CANTOPEN])
def test_a_journal_that_finds_no_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """SQLite says no more of it than that the disk failed, or the file cannot be opened."""
    url, error = (
        make_url(f"sqlite:///{tmp_path}/r.sqlite"),
        sqlite3.OperationalError("disk I/O error"),
    )
    error.sqlite_errorcode = code
    otherwise = FailureKind.DISK if code != sqlite3.SQLITE_CANTOPEN else FailureKind.NOT_THERE
    assert unavailable(error, url).kind is otherwise
    monkeypatch.setattr(failure_kinds, "is_full", lambda _: True)
    assert unavailable(error, url).kind is FailureKind.NO_SPACE


def test_a_full_disk_of_the_months_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_url(f"sqlite:///{tmp_path}/r.sqlite")
    months = tmp_path / "r.sqlite-months"
    monkeypatch.setattr(failure_kinds, "is_full", lambda path: path == months)
    for code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE):
        error = sqlite3.OperationalError("no room")
        error.sqlite_errorcode = code
        found = unavailable(error, url)
        assert (found.kind, found.where) == (FailureKind.NO_SPACE, str(months))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("is_full", FailureKind.NO_SPACE),
        ("is_on_read_only_disk", FailureKind.READ_ONLY_DISK),
    ],
)
def test_a_disk_that_takes_nothing_is_told_before_anybody_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: FailureKind
) -> None:
    adapter = opened(tmp_path)
    adapter.migrate()
    adapter.reports.require_writable()
    months = tmp_path / "r.sqlite-months"
    monkeypatch.setattr(failure_kinds, name, lambda path: path == months)
    with refused(kind, str(months)):
        adapter.reports.require_writable()
    adapter.close()


def test_a_file_that_can_only_be_read(tmp_path: Path) -> None:
    """By SQLite's own error, since root may write to any file."""
    adapter = opened(tmp_path)
    adapter.migrate()
    adapter.close()
    reading = sqlite3.connect(f"{(tmp_path / 'r.sqlite').as_uri()}?mode=ro", uri=True)
    with pytest.raises(sqlite3.OperationalError) as error:
        reading.execute("DELETE FROM counter")
    reading.close()
    assert unavailable(error.value, adapter.database.url).kind is FailureKind.READ_ONLY


def test_journals_get_the_mode_that_their_database_has_now(tmp_path: Path) -> None:
    """They had the one of a spell of reading only, in which nobody but root could write to them
    any more.
    """
    adapter = opened(tmp_path)
    keep(adapter, "A")
    journals = [tmp_path / f"r.sqlite{suffix}" for suffix in ("-wal", "-shm")]
    for journal in journals:
        journal.chmod(0o400)
    again = opened(tmp_path)
    assert again.reports.get("A") is not None
    assert [journal.stat().st_mode & 0o777 for journal in journals] == [0o600, 0o600]
    again.close()
    adapter.close()


def test_one_that_another_holds(tmp_path: Path) -> None:
    adapter = opened(tmp_path)
    keep(adapter, "A")
    other = sqlite3.connect(tmp_path / "r.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with refused(FailureKind.HELD, f"{tmp_path}/r.sqlite"):
        keep(adapter, "B")
    other.close()
    adapter.close()


def test_one_that_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "r.sqlite").write_bytes(b"garbage" * 2000)
    adapter = opened(tmp_path)
    acts: tuple[Callable[[], object], ...] = (lambda: adapter.reports.get("A"), adapter.migrate)
    for store_operation in acts:
        with refused(FailureKind.DAMAGED, f"{tmp_path}/r.sqlite"):
            store_operation()
    adapter.close()


def test_a_place_where_no_file_can_be(tmp_path: Path) -> None:
    (tmp_path / "r.sqlite").mkdir()
    with refused(FailureKind.FORBIDDEN, f"{tmp_path}/r.sqlite"):
        opened(tmp_path).reports.get("A")


class TestPostgresql:
    """A role that has to log in with a password, on a server of its own port."""

    @pytest.fixture
    def role(self, server: PostgresServer) -> Iterator[str]:
        """What stands before and after the password and the name of the database."""
        hba = server.data / "pg_hba.conf"
        before = hba.read_text(encoding="utf-8")
        server.execute("CREATE ROLE clerk LOGIN PASSWORD 'right'")
        hba.write_text("host all clerk 127.0.0.1/32 scram-sha-256\n" + before, encoding="utf-8")
        server.execute("SELECT pg_reload_conf()")
        with psycopg.connect(server.url().replace("+psycopg", "")) as connection:
            while not connection.execute(
                "SELECT 1 FROM pg_hba_file_rules WHERE user_name = '{clerk}'"
            ).fetchone():
                pass
        yield f"127.0.0.1:{server.port}"
        hba.write_text(before, encoding="utf-8")
        server.execute("SELECT pg_reload_conf()")
        server.execute("DROP ROLE clerk")

    def test_a_wrong_password_no_such_database_no_right_and_no_server(
        self, role: str, server: PostgresServer
    ) -> None:
        for password, name, kind in (
            ("wrong", "postgres", FailureKind.LOGIN),
            ("right", "nowhere", FailureKind.NOT_ON_SERVER),
        ):
            adapter = SqlAdapter(url=f"postgresql://clerk:{password}@{role}/{name}")
            with refused(kind, f"{role}/{name}"):
                adapter.reports.get("A")
            adapter.close()
        adapter = SqlAdapter(
            url=f"postgresql://clerk:right@{role}/postgres?options=-csearch_path%3Dpublic"
        )
        server.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        with refused(FailureKind.FORBIDDEN, f"{role}/postgres"):
            adapter.reports.get("A")
        adapter.close()

    def test_a_role_that_is_not_there(self, server: PostgresServer) -> None:
        adapter = SqlAdapter(url=f"postgresql://nobody_here@127.0.0.1:{server.port}/postgres")
        with refused(FailureKind.LOGIN, f"127.0.0.1:{server.port}/postgres"):
            adapter.reports.get("A")
        adapter.close()

    def test_no_server(self) -> None:
        adapter = SqlAdapter(url="postgresql://clerk@127.0.0.1:1/lckm", timeout=1)
        with refused(FailureKind.NO_SERVER, "127.0.0.1:1/lckm"):
            adapter.reports.get("A")

    def test_one_that_only_reads(self, postgresql: str) -> None:
        adapter = SqlAdapter(url=postgresql)
        adapter.migrate()
        adapter.close()
        reading = SqlAdapter(url=f"{postgresql}%20-cdefault_transaction_read_only%3Don")
        with pytest.raises(StoreUnavailableError) as error:
            reading.reports.leave_gap(samples.NOON)
        assert error.value.kind is FailureKind.READ_ONLY
        reading.close()

    def test_one_that_is_locked(self, postgresql: str) -> None:
        adapter = SqlAdapter(url=postgresql, timeout=0.3)
        adapter.migrate()
        with psycopg.connect(postgresql.replace("+psycopg", "")) as other:
            other.execute("LOCK TABLE counter IN ACCESS EXCLUSIVE MODE")
            with pytest.raises(StoreUnavailableError) as error:
                adapter.reports.next_number(samples.NOON)
        assert error.value.kind is FailureKind.HELD
        adapter.close()

    def test_what_a_server_says_before_there_is_a_connection(self) -> None:
        url = make_url("postgresql+psycopg://clerk@db/lckm")
        for words, kind in (
            (
                'FATAL:  autoryzacja hasłem nie powiodła się dla użytkownika "clerk"',
                FailureKind.LOGIN,
            ),
            ('FATAL:  rola "clerk" nie istnieje', FailureKind.LOGIN),
            ('FATAL:  baza danych "lckm" nie istnieje', FailureKind.NOT_ON_SERVER),
            ("could not translate host name", FailureKind.NO_SERVER),
            ("FATAL:  the database system is starting up", FailureKind.NO_SERVER),
            ("FATAL:  the database system is in recovery mode", FailureKind.NO_SERVER),
            ("FATAL:  system bazy danych uruchamia się", FailureKind.NO_SERVER),
        ):
            assert unavailable(psycopg.OperationalError(words), url).kind is kind


def test_what_is_none_of_these(adapter: SqlAdapter) -> None:
    with adapter.database.writing() as connection:
        connection.execute(text("DROP TABLE counter"))
    with pytest.raises(StoreUnavailableError) as error:
        adapter.reports.next_number(samples.NOON)
    assert error.value.kind is FailureKind.OTHER


def of_sqlite(code: int, kind: type[sqlite3.Error] = sqlite3.OperationalError) -> sqlite3.Error:
    """Return an error of the driver with one of SQLite's codes."""
    error = kind("made")
    error.sqlite_errorcode = code
    return error


PASSED_OVER = {
    "damaged": of_sqlite(sqlite3.SQLITE_CORRUPT, sqlite3.DatabaseError),
    "no database": of_sqlite(sqlite3.SQLITE_NOTADB, sqlite3.DatabaseError),
    "missing": of_sqlite(sqlite3.SQLITE_CANTOPEN),
    "without its table": of_sqlite(sqlite3.SQLITE_ERROR),
}
RAISED = {
    "full": of_sqlite(sqlite3.SQLITE_FULL),
    "read only": of_sqlite(sqlite3.SQLITE_READONLY),
    "cannot be read": of_sqlite(sqlite3.SQLITE_IOERR),
    "out of memory": of_sqlite(sqlite3.SQLITE_NOMEM),
    "breaks a rule": of_sqlite(sqlite3.SQLITE_CONSTRAINT, sqlite3.IntegrityError),
    "misused": of_sqlite(sqlite3.SQLITE_MISUSE, sqlite3.ProgrammingError),
    "of the program": ArgumentError("made"),
    "of no database": RuntimeError("made"),
}


def wrapped(error: Exception) -> Exception:
    return DBAPIError("SELECT 1", None, error) if isinstance(error, sqlite3.Error) else error


@pytest.mark.parametrize("wrap", [lambda error: error, wrapped], ids=["driver", "engine"])
@pytest.mark.parametrize("error", PASSED_OVER.values(), ids=PASSED_OVER)
def test_a_file_that_is_broken_is_passed_over(
    error: Exception, wrap: Callable[[Exception], Exception]
) -> None:
    with skip_broken():
        raise wrap(error)


@pytest.mark.parametrize("wrap", [lambda error: error, wrapped], ids=["driver", "engine"])
@pytest.mark.parametrize("error", RAISED.values(), ids=RAISED)
def test_whatever_else_is_in_the_way_is_not(
    error: Exception, wrap: Callable[[Exception], Exception]
) -> None:
    """Or nobody would be told that what was to be erased is there still."""
    with pytest.raises(type(wrap(error))), skip_broken():
        raise wrap(error)
