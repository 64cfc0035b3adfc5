"""Files of residents are encrypted in their folder, with a key that goes with the month."""

import os
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from lckm_encryption import DamagedFileError, FileKeyMissingError, HostKeys, KeyFolder, is_encrypted
from lckm_folder import FolderAdapter, FolderAttachments, FolderUnavailableError
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples

NOON = samples.NOON
TERM = NOON + timedelta(days=300)
NAME = "ZG-2026-000001-1"
OTHER = "ZG-2026-000002-1"
CANARY = PersonalDataCanary()
PHOTO = CANARY.email.encode() * 5000


@pytest.fixture
def store(tmp_path):
    """A store with the settings by default."""
    return FolderAttachments(tmp_path / "files")


def test_no_file_holds_what_came(store, tmp_path):
    store.keep(NAME, PHOTO, now=NOON)
    assert CANARY.search(tmp_path) == ()
    assert store.read(NAME) == PHOTO
    assert noted(tmp_path) == ["encrypted"], "no digest of personal data"
    assert KeyFolder(tmp_path / "files-keys").days() == [datetime(2026, 10, 1).date()]
    assert (store.files_in_clear(), store.files_without_digest(), store.damaged()) == (0, 0, [])


def test_what_comes_again_is_the_same_and_no_other(store):
    store.keep(NAME, BytesIO(PHOTO), now=NOON)
    store.keep(NAME, BytesIO(PHOTO), now=NOON + timedelta(days=90))
    for other in (PHOTO[:-1], PHOTO + b"x", b"", PHOTO[:-1] + b"x"):
        with pytest.raises(FileExistsError):
            store.keep(NAME, other, now=NOON)
    assert store.read(NAME) == PHOTO


def test_a_file_that_cannot_be_read_to_its_end_leaves_nothing(store, tmp_path):
    class Broken(BytesIO):
        def read(self, size=-1):
            raise OSError("the connection broke")

    with pytest.raises(FolderUnavailableError):
        store.keep(NAME, Broken(), now=NOON)
    assert store.read(NAME) is None
    assert [path.name for path in (tmp_path / "files").iterdir() if path.name[0] != "."] == []


def test_the_month_destroys_the_key(store, tmp_path):
    store.keep(NAME, PHOTO, now=NOON)
    stolen = (tmp_path / "files" / NAME).read_bytes()
    store.destroy_keys(now=NOON + timedelta(days=100))
    assert store.read(NAME) == PHOTO
    store.destroy_keys(now=TERM)
    with pytest.raises(FileKeyMissingError):
        store.read(NAME)
    assert store.damaged() == [NAME]
    assert store.destroy([NAME]) == []
    (tmp_path / "files" / NAME).write_bytes(stolen)
    with pytest.raises(FileKeyMissingError):
        store.read(NAME)


def test_the_key_goes_at_midnight_in_warsaw(store):
    store.keep(NAME, PHOTO, now=NOON)
    midnight = datetime(2026, 9, 30, 22, 0, tzinfo=UTC)
    store.destroy_keys(now=midnight - timedelta(seconds=1))
    assert store.read(NAME) == PHOTO
    store.destroy_keys(now=midnight)
    with pytest.raises(FileKeyMissingError):
        store.read(NAME)


@pytest.mark.parametrize("is_clear", [False, True], ids=["encrypted", "clear"])
def test_the_digest_of_a_destroyed_file_goes_with_it(tmp_path, is_clear):
    store = FolderAttachments(tmp_path / "files", keys=HostKeys() if is_clear else None)
    store.keep(NAME, PHOTO, now=NOON)
    assert len([*tmp_path.rglob(NAME)]) == 2
    assert store.destroy([NAME]) == []
    assert [*tmp_path.rglob(NAME)] == []


