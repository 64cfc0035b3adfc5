"""A copy is judged whole before anything is touched, and a restore may be killed at any step."""

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from lckm_core.errors import LckmError
from lckm_sql import BackupError, IntegrityFindingKind, SqlAdapter, UnknownPartitionsError
from lckm_sql.backup import NAME
from lckm_sql.folder_mark import MARK
from lckm_sql.restore_paths import PARTITIONS, RestorePaths
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples

NOON = samples.NOON
SOON = NOON + timedelta(days=2)
MAIN = "reports.sqlite"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of twenty-one reports, of which a copy has all but the last."""
    folder = tmp_path_factory.mktemp("made")
    adapter = opened(folder)
    for number in (f"R-{at:02d}" for at in range(20)):
        register(adapter, number)
    adapter.backup(folder / "copy")
    register(adapter, "R-20")
    adapter.close()
    return folder


@pytest.fixture
def here(made: Path, tmp_path: Path) -> Path:
    """The same folder for one test."""
    return shutil.copytree(made, tmp_path / "here")


def opened(folder: Path) -> SqlAdapter:
    return SqlAdapter(url=f"sqlite:///{folder}/db/r.sqlite", encryption=False)


def register(adapter: SqlAdapter, number: str) -> None:
    adapter.reports.add(
        samples.full_report(PersonalDataCanary(number), number), samples.opened(number)
    )


def month_of(folder: Path) -> Path:
    (file,) = folder.glob("*-months/*.sqlite")
    return file


def empty_rows(copy: Path) -> None:
    with closing(sqlite3.connect(month_of(copy))) as month:
        month.execute("DELETE FROM personal")
        month.commit()


def cut_last_page(file: Path) -> None:
    os.truncate(file, file.stat().st_size - 4096)


def flip_content(file: Path) -> None:
    """Change one letter of what a resident wrote, or of a report: no page is damaged by it."""
    content = file.read_bytes()
    at = content.rindex(b'"description"' if b'"description"' in content else b'"category"') + 4
    file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])


def strange(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE recipe (name TEXT)")
        other.commit()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "month without rows": empty_rows,
    "month of no bytes": lambda copy: os.truncate(month_of(copy), 0),
    "month without its last page": lambda copy: cut_last_page(month_of(copy)),
    "month with a flipped byte": lambda copy: flip_content(month_of(copy)),
    "month without file": lambda copy: month_of(copy).unlink(),
    "main file of no bytes": lambda copy: os.truncate(copy / MAIN, 0),
    "main file of another program": lambda copy: strange(copy / MAIN),
    "main file that is no database": lambda copy: (copy / MAIN).write_bytes(b"garbage" * 999),
    "main file without its last page": lambda copy: cut_last_page(copy / MAIN),
    "main file with a flipped byte": lambda copy: flip_content(copy / MAIN),
    "manifest that is cut short": lambda copy: cut(copy / "manifest.json"),
}


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])


def contents(folder: Path) -> dict[str, str]:
    """Return the digest of every file, and of every folder that it is there."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else ""
        for path in sorted(folder.rglob("*"))
    }


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_copy_that_is_not_as_it_was_made_is_refused_and_nothing_is_touched(
    here: Path, damage: str
) -> None:
    DAMAGES[damage](here / "copy")
    before = contents(here / "db")
    with pytest.raises(BackupError, match=str(here / "copy")):
        opened(here).restore(here / "copy", now=SOON)
    assert contents(here / "db") == before


@pytest.mark.parametrize("damage", [one for one in DAMAGES if one.startswith("month")])
def test_the_rest_of_a_copy_is_taken_when_asked(here: Path, damage: str) -> None:
    DAMAGES[damage](here / "copy")
    adapter = opened(here)
    restored = adapter.restore(here / "copy", now=SOON, without_months=True)
    assert (restored.reports, restored.taken_over) == (20, ("R-20",))
    found = adapter.reports.get("R-07")
    assert found is not None
    assert found.personal is None
    adapter.close()


