"""The directory of units, cells and named staff (zarz. § 1 ust. 1, zał. 2 § 12)."""

from functools import cached_property

from sqlalchemy import select, update

from lckm_core.forms import to_data
from lckm_core.organisation import Directory, Official, Unit
from lckm_core.ports import Event
from lckm_sql import audit
from lckm_sql.clock import DatabaseClock
from lckm_sql.database import Database, store_operation
from lckm_sql.errors import NoDirectoryError
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import read_as, seal_columns
from lckm_sql.tables import directories

_ONLY = 1
_DATA = select(directories.c.data).where(directories.c.id == _ONLY)
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
    def replace(self, directory: Directory) -> None:
        """Replace the directory and record that in the audit trail; new centres use it."""
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


class StoredDirectory(Directory):
    """A directory that is read once, when somebody first asks for its units or people.

    Asking raises what :meth:`SqlDirectory.read` does.
    """

    # It is given to every centre, also to that of the command that creates the database, so
    # nothing may be opened for it before it is used.

    def __init__(self, store: SqlDirectory) -> None:
        self.__dict__["_store"] = store

    @cached_property
    def _directory(self) -> Directory:
        store: SqlDirectory = self.__dict__["_store"]
        return store.read()

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units that hand in material, with their cells."""
        return self._directory.units

    @property
    def people(self) -> tuple[Official, ...]:
        """Named staff."""
        return self._directory.people

    def __repr__(self) -> str:
        return f"StoredDirectory({self.__dict__['_store']!r})"
