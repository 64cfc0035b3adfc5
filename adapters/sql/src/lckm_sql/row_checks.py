"""Checks of rows: whether they can be read, are as written, and agree with themselves."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import chain, islice
from typing import Any

import attrs
from sqlalchemy import Column, Row, Select, Table, func, select, tuple_

from lckm_sql.database import Database
from lckm_sql.digests import digest
from lckm_sql.errors import UnreadableRowError
from lckm_sql.integrity_findings import IntegrityFinding, IntegrityFindingKind as Kind
from lckm_sql.keyset_pages import keyset_pages
from lckm_sql.rows import (
    LISTED_COLUMNS,
    announcement_digest,
    dispatch_from,
    dispatch_row,
    edition_digest,
    listed_columns,
    read_announcement,
    read_edition,
    read_request,
    report_from,
    request_row,
)
from lckm_sql.tables import (
    announcements,
    audits,
    directories,
    dispatches,
    documents,
    editions,
    reports,
    requests,
    terms,
)

_PAGE = 5000
_WITH_DIGEST = (
    reports,
    dispatches,
    requests,
    editions,
    announcements,
    terms,
    directories,
    audits,
)


_REPORTS: Select[Any] = select(
    reports,
    dispatches.c.id.label("delivery"),
    *(dispatches.c[name].label(f"listed_{name}") for name in LISTED_COLUMNS),
).outerjoin_from(reports, dispatches, dispatches.c.id == reports.c.number)


@attrs.frozen
class _TableCheck:
    """How the rows of a table are checked.

    ``expected`` reads a row and returns the columns that follow from what it holds. ``query``
    selects the rows where they are not the table's alone.
    """

    table: Table
    key: Sequence[Column[Any]]
    digest: Callable[[Row[Any]], bytes]
    expected: Callable[[Row[Any]], Mapping[str, Any]]
    unreadable: Kind = Kind.UNREADABLE
    at_odds: Kind = Kind.AT_ODDS
    query: Select[Any] | None = None


def row_findings(database: Database, limit: int) -> Iterator[IntegrityFinding]:
    """Yield what is wrong with rows, at most *limit* of each kind, a transaction a page."""
    counts: dict[Kind, int] = {}
    for check in _CHECKS:
        for row in _rows(database, check):
            kind = _fault(check, row)
            if kind is not None and counts.get(kind, 0) < limit:
                counts[kind] = counts.get(kind, 0) + 1
                key = [str(row._mapping[column.name]) for column in check.key]
                yield IntegrityFinding(kind, ", ".join(key))
    yield from islice(_damaged_documents(database), limit)


def _damaged_documents(database: Database) -> Iterator[IntegrityFinding]:
    """Yield the files to download that are not what their address says."""
    with database.reading() as connection:
        addresses = connection.execute(select(documents.c.address)).scalars().all()
    for address in addresses:
        with database.reading() as connection:
            query = select(documents.c.data).where(documents.c.address == address)
            data = connection.execute(query).scalar()
        if data is not None and sha256(data).hexdigest() != address:
            yield IntegrityFinding(Kind.CHANGED, address)


def rows_without_digest(database: Database) -> int:
    """Return how many rows were written before there were digests."""
    with database.reading() as connection:
        queries = (
            select(func.count()).select_from(table).where(table.c.digest.is_(None))
            for table in _WITH_DIGEST
        )
        return sum(connection.execute(query).scalar_one() for query in queries)


def _rows(database: Database, check: _TableCheck) -> Iterator[Row[Any]]:
    query = check.query if check.query is not None else select(check.table)
    query = query.order_by(*check.key).limit(_PAGE)

    def read(after: tuple[Any, ...]) -> Sequence[Row[Any]]:
        next_page = query.where(tuple_(*check.key) > tuple_(*after)) if after else query
        with database.reading() as connection:
            return connection.execute(next_page).all()

    def key(row: Row[Any]) -> tuple[Any, ...]:
        return tuple(row._mapping[column.name] for column in check.key)

    return chain.from_iterable(keyset_pages(read, key, ()))


def _fault(check: _TableCheck, row: Row[Any]) -> Kind | None:
    try:
        expected = check.expected(row)
    except UnreadableRowError:
        return check.unreadable
    if any(row._mapping[name] != value for name, value in expected.items()):
        return check.at_odds
    if row.digest is not None and row.digest != check.digest(row):
        return Kind.CHANGED
    return None


def _report_columns(row: Row[Any]) -> Mapping[str, Any]:
    report = report_from(row.number, row.data, None)
    # A report without its delivery is found elsewhere.
    listed = {} if row.delivery is None else listed_columns(report)
    return {
        "number": report.number,
        "registered_at": report.registered_at,
        **{f"listed_{name}": value for name, value in listed.items()},
    }


def _dispatch_columns(row: Row[Any]) -> Mapping[str, Any]:
    columns = dispatch_row(dispatch_from(row.id, row.data))
    names = (
        "id",
        "report_number",
        "kind",
        "state",
        "unit",
        "opened_at",
        "since",
        "due_at",
        "needs_a_hand",
    )
    return {name: columns[name] for name in names}


def _request_columns(row: Row[Any]) -> Mapping[str, Any]:
    columns = request_row(read_request(row))
    return {name: columns[name] for name in ("number", "kind", "closed_on")}


def _edition_columns(row: Row[Any]) -> Mapping[str, Any]:
    edition = read_edition(row)
    return {
        "procedure_id": edition.id,
        "number": edition.number,
        "state": edition.state.value,
    }


def _announcement_columns(row: Row[Any]) -> Mapping[str, Any]:
    edition = read_announcement(row)
    return {"number": edition.id, "edition": edition.number}


def _data_digest(key: str, row: Row[Any]) -> bytes:
    return digest(str(row._mapping[key]), row.data)


def _no_columns(row: Row[Any]) -> Mapping[str, Any]:
    return {}


_CHECKS = (
    _TableCheck(
        reports,
        [reports.c.number],
        partial(_data_digest, "number"),
        _report_columns,
        query=_REPORTS,
    ),
    _TableCheck(dispatches, [dispatches.c.id], partial(_data_digest, "id"), _dispatch_columns),
    _TableCheck(
        requests,
        [requests.c.number],
        partial(_data_digest, "number"),
        _request_columns,
        Kind.MISFILED,
        Kind.MISFILED,
    ),
    _TableCheck(
        editions,
        [editions.c.procedure_id, editions.c.number],
        lambda row: edition_digest(row._asdict()),
        _edition_columns,
        Kind.CHANGED,
    ),
    _TableCheck(
        announcements,
        [announcements.c.number, announcements.c.edition],
        lambda row: announcement_digest(row._asdict()),
        _announcement_columns,
        Kind.CHANGED,
    ),
    _TableCheck(terms, [terms.c.version], partial(_data_digest, "version"), _no_columns),
    _TableCheck(directories, [directories.c.id], partial(_data_digest, "id"), _no_columns),
)
