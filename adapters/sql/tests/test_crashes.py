"""A process killed between the two files of SQLite leaves nothing half done; an error of the
database says no value.
"""

import logging
import sqlite3
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import attrs
import pytest
from sqlalchemy import event, text

from lckm_core import anonymise
from lckm_core.errors import AlreadyRegisteredError, InvalidSettingError
from lckm_core.reports import PersonalPart
from lckm_sql import IntegrityFindingKind, SqlAdapter, StoreUnavailableError
from lckm_sql.partitions_sqlite import SqlitePartitions
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.postgres import on_either
from tests.helpers.private_postgresql import PostgresServer, programs

NOON = samples.NOON
TERM = NOON + timedelta(days=300)


class Killed(BaseException):
    """Stands for the end of the process: no code of ours may catch it and go on."""


def opened(tmp_path: Path) -> SqlAdapter:
    return SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite", encryption=False)


def test_a_personal_part_whose_report_never_came_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the month's file was written and before the report was: the next to open it,
    or to add, cleans up.
    """
    canary, put = PersonalDataCanary("lost"), SqlitePartitions.insert

    def killed(*given: Any) -> None:
        put(*given)
        raise Killed

    adapter = opened(tmp_path)
    adapter.reports.add(samples.bare_report("first"), samples.opened("first"))
    with monkeypatch.context() as patch:
        patch.setattr(SqlitePartitions, "insert", killed)
        with pytest.raises(Killed):
            adapter.reports.add(samples.full_report(canary, "Z"), samples.opened("Z"))
    assert canary.search(tmp_path) != (), "it lies there"
    assert (adapter.reports.get("Z"), adapter.reports.dispatch("Z")) == (None, None), (
        "and nobody sees it"
    )
    assert [(fault.kind, fault.subject) for fault in adapter.reports.verify(now=NOON)] == [
        (IntegrityFindingKind.ORPHAN, "Z")
    ]
    again = samples.full_report(PersonalDataCanary("again"), "Z")
    adapter.reports.add(again, samples.opened("Z"))
    assert adapter.reports.get("Z") == again
    assert adapter.reports.verify(now=NOON) == []
    adapter.close()
    opened(tmp_path).reports.erase("Z", now=NOON)
    assert canary.search(tmp_path) == ()


@pytest.mark.parametrize("how", ["opened again", "mended", "another added", "another withdrawn"])
def test_an_orphan_goes_when_somebody_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    canary, put, adapter = PersonalDataCanary(), SqlitePartitions.insert, opened(tmp_path)
    adapter.reports.add(samples.bare_report("first"), samples.opened("first"))

    def killed(*given: Any) -> None:
        put(*given)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(SqlitePartitions, "insert", killed)
        with pytest.raises(Killed):
            adapter.reports.add(samples.full_report(canary, "Z"), samples.opened("Z"))
    assert canary.search(tmp_path) != ()
    if how == "mended":
        assert adapter.reports.mend() == 1
        assert adapter.reports.mend() == 0
    elif how == "another withdrawn":
        assert adapter.reports.erase("first", now=NOON)
    elif how == "another added":
        adapter.reports.add(samples.bare_report("second"), samples.opened("second"))
    else:
        adapter = opened(tmp_path)
    first = samples.bare_report("first")
    assert adapter.reports.get("first") == (
        anonymise(first) if how == "another withdrawn" else first
    )
    assert canary.search(tmp_path) == ()
    assert adapter.reports.verify(now=NOON) == []
    adapter.close()


@pytest.mark.parametrize("how", ["withdrawn", "due"])
def test_what_was_to_be_destroyed_is_destroyed_after_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Killed once the report is anonymous and before its bytes are gone."""
    canary, adapter = PersonalDataCanary(), opened(tmp_path)
    report = samples.full_report(canary, "Z")
    adapter.reports.add(report, samples.opened("Z"))

    def killed(_: SqlitePartitions) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(SqlitePartitions, "purge", killed)
        with pytest.raises(Killed):
            _ = (
                adapter.reports.erase("Z", now=NOON)
                if how == "withdrawn"
                else adapter.reports.erase_due(now=TERM)
            )
    assert adapter.reports.get("Z") == anonymise(report)
    told = (
        {IntegrityFindingKind.UNFINISHED, IntegrityFindingKind.ORPHAN}
        if how == "withdrawn"
        else {IntegrityFindingKind.UNFINISHED}
    )
    assert {fault.kind for fault in adapter.reports.verify(now=NOON)} == told
    adapter.close()
    again = opened(tmp_path)
    assert again.reports.get("Z") == anonymise(report)
    assert canary.search(tmp_path) == ()
    assert again.reports.verify(now=NOON) == []
    again.close()


