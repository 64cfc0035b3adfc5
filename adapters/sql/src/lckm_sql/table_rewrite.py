"""Writing a table of PostgreSQL anew without some of its rows, so that no byte of them is left, whenever the server dies.

A deleted row stays in its page, also after ``VACUUM``. What ``VACUUM FULL``, ``CLUSTER``, ``TRUNCATE`` and ``CREATE TABLE`` write to is,
until the transaction ends, a file that no table owns: a server that dies before that never removes it, copies of personal parts
and all. So the empty table is made in a transaction of its own, and filled, and put in the place of the other, in the next. A
server that dies between them or in the second leaves a table that everybody can see: ``verify`` names it, and whatever is
erased next drops it first. Both are done in one session under a lock, so that nobody drops a table which is just being filled.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, MetaData, Select, Table, insert, text

WAIT = "SET LOCAL lock_timeout = '10s'"
"""A dump in progress keeps every table; then this act fails, and is repeated later, rather than holding up all that comes after it."""
_ONE_AT_A_TIME = 0x4C434B45
"""The advisory lock under which is erased; it is the session's, and ends with it."""
_LEFT = text(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^(personal_.*|month_key)_anew$' "
    "AND pg_table_is_visible(oid) ORDER BY relname"
)
_GOING_ON = text(
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
    "WHERE locktype = 'advisory' AND objid = :key AND granted AND datname = current_database()"
)


def anew(name: str) -> str:
    """Return what the table is called that will take the place of this one."""
    return f"{name}_anew"


def alone(connection: Connection) -> None:
    """Wait until nobody else writes a table anew, and drop what one who died left; in the first of the two transactions."""
    connection.execute(text(f"SELECT pg_advisory_lock({_ONE_AT_A_TIME})"))
    connection.execute(text(WAIT))
    for name in connection.execute(_LEFT).scalars().all():
        connection.execute(text(f'DROP TABLE "{name}"'))


def left(reader: Connection) -> Iterator[str]:
    """Yield the tables that one left who died, or none while somebody is at it."""
    names = reader.execute(_LEFT).scalars().all()
    if names and not reader.execute(_GOING_ON, {"key": _ONE_AT_A_TIME}).scalar():
        yield from names


def fill(connection: Connection, table: Table, kept: Select[Any]) -> None:
    """Fill the new table with what is to be kept, and put it in the place of the old one; in the second transaction."""
    old, new = table.name, anew(table.name)
    connection.execute(text(WAIT))
    connection.execute(text(f'LOCK TABLE "{old}" IN ACCESS EXCLUSIVE MODE'))
    made = table.to_metadata(MetaData(), name=new)
    connection.execute(insert(made).from_select([column.name for column in table.columns], kept))
    connection.execute(text(f'DROP TABLE "{old}"'))
    connection.execute(text(f'ALTER TABLE "{new}" RENAME TO "{old}"'))
