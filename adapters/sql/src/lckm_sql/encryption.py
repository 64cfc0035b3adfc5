"""Encryption of personal parts, when the host gives a key: a key for each month, itself encrypted with the host's.

Changing the host's key encrypts the months' keys anew, not every part; destroying a month's key destroys what it encrypted,
wherever a copy may lie. AES-GCM and AES key wrap (RFC 3394) are the library's, ``cryptography``.
"""

import os
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select, update

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from lckm_sql import table_rewrite as postgresql_anew
from lckm_sql.errors import CorruptPersonalDataError, KeyMissingError
from lckm_sql.inserts import insert_if_absent
from lckm_sql.partitions import Month, live_months
from lckm_sql.tables import month_keys, months

_SEALED = b"\x01"
"""What begins an encrypted part; one in the clear begins with a brace."""
_NONCE = 12
_KEY = 32


class Cipher:
    """Encrypts with the first of the host's keys and decrypts with any; without one keeps parts in the clear.

    *keys*: base64 of 32 bytes each, the newest first.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = [_key(key) for key in keys]
        self._opened: dict[int, bytes] = {}
        self._clear: set[int] = set()

    def forget(self) -> None:
        """Keep no key in mind: a database that is opened anew may have other months under the same ids."""
        self._opened.clear()
        self._clear.clear()

    def seal(self, connection: Connection, month: Month, number: str, data: bytes) -> bytes:
        """Return the part as it is to be kept; a month that has a key keeps to it.

        Raises :class:`KeyMissingError` where the database has a key that none of the host's opens: a host that lost its keys
        does not go on in the clear, nor with keys that go with no other.
        """
        if not self._keys:
            if month.id not in self._clear:
                self._open_all(connection)
                self._clear.add(month.id)
            return data
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = self._month_key(connection, month) or self._new_key(connection, month)
        nonce = os.urandom(_NONCE)
        return _SEALED + nonce + AESGCM(key).encrypt(nonce, data, number.encode())

    def needed(self, reader: Connection, month: Month) -> bool:
        """Return whether parts of a month may be encrypted. Raises :class:`KeyMissingError`."""
        return self._month_key(reader, month) is not None

    def open(self, reader: Connection, month: Month, number: str, data: bytes) -> bytes | None:
        """Return the part as it was; ``None`` when the key was destroyed.

        Raises :class:`KeyMissingError` and :class:`CorruptPersonalDataError`.
        """
        if data[:1] != _SEALED:
            return data
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = self._month_key(reader, month)
        if key is None:
            return None
        nonce, rest = data[1 : 1 + _NONCE], data[1 + _NONCE :]
        try:
            return AESGCM(key).decrypt(nonce, rest, number.encode())
        except (InvalidTag, ValueError):  # the latter of one cut so short that it has no nonce
            pass
        raise CorruptPersonalDataError(number)

    def rotate(self, connection: Connection) -> int:
        """Encrypt the keys of the months with the first key of the host; return how many there are.

        The connection, as that of :meth:`destroy`, is of :meth:`Drawers.destroying`.
        """
        if not self._keys:
            raise ValueError("there is no key to encrypt with")
        count = 0
        for month in live_months(connection):
            key = self._month_key(connection, month)
            if key is not None:
                wrapped = self._wrapped(key)
                connection.execute(
                    update(month_keys)
                    .where(month_keys.c.month_id == month.id)
                    .values(wrapped=wrapped)
                )
                count += 1
        _write_anew(connection)
        return count

    def destroy(self, connection: Connection, over: Iterable[Month]) -> None:
        """Destroy the keys of months that have one."""
        ids = [month.id for month in over]
        for id in ids:
            self._opened.pop(id, None)
        if connection.execute(delete(month_keys).where(month_keys.c.month_id.in_(ids))).rowcount:
            _write_anew(connection)

    def _month_key(self, reader: Connection, month: Month) -> bytes | None:
        if month.id not in self._opened:
            key = self._read_key(reader, month)
            if key is None:
                return None
            self._opened[month.id] = key
        return self._opened[month.id]

    def _read_key(self, reader: Connection, month: Month) -> bytes | None:
        wrapped = reader.execute(
            select(month_keys.c.wrapped).where(month_keys.c.month_id == month.id)
        ).scalar()
        return None if wrapped is None else self._unwrapped(month, wrapped)

    def _open_all(self, reader: Connection) -> None:
        """Raise :class:`KeyMissingError` when one of the keys does not open."""
        query = select(months.c.id, months.c.expires, month_keys.c.wrapped).join(
            months, months.c.id == month_keys.c.month_id
        )
        for id, expires, wrapped in reader.execute(query):
            self._unwrapped(Month(id, expires), wrapped)

    def _new_key(self, connection: Connection, month: Month) -> bytes:
        self._open_all(connection)
        wrapped = self._wrapped(os.urandom(_KEY))
        insert_if_absent(connection, month_keys, month_id=month.id, wrapped=wrapped)
        # Another transaction may have been first. Not kept in mind, for this one may yet come to nothing.
        key = self._read_key(connection, month)
        assert key is not None
        return key

    def _wrapped(self, key: bytes) -> bytes:
        from cryptography.hazmat.primitives.keywrap import aes_key_wrap

        return aes_key_wrap(self._keys[0], key)

    def _unwrapped(self, month: Month, wrapped: bytes) -> bytes:
        from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

        for key in self._keys:
            try:
                return aes_key_unwrap(key, wrapped)
            except InvalidUnwrap:
                continue
        raise KeyMissingError(month.expires.isoformat())

    def __repr__(self) -> str:
        return f"Sealer(<{len(self._keys)} keys>)"


_NO_KEY = Message(
    "klucz to 32 bajty w base64, jak z openssl rand -base64 32.",
    "a key is base64 of 32 bytes, as of openssl rand -base64 32.",
)


def _key(given: str) -> bytes:
    try:
        key = b64decode(given, validate=True)
    except (NoBase64, ValueError):
        key = b""
    if len(key) != _KEY:
        raise InvalidSettingError("keys", _NO_KEY)
    return key


def _write_anew(connection: Connection) -> None:
    """Leave no old version of a row in PostgreSQL's files; SQLite writes over what it deletes."""
    if connection.dialect.name == "postgresql":
        postgresql_anew.fill(connection, month_keys, select(month_keys))
