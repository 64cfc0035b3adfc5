"""Backup and restore of SQLite: what expired since is gone before anything can read it."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import attrs
import pytest

from lckm_core import anonymise
from lckm_core.testing import PersonalDataCanary
from lckm_core.testing.contracts import samples
from lckm_sql import BackupError, FaultKind, SqlAdapter, StoreUnavailableError

NOON = samples.NOON
SOON, TERM = NOON + timedelta(days=2), NOON + timedelta(days=300)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "db").mkdir()
    return tmp_path


def opened(here: Path) -> SqlAdapter:
    return SqlAdapter(url=f"sqlite:///{here}/db/r.sqlite")


def kept(adapter: SqlAdapter, number: str, seed: str) -> None:
    adapter.reports.add(samples.full_report(PersonalDataCanary(seed), number), samples.opened(number))


def test_a_restored_database_is_as_it_was(here: Path) -> None:
    adapter = opened(here)
    for number in "AB":
        kept(adapter, number, number)
        adapter.reports.next_number(NOON)
    request, *others = samples.requests()
    for one in (request, *others):
        adapter.requests.add(one)
    adapter.backup(here / "backup")
    kept(adapter, "C", "C")
    adapter.requests.replace(attrs.evolve(request, closed_on=SOON.date()), request)
    adapter.close()
    shutil.rmtree(here / "db")
    (here / "db").mkdir()
    again = opened(here)
    assert again.restore(here / "backup", now=SOON) == 0
    for number in "AB":
        assert again.reports.get(number) == samples.full_report(PersonalDataCanary(number), number)
        assert again.reports.dispatch(number) == samples.opened(number)
    assert again.reports.get("C") is None
    assert [again.requests.get(one.number) for one in (request, *others)] == [request, *others]
    assert again.reports.next_number(SOON) == "LCKM-2026-010003", "numbers given since the backup are not given again"
    kept(again, "D", "D")
    assert again.reports.verify(now=SOON - timedelta(days=2)) == []
    again.close()


def test_what_expired_since_the_backup_is_gone_before_anything_reads_it(here: Path) -> None:
    adapter, canary = opened(here), PersonalDataCanary("A")
    kept(adapter, "A", "A")
    adapter.backup(here / "backup")
    assert canary.search(here / "backup") != (), "a backup holds what the database holds"
    adapter.close()
    assert opened(here).restore(here / "backup", now=TERM) == 1
    assert canary.search(here / "db") == ()
    again = opened(here)
    assert again.reports.get("A") == anonymise(samples.full_report(canary, "A"))
    again.close()


def test_a_withdrawal_since_the_backup_holds(here: Path) -> None:
    """Known from the database that is there still, or handed in when that is lost."""
    adapter = opened(here)
    for number in "ABC":
        kept(adapter, number, number)
    adapter.backup(here / "backup")
    adapter.reports.erase("A", now=SOON)
    assert adapter.restore(here / "backup", now=SOON, withdrawn=["B", "unknown"]) == 2
    for seed in "AB":
        assert PersonalDataCanary(seed).search(here / "db") == ()
    assert adapter.reports.get("C") == samples.full_report(PersonalDataCanary("C"), "C")
    adapter.close()


@pytest.mark.parametrize("step", ["rename", "rmtree", "unlink"])
def test_a_restore_that_was_stopped_goes_on(here: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    adapter = opened(here)
    for number in "AB":
        kept(adapter, number, number)
    adapter.backup(here / "backup")
    adapter.reports.erase("A", now=SOON)
    left = 0
    while _stopped(adapter, here, monkeypatch, step, left):
        left += 1
        adapter.restore(here / "backup", now=SOON)
        assert PersonalDataCanary("A").search(here / "db") == ()
        assert adapter.reports.get("B") == samples.full_report(PersonalDataCanary("B"), "B")
    assert left
    adapter.close()


def _stopped(adapter: SqlAdapter, here: Path, monkeypatch: pytest.MonkeyPatch, step: str, left: int) -> bool:
    """Restore until the *left*-th call of a step, which raises as if the machine stopped; return whether it came to that."""
    owner = shutil if step == "rmtree" else Path
    real, calls = getattr(owner, step), iter(range(99))

    def stops(*args: object, **kwargs: object) -> object:
        if next(calls) == left:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(owner, step, stops)
        try:
            adapter.restore(here / "backup", now=SOON)
        except KeyboardInterrupt:
            return True
    return False


def test_a_withdrawal_is_not_forgotten_by_restoring_an_older_backup_first(here: Path) -> None:
    """The older one does not have the report, and the newer one has it as it was before."""
    adapter = opened(here)
    kept(adapter, "A", "A")
    adapter.backup(here / "older")
    kept(adapter, "B", "B")
    adapter.backup(here / "newer")
    adapter.reports.erase("B", now=SOON)
    adapter.restore(here / "older", now=SOON)
    adapter.restore(here / "newer", now=SOON)
    assert adapter.reports.get("B") == anonymise(samples.full_report(PersonalDataCanary("B"), "B"))
    assert PersonalDataCanary("B").search(here / "db") == ()
    adapter.close()


def test_what_a_stopped_restore_left_is_told_and_wins_over_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    adapter = opened(here)
    kept(adapter, "A", "A")
    adapter.backup(here / "older")
    kept(adapter, "B", "B")
    adapter.backup(here / "newer")

    def stops(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", stops)
        with pytest.raises(KeyboardInterrupt):
            adapter.restore(here / "older", now=SOON)
    left = here / "db" / "r.sqlite.restored"
    assert [one.subject for one in adapter.reports.verify(now=NOON)] == [str(left)]
    adapter.restore(here / "newer", now=SOON, withdrawn=["A"])
    assert adapter.reports.get("A") == anonymise(samples.full_report(PersonalDataCanary("A"), "A"))
    assert adapter.reports.get("B") == samples.full_report(PersonalDataCanary("B"), "B")
    assert not left.exists()
    adapter.close()


def test_a_database_that_cannot_be_read_is_not_written_over_unasked(here: Path) -> None:
    """It knows of withdrawals that nobody else does, unless the operator hands them in."""
    adapter = opened(here)
    kept(adapter, "A", "A")
    adapter.backup(here / "backup")
    adapter.close()
    file = here / "db" / "r.sqlite"
    file.write_bytes(b"garbage" * 2000)
    with pytest.raises(BackupError, match="--withdrawn") as refused:
        opened(here).restore(here / "backup", now=SOON)
    assert refused.value.__context__ is None
    file.rename(here / "aside")
    assert opened(here).restore(here / "backup", now=SOON, withdrawn=["A"]) == 1
    again = opened(here)
    assert again.reports.get("A") == anonymise(samples.full_report(PersonalDataCanary("A"), "A"))
    again.close()


def test_a_backup_that_fails_leaves_nothing_and_one_that_was_killed_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = opened(here)
    kept(adapter, "A", "A")

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", full)
        with pytest.raises(OSError, match="No space"):
            adapter.backup(here / "db" / "backup")
    assert PersonalDataCanary("A").search(here) != ()
    assert [path.name for path in (here / "db").iterdir() if path.is_dir()] == ["r.sqlite-months"]
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", full)
        patch.setattr(shutil, "rmtree", lambda *args, **kwargs: None)
        with pytest.raises(OSError, match="No space"):
            adapter.backup(here / "db" / "backup")
    (fault,) = adapter.reports.verify(now=NOON)
    assert (fault.kind, fault.subject) == (FaultKind.LEFT_OVER, str(here / "db" / "backup.half"))
    adapter.close()


def test_half_a_backup_in_another_folder_is_told_of_too(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it was to go: nobody else knows that there are personal data. Seen to, it is told of no more."""
    adapter = opened(here)
    kept(adapter, "A", "A")
    half = here / "far" / "away" / "backup.half"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        patch.setattr(shutil, "rmtree", lambda *args, **kwargs: None)
        with pytest.raises(KeyboardInterrupt):
            adapter.backup(half.with_name("backup"))
    assert PersonalDataCanary("A").search(half) != ()
    faults = [(one.kind, one.subject) for one in adapter.reports.verify(now=NOON)]
    assert faults == [(FaultKind.LEFT_OVER, str(half))]
    shutil.rmtree(half)
    assert adapter.reports.verify(now=NOON) == []
    adapter.backup(here / "backup")
    assert [path.name for path in (here / "db").iterdir() if "half" in path.name] == []
    adapter.close()


