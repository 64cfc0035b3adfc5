"""The folder on disk: what is not ours is left alone, what was damaged is mended, file systems
without links will do.
"""

import errno
import fcntl
import json
import os
import subprocess
import sys
import threading
from types import SimpleNamespace

import bip_samples as shared
import pytest

from lckm_bip.downloads import Downloads
from lckm_bip.errors import NoSiteError, NotASiteError
from lckm_bip.release.manifest import Manifest
from lckm_bip.release.release_reader import ReleaseReader
from lckm_bip.release.release_store import ReleaseStore
from lckm_bip.release.release_writer import Release, digest
from lckm_bip.site_check import _links, faults_of
from lckm_core.publication import HeldFile
from tests.helpers.rows import some_in_every_change

SOME = shared.editions()[1:4]


@pytest.fixture
def target(tmp_path):
    shared.site(tmp_path / "site", shared.publication(SOME))
    return tmp_path / "site"


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.doc").write_text("x")
    with pytest.raises(NotASiteError, match="pusty"):
        shared.site(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_current_that_is_no_link_is_left_alone(target):
    (target / "current").unlink()
    (target / "current").mkdir()
    with pytest.raises(NotASiteError):
        shared.site(target)


@pytest.mark.parametrize(
    "content",
    some_in_every_change(
        [b"", b"{", b"[]", b'{"format":9}', b'{"format":1,"cards":{"bip":{"KA-1":[1]}}}', b"\xff"],
        1,
        4,
        reason="other notes; two stand for them",
    ),
)
def test_notes_that_cannot_be_read_make_all_anew(target, content):
    before = shared.tree(target / "current")
    for name in ("a.json", "b.json"):
        (target / ".lckm-bip" / name).unlink()
        (target / ".lckm-bip" / name).write_bytes(content)
    shared.site(target, shared.publication(SOME))
    assert shared.tree(target / "current") == before
    assert faults_of(target) == []


def test_a_release_left_in_the_middle_is_made_anew(target):
    other = "b" if str((target / "current").readlink()) == "a" else "a"
    (target / ".lckm-bip" / f"{other}.json").unlink()
    (target / other / "bip" / "KA-01098.html").unlink()
    (target / other / "bip" / "half").write_text("half")
    shared.site(target, shared.publication(SOME))
    assert shared.tree(target / "a") == shared.tree(target / "b")


@pytest.mark.parametrize("content", [b"half", None])
def test_what_was_read_while_releases_were_exchanged_is_read_again(tmp_path, content):
    """The one shown before may be changed by then, and lack the half or all of a file."""
    for name, data in (("a", content), ("b", b"whole")):
        (tmp_path / name / "bip").mkdir(parents=True)
        if data is not None:
            (tmp_path / name / "bip" / "index.html").write_bytes(data)
    shown = iter("abbb")
    store = SimpleNamespace(root=tmp_path, current=lambda: next(shown))
    assert ReleaseReader(store, "bip").read("index.html") == b"whole"


@pytest.mark.parametrize(
    "number",
    some_in_every_change(
        [errno.EPERM, errno.EXDEV, errno.EOPNOTSUPP],
        1,
        reason="another reason; one stands for them",
    ),
)
def test_without_hard_links_files_are_copied(tmp_path, monkeypatch, number):
    def refuse(*_, **__):
        raise OSError(number, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    for some in (SOME, shared.editions()[2:5], SOME):
        shared.site(tmp_path / "site", shared.publication(some))
        assert shared.tree(tmp_path / "site" / "a") == shared.tree(tmp_path / "site" / "b")
        assert faults_of(tmp_path / "site") == []


def test_what_was_written_copied_and_removed_is_flushed(tmp_path, monkeypatch):
    """A copy is on the disk no sooner than another file, nor is the name of one that went."""

    def refuse(*_, **__):
        raise OSError(errno.EXDEV, "no links here")

    flushed = {}
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(
        "lckm_bip.release.release_writer.flush",
        lambda root, files, folders: flushed.update(files=set(files), folders=set(folders)),
    )
    (tmp_path / "a" / "old").mkdir(parents=True)
    (tmp_path / "a" / "old" / "gone.html").write_text("x")
    (tmp_path / "a" / "old" / "stays.html").write_text("x")
    (tmp_path / "b" / "new").mkdir(parents=True)
    (tmp_path / "b" / "new" / "copied.html").write_text("x")
    before = {"old/gone.html": digest(b"x"), "old/stays.html": digest(b"x")}
    release = Release(tmp_path / "a", before)
    assert release.keep(["old/stays.html"])
    release.put("made.html", "x")
    release.link("new/copied.html", tmp_path / "b")
    release.files["new/copied.html"] = digest(b"x")
    release.finish()
    assert flushed["files"] == {"made.html", "new/copied.html"}
    assert {"", "old", "new"} <= flushed["folders"]
    assert not (tmp_path / "a" / "old" / "gone.html").exists()


@pytest.mark.parametrize("most", [1, 7, 100_000])
def test_a_file_is_written_whole_however_little_is_taken_at_once(tmp_path, monkeypatch, most):
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, bytes(data[:most])))
    release = Release(tmp_path, {})
    release.put("a.html", "ż" * 100)
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == "ż" * 100
    assert release.files == {"a.html": digest(("ż" * 100).encode())}


