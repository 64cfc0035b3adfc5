"""A month's file that is there and that the system keeps closed: the cause is named, and nobody
takes the file for missing or damaged.
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lckm_core.errors import ErasureDeferredError
from lckm_sql import (
    BackupError,
    FailureKind,
    IntegrityFindingKind as Kind,
    SqlAdapter,
    StoreUnavailableError,
    failure_kinds,
    unopened_files,
)
from lckm_testing.contracts import samples
from tests.helpers.kept_reports import keep

NOON = samples.NOON
READ_ONLY = "is_on_read_only_disk"
FULL = "is_full"


@pytest.fixture
def month(tmp_path: Path) -> Path:
    """Return the file of a month that SQLite cannot open: it can make no journal."""
    adapter = opened(tmp_path)
    keep(adapter, "A")
    adapter.close()
    (file,) = (tmp_path / "r.sqlite-months").glob("*.sqlite")
    file.with_name(f"{file.name}-shm").symlink_to(file.parent / "missing" / "journal")
    return file


def opened(folder: Path) -> SqlAdapter:
    return SqlAdapter(url=f"sqlite:///{folder}/r.sqlite", encryption=False)


def have(patch: pytest.MonkeyPatch, cause: str, file: Path) -> None:
    """Have the system say that the disk of the months is in this state."""
    for module in (unopened_files, failure_kinds):
        patch.setattr(module, cause, lambda path: path in (file, file.parent))


def use_up_open_files(patch: pytest.MonkeyPatch) -> None:
    use = os.open

    def refuse(path: Any, *arguments: Any, **options: Any) -> int:
        if path == os.devnull:
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return use(path, *arguments, **options)

    patch.setattr(os, "open", refuse)


@pytest.mark.parametrize(
    ("cause", "kind"),
    [(READ_ONLY, FailureKind.READ_ONLY_DISK), (FULL, FailureKind.NO_SPACE)],
)
def test_a_cause_at_the_disk_is_named_with_the_file(
    tmp_path: Path, month: Path, monkeypatch: pytest.MonkeyPatch, cause: str, kind: FailureKind
) -> None:
    have(monkeypatch, cause, month)
    adapter = opened(tmp_path)
    acts: tuple[Callable[[], object], ...] = (
        lambda: adapter.backup(tmp_path / "copy"),
        lambda: adapter.reports.get("A"),
        lambda: keep(adapter, "B"),
    )
    for act in acts:
        with pytest.raises(StoreUnavailableError) as refused:
            act()
        assert (refused.value.kind, refused.value.where) == (kind, str(month))
        assert refused.value.__context__ is None
    findings = {finding.kind for finding in adapter.reports.verify(now=NOON)}
    assert Kind.UNOPENED in findings
    assert Kind.DAMAGED not in findings
    adapter.close()
    assert [path.name for path in month.parent.glob("*.sqlite")] == ["2026_10_1.sqlite"], (
        "a month that is there does not go on in another file"
    )


def test_the_rest_is_copied_without_months(
    tmp_path: Path, month: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    have(monkeypatch, READ_ONLY, month)
    adapter = opened(tmp_path)
    adapter.backup(tmp_path / "copy", without_months=True)
    assert not (tmp_path / "copy" / "reports.sqlite-months" / "2026_10_1.sqlite").exists()
    adapter.close()


def test_open_files_that_are_used_up_are_named(
    tmp_path: Path, month: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = opened(tmp_path)
    adapter.reports.dispatch("A")
    use_up_open_files(monkeypatch)
    with pytest.raises(StoreUnavailableError) as refused:
        adapter.reports.get("A")
    assert refused.value.kind is FailureKind.NO_RESOURCES
    adapter.close()


def test_a_file_for_which_the_system_gives_no_cause_is_as_before(
    tmp_path: Path, month: Path
) -> None:
    adapter = opened(tmp_path)
    with pytest.raises(BackupError):
        adapter.backup(tmp_path / "copy")
    assert Kind.DAMAGED in {finding.kind for finding in adapter.reports.verify(now=NOON)}
    adapter.close()


def test_a_month_that_may_not_be_used_is_no_missing_month(
    tmp_path: Path, month: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the answer of the system, since root may use any file."""
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != month.parent.name)
    adapter = opened(tmp_path)
    with pytest.raises(StoreUnavailableError) as refused:
        adapter.backup(tmp_path / "copy")
    assert (refused.value.kind, refused.value.where) == (FailureKind.FORBIDDEN, str(month))
    adapter.close()


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.EROFS, FailureKind.READ_ONLY_DISK),
        (errno.ENOSPC, FailureKind.NO_SPACE),
        (errno.EACCES, FailureKind.FORBIDDEN),
        (errno.EIO, FailureKind.DISK),
        (errno.EMFILE, FailureKind.NO_RESOURCES),
        (errno.ENOTDIR, FailureKind.OTHER),
    ],
)
def test_what_the_system_refuses_has_its_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: FailureKind
) -> None:
    """A month's first file could not be made, and the error of the system was nobody's."""
    adapter = opened(tmp_path)
    adapter.migrate()

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number), "nowhere")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StoreUnavailableError) as refused:
        keep(adapter, "A")
    assert refused.value.kind is kind
    monkeypatch.undo()
    adapter.close()