def test_a_destroyed_file_forgets_its_own_key(store, tmp_path):
    """So after a withdrawal what is left of it in freed blocks is of no use to anybody."""
    store.keep(NAME, PHOTO, now=NOON)
    os.link(tmp_path / "files" / NAME, tmp_path / "blocks")
    assert store.destroy([NAME]) == []
    os.link(tmp_path / "blocks", tmp_path / "files" / NAME)
    with pytest.raises(FileKeyMissingError):
        store.read(NAME)


def test_a_file_that_was_exchanged_is_told(store, tmp_path):
    other = NAME.replace("-1", "-2")
    store.keep(NAME, PHOTO, now=NOON)
    store.keep(other, b"x", now=NOON)
    (tmp_path / "files" / other).write_bytes((tmp_path / "files" / NAME).read_bytes())
    assert store.damaged() == [other]
    with pytest.raises(DamagedFileError):
        store.read(other)


def test_what_lay_in_the_clear_is_encrypted_by_one_call(tmp_path):
    clear = FolderAttachments(tmp_path / "files", keys=HostKeys())
    clear.keep(NAME, PHOTO)
    path = tmp_path / "files" / NAME
    os.utime(path, (NOON.timestamp(),) * 2)
    store = FolderAttachments(tmp_path / "files")
    assert (store.read(NAME), store.files_in_clear()) == (PHOTO, 1)
    assert CANARY.search(tmp_path) != ()
    with pytest.raises(ValueError, match="no key"):
        clear.encrypt_files()
    assert store.encrypt_files() == 1
    assert store.encrypt_files() == store.files_in_clear() == 0
    assert (store.read(NAME), store.damaged()) == (PHOTO, [])
    assert CANARY.search(tmp_path) == ()
    assert noted(tmp_path) == ["encrypted"]
    assert KeyFolder(tmp_path / "files-keys").days() == [datetime(2026, 10, 1).date()]
    assert path.stat().st_mtime == NOON.timestamp(), "its age is as it was"


def test_what_changed_before_its_turn_came_is_encrypted_once_or_passed_over(store, monkeypatch):
    """Another program may have encrypted or destroyed it meanwhile."""
    store.keep(NAME, PHOTO, now=NOON)
    monkeypatch.setattr(store, "_clear_references", lambda: [NAME, "ZG-2026-000002-1"])
    store.encrypt_files()
    assert store.read(NAME) == PHOTO


def test_files_in_the_clear_are_told_from_each_other_and_counted_without_their_digests(tmp_path):
    clear = FolderAttachments(tmp_path / "files", keys=HostKeys())
    other = "ZG-2026-000002-1"
    clear.keep(NAME, PHOTO)
    clear.keep(other, PHOTO[1:])
    digests = tmp_path / "files" / ".lckm-digests"
    assert digests.stat().st_mode & 0o077 == 0
    assert (clear.damaged(), clear.files_without_digest()) == ([], 0)
    for folder in (digests, digests.parent):
        (folder / other).write_bytes((folder / NAME).read_bytes())
    assert clear.damaged() == [other]
    (digests / other).unlink()
    assert (clear.damaged(), clear.files_without_digest()) == ([], 1)


def test_a_digest_left_by_a_kill_goes_with_the_next_call(store, tmp_path):
    store.keep(NAME, PHOTO, now=NOON)
    digests = tmp_path / "files" / ".lckm-digests"
    (digests / NAME).write_text("0" * 64)
    assert store.encrypt_files() == 0
    assert noted(tmp_path) == ["encrypted"]


@pytest.mark.parametrize("left", [b"", PHOTO, bytes(4096)])
def test_what_lost_its_head_is_not_taken_for_a_file_in_the_clear(store, tmp_path, left):
    store.keep(NAME, PHOTO, now=NOON)
    (tmp_path / "files" / NAME).write_bytes(left)
    assert store.damaged() == [NAME]
    with pytest.raises(DamagedFileError):
        store.read(NAME)