@pytest.mark.parametrize("how", ["opened again", "another added"])
def test_the_file_of_a_month_that_never_came_to_be_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Killed as a month was begun; nothing else in that folder is touched, though the database
    knows it not.
    """
    make, adapter = SqlitePartitions.create, opened(tmp_path)

    def killed(*given: Any) -> None:
        make(*given)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(SqlitePartitions, "create", killed)
        with pytest.raises(Killed):
            adapter.reports.add(samples.bare_report("Z"), samples.opened("Z"))
    made, stray = (
        tmp_path / "r.sqlite-months" / name for name in ("2026_10_1.sqlite", "2030_01_9.sqlite")
    )
    assert made.exists()
    stray.write_bytes(b"whatever")
    stray.chmod(0o600)
    if how == "opened again":
        adapter.close()
        adapter = opened(tmp_path)
    else:
        adapter.reports.add(samples.bare_report("A"), samples.opened("A"))
    faults = [(fault.kind, fault.subject) for fault in adapter.reports.verify(now=NOON)]
    assert faults == [(IntegrityFindingKind.STRANGE, str(stray))]
    assert (made.exists(), stray.read_bytes()) == (how == "another added", b"whatever")
    assert [*stray.parent.glob("*.begun")] == []
    adapter.close()


@on_either()
def test_an_error_of_the_database_says_no_value(
    adapter: SqlAdapter, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither it, nor what it came from, nor what is logged when everything is logged."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="sqlalchemy")
    canary = PersonalDataCanary()
    # Short, for SQLAlchemy cuts long values.
    kept, lost = (
        attrs.evolve(samples.bare_report(it), personal=PersonalPart(description=canary.email))
        for it in "AB"
    )
    adapter.reports.add(kept, samples.opened("A"))
    assert adapter.reports.get("A") == kept
    with adapter.database.writing() as connection:
        connection.execute(text("DROP TABLE audit"))
    with pytest.raises(StoreUnavailableError) as refused:
        adapter.reports.add(lost, samples.opened("B"))
    error: BaseException = refused.value
    assert (error.__cause__, error.__context__) == (None, None)
    said = [repr(error), str(error), refused.value.text("en")]
    said += [repr(vars(record)) + record.getMessage() for record in caplog.records]
    assert canary.search("\n".join(said)) == ()
    assert "INSERT INTO" in "".join(said), "statements are logged"
    assert adapter.reports.get("B") is None, "and nothing is half done"


_BEFORE = list[Callable[[], None]]()
"""What is done before each statement, and each end of a transaction, that the driver of SQLite
is given.
"""


class _Cursor(sqlite3.Cursor):
    def execute(self, *given: Any) -> Self:
        for store_operation in _BEFORE:
            store_operation()
        return super().execute(*given)


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)

    def commit(self) -> None:
        for store_operation in _BEFORE:
            store_operation()
        super().commit()


@on_either()
def test_every_statement_may_fail_and_nothing_is_half_done(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after another, until the act gets through; in SQLite in either file, and at the end
    of its transaction.
    """
    monkeypatch.setattr("lckm_sql.engines.SqliteConnection", _Connection)
    adapter = SqlAdapter(url=url, encryption=False)
    store = adapter.reports
    store.add(samples.bare_report("first"), samples.opened("first"))
    report = samples.full_report(PersonalDataCanary(), "Z")
    failed = 0
    while _fails_at(adapter, failed, lambda: store.add(report, samples.opened("Z"))):
        failed += 1
        assert (store.get("Z"), store.dispatch("Z")) == (None, None)
        assert [one.event.subject for one in adapter.trail.audit(subject="Z")] == []
    assert failed > (10 if adapter.database.is_sqlite else 4)
    assert store.get("Z") == report
    adapter.close()


