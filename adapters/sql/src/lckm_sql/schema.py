"""Upgrading the schema: on first use where allowed, otherwise on request."""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from threading import Lock
from typing import Any

import attrs
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from lckm_core.errors import LckmError
from lckm_sql.constraint_checks import broken_rows
from lckm_sql.database import Database
from lckm_sql.errors import (
    BrokenRowsError,
    NewerSchemaError,
    OlderSchemaError,
    OtherSchemaError,
    OtherTablesError,
    StoreUnavailableError,
    UnknownPartitionsError,
)
from lckm_sql.failure_kinds import FailureKind
from lckm_sql.partitions_sqlite import SqlitePartitions
from lckm_sql.sqlite_files import create_folder, enable_wal
from lckm_sql.version_table import (
    VERSION_TABLE,
    other_schema,
    other_tables,
    own_schema,
    rename_version_table,
    version_table,
)

VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
"""The versions of the schema, oldest first; each has a file in ``migrations/versions``."""
_UPGRADE_LOCK = 0x4C434B53
"""The advisory lock of PostgreSQL under which the schema is upgraded."""
_UPGRADE = text("SELECT pg_advisory_xact_lock(:key, hashtext(:schema))")
_HAS_SCHEMA = text("SELECT to_regnamespace(quote_ident(:schema)) IS NOT NULL")
_ALEMBIC = Lock()
"""Alembic has one upgrade at a time in a process, also of several databases."""
_FIRST_WITH_CONSTRAINTS = "0005"
_SHOWN = 10
"""How many of others' tables, and of rows that break a constraint, are named."""

Progress = Callable[[str, int, int], None]
"""Called during an upgrade with the version, the steps done, and the steps in all."""


def _ignore_progress(version: str, done: int, total: int) -> None:
    pass


@attrs.frozen
class SchemaPolicy:
    """What the first use may do: upgrade, create, or accept an older schema."""

    migrate: bool = False
    create: bool = False
    older: bool = False


NO_CHANGES = SchemaPolicy()
ALLOW_OLDER = SchemaPolicy(older=True)


def prepare_schema(database: Database, policy: SchemaPolicy) -> None:
    """Make sure that the schema is the newest, as far as the policy allows.

    Raises :class:`NewerSchemaError`, :class:`OlderSchemaError`, :class:`OtherTablesError`,
    :class:`OtherSchemaError` and :class:`StoreUnavailableError`, before anything is changed.
    """
    if database.is_sqlite and not database.file.is_file():
        _refuse_orphaned_partitions(database)
        if not (policy.create and policy.migrate):
            raise StoreUnavailableError("NoDatabase", FailureKind.NOT_THERE, database.location)
        create_folder(database.file.parent)
    with database.engine_as_is.connect() as connection:
        version = _known_version(connection)
        if not version:
            _require_room(database, connection)
    if version == VERSIONS[-1] or (version and policy.older):
        return
    if not policy.migrate or not (version or policy.create):
        raise OlderSchemaError(version, VERSIONS[-1])
    upgrade(database)


def upgrade(database: Database, progress: Progress = _ignore_progress) -> str:
    """Upgrade the schema to the newest version in one transaction; return that version.

    Raises :class:`NewerSchemaError`, :class:`OtherTablesError`, :class:`OtherSchemaError`,
    :class:`BrokenRowsError` and :class:`UnknownPartitionsError`.
    """
    if database.is_sqlite:
        if not database.file.exists():
            _refuse_orphaned_partitions(database)
        create_folder(database.file.parent)
        with database.engine_as_is.connect() as connection:
            # The journal's mode is written into the file, too.
            if version_table(connection) is None:
                _require_room(database, connection)
        enable_wal(database.engine_as_is)
    with database.writing_as_is() as connection:
        if not database.is_sqlite:
            schema = database.schema or own_schema(connection) or ""
            connection.execute(_UPGRADE, {"key": _UPGRADE_LOCK, "schema": schema})
        version = _known_version(connection)
        if not version:
            if database.is_sqlite:
                _refuse_orphaned_partitions(database)
            _require_room(database, connection)
            _create_schema(database, connection)
        if version != VERSIONS[-1]:
            rename_version_table(connection)
            _run_migrations(connection, version, progress)
    return VERSIONS[-1]


