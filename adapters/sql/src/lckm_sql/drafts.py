"""Drafts of residents, sealed with keys that are not here (zał. 2 § 6 ust. 5)."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from lckm_sql.database import Database, store_operation
from lckm_sql.rows import utc
from lckm_sql.tables import drafts


class SqlDrafts:
    """Sealed drafts in SQLite or PostgreSQL, each until a moment.

    Each method raises :class:`StoreUnavailableError` when the database fails.
    """

    # What the files keep of a removed row nobody can read: its key is in a page that was closed.

    def __init__(self, database: Database) -> None:
        self.database = database

    @store_operation
    def save(self, key: str, sealed: bytes, *, until: datetime) -> None:
        """Store a draft in place of one with that key. Raises ``ValueError`` if naive."""
        dialect = sqlite if self.database.is_sqlite else postgresql
        values = {"until": utc(until), "sealed": bytes(sealed)}
        first = dialect.insert(drafts).values(key=key, **values)
        # What was given, not once more: a draft may have ten megabytes.
        again = {name: first.excluded[name] for name in values}
        upsert = first.on_conflict_do_update(index_elements=[drafts.c.key], set_=again)
        with self.database.writing() as connection:
            connection.execute(upsert)

    @store_operation
    def load(self, key: str, *, now: datetime) -> bytes | None:
        """Return the draft unless its moment has come. Raises ``ValueError`` if naive."""
        query = select(drafts.c.sealed).where(drafts.c.key == key, drafts.c.until > utc(now))
        with self.database.reading() as connection:
            sealed = connection.execute(query).scalar()
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
            # Mostly there is nothing, and then no writer has to be waited for.
            if connection.execute(select(drafts.c.key).where(ended).limit(1)).first() is None:
                return 0
        with self.database.writing() as connection:
            return connection.execute(delete(drafts).where(ended)).rowcount

    def __repr__(self) -> str:
        return f"SqlDrafts({self.database!r})"