@pytest.mark.parametrize("damage", [one for one in DAMAGES if one.startswith("main")])
@pytest.mark.parametrize("option", ["without_months", "without_manifest"])
def test_no_option_takes_a_main_file_that_is_no_database(
    here: Path, damage: str, option: str
) -> None:
    if option == "without_manifest" and "last page" not in damage and "flipped" not in damage:
        (here / "copy" / "manifest.json").unlink()
    DAMAGES[damage](here / "copy")
    before = contents(here / "db")
    with pytest.raises(LckmError):
        opened(here).restore(here / "copy", now=SOON, **{option: True})  # type: ignore[arg-type]
    assert contents(here / "db") == before


def test_a_copy_of_an_older_program_is_told_and_taken_only_when_asked(here: Path) -> None:
    (here / "copy" / "manifest.json").unlink()
    before = contents(here / "db")
    with pytest.raises(BackupError, match="--without-manifest"):
        opened(here).restore(here / "copy", now=SOON)
    assert contents(here / "db") == before
    adapter = opened(here)
    assert adapter.restore(here / "copy", now=SOON, without_manifest=True).reports == 20
    adapter.close()


def test_a_file_that_the_manifest_does_not_name_is_left_in_the_copy(here: Path) -> None:
    """Such as the month of another copy, or the journal of whoever looked into this one."""
    month = month_of(here / "copy")
    shutil.copyfile(month, month.with_name("2026_11_9.sqlite"))
    adapter = opened(here)
    adapter.restore(here / "copy", now=SOON)
    assert adapter.reports.verify(now=NOON) == []
    adapter.close()


def test_the_manifest_names_every_file_of_the_copy_and_nothing_of_anybody(here: Path) -> None:
    manifest = json.loads((here / "copy" / "manifest.json").read_bytes())
    assert manifest["files"] == {
        name: digest
        for name, digest in contents(here / "copy").items()
        if digest and name != "manifest.json"
    }
    assert set(manifest) == {"format", "files"}
    assert not [path for path in (here / "db").rglob("*") if path.name == "manifest.json"]


# ── killed, and repeated ─────────────────────────────────────────────────────────────────────────

QUICK = (-18, -10, -4)
"""From the end: before the database is moved away, while it is, and with the copy in its place."""
_CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "sqlite3.connect"}


