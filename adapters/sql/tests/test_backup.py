"""Backup and restore of SQLite: what expired since is gone before anything can read it."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from sqlalchemy import text

from lckm_core import Report, Role, anonymise
from lckm_core.delivery import Dispatch
from lckm_core.ports import Event, EventVerb
from lckm_core.reports import Classification, ReportAct, ReportActKind
from lckm_sql import (
    BackupError,
    FailureKind,
    IntegrityFindingKind,
    SqlAdapter,
    StoreUnavailableError,
)
from lckm_sql.audit_chain import change_entry
from lckm_sql.restore import Carryover
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples

NOON = samples.NOON
SOON, TERM = NOON + timedelta(days=2), NOON + timedelta(days=300)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "db").mkdir()
    return tmp_path


STOPPED = pytest.mark.slow(reason="stopped elsewhere; one stands for it")
DAMAGED = pytest.mark.slow(reason="damaged otherwise; one stands for it")


def opened(here: Path) -> SqlAdapter:
    return SqlAdapter(url=f"sqlite:///{here}/db/r.sqlite", encryption=False)


def add_report(adapter: SqlAdapter, number: str, seed: str) -> None:
    adapter.reports.add(
        samples.full_report(PersonalDataCanary(seed), number), samples.opened(number)
    )


def holding(here: Path, numbers: str) -> SqlAdapter:
    """Return an opened database with a report of each number of one letter."""
    adapter = opened(here)
    for number in numbers:
        add_report(adapter, number, number)
    return adapter


def test_a_restored_database_is_as_it_was(here: Path) -> None:
    adapter = opened(here)
    for number in "AB":
        add_report(adapter, number, number)
        adapter.reports.next_number(NOON)
    request, *others = samples.requests()
    for one in (request, *others):
        adapter.requests.add(one)
    adapter.backup(here / "backup")
    add_report(adapter, "C", "C")
    adapter.requests.replace(attrs.evolve(request, closed_on=SOON.date()), request)
    adapter.close()
    shutil.rmtree(here / "db")
    (here / "db").mkdir()
    again = opened(here)
    assert again.restore(here / "backup", now=SOON).erased == 0
    for number in "AB":
        assert again.reports.get(number) == samples.full_report(PersonalDataCanary(number), number)
        assert again.reports.dispatch(number) == attrs.evolve(
            samples.opened(number), in_doubt=True
        ), "nobody knows"
    assert again.reports.get("C") is None
    assert [again.requests.get(one.number) for one in (request, *others)] == [request, *others]
    assert again.reports.next_number(SOON) == "LCKM-2026-010003", (
        "numbers given since the backup are not given again"
    )
    add_report(again, "D", "D")
    assert again.reports.verify(now=SOON - timedelta(days=2)) == []
    again.close()


def test_what_expired_since_the_backup_is_gone_before_anything_reads_it(here: Path) -> None:
    adapter, canary = opened(here), PersonalDataCanary("A")
    add_report(adapter, "A", "A")
    adapter.backup(here / "backup")
    assert canary.search(here / "backup") != (), "a backup holds what the database holds"
    adapter.close()
    assert opened(here).restore(here / "backup", now=TERM).erased == 1
    assert canary.search(here / "db") == ()
    again = opened(here)
    assert again.reports.get("A") == anonymise(samples.full_report(canary, "A"))
    again.close()


def test_a_withdrawal_since_the_backup_holds(here: Path) -> None:
    """Known from the database that is there still, or handed in when that is lost."""
    adapter = holding(here, "ABC")
    adapter.backup(here / "backup")
    adapter.reports.erase("A", now=SOON)
    assert adapter.restore(here / "backup", now=SOON, withdrawn=["B"]).withdrawn == 2
    for seed in "AB":
        assert PersonalDataCanary(seed).search(here / "db") == ()
    assert adapter.reports.get("C") == samples.full_report(PersonalDataCanary("C"), "C")
    adapter.close()


@pytest.mark.parametrize("anew", [False, True], ids=["nothing there", "begun anew"])
def test_withdrawals_since_are_known_from_a_database_that_goes_on_from_the_copy_alone(
    here: Path, anew: bool
) -> None:
    """On another machine there is none, or an empty one that a command made."""
    adapter = holding(here, "AB")
    adapter.reports.erase("A", now=SOON)
    adapter.backup(here / "backup")
    adapter.reports.erase("B", now=SOON)
    adapter.close()
    shutil.copytree(here / "db", here / "lost")
    shutil.rmtree(here / "db")
    (here / "db").mkdir()
    if anew:
        begun = opened(here)
        assert begun.reports.get("A") is None
        begun.close()
    done = opened(here).restore(here / "backup", now=SOON)
    assert (done.withdrawn, done.withdrawals_known) == (0, False)
    again = opened(here).restore(here / "backup", now=SOON)
    assert (again.withdrawn, again.withdrawals_known) == (0, False)
    shutil.rmtree(here / "db")
    shutil.copytree(here / "lost", here / "db")
    done = opened(here).restore(here / "backup", now=SOON)
    assert (done.withdrawn, done.withdrawals_known) == (1, True)


def test_any_database_goes_on_from_a_copy_in_which_nothing_was_done(here: Path) -> None:
    adapter = opened(here)
    assert adapter.reports.get("A") is None, "now there is a database"
    adapter.backup(here / "backup")
    add_report(adapter, "A", "A")
    adapter.reports.erase("A", now=SOON)
    assert adapter.restore(here / "backup", now=SOON).withdrawals_known
    adapter.close()


@pytest.mark.parametrize(
    "step", ["rename", *(pytest.param(one, marks=STOPPED) for one in ("rmtree", "unlink"))]
)
def test_a_restore_that_was_stopped_goes_on(
    here: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    adapter = holding(here, "AB")
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


def _stopped(
    adapter: SqlAdapter, here: Path, monkeypatch: pytest.MonkeyPatch, step: str, left: int
) -> bool:
    """Restore until the *left*-th call of a step, which raises as if the machine stopped;
    return whether it came to that.
    """
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
    add_report(adapter, "A", "A")
    adapter.backup(here / "older")
    add_report(adapter, "B", "B")
    adapter.backup(here / "newer")
    adapter.reports.erase("B", now=SOON)
    adapter.restore(here / "older", now=SOON)
    adapter.restore(here / "newer", now=SOON)
    assert adapter.reports.get("B") == anonymise(samples.full_report(PersonalDataCanary("B"), "B"))
    assert PersonalDataCanary("B").search(here / "db") == ()
    adapter.close()


def test_a_withdrawal_that_is_only_told_holds_for_a_newer_backup_that_has_the_report(
    here: Path,
) -> None:
    """The database is lost, and the older backup does not have the report."""
    adapter = opened(here)
    add_report(adapter, "A", "A")
    adapter.backup(here / "older")
    number = adapter.reports.next_number(NOON)
    add_report(adapter, number, "B")
    adapter.backup(here / "newer")
    adapter.close()
    shutil.rmtree(here / "db")
    (here / "db").mkdir()
    assert adapter.restore(here / "older", now=SOON, withdrawn=[number]).not_in_copy == (number,)
    adapter.restore(here / "newer", now=SOON)
    assert adapter.reports.get(number) == anonymise(
        samples.full_report(PersonalDataCanary("B"), number)
    )
    assert PersonalDataCanary("B").search(here / "db") == ()
    adapter.close()


def test_what_a_stopped_restore_left_is_told_and_wins_over_nothing(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = opened(here)
    add_report(adapter, "A", "A")
    adapter.backup(here / "older")
    add_report(adapter, "B", "B")
    adapter.backup(here / "newer")

    unlink = Path.unlink

    def stops(path: Path, **options: bool) -> None:
        if path.name.startswith("r.sqlite"):
            raise KeyboardInterrupt
        unlink(path, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", stops)
        with pytest.raises(KeyboardInterrupt):
            adapter.restore(here / "older", now=SOON)
    left = here / "db" / "r.sqlite.restored"
    of_months = here / "db" / "r.sqlite-months" / ".restored"
    subjects = [one.subject for one in adapter.reports.verify(now=NOON)]
    assert subjects == [str(left), str(of_months)]
    adapter.restore(here / "newer", now=SOON, withdrawn=["A"])
    assert adapter.reports.get("A") == anonymise(samples.full_report(PersonalDataCanary("A"), "A"))
    assert adapter.reports.get("B") == samples.full_report(PersonalDataCanary("B"), "B")
    assert not left.exists()
    assert not of_months.exists()
    adapter.close()


def test_a_database_that_cannot_be_read_is_not_written_over_unasked(here: Path) -> None:
    """It knows of withdrawals that nobody else does, unless the operator hands them in."""
    adapter = opened(here)
    add_report(adapter, "A", "A")
    adapter.backup(here / "backup")
    adapter.close()
    file = here / "db" / "r.sqlite"
    file.write_bytes(b"garbage" * 2000)
    with pytest.raises(BackupError, match="--withdrawn") as refused:
        opened(here).restore(here / "backup", now=SOON)
    assert refused.value.__context__ is None
    file.rename(here / "aside")
    assert opened(here).restore(here / "backup", now=SOON, withdrawn=["A"]).withdrawn == 1
    again = opened(here)
    assert again.reports.get("A") == anonymise(samples.full_report(PersonalDataCanary("A"), "A"))
    again.close()


def test_a_backup_that_fails_leaves_nothing_and_one_that_was_killed_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = opened(here)
    add_report(adapter, "A", "A")

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", full)
        with pytest.raises(BackupError, match="nie ma miejsca"):
            adapter.backup(here / "db" / "backup")
    assert PersonalDataCanary("A").search(here) != ()
    assert [path.name for path in (here / "db").iterdir() if path.is_dir()] == ["r.sqlite-months"]
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", full)
        patch.setattr(shutil, "rmtree", lambda *args, **kwargs: None)
        with pytest.raises(BackupError, match="nie ma miejsca"):
            adapter.backup(here / "db" / "backup")
    (fault,) = adapter.reports.verify(now=NOON)
    assert (fault.kind, fault.subject) == (
        IntegrityFindingKind.LEFT_OVER,
        str(here / "db" / "backup.half"),
    )
    adapter.close()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, OSError])
@pytest.mark.parametrize("left", range(3, 10))
def test_a_backup_that_is_stopped_at_any_step_leaves_no_personal_data(
    here: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException], left: int
) -> None:
    adapter, fsync, calls = holding(here, "A"), os.fsync, iter(range(99))

    def stops(file: int) -> None:
        if next(calls) == left:
            raise stop
        fsync(file)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", stops)
        with pytest.raises(stop):
            adapter.backup(here / "copy")
    assert [path.name for path in here.iterdir()] == ["db"]
    assert [path.name for path in (here / "db").iterdir() if "half" in path.name] == []
    adapter.backup(here / "copy")
    adapter.close()


def test_what_a_killed_backup_left_is_in_no_later_one(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its months may have ended since."""
    adapter = opened(here)
    add_report(adapter, "A", "A")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        patch.setattr(shutil, "rmtree", lambda *args, **kwargs: None)
        with pytest.raises(KeyboardInterrupt):
            adapter.backup(here / "backup")
    assert PersonalDataCanary("A").search(here / "backup.half") != ()
    adapter.reports.erase_due(now=TERM)
    adapter.backup(here / "backup")
    assert PersonalDataCanary("A").search(here) == ()
    adapter.close()


