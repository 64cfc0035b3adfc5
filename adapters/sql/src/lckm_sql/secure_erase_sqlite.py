"""Purging in SQLite what is noted as erased: rows overwritten in place, files removed."""

# In a damaged file a row is overwritten wherever it can be reached. Where it cannot, nobody can
# tell in which bytes it lies, so the whole file has to go: what can still be read of the others
# is first moved into another partition, durably, and the file goes in the next transaction.

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import (
    Connection,
    Engine,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.exc import SQLAlchemyError

from lckm_core.errors import StoreUnavailableError
from lckm_core.ports import Event, EventVerb
from lckm_sql import audit
from lckm_sql.damaged_sqlite import overwrite, readable_rows
from lckm_sql.database import Database, writing
from lckm_sql.partitions import Partition, add_partition
from lckm_sql.sqlite_files import checkpoint, create_file, is_damaged, skip_broken
from lckm_sql.tables import audits, files, is_not_dropped, month_keys, months, reports, unfinished

REGISTERED = select(reports.c.number).where(
    reports.c.number == bindparam("of"), reports.c.month_id == bindparam("here")
)
"""Whether a report has its personal data in a partition."""
LOST = select(audits.c.id).where(
    audits.c.verb == EventVerb.REGISTER,
    audits.c.subject == bindparam("of"),
    audits.c.own,
    ~exists().where(reports.c.number == bindparam("of")),
)
"""Whether a report was registered and its row is gone."""


class PartitionFiles(Protocol):
    """What this module needs of :class:`lckm_sql.partitions_sqlite.SqlitePartitions`."""

    def path(self, partition: Partition) -> Path:
        """Return the file of a partition."""
        ...

    def engine(self, partition: Partition) -> Engine:
        """Return the engine of a partition's file."""
        ...

    def require_reachable(self) -> None:
        """Raise ``PartitionsAwayError`` where the folder of the partitions is missing."""
        ...

    def create(self, connection: Connection, partition: Partition) -> None:
        """Create the file of a new partition."""
        ...

    def confirm_created(self, partition: Partition) -> None:
        """Note that the transaction that created it was committed."""
        ...

    def unlink(self, path: Path) -> None:
        """Remove a file, leaving no bytes to whoever has it open."""
        ...

    def erase_orphan(self, connection: Connection, cursor: Any, partition: Partition) -> bool:
        """Erase the last row if its report was never committed."""
        ...


def purge(database: Database, partition_files: PartitionFiles) -> None:
    """Purge all that is noted as erased.

    A note is deleted only once no byte is left, in a journal either. What cannot be purged does
    not hold up the rest.
    """
    while _purge_once(database, partition_files):
        pass


def _purge_once(database: Database, partition_files: PartitionFiles) -> bool:
    """Purge in one transaction; return whether another has to follow."""
    with database.reading() as connection:
        newest = connection.execute(select(func.max(unfinished.c.id))).scalar()
    if newest is None:
        return False
    # The key of a partition may be in the journal.
    checkpoint(database.engine)
    failure: Exception | None = None
    created: list[Partition] = []
    # A write transaction, so that nobody writes to a file as it goes.
    with database.writing() as connection:
        for partition, rows in _notes(connection, newest).items():
            numbers = [row.report_number for row in rows]
            try:
                with connection.begin_nested():
                    saved = _purge_partition(connection, partition_files, partition, numbers)
                    for row in rows:
                        connection.execute(delete(unfinished).where(unfinished.c.id == row.id))
            except (SQLAlchemyError, sqlite3.Error, StoreUnavailableError) as error:
                failure = error
            else:
                created += [saved] if saved else []
    for partition in created:
        partition_files.confirm_created(partition)
    if failure is not None:
        raise failure
    return bool(created)


def _notes(connection: Connection, newest: int) -> dict[Partition, list[Any]]:
    """Return the notes up to the *newest*, by partition."""
    query = select(unfinished, months.c.expires).join(months, months.c.id == unfinished.c.month_id)
    notes: dict[Partition, list[Any]] = {}
    for row in connection.execute(query.where(unfinished.c.id <= newest)):
        notes.setdefault(Partition(row.month_id, row.expires), []).append(row)
    return notes


def _purge_partition(
    connection: Connection,
    partition_files: PartitionFiles,
    partition: Partition,
    numbers: Sequence[str | None],
) -> Partition | None:
    """Overwrite the rows of these reports, or remove the file.

    The file goes when a number is ``None`` or a row cannot be reached. Returns the new partition
    that the other rows were moved to, after noting the file for the next transaction; ``None``
    when all is done.
    """
    path = partition_files.path(partition)
    unreachable: Sequence[str] = []
    # A file that was moved away could come back with all that should be erased.
    partition_files.require_reachable()
    # It says that its data are lost for good, but a journal may be beside it.
    is_empty = path.exists() and not path.stat().st_size
    if path.exists() and not is_empty:
        named = [number for number in numbers if number]
        unreachable = _overwrite(connection, partition_files, partition, named)
    if None not in numbers and not unreachable and not is_empty:
        return None
    query = select(months.c.id).where(months.c.id == partition.id, is_not_dropped(months.c.id))
    is_live = connection.execute(query).first()
    saved = None
    if is_live and path.exists() and not is_empty:
        saved = _move_readable(connection, partition_files, partition)
    in_partition = reports.c.month_id == partition.id
    other_rows = connection.execute(select(func.count()).where(in_partition)).scalar_one()
    for number in unreachable:
        event = Event(
            verb=audit.TOOK_OTHERS, subject=number, at=datetime.now(UTC), outcome=str(other_rows)
        )
        audit.write(connection, event)
    if saved:
        connection.execute(insert(unfinished).values(month_id=partition.id))
        return saved
    partition_files.unlink(path)
    if is_live and other_rows:
        create_file(path)
    elif is_live:
        # No report lacks data from it, so do not report it as unreadable.
        of_erased = files.c.month_id == partition.id
        connection.execute(update(files).where(of_erased).values(month_id=None))
        for table, column in (
            (unfinished, unfinished.c.month_id),
            (month_keys, month_keys.c.month_id),
            (months, months.c.id),
        ):
            connection.execute(delete(table).where(column == partition.id))
    return None


def _overwrite(
    connection: Connection,
    partition_files: PartitionFiles,
    partition: Partition,
    numbers: Sequence[str],
) -> Sequence[str]:
    """Overwrite the rows of these reports and an orphan; return those out of reach."""
    engine = partition_files.engine(partition)
    try:
        with closing(engine.raw_connection()) as file:
            unreachable = overwrite(file, numbers)
        # An orphan that cannot be read was not withdrawn by anybody: it goes with the month.
        with skip_broken(), closing(engine.raw_connection()) as file:
            partition_files.erase_orphan(connection, file.cursor(), partition)
        checkpoint(engine)
    except (SQLAlchemyError, sqlite3.Error) as error:
        if not is_damaged(error):
            raise
        return numbers
    return unreachable


def _move_readable(
    connection: Connection, partition_files: PartitionFiles, partition: Partition
) -> Partition | None:
    """Move the readable rows that have a report into a new partition; ``None`` if none."""
    try:
        file = partition_files.engine(partition).raw_connection()
    except (SQLAlchemyError, sqlite3.Error) as error:
        if not is_damaged(error):
            raise
        return None
    with closing(file):
        rows = _registered_rows(connection, partition, file)
        first = next(rows, None)
        if first is None:
            return None
        saved = add_partition(connection, partition.expires)
        partition_files.create(connection, saved)
        with writing(partition_files.engine(saved)) as new:
            cursor = new.connection.cursor()
            numbers = {_copy_row(cursor, row) for row in chain([first], rows)}
    _reassign(connection, partition, saved, numbers)
    return saved


def _registered_rows(
    connection: Connection, partition: Partition, file: Any
) -> Iterator[tuple[int, str, bytes]]:
    for row in readable_rows(file):
        values = {"of": row[1], "here": partition.id}
        if row[2][:1] != b"\0" and connection.execute(REGISTERED, values).first() is not None:
            yield row


def _copy_row(cursor: Any, row: tuple[int, str, bytes]) -> str:
    cursor.execute("INSERT OR IGNORE INTO personal (seq, number, data) VALUES (?, ?, ?)", row)
    return row[1]


def _reassign(
    connection: Connection, partition: Partition, saved: Partition, numbers: Iterable[str]
) -> None:
    """Point these reports and their files at the new partition, under the same key."""
    keys = [{"of": number} for number in numbers]
    values = {"month_id": saved.id}
    connection.execute(
        update(reports).where(reports.c.number == bindparam("of")).values(values), keys
    )
    in_partition = (files.c.report_number == bindparam("of")) & (files.c.month_id == partition.id)
    connection.execute(update(files).where(in_partition).values(values), keys)
    same_key = month_keys.c.month_id == partition.id
    key = select(literal(saved.id), month_keys.c.wrapped).where(same_key)
    connection.execute(insert(month_keys).from_select(["month_id", "wrapped"], key))
