"""Files that wait for their report, sealed with keys kept elsewhere (zał. 2 § 6 ust. 5)."""

from datetime import datetime

from sqlalchemy import Boolean, ColumnElement, Connection, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from lckm_sql.database import Database, store_operation
from lckm_sql.rows import utc
from lckm_sql.tables import drafts

_LARGE = 1_000_000
# An upsert refers to the content as „excluded”, not by a second parameter: it may have 10 MB.
_SQLITE_INSERT = sqlite.insert(drafts)
_SQLITE_UPSERT = _SQLITE_INSERT.on_conflict_do_update(
    index_elements=[drafts.c.key],
    set_={name: _SQLITE_INSERT.excluded[name] for name in ("until", "sealed")},
    where=bindparam("replaces", type_=Boolean),
)
_POSTGRESQL_INSERT = postgresql.insert(drafts)
_POSTGRESQL_UPSERT = _POSTGRESQL_INSERT.on_conflict_do_update(
    index_elements=[drafts.c.key],
    set_={name: _POSTGRESQL_INSERT.excluded[name] for name in ("until", "sealed")},
)


class SqlDrafts:
    """Sealed drafts in SQLite or PostgreSQL, each until a moment.

    Each method raises :class:`StoreUnavailableError` when the database fails.
    """

    # Remains of a removed row in the files are unreadable: the key was only in a closed page.

    def __init__(self, database: Database) -> None:
        self.database = database

    @store_operation
    def save(self, key: str, sealed: bytes, *, until: datetime) -> None:
        """Store a draft in place of one with that key. Raises ``ValueError`` if naive."""
        values = {"key": key, "until": utc(until), "sealed": bytes(sealed)}
        with self.database.writing() as connection:
            if self.database.is_sqlite:
                connection.execute(_SQLITE_UPSERT, {**values, "replaces": True})
                # A connection keeps the parameters of its last statement: it must not keep these.
                connection.execute(_SQLITE_UPSERT, {**values, "sealed": b"", "replaces": False})
            else:
                connection.execute(_POSTGRESQL_UPSERT, values)
                _close_if_large(connection, sealed)

    @store_operation
    def load(self, key: str, *, now: datetime) -> bytes | None:
        """Return the draft unless its moment has come. Raises ``ValueError`` if naive."""
        query = select(drafts.c.sealed).where(drafts.c.key == key, drafts.c.until > utc(now))
        with self.database.reading() as connection:
            sealed = connection.execute(query).scalar()
            if not self.database.is_sqlite:
                _close_if_large(connection, sealed or b"")
        return None if sealed is None else bytes(sealed)

    @store_operation
    def discard(self, key: str) -> None:
        """Remove a draft."""
        with self.database.writing() as connection:
            connection.execute(delete(drafts).where(drafts.c.key == key))

    @store_operation
    def sweep(self, *, now: datetime) -> int:
        """Remove the drafts whose moment has come. Raises ``ValueError`` if naive."""
        ended = drafts.c.until <= utc(now)
        with self.database.reading() as connection:
            keys = connection.execute(select(drafts.c.key).where(ended)).scalars().all()
        # One at a time: those of a day may add up to gigabytes, and SQLite has one writer.
        return sum(self._remove_ended(key, ended) for key in keys)

    def _remove_ended(self, key: str, ended: ColumnElement[bool]) -> int:
        with self.database.writing() as connection:
            return connection.execute(delete(drafts).where(drafts.c.key == key, ended)).rowcount

    def __repr__(self) -> str:
        return f"SqlDrafts({self.database!r})"


def _close_if_large(connection: Connection, sealed: bytes) -> None:
    """Have a PostgreSQL connection that a large draft went through closed, not used again.

    Its driver holds buffers for the largest row that it sent or got: tens of megabytes for each
    connection of the pool, for good.
    """
    if len(sealed) > _LARGE:
        connection.detach()
