"""Reports registered after a copy was made that is put back: they were acknowledged, so they are taken over from the database still there.

Rows and personal parts go as they lie, without being read: an encrypted part with its month's key as it is, and what a newer program
wrote as well.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
from sqlalchemy import Connection, Table, insert, literal, select
from sqlalchemy.exc import SQLAlchemyError

from lckm_sql.database import Database, act, writing
from lckm_sql.partitions import Month, live_months
from lckm_sql.partitions_sqlite import SqliteDrawers
from lckm_sql.sqlite_files import is_broken
from lckm_sql.sqlite_schema import PERSONAL
from lckm_sql.tables import (
    audits,
    dispatches,
    files,
    month_keys,
    months,
    reports,
)

_PAGE = 500


@attrs.frozen
class NumbersTakenError(Exception):
    """Reports that cannot be taken over, for the copy has others of their numbers."""

    numbers: tuple[str, ...]


@attrs.frozen
class _Page:
    """Reports with all that is theirs, as rows: deliveries, files, lines of the trail; and their personal parts by month."""

    reports: Sequence[Mapping[str, Any]]
    dispatches: Sequence[Mapping[str, Any]]
    files: Sequence[Mapping[str, Any]]
    trail: Sequence[Mapping[str, Any]]
    parts: Mapping[Month, Sequence[Mapping[str, Any]]]


class NewerReports:
    """A copy, and the reports that it lacks."""

    def __init__(self, database: Database) -> None:
        self.database, self._drawers = database, SqliteDrawers(database)
        self._months: dict[Month, Month] = {}

    @act
    def take_over(self, still_there: Database) -> tuple[str, ...]:
        """Take over the reports that the copy lacks, and return their numbers.

        A personal part that cannot be read there is missing here, too, and ``verify`` names its report. Raises :class:`NumbersTakenError`,
        and :class:`StoreUnavailableError`.
        """
        self._months.clear()
        taken: list[str] = []
        others: list[str] = []
        for page in _pages(still_there):
            registered = self._registered([row["number"] for row in page])
            others += [
                row["number"]
                for row in page
                if registered.get(row["number"], row["registered_at"]) != row["registered_at"]
            ]
            lacking = [row for row in page if row["number"] not in registered]
            if lacking and not others:
                self._keep(still_there, _read(still_there, lacking))
                taken += [row["number"] for row in lacking]
        if others:
            raise NumbersTakenError(tuple(others))
        return tuple(taken)

    def _registered(self, numbers: Sequence[str]) -> Mapping[str, Any]:
        query = select(reports.c.number, reports.c.registered_at).where(
            reports.c.number.in_(numbers)
        )
        with self.database.reading() as connection:
            return {row.number: row.registered_at for row in connection.execute(query)}

    def _keep(self, still_there: Database, page: _Page) -> None:
        made: list[Month] = []
        with self.database.writing() as connection:
            for month in page.parts:
                if month not in self._months:
                    self._months[month] = self._begun(connection, month, still_there)
                    made.append(self._months[month])
            ids = {there.id: here.id for there, here in self._months.items()}
            _insert(
                connection,
                reports,
                [{**row, "month_id": ids.get(row["month_id"])} for row in page.reports],
            )
            _insert(connection, dispatches, page.dispatches)
            # Of a month that is over only the file is left to be destroyed.
            over = [{**row, "month_id": ids.get(row["month_id"])} for row in page.files]
            left = [
                row["left_over"] or (row["month_id"] is not None and row["month_id"] not in ids)
                for row in page.files
            ]
            _insert(
                connection,
                files,
                [{**row, "left_over": one} for row, one in zip(over, left, strict=True)],
            )
            _insert(
                connection,
                audits,
                [{key: value for key, value in row.items() if key != "id"} for row in page.trail],
            )
            for month, parts in page.parts.items():
                if parts:
                    with writing(self._drawers.engine(self._months[month])) as file:
                        file.execute(insert(PERSONAL), list(parts))
        for month in made:
            self._drawers.made(month)

    def _begun(self, connection: Connection, month: Month, still_there: Database) -> Month:
        """Begin another drawer of the same month, under the same key."""
        key = connection.execute(insert(months).values(expires=month.expires)).inserted_primary_key
        assert key is not None
        new = Month(key[0], month.expires)
        self._drawers.make(connection, new)
        query = select(literal(new.id).label("month_id"), month_keys.c.wrapped).where(
            month_keys.c.month_id == month.id
        )
        with still_there.reading() as reader:
            _insert(connection, month_keys, _rows(reader, query))
        return new


def _pages(still_there: Database) -> Iterator[Sequence[Mapping[str, Any]]]:
    after: str | None = ""
    while after is not None:
        query = (
            select(reports).where(reports.c.number > after).order_by(reports.c.number).limit(_PAGE)
        )
        with still_there.reading() as reader:
            page = _rows(reader, query)
        yield page
        after = page[-1]["number"] if page else None


def _read(still_there: Database, lacking: Sequence[Mapping[str, Any]]) -> _Page:
    numbers = [row["number"] for row in lacking]
    drawers = SqliteDrawers(still_there)
    with still_there.reading() as reader:
        ways = _rows(reader, select(dispatches).where(dispatches.c.report_number.in_(numbers)))
        subjects = [*numbers, *(row["id"] for row in ways if row["id"] not in numbers)]
        live = {month.id: month for month in live_months(reader)}
        parts: dict[Month, list[Mapping[str, Any]]] = {}
        for row in lacking:
            if (month := live.get(row["month_id"])) is not None:
                found = _part(reader, drawers, month, row["number"])
                parts.setdefault(month, []).extend(
                    [] if found is None else [{"number": row["number"], "data": found}]
                )
        return _Page(
            lacking,
            ways,
            _rows(reader, select(files).where(files.c.report_number.in_(numbers))),
            _rows(
                reader, select(audits).where(audits.c.subject.in_(subjects)).order_by(audits.c.id)
            ),
            parts,
        )


def _part(reader: Connection, drawers: SqliteDrawers, month: Month, number: str) -> bytes | None:
    try:
        return drawers.read(reader, month, number)
    except (SQLAlchemyError, sqlite3.Error) as error:
        if not is_broken(error):
            raise
        return None


def _rows(reader: Connection, query: Any) -> Sequence[Mapping[str, Any]]:
    return [dict(row) for row in reader.execute(query).mappings()]


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), list(rows))
