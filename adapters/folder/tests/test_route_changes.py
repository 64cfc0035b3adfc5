"""Changes of the table of routes lie beside it, each in a file of its own."""

import os
import shutil
from datetime import UTC, datetime

import pytest

from lckm_core.ports.optional import RouteTableChange
from lckm_folder import FolderAdapter
from lckm_folder.errors import CorruptFileError

SAMPLE = "samples/routes/routes.yaml"


@pytest.fixture
def routes(tmp_path):
    shutil.copy(SAMPLE, tmp_path / "routes.yaml")
    return FolderAdapter(tmp_path).routes


def changed(routes, comment):
    before = routes.table_text()
    change = RouteTableChange(
        text=f"# {comment}\n{before}",
        replaced=before,
        at=datetime(2026, 12, 1, 9, tzinfo=UTC),
        by="Jan Dyrektor",
        reason=comment,
    )
    routes.replace_table(change)
    return change


@pytest.mark.parametrize("stray", ["0007", "999999999", "99999999999999999999"])
def test_a_number_that_somebody_left_there_has_no_later_change_written_over(
    routes, tmp_path, stray
):
    first = changed(routes, "pierwsza")
    (tmp_path / "routes" / "0001.json").rename(tmp_path / "routes" / f"{stray}.json")
    second, third = changed(routes, "druga"), changed(routes, "trzecia")
    assert list(routes.table_changes()) == [third, second, first]


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"at": 1}', "\udcff"])
def test_a_record_that_is_spoilt_is_named(routes, tmp_path, content):
    changed(routes, "pierwsza")
    path = tmp_path / "routes" / "0001.json"
    path.write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(CorruptFileError, match="0001"):
        routes.table_changes()


def test_a_file_of_another_name_is_none(routes, tmp_path):
    change = changed(routes, "pierwsza")
    for name in ("uwagi", "-1", "²", "٣"):
        (tmp_path / "routes" / f"{name}.json").write_text("{}", encoding="utf-8")
    assert list(routes.table_changes()) == [change]


@pytest.fixture
def read_only(monkeypatch):
    """Return what takes the right to write in a folder away, also from root."""
    closed, access = set(), os.access

    def may(path, mode):
        return access(path, mode) and not (path in closed and mode & os.W_OK)

    monkeypatch.setattr(os, "access", may)
    return closed


@pytest.mark.parametrize("closed", ["", "routes", ".lckm-lock"])
def test_a_folder_that_cannot_be_written_is_told(routes, tmp_path, read_only, closed):
    changed(routes, "pierwsza")
    assert FolderAdapter(tmp_path).remarks == ()
    assert routes.is_writable
    read_only.add(tmp_path / closed)
    assert not routes.is_writable
    (remark,) = FolderAdapter(tmp_path).remarks
    assert str(tmp_path) in remark.pl
    assert str(tmp_path) in remark.en
    assert routes.table().routes


def test_a_folder_without_a_table_has_none_to_change(tmp_path, read_only):
    read_only.add(tmp_path)
    assert FolderAdapter(tmp_path).remarks == ()
    assert not FolderAdapter(tmp_path / "missing").routes.is_writable


def test_a_table_that_is_no_text_is_named_and_not_replaced(routes, tmp_path):
    before = routes.table_text()
    (tmp_path / "routes.yaml").write_bytes(spoilt := before.encode("utf-16"))
    for act in (routes.table_text, lambda: changed(routes, "pierwsza")):
        with pytest.raises(CorruptFileError, match=r"routes\.yaml.*UTF-8"):
            act()
    assert (tmp_path / "routes.yaml").read_bytes() == spoilt
