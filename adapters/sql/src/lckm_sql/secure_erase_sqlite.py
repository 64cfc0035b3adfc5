"""Destroying in SQLite what is noted: personal parts written over where they lie, files of months removed.

In a damaged file a part is written over wherever it can be reached. Where it cannot, nobody can tell in which bytes it lies, so the file has
to go; what can still be read of the others is first moved into another, durably, and the file goes in the transaction after that.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, literal, select, update
from sqlalchemy.exc import SQLAlchemyError

from lckm_core.ports import Event
from lckm_sql import audit
from lckm_sql.damaged_sqlite import readable, write_over
from lckm_sql.database import Database, writing
from lckm_sql.errors import StoreUnavailableError
from lckm_sql.partitions import Month
from lckm_sql.sqlite_files import checkpoint, going_on, is_damaged
from lckm_sql.tables import (
    files,
    live,
    month_keys,
    months,
    reports,
    unfinished,
)

OF_MONTH = select(reports.c.number).where(
    reports.c.number == bindparam("of"), reports.c.month_id == bindparam("here")
)


class MonthFiles(Protocol):
    """The files of the months, as :class:`lckm_sql.partitions_sqlite.SqliteDrawers` has them."""

    def path(self, month: Month) -> Path:
        """Return the file of a month."""
        ...

    def engine(self, month: Month) -> Engine:
        """Return its engine."""
        ...

    def make(self, connection: Connection, month: Month) -> None:
        """Make the file of a new month."""
        ...

    def made(self, month: Month) -> None:
        """Take note that the transaction in which it was made has ended well."""
        ...

    def unlink(self, path: Path) -> None:
        """Remove a file, and its bytes from whoever has it open."""
        ...

    def without_orphan(self, connection: Connection, cursor: Any, month: Month) -> bool:
        """Write over the last personal part if its transaction never ended."""
        ...


def finish(database: Database, months_files: MonthFiles) -> None:
    """Destroy what is noted. A note goes away only once no byte is left, in a journal either; what cannot be done holds up nothing else."""
    while _finished_some(database, months_files):
        pass


def _finished_some(database: Database, months_files: MonthFiles) -> bool:
    """Destroy in one transaction's sight, so that nobody writes to a file as it goes; return whether another has to follow."""
    with database.reading() as connection:
        noted = connection.execute(select(func.max(unfinished.c.id))).scalar()
    if noted is None:
        return False
    # The key of a month may be in the journal.
    checkpoint(database.engine)
    failed: Exception | None = None
    begun: list[Month] = []
    with database.writing() as connection:
        query = select(unfinished, months.c.expires).join(
            months, months.c.id == unfinished.c.month_id
        )
        of_month: dict[Month, list[Any]] = {}
        for row in connection.execute(query.where(unfinished.c.id <= noted)):
            of_month.setdefault(Month(row.month_id, row.expires), []).append(row)
        for month, rows in of_month.items():
            try:
                with connection.begin_nested():
                    saved = _destroy(
                        connection, months_files, month, [row.report_number for row in rows]
                    )
                    for row in rows:
                        connection.execute(delete(unfinished).where(unfinished.c.id == row.id))
            except (SQLAlchemyError, sqlite3.Error, StoreUnavailableError) as error:
                failed = error
            else:
                begun += [saved] if saved else []
    for month in begun:
        months_files.made(month)
    if failed is not None:
        raise failed
    return bool(begun)


def _destroy(
    connection: Connection, months_files: MonthFiles, month: Month, numbers: Sequence[str | None]
) -> Month | None:
    """Write over the parts of those numbers, or remove the file when one is ``None`` or cannot be reached.

    Returns the new month into which others were saved, noting that the file is yet to be removed; ``None`` when all is done.
    """
    path = months_files.path(month)
    beyond = (
        _beyond_reach(connection, months_files, month, [one for one in numbers if one])
        if path.exists()
        else []
    )
    if None not in numbers and not beyond:
        return None
    is_live = connection.execute(
        select(months.c.id).where(months.c.id == month.id, live(months.c.id))
    ).first()
    saved = _save(connection, months_files, month) if is_live and path.exists() else None
    others = connection.execute(
        select(func.count()).where(reports.c.month_id == month.id)
    ).scalar_one()
    for number in beyond:
        event = Event(
            verb=audit.TOOK_OTHERS, subject=number, at=datetime.now(UTC), outcome=str(others)
        )
        audit.write(connection, event)
    if saved:
        connection.execute(insert(unfinished).values(month_id=month.id))
        return saved
    months_files.unlink(path)
    if is_live and not others:
        # Nobody misses anything of it, so it is not to be told as a month that cannot be read.
        for table, column in (
            (unfinished, unfinished.c.month_id),
            (month_keys, month_keys.c.month_id),
            (months, months.c.id),
        ):
            connection.execute(delete(table).where(column == month.id))
    return None


def _beyond_reach(
    connection: Connection, months_files: MonthFiles, month: Month, numbers: Sequence[str]
) -> Sequence[str]:
    """Write over the parts of those numbers, and one that has no report; return the numbers of which a part cannot be reached."""
    engine = months_files.engine(month)
    try:
        with closing(engine.raw_connection()) as file:
            beyond = write_over(file, numbers)
        # Nobody withdrew anything of one that cannot be read: it goes with the month.
        with going_on(), closing(engine.raw_connection()) as file:
            months_files.without_orphan(connection, file.cursor(), month)
        checkpoint(engine)
    except (SQLAlchemyError, sqlite3.Error) as error:
        if not is_damaged(error):
            raise
        return numbers
    return beyond


def _save(connection: Connection, months_files: MonthFiles, month: Month) -> Month | None:
    """Move what can be read of the file of a month, and is a report's, into a new one; return that, ``None`` when there is nothing."""
    try:
        file = months_files.engine(month).raw_connection()
    except (SQLAlchemyError, sqlite3.Error) as error:
        if not is_damaged(error):
            raise
        return None
    with closing(file):
        rows = _staying(connection, month, file)
        first = next(rows, None)
        if first is None:
            return None
        made = connection.execute(insert(months).values(expires=month.expires)).inserted_primary_key
        assert made is not None
        saved = Month(made[0], month.expires)
        months_files.make(connection, saved)
        with writing(months_files.engine(saved)) as new:
            cursor = new.connection.cursor()
            numbers = {_kept(cursor, row) for row in chain([first], rows)}
    _assign(connection, month, saved, numbers)
    return saved


def _staying(connection: Connection, month: Month, file: Any) -> Iterator[tuple[int, str, bytes]]:
    for row in readable(file):
        if (
            row[2][:1] != b"\0"
            and connection.execute(OF_MONTH, {"of": row[1], "here": month.id}).first() is not None
        ):
            yield row


def _kept(cursor: Any, row: tuple[int, str, bytes]) -> str:
    cursor.execute("INSERT OR IGNORE INTO personal (seq, number, data) VALUES (?, ?, ?)", row)
    return row[1]


def _assign(connection: Connection, month: Month, saved: Month, numbers: Iterable[str]) -> None:
    """Let those reports have their personal parts, and their files, in the new month, under the same key."""
    of, values = [{"of": number} for number in numbers], {"month_id": saved.id}
    connection.execute(
        update(reports).where(reports.c.number == bindparam("of")).values(values), of
    )
    here = (files.c.report_number == bindparam("of")) & (files.c.month_id == month.id)
    connection.execute(update(files).where(here).values(values), of)
    key = select(literal(saved.id), month_keys.c.wrapped).where(month_keys.c.month_id == month.id)
    connection.execute(insert(month_keys).from_select(["month_id", "wrapped"], key))
