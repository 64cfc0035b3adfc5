"""Drawers in PostgreSQL: a table a month, or more when it grows large, in the same transaction as the report.

What is struck out of one leaves no bytes because the table is written anew without it; what is dropped, because its files go. A
personal part is only ever written to a table that was there before its transaction began.
What the write-ahead log keeps of them is in ``README.md``.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
    exists,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError

from lckm_sql import table_rewrite as postgresql_anew
from lckm_sql.database import Database, kind_of
from lckm_sql.errors import UnknownPartitionsError
from lckm_sql.partitions import (
    HiddenBytes,
    Month,
    MonthsOf,
    live_months,
)
from lckm_sql.server_settings import MAY_CHECKPOINT, MAY_SWITCH
from lckm_sql.tables import month_keys, reports

_LOG = logging.getLogger("lckm_sql")
FULL = 16 << 20
"""Bytes, after which a month goes on in another table: of one that is written anew when a consent is withdrawn."""
_SIZE = text("SELECT pg_relation_size(CAST(:name AS regclass))")
_THERE = text("SELECT to_regclass(:name) IS NOT NULL")
_ALL = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^personal_[0-9_]+$' AND pg_table_is_visible(oid) "
    "ORDER BY relname"
)
_MAY_CLEAN = f"SELECT {MAY_SWITCH} AND {MAY_CHECKPOINT}"


class PostgresqlDrawers:
    """A table for each month, named after it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def table(month: Month) -> Table:
        """Return the table of a month."""
        return _table(f"personal_{month.name}")

    def make(self, connection: Connection, month: Month) -> None:
        """Create the table of a new month. Raises :class:`UnknownPartitionsError` where one of its name is left of another database."""
        if connection.execute(_THERE, {"name": f'"{self.table(month).name}"'}).scalar_one():
            raise UnknownPartitionsError(self.table(month).name)
        _create(connection, self.table(month).name)
        connection.execute(text(f'ALTER TABLE "{self.table(month).name}" ADD PRIMARY KEY (number)'))

    def made(self, month: Month) -> None:
        """Do nothing: there is one transaction."""

    def is_there(self, month: Month) -> bool:
        """Return that it is: the statement itself finds out."""
        return True

    def is_full(self, connection: Connection, month: Month) -> bool:
        """Return whether writing it anew would begin to take long."""
        size: int | None = connection.execute(
            _SIZE, {"name": f'"{self.table(month).name}"'}
        ).scalar_one()
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
        return (
            reader.execute(select(number).where(number > after).order_by(number).limit(limit))
            .scalars()
            .all()
        )

    def parts(
        self, reader: Connection, month: Month, after: str, limit: int
    ) -> Sequence[tuple[str, bytes]]:
        """Return the same with the personal parts."""
        table = self.table(month)
        query = (
            select(table.c.number, table.c.data)
            .where(table.c.number > after)
            .order_by(table.c.number)
            .limit(limit)
        )
        return [(row.number, row.data) for row in reader.execute(query)]

    def count(self, reader: Connection, month: Month) -> int:
        """Return how many there are in the table of a month."""
        return reader.execute(select(func.count()).select_from(self.table(month))).scalar_one()

    @contextmanager
    def destroying(self, of: MonthsOf, *, keys: bool = False) -> Iterator[Connection]:
        """Begin the transaction, after one in which the tables are made that will take the place of others."""
        with self._database.engine.connect() as connection:
            # A session of its own, whose end is the end of its lock however that comes.
            connection.detach()
            with connection.begin():
                postgresql_anew.alone(connection)
                for month in of(connection):
                    _create(connection, postgresql_anew.anew(self.table(month).name))
                if (
                    keys
                    and connection.execute(select(month_keys.c.month_id).limit(1)).first()
                    is not None
                ):
                    new = postgresql_anew.anew(month_keys.name)
                    connection.execute(
                        text(f'CREATE TABLE "{new}" (LIKE "{month_keys.name}" INCLUDING ALL)')
                    )
            with connection.begin():
                yield connection

    def strike(self, connection: Connection, month: Month, numbers: Sequence[str]) -> None:
        """Write the table anew without them."""
        table = self.table(month)
        registered = exists().where(
            reports.c.number == table.c.number, reports.c.month_id == month.id
        )
        postgresql_anew.fill(
            connection, table, select(table).where(table.c.number.not_in(numbers), registered)
        )
        connection.execute(text(f'ALTER TABLE "{table.name}" ADD PRIMARY KEY (number)'))

    def drop(self, connection: Connection, over: Sequence[Month]) -> None:
        """Drop the tables of months."""
        connection.execute(text(postgresql_anew.WAIT))
        # In one statement: a month of a million reports has some twenty, and each asked for alone is a way to the server and back.
        names = ", ".join(f'"{self.table(month).name}"' for month in over)
        connection.execute(text(f"DROP TABLE {names}"))

    def open_to_all(self) -> Iterator[Path]:
        """Yield none: the files are the server's, which starts with none that others may use."""
        return iter(())

    def strange(self, reader: Connection) -> Iterator[str]:
        """Yield the tables that the database does not know, as a dump leaves them that is restored over what is there."""
        known = {self.table(month).name for month in live_months(reader)}
        yield from (name for name in reader.execute(_ALL).scalars() if name not in known)

    def unfinished(self, reader: Connection) -> Iterator[str]:
        """Yield the tables that were being written anew when the server, or the process, died."""
        return postgresql_anew.left(reader)

    def is_whole(self, month: Month | None) -> bool | None:
        """Return that it is: the server has data checksums and ``pg_amcheck`` for that."""
        return True

    def left_over(self) -> Iterator[Path]:
        """Yield none: its own programs make backups."""
        return iter(())

    def finish(self) -> None:
        """Have the write-ahead log go on in a new file and drop the old ones, where the role may ask for that."""
        with self._database.engine.connect().execution_options(
            isolation_level="AUTOCOMMIT"
        ) as connection:
            try:
                if connection.execute(text(_MAY_CLEAN)).scalar():
                    connection.execute(text("SELECT pg_switch_wal()"))
                    connection.execute(text("CHECKPOINT"))
            except DBAPIError as error:
                # What was to be erased is; the next checkpoint of the server does the same.
                _LOG.warning("no checkpoint after erasing: %s", kind_of(error))


def _create(connection: Connection, name: str) -> None:
    # Rows only come, until the table goes: there is nothing to vacuum, and a drop waits a second before it sends autovacuum away.
    idle = "autovacuum_enabled = false, toast.autovacuum_enabled = false"
    columns = 'number text COLLATE "C" NOT NULL, data bytea NOT NULL'
    connection.execute(text(f'CREATE TABLE "{name}" ({columns}) WITH ({idle})'))
    # As it is, so that a search of the files can find what is there; and no sample of it in the planner's statistics.
    connection.execute(text(f'ALTER TABLE "{name}" ALTER COLUMN data SET STORAGE EXTERNAL'))
    connection.execute(text(f'ALTER TABLE "{name}" ALTER COLUMN data SET STATISTICS 0'))


@lru_cache
def _table(name: str) -> Table:
    return Table(
        name, MetaData(), Column("number", Text(collation="C")), Column("data", HiddenBytes)
    )


@lru_cache
def _insert(table: Table) -> Insert:
    return insert(table).inline()


@lru_cache
def _data(table: Table) -> Select[bytes]:
    return select(table.c.data).where(table.c.number == bindparam("of"))