def test_the_disk_of_the_database_is_named_where_it_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note beside the database was named, with the advice to name another place."""
    adapter = opened(tmp_path)
    keep(adapter, "A")
    write = Path.write_text

    def refuse(path: Path, *arguments: Any, **options: Any) -> int:
        if path.name.endswith(".half"):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        return write(path, *arguments, **options)

    def refuse_to_remove(path: Path, *, missing_ok: bool = False) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(Path, "write_text", refuse)
    monkeypatch.setattr(Path, "unlink", refuse_to_remove)
    with pytest.raises(StoreUnavailableError) as refused:
        adapter.backup(tmp_path / "copy")
    found = refused.value
    assert (found.kind, found.where) == (FailureKind.READ_ONLY_DISK, str(tmp_path / "r.sqlite"))
    adapter.close()


def test_sqlite_says_of_a_missing_file_what_it_said(tmp_path: Path) -> None:
    error = sqlite3.OperationalError("unable to open database file")
    assert unopened_files.unopened_error(tmp_path / "missing.sqlite", error) is None


def test_a_withdrawal_is_recorded_and_done_once_the_file_can_be_opened(
    tmp_path: Path, month: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was refused, as if nobody had withdrawn."""
    adapter = opened(tmp_path)
    with monkeypatch.context() as patch:
        have(patch, READ_ONLY, month)
        with pytest.raises(ErasureDeferredError) as deferred:
            adapter.reports.erase("A", now=NOON)
        assert deferred.value.is_away
        assert adapter.reports.erase_due(now=NOON) == 0
    month.with_name(f"{month.name}-shm").unlink()
    adapter.close()
    adapter = opened(tmp_path)
    assert adapter.reports.erase_due(now=NOON) == 1
    assert adapter.reports.verify(now=NOON) == []
    adapter.close()


def test_a_journal_that_goes_while_it_is_looked_at_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process moved it into its file between two looks: ``FileNotFoundError``."""
    adapter = opened(tmp_path)
    keep(adapter, "A")
    adapter.close()
    exists = Path.exists

    def just_seen(path: Path, **options: Any) -> bool:
        return path.name.endswith("-wal") or exists(path, **options)

    adapter.reports.read_as_is()
    monkeypatch.setattr(Path, "exists", just_seen)
    assert adapter.reports.get("A") is not None
    monkeypatch.undo()
    adapter.close()


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_journal_that_cannot_be_read_where_it_lies_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_closed: bool
) -> None:
    """SQLite makes its index beside it; the advice named the disk, and no journal."""
    used, copied = tmp_path / "used", tmp_path / "copied"
    used.mkdir()
    source = opened(used)
    keep(source, "A")
    if is_closed:
        source.close()
    shutil.copytree(used, copied)
    source.close()
    file = copied / "r.sqlite"
    # As where the folder lets no file be made, whoever runs this.
    index = file.with_name(f"{file.name}-shm")
    index.unlink(missing_ok=True)
    index.symlink_to(tmp_path / "missing" / "index")
    for module in (unopened_files, failure_kinds):
        monkeypatch.setattr(module, READ_ONLY, lambda _: True)
    adapter = opened(copied)
    if not is_closed:
        adapter.reports.read_as_is()
    with pytest.raises(StoreUnavailableError) as refused:
        adapter.reports.get("A")
    found = refused.value
    assert (found.kind, found.where) == (FailureKind.READ_ONLY_DISK, str(file))
    for words in (found.message.pl, found.message.en):
        assert (f"{file}-wal" in words) is not is_closed
    adapter.close()
