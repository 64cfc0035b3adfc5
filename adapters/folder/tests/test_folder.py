"""Several files as one act: killed in the middle, a full disk, two processes, hostile names."""

import errno
import os
import pickle
import runpy
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copy

import pytest

from lckm_core.ports import EditionChange
from lckm_folder import (
    Folder,
    FolderAdapter,
    NotThereError,
    UnfinishedError,
    UnsafeNameError,
    atomic_folder as folder,
)
from lckm_testing.contracts.samples import editions

KILLED = Path(__file__).parent / "killed.py"
HANDING_IN = Path(__file__).parent / "handing_in.py"
HOSTILE = [
    "", ".", "..", "../x", "a/b", "a\\b", "a:b", "a\0b", "a\nb", " a", "a ", "a.",
    "CON", "nul.txt", "Lpt1",
    ".lckm-lock", ".lckm-journal", "x.lckm-new", "a|b", "a?", "\u202ea",
]  # fmt: skip


@pytest.mark.skipif(
    os.name != "posix", reason="SIGKILL and fork are POSIX; the acts are the same elsewhere"
)
def test_killed_at_any_step_nothing_is_half_done(tmp_path, long_run):
    """All of an act or nothing, no file left over, and whoever comes next can go on."""
    command = [sys.executable, str(KILLED), str(tmp_path), "1" if long_run else "8"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    saving, sending = map(int, run.stdout.split())
    assert saving > 20
    assert sending > 10


def _as_one_who_may_only_read(root, act):
    """Return what *act* returns, or the name of what it raises, for a user who may not write in
    *root*.
    """
    for path in [root, *root.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            said = act()
        except Exception as error:  # noqa: BLE001  its type is the answer
            said = type(error).__name__
        os.write(tell, repr(said).encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(tell)
    with os.fdopen(told, "rb") as answer:
        return answer.read().decode()


@pytest.fixture
def open_folder():
    """A folder that every user of the machine can get to."""
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        root.chmod(0o755)
        (root / "base").mkdir()
        yield root / "base"
        for path in [root, *root.rglob("*")]:
            path.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="fork, and users with numbers, are POSIX")
class TestWhoMayOnlyRead:
    """As an administrator installs it: the knowledge base is a checkout that belongs to
    somebody else.
    """

    def test_reads_what_the_library_never_wrote_to(self, open_folder):
        copy("samples/routes/routes.yaml", open_folder)
        read = len(FolderAdapter(open_folder).routes.table().routes)
        assert read
        (open_folder / ".lckm-lock").unlink()
        adapter = FolderAdapter(open_folder)
        assert _as_one_who_may_only_read(
            open_folder, lambda: len(adapter.routes.table().routes)
        ) == str(read)
        assert _as_one_who_may_only_read(open_folder, lambda: adapter.notices.terms()) == "[]"
        assert not (open_folder / ".lckm-lock").exists()

    def test_reads_what_the_library_wrote(self, open_folder):
        first, *_ = editions()
        FolderAdapter(open_folder).procedures.save([EditionChange(first)])
        store = FolderAdapter(open_folder).procedures
        assert _as_one_who_may_only_read(open_folder, lambda: list(store.ids())) == repr([first.id])
        assert _as_one_who_may_only_read(open_folder, lambda: len(store.editions(first.id))) == "1"
        assert (
            _as_one_who_may_only_read(open_folder, lambda: store.save([EditionChange(first)]))
            != "None"
        )

    def test_reads_all_that_there_is(self, open_folder):
        first, *_ = editions()
        FolderAdapter(open_folder).procedures.save([EditionChange(first)])
        adapter = FolderAdapter(open_folder)
        assert (
            _as_one_who_may_only_read(
                open_folder, lambda: [one.number for one in adapter.procedures.all_editions()]
            )
            == "[1]"
        )
        assert (
            _as_one_who_may_only_read(open_folder, lambda: adapter.notices.announcements()) == "[]"
        )

    def test_waits_for_whoever_writes(self, open_folder):
        first, *_ = editions()
        FolderAdapter(open_folder).procedures.save([EditionChange(first)])
        store = FolderAdapter(open_folder).procedures
        with ThreadPoolExecutor() as pool:
            with Folder(open_folder).locked():
                reading = pool.submit(
                    _as_one_who_may_only_read, open_folder, lambda: len(store.editions(first.id))
                )
                with pytest.raises(TimeoutError):
                    reading.result(timeout=0.3)
            assert reading.result() == "1"

    def test_says_so_when_somebody_died_over_a_decided_act(self, open_folder):
        (open_folder / ".lckm-journal").write_text('["x.yaml"]')
        (open_folder / "x.yaml.lckm-new").write_text("x")
        store = FolderAdapter(open_folder).procedures
        assert _as_one_who_may_only_read(open_folder, lambda: store.ids()) == "'UnfinishedError'"
        assert (open_folder / "x.yaml.lckm-new").exists()


def _handing_in(*arguments):
    """Return a process that is forked and runs the program, and what it prints."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            sys.argv[1:] = map(str, arguments)
            with os.fdopen(writing, "w") as sys.stdout:
                runpy.run_path(str(HANDING_IN), run_name="__main__")
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    return child, os.fdopen(reading)


@pytest.mark.skipif(os.name != "posix", reason="fork is POSIX; the acts are the same elsewhere")
def test_of_two_processes_neither_loses_a_text(tmp_path):
    store = tmp_path / "store"
    store.mkdir()
    workers = [_handing_in(store, tmp_path / "go", at) for at in range(2)]
    assert [printed.readline() for _, printed in workers] == ["ready\n"] * 2
    (tmp_path / "go").touch()
    for child, printed in workers:
        with printed:
            assert printed.read() == "done\n"
        assert os.waitpid(child, 0)[1] == 0
    kept = FolderAdapter(store).procedures.editions("KA-00001")
    assert [edition.number for edition in kept] == list(range(1, 11))
    titles = sorted(edition.procedure.title for edition in kept)
    assert titles == sorted(f"Wydanie {index}.{turn}" for index in range(2) for turn in range(5))


def _names(root):
    return sorted(
        path.name for path in root.rglob("*") if path.is_file() and path.name != ".lckm-lock"
    )


def test_a_full_disk_leaves_what_was(tmp_path, monkeypatch):
    store = FolderAdapter(tmp_path).procedures
    first, second, *_ = editions()
    store.save([EditionChange(first)])
    whole, left = folder._write_through, [2]

    def full(path, content):
        left[0] -= 1
        if left[0] < 0:
            path.write_bytes(content[:10])
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        whole(path, content)

    monkeypatch.setattr(folder, "_write_through", full)
    with pytest.raises(OSError, match="No space left"):
        store.save([EditionChange(second)])
    monkeypatch.undo()
    assert _names(tmp_path) == ["1.yaml", "editions.json"]
    assert list(store.editions("KA-00001")) == [first]


def test_what_was_decided_is_finished_by_the_next(tmp_path, monkeypatch):
    """The act counts from the journal on: the caller is told that it is not in place yet, and
    the next one puts it there.
    """
    kept = Folder(tmp_path)
    path = kept.path("a", "b.txt")
    replace = Path.replace

    def refused(self, target):
        if self.name == "b.txt.lckm-new":
            raise OSError(errno.EIO, "Input/output error", str(self))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)
    with kept.locked(make=True), pytest.raises(UnfinishedError):
        kept.write({path: b"new"})
    assert not path.exists()
    with pytest.raises(OSError, match="Input/output"), kept.locked():
        pass
    monkeypatch.undo()
    with Folder(tmp_path).locked():
        assert path.read_bytes() == b"new"
    assert _names(tmp_path) == ["b.txt"]


def test_a_journal_from_elsewhere_moves_nothing_outside(tmp_path):
    """Such as one that somebody added to a git checkout."""
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "victim.lckm-new").write_text("evil", encoding="utf-8")
    for name in (".lckm-journal", ".lckm-writing"):
        (root / name).write_text('["../victim"]', encoding="utf-8")
        with pytest.raises(UnsafeNameError), Folder(root).locked():
            pass
        (root / name).unlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["root", "victim.lckm-new"]


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_hostile_names_are_refused(tmp_path, name):
    kept = Folder(tmp_path)
    with pytest.raises(UnsafeNameError):
        kept.path(name)
    with pytest.raises(UnsafeNameError):
        kept.path("procedures", name, "1.yaml")
    assert FolderAdapter(tmp_path).procedures.editions(name) == ()


@pytest.mark.parametrize(
    "name", ["KA-00001", "1.yaml", "Zażółć gęślą", "a..b", "console", "zgloszenia@uml.lodz.pl"]
)
def test_plain_names_are_taken(tmp_path, name):
    assert Folder(tmp_path).path(name) == tmp_path / name


def test_a_link_that_leads_out_is_not_followed(tmp_path):
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "procedures").symlink_to(outside)
    with pytest.raises(UnsafeNameError):
        FolderAdapter(root).procedures.save([EditionChange(editions()[0])])
    assert list(outside.iterdir()) == []


def test_a_folder_that_is_not_there_is_no_empty_one(tmp_path):
    """Or a drive that was not mounted would take everything off the portal.

    The first thing kept makes the folder.
    """
    base = FolderAdapter(tmp_path / "base")
    for read in (
        base.procedures.ids,
        base.notices.terms,
        base.notices.announcements,
        base.routes.table,
    ):
        with pytest.raises(NotThereError, match="base"):
            read()
    assert not (tmp_path / "base").exists()
    first = editions()[0]
    base.procedures.save([EditionChange(first)])
    assert list(base.procedures.ids()) == [first.id]


def test_what_is_missing_is_named_with_what_to_do(tmp_path):
    """In both languages, and so that it survives a process pool; a handler of the system's
    errors gets it, too.
    """
    with pytest.raises(FileNotFoundError) as missing:
        FolderAdapter(tmp_path / "base").notices.terms()
    error = pickle.loads(pickle.dumps(missing.value))
    assert (error.text("pl"), error.text("en")) == (
        missing.value.text("pl"),
        missing.value.text("en"),
    )
    assert str(tmp_path / "base") in error.text("pl")
    assert "utwórz" in str(error)
    assert "create the folder" in error.text("en")
    with pytest.raises(NotThereError, match="tablicę tras"):
        FolderAdapter(tmp_path).routes.table()


def test_a_folder_reached_by_a_link_is_fine(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    first = editions()[0]
    FolderAdapter(tmp_path / "link").procedures.save([EditionChange(first)])
    assert list(FolderAdapter(tmp_path / "real").procedures.editions(first.id)) == [first]
