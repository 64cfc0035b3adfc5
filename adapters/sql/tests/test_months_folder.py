"""The folder of the months is where a disk may be mounted, or a link to one: data are erased only
where they are, whatever lies in the folder, and a restore leaves the mount or the link in place.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from lckm_core.errors import ErasureDeferredError
from lckm_sql import (
    IntegrityFindingKind as Kind,
    PartitionsAwayError,
    SqlAdapter,
    StoreUnavailableError,
    UnknownPartitionsError,
    restore as restoring,
)
from lckm_sql.folder_mark import MARK
from lckm_sql.partitions import live_partitions
from lckm_sql.partitions_sqlite import SqlitePartitions
from lckm_sql.report_numbers import is_never_given
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.kept_reports import keep

NOON = samples.NOON
LATER, TERM = NOON + timedelta(days=40), NOON + timedelta(days=300)


def opened(folder: Path) -> SqlAdapter:
    return SqlAdapter(url=f"sqlite:///{folder}/r.sqlite", encryption=False)


def made(folder: Path, *numbers: str) -> Path:
    """Make a database with these reports, and return the folder of its months."""
    adapter = opened(folder)
    for number in numbers:
        keep(adapter, number)
    adapter.close()
    return folder / "r.sqlite-months"


def linked(months: Path, disk: Path) -> None:
    """Put the months on another disk, which a link leads to."""
    months.rename(disk)
    months.symlink_to(disk)


def mount(months: Path, disk: Path) -> None:
    """Have another disk in the place of the months; the one of before is aside."""
    months.rename(months.with_name("aside"))
    shutil.copytree(disk, months)


def mount_back(months: Path) -> None:
    shutil.rmtree(months)
    months.with_name("aside").rename(months)


def make_older(folder: Path, *, with_mark: bool) -> None:
    """Have the database and the folder as a program of before there were ids left them."""
    with closing(sqlite3.connect(folder / "r.sqlite")) as database:
        database.execute("PRAGMA user_version = 0")
        database.commit()
    mark = folder / "r.sqlite-months" / MARK
    mark.unlink()
    if with_mark:
        mark.touch(0o600)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def waits_for_its_data(adapter: SqlAdapter, number: str) -> bool:
    """Return whether a withdrawal is recorded, told of, and not said to be done."""
    with pytest.raises(ErasureDeferredError) as deferred:
        adapter.reports.erase(number, now=LATER)
    assert adapter.reports.erase_due(now=LATER) == 0
    outline = adapter.reports.outline(number)
    outcomes = [entry.event.outcome for entry in adapter.trail.audit(subject=number)]
    told = [one.subject for one in adapter.reports.verify(now=LATER) if one.kind is Kind.PAST_TERM]
    assert deferred.value.is_away
    assert outline is not None
    return outline.awaits_erasure and outcomes[-1] == "recorded" and told == [number]


# ── whose folder it is ───────────────────────────────────────────────────────────────────────────


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, Path]:
    """The months of two databases with reports of the same numbers."""
    return made(tmp_path / "one", "A", "B"), made(tmp_path / "two", "A", "B")


def test_the_disk_of_another_database_is_not_taken_for_the_own(
    tmp_path: Path, both: tuple[Path, Path]
) -> None:
    one, two = both
    mount(one, two)
    adapter = opened(tmp_path / "one")
    operations: dict[str, Callable[[], object]] = {
        "read": lambda: adapter.reports.get("A"),
        "register": lambda: keep(adapter, "C"),
        "register for another month": lambda: keep(adapter, "D", days=40),
    }
    for operation in operations.values():
        with pytest.raises(PartitionsAwayError):
            operation()
    assert waits_for_its_data(adapter, "A")
    adapter.close()
    assert contents(one) == contents(two)
    mount_back(one)
    adapter = opened(tmp_path / "one")
    assert adapter.reports.erase_due(now=LATER) == 1
    assert PersonalDataCanary("A").search(tmp_path / "one") == ()
    adapter.close()


@pytest.mark.parametrize("numbers", [("A", "B"), ("X", "Y")])
def test_nothing_of_the_disk_of_another_database_is_read_or_changed(
    tmp_path: Path, numbers: tuple[str, str]
) -> None:
    """A program that opens the database looks for what a crash left, and ``verify`` at all."""
    months = made(tmp_path / "one", "A", "B")
    other = made(tmp_path / "two", *numbers)
    adapter = opened(tmp_path / "two")
    keep(adapter, "Z", days=40)
    adapter.close()
    for file in other.glob("*.sqlite"):
        # As in the middle of a registration.
        file.with_suffix(".begun").touch(0o600)
    mount(months, other)
    adapter = SqlAdapter(
        url=f"sqlite:///{tmp_path}/one/r.sqlite", key_folder=tmp_path / "one" / "keys"
    )
    reports = adapter.reports
    assert reports.outline("A") is not None
    assert reports.mend() == reports.in_clear() == reports.without_digest() == 0
    findings = [one for one in reports.verify(now=NOON) if one.kind is not Kind.LATE]
    assert [(one.kind, one.subject) for one in findings] == [(Kind.AWAY, str(months))]
    with adapter.database.reading() as connection:
        partition, *_ = live_partitions(connection)
    partitions = adapter._partitions
    assert isinstance(partitions, SqlitePartitions)
    refused: dict[str, Callable[[], object]] = {
        "backup": lambda: adapter.backup(tmp_path / "copy"),
        "encrypt": lambda: adapter.encrypt(now=LATER),
        # Whatever the program comes to do with a file of a month, it goes this way.
        "use a file": lambda: partitions.engine(partition),
    }
    for operation in refused.values():
        with pytest.raises(PartitionsAwayError):
            operation()
    adapter.backup(tmp_path / "copy", without_months=True)
    adapter.close()
    assert [*(tmp_path / "copy").rglob("2*.sqlite")] == []
    assert contents(months) == contents(other)


def test_what_is_said_of_a_folder_that_is_away_is_not_to_restore_a_backup_first(
    tmp_path: Path,
) -> None:
    months = made(tmp_path, "A")
    months.rename(tmp_path / "aside")
    adapter = opened(tmp_path)
    findings = adapter.reports.verify(now=NOON)
    assert [one.kind for one in findings if one.kind is not Kind.LATE] == [Kind.AWAY]
    with pytest.raises(PartitionsAwayError):
        adapter.backup(tmp_path / "copy")
    adapter.close()
    assert not (tmp_path / "copy").exists()


def test_the_disk_of_another_database_is_no_place_for_the_first_month(tmp_path: Path) -> None:
    adapter = opened(tmp_path / "new")
    adapter.migrate()
    shutil.copytree(made(tmp_path / "two", "A"), tmp_path / "new" / "r.sqlite-months")
    with pytest.raises(UnknownPartitionsError):
        keep(adapter, "A")
    adapter.close()


@pytest.mark.parametrize("is_new_month", [False, True])
def test_data_that_an_old_copy_of_the_disk_lacks_are_not_said_to_be_erased(
    tmp_path: Path, is_new_month: bool
) -> None:
    months = made(tmp_path, "A")
    shutil.copytree(months, tmp_path / "yesterday")
    adapter = opened(tmp_path)
    keep(adapter, "B", days=40 if is_new_month else 0)
    adapter.close()
    mount(months, tmp_path / "yesterday")
    shutil.rmtree(tmp_path / "yesterday")
    adapter = opened(tmp_path)
    assert waits_for_its_data(adapter, "B")
    adapter.close()
    mount_back(months)
    adapter = opened(tmp_path)
    assert adapter.reports.erase_due(now=LATER) == 1
    assert PersonalDataCanary("B").search(tmp_path) == ()
    assert adapter.reports.get("A") is not None
    adapter.close()


def test_no_folder_is_made_where_the_disk_of_earlier_months_is_to_be(tmp_path: Path) -> None:
    """Each of these months has ended, so that the database has no data there."""
    months = made(tmp_path, "A")
    adapter = opened(tmp_path)
    assert adapter.reports.erase_due(now=TERM) == 1
    adapter.close()
    months.rename(tmp_path / "aside")
    months.mkdir(mode=0o700)
    adapter = opened(tmp_path)
    with pytest.raises(PartitionsAwayError):
        keep(adapter, "B", days=300)
    assert [*months.iterdir()] == []
    adapter.close()


def test_a_month_that_ended_while_another_disk_was_there_goes_once_it_is_back(
    tmp_path: Path,
) -> None:
    months = made(tmp_path)
    adapter = opened(tmp_path)
    keep(adapter, "A", days=40)
    adapter.close()
    shutil.copytree(months, tmp_path / "yesterday")
    adapter = opened(tmp_path)
    keep(adapter, "B")
    adapter.close()
    mount(months, tmp_path / "yesterday")
    shutil.rmtree(tmp_path / "yesterday")
    adapter = opened(tmp_path)
    adapter.reports.erase_due(now=TERM)
    adapter.close()
    mount_back(months)
    adapter = opened(tmp_path)
    adapter.reports.erase_due(now=TERM)
    assert PersonalDataCanary("B").search(tmp_path) == ()
    assert not [one for one in adapter.reports.verify(now=TERM) if one.kind is Kind.STRANGE]
    adapter.close()


def test_a_withdrawal_is_not_said_to_be_done_at_the_term_while_its_disk_is_away(
    tmp_path: Path,
) -> None:
    months = made(tmp_path, "A")
    months.rename(tmp_path / "aside")
    adapter = opened(tmp_path)
    for day in (0, 1):
        with pytest.raises(ErasureDeferredError):
            adapter.reports.erase("A", now=LATER + timedelta(days=day))
    with suppress(PartitionsAwayError):
        adapter.reports.erase_due(now=TERM)
    acts = [(entry.event.outcome, entry.event.at) for entry in adapter.trail.audit(subject="A")]
    assert acts[1:] == [("recorded", LATER)], "asked again, it keeps its moment and its one line"
    adapter.close()


# ── an older program's, and one that is lost ─────────────────────────────────────────────────────


@pytest.mark.parametrize("with_mark", [False, True])
def test_a_folder_of_an_older_program_is_taken_over(tmp_path: Path, with_mark: bool) -> None:
    months = made(tmp_path, "A", "B")
    make_older(tmp_path, with_mark=with_mark)
    adapter = opened(tmp_path)
    assert adapter.reports.erase("A", now=LATER)
    assert PersonalDataCanary("A").search(tmp_path) == ()
    adapter.close()
    assert (months / MARK).read_bytes().isdigit()


@pytest.mark.parametrize("mark", [b"", b"\n", b"miesi\xc4\x85ce"], ids=["empty", "line", "words"])
def test_a_folder_without_mark_is_taken_over_once_and_later_by_an_empty_one(
    tmp_path: Path, mark: bytes
) -> None:
    """One with words is read as an empty one, for it has no other database's id."""
    months = made(tmp_path, "A")
    (months / MARK).unlink()
    adapter = opened(tmp_path)
    assert waits_for_its_data(adapter, "A")
    (months / MARK).write_bytes(mark)
    assert adapter.reports.erase_due(now=LATER) == 1
    assert PersonalDataCanary("A").search(tmp_path) == ()
    adapter.close()


