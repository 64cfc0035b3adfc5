"""Nobody replaces a database that another has open, and who has one open that was replaced all
the same does not go on.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lckm_sql import (
    BackupError,
    FailureKind,
    SqlAdapter,
    StoreUnavailableError,
)
from lckm_sql.file_lock import acquire
from lckm_testing.contracts import samples

NOON = samples.NOON
_HOLDING = """
import sys
from lckm_sql import SqlAdapter
adapter = SqlAdapter(url=sys.argv[1])
adapter.reports.get("A")
print("open", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A database with one report, and a copy of it."""
    adapter = opened(tmp_path)
    adapter.reports.add(samples.bare_report("A"), samples.opened("A"))
    adapter.backup(tmp_path / "copy")
    adapter.close()
    return tmp_path


def opened(folder: Path) -> SqlAdapter:
    return SqlAdapter(url=f"sqlite:///{folder}/r.sqlite")


def test_a_restore_waits_for_nobody_and_replaces_nothing_while_another_process_has_it_open(
    here: Path,
) -> None:
    """A worker or a host: what it acknowledges after the restore would be gone."""
    command = [sys.executable, "-c", _HOLDING, f"sqlite:///{here}/r.sqlite"]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        inode = (here / "r.sqlite").stat().st_ino
        with pytest.raises(BackupError, match=r"r\.sqlite"):
            opened(here).restore(here / "copy", now=NOON)
        assert (here / "r.sqlite").stat().st_ino == inode
    finally:
        other.communicate("\n", timeout=30)
    assert opened(here).restore(here / "copy", now=NOON).erased == 0


def test_a_holder_in_this_process_counts_and_one_that_forked_off_takes_nothing_from_it(
    here: Path,
) -> None:
    holder = opened(here)
    holder.reports.get("A")
    child = os.fork()
    if not child:
        # The child's copy of the lock is closed with it, and the parent's stays.
        code = 1
        try:
            code = 0 if holder.reports.get("A") is not None else 1
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with pytest.raises(BackupError):
        opened(here).restore(here / "copy", now=NOON)
    holder.close()
    again = opened(here)
    assert again.restore(here / "copy", now=NOON).erased == 0
    assert again.reports.get("A") == samples.bare_report("A")
    again.close()


def test_nobody_opens_it_while_it_is_restored(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[StoreUnavailableError] = []
    real = Path.rename

    def meanwhile(path: Path, target: Path) -> Path:
        with pytest.raises(StoreUnavailableError) as error:
            opened(here).reports.get("A")
        found.append(error.value)
        return real(path, target)

    monkeypatch.setattr(Path, "rename", meanwhile)
    opened(here).restore(here / "copy", now=NOON)
    assert {one.kind for one in found} == {FailureKind.RESTORING}


@pytest.mark.parametrize("how", ["replaced", "gone"])
def test_who_has_one_open_that_was_replaced_by_hand_does_not_go_on(here: Path, how: str) -> None:
    """It would take in reports into a file that has no name any more."""
    holder = opened(here)
    holder.reports.get("A")
    (here / "r.sqlite").unlink()
    if how == "replaced":
        (here / "r.sqlite").write_bytes((here / "copy" / "reports.sqlite").read_bytes())
    for _ in range(2):
        with pytest.raises(StoreUnavailableError) as error:
            holder.reports.add(samples.bare_report("B"), samples.opened("B"))
        assert error.value.kind is FailureKind.REPLACED
        with pytest.raises(StoreUnavailableError):
            holder.reports.get("A")
    assert (here / "r.sqlite").exists() is (how == "replaced")
    holder.close()


def test_who_may_open_the_database_may_open_its_lock(here: Path) -> None:
    """Whoever came first: root on an errand, or another of the group that shares the file."""
    file, lock = here / "r.sqlite", here / "r.sqlite.in-use"
    lock.unlink()
    file.chmod(0o660)
    if os.geteuid() == 0:
        os.chown(file, 12345, 54321)
    adapter = opened(here)
    adapter.reports.get("A")
    wanted, found = file.stat(), lock.stat()
    assert (found.st_mode & 0o777, found.st_uid, found.st_gid) == (
        0o660,
        wanted.st_uid,
        wanted.st_gid,
    )
    adapter.close()


def test_a_restore_that_cannot_tell_whether_it_is_in_use_is_refused(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock is another user's."""
    real = os.open

    def shut(path: Path, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith(".in-use"):
            raise PermissionError
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", shut)
    with pytest.raises(BackupError, match="otwartą"):
        opened(here).restore(here / "copy", now=NOON)
    assert opened(here).reports.get("A") is not None, "and working goes on"


def test_where_there_is_no_database_nothing_is_left_beside_it(tmp_path: Path) -> None:
    assert acquire(tmp_path / "r.sqlite") is None
    assert [*tmp_path.iterdir()] == []
