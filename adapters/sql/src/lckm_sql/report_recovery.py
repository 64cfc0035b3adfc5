"""Recovery of reports registered after the backup being restored.

They were acknowledged, so they are copied over.
"""

# Rows and personal data are copied unread: encrypted data with the key of their partition, and
# what a newer program wrote as well.

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import attrs
from sqlalchemy import Connection, Select, Table, insert, inspect, literal, select, update
from sqlalchemy.exc import SQLAlchemyError

from lckm_sql.database import Database, store_operation, writing
from lckm_sql.errors import UnreadableRowError
from lckm_sql.keyset_pages import keyset_pages
from lckm_sql.partitions import Partition, add_partition, live_partitions
from lckm_sql.partitions_sqlite import SqlitePartitions
from lckm_sql.personal_table import PERSONAL
from lckm_sql.rows import LISTED_COLUMNS, dispatch_from, listed_columns, report_from
from lckm_sql.sqlite_files import is_broken
from lckm_sql.tables import dispatches, files, month_keys, reports
from lckm_sql.trail_recovery import take_over_trail

_PAGE = 500

_Row = Mapping[str, Any]


@attrs.frozen
class NumbersTakenError(Exception):
    """Reports that cannot be copied over, for the backup has others of their numbers."""

    numbers: tuple[str, ...]


@attrs.frozen
class _Page:
    """Rows of reports with all that belongs to them, and their personal data by partition."""

    reports: Sequence[_Row]
    dispatches: Sequence[_Row]
    files: Sequence[_Row]
    personal: Mapping[Partition, Sequence[_Row]]


