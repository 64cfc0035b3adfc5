"""The store of announcements and portal terms (zał. 2 § 4, § 5, § 7)."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, select, update

from lckm_core.errors import ConflictError
from lckm_core.forms import to_data
from lckm_core.ports import AnnouncementChange, EventVerb
from lckm_core.publication import AnnouncementEdition, PortalTerms
from lckm_sql import audit
from lckm_sql.database import Database, store_operation
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import announcement_row, read_announcement, read_as, seal_columns
from lckm_sql.tables import announcements, terms

_EDITIONS = select(
    announcements.c.number,
    announcements.c.edition,
    announcements.c.text,
    announcements.c.standing,
)
_ANNOUNCEMENTS = _EDITIONS.order_by(announcements.c.number, announcements.c.edition)
_THIS = (
    announcements.c.number == bindparam("of"),
    announcements.c.edition == bindparam("at"),
)
_LOCKED_EDITION = _EDITIONS.where(*_THIS).with_for_update()
_REPLACE_EDITION = update(announcements).where(*_THIS)
_TERMS = select(terms.c.version, terms.c.data).order_by(terms.c.id)
_LOCKED_TERMS = (
    select(terms.c.version, terms.c.data)
    .where(terms.c.version == bindparam("of"))
    .with_for_update()
)
_DISCARD_TERMS = delete(terms).where(terms.c.version == bindparam("of"))
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
    def announcements(self) -> Sequence[AnnouncementEdition]:
        """Return every edition of every announcement, by number and edition."""
        with self.database.reading() as connection:
            rows = connection.execute(_ANNOUNCEMENTS).all()
        return tuple([read_announcement(row) for row in rows])

    @store_operation
    def save_announcements(self, changes: Sequence[AnnouncementChange]) -> None:
        """Store all the changes or none. Raises ``ConflictError``."""
        with self.database.writing() as connection:
            # In one order, so that two who save several do not wait for each other.
            for change in sorted(
                changes, key=lambda change: (change.edition.id, change.edition.number)
            ):
                _save(connection, change)
            audit.write_editions(connection, changes)

    @store_operation
    def terms(self) -> Sequence[PortalTerms]:
        """Return every version of the terms, drafts too, in the order of their storing."""
        with self.database.reading() as connection:
            rows = connection.execute(_TERMS).all()
        return tuple([read_as(PortalTerms, row.version, row.data) for row in rows])

    @store_operation
    def save_terms(self, version: PortalTerms) -> None:
        """Store a version of the terms, replacing its draft.

        Raises ``ConflictError`` for another text of an approved version.
        """
        is_draft = version.approved_on is None
        verb = EventVerb.DRAFT_TERMS if is_draft else EventVerb.APPROVE_TERMS
        with self.database.writing() as connection:
            if _save_terms(connection, version):
                audit.write_act_under_way(connection, verb)

    @store_operation
    def discard_terms(self, terms: PortalTerms) -> None:
        """Remove a draft of the terms.

        Raises ``ConflictError`` where another text is stored, or that version is approved.
        """
        with self.database.writing() as connection:
            row = connection.execute(_LOCKED_TERMS, {"of": terms.version}).first()
            if row is None:
                return
            stored = read_as(PortalTerms, row.version, row.data)
            if stored != terms or stored.approved_on is not None:
                raise ConflictError(terms.version)
            connection.execute(_DISCARD_TERMS, {"of": terms.version})
            audit.write_act_under_way(connection, EventVerb.DISCARD_TERMS)

    def __repr__(self) -> str:
        return f"SqlNotices({self.database!r})"


def _save(connection: Connection, change: AnnouncementChange) -> None:
    new = change.edition
    key = {"of": new.id, "at": new.number}
    row = connection.execute(_LOCKED_EDITION, key).first()
    if (None if row is None else read_announcement(row)) != change.was:
        raise ConflictError(f"{new.id}, {new.number}")
    if row is not None:
        connection.execute(_REPLACE_EDITION, {**key, **announcement_row(new)})
    elif not insert_if_absent(connection, announcements, **announcement_row(new)):
        raise ConflictError(f"{new.id}, {new.number}")


def _save_terms(connection: Connection, version: PortalTerms) -> bool:
    """Store a version of the terms; return whether it was not stored yet."""
    columns = seal_columns(version.version, to_data(version))
    if insert_if_absent(connection, terms, version=version.version, **columns):
        return True
    row = connection.execute(_LOCKED_TERMS, {"of": version.version}).one()
    stored = read_as(PortalTerms, row.version, row.data)
    if stored == version:
        return False
    if stored.approved_on is not None:
        raise ConflictError(version.version)
    connection.execute(_REPLACE_TERMS, {"of": version.version, **columns})
    return True
