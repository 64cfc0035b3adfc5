"""The table with the version of the schema, and other applications' tables beside it.

Up to version 0004 it had the name that every application with Alembic uses.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, inspect, text

from lckm_sql.tables import metadata

VERSION_TABLE: Final = "lckm_version"
_ALEMBIC = "alembic_version"
_VERSIONS_OF_ALEMBIC = ("0001", "0002", "0003", "0004")
"""The versions of the schema that were recorded in Alembic's table."""
_FIRST_TABLES = {"month", "report", "dispatch", "audit", "counter", "unfinished"}
"""Tables that the database of every version has."""
_MONTH = {"id", "expires", "dropped_at"}
_PAST_TABLES = {"announcement"}
"""Tables that a migration creates and a later one drops."""
OWN_NAMESPACE: Final = "(SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
"""In SQL, the schema of PostgreSQL that tables are created in."""
_TAKEN = text(
    f"SELECT relname FROM pg_class WHERE relnamespace = {OWN_NAMESPACE} "  # noqa: S608  constant
    f"AND relname = ANY(:names) UNION SELECT typname FROM pg_type "
    f"WHERE typnamespace = {OWN_NAMESPACE} AND typname = ANY(:names) ORDER BY 1"
)
_SQLITE_TABLES = text(
    "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') "
    r"AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name"
)
_SEARCH_PATH = text("SELECT unnest(current_schemas(false))")


def version_table(connection: Connection) -> str | None:
    """Return the name of the version's table in the present schema, ``None`` without tables."""
    return _version_table_in(connection, own_schema(connection))


def own_schema(connection: Connection) -> str | None:
    """Return the schema that tables are created in; ``None`` where there is none."""
    if connection.dialect.name == "sqlite":
        return None
    schema: str | None = connection.execute(text("SELECT current_schema()")).scalar()
    return schema


def other_schema(connection: Connection) -> str | None:
    """Return a schema further on the search path that has the tables, if any."""
    if connection.dialect.name == "sqlite":
        return None
    current_schema = own_schema(connection)
    schemas = connection.execute(_SEARCH_PATH).scalars().all()
    return next(
        (
            name
            for name in schemas
            if name != current_schema and _version_table_in(connection, name)
        ),
        None,
    )


def other_tables(connection: Connection) -> Sequence[str]:
    """Return the tables of other applications that are in the way of ours.

    In PostgreSQL that is what has the name of one of ours. In SQLite it is every table, for a
    backup, a restore and an erasure are of the whole file.
    """
    if connection.dialect.name == "sqlite":
        table = version_table(connection)
        known_tables = {table, *metadata.tables, *_PAST_TABLES} if table else set()
        names = connection.execute(_SQLITE_TABLES).scalars().all()
        return [name for name in names if name not in known_tables]
    indexes = {str(index.name) for table in metadata.tables.values() for index in table.indexes}
    names = sorted({*metadata.tables, *_PAST_TABLES, *indexes})
    return connection.execute(_TAKEN, {"names": names}).scalars().all()


def rename_version_table(connection: Connection) -> None:
    """Give the version's table its own name, so that others' Alembic has its own to itself."""
    if version_table(connection) != _ALEMBIC:
        return
    connection.execute(text(f"ALTER TABLE {_ALEMBIC} RENAME TO {VERSION_TABLE}"))
    if connection.dialect.name == "postgresql":
        key = inspect(connection).get_pk_constraint(VERSION_TABLE)["name"]
        connection.execute(text(f'ALTER INDEX "{key}" RENAME TO {VERSION_TABLE}_pkc'))


def _version_table_in(connection: Connection, schema: str | None) -> str | None:
    if schema is None and connection.dialect.name == "postgresql":
        return None
    inspector = inspect(connection)
    tables = set(inspector.get_table_names(schema))
    if VERSION_TABLE in tables:
        return VERSION_TABLE
    if _ALEMBIC not in tables or not tables >= _FIRST_TABLES:
        return None
    # Another application may have tables of these names; its months would be others.
    if {column["name"] for column in inspector.get_columns("month", schema)} != _MONTH:
        return None
    if "version_num" not in {column["name"] for column in inspector.get_columns(_ALEMBIC, schema)}:
        return None
    quote = connection.dialect.identifier_preparer.quote
    prefix = "" if schema is None else f"{quote(schema)}."
    query = text(f"SELECT version_num FROM {prefix}{_ALEMBIC}")  # noqa: S608  quoted
    versions = connection.execute(query).scalars().all()
    return _ALEMBIC if len(versions) == 1 and versions[0] in _VERSIONS_OF_ALEMBIC else None
