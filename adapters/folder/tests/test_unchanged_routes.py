"""A table of routes that did not change is told without a lock, and one that did is read."""

import os
import shutil

import pytest
from filelock import FileLock

from lckm_core.forms import to_yaml
from lckm_core.reports import Category, Route, RouteTable
from lckm_folder import FolderAdapter

SAMPLE = "samples/routes/routes.yaml"
OTHER = RouteTable(
    categories=(Category("droga", "Droga"),),
    domains=("example.org",),
    routes=(
        Route(
            name="Drogi",
            categories=("droga",),
            unit="Zarząd Dróg i Transportu",
            mailbox="zdit@example.org",
        ),
    ),
)
CONTENT = to_yaml(OTHER).encode()
# So long ago that it can be told from any later change.
LONG_AGO = 1_700_000_000


@pytest.fixture
def routes(tmp_path, monkeypatch):
    """Return the routes of a folder, once they were read."""
    shutil.copy(SAMPLE, tmp_path / "routes.yaml")
    os.utime(tmp_path / "routes.yaml", (LONG_AGO, LONG_AGO))
    # The time of the last change of the file itself is now.
    monkeypatch.setattr("lckm_folder.cache._SETTLED", -1_000_000_000)
    found = FolderAdapter(tmp_path).routes
    assert found.table().routes
    return found


def replace(path, content):
    new = path.with_name("new.yaml")
    new.write_bytes(content)
    new.replace(path)


def test_no_lock_is_waited_for(routes, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(FileLock, "acquire", None)
        assert routes.table() is routes.table()


def test_a_table_that_was_replaced_is_read(routes, tmp_path):
    replace(tmp_path / "routes.yaml", CONTENT)
    assert routes.table() == OTHER


def test_a_table_that_was_committed_and_is_not_in_place_is_read(routes, tmp_path):
    (tmp_path / "routes.yaml.lckm-new").write_bytes(CONTENT)
    (tmp_path / ".lckm-journal").write_text('["routes.yaml"]')
    assert routes.table() == OTHER
    assert not (tmp_path / ".lckm-journal").exists()


def test_a_table_that_went_is_not_told(routes, tmp_path):
    (tmp_path / "routes.yaml").unlink()
    with pytest.raises(OSError, match="routes"):
        routes.table()
