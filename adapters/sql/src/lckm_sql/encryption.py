"""Encryption of personal data, with a key for each partition."""

# A partition's key is itself encrypted with the host's, which may be one for each month. Rotating
# the host's key encrypts the partitions' keys anew, not all the data; destroying a partition's or
# its month's key destroys what it encrypted, wherever a copy may lie.

import os
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, delete, select, update

from lckm_encryption import HostKeys
from lckm_sql import table_rewrite
from lckm_sql.digests import seal, unseal
from lckm_sql.errors import CorruptPersonalDataError, KeyMissingError
from lckm_sql.inserts import insert_if_absent
from lckm_sql.partitions import BARE, Partition, live_partitions
from lckm_sql.tables import month_keys, months

_ENCRYPTED = b"\x01"
_SEALED = b"\x02"
"""The first byte of encrypted data, and of data in the clear behind their digest.

Data in the clear of before there were digests begin with a brace.
"""
CLEAR = (_SEALED, BARE)
"""How data in the clear begin."""
_NONCE = 12
_KEY = 32


class Cipher:
    """Encrypts personal data with keys of their partitions; without host keys, not at all.

    Args:
        keys: the host's keys.
    """

    def __init__(self, keys: HostKeys) -> None:
        self._keys = keys
        self._partition_keys: dict[int, bytes] = {}
        self._unencrypted: set[int] = set()

    def forget(self) -> None:
        """Forget all keys: another database may use the same ids for other partitions."""
        self._partition_keys.clear()
        self._unencrypted.clear()

    def encrypt(
        self, connection: Connection, partition: Partition, number: str, data: bytes
    ) -> bytes:
        """Return the personal data of a report as they are to be stored.

        Raises :class:`KeyMissingError` where the database has a key that none of the host's keys
        decrypts.
        """
        # A host that lost its keys must not go on in the clear, nor with unrelated keys.
        if not self._keys:
            if partition.id not in self._unencrypted:
                self._require_all_keys(connection)
                self._unencrypted.add(partition.id)
            return _SEALED + seal(number, data)
        key = self._partition_key(connection, partition) or self._new_key(connection, partition)
        nonce = os.urandom(_NONCE)
        return _ENCRYPTED + nonce + AESGCM(key).encrypt(nonce, data, number.encode())

    def require_key(self, reader: Connection, partition: Partition) -> None:
        """Raise :class:`KeyMissingError` if a partition has a key that no host key decrypts."""
        self._partition_key(reader, partition)

    def decrypt(
        self, reader: Connection, partition: Partition, number: str, data: bytes
    ) -> bytes | None:
        """Return the personal data of a report; ``None`` when the key was destroyed.

        Raises :class:`KeyMissingError` and :class:`CorruptPersonalDataError`.
        """
        if data[:1] == _SEALED:
            plain = unseal(number, data[1:])
            if plain is None:
                raise CorruptPersonalDataError(number)
            return plain
        if data[:1] != _ENCRYPTED:
            return data
        key = self._partition_key(reader, partition)
        if key is None:
            return None
        nonce = data[1 : 1 + _NONCE]
        try:
            return AESGCM(key).decrypt(nonce, data[1 + _NONCE :], number.encode())
        except (InvalidTag, ValueError):  # ValueError: cut so short that it has no nonce
            pass
        raise CorruptPersonalDataError(number)

    def rotate(self, connection: Connection) -> int:
        """Encrypt partition keys of former host keys with the present one; return how many.

        The connection is that of :meth:`PersonalDataPartitions.erasing`.
        """
        if not self._keys:
            raise ValueError("there is no key to encrypt with")
        count = 0
        for partition in live_partitions(connection):
            this = month_keys.c.month_id == partition.id
            old = connection.execute(select(month_keys.c.wrapped).where(this)).scalar()
            if old is None:
                continue
            key = self._unwrap(partition, old)
            if self._keys.needs_old_key(old, partition.expires):
                wrapped = self._keys.wrap(key, partition.expires)
                connection.execute(update(month_keys).where(this).values(wrapped=wrapped))
                count += 1
        _rewrite_keys(connection)
        return count

    def destroy_keys(self, connection: Connection, dropped: Iterable[Partition]) -> None:
        """Destroy the keys of partitions, over the connection of an erasing transaction."""
        ids = [partition.id for partition in dropped]
        for id in ids:
            self._partition_keys.pop(id, None)
        if connection.execute(delete(month_keys).where(month_keys.c.month_id.in_(ids))).rowcount:
            _rewrite_keys(connection)

    def destroy_month_keys(self, last: date) -> None:
        """Destroy the host's keys of months that expired by that day; may be repeated."""
        self._keys.destroy_until(last)

    def month_keys_until(self, last: date) -> Sequence[date]:
        """Return the days of the host's keys that should be destroyed by then."""
        folder = self._keys.folder
        return [day for day in folder.days() if day <= last] if folder else ()

    def key_paths(self) -> Sequence[Path]:
        """Return the folder of the host's keys and the files in it."""
        return self._keys.folder.paths() if self._keys.folder else ()

    def is_encrypting(self) -> bool:
        """Return whether new personal data are encrypted."""
        return bool(self._keys)

    def _partition_key(self, reader: Connection, partition: Partition) -> bytes | None:
        key = self._partition_keys.get(partition.id)
        if key is None:
            key = self._read_key(reader, partition)
            if key is not None:
                self._partition_keys[partition.id] = key
        return key

    def _read_key(self, reader: Connection, partition: Partition) -> bytes | None:
        query = select(month_keys.c.wrapped).where(month_keys.c.month_id == partition.id)
        wrapped = reader.execute(query).scalar()
        return None if wrapped is None else self._unwrap(partition, wrapped)

    def _require_all_keys(self, reader: Connection) -> None:
        """Raise :class:`KeyMissingError` unless every partition's key can be decrypted."""
        query = (
            select(months.c.id, months.c.expires, month_keys.c.wrapped)
            .join(months, months.c.id == month_keys.c.month_id)
            .where(months.c.dropped_at.is_(None))
        )
        for id, expires, wrapped in reader.execute(query):
            self._unwrap(Partition(id, expires), wrapped)

    def _new_key(self, connection: Connection, partition: Partition) -> bytes:
        self._require_all_keys(connection)
        wrapped = self._keys.wrap(os.urandom(_KEY), partition.expires)
        insert_if_absent(connection, month_keys, month_id=partition.id, wrapped=wrapped)
        # Read back, for another transaction may have been first; and not cached, for this one
        # may yet be rolled back.
        key = self._read_key(connection, partition)
        assert key is not None
        return key

    def _unwrap(self, partition: Partition, wrapped: bytes) -> bytes:
        key = self._keys.unwrap(wrapped, partition.expires)
        if key is None:
            raise KeyMissingError(partition.expires.isoformat())
        return key

    def __repr__(self) -> str:
        return f"Cipher({self._keys!r})"


def _rewrite_keys(connection: Connection) -> None:
    """Leave no old version of a key in PostgreSQL's files; SQLite overwrites what it deletes."""
    if connection.dialect.name == "postgresql":
        table_rewrite.replace_table(connection, month_keys, select(month_keys))