class ReportRecovery:
    """Copies reports into a copy of a backup from the database that it will replace."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._partitions = SqlitePartitions(database)
        self._new_partitions: dict[Partition, Partition] = {}

    @store_operation
    def take_over_trail(self, old_database: Database, *, unfinished: bool) -> None:
        """Copy the entries of the trail since the backup, and what they did to reports.

        That is what was redacted by hand since, and the acts of staff. *unfinished* is whether a
        stopped restore made the old database. Raises :class:`StoreUnavailableError`.
        """
        with old_database.snapshot() as reader, self.database.writing() as connection:
            changed = take_over_trail(connection, reader, unfinished=unfinished)
            for number in sorted(changed):
                of_number = _select(reader, reports).where(reports.c.number == number)
                for row in _rows(reader, of_number):
                    # Under the same number an older database may have another report.
                    condition = (reports.c.number == number) & (
                        reports.c.registered_at == row["registered_at"]
                    )
                    values = {name: row[name] for name in ("data", "digest")}
                    if connection.execute(update(reports).where(condition).values(values)).rowcount:
                        this = update(dispatches).where(dispatches.c.id == number)
                        connection.execute(this.values(_listed_columns(row)))

    @store_operation
    def take_over(self, old_database: Database) -> tuple[str, ...]:
        """Copy over the reports that the backup lacks, and return their numbers.

        Personal data that cannot be read there are missing here, too; ``verify`` names the report.
        Raises :class:`NumbersTakenError` and :class:`StoreUnavailableError`.
        """
        self._new_partitions.clear()
        taken_over: list[str] = []
        conflicting: list[str] = []
        for page in _pages(old_database):
            registered = self._registration_moments([row["number"] for row in page])
            missing = [row for row in page if row["number"] not in registered]
            conflicting += [
                row["number"]
                for row in page
                if registered.get(row["number"], row["registered_at"]) != row["registered_at"]
            ]
            if missing and not conflicting:
                self._insert(old_database, _read(old_database, missing))
                taken_over += [row["number"] for row in missing]
        if conflicting:
            raise NumbersTakenError(tuple(conflicting))
        return tuple(taken_over)

    def _registration_moments(self, numbers: Sequence[str]) -> _Row:
        query = select(reports.c.number, reports.c.registered_at).where(
            reports.c.number.in_(numbers)
        )
        with self.database.reading() as connection:
            return {row.number: row.registered_at for row in connection.execute(query)}

    def _insert(self, old_database: Database, page: _Page) -> None:
        created: list[Partition] = []
        with self.database.writing() as connection:
            for partition in page.personal:
                if partition not in self._new_partitions:
                    new = self._create_partition(connection, partition, old_database)
                    self._new_partitions[partition] = new
                    created.append(new)
            ids = {old.id: new.id for old, new in self._new_partitions.items()}
            _insert_rows(connection, reports, [_moved_row(row, ids) for row in page.reports])
            listed: dict[str, _Row] = {row["number"]: _listed_columns(row) for row in page.reports}
            not_listed = dict.fromkeys(LISTED_COLUMNS)
            of_dispatches = [
                {**_with_hand(row), **listed.get(row["id"], not_listed)} for row in page.dispatches
            ]
            _insert_rows(connection, dispatches, of_dispatches)
            _insert_rows(connection, files, [_moved_file(row, ids) for row in page.files])
            for partition, rows in page.personal.items():
                if rows:
                    engine = self._partitions.engine(self._new_partitions[partition])
                    with writing(engine) as file:
                        file.execute(insert(PERSONAL), list(rows))
        for partition in created:
            self._partitions.confirm_created(partition)

    def _create_partition(
        self, connection: Connection, partition: Partition, old_database: Database
    ) -> Partition:
        """Create another partition of the same month, under the same key."""
        new = add_partition(connection, partition.expires)
        self._partitions.create(connection, new)
        query = select(literal(new.id).label("month_id"), month_keys.c.wrapped).where(
            month_keys.c.month_id == partition.id
        )
        with old_database.reading() as reader:
            _insert_rows(connection, month_keys, _rows(reader, query))
        return new


def _listed_columns(row: _Row) -> _Row:
    """Return the columns by which a report is listed, for the database may have none yet."""
    with suppress(UnreadableRowError):
        return listed_columns(report_from(row["number"], row["data"], None))
    return {**dict.fromkeys(LISTED_COLUMNS), "registered_at": row["registered_at"]}


def _with_hand(row: _Row) -> _Row:
    """Return the row of a delivery with whether it waits for a hand, which may be missing."""
    with suppress(UnreadableRowError):
        return {**row, "needs_a_hand": dispatch_from(row["id"], row["data"]).needs_a_hand}
    return {"needs_a_hand": False, **row}


def _moved_row(row: _Row, ids: Mapping[int, int]) -> _Row:
    """Return a row of the old database with the id of its new partition, if any."""
    return {**row, "month_id": ids.get(row["month_id"])}


def _moved_file(row: _Row, ids: Mapping[int, int]) -> _Row:
    """Return the row of an attachment, to be deleted if its partition was dropped."""
    is_dropped = row["month_id"] is not None and row["month_id"] not in ids
    return {**_moved_row(row, ids), "left_over": row["left_over"] or is_dropped}


def _pages(old_database: Database) -> Iterator[Sequence[_Row]]:
    def read(after: str) -> Sequence[_Row]:
        with old_database.reading() as reader:
            query = _select(reader, reports).where(reports.c.number > after)
            return _rows(reader, query.order_by(reports.c.number).limit(_PAGE))

    return keyset_pages(read, lambda row: str(row["number"]), "")


def _read(old_database: Database, report_rows: Sequence[_Row]) -> _Page:
    numbers = [row["number"] for row in report_rows]
    partitions = SqlitePartitions(old_database)
    with old_database.reading() as reader:
        of_reports = dispatches.c.report_number.in_(numbers)
        dispatch_rows = _rows(reader, _select(reader, dispatches).where(of_reports))
        file_rows = _rows(reader, select(files).where(files.c.report_number.in_(numbers)))
        live = {partition.id: partition for partition in live_partitions(reader)}
        personal: dict[Partition, list[_Row]] = {}
        for row in report_rows:
            partition = live.get(row["month_id"])
            if partition is not None:
                rows = personal.setdefault(partition, [])
                data = _read_personal(reader, partitions, partition, row["number"])
                if data is not None:
                    rows.append({"number": row["number"], "data": data})
    return _Page(report_rows, dispatch_rows, file_rows, personal)


def _read_personal(
    reader: Connection, partitions: SqlitePartitions, partition: Partition, number: str
) -> bytes | None:
    try:
        return partitions.read(reader, partition, number)
    except (SQLAlchemyError, sqlite3.Error) as error:
        if not is_broken(error):
            raise
        return None


def _select(reader: Connection, table: Table) -> Select[Any]:
    """Select the columns that the table has there: its schema may be older."""
    existing = {column["name"] for column in inspect(reader).get_columns(table.name)}
    return select(*(column for column in table.c if column.name in existing))


def _rows(reader: Connection, query: Any) -> Sequence[_Row]:
    return [dict(row) for row in reader.execute(query).mappings()]


def _insert_rows(connection: Connection, table: Table, rows: Sequence[_Row]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))