def test_a_folder_without_mark_is_taken_over_when_its_disk_is_mounted(tmp_path: Path) -> None:
    """Though the program was started before that."""
    months = made(tmp_path, "A", "B")
    make_older(tmp_path, with_mark=False)
    months.rename(tmp_path / "aside")
    months.mkdir(mode=0o700)
    adapter = opened(tmp_path)
    assert waits_for_its_data(adapter, "A")
    mount_back(months)
    assert adapter.reports.erase_due(now=LATER) == 1
    assert PersonalDataCanary("A").search(tmp_path) == ()
    adapter.close()


def test_an_older_folder_with_none_of_the_months_is_not_taken_over(tmp_path: Path) -> None:
    months = made(tmp_path, "A")
    make_older(tmp_path, with_mark=True)
    (file,) = months.glob("*.sqlite")
    file.rename(file.with_name("2030_01_9.sqlite"))
    adapter = opened(tmp_path)
    with pytest.raises(PartitionsAwayError):
        adapter.reports.get("A")
    adapter.close()


def test_a_folder_that_is_lost_is_begun_anew_by_an_empty_mark(tmp_path: Path) -> None:
    months = made(tmp_path, "A", "B")
    (file,) = months.glob("*.sqlite")
    shutil.rmtree(months)
    months.mkdir(mode=0o700)
    (months / MARK).touch(0o600)
    adapter = opened(tmp_path)
    lost = adapter.reports.get("A")
    assert lost is not None
    assert lost.personal is None
    keep(adapter, "C")
    assert waits_for_its_data(adapter, "A"), "nobody said that it will not come back"
    file.touch(0o600)
    assert adapter.reports.erase_due(now=LATER) == 1
    assert adapter.reports.erase("B", now=LATER)
    assert adapter.trail.lost_with("A") == adapter.trail.lost_with("B") == 0
    adapter.close()


