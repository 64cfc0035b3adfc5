"""The adapter: the store of attachments, by settings that may stand in a file."""

import re
from collections.abc import Sequence
from pathlib import Path

import boto3
from botocore.config import Config

from lckm_core.errors import InvalidSettingError
from lckm_core.ports import impl
from lckm_core.text import Message
from lckm_encryption import (
    default_key_folder,
    encryption_remarks,
    key_folder_fault,
    read_host_keys,
)
from lckm_s3.attachments import S3Attachments

_SHAPES = {
    "url": r"https?://[A-Za-z0-9.\[\]:-]+/?",
    "bucket": r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
    "prefix": r"(?:[A-Za-z0-9_-]{1,100}/){0,9}",
    "access_key": r"[\x21-\x7e]+",
    "secret_key": r"[\x21-\x7e]+",
}
_INVALID = {
    "url": Message(
        "adres magazynu z https, bez ścieżki i użytkownika; http tylko z plain_http = true.",
        "the store's address, https, without path or user; http only with plain_http = true.",
    ),
    "bucket": Message(
        "nazwa kubła: 3–63 małe litery bez ogonków, cyfry, kropki i łączniki.",
        "the name of a bucket: 3 to 63 lower-case ASCII letters, digits, dots and hyphens.",
    ),
    "prefix": Message(
        "początek kluczy, zakończony ukośnikiem, np. lckm/, albo nic.",
        "the beginning of keys, ending with a slash, such as lckm/, or nothing.",
    ),
}
_INVALID_TIMEOUT = Message(
    "0 < connect_timeout <= timeout, w sekundach.", "0 < connect_timeout <= timeout, in seconds."
)
_INVALID_KEY = Message("znaki ASCII bez odstępów.", "ASCII characters without blanks.")


class S3Adapter:
    """Attachments of reports in an S3-compatible store. Nothing is opened before the first.

    Args:
        url: the address of the store, such as ``https://s3.uml.lodz.pl``.
        bucket: the bucket, which has to exist.
        access_key: the id of the key.
        secret_key: the secret of the key.
        region: the region of the bucket; many stores have none, and take any.
        prefix: the beginning of all keys in the bucket, such as ``lckm/``.
        ca_file: a PEM file of trusted authorities, instead of botocore's.
        connect_timeout: seconds to wait for a connection.
        timeout: seconds to wait for a reply, and for a whole file.
        plain_http: whether to allow ``http``, which shows files to the network; for one machine.
        encryption: whether to encrypt files.
        key_folder: the folder of the months' keys; by default, where there are no *keys*, one in
            the home folder.
        keys: base64 of 32 bytes each, the newest first, to encrypt with instead.
        keys_variable: an environment variable with such keys, separated by blanks.

    Raises ``InvalidSettingError`` for invalid settings, without the key.
    """

    name = "s3"

    def __init__(
        self,
        *,
        url: str,
        bucket: str,
        access_key: str,
        secret_key: str,
        region: str = "us-east-1",
        prefix: str = "",
        ca_file: str = "",
        connect_timeout: float = 5,
        timeout: float = 10,
        plain_http: bool = False,
        encryption: bool = True,
        key_folder: Path | str = "",
        keys: Sequence[str] = (),
        keys_variable: str = "",
    ) -> None:
        given = {
            "url": url,
            "bucket": bucket,
            "prefix": prefix,
            "access_key": access_key,
            "secret_key": secret_key,
        }
        for name, value in given.items():
            if not re.fullmatch(_SHAPES[name], value) or (
                value.startswith("http:") and not plain_http
            ):
                raise InvalidSettingError(name, _INVALID.get(name, _INVALID_KEY))
        if not 0 < connect_timeout <= timeout:
            raise InvalidSettingError("timeout", _INVALID_TIMEOUT)
        default = default_key_folder(f"{url.split('://')[1].rstrip('/')}/{bucket}/{prefix}")
        self._keys = read_host_keys(
            default=default,
            encryption=encryption,
            keys=keys,
            keys_variable=keys_variable,
            key_folder=key_folder,
        )
        self._is_default = not key_folder
        client = boto3.session.Session().client(
            "s3",
            endpoint_url=url,
            region_name=region,
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            verify=ca_file or True,
            config=Config(
                connect_timeout=connect_timeout,
                read_timeout=timeout,
                retries={"mode": "standard", "total_max_attempts": 1},
                proxies={},  # not those of the environment
                # The signature covers the file. Many stores do not know newer SDKs' checksums.
                s3={"addressing_style": "path", "payload_signing_enabled": True},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )
        self.attachments = S3Attachments(
            client, bucket, prefix=prefix, timeout=timeout, keys=self._keys
        )

    @property
    def remarks(self) -> Sequence[Message]:
        """Remarks on the settings, on encryption."""
        return encryption_remarks(self._keys, chosen=not self._is_default)

    def fault(self) -> Message | None:
        """Return why no key of a month can be stored, ``None`` if nothing is to be seen."""
        return key_folder_fault(self._keys)

    @impl
    def contribute_attachments(self) -> Sequence[S3Attachments]:
        """Contribute the store of attachments."""
        return (self.attachments,)
