"""What is acknowledged is on the disk, and what is erased is written over: both are settings of
a connection, which no crash of a process shows.
"""

import os
import shutil
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from lckm_sql import SqlAdapter
from lckm_sql.folder_mark import read_mark, write_mark
from lckm_sql.partitions import Partition
from lckm_sql.partitions_sqlite import SqlitePartitions
from lckm_sql.sqlite_files import create_folder
from lckm_sql.tables import months
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.power_cut import PowerCutDisk

PRAGMAS = {"synchronous": 2, "secure_delete": 1, "temp_store": 2, "journal_mode": "wal"}
"""As SQLite tells them: FULL, on, in memory."""


def _pragmas(connection: Connection) -> dict[str, Any]:
    return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}


def test_sqlite_is_durable_and_overwrites_in_every_file(tmp_path: Path) -> None:
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite")
    adapter.reports.add(samples.full_report(PersonalDataCanary(), "A"), samples.opened("A"))
    with adapter.reports.database.writing() as connection:
        assert _pragmas(connection) == PRAGMAS
        partition = connection.execute(select(months.c.id, months.c.expires)).one()
    assert isinstance(adapter._partitions, SqlitePartitions)
    with adapter._partitions.engine(Partition(*partition)).connect() as file:
        assert _pragmas(file) == PRAGMAS
    adapter.close()


@pytest.mark.skipif(sys.platform != "linux", reason="what was flushed is read from Linux's /proc")
@pytest.mark.parametrize("step", ["made", "used", "copied", "restored"])
def test_each_new_folder_is_on_the_disk_with_its_name(tmp_path: Path, step: str) -> None:
    """Before anything is in it: its files are SQLite's to look after, but not its own name."""
    root, folder = tmp_path / "disk", tmp_path / "disk" / "office" / "new"
    root.mkdir()

    def change() -> None:
        if step == "made":
            create_folder(folder / "months")
            return
        with closing(SqlAdapter(url=f"sqlite:///{folder}/r.sqlite")) as adapter:
            adapter.migrate()
            adapter.reports.add(samples.bare_report("A"), samples.opened("A"))
            if step != "used":
                adapter.backup(root / "copies" / "first")
        if step == "restored":
            shutil.rmtree(folder)
            with closing(SqlAdapter(url=f"sqlite:///{folder}/r.sqlite")) as again:
                again.restore(root / "copies" / "first", now=samples.NOON)

    disk = PowerCutDisk(root, lambda _: None)
    with disk.watched():
        change()
        kept = disk.flushed().entries
    made = {str(path.relative_to(root)) for path in root.rglob("*") if path.is_dir()}
    assert len(made) >= 3
    assert made <= {name for name, entry in kept.items() if entry is None}


def test_the_folder_of_the_months_is_on_the_disk_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files are SQLite's to look after; a folder whose name is lost loses them all."""
    done, fsync = set[int](), os.fsync

    def noted(handle: int) -> None:
        fsync(handle)
        done.add(os.fstat(handle).st_ino)

    monkeypatch.setattr(os, "fsync", noted)
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/new/r.sqlite")
    adapter.migrate()
    done.clear()
    adapter.reports.add(samples.bare_report("A"), samples.opened("A"))
    assert (tmp_path / "new").stat().st_ino in done
    adapter.close()


@pytest.mark.skipif(
    sys.platform != "linux", reason="what was flushed is read from /proc, which only Linux has"
)
def test_the_mark_of_a_folder_has_the_one_id_or_the_other_whenever_the_power_goes(
    tmp_path: Path,
) -> None:
    """An empty one would be taken for that of any database."""
    months, left = tmp_path / "months", tmp_path / "left"
    months.mkdir()
    write_mark(months, 7)
    seen: list[int | None] = []

    def look(disk: PowerCutDisk) -> None:
        for state in disk.states():
            seen.append(read_mark(state.write(left)))
            shutil.rmtree(left)

    disk = PowerCutDisk(months, look)
    with disk.watched():
        write_mark(months, 8)
    assert set(seen) == {7, 8}
    assert seen[-4:] == [8] * 4


def test_postgresql_waits_for_the_disk_whatever_the_role_was_told(postgresql: str) -> None:
    adapter = SqlAdapter(url=postgresql)
    with adapter.reports.database.writing() as connection:
        connection.execute(text("SELECT 1"))
        role = connection.execute(text("SELECT current_user")).scalar()
        connection.execute(text(f'ALTER ROLE "{role}" SET synchronous_commit = off'))
    adapter.close()
    again = SqlAdapter(url=postgresql)
    try:
        with again.reports.database.writing() as connection:
            found = connection.execute(text("SHOW synchronous_commit")).scalar()
            connection.execute(text(f'ALTER ROLE "{role}" RESET synchronous_commit'))
    finally:
        again.close()
    assert found == "on"