# ── restoring ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The folder of a database with three reports, of which the copy beside it has two."""
    folder = tmp_path / "db"
    adapter = opened(folder)
    keep(adapter, "A")
    keep(adapter, "B")
    adapter.backup(tmp_path / "copy")
    keep(adapter, "C")
    adapter.close()
    return folder


def restore(folder: Path, **options: Any) -> None:
    adapter = opened(folder)
    restored = adapter.restore(folder.parent / "copy", now=LATER, withdrawn=["B"], **options)
    assert restored.withdrawn == 1
    for number in ("A", "C"):
        assert adapter.reports.get(number) == samples.full_report(
            PersonalDataCanary(number), number
        )
    assert adapter.reports.verify(now=NOON) == []
    adapter.close()


def test_a_restore_copies_into_the_folder_that_a_link_leads_to(
    copied: Path, tmp_path: Path
) -> None:
    months, disk = copied / "r.sqlite-months", tmp_path / "disk"
    linked(months, disk)
    (disk / "lost+found").mkdir(mode=0o700)
    restore(copied)
    assert months.readlink() == disk
    assert len([*disk.glob("*.sqlite")]) == 2
    assert (disk / "lost+found").exists()
    assert sorted(path.name for path in copied.iterdir()) == [
        "r.sqlite",
        "r.sqlite-months",
        "r.sqlite.in-use",
    ]
    assert PersonalDataCanary("B").search(copied) == ()


