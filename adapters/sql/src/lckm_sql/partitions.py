"""Partitions of personal data, one or more for each month of expiry.

A month is erased at once by dropping its partitions.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import attrs
from sqlalchemy import (
    Connection,
    Dialect,
    LargeBinary,
    bindparam,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.types import TypeDecorator

from lckm_sql.database import Database
from lckm_sql.tables import months

_FORGET_AFTER = 256
"""Registrations after which a process looks again whether a partition is full or dropped."""
_CREATE_LOCK = 0x4C434B4D
_LOCK_CREATING = text(f"SELECT pg_advisory_xact_lock({_CREATE_LOCK}, hashtext(current_schema()))")
"""Takes the advisory lock of PostgreSQL under which a schema's partition is created."""
_NEWEST = (
    select(months.c.id)
    .where(months.c.expires == bindparam("day"), months.c.dropped_at.is_(None))
    .order_by(months.c.id.desc())
    .limit(1)
)


BARE = b"{"
"""How data begin that were stored in the clear before there were digests."""


class Hidden(bytes):
    """Bytes whose ``repr`` shows nothing, so that SQLAlchemy cannot log them."""

    def __repr__(self) -> str:
        return "Hidden(…)"


class HiddenBytes(TypeDecorator[bytes]):
    """The type of the column with personal data."""

    impl = LargeBinary
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> Hidden | None:
        """Return the bytes."""
        return None if value is None else Hidden(value)


@attrs.frozen
class Partition:
    """A partition: its id, never used again, and the first day on which its data are gone."""

    id: int
    expires: date

    @cached_property
    def name(self) -> str:
        """The name of its file or, after ``personal_``, of its table."""
        return f"{self.expires:%Y_%m}_{self.id}"


SelectPartitions = Callable[[Connection], Iterable[Partition]]
"""Selects, over a connection, the partitions that rows will be erased from."""


class PersonalDataPartitions(Protocol):
    """The partitions of one database.

    A *connection* is in a write transaction; a *reader* need not be.
    """

    def create(self, connection: Connection, partition: Partition) -> None:
        """Create a new partition."""
        ...

    def confirm_created(self, partition: Partition) -> None:
        """Note that the transaction that created or found a partition was committed."""
        ...

    @property
    def are_reachable(self) -> bool:
        """Whether the place of all partitions is there."""
        ...

    def require_reachable(self) -> None:
        """Raise ``PartitionsAwayError`` where it is not."""
        ...

    def exists(self, partition: Partition) -> bool:
        """Return whether a known partition may still exist; if not, :meth:`insert` fails too."""
        ...

    def is_full(self, connection: Connection, partition: Partition) -> bool:
        """Return whether the month should go on in another partition."""
        ...

    def insert(
        self, connection: Connection, partition: Partition, number: str, data: bytes
    ) -> None:
        """Insert the personal data of a report."""
        ...

    def confirm_inserted(self, partition: Partition, number: str) -> None:
        """Note that the transaction that inserted personal data was committed."""
        ...

    def read(self, reader: Connection, partition: Partition, number: str) -> bytes | None:
        """Return the personal data of a report, or ``None``."""
        ...

    def holds(self, connection: Connection, partition: Partition, number: str) -> bool:
        """Return whether the personal data of a report can be erased here."""
        ...

    def replace(
        self, connection: Connection, partition: Partition, number: str, data: bytes
    ) -> None:
        """Replace personal data by others of the same length."""
        ...

    def numbers(
        self, reader: Connection, partition: Partition, after: str, limit: int
    ) -> Sequence[str]:
        """Return the numbers of the reports in a partition greater than *after*, sorted."""
        ...

    def rows(
        self, reader: Connection, partition: Partition, after: str, limit: int
    ) -> Sequence[tuple[str, bytes]]:
        """Return the same numbers, each with its personal data."""
        ...

    def count(self, reader: Connection, partition: Partition) -> int:
        """Return how many reports have personal data in a partition."""
        ...

    def count_beginning(
        self, reader: Connection, partition: Partition, first: Sequence[bytes]
    ) -> int:
        """Return how many reports have personal data that begin with one of these bytes."""
        ...

    def lock(self, connection: Connection, partition: Partition) -> None:
        """Let nobody insert into a partition before the transaction ends."""
        ...

    def insert_all(
        self, connection: Connection, partition: Partition, rows: Sequence[tuple[str, bytes]]
    ) -> None:
        """Insert the personal data of several reports, which have a row already."""
        ...

    def has_index(self, reader: Connection, partition: Partition) -> bool:
        """Return whether a partition has the index by number."""
        ...

    def erasing(
        self, select_partitions: SelectPartitions, *, keys: bool = False
    ) -> AbstractContextManager[Connection]:
        """Begin a transaction that erases; there is one at a time.

        Args:
            select_partitions: selects the partitions that rows will be erased from.
            keys: whether keys will be destroyed or changed.
        """
        ...

    def erase_rows(
        self, connection: Connection, partition: Partition, numbers: Sequence[str]
    ) -> None:
        """Erase the personal data of these reports, and those without a report.

        Bytes may be left until :meth:`purge`.
        """
        ...

    def drop_partitions(self, connection: Connection, dropped: Sequence[Partition]) -> None:
        """Drop at least one whole partition. Bytes may be left until :meth:`purge`."""
        ...

    def purge(self) -> None:
        """Leave no byte of what was erased or dropped, once that is committed; may be repeated."""
        ...

    def world_accessible(self) -> Iterator[Path]:
        """Yield the files and folders that every user of the machine may use."""
        ...

    def away(self) -> Iterator[str]:
        """Yield the place of the partitions where it should be there and is not."""
        ...

    def unknown(self, reader: Connection) -> Iterator[str]:
        """Yield files or tables with personal data that the database does not know."""
        ...

    def unfinished(self, reader: Connection) -> Iterator[str]:
        """Yield erasures cut short by a crash: a report's number, a day or a table."""
        ...

    def is_intact(self, partition: Partition | None) -> bool | None:
        """Return whether a partition's file is undamaged, or, with ``None``, the database's.

        ``None`` means that there was no time to check all of it.
        """
        ...

    def stale_files(self) -> Iterator[Path]:
        """Yield what a stopped backup or restore left beside the database."""
        ...


