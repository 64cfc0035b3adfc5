"""Bringing the schema up: on first use by whoever has leave to, else when asked; a newer one is refused. Who only looks has no leave."""

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
from lckm_sql.failure_kinds import Trouble, where
from lckm_sql.partitions_sqlite import SqliteDrawers
from lckm_sql.permissions import make_folder
from lckm_sql.sqlite_files import to_wal

VERSIONS = ("0001", "0002")
"""The versions of the schema, the oldest first; each has a file in ``migrations/versions``."""
_ONE_AT_A_TIME = 0x4C434B53
_CURRENT = text("SELECT version_num FROM alembic_version")

Progress = Callable[[str, int, int], None]
"""Called as a migration goes on: with the version, how much is done, and of how much."""


def _silent(version: str, done: int, total: int) -> None:
    """Show nothing."""


@attrs.frozen
class Leave:
    """What opening a database may do: bring its schema up, make a database where there is none, or do with an *older* one as it stands."""

    migrate: bool = False
    create: bool = False
    older: bool = False


KEEP, AS_IT_STANDS = Leave(), Leave(older=True)


def ready(database: Database, leave: Leave) -> None:
    """See that the schema is the newest, bringing it up or making a database only by *leave*; a new one is an older one brought up.

    Raises :class:`NewerSchemaError`, :class:`OlderSchemaError` and :class:`StoreUnavailableError`, before anything is touched.
    """
    if database.is_sqlite and not database.is_there:
        _refuse_months_alone(database)
        if not (leave.create and leave.migrate):
            raise StoreUnavailableError("NoDatabase", Trouble.NOT_THERE, where(database.url))
        make_folder(database.file.parent)
    with database.engine_as_is.connect() as connection:
        found = _known_version(connection)
    if found == VERSIONS[-1] or (found and leave.older):
        return
    if not leave.migrate or not (found or leave.create):
        raise OlderSchemaError(found, VERSIONS[-1])
    upgrade(database)


def upgrade(database: Database, progress: Progress = _silent) -> str:
    """Bring the schema up to the newest version in one transaction; return which that is. Raises :class:`NewerSchemaError`."""
    if database.is_sqlite:
        if not database.file.exists():
            _refuse_months_alone(database)
        make_folder(database.file.parent)
        to_wal(database.engine_as_is)
    with database.writing_as_is() as connection:
        if not database.is_sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
        found = _known_version(connection)
        if database.is_sqlite and not found:
            _refuse_months_alone(database)
        if found != VERSIONS[-1]:
            _run(connection, found, progress)
    return VERSIONS[-1]


def _refuse_months_alone(database: Database) -> None:
    """Raise :class:`UnknownPartitionsError` where a new database would be made beside the months of another."""
    folder = SqliteDrawers(database).folder
    if folder.exists() and any(folder.glob("*.sqlite")):
        raise UnknownPartitionsError(str(folder))


def _known_version(connection: Connection) -> str:
    """Return the version, nothing where there are no tables yet. Raises :class:`NewerSchemaError` for one that this program does not know."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    found = str(connection.execute(_CURRENT).scalar() or "")
    if found and found not in VERSIONS:
        raise NewerSchemaError(found, VERSIONS[-1])
    return found


def _run(connection: Connection, found: str, progress: Progress) -> None:
    from alembic import command
    from alembic.config import Config

    attributes: dict[str, Any] = {"connection": connection, "progress": progress}
    config = Config(attributes=attributes)
    config.set_main_option("script_location", "lckm_sql:migrations")
    config.set_main_option("path_separator", "os")
    versions = [version for version in VERSIONS if version > found]
    for done, version in enumerate(versions, start=1):
        command.upgrade(config, version)
        progress(version, done, len(versions))
