"""The chain of the audit trail: each entry has a digest of itself and of the one before.

So an entry that is changed or deleted later is noticed, the last one by the table ``audit_end``.
Entries of before there were digests have none; they are followed by the chain.
"""

# Whoever appends holds the row of ``audit_end`` until the end of the transaction, so that two
# never follow the same entry: appending is therefore the last thing that a transaction does. In
# SQLite there is one writer anyway.

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from lckm_sql.digests import digest
from lckm_sql.inserts import insert_if_absent
from lckm_sql.keyset_pages import keyset_pages
from lckm_sql.tables import audit_ends, audits

_ONLY = 1
_END = select(audit_ends.c.last, audit_ends.c.digest).where(audit_ends.c.id == _ONLY)
_LOCKED_END = _END.with_for_update()
_MOVE_END = update(audit_ends).where(audit_ends.c.id == _ONLY)
_APPEND = insert(audits).returning(audits.c.id)
_COLUMNS = {
    column.name: bindparam(f"new_{column.name}", type_=column.type)
    for column in audits.c
    if column.name != "id"
}
_APPENDED = insert(audits).values(_COLUMNS).returning(audits.c.id).cte("appended")
# In one statement, so that it takes one round trip.
_APPEND_IN_POSTGRESQL = _MOVE_END.values(
    last=select(_APPENDED.c.id).scalar_subquery(), digest=_COLUMNS["digest"]
)
_PAGE = 1000


def append(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Append entries to the trail, given as rows without id and digest."""
    _, before = _lock_end(connection)
    for row in rows:
        before = _follow(before, row)
        entry = {**row, "digest": before}
        if connection.dialect.name == "postgresql":
            values = {f"new_{name}": value for name, value in entry.items()}
            connection.execute(_APPEND_IN_POSTGRESQL, values)
        else:
            last = connection.execute(_APPEND, entry).scalar_one()
            connection.execute(_MOVE_END, {"last": last, "digest": before})


def change_entry(connection: Connection, id: int, values: Mapping[str, Any]) -> None:
    """Change an entry, and the digests of those that follow it.

    Where the trail does not hold together, it does not afterwards either.
    """
    _, end = _lock_end(connection)
    earlier = audits.c.id < id
    query = select(audits.c.digest).where(earlier).order_by(audits.c.id.desc()).limit(1)
    old = new = connection.execute(query).scalar() or b""
    entries = connection.execute(select(audits).where(audits.c.id >= id).order_by(audits.c.id))
    for row in entries.all():
        entry: Mapping[str, Any] = row._asdict()
        changed = {**entry, **values} if row.id == id else entry
        is_whole = row.digest is not None and row.digest == _follow(old, entry)
        old = row.digest or b""
        new = _follow(new, changed) if is_whole else old
        columns = {**(values if row.id == id else {}), "digest": new if row.digest else None}
        connection.execute(update(audits).where(audits.c.id == row.id).values(columns))
    if end == old:
        connection.execute(_MOVE_END, {"digest": new})


def broken_entries(connection: Connection) -> Iterator[int]:
    """Yield the id of each entry that does not follow the one before it, and of a lost end.

    The connection sees the trail as of one moment.
    """
    last, end = _end(connection) or (0, b"")
    before, id = b"", 0
    for row in _entries(connection):
        # Entries from before there were digests come first.
        if row.digest != (_follow(before, row._asdict()) if row.digest or before else None):
            yield row.id
        before, id = row.digest or b"", row.id
    if before != end:
        yield last or id


def _entries(connection: Connection) -> Iterator[Row[Any]]:
    def read(after: int) -> Sequence[Row[Any]]:
        query = select(audits).where(audits.c.id > after).order_by(audits.c.id).limit(_PAGE)
        return connection.execute(query).all()

    return chain.from_iterable(keyset_pages(read, lambda row: int(row.id), 0))


def _lock_end(connection: Connection) -> tuple[int, bytes]:
    end = connection.execute(_LOCKED_END).first()
    if end is None:
        # Somebody deleted it: report that, and go on.
        insert_if_absent(connection, audit_ends, id=_ONLY, last=0, digest=b"")
        end = connection.execute(_LOCKED_END).one()
    return end.last, end.digest


def _end(connection: Connection) -> tuple[int, bytes] | None:
    end = connection.execute(_END).first()
    return None if end is None else (end.last, end.digest)


def _follow(before: bytes, entry: Mapping[str, Any]) -> bytes:
    """Return the digest of an entry that follows the one with the digest *before*."""
    names = ("verb", "subject", "role", "outcome", "own")
    values = [str(entry[name]) for name in names]
    # Entries without a name keep the digest from before names were recorded.
    if entry["done_by"] is not None:
        values.append(entry["done_by"])
    # A damaged entry may have no moment, and then follows nothing.
    at = entry["at"]
    return digest(before, "" if at is None else at.isoformat(), *values)
