"""Encryption of the files that come with reports, chunk by chunk."""

# A file has a random key of its own, which stands before it, wrapped with the host's. Each chunk
# is encrypted with it by AES-GCM: the nonce holds the chunk's number and whether it is the last,
# so chunks cannot be moved, left out or cut off, and the reference of the file (its report's number
# and its own) is associated data, so that no file can take another's place.

import os
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import count
from secrets import token_bytes
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lckm_encryption.errors import DamagedFileError, FileKeyMissingError
from lckm_encryption.host_keys import HostKeys
from lckm_encryption.key_folder import KEY_BYTES

MAGIC = b"LCKM\x93\x01\r\n"
"""How an encrypted file begins: no type of file does."""
_DAY = len("2027-06-01")
_WRAPPED = KEY_BYTES + 8
KEY_AT = len(MAGIC) + _DAY
"""Where the wrapped key of a file begins, after the day on which it expires."""
HEADER = KEY_AT + _WRAPPED
CHUNK = 1 << 16
_TAG = 16


def is_encrypted(head: bytes) -> bool:
    """Return whether a file that begins like this is encrypted."""
    return head.startswith(MAGIC)


class FileCipher:
    """Encrypts files and decrypts them; what is in the clear is read as it is.

    Args:
        keys: the host's keys; without any, files stay in the clear.
    """

    def __init__(self, keys: HostKeys) -> None:
        self.keys = keys

    def encrypt(self, reference: str, file: BinaryIO, expires: date) -> Iterator[bytes]:
        """Yield a file as it is to be stored, piece by piece.

        Args:
            reference: the file's reference, such as ``ZG-2026-000123-1``.
            file: what came with the report.
            expires: the first day on which it is gone.

        Raises ``KeyFolderError``.
        """
        if not self.keys:
            yield from iter(lambda: file.read(CHUNK), b"")
            return
        key = token_bytes(KEY_BYTES)
        yield MAGIC + expires.isoformat().encode() + self.keys.wrap(key, expires)
        aead, bound = AESGCM(key), reference.encode()
        for nonce, chunk in _chunks(file, CHUNK):
            yield aead.encrypt(nonce, chunk, bound)

    def decrypt(self, reference: str, file: BinaryIO) -> Iterator[bytes]:
        """Yield a stored file, piece by piece.

        Raises :class:`FileKeyMissingError`, ``KeyFolderError``, and :class:`DamagedFileError`,
        perhaps after the pieces before the damage.
        """
        header = file.read(HEADER)
        if not is_encrypted(header):
            yield header
            yield from iter(lambda: file.read(CHUNK), b"")
            return
        aead, bound = AESGCM(self._file_key(reference, header)), reference.encode()
        for nonce, chunk in _chunks(file, CHUNK + _TAG):
            try:
                plain = aead.decrypt(nonce, chunk, bound)
            except (InvalidTag, ValueError):  # ValueError: shorter than a tag
                raise DamagedFileError(reference) from None
            yield plain

    def encrypt_bytes(self, reference: str, data: bytes, expires: date) -> bytes:
        """Return a file in memory as it is to be stored."""
        return b"".join(self.encrypt(reference, BytesIO(data), expires))

    def decrypt_bytes(self, reference: str, data: bytes) -> bytes:
        """Return a stored file in memory; raises as :meth:`decrypt` does."""
        return b"".join(self.decrypt(reference, BytesIO(data)))

    def is_locked(self, reference: str, file: BinaryIO) -> bool:
        """Return whether a stored file is encrypted with a key that is not given.

        Raises ``KeyFolderError`` and :class:`DamagedFileError`.
        """
        header = file.read(HEADER)
        if not is_encrypted(header):
            return False
        return self.keys.unwrap(header[KEY_AT:], _expiry(reference, header)) is None

    def needs_old_key(self, reference: str, file: BinaryIO) -> bool:
        """Return whether a stored file is opened by a key that encrypts nothing any more.

        Raises ``KeyFolderError`` and :class:`DamagedFileError`.
        """
        header = file.read(HEADER)
        if not is_encrypted(header):
            return False
        return self.keys.needs_old_key(header[KEY_AT:], _expiry(reference, header))

    def _file_key(self, reference: str, header: bytes) -> bytes:
        key = self.keys.unwrap(header[KEY_AT:], _expiry(reference, header))
        if key is None:
            raise FileKeyMissingError(reference)
        return key


def _expiry(reference: str, header: bytes) -> date:
    """Return the first day without an encrypted file, by what stands before it."""
    try:
        expires = date.fromisoformat(header[len(MAGIC) : KEY_AT].decode("ascii"))
    except ValueError:
        raise DamagedFileError(reference) from None
    if len(header) < HEADER:
        raise DamagedFileError(reference)
    return expires


def _chunks(file: BinaryIO, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks of a file with their nonces; of an empty file, one empty chunk."""
    chunk = _read_block(file, size)
    for number in count():
        following = _read_block(file, size)
        yield number.to_bytes(11, "big") + bytes([not following]), chunk
        if not following:
            return
        chunk = following


def _read_block(file: BinaryIO, size: int) -> bytes:
    """Return the next bytes of a file, fewer than *size* only at its end."""
    data = file.read(size)
    while data and len(data) < size:
        piece = file.read(size - len(data))
        if not piece:
            break
        data += piece
    return data


def forget_key(file: BinaryIO) -> None:
    """Overwrite the key of an encrypted file, open for reading and writing, before it goes."""
    file.seek(0)
    if is_encrypted(file.read(len(MAGIC))):
        file.seek(KEY_AT)
        file.write(token_bytes(_WRAPPED))
        file.flush()
        os.fsync(file.fileno())
