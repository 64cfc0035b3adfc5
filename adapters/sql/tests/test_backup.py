"""Backup and restore of SQLite: what expired since is gone before anything can read it."""

import shutil
from datetime import timedelta
from pathlib import Path

import attrs
import pytest

from lckm_core import anonymise
from lckm_core.testing import PersonalDataCanary
from lckm_core.testing.contracts import samples
from lckm_sql import BackupError, FaultKind, SqlAdapter

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
