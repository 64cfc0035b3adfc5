"""A report is read whatever becomes of its personal part: a month that goes meanwhile, a part
that does not open.
"""

import base64
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from lckm_sql import SqlAdapter
from lckm_sql.partitions import Partition
from lckm_sql.partitions_sqlite import SqlitePartitions
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples

KEY = base64.b64encode(bytes(range(32))).decode()


def test_a_month_that_goes_while_it_is_read_leaves_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file may be half gone when it is read, and its row says so only after that."""
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite")
    report = samples.full_report(PersonalDataCanary(), "A")
    adapter.reports.add(report, samples.opened("A"))
    read = type(adapter._partitions).read

    def goes(
        partitions: SqlitePartitions, connection: Connection, partition: Partition, number: str
    ) -> None:
        monkeypatch.setattr(type(partitions), "read", read)
        with closing(sqlite3.connect(tmp_path / "r.sqlite")) as other, other:
            other.execute("UPDATE month SET dropped_at = '2026-11-01 00:00:00.000000'")
        other.close()
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(type(adapter._partitions), "read", goes)
    found = adapter.reports.get("A")
    assert found is not None
    assert found.personal is None
    adapter.close()


@pytest.mark.parametrize("spoiled", [True, False])
def test_a_part_that_does_not_open_keeps_no_report_from_its_end(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, spoiled: bool
) -> None:
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite", keys=[KEY])
    canary = PersonalDataCanary()
    report = samples.full_report(canary, "A")
    adapter.reports.add(report, samples.opened("A"))
    adapter.close()
    if spoiled:
        (partition,) = (tmp_path / "r.sqlite-months").glob("*.sqlite")
        with closing(sqlite3.connect(partition)) as file, file:
            (data,) = file.execute("SELECT data FROM personal").fetchone()
            file.execute("UPDATE personal SET data = ?", (data[:-1] + bytes([data[-1] ^ 1]),))
        file.close()
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite", keys=[KEY])
    found = adapter.reports.get("A")
    assert found is not None
    assert (found.personal is None) is spoiled
    assert found.description == report.description
    assert ("personal part of A" in caplog.text) is spoiled
    assert canary.search(caplog.text) == ()
    adapter.close()


def test_a_number_without_a_report_is_looked_up_once(tmp_path: Path) -> None:
    """A form that is sent asks for its number, and each look takes a transaction."""
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite")
    adapter.reports.add(samples.bare_report("A"), samples.opened("A"))
    said = list[str]()

    @event.listens_for(adapter.database.engine, "before_cursor_execute")
    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        said.append(statement)

    assert adapter.reports.get("B") is None
    assert len(said) == 1
    adapter.close()
