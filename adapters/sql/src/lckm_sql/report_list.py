"""Listing and counting reports, without personal data."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    bindparam,
    func,
    or_,
    select,
    text,
    union_all,
)

from lckm_core.ports.optional import (
    MOST_LOOKED_AT,
    FoundReport,
    ListedReport,
    ReportFacet,
    ReportQuery,
    ReportSearchPage,
)
from lckm_core.reports import has_words
from lckm_core.search_words import SearchWords
from lckm_sql.database import Database, store_operation
from lckm_sql.errors import UnreadableRowError
from lckm_sql.rows import (
    Listing,
    first_readable,
    read_found_report,
    read_listed_report,
    utc,
)
from lckm_sql.tables import NEEDS_A_HAND, UNCONFIRMED, dispatches, reports

_ANY = ReportQuery()
_BATCH = 500
# The index covers everything that a list may ask for: no other rows are read or sorted, however
# few reports meet a query.
_LISTED = dispatches.c.registered_at.is_not(None)
_OLDEST_FIRST = (dispatches.c.registered_at, dispatches.c.id)
_NEWEST_FIRST = tuple(column.desc() for column in _OLDEST_FIRST)
_FACETS: Mapping[ReportFacet, Column[Any]] = {
    ReportFacet.STATE: dispatches.c.state,
    ReportFacet.UNIT: dispatches.c.unit,
    ReportFacet.CATEGORY: dispatches.c.category,
    ReportFacet.KIND: dispatches.c.report_kind,
    ReportFacet.CHANNEL: dispatches.c.channel,
    ReportFacet.AREA: dispatches.c.area,
    ReportFacet.CLOSED: dispatches.c.closed,
}
_WAITING = union_all(
    *(
        select(dispatches.c.report_number).where(text(condition))
        for condition in (NEEDS_A_HAND, UNCONFIRMED)
    )
)


class ReportList:
    """The part of :class:`lckm_sql.SqlReports` that lists and counts reports."""

    database: Database

    @store_operation
    def find_reports(
        self,
        query: ReportQuery = _ANY,
        *,
        before: tuple[datetime, str] | None = None,
        after: tuple[datetime, str] | None = None,
        oldest_first: bool = False,
        skip: int = 0,
        limit: int,
    ) -> Listing[FoundReport]:
        """Return reports without personal data, with their deliveries, the newest first.

        Arguments as of :meth:`lckm_core.ports.optional.ReportFinder.find_reports`. Those that
        this program cannot read are in ``unreadable`` of the result. Raises ``ValueError`` for a
        naive moment and :class:`StoreUnavailableError`.
        """
        conditions = [*_conditions(query), *_ends(before, after)]
        order = _OLDEST_FIRST if oldest_first else _NEWEST_FIRST
        found = _page(conditions, order, skip)
        with self.database.snapshot() as connection:
            _prefer_index(connection)
            return first_readable(connection, found, limit, {}, read_found_report)

    @store_operation
    def list_reports(
        self,
        query: ReportQuery = _ANY,
        *,
        before: tuple[datetime, str] | None = None,
        limit: int,
    ) -> Listing[ListedReport]:
        """Return what a list shows of the reports that meet a query, the newest first.

        Arguments, ``unreadable`` and errors as of :meth:`find_reports`.
        """
        found = _page([*_conditions(query), *_ends(before, None)], _NEWEST_FIRST)
        with self.database.snapshot() as connection:
            _prefer_index(connection)
            return first_readable(connection, found, limit, {}, read_listed_report)

    @store_operation
    def search_reports(
        self,
        words: SearchWords,
        query: ReportQuery = _ANY,
        *,
        before: tuple[datetime, str] | None = None,
        limit: int,
        most: int = MOST_LOOKED_AT,
    ) -> ReportSearchPage:
        """Return the reports that meet a query and have the words, the newest first.

        Arguments as of :meth:`lckm_core.ports.optional.ReportSearch.search_reports`. Those that
        this program cannot read are in ``unreadable`` of the reports, where they may have the
        words. Raises ``ValueError`` for a naive moment and :class:`StoreUnavailableError`.
        """
        hits: list[FoundReport] = []
        unreadable: list[str] = []
        looked_at, is_end = 0, False
        with self.database.snapshot() as connection:
            _prefer_index(connection)
            while len(hits) < limit and looked_at < most and not is_end:
                batch = min(_BATCH, most - looked_at)
                rows = _rows_before(connection, query, before, batch)
                is_end = len(rows) < batch
                for row in rows:
                    looked_at += 1
                    before = row.registered_at, row.number
                    try:
                        hits += _matching_report(words, row)
                    except UnreadableRowError as error:
                        unreadable.append(error.subject)
                    if len(hits) == limit:
                        is_end = False
                        break
        return ReportSearchPage(
            reports=Listing(hits, unreadable),
            looked_at=looked_at,
            before=None if is_end else before,
        )

    @store_operation
    def count_reports(
        self, query: ReportQuery = _ANY, *, by: ReportFacet, most: int | None = None
    ) -> Mapping[str | bool | None, int]:
        """Return how many reports meet a query, by each value of a facet that they have.

        Arguments as of :meth:`lckm_core.ports.optional.ReportFinder.count_reports`. Raises
        :class:`StoreUnavailableError`.
        """
        values = select(_FACETS[by].label("facet")).where(*_conditions(query))
        if most is not None:
            values = values.order_by(*_NEWEST_FIRST).limit(most)
        counted = values.subquery().c.facet
        counts = select(counted, func.count()).group_by(counted)
        with self.database.snapshot() as connection:
            _prefer_index(connection)
            return {row[0]: row[1] for row in connection.execute(counts)}


_FOUND: Select[Any] = select(
    reports.c.number,
    reports.c.data,
    dispatches.c.data.label("dispatch_data"),
    dispatches.c.registered_at,
).join(dispatches, dispatches.c.id == reports.c.number)


def _page(
    conditions: Iterable[ColumnElement[bool]], order: Iterable[ColumnElement[Any]], skip: int = 0
) -> Select[Any]:
    """Return the query of a page of reports, with the parameters of :func:`first_readable`."""
    numbers = select(dispatches.c.id).where(*conditions).order_by(*order)
    page = numbers.limit(bindparam("most")).offset(bindparam("past") + skip).subquery()
    return _FOUND.join(page, page.c.id == dispatches.c.id).order_by(*order)


def _rows_before(
    connection: Connection, query: ReportQuery, before: tuple[datetime, str] | None, most: int
) -> Sequence[Any]:
    """Return the rows of the reports that meet a query, from one on, the newest first."""
    page = _page([*_conditions(query), *_ends(before, None)], _NEWEST_FIRST)
    return connection.execute(page, {"most": most, "past": 0}).all()


def _matching_report(words: SearchWords, row: Any) -> Iterator[FoundReport]:
    """Yield the report of a row if it has the words. Raises :class:`UnreadableRowError`."""
    # Most lack them, and are not even parsed.
    if words.may_be_in(row.data):
        found = read_found_report(row)
        if has_words(found.report, words):
            yield found


def _prefer_index(connection: Connection) -> None:
    """Have PostgreSQL read the index rather than the whole table in this transaction."""
    # By default it reckons with spinning disks, where a page of an index costs four times one of
    # the table; but the table is five times as large.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL random_page_cost = 1.1"))


def _conditions(query: ReportQuery) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of the reports that meet a query."""
    yield _LISTED
    if query.numbers is not None:
        yield dispatches.c.id.in_(query.numbers)
    for column, values in (
        (dispatches.c.state, query.states),
        (dispatches.c.unit, query.units),
        (dispatches.c.category, query.categories),
        (dispatches.c.report_kind, query.kinds),
        (dispatches.c.channel, query.channels),
        (dispatches.c.area, query.areas),
    ):
        if values is not None:
            yield _has_value(column, values)
    if query.closed is not None:
        yield dispatches.c.closed.is_(query.closed)
    if query.attention is not None:
        waits = dispatches.c.id.in_(_WAITING)
        yield waits if query.attention else ~waits
    if query.registered_from is not None:
        yield dispatches.c.registered_at >= utc(query.registered_from)
    if query.registered_to is not None:
        yield dispatches.c.registered_at < utc(query.registered_to)
    if query.acted_from is not None:
        yield dispatches.c.acted_at >= utc(query.acted_from).replace(microsecond=0)


def _has_value(column: Column[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """Return the condition that a column has one of these values; ``None``: that it has none."""
    condition = column.in_([str(value) for value in values if value is not None])
    return or_(condition, column.is_(None)) if None in values else condition


def _ends(
    before: tuple[datetime, str] | None, after: tuple[datetime, str] | None
) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of the reports before and after one."""
    # The first of each pair is the condition that uses the index.
    at, number = dispatches.c.registered_at, dispatches.c.id
    if before is not None:
        moment = utc(before[0])
        yield at <= moment
        yield (at < moment) | (number < before[1])
    if after is not None:
        moment = utc(after[0])
        yield at >= moment
        yield (at > moment) | (number > after[1])
