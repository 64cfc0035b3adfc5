"""A month has one key, made once, taken whole, and destroyed so that no byte of it is left."""

import os
import shutil
import sys
from base64 import b64encode
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest

from lckm_core.errors import InvalidSettingError
from lckm_encryption import (
    HostKeys,
    KeyFolder,
    KeyFolderError,
    default_key_folder,
    encryption_remarks,
    key_folder_fault,
    read_host_keys,
)
from lckm_encryption.settings import CLEAR
from tests.helpers.power_cut import PowerCutDisk
from tests.helpers.rows import in_one_test

JUNE, JULY = date(2027, 6, 1), date(2027, 7, 1)
KEY = b64encode(bytes(range(32))).decode()
_FLUSHES_ARE_SEEN = pytest.mark.skipif(
    sys.platform != "linux", reason="what was flushed is read from /proc, which only Linux has"
)


def test_a_month_keeps_its_key_and_another_has_another(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path / "new" / "keys")
    assert (folder.key(JUNE), folder.days()) == (None, [])
    june, july = folder.key_or_new(JUNE), folder.key_or_new(JULY)
    assert len(june) == len(july) == 32
    assert june != july
    assert KeyFolder(folder.path).key_or_new(JUNE) == june
    assert folder.days() == [JUNE, JULY]
    assert {path.stat().st_mode & 0o777 for path in folder.path.iterdir()} == {0o600}
    assert folder.path.stat().st_mode & 0o777 == 0o700
    assert june.hex() not in repr(folder)


def make_key(path: Path) -> bytes:
    return KeyFolder(path).key_or_new(JUNE)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_many_processes_make_one_key(tmp_path: Path) -> None:
    with get_context("fork" if hasattr(os, "fork") else "spawn").Pool(4) as pool:
        keys = pool.map(make_key, [tmp_path / "keys"] * 12, chunksize=1)
    assert len({*keys}) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["2027-06-01.key"]


def test_a_destroyed_key_is_overwritten_before_it_goes(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path)
    june, july = folder.key_or_new(JUNE), folder.key_or_new(JULY)
    os.link(tmp_path / "2027-06-01.key", tmp_path / "link")
    (tmp_path / "2027-06-01.0123456789abcdef.new").write_bytes(june)  # of a process that was killed
    (tmp_path / "notes.txt").write_bytes(b"of somebody")
    for _ in range(2):
        folder.destroy_until(date(2027, 6, 30))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "2027-07-01.key",
        "link",
        "notes.txt",
    ]
    assert (tmp_path / "link").read_bytes() != june
    assert (folder.key(JUNE), folder.key(JULY)) == (None, july)