def test_a_restore_copies_into_the_folder_where_a_disk_is_mounted(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    months, remove, rename = copied / "r.sqlite-months", os.rmdir, os.rename

    def refuse_removal(path: Any, **options: Any) -> None:
        if Path(path) == months:
            raise OSError(errno.EBUSY, "busy")
        remove(path, **options)

    def refuse_renaming(source: Any, target: Any, **options: Any) -> None:
        if months in (Path(source), Path(target)):
            raise OSError(errno.EBUSY, "busy")
        rename(source, target, **options)

    monkeypatch.setattr(os, "rmdir", refuse_removal)
    monkeypatch.setattr(os, "rename", refuse_renaming)
    inode = months.stat().st_ino
    restore(copied)
    assert months.stat().st_ino == inode


def test_a_disk_of_the_months_without_room_is_found_before_anything_is_touched(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    months, copyfile = copied / "r.sqlite-months", shutil.copyfile
    before = contents(copied)

    def is_full(source: Path, target: Path) -> None:
        if months in Path(target).parents:
            raise OSError(errno.ENOSPC, "no room")
        copyfile(source, target)

    adapter = opened(copied)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", is_full)
        with pytest.raises(OSError, match="no room"):
            adapter.restore(copied.parent / "copy", now=LATER)
    assert contents(copied) == before
    assert [*copied.rglob("*.restored")] == []


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_BUSY]
)
def test_a_database_that_only_needs_a_hand_is_not_to_be_given_up_for_a_restore(
    copied: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    error = sqlite3.OperationalError("refused")
    error.sqlite_errorcode = code

    def refuse(connection: object) -> None:
        raise error

    before = contents(copied)
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "_last_numbers", refuse)
        with pytest.raises(StoreUnavailableError) as refused:
            opened(copied).restore(copied.parent / "copy", now=LATER)
    assert refused.value.__context__ is None
    assert contents(copied) == before
    restore(copied)


