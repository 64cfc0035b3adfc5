"""Sessions of staff, with a hash of the id that opens each (zał. 2 § 12)."""

from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from lckm_core.errors import ConflictError
from lckm_core.ports import SessionRecord
from lckm_sql.database import Database, store_operation
from lckm_sql.rows import utc
from lckm_sql.tables import sessions

_MOMENTS = ("signed_in_at", "proved_at", "until")


class SqlSessions:
    """Sessions of staff in SQLite or PostgreSQL, each until a moment.

    Each method raises :class:`StoreUnavailableError` when the database fails.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    @store_operation
    def save(self, session: SessionRecord) -> None:
        """Store a new session. Raises ``ConflictError`` where there is one of that key."""
        values = {column.name: getattr(session, column.name) for column in sessions.columns}
        for name in _MOMENTS:
            values[name] = None if values[name] is None else utc(values[name])
        try:
            with self.database.writing() as connection:
                connection.execute(insert(sessions).values(values))
        except IntegrityError:
            raise ConflictError("session") from None

    @store_operation
    def load(self, key: str, *, now: datetime) -> SessionRecord | None:
        """Return the session unless its moment has come. Raises ``ValueError`` if naive."""
        query = select(sessions).where(sessions.c.key == key, sessions.c.until > utc(now))
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else SessionRecord(**row)

    @store_operation
    def prolong(self, key: str, *, until: datetime) -> None:
        """Move the end of a session, never to an earlier moment. Raises ``ValueError`` if naive."""
        later = utc(until)
        later_only = (sessions.c.key == key, sessions.c.until < later)
        with self.database.writing() as connection:
            connection.execute(update(sessions).where(*later_only).values(until=later))

    @store_operation
    def revoke(
        self,
        *,
        key: str | None = None,
        login: str | None = None,
        issuer: str | None = None,
        subject: str | None = None,
        provider_session: str | None = None,
        signed_in_before: datetime | None = None,
    ) -> int:
        """Remove the sessions that match every given argument. Raises ``ValueError`` for none."""
        wanted = {
            sessions.c.key: key,
            sessions.c.login: login,
            sessions.c.subject: subject,
        }
        conditions = [column == value for column, value in wanted.items() if value is not None]
        if provider_session is not None:
            has_it = sessions.c.provider_session == provider_session
            has_none = sessions.c.provider_session.is_(None)
            conditions.append(has_it if subject is None else or_(has_it, has_none))
        if not conditions:
            raise ValueError("revoke(…) needs a key, a login, a subject or a provider's session")
        if issuer is not None:
            conditions.append(sessions.c.issuer == issuer)
        if signed_in_before is not None:
            conditions.append(sessions.c.signed_in_at < utc(signed_in_before))
        with self.database.writing() as connection:
            return connection.execute(delete(sessions).where(*conditions)).rowcount

    @store_operation
    def sweep(self, *, now: datetime) -> int:
        """Remove the sessions whose moment has come. Raises ``ValueError`` if naive."""
        ended = sessions.c.until <= utc(now)
        with self.database.reading() as connection:
            # Usually there is nothing: then do not wait for a writer.
            if connection.execute(select(sessions.c.key).where(ended).limit(1)).first() is None:
                return 0
        with self.database.writing() as connection:
            return connection.execute(delete(sessions).where(ended)).rowcount

    def __repr__(self) -> str:
        return f"SqlSessions({self.database!r})"
