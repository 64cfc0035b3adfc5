"""The store of procedures (zał. 2 § 8 to § 12): each edition is a row."""

# The text of an edition has a column of its own: but for the call centre's field it never changes.

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, bindparam, case, func, select, update

from lckm_core.errors import ConflictError
from lckm_core.ports import EditionChange
from lckm_core.publication import Edition, EditionOutline
from lckm_sql import audit
from lckm_sql.database import Database, store_operation
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import edition_row, read_edition, read_outline
from lckm_sql.tables import editions

_ROW = select(editions.c.procedure_id, editions.c.number, editions.c.text, editions.c.standing)
_OF_PROCEDURE = _ROW.where(editions.c.procedure_id == bindparam("of")).order_by(editions.c.number)
_ALL = _ROW.order_by(editions.c.procedure_id, editions.c.number)
_LAST = (
    select(editions.c.procedure_id, func.max(editions.c.number).label("number"))
    .group_by(editions.c.procedure_id)
    .subquery()
)
_IS_NEWEST = _LAST.c.number == editions.c.number
_OUTLINED = (
    # Of an earlier edition a list wants the days alone, and only of a published one.
    select(
        editions.c.procedure_id,
        editions.c.number,
        editions.c.state,
        case((_IS_NEWEST, editions.c.standing)).label("standing"),
        case((_IS_NEWEST | (editions.c.state == "published"), editions.c.text)).label("text"),
    )
    .join(_LAST, _LAST.c.procedure_id == editions.c.procedure_id)
    .where(_IS_NEWEST | editions.c.state.in_(("published", "withdrawn", "expired")))
    .order_by(editions.c.procedure_id, editions.c.number)
)
_IDS = select(editions.c.procedure_id).distinct().order_by(editions.c.procedure_id)
_LOCKED = _ROW.where(
    editions.c.procedure_id == bindparam("of"), editions.c.number == bindparam("at")
).with_for_update()
_REPLACE = update(editions).where(
    editions.c.procedure_id == bindparam("of"), editions.c.number == bindparam("at")
)


class SqlProcedures:
    """Editions of procedures in SQLite or PostgreSQL.

    Each method is one whole operation, durable when it returns, and raises
    :class:`StoreUnavailableError` when the database fails; those that read raise
    :class:`UnreadableRowError` for a row that a newer program wrote.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    @store_operation
    def ids(self) -> Iterable[str]:
        """Return the numbers of all procedures, sorted."""
        with self.database.reading() as connection:
            return connection.execute(_IDS).scalars().all()

    @store_operation
    def editions(self, procedure_id: str) -> Sequence[Edition]:
        """Return the editions of one procedure, by number."""
        with self.database.reading() as connection:
            rows = connection.execute(_OF_PROCEDURE, {"of": procedure_id})
            return tuple(map(read_edition, rows))

    @store_operation
    def all_editions(self) -> Iterable[Edition]:
        """Return every edition, by procedure and number, as of one moment."""
        with self.database.reading() as connection:
            rows = connection.execute(_ALL).all()
        return map(read_edition, rows)

    @store_operation
    def outlines(self) -> Iterable[EditionOutline]:
        """Return the outline of each procedure, by its number."""
        with self.database.reading() as connection:
            rows = connection.execute(_OUTLINED).all()
        return (
            read_outline(tuple(of_procedure))
            for _, of_procedure in groupby(rows, key=attrgetter("procedure_id"))
        )

    @store_operation
    def save(self, changes: Sequence[EditionChange]) -> None:
        """Store all the changes or none. Raises ``ConflictError``."""
        with self.database.writing() as connection:
            # In one order, so that two who save several do not wait for each other.
            for change in sorted(changes, key=_key):
                _save(connection, change)
            audit.write_editions(connection, changes)

    def __repr__(self) -> str:
        return f"SqlProcedures({self.database!r})"


def _key(change: EditionChange) -> tuple[str, int]:
    return change.edition.id, change.edition.number


def _save(connection: Connection, change: EditionChange) -> None:
    new = change.edition
    key = {"of": new.id, "at": new.number}
    row = connection.execute(_LOCKED, key).first()
    if (None if row is None else read_edition(row)) != change.was:
        raise ConflictError(f"{new.id}, {new.number}")
    if row is not None and new != change.was:
        connection.execute(_REPLACE, {**key, **edition_row(new)})
    if row is None and not insert_if_absent(connection, editions, **edition_row(new)):
        raise ConflictError(f"{new.id}, {new.number}")