def killed(*args: object, **kwargs: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("damage", ["head", "page"])
def test_a_month_that_is_damaged_is_named_and_the_rest_is_copied_without_it(here: Path, damage: str) -> None:
    adapter = opened(here)
    for number in (f"R-{at}" for at in range(20)):
        kept(adapter, number, number)
    adapter.close()
    (month,) = (here / "db" / "r.sqlite-months").glob("*.sqlite")
    content = bytearray(month.read_bytes())
    begin = 0 if damage == "head" else 4096
    content[begin : begin + 200] = b"garbage " * 25
    month.write_bytes(content)
    with pytest.raises(BackupError) as refused:
        adapter.backup(here / "backup")
    assert str(month) in str(refused.value)
    assert "2026-10-01" in str(refused.value)
    assert (refused.value.__cause__, (here / "backup").exists(), (here / "backup.half").exists()) == (
        None,
        False,
        False,
    )
    adapter.close()
    month.rename(here / "aside.sqlite")
    adapter.backup(here / "backup")
    assert (here / "backup" / "reports.sqlite").exists()
    adapter.close()


def test_a_database_that_is_damaged_is_said_to_be(here: Path) -> None:
    adapter = opened(here)
    for number in (f"R-{at}" for at in range(40)):
        kept(adapter, number, number)
    adapter.close()
    file = here / "db" / "r.sqlite"
    adapter.reports.get("R-1")
    with file.open("r+b") as damaged:
        damaged.write(b"garbage " * 12)
    with pytest.raises(StoreUnavailableError) as refused:
        adapter.backup(here / "backup")
    assert refused.value.__context__ is None
    assert not (here / "backup").exists()


def test_numbers_that_the_database_still_there_gave_are_not_given_again(here: Path) -> None:
    """More than the gap that is left anyway."""
    adapter = opened(here)
    adapter.reports.next_number(NOON)
    adapter.backup(here / "backup")
    for _ in range(2):
        adapter.reports.leave_gap(NOON)
    assert adapter.reports.next_number(NOON) == "LCKM-2026-020002"
    adapter.restore(here / "backup", now=SOON)
    assert adapter.reports.next_number(SOON) == "LCKM-2026-020003"
    adapter.close()


def test_a_copy_is_on_the_disk_before_it_takes_the_place_of_the_database(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a machine that stops then has neither: every file of it, every folder, and its name."""
    adapter = opened(here)
    kept(adapter, "A", "A")
    adapter.backup(here / "backup")
    adapter.close()
    done: list[tuple[int, int]] = []
    wanted: set[tuple[int, int]] = set()
    fsync, unlink = os.fsync, Path.unlink

    def noted(handle: int) -> None:
        fsync(handle)
        done.append(identity(os.fstat(handle)))

    def first(path: Path, **options: bool) -> None:
        if path.name.startswith("r.sqlite") and path.parent == here / "db" and not wanted:
            ready = here / "db" / "r.sqlite.restored"
            wanted.update(identity(one.stat()) for one in [path.parent, ready, *ready.rglob("*")])
            assert wanted <= set(done)
            done.clear()
        unlink(path, **options)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(Path, "unlink", first)
    adapter.restore(here / "backup", now=SOON)
    assert len(wanted) > 4
    assert identity((here / "db").stat()) in done, "and that it did is on the disk, too"
    adapter.close()


def identity(found: os.stat_result) -> tuple[int, int]:
    return found.st_dev, found.st_ino


def test_what_cannot_be_backed_up_or_restored_says_so(here: Path) -> None:
    adapter = opened(here)
    kept(adapter, "A", "A")
    (here / "taken").mkdir()
    with pytest.raises(BackupError, match="istnieje"):
        adapter.backup(here / "taken")
    with pytest.raises(BackupError, match="nie ma kopii"):
        adapter.restore(here / "taken", now=SOON)
    assert adapter.reports.get("A") is not None, "and nothing is lost"
    adapter.close()


def test_postgresql_has_programs_of_its_own(postgresql: str, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="pg_dump"):
        SqlAdapter(url=postgresql).backup(tmp_path / "b")
