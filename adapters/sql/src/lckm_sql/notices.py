"""The store of announcements and portal terms (zał. 2 § 4, § 5, § 7)."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select, update

from lckm_core.errors import ConflictError
from lckm_core.forms import to_data
from lckm_core.publication import Announcement, PortalTerms
from lckm_sql.database import Database, store_operation
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import read_as, sealed
from lckm_sql.tables import announcements, terms

_ANNOUNCEMENTS = select(announcements.c.number, announcements.c.data).order_by(
    announcements.c.number
)
_REPLACE_ANNOUNCEMENT = update(announcements).where(announcements.c.number == bindparam("of"))
_TERMS = select(terms.c.version, terms.c.data).order_by(terms.c.id)
_LOCKED_TERMS = (
    select(terms.c.version, terms.c.data)
    .where(terms.c.version == bindparam("of"))
    .with_for_update()
)
_REPLACE_TERMS = update(terms).where(terms.c.version == bindparam("of"))


class SqlNotices:
    """Announcements and terms in SQLite or PostgreSQL.

    Each method is one whole operation, durable when it returns, and raises
    :class:`StoreUnavailableError` when the database fails; those that read raise
    :class:`UnreadableRowError` for a row that a newer program wrote.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    @store_operation
    def announcements(self) -> Sequence[Announcement]:
        """Return every announcement, by number."""
        with self.database.reading() as connection:
            rows = connection.execute(_ANNOUNCEMENTS).all()
        return tuple([read_as(Announcement, row.number, row.data) for row in rows])

    @store_operation
    def terms(self) -> Sequence[PortalTerms]:
        """Return every version of the terms, drafts too, in the order of their storing."""
        with self.database.reading() as connection:
            rows = connection.execute(_TERMS).all()
        return tuple([read_as(PortalTerms, row.version, row.data) for row in rows])

    @store_operation
    def save_announcement(self, announcement: Announcement) -> None:
        """Store an announcement, replacing one of the same number."""
        columns = sealed(announcement.id, to_data(announcement))
        with self.database.writing() as connection:
            if not insert_if_absent(connection, announcements, number=announcement.id, **columns):
                connection.execute(_REPLACE_ANNOUNCEMENT, {"of": announcement.id, **columns})

    @store_operation
    def save_terms(self, version: PortalTerms) -> None:
        """Store a version of the terms, replacing its draft.

        Raises ``ConflictError`` for another text of an approved version.
        """
        columns = sealed(version.version, to_data(version))
        with self.database.writing() as connection:
            if insert_if_absent(connection, terms, version=version.version, **columns):
                return
            row = connection.execute(_LOCKED_TERMS, {"of": version.version}).one()
            stored = read_as(PortalTerms, row.version, row.data)
            if stored.approved_on is not None and stored != version:
                raise ConflictError(version.version)
            connection.execute(_REPLACE_TERMS, {"of": version.version, **columns})

    def __repr__(self) -> str:
        return f"SqlNotices({self.database!r})"
