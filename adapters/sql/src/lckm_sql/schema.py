"""Upgrading the schema: on first use where allowed, otherwise on request."""

from collections.abc import Callable
from typing import Any

import attrs
from sqlalchemy import Connection, inspect, text

from lckm_sql.database import Database
from lckm_sql.errors import (
    NewerSchemaError,
    OlderSchemaError,
    StoreUnavailableError,
    UnknownPartitionsError,
)
from lckm_sql.failure_kinds import FailureKind
from lckm_sql.partitions_sqlite import SqlitePartitions
from lckm_sql.sqlite_files import RESTORING, create_folder, enable_wal

VERSIONS = ("0001", "0002", "0003", "0004")
"""The versions of the schema, oldest first; each has a file in ``migrations/versions``."""
_UPGRADE_LOCK = 0x4C434B53
"""The advisory lock of PostgreSQL under which the schema is upgraded."""
_CURRENT = text("SELECT version_num FROM alembic_version")

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

    Raises :class:`NewerSchemaError`, :class:`OlderSchemaError` and
    :class:`StoreUnavailableError`, before anything is changed.
    """
    if database.is_sqlite and not database.is_there:
        _refuse_orphaned_partitions(database)
        if not (policy.create and policy.migrate):
            raise StoreUnavailableError("NoDatabase", FailureKind.NOT_THERE, database.where)
        create_folder(database.file.parent)
    with database.engine_as_is.connect() as connection:
        version = _known_version(connection)
    if version == VERSIONS[-1] or (version and policy.older):
        return
    if not policy.migrate or not (version or policy.create):
        raise OlderSchemaError(version, VERSIONS[-1])
    upgrade(database)


def upgrade(database: Database, progress: Progress = _ignore_progress) -> str:
    """Upgrade the schema to the newest version in one transaction; return that version.

    Raises :class:`NewerSchemaError` and :class:`UnknownPartitionsError`.
    """
    if database.is_sqlite:
        if not database.file.exists():
            _refuse_orphaned_partitions(database)
        create_folder(database.file.parent)
        enable_wal(database.engine_as_is)
    with database.writing_as_is() as connection:
        if not database.is_sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})"))
        version = _known_version(connection)
        if database.is_sqlite and not version:
            _refuse_orphaned_partitions(database)
        if version != VERSIONS[-1]:
            _run_migrations(connection, version, progress)
    return VERSIONS[-1]


def _refuse_orphaned_partitions(database: Database) -> None:
    """Raise :class:`UnknownPartitionsError` for a new database beside another's partitions."""
    folder = SqlitePartitions(database).folder
    if folder.exists() and any(folder.glob("*.sqlite")):
        raise UnknownPartitionsError(str(folder))
    # A restore that was stopped as it put the copy in place: repeated, it goes on.
    ready = database.file.with_name(f"{database.file.name}{RESTORING[1]}")
    if ready.exists():
        raise UnknownPartitionsError(str(ready))


def _known_version(connection: Connection) -> str:
    """Return the version, empty without tables. Raises :class:`NewerSchemaError`."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    version = str(connection.execute(_CURRENT).scalar() or "")
    if version and version not in VERSIONS:
        raise NewerSchemaError(version, VERSIONS[-1])
    return version


def _run_migrations(connection: Connection, current: str, progress: Progress) -> None:
    from alembic import command
    from alembic.config import Config

    attributes: dict[str, Any] = {"connection": connection, "progress": progress}
    config = Config(attributes=attributes)
    config.set_main_option("script_location", "lckm_sql:migrations")
    config.set_main_option("path_separator", "os")
    versions = [version for version in VERSIONS if version > current]
    for done, version in enumerate(versions, start=1):
        command.upgrade(config, version)
        progress(version, done, len(versions))
