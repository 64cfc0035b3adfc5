"""Partitions in PostgreSQL: a table for each month, or several when it grows large.

Rows are erased by rewriting the table without them, and a dropped table's files go, so no bytes
are left. ``README.md`` says what the write-ahead log keeps.
"""

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
    inspect,
    select,
    text,
    update,
)

from lckm_sql import table_rewrite
from lckm_sql.database import Database
from lckm_sql.errors import UnknownPartitionsError
from lckm_sql.journals import purge_journal
from lckm_sql.partitions import HiddenBytes, Partition, SelectPartitions, live_partitions
from lckm_sql.table_rewrite import TABLE_NAME
from lckm_sql.tables import month_keys, reports
from lckm_sql.version_table import OWN_NAMESPACE

FULL = 16 << 20
"""Bytes after which a month goes on in another table: a table is rewritten at each withdrawal."""
_SIZE = text("SELECT pg_relation_size(CAST(:name AS regclass))")
_EXISTS = text("SELECT to_regclass(:name) IS NOT NULL")
_ALL_TABLES = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' "  # noqa: S608  constants
    f"AND relname ~ '^{TABLE_NAME}$' AND relnamespace = {OWN_NAMESPACE} ORDER BY relname"
)


class PostgresqlPartitions:
    """A table for each partition, named after it."""

    # Personal data are only ever inserted into a table that existed before the transaction.

    def __init__(self, database: Database) -> None:
        self._database = database

    @staticmethod
    def table(partition: Partition) -> Table:
        """Return the table of a partition."""
        return _table(f"personal_{partition.name}")

    def create(self, connection: Connection, partition: Partition) -> None:
        """Create the table of a new partition.

        Raises :class:`UnknownPartitionsError` where another database left one of that name.
        """
        name = self.table(partition).name
        if connection.execute(_EXISTS, {"name": f'"{name}"'}).scalar_one():
            raise UnknownPartitionsError(name)
        _create_table(connection, name)
        connection.execute(text(f'ALTER TABLE "{name}" ADD PRIMARY KEY (number)'))

    def confirm_created(self, partition: Partition) -> None:
        """Do nothing: there is one transaction."""

    are_reachable = True
    """They are in the database itself."""

    def require_reachable(self) -> None:
        """Do nothing: whoever reaches the database reaches them."""

    def exists(self, partition: Partition) -> bool:
        """Return ``True``: the statement itself finds out."""
        return True

    def is_full(self, connection: Connection, partition: Partition) -> bool:
        """Return whether rewriting the table would begin to take long."""
        name = {"name": f'"{self.table(partition).name}"'}
        size: int | None = connection.execute(_SIZE, name).scalar_one()
        # None: the table was rewritten after its name was looked up.
        return size is not None and size >= FULL

    def insert(
        self, connection: Connection, partition: Partition, number: str, data: bytes
    ) -> None:
        """Insert the personal data of a report."""
        connection.execute(_insert(self.table(partition)), {"number": number, "data": data})

    def confirm_inserted(self, partition: Partition, number: str) -> None:
        """Do nothing: there is one transaction."""

    def insert_all(
        self, connection: Connection, partition: Partition, rows: Sequence[tuple[str, bytes]]
    ) -> None:
        """Insert the personal data of several reports."""
        values = [{"number": number, "data": data} for number, data in rows]
        connection.execute(_insert(self.table(partition)), values)

    def lock(self, connection: Connection, partition: Partition) -> None:
        """Let nobody use the table before the transaction ends."""
        name = self.table(partition).name
        connection.execute(text(table_rewrite.LOCK_TIMEOUT))
        connection.execute(text(f'LOCK TABLE "{name}" IN ACCESS EXCLUSIVE MODE'))

    def read(self, reader: Connection, partition: Partition, number: str) -> bytes | None:
        """Return the personal data of a report, or ``None``."""
        query = _data(self.table(partition))
        data: bytes | None = reader.execute(query, {"of": number}).scalar()
        return data

    def holds(self, connection: Connection, partition: Partition, number: str) -> bool:
        """Return ``True``: they can be nowhere else."""
        return True

    def replace(
        self, connection: Connection, partition: Partition, number: str, data: bytes
    ) -> None:
        """Replace the personal data of a report."""
        table = self.table(partition)
        connection.execute(update(table).where(table.c.number == number).values(data=data))

    def numbers(
        self, reader: Connection, partition: Partition, after: str, limit: int
    ) -> Sequence[str]:
        """Return the numbers in a partition greater than *after*, sorted."""
        number = self.table(partition).c.number
        query = select(number).where(number > after).order_by(number).limit(limit)
        return reader.execute(query).scalars().all()

    def rows(
        self, reader: Connection, partition: Partition, after: str, limit: int
    ) -> Sequence[tuple[str, bytes]]:
        """Return the same numbers, each with its personal data."""
        table = self.table(partition)
        query = (
            select(table.c.number, table.c.data)
            .where(table.c.number > after)
            .order_by(table.c.number)
            .limit(limit)
        )
        return [(row.number, row.data) for row in reader.execute(query)]

    def count(self, reader: Connection, partition: Partition) -> int:
        """Return how many rows a partition has."""
        query = select(func.count()).select_from(self.table(partition))
        return reader.execute(query).scalar_one()

    def count_beginning(
        self, reader: Connection, partition: Partition, first: Sequence[bytes]
    ) -> int:
        """Return how many rows begin with one of these bytes."""
        head = func.substring(self.table(partition).c.data, 1, 1)
        query = select(func.count()).select_from(self.table(partition)).where(head.in_(first))
        return reader.execute(query).scalar_one()

    def has_index(self, reader: Connection, partition: Partition) -> bool:
        """Return whether the table has its primary key."""
        key = inspect(reader).get_pk_constraint(self.table(partition).name)
        return bool(key["constrained_columns"] == ["number"])

    @contextmanager
    def erasing(
        self, select_partitions: SelectPartitions, *, keys: bool = False
    ) -> Iterator[Connection]:
        """Begin the erasing transaction, after one that creates the replacement tables."""
        with self._database.engine.connect() as connection:
            # A session of its own: however it ends, its lock ends with it.
            connection.detach()
            with connection.begin():
                table_rewrite.lock_and_clean(connection)
                for partition in select_partitions(connection):
                    _create_table(connection, table_rewrite.new_name(self.table(partition).name))
                if keys and _has_keys(connection):
                    new = table_rewrite.new_name(month_keys.name)
                    like = f'(LIKE "{month_keys.name}" INCLUDING ALL)'
                    connection.execute(text(f'CREATE TABLE "{new}" {like}'))
            with connection.begin():
                yield connection
                if keys:  # no key was destroyed, so nothing took its place
                    unused = table_rewrite.new_name(month_keys.name)
                    connection.execute(text(f'DROP TABLE IF EXISTS "{unused}"'))

    def erase_rows(
        self, connection: Connection, partition: Partition, numbers: Sequence[str]
    ) -> None:
        """Rewrite the table without these rows and without those that have no report."""
        table = self.table(partition)
        registered = exists().where(
            reports.c.number == table.c.number, reports.c.month_id == partition.id
        )
        remaining = select(table).where(table.c.number.not_in(numbers), registered)
        table_rewrite.replace_table(connection, table, remaining)
        connection.execute(text(f'ALTER TABLE "{table.name}" ADD PRIMARY KEY (number)'))

    def drop_partitions(self, connection: Connection, dropped: Sequence[Partition]) -> None:
        """Drop the tables of partitions."""
        connection.execute(text(table_rewrite.LOCK_TIMEOUT))
        # In one statement: a month of a million reports has some twenty tables, and a statement
        # for each would be a round trip for each.
        names = ", ".join(f'"{self.table(partition).name}"' for partition in dropped)
        connection.execute(text(f"DROP TABLE {names}"))

    def purge(self) -> None:
        """Have the write-ahead log start a new file and drop the old ones, where allowed."""
        purge_journal(self._database)

    def world_accessible(self) -> Iterator[Path]:
        """Yield nothing: the server refuses to start on files that others may use."""
        return iter(())

    def away(self) -> Iterator[str]:
        """Yield nothing: they are in the database itself."""
        return iter(())

    def unknown(self, reader: Connection) -> Iterator[str]:
        """Yield the tables that the database does not know, as a dump restored over it leaves."""
        known = {self.table(partition).name for partition in live_partitions(reader)}
        yield from (name for name in reader.execute(_ALL_TABLES).scalars() if name not in known)

    def unfinished(self, reader: Connection) -> Iterator[str]:
        """Yield the tables that were being rewritten when the server or the process died."""
        return table_rewrite.leftover_tables(reader)

    def is_intact(self, partition: Partition | None) -> bool | None:
        """Return ``True``: the server has data checksums and ``pg_amcheck`` for that."""
        return True

    def stale_files(self) -> Iterator[Path]:
        """Yield nothing: the server's own programs make backups."""
        return iter(())


def _has_keys(connection: Connection) -> bool:
    return connection.execute(select(month_keys.c.month_id).limit(1)).first() is not None


def _create_table(connection: Connection, name: str) -> None:
    # Rows are only added until the table is dropped, so there is nothing to vacuum, and a drop
    # would wait a second before it cancels autovacuum.
    idle = "autovacuum_enabled = false, toast.autovacuum_enabled = false"
    columns = 'number text COLLATE "C" NOT NULL, data bytea NOT NULL'
    connection.execute(text(f'CREATE TABLE "{name}" ({columns}) WITH ({idle})'))
    # Uncompressed, so that a search of the files can find what is there; and without a sample of
    # the data in the planner's statistics.
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