def test_a_link_that_a_killed_export_left_is_in_nobodys_way(target):
    (target / ".lckm-bip" / "current").symlink_to("a")
    shared.site(target, shared.publication(shared.editions()[2:5]))
    assert faults_of(target) == []
    assert not (target / ".lckm-bip" / "current").is_symlink()


def test_who_comes_second_waits_until_the_first_has_gone(tmp_path):
    order, comes = [], threading.Event()

    def second():
        comes.set()
        with ReleaseStore(tmp_path / "site").locked():
            order.append("second")

    other = threading.Thread(target=second)
    with ReleaseStore(tmp_path / "site").locked():
        other.start()
        comes.wait()
        other.join(0.2)
        order.append("first")
    other.join()
    assert order == ["first", "second"]


def test_another_failure_of_a_link_is_a_failure(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.ENOSPC, "disk full")

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(OSError, match="disk full"):
        shared.site(tmp_path / "site", shared.publication(SOME))


_EMPTYING = """
import sys
sys.path.insert(0, sys.argv[1])
import bip_samples as shared
print("begins", flush=True)
shared.site(shared.Path(sys.argv[2]), shared.publication([]))
"""


@pytest.mark.slow(reason="two processes; test_two_exports.py of the promises stands for it")
def test_two_exports_take_turns(target):
    with (target / ".lckm-bip" / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        other = subprocess.Popen(
            [sys.executable, "-c", _EMPTYING, str(shared.HERE), str(target)], stdout=subprocess.PIPE
        )
        assert other.stdout.readline() == b"begins\n"
        assert list((target / "current" / "bip").glob("KA-*.html"))
        assert other.poll() is None
    with other:
        assert other.wait(timeout=60) == 0
    assert not list((target / "current" / "bip").glob("KA-*.html"))


@pytest.mark.parametrize(
    ("name", "is_there"),
    [
        ("a" * 251 + ".pdf", True),
        ("a" * 252 + ".pdf", False),
        ("ż" * 125 + ".pdf", True),
        ("ż" * 126 + ".pdf", False),
        (".htaccess", False),
        ("../a.pdf", False),
    ],
    ids=lambda value: str(value)[-12:],
)
def test_a_file_is_put_where_its_name_fits_a_disk(tmp_path, name, is_there):
    file = HeldFile(name=name, size=1, address="0" * 64)
    page = SimpleNamespace(files=[file], read=lambda held: b"x")
    downloads = Downloads(Release(tmp_path, {}), {})
    assert (downloads.have(page, "pliki", name) is not None) is is_there
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [name] * is_there
    assert not downloads.unread


class TestCheck:
    @pytest.mark.parametrize(
        ("href", "leads"),
        [
            ("pliki/%C5%BC%20a.pdf", True),
            ("pliki/ż%20a.pdf#x", True),
            ("../bip/pliki/%C5%BC%20a.pdf?x", True),
            ("pliki/z%20a.pdf", False),
            ("pliki/%25C5%25BC%20a.pdf", False),
            ("https://example.org/nie-ma", True),
            ("#x", True),
        ],
    )
    def test_a_link_leads_where_a_browser_would_go(self, tmp_path, href, leads):
        (tmp_path / "bip").mkdir()
        (tmp_path / "bip" / "a.html").write_text(f'<a href="{href}">x</a>', encoding="utf-8")
        held = Manifest(files={"bip/a.html": "", "bip/pliki/ż a.pdf": ""})
        assert [fault.path for fault in _links(tmp_path, held)] == ["bip/a.html"] * (not leads)

    def test_numbers_that_sites_show_in_different_editions_are_named(self, target):
        for stored in (target / ".lckm-bip").glob("*.json"):
            held = json.loads(stored.read_bytes())
            held["cards"]["portal"]["KA-01098"][6][0][0] += 1
            stored.unlink()
            stored.write_text(json.dumps(held))
        (fault,) = faults_of(target)
        assert (fault.path, fault.message.pl) == (
            "KA-01098",
            "BIP i portal pokazują różne wersje",
        )

    def test_a_whole_site_has_no_faults(self, target):
        assert faults_of(target) == []

    def test_what_is_missing_changed_foreign_or_leads_nowhere_is_named(self, target):
        bip = target / "current" / "bip"
        (bip / "KA-01098.html").unlink()
        (bip / "KA-01189.html").write_text(
            '<a href="nowhere.html">x</a><a href="https://example.org">y</a>'
        )
        (bip / "strange.html").write_text("x")
        (bip / "link").symlink_to(target)
        said = {(fault.path, fault.message.pl.partition(":")[0]) for fault in faults_of(target)}
        assert ("bip/KA-01098.html", "brakuje tego pliku") in said
        assert ("bip/KA-01189.html", "plik jest inny, niż go zapisano") in said
        assert ("bip/KA-01189.html", "odnośnik donikąd") in said
        assert {("bip/strange.html", "obcy plik"), ("bip/link", "obcy plik")} <= said

    def test_a_folder_without_a_site_is_refused(self, tmp_path):
        (tmp_path / "papers").mkdir()
        for folder, why in (
            (tmp_path / "none", "nie ma takiego folderu"),
            (tmp_path / "papers", "nie ma serwisu"),
        ):
            with pytest.raises(
                NoSiteError, match=f"{folder.name}: .*{why}.*Podaj folder, do którego"
            ) as refused:
                faults_of(folder)
            assert "pusty" not in str(refused.value)
        assert [path.name for path in tmp_path.rglob("*")] == ["papers"]

    @pytest.mark.parametrize(
        "given", [".", "site/current", "site/a/bip", "site/current/bip/index.html"]
    )
    def test_beside_a_site_it_says_which_folder_is_meant(self, target, given):
        with pytest.raises(NoSiteError, match="nie ma serwisu") as refused:
            faults_of(target.parent / given)
        assert f"Podaj „{target}”." in str(refused.value)

    def test_of_many_sites_it_names_three(self, tmp_path):
        for name in "fedcba":
            (tmp_path / name / ".lckm-bip").mkdir(parents=True)
        with pytest.raises(NoSiteError) as refused:
            faults_of(tmp_path)
        assert refused.value.near == tuple(str(tmp_path / name) for name in "abc")

    @pytest.mark.parametrize("harm", ["current", ".lckm-bip/a.json", "link"])
    def test_a_site_that_is_not_whole_is_to_be_exported(self, target, harm):
        if harm == "link":  # copied by a program that follows links
            shown = (target / "current").resolve()
            (target / "current").unlink()
            shown.rename(target / "current")
        else:
            for path in [target / harm] + [target / ".lckm-bip" / "b.json"] * (harm != "current"):
                path.unlink()
        with pytest.raises(NoSiteError, match=r"nie jest cały.*lckm export"):
            faults_of(target)
