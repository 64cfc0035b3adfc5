"""The store of what the portal shows besides procedures: announcements and the versions of its terms (zał. 2 § 4, § 5, § 7)."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select, update

from lckm_core.errors import ConflictError
from lckm_core.forms import to_data
from lckm_core.publication import Announcement, PortalTerms
from lckm_sql.database import Database, act
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import read_as, text_of
from lckm_sql.tables import announcements, terms

_ANNOUNCEMENTS = select(announcements.c.number, announcements.c.data).order_by(
    announcements.c.number
)
_ANNOUNCED = update(announcements).where(announcements.c.number == bindparam("of"))
_TERMS = select(terms.c.version, terms.c.data).order_by(terms.c.id)
_LOCKED = (
    select(terms.c.version, terms.c.data)
    .where(terms.c.version == bindparam("of"))
    .with_for_update()
)
_REDRAFTED = update(terms).where(terms.c.version == bindparam("of"))


class SqlNotices:
    """Announcements and terms in a database: SQLite or PostgreSQL. Each method is one whole act, durable when it returns.

    Any method raises :class:`StoreUnavailableError` when the database does not do what it is asked for, and those that read
    :class:`UnreadableRowError` for a row that a newer program wrote, or a hand.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    @act
    def announcements(self) -> Sequence[Announcement]:
        """Return every announcement, by number."""
        with self.database.reading() as connection:
            rows = connection.execute(_ANNOUNCEMENTS).all()
        return tuple([read_as(Announcement, row.number, row.data) for row in rows])

    @act
    def terms(self) -> Sequence[PortalTerms]:
        """Return every version of the terms, drafts too, in the order in which they were kept."""
        with self.database.reading() as connection:
            rows = connection.execute(_TERMS).all()
        return tuple([read_as(PortalTerms, row.version, row.data) for row in rows])

    @act
    def save_announcement(self, announcement: Announcement) -> None:
        """Keep an announcement, in place of one of the same number."""
        data = text_of(to_data(announcement))
        with self.database.writing() as connection:
            if not insert_if_absent(connection, announcements, number=announcement.id, data=data):
                connection.execute(_ANNOUNCED, {"of": announcement.id, "data": data})

    @act
    def save_terms(self, version: PortalTerms) -> None:
        """Keep a version of the terms, in place of a draft of the same version. Raises :class:`ConflictError` for one approved."""
        data = text_of(to_data(version))
        with self.database.writing() as connection:
            if insert_if_absent(connection, terms, version=version.version, data=data):
                return
            row = connection.execute(_LOCKED, {"of": version.version}).one()
            kept = read_as(PortalTerms, row.version, row.data)
            if kept.approved_on is not None and kept != version:
                raise ConflictError(version.version)
            connection.execute(_REDRAFTED, {"of": version.version, "data": data})

    def __repr__(self) -> str:
        return f"SqlNotices({self.database!r})"
