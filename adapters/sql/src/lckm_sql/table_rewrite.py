"""Rewriting a table of PostgreSQL without some rows, so that no bytes of them are left.

Rewriting takes two transactions in one session, under a lock: the first creates the new empty
table, the second fills it and puts it in the place of the old one. A server that dies in between
leaves a table that ``verify`` names and the next erasure drops.
"""

# A deleted row stays in its page, even after VACUUM. What VACUUM FULL, CLUSTER, TRUNCATE and
# CREATE TABLE write to is, until the transaction ends, a file that no table owns: a server that
# dies before that never removes it, copies of personal data and all. Hence the two transactions.

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, MetaData, Select, Table, insert, text

from lckm_sql.version_table import OWN_NAMESPACE

LOCK_TIMEOUT = "SET LOCAL lock_timeout = '10s'"
"""A dump in progress locks every table; the erasure then fails and is repeated later."""
_REWRITE_LOCK = 0x4C434B45
"""The advisory lock under which a schema's tables are rewritten; it ends with the session."""
TABLE_NAME = "personal_[0-9]{4}_[0-9]{2}_[0-9]+"
"""A regular expression for the names of partitions: no other application's tables match it."""
_LOCK_OF_SCHEMA = "hashtext(current_schema())"
_LEFTOVERS = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' "  # noqa: S608  constants
    f"AND relname ~ '^({TABLE_NAME}|month_key)_anew$' "
    f"AND relnamespace = {OWN_NAMESPACE} ORDER BY relname"
)
_IN_PROGRESS = text(
    "SELECT count(*) FROM pg_locks "  # noqa: S608  constants
    "JOIN pg_database ON pg_database.oid = pg_locks.database "
    "WHERE locktype = 'advisory' AND classid = :key AND objsubid = 2 AND granted "
    f"AND objid::bigint = {_LOCK_OF_SCHEMA}::bigint & 4294967295 "
    "AND datname = current_database()"
)


def new_name(name: str) -> str:
    """Return the name of the table that will replace this one."""
    return f"{name}_anew"


def lock_and_clean(connection: Connection) -> None:
    """Wait for the lock and drop what a dead process left; in the first transaction."""
    connection.execute(text(f"SELECT pg_advisory_lock({_REWRITE_LOCK}, {_LOCK_OF_SCHEMA})"))
    connection.execute(text(LOCK_TIMEOUT))
    for name in connection.execute(_LEFTOVERS).scalars().all():
        connection.execute(text(f'DROP TABLE "{name}"'))


def leftover_tables(reader: Connection) -> Iterator[str]:
    """Yield the tables that a dead process left; none while a rewrite is in progress."""
    names = reader.execute(_LEFTOVERS).scalars().all()
    if names and not reader.execute(_IN_PROGRESS, {"key": _REWRITE_LOCK}).scalar():
        yield from names


def replace_table(connection: Connection, table: Table, remaining: Select[Any]) -> None:
    """Fill the new table with the *remaining* rows and swap it in; in the second transaction."""
    old = table.name
    new = new_name(old)
    connection.execute(text(LOCK_TIMEOUT))
    connection.execute(text(f'LOCK TABLE "{old}" IN ACCESS EXCLUSIVE MODE'))
    copy = table.to_metadata(MetaData(), name=new)
    names = [column.name for column in table.columns]
    connection.execute(insert(copy).from_select(names, remaining))
    connection.execute(text(f'DROP TABLE "{old}"'))
    connection.execute(text(f'ALTER TABLE "{new}" RENAME TO "{old}"'))
