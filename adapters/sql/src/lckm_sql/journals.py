"""Leaving no byte of what a row held before it was changed, in table and journal."""

import logging
from collections.abc import Iterable

from sqlalchemy import Connection, Table, text
from sqlalchemy.exc import DBAPIError

from lckm_sql.database import Database, error_name
from lckm_sql.server_settings import MAY_CHECKPOINT, MAY_SWITCH
from lckm_sql.sqlite_files import checkpoint
from lckm_sql.table_rewrite import LOCK_TIMEOUT

_LOG = logging.getLogger("lckm_sql")
_MAY_CLEAN = f"SELECT {MAY_SWITCH} AND {MAY_CHECKPOINT}"


def rewrite(connection: Connection, table: Table, columns: Iterable[str]) -> None:
    """Have a table of PostgreSQL written anew without what columns of text held before.

    SQLite overwrites by itself what a row no longer holds (``secure_delete``).
    """
    if connection.dialect.name != "postgresql":
        return
    connection.execute(text(LOCK_TIMEOUT))
    # Only the rows that are there now are copied into a new file, and the old one is removed: an
    # updated row would stay in its page. The planner's samples of the columns go, too.
    kept = ", ".join(f"ALTER COLUMN {name} TYPE text USING {name} || ''" for name in columns)
    connection.execute(text(f"ALTER TABLE {table.name} {kept}"))


def purge_journal(database: Database) -> None:
    """Have the write-ahead log drop what it holds of changed rows, where that is allowed."""
    if database.is_sqlite:
        checkpoint(database.engine)
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        try:
            if connection.execute(text(_MAY_CLEAN)).scalar():
                connection.execute(text("SELECT pg_switch_wal()"))
                connection.execute(text("CHECKPOINT"))
        except DBAPIError as error:
            # The data are erased; the server's next checkpoint does the rest.
            _LOG.warning("no checkpoint after erasing: %s", error_name(error))
