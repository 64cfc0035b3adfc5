"""Terms that did not change are told without a lock, and those that did are read."""

import os
import shutil

import pytest
from filelock import FileLock

from lckm_folder import FolderAdapter

SAMPLE = "samples/terms/2023-01-19.yaml"
VERSION, OTHER = b"2023-01-19", b"2025-01-19"
# So long ago that it can be told from any later change.
LONG_AGO = 1_700_000_000


@pytest.fixture
def notices(tmp_path, monkeypatch):
    """Return the notices of a folder with terms, once these were read."""
    (tmp_path / "terms").mkdir()
    shutil.copy(SAMPLE, tmp_path / "terms" / "0001.yaml")
    os.utime(tmp_path / "terms" / "0001.yaml", (LONG_AGO, LONG_AGO))
    # The time of the last change of the file itself is now.
    monkeypatch.setattr("lckm_folder.cache._SETTLED", -1_000_000_000)
    found = FolderAdapter(tmp_path).notices
    assert versions(found) == ["2023-01-19"]
    return found


@pytest.fixture
def other(tmp_path):
    """Return the content of another version of the terms."""
    content = (tmp_path / "terms" / "0001.yaml").read_bytes()
    assert VERSION in content
    return content.replace(VERSION, OTHER)


def versions(notices):
    return [terms.version for terms in notices.terms()]


def test_no_lock_is_waited_for(notices, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(FileLock, "acquire", None)
        assert notices.terms()[0] is notices.terms()[0]


def test_terms_that_were_replaced_are_read(notices, tmp_path, other):
    (tmp_path / "new.yaml").write_bytes(other)
    (tmp_path / "new.yaml").replace(tmp_path / "terms" / "0001.yaml")
    assert versions(notices) == ["2025-01-19"]


def test_terms_that_were_written_in_place_with_their_old_time_are_read(notices, tmp_path, other):
    """As some programs do that copy files."""
    path = tmp_path / "terms" / "0001.yaml"
    before = path.stat()
    path.write_bytes(other)
    os.utime(path, (LONG_AGO, LONG_AGO))
    while path.stat().st_ctime_ns == before.st_ctime_ns:  # it goes on by some milliseconds
        os.utime(path, (LONG_AGO, LONG_AGO))
    assert (path.stat().st_size, path.stat().st_ino) == (before.st_size, before.st_ino)
    assert versions(notices) == ["2025-01-19"]


def test_terms_that_are_new_are_read(notices, tmp_path, other):
    (tmp_path / "terms" / "0002.yaml").write_bytes(other)
    assert versions(notices) == ["2023-01-19", "2025-01-19"]


def test_terms_that_were_committed_and_are_not_in_place_are_read(notices, tmp_path, other):
    (tmp_path / "terms" / "0002.yaml.lckm-new").write_bytes(other)
    (tmp_path / ".lckm-journal").write_text('["terms/0002.yaml"]')
    assert versions(notices) == ["2023-01-19", "2025-01-19"]
    assert not (tmp_path / ".lckm-journal").exists()


def test_terms_that_went_are_not_told(notices, tmp_path):
    (tmp_path / "terms" / "0001.yaml").unlink()
    assert versions(notices) == []
    shutil.rmtree(tmp_path)
    with pytest.raises(OSError, match="lckm|No such|" + tmp_path.name):
        notices.terms()
