"""Files to download (zał. 2 § 9 ust. 3): each content is a row, keyed by its hash."""

# Which edition has which file is stored with the edition.

import re
from collections.abc import Collection, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import ColumnElement, Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from lckm_sql.clock import DatabaseClock
from lckm_sql.database import Database, store_operation
from lckm_sql.errors import DamagedFileError
from lckm_sql.tables import documents

_ADDRESS: Final = re.compile(r"[0-9a-f]{64}")
_DATA = select(documents.c.data).where(documents.c.address == bindparam("of"))
_PAGE: Final = 500


class SqlDocuments:
    """Files by their content, in SQLite or PostgreSQL.

    Each method is one whole operation, durable when it returns, and raises
    :class:`StoreUnavailableError` when the database fails.

    Args:
        database: where they are stored.
        grace: how long an unwanted file stays after it was last stored.
    """

    def __init__(self, database: Database, *, grace: timedelta = timedelta(hours=1)) -> None:
        self.database = database
        self._grace = grace
        self._clock = DatabaseClock(database)
        dialect = sqlite if database.is_sqlite else postgresql
        row = dialect.insert(documents)
        # Stored again, its grace starts anew, and damaged content at that address is repaired.
        stored_again = {"kept_at": row.excluded.kept_at, "data": row.excluded.data}
        self._upsert = row.on_conflict_do_update(
            index_elements=[documents.c.address], set_=stored_again
        )

    @store_operation
    def keep(self, data: bytes) -> str:
        """Store a file and return its address: the SHA-256 of its content, in hexadecimal."""
        address = sha256(data).hexdigest()
        row = {"address": address, "kept_at": self._clock.now(), "data": bytes(data)}
        with self.database.writing() as connection:
            connection.execute(self._upsert, row)
        return address

    @store_operation
    def read(self, address: str) -> bytes | None:
        """Return a file, or ``None``.

        Raises :class:`DamagedFileError` when the content does not match the address.
        """
        if not _ADDRESS.fullmatch(address):
            return None
        with self.database.reading() as connection:
            data: bytes | None = connection.execute(_DATA, {"of": address}).scalar()
        if data is not None and sha256(data).hexdigest() != address:
            raise DamagedFileError(address)
        return data

    @store_operation
    def unwanted(self, wanted: Collection[str]) -> Sequence[str]:
        """Return the addresses, sorted, of the files that :meth:`sweep` would delete."""
        old = self._past_grace()
        with self.database.reading() as connection:
            return _unwanted_addresses(connection, old, wanted)

    @store_operation
    def sweep(self, wanted: Collection[str]) -> int:
        """Delete the files that are not *wanted* and past their grace; return how many."""
        old = self._past_grace()
        count = 0
        with self.database.writing() as connection:
            unwanted = _unwanted_addresses(connection, old, wanted)
            for start in range(0, len(unwanted), _PAGE):
                page = unwanted[start : start + _PAGE]
                # The grace is checked again: a file that is stored just now stays.
                statement = delete(documents).where(documents.c.address.in_(page), old)
                count += connection.execute(statement).rowcount
        return count

    def _past_grace(self) -> ColumnElement[bool]:
        return documents.c.kept_at <= self._clock.now() - self._grace

    def __repr__(self) -> str:
        return f"SqlDocuments({self.database!r})"


def _unwanted_addresses(
    connection: Connection, old: ColumnElement[bool], wanted: Collection[str]
) -> list[str]:
    addresses = connection.execute(select(documents.c.address).where(old)).scalars()
    return sorted({*addresses} - {*wanted})