@pytest.mark.parametrize("is_mount_point", [True, False])
def test_a_restore_waits_for_the_disk_of_the_months(copied: Path, is_mount_point: bool) -> None:
    months = copied / "r.sqlite-months"
    months.rename(copied / "aside")
    if is_mount_point:
        months.mkdir(mode=0o700)
    before = contents(copied)
    with pytest.raises(PartitionsAwayError):
        opened(copied).restore(copied.parent / "copy", now=LATER)
    assert contents(copied) == before
    if is_mount_point:
        months.rmdir()
    (copied / "aside").rename(months)
    restore(copied)


def test_a_stopped_restore_waits_for_the_disk_that_it_began_with(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    months, replace = copied / "r.sqlite-months", Path.replace

    def stops(path: Path, target: Path) -> Path:
        if path.parent.parent == months:
            raise KeyboardInterrupt
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stops)
        with pytest.raises(KeyboardInterrupt):
            opened(copied).restore(copied.parent / "copy", now=LATER)
    assert not (copied / "r.sqlite").exists()
    adapter = opened(copied)
    assert adapter.reports.is_there(), "so whoever asks for it is told of the restore"
    with pytest.raises(UnknownPartitionsError, match="lckm restore"):
        adapter.reports.get("A")
    adapter.close()
    months.rename(copied / "aside")
    months.mkdir(mode=0o700)
    with pytest.raises(PartitionsAwayError):
        opened(copied).restore(copied.parent / "copy", now=LATER)
    assert [*months.iterdir()] == []
    months.rmdir()
    (copied / "aside").rename(months)
    restore(copied)


def test_a_restore_without_a_database_takes_no_other_database_s_months(
    copied: Path, tmp_path: Path
) -> None:
    other = made(tmp_path / "two", "A")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o700)
    shutil.copytree(other, elsewhere / "r.sqlite-months")
    with pytest.raises(UnknownPartitionsError):
        opened(elsewhere).restore(tmp_path / "copy", now=LATER)
    assert contents(elsewhere / "r.sqlite-months") == contents(other)
    (copied / "r.sqlite").unlink()
    adapter = opened(copied)
    assert adapter.restore(tmp_path / "copy", now=LATER).reports == 2
    assert adapter.reports.verify(now=NOON) == []
    adapter.close()


@pytest.mark.parametrize("days", [0, 40])
def test_a_lost_folder_is_restored_though_consent_was_withdrawn_since_the_copy(
    copied: Path, days: int
) -> None:
    """As operations.md has it: a new folder with an empty mark, then a restore."""
    adapter = opened(copied)
    keep(adapter, "D", days=days)
    adapter.close()
    months = copied / "r.sqlite-months"
    shutil.rmtree(months)
    adapter = opened(copied)
    for number in ("B", "D"):
        with pytest.raises(ErasureDeferredError):
            adapter.reports.erase(number, now=LATER)
    adapter.close()
    months.mkdir(mode=0o700)
    (months / MARK).touch(0o600)
    adapter = opened(copied)
    restored = adapter.restore(copied.parent / "copy", now=LATER)
    assert (restored.withdrawn, restored.taken_over) == (1, ("C", "D"))
    assert adapter.reports.get("A") == samples.full_report(PersonalDataCanary("A"), "A")
    assert waits_for_its_data(adapter, "D"), "nobody said that it will not come back"
    assert [one.event.outcome for one in adapter.trail.audit(subject="B")][-1] == "anonymised"
    assert adapter.reports.erase_due(now=TERM)
    assert [one.kind for one in adapter.reports.verify(now=TERM)] == [Kind.LATE] * 4
    adapter.close()
    for number in ("A", "B", "C", "D"):
        assert PersonalDataCanary(number).search(copied) == ()


def test_what_a_copy_lacks_is_lost_for_good_when_that_is_said(copied: Path) -> None:
    (file,) = (copied.parent / "copy").glob("*-months/*.sqlite")
    file.unlink()
    shutil.rmtree(copied)
    adapter = opened(copied)
    adapter.restore(copied.parent / "copy", now=LATER, withdrawn=["B"], without_months=True)
    assert adapter.reports.erase("A", now=LATER)
    adapter.close()