def test_a_journal_of_a_database_that_is_gone_is_not_taken_for_the_restored_ones(
    here: Path,
) -> None:
    """Somebody moved the database away, as a restore may say, and its journals stayed."""
    adapter = opened(here)
    add_report(adapter, "A", "A")
    adapter.backup(here / "backup")
    add_report(adapter, "B", "B")
    database = here / "db" / "r.sqlite"
    journal = database.with_name("r.sqlite-wal")
    assert journal.stat().st_size
    shutil.copyfile(journal, here / "journal")
    adapter.close()
    database.unlink()
    (here / "journal").rename(journal)
    adapter.restore(here / "backup", now=SOON)
    assert not journal.exists()
    assert adapter.reports.get("A") == samples.full_report(PersonalDataCanary("A"), "A")
    assert adapter.reports.get("B") is None
    adapter.close()


def test_half_a_backup_in_another_folder_is_told_of_too(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it was to go: nobody else knows that there are personal data.

    Seen to, it is told of no more.
    """
    adapter = opened(here)
    add_report(adapter, "A", "A")
    half = here / "far" / "away" / "backup.half"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        patch.setattr(shutil, "rmtree", lambda *args, **kwargs: None)
        with pytest.raises(KeyboardInterrupt):
            adapter.backup(half.with_name("backup"))
    assert PersonalDataCanary("A").search(half) != ()
    faults = [(one.kind, one.subject) for one in adapter.reports.verify(now=NOON)]
    assert faults == [(IntegrityFindingKind.LEFT_OVER, str(half))]
    shutil.rmtree(half)
    assert adapter.reports.verify(now=NOON) == []
    adapter.backup(here / "backup")
    assert [path.name for path in (here / "db").iterdir() if "half" in path.name] == []
    adapter.close()


def test_each_half_of_a_backup_is_told_of_though_the_process_numbers_are_equal(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in containers: a later backup overwrote the note of a killed one, or removed it."""
    adapter = opened(here)
    add_report(adapter, "A", "A")
    halves = [here / "far" / f"{name}.half" for name in "ab"]
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        patch.setattr(shutil, "rmtree", lambda *args, **kwargs: None)
        for half in halves:
            with pytest.raises(KeyboardInterrupt):
                adapter.backup(half.with_suffix(""))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        with pytest.raises(StoreUnavailableError):
            adapter.backup(here / "far" / "c")
    faults = [(one.kind, one.subject) for one in adapter.reports.verify(now=NOON)]
    assert faults == [(IntegrityFindingKind.LEFT_OVER, str(half)) for half in halves]
    adapter.close()


def killed(*args: object, **kwargs: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    "damage", ["page", *(pytest.param(one, marks=DAMAGED) for one in ("head", "missing"))]
)
def test_a_month_that_is_away_or_damaged_is_named_and_the_rest_copied_and_restored_when_asked(
    here: Path, damage: str
) -> None:
    adapter = opened(here)
    for number in (f"R-{at}" for at in range(20)):
        add_report(adapter, number, number)
    adapter.close()
    (partition,) = (here / "db" / "r.sqlite-months").glob("*.sqlite")
    spoil(partition, damage)
    with pytest.raises(BackupError) as refused:
        adapter.backup(here / "backup")
    assert str(partition) in str(refused.value)
    assert "2026-10-01" in str(refused.value)
    assert (
        refused.value.__cause__,
        (here / "backup").exists(),
        (here / "backup.half").exists(),
    ) == (
        None,
        False,
        False,
    )
    adapter.backup(here / "backup", without_months=True)
    assert (here / "backup" / "reports.sqlite").exists()
    assert PersonalDataCanary("R-1").search(here / "backup") == ()
    before = (here / "db" / "r.sqlite").stat().st_ino
    adapter.close()
    with pytest.raises(BackupError, match="2026-10-01"):
        adapter.restore(here / "backup", now=SOON)
    assert (here / "db" / "r.sqlite").stat().st_ino == before
    assert [one.name for one in (here / "db").iterdir() if "restor" in one.name] == []
    assert adapter.restore(here / "backup", now=SOON, without_months=True).erased == 0
    found = adapter.reports.get("R-1")
    assert found is not None
    assert (found.description, found.personal) == (
        samples.full_report(PersonalDataCanary("R-1")).description,
        None,
    )
    adapter.close()


def spoil(file: Path, how: str) -> None:
    """Take a file away, or write over its head or its second page."""
    if how == "missing":
        file.unlink()
        return
    with file.open("r+b") as spoiled:
        spoiled.seek(0 if how == "head" else 4096)
        spoiled.write(b"garbage " * 25)


@pytest.mark.parametrize(
    "how", ["index", *(pytest.param(one, marks=DAMAGED) for one in ("cut", "head"))]
)
def test_a_copy_that_is_damaged_is_to_blame_and_not_the_database(here: Path, how: str) -> None:
    adapter = opened(here)
    for number in (f"R-{at}" for at in range(60)):
        add_report(adapter, number, number)
    adapter.backup(here / "backup")
    adapter.close()
    copy = here / "backup" / "reports.sqlite"
    if how == "cut":
        os.truncate(copy, copy.stat().st_size // 2)
    elif how == "head":
        spoil(copy, "head")
    else:
        with closing(sqlite3.connect(copy)) as other:
            query = "SELECT rootpage FROM sqlite_schema WHERE name = 'report_registered'"
            page = other.execute(query).fetchone()[0]
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with copy.open("r+b") as spoiled:
            spoiled.seek((page - 1) * 4096 + 1000)
            spoiled.write(b"\xff" * 3000)
    with pytest.raises(BackupError, match=str(here / "backup")) as refused:
        adapter.restore(here / "backup", now=SOON)
    assert str(here / "db") not in str(refused.value)
    assert adapter.reports.get("R-1") is not None
    assert [one.name for one in (here / "db").iterdir() if "restor" in one.name] == []
    adapter.close()


def test_a_backup_to_a_full_disk_names_the_folder(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = opened(here)
    add_report(adapter, "A", "A")

    # As a disk is that has room for a few pages: SQLite says the same of a limit of its own.
    connect = sqlite3.connect

    def limited(database: Path, **named: Any) -> sqlite3.Connection:
        found: sqlite3.Connection = connect(database, **named)
        if database.parent == here / "copy.half":
            found.execute("PRAGMA max_page_count = 3")
        return found

    monkeypatch.setattr(sqlite3, "connect", limited)
    with pytest.raises(BackupError, match=f"{here / 'copy'}: ") as refused:
        adapter.backup(here / "copy")
    assert "miejsca" in refused.value.message.pl
    assert refused.value.__context__ is None
    monkeypatch.undo()
    assert not (here / "copy.half").exists()
    assert [one.name for one in (here / "db").iterdir() if "half" in one.name] == []
    (here / "db" / "r.sqlite.1.half").touch()
    assert adapter.reports.verify(now=NOON) == [], (
        "a note for which the disk had no room names nothing"
    )
    adapter.backup(here / "copy")
    assert [one.name for one in (here / "db").iterdir() if "half" in one.name] == []
    adapter.close()


def test_a_backup_of_a_database_whose_own_disk_is_full_names_the_database(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = opened(here)
    add_report(adapter, "A", "A")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        with pytest.raises(StoreUnavailableError) as refused:
            adapter.backup(here / "copy")
    assert (refused.value.kind, refused.value.where) == (
        FailureKind.NO_SPACE,
        f"{here}/db/r.sqlite",
    )
    assert [one.name for one in here.rglob("*half*")] == []
    adapter.close()


@pytest.mark.parametrize("number", ["LCKM-2026-00001", "NIEMA"])
def test_a_mistyped_withdrawal_is_refused_before_anything_is_put_back(
    here: Path, number: str
) -> None:
    """And writes no withdrawal into the trail that never was."""
    adapter = opened(here)
    add_report(adapter, "A", "A")
    adapter.backup(here / "backup")
    add_report(adapter, "B", "B")
    with pytest.raises(BackupError, match=number):
        adapter.restore(here / "backup", now=SOON, withdrawn=["A", number])
    assert [adapter.reports.get(one) is not None for one in "AB"] == [True, True]
    assert [one.event.verb for one in adapter.trail.audit()] == ["register", "register"]
    adapter.close()
    assert [one.name for one in (here / "db").iterdir() if "restor" in one.name] == []
    assert adapter.restore(here / "backup", now=SOON, withdrawn=["A", "B"]).withdrawn == 2, (
        "B is known to what is still there"
    )
    adapter.close()


def test_a_database_that_is_damaged_is_said_to_be(here: Path) -> None:
    adapter = opened(here)
    for number in (f"R-{at}" for at in range(40)):
        add_report(adapter, number, number)
    adapter.close()
    file = here / "db" / "r.sqlite"
    adapter.reports.get("R-1")
    with file.open("r+b") as damaged:
        damaged.write(b"garbage " * 12)
    with pytest.raises(BackupError, match=str(file)) as refused:
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


@pytest.mark.parametrize("gaps_since", [-1, 0, 1], ids=["fewer", "as many", "more"])
def test_no_number_that_the_copy_or_the_database_gave_is_given_again(
    here: Path, gaps_since: int
) -> None:
    """Whichever of the two gave more numbers, those lost with a disk are not given either."""
    adapter = opened(here)
    adapter.reports.next_number(NOON)
    if gaps_since >= 0:
        adapter.backup(here / "backup")
    for _ in range(abs(gaps_since)):
        adapter.reports.leave_gap(NOON)
    last = adapter.reports.next_number(NOON)
    if gaps_since < 0:
        adapter.backup(here / "backup")
        adapter.close()
        shutil.rmtree(here / "db")
        (here / "db").mkdir()
        adapter = opened(here)
        adapter.reports.next_number(NOON)
    adapter.restore(here / "backup", now=SOON)
    given = adapter.reports.next_number(SOON)
    # The gap stands for numbers of the year that neither knows.
    unknown = int(given.rpartition("-")[2]) - int(last.rpartition("-")[2])
    assert unknown == 1 if gaps_since > 0 else unknown > 1000
    adapter.close()


def test_attachments_of_a_month_dropped_since_the_backup_are_still_to_be_deleted(
    here: Path,
) -> None:
    """A restore copies over the report, but not the month by which its files were known."""
    adapter = opened(here)
    adapter.migrate()
    adapter.backup(here / "backup")
    report = samples.full_report(PersonalDataCanary("A"), "A")
    adapter.reports.add(report, samples.opened("A"))
    adapter.reports.erase_due(now=TERM)
    waiting = sorted(adapter.reports.files_to_delete(limit=10))
    assert waiting == sorted(file.reference for file in report.attachments)
    assert adapter.restore(here / "backup", now=TERM).taken_over == ("A",)
    assert sorted(adapter.reports.files_to_delete(limit=10)) == waiting
    assert list(adapter.reports.left_files_after("", limit=10)) == waiting
    adapter.reports.files_destroyed(waiting)
    assert list(adapter.reports.files_to_delete(limit=10)) == []
    adapter.close()


def test_what_cannot_be_backed_up_or_restored_says_so(here: Path) -> None:
    adapter = opened(here)
    add_report(adapter, "A", "A")
    (here / "taken").mkdir()
    with pytest.raises(BackupError, match="istnieje"):
        adapter.backup(here / "taken")
    with pytest.raises(BackupError, match="nie ma kopii"):
        adapter.restore(here / "taken", now=SOON)
    assert adapter.reports.get("A") is not None, "and nothing is lost"
    adapter.close()


def test_postgresql_has_programs_of_its_own(postgresql: str, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="pg_dump"):
        SqlAdapter(url=postgresql, encryption=False).backup(tmp_path / "b")


def test_of_two_stores_the_greater_number_of_each_year_is_known() -> None:
    one, other = (
        Carryover(frozenset("A"), {2025: 9, 2026: 7}),
        Carryover(frozenset("B"), {2026: 5, 2027: 1}),
    )
    assert one | other == other | one == Carryover(frozenset("AB"), {2025: 9, 2026: 7, 2027: 1})


# ── what happened since the backup stays done ────────────────────────────────────────────────


def trail(adapter: SqlAdapter, *, after: int = 0) -> list[Event]:
    return [one.event for one in adapter.trail.audit(after=after, limit=10_000)]


def wrong(adapter: SqlAdapter, now: datetime) -> list[IntegrityFindingKind]:
    """Return what is wrong, but for deliveries that nobody took up in the test's days."""
    kinds = [one.kind for one in adapter.reports.verify(now=now)]
    return [kind for kind in kinds if kind is not IntegrityFindingKind.LATE]


def lines_of_a_day(adapter: SqlAdapter) -> None:
    """Have one of each happen to reports that a backup has: withdrawn, redacted, delivered."""
    for number in "AB":
        add_report(adapter, number, number)
    adapter.backup(adapter.database.file.parent.parent / "backup")
    add_report(adapter, "C", "C")
    adapter.reports.erase("A", now=SOON)
    for event in (
        Event(verb=EventVerb.SETTLE_BY_HAND, subject="B", at=SOON, outcome="sent, seen"),
        Event(verb=EventVerb.SETTLE_BY_HAND, subject="B", at=SOON, outcome="sent, seen"),
    ):
        adapter.trail.on_event(event)


def test_a_withdrawal_keeps_its_moment_and_the_trail_its_later_lines(here: Path) -> None:
    adapter = opened(here)
    lines_of_a_day(adapter)
    before = trail(adapter)
    later = SOON + timedelta(days=3)
    adapter.restore(here / "backup", now=later)
    after = trail(adapter)
    assert after[: len(before)] == before
    assert [one.verb for one in after[len(before) :]] == ["restore"]
    withdrawn = [one for one in after if one.verb == EventVerb.WITHDRAW_CONSENT]
    assert [(one.subject, one.at, one.outcome) for one in withdrawn] == [("A", SOON, "anonymised")]
    assert PersonalDataCanary("A").search(here / "db") == ()
    assert adapter.reports.get("C") == samples.full_report(PersonalDataCanary("C"), "C")
    assert wrong(adapter, later) == []
    adapter.close()


@pytest.mark.slow(reason="three restores; one keeps its lines in every change")
def test_restored_again_and_again_the_trail_has_each_line_once(here: Path) -> None:
    """Also a newer backup after an older one, whose trails part at the first restore."""
    adapter = opened(here)
    lines_of_a_day(adapter)
    adapter.backup(here / "newer")
    add_report(adapter, "D", "D")
    adapter.reports.erase("B", now=SOON + timedelta(hours=1))
    before = trail(adapter)
    for at, name in enumerate(("backup", "newer", "backup"), start=1):
        adapter.restore(here / name, now=SOON + timedelta(days=at))
        now_there = trail(adapter)
        restores = [one for one in now_there if one.verb == "restore"]
        assert len(restores) == at
        others = [one for one in now_there if one.verb != "restore"]
        assert sorted(map(str, others)) == sorted(map(str, before))
        assert wrong(adapter, SOON + timedelta(days=at)) == []
    adapter.close()


def test_an_entry_that_was_completed_since_the_backup_is_completed(here: Path) -> None:
    adapter = opened(here)
    request = samples.requests()[0]
    adapter.requests.add(request)
    adapter.backup(here / "backup")
    with adapter.database.writing() as connection:
        # As older programs completed it, after the act.
        change_entry(connection, len(trail(adapter)), {"at": NOON, "role": Role.DIRECTOR.value})
    before = trail(adapter)
    assert before[-1].role is Role.DIRECTOR
    adapter.restore(here / "backup", now=SOON)
    assert trail(adapter)[: len(before)] == before
    assert wrong(adapter, SOON) == []
    adapter.close()


def test_a_name_that_was_added_since_the_backup_is_added(here: Path) -> None:
    adapter = opened(here)
    add_report(adapter, "A", "A")
    adapter.backup(here / "backup")
    before = trail(adapter)[-1]
    with adapter.database.writing() as connection:
        # As older programs added it, after the act.
        change_entry(connection, len(trail(adapter)), {"done_by": "Zofia Wrona"})
    assert trail(adapter)[-1].by == "Zofia Wrona"
    adapter.restore(here / "backup", now=SOON)
    assert [one.by for one in trail(adapter) if one.verb == before.verb] == ["Zofia Wrona"]
    assert wrong(adapter, SOON) == []
    adapter.close()


def test_what_staff_did_since_the_backup_stays(here: Path) -> None:
    """An outcome, and another classification with it; the delivery is the backup's, in doubt."""
    adapter = holding(here, "AB")
    adapter.backup(here / "backup")
    act = ReportAct(kind=ReportActKind.OUTCOME, at=SOON, role=Role.STAFF_OF_UNIT, words="Zrobione.")

    def done(report: Report, dispatch: Dispatch) -> tuple[Report, Dispatch]:
        noted = attrs.evolve(report, history=(*report.history, act))
        return noted.classified(Classification(category="inne")), dispatch

    adapter.reports.revise("A", done)
    expected = [adapter.reports.get(number) for number in "AB"]
    adapter.restore(here / "backup", now=SOON)
    assert [adapter.reports.get(number) for number in "AB"] == expected
    with adapter.database.reading() as connection:
        found = connection.execute(text("SELECT category, closed FROM dispatch WHERE id = 'A'"))
        assert tuple(found.one()) == ("inne", True)
    assert wrong(adapter, SOON) == []
    adapter.close()


def test_what_was_redacted_by_hand_since_the_backup_does_not_come_back(here: Path) -> None:
    adapter = opened(here)
    add_report(adapter, "A", "A")
    report = samples.full_report(PersonalDataCanary("A"), "A")
    word = max(report.description.split(), key=len)
    adapter.backup(here / "backup")
    adapter.reports.redact("A", [word], now=SOON)
    expected = adapter.reports.get("A")
    adapter.restore(here / "backup", now=SOON)
    assert adapter.reports.get("A") == expected
    # Not in the months: the personal part has the same word of its own, before and after.
    for path in (here / "db").glob("r.sqlite*"):
        assert path.is_dir() or word.encode() not in path.read_bytes(), path.name
    assert wrong(adapter, SOON) == []
    adapter.close()
