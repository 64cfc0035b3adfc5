"""A file that is replaced stays whose it was, and for whom it was to be read."""

import os
import shutil
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest

from lckm_core.ports import EditionChange
from lckm_core.ports.optional import RouteTableChange
from lckm_core.publication import State
from lckm_folder import FolderAdapter
from lckm_testing.contracts.samples import editions

SAMPLE = "samples/routes/routes.yaml"
MODES = (0o640, 0o600, 0o440, 0o664)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def table(tmp_path):
    return shutil.copy(SAMPLE, tmp_path / "routes.yaml")


def change(root):
    """Change the table of routes, and return the file of the change."""
    routes = FolderAdapter(root).routes
    text = routes.table_text()
    at = datetime(2026, 12, 1, 9, tzinfo=UTC)
    routes.replace_table(
        RouteTableChange(
            text=f"# Uwaga.\n{text}", replaced=text, at=at, by="Jan Dyrektor", reason="Uwaga"
        )
    )
    assert routes.table_text() != text
    return max((root / "routes").iterdir())


@pytest.mark.parametrize("mode", MODES)
def test_a_table_that_is_changed_keeps_its_mode_and_its_record_gets_it(tmp_path, table, mode):
    table.chmod(mode)
    record = change(tmp_path)
    assert (mode_of(table), mode_of(record)) == (mode, mode)


def test_a_mode_is_on_the_disk_with_its_file(tmp_path, table, monkeypatch):
    """Else a power cut leaves a table that everybody may read, or that its group may not."""
    flushed, fsync = set(), os.fsync

    def noted(handle):
        fsync(handle)
        found = os.fstat(handle)
        flushed.add((found.st_ino, stat.S_IMODE(found.st_mode)))

    table.chmod(0o640)
    monkeypatch.setattr(os, "fsync", noted)
    record = change(tmp_path)
    assert {(path.stat().st_ino, 0o640) for path in (table, record)} <= flushed


@pytest.mark.parametrize("mode", MODES)
def test_what_is_kept_of_an_edition_that_is_changed_keeps_its_mode(tmp_path, mode):
    first = editions()[0]
    store = FolderAdapter(tmp_path).procedures
    store.save([EditionChange(first)])
    (path,) = tmp_path.rglob("editions.json")
    path.chmod(mode)
    changed = attrs.evolve(first, state=State.CHECKED)
    store.save([EditionChange(changed, first)])
    assert list(store.editions(first.id)) == [changed]
    assert mode_of(path) == mode


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path, table):
    (tmp_path / "new").touch()
    FolderAdapter(tmp_path).procedures.save([EditionChange(editions()[0])])
    (path,) = (tmp_path / "procedures").rglob("*.yaml")
    assert mode_of(path) == mode_of(tmp_path / "new")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_a_table_that_is_changed_stays_whose_it_was(tmp_path, table):
    os.chown(table, 12345, 54321)
    record = change(tmp_path)
    for path in (table, record):
        assert (path.stat().st_uid, path.stat().st_gid) == (12345, 54321)


def test_where_the_owner_cannot_be_kept_the_group_is(tmp_path, table, monkeypatch):
    table.chmod(0o640)
    asked = []

    def only_group(descriptor, owner, group):
        asked.append((owner, group))
        if owner != -1:
            raise PermissionError

    monkeypatch.setattr(os, "fchown", only_group)
    change(tmp_path)
    wanted = table.stat()
    assert asked[:2] == [(wanted.st_uid, wanted.st_gid), (-1, wanted.st_gid)]
    assert mode_of(table) == 0o640


def test_where_nothing_can_be_kept_it_is_saved_all_the_same(tmp_path, table, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(os, "fchown", refuse)
    monkeypatch.setattr(Path, "chmod", refuse)
    change(tmp_path)
    assert mode_of(table) == 0o600