def test_a_copy_can_be_read_where_it_lies(copied: Path) -> None:
    copy = SqlAdapter(url=f"sqlite:///{copied.parent}/copy/reports.sqlite", encryption=False)
    assert copy.reports.get("A") == samples.full_report(PersonalDataCanary("A"), "A")
    copy.close()


# ── an older database put back by hand ───────────────────────────────────────────────────────


def put_back_older(tmp_path: Path, *, since: int) -> SqlAdapter:
    """Have reports since a copy of the database's file, and the copy in its place again."""
    adapter = opened(tmp_path)
    keep(adapter, adapter.reports.next_number(NOON))
    adapter.close()
    shutil.copy(tmp_path / "r.sqlite", tmp_path / "older")
    for _ in range(since):
        keep(adapter, adapter.reports.next_number(NOON))
    adapter.close()
    (tmp_path / "older").replace(tmp_path / "r.sqlite")
    return opened(tmp_path)


@pytest.mark.parametrize("since", [1, 2])
def test_nothing_is_erased_beside_an_older_database(tmp_path: Path, since: int) -> None:
    """The newest row of each month was taken for that of a registration that was cut short."""
    adapter = put_back_older(tmp_path, since=since)
    newer = [f"LCKM-2026-{at:06}" for at in range(2, 2 + since)]
    expected = {(Kind.NEWER, number) for number in newer}
    assert {(one.kind, one.subject) for one in adapter.reports.verify(now=NOON)} == expected
    assert adapter.reports.mend() == 0
    adapter.close()
    adapter = opened(tmp_path)
    assert {(one.kind, one.subject) for one in adapter.reports.verify(now=NOON)} == expected
    keep(adapter, "of-the-host")
    (month,) = (tmp_path / "r.sqlite-months").glob("*.sqlite")
    with closing(sqlite3.connect(month)) as file:
        query = "SELECT number FROM personal WHERE substr(data, 1, 1) <> x'00' ORDER BY seq"
        assert [row[0] for row in file.execute(query)] == [
            "LCKM-2026-000001",
            *newer,
            "of-the-host",
        ]
    adapter.close()


def test_the_right_database_finds_all_beside_it_again(tmp_path: Path) -> None:
    adapter = opened(tmp_path)
    numbers = [adapter.reports.next_number(NOON)]
    keep(adapter, numbers[0])
    adapter.close()
    shutil.copy(tmp_path / "r.sqlite", tmp_path / "older")
    numbers.append(adapter.reports.next_number(NOON))
    keep(adapter, numbers[1])
    adapter.close()
    (tmp_path / "r.sqlite").rename(tmp_path / "right")
    shutil.copy(tmp_path / "older", tmp_path / "r.sqlite")
    mistaken = opened(tmp_path)
    mistaken.reports.verify(now=NOON)
    mistaken.close()
    (tmp_path / "right").replace(tmp_path / "r.sqlite")
    adapter = opened(tmp_path)
    assert all(adapter.reports.get(number) is not None for number in numbers)
    assert adapter.reports.verify(now=NOON) == []
    adapter.close()


def test_a_number_of_a_later_year_was_not_given_either(tmp_path: Path) -> None:
    adapter = opened(tmp_path)
    assert adapter.reports.next_number(NOON) == "LCKM-2026-000001"
    with adapter.database.reading() as connection:
        answers = {
            number: is_never_given(connection, "LCKM-{year}-{count}", number)
            for number in (
                "LCKM-2026-000001",
                "LCKM-2026-000002",
                "LCKM-2027-000001",
                "LCKM-2025-000009",
                "HOST-7",
            )
        }
    assert list(answers.values()) == [False, True, True, False, False]
    adapter.close()


def test_where_the_host_makes_all_numbers_nobody_can_tell(tmp_path: Path) -> None:
    adapter = opened(tmp_path)
    with adapter.database.reading() as connection:
        assert not is_never_given(connection, "LCKM-{year}-{count}", "LCKM-2026-000001")
    adapter.close()
