"""Nothing of a destroyed file is left: no version, no marker, no word in a log."""

import logging
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import md5, sha256

import pytest
from botocore.exceptions import ClientError

from lckm_s3 import S3Error
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts.base import telling_loggers

IN_EITHER = pytest.mark.parametrize(
    "files", [True, False], ids=["versioned", "plain"], indirect=True
)


def _everything(store):
    """Return the keys of all versions and markers in the bucket."""
    found = store._client.list_object_versions(Bucket=store._bucket)
    return [one["Key"] for one in [*found.get("Versions", ()), *found.get("DeleteMarkers", ())]]


def _overwrite(store, reference, times):
    for at in range(times):
        store._client.put_object(
            Bucket=store._bucket, Key=store._prefix + reference, Body=bytes([at])
        )


def test_all_versions_and_markers_go_and_neighbours_stay(make):
    store = make(prefix="lckm/")
    for reference in ("A-1", "A-10"):
        _overwrite(store, reference, 3)
        store._client.delete_object(Bucket=store._bucket, Key=f"lckm/{reference}")
        _overwrite(store, reference, 2)
    store._client.put_object(Bucket=store._bucket, Key="A-1", Body=b"somebody else's")
    assert store.destroy(["A-1"]) == []
    assert sorted(_everything(store)) == ["A-1", *["lckm/A-10"] * 6]


def test_what_is_hidden_by_a_marker_is_still_destroyed(make):
    """Somebody deleted the file by hand, which in a bucket with versions leaves every byte."""
    store = make()
    store.keep("A-1", b"a")
    store._client.delete_object(Bucket=store._bucket, Key="A-1")
    assert store.read("A-1") is None
    assert store.destroy(["A-1"]) == []
    assert _everything(store) == []


def test_more_versions_than_one_answer_lists(make, monkeypatch):
    store = make()
    _overwrite(store, "A-1", 7)
    real = store._client.list_object_versions
    paginator = type(store._client.get_paginator("list_object_versions"))
    paginate = paginator.paginate
    monkeypatch.setattr(
        paginator,
        "paginate",
        lambda self, **asked: paginate(self, PaginationConfig={"PageSize": 2}, **asked),
    )
    assert store.destroy(["A-1"]) == []
    assert real(Bucket=store._bucket).get("Versions", []) == []


def test_a_locked_version_is_not_taken_for_destroyed(make):
    store = make(locked=True)
    store._client.put_object(
        Bucket=store._bucket,
        Key="A-1",
        Body=b"a",
        ContentMD5=b64encode(md5(b"a", usedforsecurity=False).digest()).decode(),
        ObjectLockMode="COMPLIANCE",
        ObjectLockRetainUntilDate=datetime.now(UTC) + timedelta(days=1),
    )
    with pytest.raises(S3Error, match="s3:DeleteObjectVersion"):
        store.destroy(["A-1"])
    assert _everything(store) == ["A-1"]


def test_a_store_that_says_yes_and_does_nothing_is_seen_through(make, monkeypatch):
    store = make()
    store.keep("A-1", b"a")
    monkeypatch.setattr(store._client, "delete_object", lambda **_: {})
    with pytest.raises(S3Error, match="VersionsLeft"):
        store.destroy(["A-1"])


def test_a_deletion_whose_answer_was_lost_counts_when_asked_again(make, monkeypatch):
    store = make()
    store.keep("A-1", b"a")
    delete = store._client.delete_object

    def lost(**asked):
        delete(**asked)
        raise S3Error("s3:DeleteObjectVersion", "NoReply")

    monkeypatch.setattr(store._client, "delete_object", lost)
    with pytest.raises(S3Error):
        store.destroy(["A-1"])
    monkeypatch.undo()
    assert store.destroy(["A-1", "A-2"]) == ["A-2"]


