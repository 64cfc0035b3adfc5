"""The store of procedures (zał. 2 § 8 to § 12): each edition a row, its text apart from where it stands, for the text never changes."""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select, update

from lckm_core.errors import ConflictError
from lckm_core.ports import EditionChange
from lckm_core.publication import Edition
from lckm_sql import audit
from lckm_sql.database import Database, act
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import edition_row, read_edition
from lckm_sql.tables import editions

_ROW = select(editions.c.procedure_id, editions.c.number, editions.c.text, editions.c.standing)
_OF = _ROW.where(editions.c.procedure_id == bindparam("of")).order_by(editions.c.number)
_ALL = _ROW.order_by(editions.c.procedure_id, editions.c.number)
_IDS = select(editions.c.procedure_id).distinct().order_by(editions.c.procedure_id)
_LOCKED = _ROW.where(
    editions.c.procedure_id == bindparam("of"), editions.c.number == bindparam("at")
).with_for_update()
_REPLACED = update(editions).where(
    editions.c.procedure_id == bindparam("of"), editions.c.number == bindparam("at")
)


class SqlProcedures:
    """Editions in a database: SQLite or PostgreSQL. Each method is one whole act, durable when it returns.

    Any method raises :class:`StoreUnavailableError` when the database does not do what it is asked for, and those that read
    :class:`UnreadableRowError` for a row that a newer program wrote, or a hand.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    @act
    def ids(self) -> Iterable[str]:
        """Return the numbers of all procedures, sorted."""
        with self.database.reading() as connection:
            return connection.execute(_IDS).scalars().all()

    @act
    def editions(self, procedure_id: str) -> Sequence[Edition]:
        """Return the editions of one procedure, by number."""
        with self.database.reading() as connection:
            return tuple(map(read_edition, connection.execute(_OF, {"of": procedure_id})))

    @act
    def all_editions(self) -> Iterable[Edition]:
        """Return every edition, by number of its procedure and then its own, as of one moment."""
        with self.database.reading() as connection:
            rows = connection.execute(_ALL).all()
        return map(read_edition, rows)

    @act
    def save(self, changes: Sequence[EditionChange]) -> None:
        """Keep all the changes or none. Raises :class:`ConflictError`."""
        with self.database.writing() as connection:
            # In one order, so that two who save several wait for one another and not both.
            for change in sorted(
                changes, key=lambda change: (change.edition.id, change.edition.number)
            ):
                new, place = change.edition, {"of": change.edition.id, "at": change.edition.number}
                row = connection.execute(_LOCKED, place).first()
                if (None if row is None else read_edition(row)) != change.was:
                    raise ConflictError(f"{new.id}, {new.number}")
                if row is not None:
                    connection.execute(_REPLACED, {**place, **edition_row(new)})
                elif not insert_if_absent(connection, editions, **edition_row(new)):
                    raise ConflictError(f"{new.id}, {new.number}")
            audit.write_editions(connection, changes)

    def __repr__(self) -> str:
        return f"SqlProcedures({self.database!r})"
