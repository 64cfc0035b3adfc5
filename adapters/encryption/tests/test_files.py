"""Encrypted files come back as they were, or not at all."""

import os
from base64 import b64encode
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from lckm_encryption import (
    DamagedFileError,
    FileCipher,
    FileKeyMissingError,
    HostKeys,
    KeyFolder,
    forget_key,
    is_encrypted,
)
from lckm_encryption.files import CHUNK, HEADER, KEY_AT
from lckm_encryption.key_folder import KEY_BYTES

JUNE = date(2027, 6, 1)
NAME = "ZG-2026-000123-1"
_STORED = CHUNK + 16


@pytest.fixture
def cipher(tmp_path: Path) -> FileCipher:
    """A cipher with keys of its own."""
    return FileCipher(HostKeys(folder=KeyFolder(tmp_path / "keys")))


def content(size: int) -> bytes:
    return bytes(at % 251 for at in range(size))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_a_file_comes_back(cipher: FileCipher, size: int) -> None:
    stored = cipher.encrypt_bytes(NAME, content(size), JUNE)
    assert is_encrypted(stored)
    assert size < 16 or content(size)[:16] not in stored
    assert cipher.decrypt_bytes(NAME, stored) == content(size)
    assert cipher.encrypt_bytes(NAME, content(size), JUNE) != stored, "each has a key of its own"


def test_a_file_is_never_in_memory_at_once(cipher: FileCipher) -> None:
    """Nor when whoever hands it over gives less than was asked for, as a network does."""

    class Slow(BytesIO):
        largest = 0

        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert 0 <= size <= _STORED
            return super().read(min(size, 1000))

    stored = b"".join(cipher.encrypt(NAME, Slow(content(3 * CHUNK + 7)), JUNE))
    assert cipher.decrypt_bytes(NAME, stored) == content(3 * CHUNK + 7)
    assert max(map(len, cipher.encrypt(NAME, BytesIO(content(3 * CHUNK)), JUNE))) == _STORED


def damaged_ways() -> dict[str, object]:
    first, second = slice(HEADER, HEADER + _STORED), slice(HEADER + _STORED, HEADER + 2 * _STORED)
    return {
        "cut at the end of a chunk": lambda file: file[: second.stop],
        "cut within a chunk": lambda file: file[:-1],
        "all chunks gone": lambda file: file[:HEADER],
        "cut in the header": lambda file: file[:20],
        "a chunk twice": lambda file: file[: first.stop] + file[first] + file[first.stop :],
        "chunks swapped": lambda file: (
            file[:HEADER] + file[second] + file[first] + file[second.stop :]
        ),
        "a letter flipped": lambda file: file[:-5] + bytes([file[-5] ^ 1]) + file[-4:],
        "something added": lambda file: file + b"x",
        "another day": lambda file: file.replace(b"2027-06-01", b"2027-13-01", 1),
    }


@pytest.mark.parametrize("way", damaged_ways())
def test_a_file_that_was_changed_is_refused(cipher: FileCipher, way: str) -> None:
    stored = cipher.encrypt_bytes(NAME, content(2 * CHUNK + 9), JUNE)
    change = damaged_ways()[way]
    with pytest.raises(DamagedFileError) as refused:
        cipher.decrypt_bytes(NAME, change(stored))  # type: ignore[operator]
    assert refused.value.reference == NAME


@pytest.mark.parametrize("other", ["ZG-2026-000124-1", "ZG-2026-000123-2"])
def test_no_file_takes_anothers_place(cipher: FileCipher, other: str) -> None:
    stored = cipher.encrypt_bytes(NAME, b"a photo", JUNE)
    with pytest.raises(DamagedFileError):
        cipher.decrypt_bytes(other, stored)


def test_without_its_key_a_file_stays_shut(cipher: FileCipher) -> None:
    stored = cipher.encrypt_bytes(NAME, b"a photo", JUNE)
    cipher.keys.destroy_until(JUNE)
    with pytest.raises(FileKeyMissingError):
        cipher.decrypt_bytes(NAME, stored)
    cipher.encrypt_bytes(NAME, b"another", JUNE)  # a new key of the same month
    with pytest.raises(FileKeyMissingError):
        cipher.decrypt_bytes(NAME, stored)