def _fails_at(adapter: SqlAdapter, at: int, store_operation: Any) -> bool:
    """Do an act whose statement number *at* fails; return whether it came to that."""
    calls = iter(range(99))

    def fails(*_: Any) -> None:
        if next(calls) == at:
            raise (
                sqlite3.OperationalError("disk I/O error")
                if adapter.database.is_sqlite
                else KeyError
            )

    engine = adapter.database.engine
    if adapter.database.is_sqlite:
        _BEFORE.append(fails)
    else:
        event.listen(engine, "before_cursor_execute", fails)
    try:
        store_operation()
    except (sqlite3.OperationalError, KeyError, StoreUnavailableError):
        return True
    except AlreadyRegisteredError:
        return False
    finally:
        _BEFORE.clear()
        if not adapter.database.is_sqlite:
            event.remove(engine, "before_cursor_execute", fails)
    return False


def test_what_was_made_in_vain_is_not_taken_for_made(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first registration of a month creates its partition and its key; if it comes to nothing,
    so do they.
    """
    key = b64encode(bytes(range(32))).decode()
    adapter = SqlAdapter(url=url, keys=[key])
    partitions = type(adapter._partitions)

    def fails(*given: Any) -> None:
        raise KeyError

    with monkeypatch.context() as patch:
        patch.setattr(partitions, "insert", fails)
        with pytest.raises(KeyError):
            adapter.reports.add(samples.bare_report("A"), samples.opened("A"))
    report = samples.full_report(PersonalDataCanary(), "B")
    adapter.reports.add(report, samples.opened("B"))
    adapter.close()
    again = SqlAdapter(url=url, keys=[key])
    assert again.reports.get("B") == report
    assert again.reports.get("A") is None
    again.close()


@pytest.mark.slow(
    reason="a server of its own that is killed; statements that fail one by one stand for it"
)
def test_a_server_that_went_away_comes_back(servers: Path) -> None:
    """Away it is said to be; back, everything is there, and nothing has to be opened anew by
    hand.
    """
    server = PostgresServer(servers / "away", programs()[0], {"fsync": "on"})
    server.start()
    try:
        adapter = SqlAdapter(url=server.url(), timeout=2)
        report = samples.full_report(PersonalDataCanary(), "Z")
        adapter.reports.add(report, samples.opened("Z"))
        server.kill()
        with pytest.raises(StoreUnavailableError):
            adapter.reports.get("Z")
        server.start()
        assert adapter.reports.get("Z") == report
        adapter.close()
    finally:
        server.stop()


def test_what_makes_no_sense_is_refused_at_once() -> None:
    for url in ("sqlite://", "sqlite:///:memory:", "mysql://x/y"):
        with pytest.raises(InvalidSettingError, match=r"^url: .*sqlite"):
            SqlAdapter(url=url)


def test_the_password_of_the_database_is_not_said(tmp_path: Path) -> None:
    adapter = SqlAdapter(url="postgresql://user:hunter2@127.0.0.1:1/x", timeout=1)
    with pytest.raises(StoreUnavailableError) as refused:
        adapter.reports.get("Z")
    assert "hunter2" not in repr(adapter.reports) + repr(adapter.database) + repr(
        refused.value
    ) + str(refused.value)
