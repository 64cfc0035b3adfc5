"""Files are encrypted before they leave for the store, with a key that goes with the month."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from lckm_core.reports import first_clean_day
from lckm_encryption import FileKeyMissingError, HostKeys, is_encrypted
from lckm_s3 import S3Adapter, S3Attachments
from lckm_testing.contracts import samples

NOON = samples.NOON
NAME = "ZG-2026-000001-1"


def stored(files: S3Attachments) -> list[bytes]:
    return [
        files._client.get_object(
            Bucket=files._bucket, Key=version["Key"], VersionId=version["VersionId"]
        )["Body"].read()
        for version in files._versions(files._prefix)
    ]


def test_the_store_gets_nothing_in_the_clear(files: S3Attachments) -> None:
    files.keep(NAME, b"a photo", now=NOON)
    files.keep(NAME, b"a photo", now=NOON)
    (body,) = stored(files)
    assert is_encrypted(body)
    assert b"a photo" not in body
    assert (files.read(NAME), files.files_in_clear()) == (b"a photo", 0)
    with pytest.raises(FileExistsError):
        files.keep(NAME, b"another", now=NOON)
    files.destroy_keys(now=NOON + timedelta(days=300))
    with pytest.raises(FileKeyMissingError):
        files.read(NAME)
    assert files.destroy([NAME]) == []


def test_what_lay_in_the_clear_is_encrypted_in_all_versions(files: S3Attachments) -> None:
    clear = S3Attachments(files._client, files._bucket, prefix=files._prefix, keys=HostKeys())
    clear.keep(NAME, b"a photo")
    assert (files.read(NAME), files.files_in_clear()) == (b"a photo", 1)
    with pytest.raises(ValueError, match="no key"):
        clear.encrypt_files()
    assert files.encrypt_files() == 1
    assert [is_encrypted(body) for body in stored(files)] == [True]
    assert files.encrypt_files() == files.files_in_clear() == 0
    assert files.read(NAME) == b"a photo"


def test_what_lay_in_the_clear_gets_the_key_of_its_first_version(
    make: Callable[..., S3Attachments], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it was stored again later, it may be read no longer for that."""
    files = make()
    clear = S3Attachments(files._client, files._bucket, keys=HostKeys())
    clear.keep(NAME, b"a photo")
    clear._put(NAME, b"a photo", NOON)
    versions = files._versions
    first, second = NOON, NOON + timedelta(days=100)

    def aged(prefix: str) -> Iterator[dict[str, Any]]:
        for version in versions(prefix):
            yield {**version, "LastModified": second if version["IsLatest"] else first}

    with monkeypatch.context() as patch:
        patch.setattr(files, "_versions", aged)
        assert files.encrypt_files() == 1
    assert files.read(NAME) == b"a photo"
    files.destroy_keys(now=datetime.combine(first_clean_day(first), time(12), UTC))
    with pytest.raises(FileKeyMissingError):
        files.read(NAME)


def test_what_somebody_deleted_is_neither_encrypted_nor_destroyed(files: S3Attachments) -> None:
    clear = S3Attachments(files._client, files._bucket, prefix=files._prefix, keys=HostKeys())
    clear.keep(NAME, b"a photo")
    files._client.delete_object(Bucket=files._bucket, Key=files._prefix + NAME)
    before = list(files._versions(files._prefix))
    assert files.encrypt_files() == files.files_in_clear() == 0
    assert list(files._versions(files._prefix)) == before


def test_a_version_left_by_an_interrupted_call_goes_with_the_next(files: S3Attachments) -> None:
    clear = S3Attachments(files._client, files._bucket, prefix=files._prefix, keys=HostKeys())
    clear.keep(NAME, b"a photo")
    files._put(NAME, b"a photo", NOON)
    assert files.encrypt_files() == 0
    assert [is_encrypted(body) for body in stored(files)] == [True]


def test_each_installation_has_keys_of_its_own() -> None:
    """Also one of several in a bucket: what is over for one is not for another."""
    places = (
        ("https://s3.example.org", "reports", "lckm/"),
        ("https://s3.example.org", "reports", "test/"),
        ("https://s3.example.org", "others", "lckm/"),
        ("https://s3.example.com", "reports", "lckm/"),
    )
    told = {
        remark.en
        for url, bucket, prefix in places
        for remark in S3Adapter(
            url=url, bucket=bucket, prefix=prefix, access_key="lckm", secret_key="secret"
        ).remarks
    }
    assert len(told) == len(places)