def test_a_key_lies_overwritten_on_the_disk_before_it_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is removed before it is flushed may never be: the key would stay in freed blocks."""
    folder = KeyFolder(tmp_path)
    key = folder.key_or_new(JUNE)
    path = tmp_path / "2027-06-01.key"
    flushed: list[bytes | None] = []
    monkeypatch.setattr(
        os, "fsync", lambda _: flushed.append(path.read_bytes() if path.exists() else None)
    )
    folder.destroy_until(JUNE)
    overwritten, removed = flushed
    assert overwritten not in (key, None)
    assert removed is None


@_FLUSHES_ARE_SEEN
def test_a_new_key_outlives_a_power_cut_and_a_destroyed_one_does_not(tmp_path: Path) -> None:
    """Or nobody could read what was encrypted with it; or somebody could, after its term."""
    root, left = tmp_path / "disk", tmp_path / "left"
    root.mkdir()
    folder = KeyFolder(root / "new" / "keys")
    disk = PowerCutDisk(root, lambda _: None)
    with disk.watched():
        key = folder.key_or_new(JUNE)
        for state in disk.states():
            assert KeyFolder(state.write(left) / "new" / "keys").key(JUNE) == key
            shutil.rmtree(left)
        os.link(folder.path / "2027-06-01.key", root / "link")
        folder.destroy_until(JUNE)
        assert disk.flushed().files_in("new/keys") == {}
        assert key not in disk.flushed().entries.values()
        assert (root / "link").read_bytes() != key


def test_what_is_no_key_any_more_or_never_was_holds_up_no_destruction(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path)
    folder.key_or_new(JUNE)
    (tmp_path / "2027-05-01.key").symlink_to("destroyed by another process meanwhile")
    (tmp_path / "of-somebody.key").write_bytes(b"theirs")
    long = tmp_path / "2027-04-01.key"
    long.write_bytes(b"k" * 100)
    os.link(long, tmp_path / "link")
    assert folder.days() == [date(2027, 4, 1), date(2027, 5, 1), JUNE]
    folder.destroy_until(JUNE)
    assert folder.key(JUNE) is None
    assert (tmp_path / "of-somebody.key").read_bytes() == b"theirs"
    assert b"kkkk" not in (tmp_path / "link").read_bytes()


def test_a_month_whose_key_was_not_finished_is_one_day(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path)
    folder.key_or_new(JUNE)
    unfinished = tmp_path / "2027-06-01.0123456789abcdef.new"
    unfinished.write_bytes(b"")
    assert folder.days() == [JUNE]
    assert set(folder.paths()) == {tmp_path, tmp_path / "2027-06-01.key", unfinished}
    missing = KeyFolder(tmp_path / "missing")
    missing.destroy_until(JUNE)
    assert (missing.paths(), missing.days()) == ([], [])


def test_a_key_cut_short_is_none_and_nothing_is_put_over_it(tmp_path: Path) -> None:
    folder = KeyFolder(tmp_path)
    (tmp_path / "2027-06-01.key").write_bytes(b"short")
    assert folder.key(JUNE) is None
    with pytest.raises(KeyFolderError, match="damaged"):
        folder.key_or_new(JUNE)
    assert (tmp_path / "2027-06-01.key").read_bytes() == b"short"


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KeyFolderError, match="key_folder") as refused:
        KeyFolder(tmp_path / "file" / "keys").key_or_new(JUNE)
    assert refused.value.__context__ is None or refused.value.__suppress_context__
    assert KeyFolder(tmp_path / "file" / "keys").key(JUNE) is None
    (tmp_path / "2027-06-01.key").mkdir()
    with pytest.raises(KeyFolderError) as refused:
        KeyFolder(tmp_path).key(JUNE)
    assert refused.value.path == str(tmp_path / "2027-06-01.key")


def test_what_a_month_wrapped_opens_until_the_key_is_destroyed(tmp_path: Path) -> None:
    keys = HostKeys(folder=KeyFolder(tmp_path))
    wrapped = keys.wrap(bytes(32), JUNE)
    assert keys.unwrap(wrapped, JUNE) == bytes(32)
    assert keys.unwrap(wrapped, JULY) is None
    assert keys.unwrap(wrapped[:-1], JUNE) is None
    keys.destroy_until(JUNE)
    assert keys.unwrap(wrapped, JUNE) is None


def test_the_hosts_own_keys_open_beside_the_folder(tmp_path: Path) -> None:
    wrapped = HostKeys([KEY]).wrap(bytes(32), JUNE)
    both = HostKeys([KEY], KeyFolder(tmp_path))
    assert both.unwrap(wrapped, JUNE) == bytes(32)
    assert HostKeys([KEY]).unwrap(both.wrap(bytes(32), JUNE), JUNE) is None, "of the folder"
    assert both.unwrap(wrapped, JUNE) == bytes(32), "though the month has a key by now"
    assert KEY not in repr(both)
    assert repr(bytes(range(32)))[2:-1] not in repr(both)


def test_settings_say_which_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LCKM_KEYS", KEY)
    default = tmp_path / "default"

    def folder(**settings: object) -> Path | None:
        keys = read_host_keys(default=default, **settings)  # type: ignore[arg-type]
        return keys.folder.path if keys.folder else None

    assert folder() == default
    assert folder(key_folder=tmp_path / "mine") == tmp_path / "mine"
    assert folder(keys=[KEY]) is folder(keys_variable="LCKM_KEYS") is None
    assert folder(keys=[KEY], key_folder=tmp_path) == tmp_path
    assert not read_host_keys(default=default, encryption=False)
    for contrary in ({"keys": [KEY]}, {"key_folder": "x"}, {"keys_variable": "LCKM_KEYS"}):
        with pytest.raises(InvalidSettingError, match=r"^encryption: "):
            folder(encryption=False, **contrary)


def test_keys_of_the_settings_come_before_those_of_the_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first one encrypts, and each decrypts."""
    other = b64encode(bytes(32)).decode()
    monkeypatch.setenv("LCKM_KEYS", other)
    keys = read_host_keys(default=Path("unused"), keys=[KEY], keys_variable="LCKM_KEYS")
    assert HostKeys([KEY]).unwrap(keys.wrap(bytes(32), JUNE), JUNE) == bytes(32)
    assert keys.unwrap(HostKeys([other]).wrap(bytes(32), JUNE), JUNE) == bytes(32)


@pytest.mark.parametrize("value", [None, "", " \n"])
def test_a_variable_without_a_key_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    """Else what was to be encrypted with its keys would be with those of a folder."""
    monkeypatch.delenv("LCKM_KEYS", raising=False)
    if value is not None:
        monkeypatch.setenv("LCKM_KEYS", value)
    with pytest.raises(InvalidSettingError, match=r"^keys_variable: .*LCKM_KEYS"):
        read_host_keys(default=Path("unused"), keys_variable="LCKM_KEYS")


@in_one_test("text", ["!" + KEY, KEY + "\n", b64encode(bytes(33)).decode(), KEY[:-4], "ą", ""])
def test_what_is_not_exactly_a_key_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(InvalidSettingError) as refused:
        HostKeys([text])
    assert not text.strip() or text.strip() not in str(refused.value)


def test_whoever_encrypts_nothing_or_named_no_folder_is_told(tmp_path: Path) -> None:
    folder = HostKeys(folder=KeyFolder(tmp_path / "keys"))
    (beside,) = encryption_remarks(folder, chosen=False)
    assert str(tmp_path / "keys") in beside.pl
    assert not encryption_remarks(folder, chosen=True)
    assert not encryption_remarks(HostKeys([KEY]), chosen=False)
    assert encryption_remarks(HostKeys(), chosen=True) == (CLEAR,)


def test_data_on_a_server_have_a_folder_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    one, other = (default_key_folder(f"db.example/{name}") for name in ("lckm", "trial"))
    assert one == tmp_path / "lckm" / "db.example_lckm-keys"
    assert other != one


def test_only_a_folder_that_takes_no_key_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    sound = (HostKeys(), HostKeys(folder=KeyFolder(tmp_path / "new" / "keys")))
    assert [key_folder_fault(keys) for keys in sound] == [None, None]
    assert not (tmp_path / "new").exists(), "it is judged without making it"
    fault = key_folder_fault(HostKeys(folder=KeyFolder(tmp_path / "file" / "keys")))
    assert fault is not None
    assert f"{tmp_path}/file/keys" in fault.pl
    assert f"{tmp_path}/file/keys" in fault.en