def noted(folder):
    """Return what is noted of each file in place of a digest."""
    return [path.read_text() for path in (folder / "files" / ".lckm-digests").iterdir()]


def test_settings_of_the_adapter(tmp_path):
    own = FolderAdapter(tmp_path, attachments=tmp_path / "a", key_folder=tmp_path / "keys")
    own.attachments.keep(NAME, PHOTO, now=NOON)
    assert KeyFolder(tmp_path / "keys").days() != []
    assert own.remarks == FolderAdapter(tmp_path).remarks == ()
    clear = FolderAdapter(tmp_path, attachments=tmp_path / "b", encryption=False)
    clear.attachments.keep(NAME, PHOTO, now=datetime.now(UTC))
    assert not is_encrypted((tmp_path / "b" / NAME).read_bytes())
    assert ["encryption = false" in str(one) for one in clear.remarks] == [True]


def test_a_key_folder_open_to_all_is_told(store, tmp_path):
    store.keep(NAME, PHOTO, now=NOON)
    (tmp_path / "files-keys").chmod(0o755)
    assert store.open_to_all() == [str(tmp_path / "files-keys")]


def test_a_folder_or_a_file_open_to_all_is_told_and_one_open_to_the_group_is_not(store, tmp_path):
    store.keep(NAME, PHOTO, now=NOON)
    paths = [tmp_path / "files", tmp_path / "files" / NAME]
    for path, mode in zip(paths, (0o701, 0o604), strict=True):
        path.chmod(mode)
    assert store.open_to_all() == [str(path) for path in paths]
    for path in paths:
        path.chmod(0o770)
    assert store.open_to_all() == []


def test_files_of_another_key_are_told_apart(tmp_path):
    """Those that only an older key opens, and those that none does."""
    old, new = (b64encode(bytes([at]) * 32).decode() for at in (1, 2))
    FolderAttachments(tmp_path / "files", keys=HostKeys([old])).keep(NAME, PHOTO, now=NOON)
    both = FolderAttachments(tmp_path / "files", keys=HostKeys([new, old]))
    both.keep(OTHER, PHOTO, now=NOON)
    (tmp_path / "files" / "clear").write_bytes(PHOTO)
    (tmp_path / "files" / "cut").write_bytes((tmp_path / "files" / NAME).read_bytes()[:20])
    every = [NAME, OTHER, "clear", "cut", "nowhere", "../x"]
    assert (both.files_of_old_keys(), both.locked(every)) == (1, [])
    only_new = FolderAttachments(tmp_path / "files", keys=HostKeys([new]))
    assert (only_new.files_of_old_keys(), only_new.locked(every)) == (0, [NAME])
    months = HostKeys([new], KeyFolder(tmp_path / "months"))
    assert FolderAttachments(tmp_path / "files", keys=months).files_of_old_keys() == 1


@pytest.mark.parametrize("place", ["file", "file/keys"])
def test_a_key_folder_that_cannot_be_made_is_told(tmp_path, place):
    (tmp_path / "file").touch()

    def fault(folder):
        made = FolderAdapter(
            folder=tmp_path / "base", attachments=tmp_path / "files", key_folder=tmp_path / folder
        )
        return made.fault()

    assert place in fault(place).en
    assert fault("keys") is None


@pytest.mark.parametrize(
    ("noted", "damaged", "without"),
    [(b"", 0, 1), (b"\xff\xfe", 1, 0), (b"0" * 64, 1, 0)],
    ids=["empty, as after a power cut", "of other bytes", "of another file"],
)
def test_a_digest_that_is_none_is_missing_and_any_other_is_damage(
    tmp_path, noted, damaged, without
):
    store = FolderAttachments(tmp_path / "files", keys=HostKeys())
    store.keep(NAME, PHOTO)
    (digest,) = (tmp_path / "files" / ".lckm-digests").iterdir()
    digest.write_bytes(noted)
    assert (len(store.damaged()), store.files_without_digest()) == (damaged, without)
