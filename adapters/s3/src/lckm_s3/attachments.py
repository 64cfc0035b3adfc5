"""The attachments of reports, each an object in a bucket."""

import logging
import re
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from lckm_core.calendar import civil_day
from lckm_core.reports import first_clean_day
from lckm_encryption import FileCipher, HostKeys, is_encrypted
from lckm_s3.errors import S3Error

_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=+-]{0,255}")
_CODE = re.compile(r"[A-Za-z0-9]{1,60}")
_REMEMBERED = 1000
_DELETE = "s3:DeleteObjectVersion"
_HEAD = 64
"""Bytes that tell whether a file is encrypted."""

# At DEBUG it logs the heads of requests, with the digest of a file and the id of the key.
logging.getLogger("botocore").setLevel(logging.INFO)


class S3Attachments:
    """Stores each attachment under its reference; threads may share it.

    Args:
        client: boto3's client of the store, as :class:`S3Adapter` makes it.
        bucket: the bucket.
        prefix: the beginning of all keys.
        timeout: seconds for reading a whole file.
        keys: the host's keys, to encrypt with; by default files are in the clear.
    """

    def __init__(
        self,
        client: Any,
        bucket: str,
        *,
        prefix: str = "",
        timeout: float = 10,
        keys: HostKeys | None = None,
    ) -> None:
        self._keys = keys or HostKeys()
        self._cipher = FileCipher(self._keys)
        self._client = client
        self._bucket = bucket
        self._prefix = prefix
        self._timeout = timeout
        self._deleted: deque[str] = deque(maxlen=_REMEMBERED)

    def keep(self, reference: str, data: bytes, *, now: datetime | None = None) -> None:
        """Store an attachment, before its report is registered at *now*, an aware moment.

        Raises ``FileExistsError`` when another file has that reference, ``ValueError`` for a text
        that is none, and :class:`S3Error` when it cannot be stored.
        """
        if not _REFERENCE.fullmatch(reference):
            raise ValueError(f"{reference!r} is not the reference of a file")
        existing = self.read(reference)
        if existing is None:
            try:
                # In one request: parts of an unfinished upload are in no list of versions.
                # A store that does not know IfNoneMatch ignores it.
                self._put(reference, data, now or datetime.now(UTC), IfNoneMatch="*")
                return
            except S3Error as error:
                if error.code not in ("PreconditionFailed", "412"):
                    raise
            existing = self.read(reference)  # somebody was faster
        if existing != data:
            raise FileExistsError(reference)

    def _put(self, reference: str, data: bytes, now: datetime, **conditions: str) -> None:
        """Store a file, encrypted with the key of the month."""
        body = self._cipher.encrypt_bytes(reference, data, first_clean_day(now))
        with _errors("s3:PutObject"):
            key = self._prefix + reference
            self._client.put_object(Bucket=self._bucket, Key=key, Body=body, **conditions)

    def read(self, reference: str) -> bytes | None:
        """Return the attachment of that reference, or ``None``.

        Raises :class:`S3Error`, and ``FileKeyMissingError``, ``KeyFolderError`` and
        ``DamagedFileError`` of encryption.
        """
        data = self._read(reference)
        return None if data is None else self._cipher.decrypt_bytes(reference, data)

    def _read(self, reference: str) -> bytes | None:
        if not _REFERENCE.fullmatch(reference):
            return None
        end = time.monotonic() + self._timeout
        data = bytearray()
        try:
            with _errors("s3:GetObject"):
                found = self._client.get_object(Bucket=self._bucket, Key=self._prefix + reference)
                for piece in found["Body"].iter_chunks(1 << 16):
                    data += piece
                    if time.monotonic() > end:
                        found["Body"].close()
                        raise S3Error("s3:GetObject", "NoReply")
        except S3Error as error:
            # A missing bucket has another code: nobody knows what it held.
            if error.code == "NoSuchKey":
                return None
            raise
        return bytes(data)

    def destroy(self, references: Sequence[str]) -> Sequence[str]:
        """Delete all versions and markers of these attachments; return those not found.

        The last deleted ones count as found. Raises :class:`S3Error` when it cannot be known
        that nothing is left.
        """
        return [reference for reference in references if not self._destroy(reference)]

    def references(self, *, kept_before: datetime) -> Sequence[str]:
        """Return the references of files stored before an aware moment, to find orphans.

        Also those of which only old versions are left. Raises :class:`S3Error`.
        """
        newest: dict[str, datetime] = {}
        for version in self._versions(self._prefix):
            name, moment = version["Key"].removeprefix(self._prefix), version["LastModified"]
            newest[name] = max(moment, newest.get(name, moment))
        return sorted(
            name
            for name, moment in newest.items()
            if moment < kept_before and _REFERENCE.fullmatch(name)
        )

    def missing(self, references: Sequence[str]) -> Sequence[str]:
        """Return the references whose files are missing, or not readable with this key."""
        return [reference for reference in references if not self._is_readable(reference)]

    def files_in_clear(self) -> int:
        """Return how many files are not encrypted. Raises :class:`S3Error`."""
        return sum(bool(self._is_clear(reference)) for reference in self._all_references())

    def encrypt_files(self) -> int:
        """Encrypt the files that lie in the clear; return how many. It may be repeated.

        Raises ``ValueError`` where the settings encrypt nothing, and :class:`S3Error`.
        """
        if not self._keys:
            raise ValueError("there is no key to encrypt with")
        count = 0
        for reference in self._all_references():
            is_clear = self._is_clear(reference)
            if is_clear is None:
                continue
            data = self._read(reference) if is_clear else None
            if data is not None:
                versions = self._versions_of(reference)
                self._put(reference, data, min(version["LastModified"] for version in versions))
                count += 1
            # Also those that an interrupted call left: the newest is encrypted.
            for version in self._versions_of(reference):
                if not version["IsLatest"]:
                    self._delete(version)
        return count

    def destroy_keys(self, *, now: datetime) -> None:
        """Destroy the keys of months whose term has passed; it may be repeated."""
        self._keys.destroy_until(civil_day(now))

    def _all_references(self) -> Sequence[str]:
        return self.references(kept_before=datetime.max.replace(tzinfo=UTC))

    def _is_clear(self, reference: str) -> bool | None:
        """Return whether a file is not encrypted; ``None`` where only old versions are left."""
        key = self._prefix + reference
        try:
            with _errors("s3:GetObject"):
                found = self._client.get_object(Bucket=self._bucket, Key=key)
                with found["Body"] as body:
                    return not is_encrypted(body.read(_HEAD))
        except S3Error as error:
            if error.code == "NoSuchKey":
                return None
            raise

    def _destroy(self, reference: str) -> bool:
        """Delete an attachment; return whether there was one."""
        if not _REFERENCE.fullmatch(reference):
            return False
        versions = self._versions_of(reference)
        if not versions:
            return reference in self._deleted
        self._deleted.append(reference)  # before, as a reply may be lost
        # One by one: the request for many needs a checksum on which stores do not agree.
        for version in versions:
            self._delete(version)
        if self._versions_of(reference):
            raise S3Error(_DELETE, "VersionsLeft")
        return True

    def _delete(self, version: Mapping[str, Any]) -> None:
        with _errors(_DELETE):
            self._client.delete_object(
                Bucket=self._bucket, Key=version["Key"], VersionId=version["VersionId"]
            )

    def _is_readable(self, reference: str) -> bool:
        try:
            with _errors("s3:GetObject"):
                self._client.head_object(Bucket=self._bucket, Key=self._prefix + reference)
        except S3Error:
            return False
        return _REFERENCE.fullmatch(reference) is not None

    def _versions_of(self, reference: str) -> list[dict[str, Any]]:
        key = self._prefix + reference  # also the beginning of others
        return [version for version in self._versions(key) if version["Key"] == key]

    def _versions(self, prefix: str) -> Iterator[dict[str, Any]]:
        """Yield the versions, then the markers of deletions, of each page."""
        with _errors("s3:ListBucketVersions"):
            pages = self._client.get_paginator("list_object_versions")
            for page in pages.paginate(Bucket=self._bucket, Prefix=prefix):
                yield from page.get("Versions", ())
                yield from page.get("DeleteMarkers", ())


@contextmanager
def _errors(action: str) -> Iterator[None]:
    """Raise our own error instead of botocore's, which may quote what was sent."""
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code"))
        raise S3Error(action, code if _CODE.fullmatch(code) else "unknown") from None
    except BotoCoreError:
        raise S3Error(action, "NoReply") from None
