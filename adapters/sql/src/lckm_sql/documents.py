"""The store of files to download (zał. 2 § 9 ust. 3): each content a row, by its address. Which edition has which is kept with the edition."""

import re
from collections.abc import Collection, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import ColumnElement, Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from lckm_sql.clock import DatabaseClock
from lckm_sql.database import Database, act
from lckm_sql.errors import DamagedFileError
from lckm_sql.tables import documents

_ADDRESS: Final = re.compile(r"[0-9a-f]{64}")
_DATA = select(documents.c.data).where(documents.c.address == bindparam("of"))
_PAGE: Final = 500


class SqlDocuments:
    """Files by what they hold, in a database: SQLite or PostgreSQL. Each method is one whole act, durable when it returns.

    Any method raises :class:`StoreUnavailableError` when the database does not do what it is asked for.

    Args:
        database: where they lie.
        grace: how long what was kept stays although nobody wants it: an edition may be about to.
    """

    def __init__(self, database: Database, *, grace: timedelta = timedelta(hours=1)) -> None:
        self.database, self._grace = database, grace
        self._clock = DatabaseClock(database)
        make = sqlite.insert if database.is_sqlite else postgresql.insert
        row = make(documents)
        # Kept anew, its grace begins again, and what lies damaged under that address is mended.
        again = {"kept_at": row.excluded.kept_at, "data": row.excluded.data}
        self._kept = row.on_conflict_do_update(index_elements=[documents.c.address], set_=again)

    @act
    def keep(self, data: bytes) -> str:
        """Keep a file and return its address: the SHA-256 of its content, 64 hexadecimal digits."""
        address, now = sha256(data).hexdigest(), self._clock.now()
        with self.database.writing() as connection:
            connection.execute(
                self._kept, {"address": address, "kept_at": now, "data": bytes(data)}
            )
        return address

    @act
    def read(self, address: str) -> bytes | None:
        """Return the file of that address, ``None`` where there is none. Raises :class:`DamagedFileError` when it is not what was kept."""
        if not _ADDRESS.fullmatch(address):
            return None
        with self.database.reading() as connection:
            data: bytes | None = connection.execute(_DATA, {"of": address}).scalar()
        if data is not None and sha256(data).hexdigest() != address:
            raise DamagedFileError(address)
        return data

    @act
    def unwanted(self, wanted: Collection[str]) -> Sequence[str]:
        """Return the addresses, sorted, of the files that :meth:`sweep` would remove."""
        old = self._old()
        with self.database.reading() as connection:
            return _unwanted(connection, old, wanted)

    @act
    def sweep(self, wanted: Collection[str]) -> int:
        """Remove every file but those *wanted* and those kept within the grace, and return how many went."""
        old = self._old()
        with self.database.writing() as connection:
            unwanted = _unwanted(connection, old, wanted)
            pages = [unwanted[at : at + _PAGE] for at in range(0, len(unwanted), _PAGE)]
            # Asked once more of each: whoever keeps it just now has it.
            gone = [
                connection.execute(delete(documents).where(documents.c.address.in_(page), old))
                for page in pages
            ]
            return sum(one.rowcount for one in gone)

    def _old(self) -> ColumnElement[bool]:
        return documents.c.kept_at <= self._clock.now() - self._grace

    def __repr__(self) -> str:
        return f"SqlDocuments({self.database!r})"


def _unwanted(
    connection: Connection, old: ColumnElement[bool], wanted: Collection[str]
) -> list[str]:
    return sorted(
        {*connection.execute(select(documents.c.address).where(old)).scalars()} - {*wanted}
    )