def live_partitions(connection: Connection) -> Iterator[Partition]:
    """Yield the partitions that are not dropped, by day of expiry."""
    query = (
        select(months.c.id, months.c.expires)
        .where(months.c.dropped_at.is_(None))
        .order_by(months.c.expires)
    )
    for id, expires in connection.execute(query).all():
        yield Partition(id, expires)


def add_partition(connection: Connection, expires: date) -> Partition:
    """Insert the row of a new partition and return the partition, not yet created."""
    key = connection.execute(insert(months).values(expires=expires)).inserted_primary_key
    assert key is not None
    return Partition(key[0], expires)


def newest_partition(connection: Connection, expires: date) -> Partition | None:
    """Return the newest partition that expires on that day, or ``None``."""
    id = connection.execute(_NEWEST, {"day": expires}).scalar()
    return None if id is None else Partition(id, expires)


def mark_dropped(connection: Connection, dropped: Sequence[Partition], now: datetime) -> None:
    """Mark partitions as dropped; once committed, their reports are anonymous."""
    ids = [partition.id for partition in dropped]
    connection.execute(update(months).where(months.c.id.in_(ids)).values(dropped_at=now))


class CurrentPartitions:
    """The partitions that new reports go into, as this process knows them."""

    # A partition is created in a transaction of its own. If it were created in the one that
    # first inserts into it, a PostgreSQL server that died in between would leave the data in a
    # file that no table owns, and that nothing ever removes.

    def __init__(self, database: Database, partitions: PersonalDataPartitions) -> None:
        self._database = database
        self._partitions = partitions
        self._by_day: dict[date, Partition] = {}
        self._damaged: set[int] = set()
        self._uses = 0

    def for_day(self, expires: date) -> Partition:
        """Return the partition for what expires on that day, creating it when needed.

        No transaction may be open.
        """
        # A partition that another process dropped meanwhile is past its term, and so is all
        # that could still be inserted into it.
        self._uses += 1
        if self._uses % _FORGET_AFTER == 0:
            self.forget()
        partition = self._by_day.get(expires)
        if partition is None or not self._partitions.exists(partition):
            with self._database.writing() as connection:
                partition = self._find_or_create(connection, expires)
            self._partitions.confirm_created(partition)
            self._by_day[expires] = partition
        return partition

    def forget(self) -> None:
        """Look again at the next use: another process may have dropped a partition."""
        self._by_day.clear()

    def reset(self) -> None:
        """Start afresh: the database was opened, and may be another one."""
        self._damaged.clear()
        self.forget()

    def avoid(self, partition: Partition) -> None:
        """Insert nothing more into a partition that proved to be damaged."""
        self._damaged.add(partition.id)
        self.forget()

    def _find_or_create(self, connection: Connection, expires: date) -> Partition:
        partition = self._usable_partition(connection, expires)
        if partition is None and not self._database.is_sqlite:
            connection.execute(_LOCK_CREATING)
            partition = self._usable_partition(connection, expires)
        if partition is None:
            partition = add_partition(connection, expires)
            self._partitions.create(connection, partition)
        return partition

    def _usable_partition(self, connection: Connection, expires: date) -> Partition | None:
        partition = newest_partition(connection, expires)
        if partition is None or partition.id in self._damaged:
            return None
        return None if self._partitions.is_full(connection, partition) else partition
