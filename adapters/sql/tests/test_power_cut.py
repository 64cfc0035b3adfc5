"""After a power cut at any step a backup is whole or not there, and a restore can be repeated."""

import shutil
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from lckm_sql import IntegrityFindingKind, SqlAdapter
from lckm_sql.sqlite_files import HALF
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.power_cut import Entry, PowerCutDisk, State

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="what was flushed is read from /proc, which only Linux has"
)
NOON = samples.NOON
SOON = NOON + timedelta(days=2)
BACKUP, CLEANING = "backup", "db/r.sqlite.restoring/"


def opened(here: Path) -> SqlAdapter:
    return SqlAdapter(url=f"sqlite:///{here}/db/r.sqlite", encryption=False)


def add_report(adapter: SqlAdapter, number: str) -> None:
    report = samples.full_report(PersonalDataCanary(number), number)
    adapter.reports.add(report, samples.opened(number))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a database of one report, and a backup of it; another report came since."""
    here = tmp_path / "here"
    (here / "db").mkdir(parents=True)
    adapter = opened(here)
    add_report(adapter, "A")
    adapter.backup(here / BACKUP)
    add_report(adapter, "B")
    adapter.close()
    return here


def test_a_backup_is_whole_once_it_has_its_name(here: Path) -> None:
    adapter = opened(here)
    seen = []
    disk = PowerCutDisk(here, lambda disk: seen.extend(disk.states(between=8)))
    with disk.watched():
        adapter.backup(here / "new")
        seen.append(disk.flushed())
    adapter.close()
    whole = {
        str(path.relative_to(here / "new")): path.read_bytes()
        for path in (here / "new").rglob("*")
        if path.is_file()
    }
    left = [state.files_in("new") for state in seen]
    half = str(here / f"new{HALF}")
    notes = [
        {entry for path, entry in state.entries.items() if path.startswith("db/r.sqlite.")}
        for state in seen
        if f"new{HALF}" in state.entries
    ]
    assert notes
    assert all(half.encode() in found for found in notes), "verify finds what is half done"
    assert all(files in (None, whole) for files in left)
    assert left[0] is None
    assert left[-1] == whole, "made, and yet not on the disk"


def test_a_restore_is_repeated_and_loses_no_report(here: Path, tmp_path: Path) -> None:
    states: dict[frozenset[tuple[str, Entry]], State] = {}

    def look(disk: PowerCutDisk) -> None:
        for state in disk.states():
            # What is being cleaned is begun anew by the next restore, whatever is left of it.
            told = ((p, e) for p, e in state.entries.items() if not p.startswith(CLEANING))
            states.setdefault(frozenset(told), state)

    adapter = opened(here)
    disk = PowerCutDisk(here, look)
    with disk.watched():
        adapter.restore(here / BACKUP, now=SOON)
        ended = disk.flushed()
    adapter.close()
    assert not any(".restor" in path for path in ended.entries), "no copy of it comes back"
    assert len(states) > 20
    for state in states.values():
        left = state.write(tmp_path / "left")
        again = opened(left)
        again.restore(left / BACKUP, now=SOON)
        for number in "AB":
            report = samples.full_report(PersonalDataCanary(number), number)
            assert again.reports.get(number) == report
        # Folders of a state that was written down have the modes of this process.
        found = {finding.kind for finding in again.reports.verify(now=NOON)}
        assert found <= {IntegrityFindingKind.OPEN_TO_ALL}
        again.close()
        shutil.rmtree(left)