def test_the_key_of_one_file_is_forgotten(cipher: FileCipher, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(cipher.encrypt_bytes(NAME, b"a photo", JUNE))
    with path.open("r+b") as file:
        forget_key(file)
    with pytest.raises(FileKeyMissingError):
        cipher.decrypt_bytes(NAME, path.read_bytes())
    path.write_bytes(b"in the clear")
    with path.open("r+b") as file:
        forget_key(file)
    assert path.read_bytes() == b"in the clear"


def test_a_forgotten_key_is_off_the_disk_before_its_file_goes(
    cipher: FileCipher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(stored := cipher.encrypt_bytes(NAME, b"a photo", JUNE))
    flushed: list[bytes] = []
    monkeypatch.setattr(os, "fsync", lambda _: flushed.append(path.read_bytes()))
    with path.open("r+b") as file:
        forget_key(file)
    (left,) = flushed
    assert not any(left[at : at + 8] == stored[at : at + 8] for at in range(KEY_AT, HEADER, 8))


def test_the_newest_of_several_keys_encrypts_and_each_decrypts() -> None:
    new, old = (b64encode(bytes([at]) * KEY_BYTES).decode() for at in (1, 2))
    both = FileCipher(HostKeys([new, old]))
    stored = both.encrypt_bytes(NAME, b"a photo", JUNE)
    assert FileCipher(HostKeys([new])).decrypt_bytes(NAME, stored) == b"a photo"
    before = FileCipher(HostKeys([old])).encrypt_bytes(NAME, b"a photo", JUNE)
    assert both.decrypt_bytes(NAME, before) == b"a photo"


def test_what_is_in_the_clear_is_read_as_it_is(cipher: FileCipher) -> None:
    assert cipher.decrypt_bytes(NAME, content(2 * CHUNK)) == content(2 * CHUNK)
    clear = FileCipher(HostKeys())
    assert clear.encrypt_bytes(NAME, content(2 * CHUNK), JUNE) == content(2 * CHUNK)


def test_what_is_known_of_a_stored_file_by_its_keys(tmp_path: Path) -> None:
    """Whether its key is missing, and whether it is of a key that encrypts nothing any more."""
    old, new = (b64encode(os.urandom(KEY_BYTES)).decode() for _ in range(2))
    folder = KeyFolder(tmp_path / "keys")
    by_old = FileCipher(HostKeys([old])).encrypt_bytes(NAME, b"PDF", JUNE)
    by_month = FileCipher(HostKeys(folder=folder)).encrypt_bytes(NAME, b"PDF", JUNE)
    cases = (
        # stored, keys: locked, needs the old key
        (by_old, HostKeys([old]), False, False),
        (by_old, HostKeys([new, old]), False, True),
        (by_old, HostKeys([new]), True, False),
        (by_old, HostKeys(), True, False),
        (by_old, HostKeys([old], folder), False, True),
        (by_old, HostKeys(folder=folder), True, False),
        (by_month, HostKeys(folder=folder), False, False),
        (by_month, HostKeys([old], folder), False, False),
        (by_month, HostKeys([old]), True, False),
        (by_month, HostKeys(folder=KeyFolder(tmp_path / "others")), True, False),
        (b"PDF", HostKeys([old]), False, False),
        (b"PDF", HostKeys(), False, False),
        (b"", HostKeys(folder=folder), False, False),
    )
    for number, (stored, keys, locked, old_needed) in enumerate(cases):
        cipher = FileCipher(keys)
        told = (
            cipher.is_locked(NAME, BytesIO(stored)),
            cipher.needs_old_key(NAME, BytesIO(stored)),
        )
        assert told == (locked, old_needed), number


def test_a_file_cut_in_its_head_is_damaged_whatever_is_asked(cipher: FileCipher) -> None:
    stored = cipher.encrypt_bytes(NAME, b"PDF", JUNE)[: HEADER - 1]
    for asked in (cipher.is_locked, cipher.needs_old_key):
        with pytest.raises(DamagedFileError):
            asked(NAME, BytesIO(stored))
