"""Settings and rights of PostgreSQL that would lose data, or keep erased data."""

from collections.abc import Iterator

from sqlalchemy import Connection, TextClause, text

_NOT_DURABLE = text(
    "SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') "
    "AND setting <> 'on' ORDER BY name"
)
_LOGGED = text(
    "SELECT name FROM pg_settings WHERE name LIKE '%log_parameter_max_length%' "
    "AND setting <> '0' ORDER BY name"
)
MAY_SWITCH = "has_function_privilege('pg_switch_wal()', 'execute')"
MAY_CHECKPOINT = (
    "EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'pg_checkpoint' AND pg_has_role(oid, 'USAGE'))"
)
_LOG_KEPT = text(
    f"SELECT 'pg_checkpoint' WHERE NOT {MAY_CHECKPOINT} UNION ALL "  # noqa: S608  constants
    f"SELECT 'pg_switch_wal' WHERE NOT {MAY_SWITCH} "
    "UNION ALL SELECT name FROM pg_settings WHERE name = 'wal_recycle' AND setting = 'on'"
)


def not_durable(connection: Connection) -> Iterator[str]:
    """Yield the settings with which the server may lose what it acknowledged."""
    return _of_postgresql(connection, _NOT_DURABLE)


def logged(connection: Connection) -> Iterator[str]:
    """Yield the settings that log statements' values, which include personal data."""
    return _of_postgresql(connection, _LOGGED)


def log_kept(connection: Connection) -> Iterator[str]:
    """Yield the rights and settings that an erasure lacks to clean the write-ahead log."""
    return _of_postgresql(connection, _LOG_KEPT)


def _of_postgresql(connection: Connection, query: TextClause) -> Iterator[str]:
    if connection.dialect.name == "postgresql":
        yield from connection.execute(query).scalars()