def killed_at(folder: Path, act: str, step: int) -> int:
    """Let a process of its own do an act and be killed at a step, if it comes to that.

    A step is whatever changes a file or a folder: the moments at which a kill may leave something
    half done. Returns how many steps there were; fewer than *step* where it came to the end.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        steps = 0

        def audited(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal steps
            flags = arguments[2] if event == "open" else 0
            if event in _CHANGES or (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)):
                if steps == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                steps += 1

        try:
            adapter = opened(folder)
            sys.addaudithook(audited)
            if act == "restore":
                adapter.restore(folder / "copy", now=SOON, withdrawn=["R-03"])
            else:
                adapter.backup(folder / "new" / "copy")
            os.write(writer, str(steps).encode())
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as pipe:
        count = pipe.read()
    if os.waitstatus_to_exitcode(status) == -signal.SIGKILL:
        return step + 1
    assert os.waitstatus_to_exitcode(status) == 0
    return int(count)


def contents_of(adapter: SqlAdapter) -> object:
    """Return what a database tells of its reports, deliveries, numbers and trail."""
    numbers = [found.report.number for found in adapter.reports.search(limit=99)]
    return (
        [(one, adapter.reports.get(one), adapter.reports.dispatch(one)) for one in numbers],
        [entry.event for entry in adapter.trail.audit()],
        adapter.reports.next_number(SOON),
        [(one.kind, one.subject) for one in adapter.reports.verify(now=NOON)],
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is killed by a signal there")
def test_a_restore_killed_at_any_step_is_told_and_repeated_ends_as_if_it_never_was(
    made: Path, here: Path, long_run: bool
) -> None:
    steps = killed_at(here, "restore", -1)
    adapter = opened(here)
    wanted = contents_of(adapter)
    adapter.close()
    absent = 0
    # The last steps put the copy in place: each of them; of those before, one in thirty. In every
    # change, three of the last.
    last, others = range(steps - 24, steps), range(0, steps - 24, 30)
    for step in [*others, *last] if long_run else [steps + at for at in QUICK]:
        folder = shutil.copytree(made, here / f"killed-{step}")
        assert killed_at(folder, "restore", step) == step + 1
        adapter = opened(folder)
        if (folder / "db" / "r.sqlite").exists():
            left = [*map(str, (folder / "db").rglob("*.restor*"))]
            assert sorted(left_over(adapter)) == sorted(left), step
        else:
            absent += 1
            with pytest.raises(UnknownPartitionsError, match="lckm restore"):
                adapter.reports.get("R-01")
            assert not (folder / "db" / "r.sqlite").exists(), "no program begins anew beside it"
        restored = adapter.restore(folder / "copy", now=SOON, withdrawn=["R-03"])
        assert (restored.reports, restored.taken_over) == (20, ("R-20",)), step
        assert contents_of(adapter) == wanted, step
        adapter.close()
        assert PersonalDataCanary("R-03").search(folder / "db") == (), step
        assert {path.name for path in (folder / "db").iterdir()} == {
            "r.sqlite",
            "r.sqlite-months",
            "r.sqlite.in-use",
        }, step
        shutil.rmtree(folder)
    assert absent


def left_over(adapter: SqlAdapter) -> list[str]:
    return [
        one.subject
        for one in adapter.reports.verify(now=NOON)
        if one.kind is IntegrityFindingKind.LEFT_OVER
    ]


@pytest.mark.slow(reason="kills many times; a restore that is killed at each step stands for it")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is killed by a signal there")
def test_what_a_killed_backup_leaves_is_told(here: Path, long_run: bool) -> None:
    (here / "new").mkdir()
    steps = killed_at(here, "backup", -1)
    for step in range(0, steps, 1 if long_run else 5):
        shutil.rmtree(here / "new")
        (here / "new").mkdir()
        assert killed_at(here, "backup", step) == step + 1
        left = [str(path) for path in (here / "new").iterdir() if path.name != "copy"]
        adapter = opened(here)
        assert left_over(adapter) == left, step
        adapter.close()
        if (here / "new" / "copy").exists():
            shutil.copytree(here / "new" / "copy", here / f"of-{step}")
            whole = opened(here / f"db-{step}")
            assert whole.restore(here / f"of-{step}", now=SOON).reports == 21
            whole.close()


def test_a_stopped_restore_is_finished_only_where_it_had_begun_to_replace(tmp_path: Path) -> None:
    paths = RestorePaths(tmp_path / "lckm.sqlite", tmp_path / "months")
    assert not paths.finish(0)
    paths.ready.mkdir()
    (paths.ready / NAME).write_bytes(b"copy")
    paths.file.write_bytes(b"database")
    assert not paths.finish(0), "the database is whole"
    paths.file.unlink()
    assert paths.finish(0)
    assert (paths.file.read_bytes(), paths.ready.exists()) == (b"copy", False)
    assert not paths.finish(0), "it was finished before"
    paths.ready.mkdir()
    assert paths.finish(0), "it was stopped before the last folder was removed"


def test_the_mark_of_the_months_is_put_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before it, the folder has no mark of months that are not all there."""
    paths = RestorePaths(tmp_path / "lckm.sqlite", tmp_path / "months")
    (paths.ready / PARTITIONS).mkdir(parents=True)
    (paths.ready / NAME).write_bytes(b"copy")
    months = {"2026-01.sqlite", "2026-03.sqlite", "zz.sqlite"}
    for name in {*months, MARK}:
        (paths.ready / PARTITIONS / name).write_bytes(name.encode())
    paths.partitions.mkdir()
    for name in ("2025-01.sqlite", "2025-01.sqlite-wal", "2025-02.begun"):
        (paths.partitions / name).touch()
    put: list[str] = []
    replace = Path.replace

    def noted(self: Path, target: Path) -> Path:
        put.append(self.name)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", noted)
    assert paths.finish(0)
    assert (put[-1], {*put[:-1]}) == (MARK, months)
    assert {path.name for path in paths.partitions.iterdir()} == {*months, MARK}
    assert not paths.ready.exists()
