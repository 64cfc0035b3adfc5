"""The directory of units, cells and named staff (zarz. § 1 ust. 1, zał. 2 § 12)."""

import time
from collections.abc import Callable

from sqlalchemy import select, update

from lckm_core.forms import to_data
from lckm_core.organisation import ChangingDirectory, Directory, DirectorySource
from lckm_core.ports import Event
from lckm_sql import audit
from lckm_sql.clock import DatabaseClock
from lckm_sql.database import Database, store_operation
from lckm_sql.errors import NoDirectoryError
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import read_as, seal_columns
from lckm_sql.tables import directories

_ONLY = 1
_LOOKS_EVERY = 1.0
"""Seconds after which a program looks whether the directory was replaced."""
_DATA = select(directories.c.data).where(directories.c.id == _ONLY)
_DIGEST = select(directories.c.digest).where(directories.c.id == _ONLY)
_REPLACE = update(directories).where(directories.c.id == _ONLY)


class SqlDirectory:
    """One directory in SQLite or PostgreSQL, replaced as a whole.

    Each method is one whole operation, durable when it returns, and raises
    :class:`StoreUnavailableError` when the database fails.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._clock = DatabaseClock(database)

    @store_operation
    def read(self) -> Directory:
        """Return the directory.

        Raises :class:`NoDirectoryError` before one is stored, and :class:`UnreadableRowError`.
        """
        with self.database.reading() as connection:
            data = connection.execute(_DATA).scalar()
        if data is None:
            raise NoDirectoryError
        return read_as(Directory, "directory", data)

    @store_operation
    def version(self) -> bytes | None:
        """Return a digest of the stored directory, ``None`` where there is none."""
        with self.database.reading() as connection:
            found: bytes | None = connection.execute(_DIGEST).scalar()
        return found

    def changing(self, *, clock: Callable[[], float] = time.monotonic) -> ChangingDirectory:
        """Return the directory as it is at each moment; nothing is opened yet."""
        source = DirectorySource(
            self.database.location,
            read=self.read,
            version=self.version,
            clock=clock,
            every=_LOOKS_EVERY,
        )
        return ChangingDirectory(source)

    @store_operation
    def replace(self, directory: Directory) -> None:
        """Replace the directory and record that in the audit trail.

        A running program uses it within a second.
        """
        columns = seal_columns(str(_ONLY), to_data(directory))
        outcome = f"units {len(directory.units)}, people {len(directory.people)}"
        event = Event(
            verb=audit.REPLACE_DIRECTORY,
            subject="directory",
            at=self._clock.now(),
            outcome=outcome,
        )
        with self.database.writing() as connection:
            if not insert_if_absent(connection, directories, id=_ONLY, **columns):
                connection.execute(_REPLACE, columns)
            audit.write(connection, event)

    def __repr__(self) -> str:
        return f"SqlDirectory({self.database!r})"
