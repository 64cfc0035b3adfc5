"""Drawers in PostgreSQL: a table a month, or more when it grows large, in the same transaction as the report.

What is struck out of one leaves no bytes because the table is written anew without it; what is dropped, because its files go.
What the write-ahead log keeps of them is in ``README.md``.
"""

import logging
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Insert,
    MetaData,
    Select,
    Table,
    Text,
    bindparam,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError

from lckm_sql.database import Database, kind_of
from lckm_sql.drawers import HiddenBytes, Month

_LOG = logging.getLogger("lckm_sql")
_WAIT = "SET LOCAL lock_timeout = '10s'"
"""A dump in progress keeps every table; then this act fails, and is repeated later, rather than holding up all that comes after it."""
FULL = 16 << 20
"""Bytes, after which a month goes on in another table: of one that is written anew when a consent is withdrawn."""
_SIZE = text("SELECT pg_relation_size(CAST(:name AS regclass))")
_MAY_CLEAN = """
SELECT has_function_privilege('pg_switch_wal()', 'execute')
   AND EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'pg_checkpoint' AND pg_has_role(oid, 'USAGE'))
"""


class PostgresqlDrawers:
    """A table for each month, named after it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def table(month: Month) -> Table:
        """Return the table of a month."""
        return _table(f"personal_{month.name}")

    def make(self, connection: Connection, month: Month) -> None:
        """Create the table of a new month."""
        _create(connection, self.table(month).name)
        connection.execute(text(f'ALTER TABLE "{self.table(month).name}" ADD PRIMARY KEY (number)'))

    def is_there(self, month: Month) -> bool:
        """Return that it is: the statement itself finds out."""
        return True

    def is_full(self, connection: Connection, month: Month) -> bool:
        """Return whether writing it anew would begin to take long."""
        size: int | None = connection.execute(_SIZE, {"name": f'"{self.table(month).name}"'}).scalar_one()
        # None: written anew between the name's being looked up and this.
        return size is not None and size >= FULL

    def put(self, connection: Connection, month: Month, number: str, data: bytes) -> None:
        """Keep a personal part."""
        connection.execute(_insert(self.table(month)), {"number": number, "data": data})

    def kept(self, month: Month, number: str) -> None:
        """Do nothing: there is one transaction."""

    def read(self, reader: Connection, month: Month, number: str) -> bytes | None:
        """Return a personal part."""
        data: bytes | None = reader.execute(_data(self.table(month)), {"of": number}).scalar()
        return data

    def replace(self, connection: Connection, month: Month, number: str, data: bytes) -> None:
        """Keep another one in its place."""
        table = self.table(month)
        connection.execute(update(table).where(table.c.number == number).values(data=data))

    def numbers(self, reader: Connection, month: Month, after: str, limit: int) -> Sequence[str]:
        """Return the numbers in the table of a month."""
        number = self.table(month).c.number
        return reader.execute(select(number).where(number > after).order_by(number).limit(limit)).scalars().all()

    def count(self, reader: Connection, month: Month) -> int:
        """Return how many there are in the table of a month."""
        return reader.execute(select(func.count()).select_from(self.table(month))).scalar_one()

    def strike(self, connection: Connection, month: Month, numbers: Sequence[str]) -> None:
        """Write the table anew without them: a deleted row would stay in its page, also after VACUUM."""
        old = self.table(month).name
        new = f"{old}_anew"
        connection.execute(text(_WAIT))
        connection.execute(text(f'LOCK TABLE "{old}" IN ACCESS EXCLUSIVE MODE'))
        _create(connection, new)
        rest = select(self.table(month)).where(self.table(month).c.number.not_in(numbers))
        connection.execute(insert(_table(new)).from_select(["number", "data"], rest))
        connection.execute(text(f'DROP TABLE "{old}"'))
        connection.execute(text(f'ALTER TABLE "{new}" RENAME TO "{old}"'))
        connection.execute(text(f'ALTER TABLE "{old}" ADD PRIMARY KEY (number)'))

    def drop(self, connection: Connection, month: Month) -> None:
        """Drop the table of a month."""
        connection.execute(text(_WAIT))
        self.table(month).drop(connection)

    def open_to_all(self) -> Iterator[Path]:
        """Yield none: the files are the server's, which starts with none that others may use."""
        return iter(())

    def strange(self, reader: Connection) -> Iterator[Path]:
        """Yield none."""
        return iter(())

    def left_over(self) -> Iterator[Path]:
        """Yield none: its own programs make backups."""
        return iter(())

    def finish(self) -> None:
        """Have the write-ahead log go on in a new file and drop the old ones, where the role may ask for that."""
        with self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            try:
                if connection.execute(text(_MAY_CLEAN)).scalar():
                    connection.execute(text("SELECT pg_switch_wal()"))
                    connection.execute(text("CHECKPOINT"))
            except DBAPIError as error:
                # What was to be erased is; the next checkpoint of the server does the same.
                _LOG.warning("no checkpoint after erasing: %s", kind_of(error))


def _create(connection: Connection, name: str) -> None:
    connection.execute(text(f'CREATE TABLE "{name}" (number text COLLATE "C" NOT NULL, data bytea NOT NULL)'))
    # As it is, so that a search of the files can find what is there; and no sample of it in the planner's statistics.
    connection.execute(text(f'ALTER TABLE "{name}" ALTER COLUMN data SET STORAGE EXTERNAL'))
    connection.execute(text(f'ALTER TABLE "{name}" ALTER COLUMN data SET STATISTICS 0'))


@lru_cache
def _table(name: str) -> Table:
    return Table(name, MetaData(), Column("number", Text(collation="C")), Column("data", HiddenBytes))


@lru_cache
def _insert(table: Table) -> Insert:
    return insert(table).inline()


@lru_cache
def _data(table: Table) -> Select[bytes]:
    return select(table.c.data).where(table.c.number == bindparam("of"))
