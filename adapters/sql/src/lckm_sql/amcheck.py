"""Checking PostgreSQL's files by its extension ``amcheck``, where it is installed."""

from collections.abc import Iterator

from sqlalchemy import Connection, TextClause, text
from sqlalchemy.exc import DBAPIError

from lckm_sql.database import sqlstate
from lckm_sql.table_rewrite import TABLE_NAME
from lckm_sql.tables import metadata
from lckm_sql.version_table import OWN_NAMESPACE

_MAY_CHECK = text(
    "SELECT coalesce(bool_and(has_function_privilege(oid, 'execute')), false) FROM pg_proc "
    "WHERE oid IN (to_regprocedure('bt_index_check(regclass)'), "
    "to_regprocedure('verify_heapam(regclass,boolean,boolean,text,bigint,bigint)'))"
)
_RELATIONS = text(
    "SELECT c.relname, c.relkind FROM pg_class c "  # noqa: S608  constants
    "LEFT JOIN pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_class t ON t.oid = i.indrelid "
    f"WHERE c.relkind IN ('r', 'i') AND c.relnamespace = {OWN_NAMESPACE} AND "
    "(coalesce(t.relname, c.relname) = ANY(:names) OR "
    f"coalesce(t.relname, c.relname) ~ '^{TABLE_NAME}$') ORDER BY c.relname"
)
_CHECK_INDEX = text("SELECT bt_index_check(CAST(:name AS regclass))")
_CHECK_TABLE = text("SELECT msg FROM verify_heapam(CAST(:name AS regclass)) LIMIT 1")
_DAMAGED = {"XX001", "XX002"}
"""PostgreSQL's codes for damaged data and a damaged index."""
_DROPPED = "42P01"


def damaged_relations(connection: Connection) -> Iterator[str]:
    """Yield the tables and indexes with damaged pages; nothing without the extension."""
    is_postgresql = connection.dialect.name == "postgresql"
    if is_postgresql and connection.execute(_MAY_CHECK).scalar():
        names = {"names": sorted(metadata.tables)}
        for row in connection.execute(_RELATIONS, names).all():
            check = _CHECK_INDEX if row.relkind == "i" else _CHECK_TABLE
            if _is_damaged(connection, check, row.relname):
                yield row.relname


def _is_damaged(connection: Connection, check: TextClause, name: str) -> bool:
    try:
        # An index that is sound answers with a row that is empty.
        return bool(connection.execute(check, {"name": f'"{name}"'}).scalar())
    except DBAPIError as error:
        state = sqlstate(error)
        if state != _DROPPED and state not in _DAMAGED:
            raise
        return state in _DAMAGED
