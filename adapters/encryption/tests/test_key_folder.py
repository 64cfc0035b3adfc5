"""A month has one key, made once, taken whole, and destroyed so that no byte of it is left."""

import os
from base64 import b64encode
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pytest

from lckm_core.errors import InvalidSettingError
from lckm_encryption import HostKeys, KeyFolder, KeyFolderError, default_key_folder, read_host_keys

JUNE, JULY = date(2027, 6, 1), date(2027, 7, 1)
KEY = b64encode(bytes(range(32))).decode()


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
    assert KEY not in repr(both)


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


def test_data_on_a_server_have_a_folder_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    one, other = (default_key_folder(f"db.example/{name}") for name in ("lckm", "trial"))
    assert one == tmp_path / "lckm" / "db.example_lckm-keys"
    assert other != one
