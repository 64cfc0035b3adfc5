"""The directory of units, cells and named staff with their roles (zarz. § 1 ust. 1, zał. 2 § 12), replaced as a whole."""

from threading import Lock
from typing import Any

from sqlalchemy import select, update

from lckm_core.forms import to_data
from lckm_core.organisation import Directory
from lckm_core.ports import Event
from lckm_sql import audit
from lckm_sql.clock import DatabaseClock
from lckm_sql.database import Database, act
from lckm_sql.errors import NoDirectoryError
from lckm_sql.inserts import insert_if_absent
from lckm_sql.rows import read_as, text_of
from lckm_sql.tables import directories

_ONLY = 1
_KEPT = select(directories.c.data).where(directories.c.id == _ONLY)
_REPLACED = update(directories).where(directories.c.id == _ONLY)


class SqlDirectory:
    """One directory in a database: SQLite or PostgreSQL. Each method is one whole act, durable when it returns.

    Either method raises :class:`StoreUnavailableError` when the database does not do what it is asked for.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._clock = DatabaseClock(database)

    @act
    def read(self) -> Directory:
        """Return the directory. Raises :class:`NoDirectoryError` before one is kept, and :class:`UnreadableRowError`."""
        with self.database.reading() as connection:
            data = connection.execute(_KEPT).scalar()
        if data is None:
            raise NoDirectoryError
        return read_as(Directory, "directory", data)

    @act
    def replace(self, directory: Directory) -> None:
        """Keep a directory in place of the one before, and say so in the trail; centres made from now on have it."""
        data, now = text_of(to_data(directory)), self._clock.now()
        outcome = f"units {len(directory.units)}, people {len(directory.people)}"
        with self.database.writing() as connection:
            if not insert_if_absent(connection, directories, id=_ONLY, data=data):
                connection.execute(_REPLACED, {"data": data})
            audit.write(
                connection,
                Event(verb=audit.REPLACE_DIRECTORY, subject="directory", at=now, outcome=outcome),
            )

    def __repr__(self) -> str:
        return f"SqlDirectory({self.database!r})"


class KeptDirectory(Directory):
    """The directory as it is kept when somebody first asks for its units or people, and from then on the same.

    It is handed over when a centre is made, and so that of a command that makes the database, too: nothing is opened for it.
    Asking raises what :meth:`SqlDirectory.read` does.
    """

    def __init__(self, store: SqlDirectory) -> None:
        # What the attributes of a directory would be is not set: then Python asks __getattr__.
        object.__setattr__(self, "_store", store)
        object.__setattr__(self, "_reading", Lock())

    def __getattr__(self, name: str) -> Any:
        if name not in ("units", "people"):
            raise AttributeError(name)
        with self._reading:
            if (found := self.__dict__.get("_found")) is None:
                found = self._store.read()
                object.__setattr__(self, "_found", found)
        return getattr(found, name)

    def __repr__(self) -> str:
        return f"KeptDirectory({self._store!r})"