@IN_EITHER
def test_nothing_of_a_file_is_logged(files, caplog):
    caplog.set_level(logging.DEBUG)
    canary = PersonalDataCanary()
    data = f"{canary.words}\n{canary.description()}\n{canary.email}".encode()
    files.keep("A-1", data)
    assert files.read("A-1") == data
    files.destroy(["A-1"])
    assert caplog.records
    assert telling_loggers(canary, caplog.records) == []
    assert sha256(data).hexdigest() not in caplog.text
    assert "Credential=" not in caplog.text


@IN_EITHER
def test_a_file_keeps_its_place(files):
    files.keep("A-1", b"a")
    files.keep("A-1", b"a")
    assert _everything(files) == ["lckm/A-1"]
    with pytest.raises(FileExistsError):
        files.keep("A-1", b"b")
    with pytest.raises(ValueError, match="reference"):
        files.keep("../A-1", b"b")
    assert files.read("A-1") == b"a"


def test_what_lies_elsewhere_in_the_bucket_is_not_read(files):
    files._client.put_object(Bucket=files._bucket, Key="lckm/../other", Body=b"x")
    assert files.read("../other") is None
    assert files.missing(["../other"]) == files.destroy(["../other"]) == ["../other"]
    assert _everything(files) == ["lckm/../other"]


def test_a_store_that_fails_while_it_keeps_a_file_has_not_another_one(files, monkeypatch):
    def fail(**_arguments):
        raise ClientError({"Error": {"Code": "SlowDown"}}, "PutObject")

    monkeypatch.setattr(files._client, "put_object", fail)
    with pytest.raises(S3Error, match="SlowDown"):
        files.keep("A-1", b"a")


@pytest.mark.parametrize("code", ["412", "PreconditionFailed"])
def test_each_word_of_a_store_for_a_place_that_is_taken_is_understood(make, monkeypatch, code):
    """An answer without a body has its number alone."""
    store = make()
    put = store._client.put_object

    def taken(**_arguments):
        put(Bucket=store._bucket, Key="A-1", Body=b"a")
        raise ClientError({"Error": {"Code": code}}, "PutObject")

    monkeypatch.setattr(store._client, "put_object", taken)
    store.keep("A-1", b"a")
    assert store.read("A-1") == b"a"


@pytest.mark.parametrize("data", [b"a", b"b"], ids=["same", "another"])
def test_who_was_faster_keeps_the_place(files, monkeypatch, data):
    """Somebody stores a file between our look and our writing: the condition finds it out."""
    read = files.read
    answers = iter([lambda _: files._client.put_object(**put), read])
    put = {"Bucket": files._bucket, "Key": "lckm/A-1", "Body": b"a"}

    def looked(reference):
        answer = next(answers)(reference)
        return None if isinstance(answer, dict) else answer

    monkeypatch.setattr(files, "read", looked)
    if data == b"a":
        files.keep("A-1", data)
    else:
        with pytest.raises(FileExistsError):
            files.keep("A-1", data)
    assert read("A-1") == b"a"
    assert _everything(files) == ["lckm/A-1"]


def test_orphans_are_told_by_age_also_those_deleted_by_hand(make):
    store = make(prefix="lckm/")
    for reference in ("A-1", "A-2"):
        store.keep(reference, b"x")
    store._client.delete_object(Bucket=store._bucket, Key="lckm/A-2")
    store._client.put_object(Bucket=store._bucket, Key="lckm/sub/A-3", Body=b"not ours")
    now = datetime.now(UTC)
    assert store.references(kept_before=now - timedelta(days=1)) == []
    assert store.references(kept_before=now + timedelta(days=1)) == ["A-1", "A-2"]
    assert store.missing(["A-1", "A-2", "../A-1"]) == ["A-2", "../A-1"]


def test_a_file_written_anew_is_as_old_as_its_newest_version(make, monkeypatch):
    store = make()
    now = datetime.now(UTC)
    versions = [{"Key": "A-1", "LastModified": now - timedelta(days=days)} for days in (0, 9)]
    monkeypatch.setattr(store, "_versions", lambda _: iter(versions))
    assert store.references(kept_before=now - timedelta(days=1)) == []