def _refuse_orphaned_partitions(database: Database) -> None:
    """Raise :class:`UnknownPartitionsError` for a new database beside another's partitions."""
    folder = SqlitePartitions(database).folder
    if folder.exists() and any(folder.glob("*.sqlite")):
        raise UnknownPartitionsError(str(folder))
    # A restore was stopped while putting the copy in place: repeating it completes it.
    if database.restored.exists():
        raise UnknownPartitionsError(str(database.restored))


def _known_version(connection: Connection) -> str:
    """Return the version, empty without tables. Raises :class:`NewerSchemaError`."""
    table = version_table(connection)
    if table is None:
        return ""
    query = text(f"SELECT version_num FROM {table}")  # noqa: S608  one of two names
    version = str(connection.execute(query).scalar() or "")
    if version and version not in VERSIONS:
        raise NewerSchemaError(version, VERSIONS[-1])
    return version


def _require_room(database: Database, connection: Connection) -> None:
    """Raise unless the tables can be created here, apart from other applications'.

    Raises :class:`OtherSchemaError` and :class:`OtherTablesError`.
    """
    found = other_schema(connection)
    if found is not None:
        raise OtherSchemaError(database.location, found, own_schema(connection) or "")
    tables = other_tables(connection)
    if tables:
        raise OtherTablesError(database.location, tuple(tables[:_SHOWN]), database.is_sqlite)


def file_fault(database: Database) -> LckmError | None:
    """Return why an SQLite file cannot be used, without touching it.

    That is :class:`OtherTablesError` or :class:`NewerSchemaError`; ``None`` also for a file that
    is not there or cannot be read.
    """
    # Opened as immutable, so that not even a journal is made beside it.
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    url = URL.create("sqlite", database=database.file.absolute().as_uri(), query=query)
    engine = create_engine(url, poolclass=NullPool)
    with suppress(SQLAlchemyError, sqlite3.Error), engine.connect() as connection:
        if tables := tuple(other_tables(connection)[:_SHOWN]):
            return OtherTablesError(database.location, tables, in_file=True)
        try:
            _known_version(connection)
        except NewerSchemaError as error:
            return error
    return None


def _create_schema(database: Database, connection: Connection) -> None:
    # CREATE SCHEMA IF NOT EXISTS asks for a right even where there is one.
    schema = {"schema": database.schema}
    if database.schema and not connection.execute(_HAS_SCHEMA, schema).scalar():
        name = connection.dialect.identifier_preparer.quote(database.schema)
        connection.execute(text(f"CREATE SCHEMA {name}"))


def _require_rows_that_fit(connection: Connection) -> None:
    """Raise :class:`BrokenRowsError` for rows that the constraints of this version refuse."""
    rows = tuple(islice(broken_rows(connection), _SHOWN))
    if rows:
        raise BrokenRowsError(rows)


def _run_migrations(connection: Connection, current: str, progress: Progress) -> None:
    from alembic import command
    from alembic.config import Config

    attributes: dict[str, Any] = {"connection": connection, "version_table": VERSION_TABLE}
    config = Config(attributes=attributes)
    config.set_main_option("script_location", "lckm_sql:migrations")
    config.set_main_option("path_separator", "os")
    versions = [version for version in VERSIONS if version > current]
    for done, version in enumerate(versions, start=1):
        if version == _FIRST_WITH_CONSTRAINTS:
            _require_rows_that_fit(connection)
        with _ALEMBIC:
            command.upgrade(config, version)
        progress(version, done, len(versions))
