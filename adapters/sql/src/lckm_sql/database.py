"""One database: its engine, opened on first use, and its read and write transactions."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import update_wrapper
from pathlib import Path
from threading import RLock
from typing import Concatenate, ParamSpec, Protocol, TypeVar
from weakref import finalize

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lckm_core.errors import LckmError
from lckm_sql.database_url import parse_url, require_schema
from lckm_sql.engines import as_is_url, create_engine
from lckm_sql.errors import unavailable
from lckm_sql.failure_kinds import location_of
from lckm_sql.file_lock import SharedLock
from lckm_sql.sqlite_paths import restored_folder
from lckm_sql.version_table import other_schema, other_tables, version_table

_P = ParamSpec("_P")
_T = TypeVar("_T")
_ATTEMPTS = 4
_RETRIED = {"40001", "40P01", "42P01"}
"""PostgreSQL's errors worth a retry: serialisation, deadlock, a partition dropped meanwhile."""


class Database:
    """A database by its URL, opened on first use.

    Threads share it; a forked process gets its own engine.
    """

    def __init__(self, url: str, *, schema: str = "", timeout: float = 30.0, pool: int = 5) -> None:
        self.url = parse_url(url)
        require_schema(schema, self.url)
        self.schema = schema
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._timeout = timeout
        self._pool = pool
        self.is_locked = True
        """Whether to hold the file's lock while open; ``False`` for whoever locked out others."""
        self._is_read_as_is = False
        self._reset()
        self.on_first_use: list[Callable[[], None]] = []

    def _reset(self) -> None:
        self._pid = os.getpid()
        self._engines: dict[Path | None, Engine] = {}
        self._is_ready = False
        self._is_preparing = False
        self._opening = RLock()
        self._writer = RLock()
        self._lock = SharedLock(self.file if self.is_sqlite else None)
        # In case a database is dropped without being closed.
        self._finalizer = finalize(self, _dispose, self._engines, self._lock, self._pid)

    @property
    def file(self) -> Path:
        """The file of an SQLite database."""
        assert self.url.database is not None
        return Path(self.url.database)

    @property
    def restored(self) -> Path:
        """The folder of a copy with which a restore replaces the file."""
        return restored_folder(self.file)

    @property
    def location(self) -> str:
        """Which database it is: its file, or its server, name and schema, without the user."""
        return location_of(self.url) + (f".{self.schema}" if self.schema else "")

    @property
    def is_there(self) -> bool:
        """Whether the database exists: its file, or on a server the table of its version.

        ``True`` for a server that does not answer, where others' tables are in the way, and where
        a restore was stopped: the next user is told what is wrong.
        """
        if self.is_sqlite:
            return self.file.is_file() or self.restored.exists()
        try:
            with self.engine_as_is.connect() as connection:
                return (
                    version_table(connection) is not None
                    or other_schema(connection) is not None
                    or bool(other_tables(connection))
                )
        except SQLAlchemyError:
            return True

    @property
    def engine(self) -> Engine:
        """The engine; the first use upgrades the schema and recovers from a crash."""
        self._prepare()
        return self.engine_as_is

    @property
    def engine_as_is(self) -> Engine:
        """The engine, whatever state the database is in."""
        self._reset_if_forked()
        self._lock.hold(self.is_locked)
        self._lock.require_same_file()
        return self._cached_engine(None, self.url)

    def _reset_if_forked(self) -> None:
        if self._pid != os.getpid():
            # What the parent process opened is the parent's to close.
            self._finalizer.detach()
            for engine in self._engines.values():
                engine.dispose(close=False)
            self._lock.release()
            self._reset()

    def _prepare(self) -> None:
        if self._is_ready and self._pid == os.getpid():
            return
        self._reset_if_forked()
        self._lock.hold(self.is_locked)
        with self._opening:
            # The callbacks ask for the engine, too: in this thread, for others wait at the lock.
            if not self._is_ready and not self._is_preparing:
                self._is_preparing = True
                try:
                    for callback in self.on_first_use:
                        callback()
                    self._is_ready = True
                finally:
                    self._is_preparing = False

    def file_engine(self, path: Path) -> Engine:
        """Return the engine of another SQLite file of this database; it is not created."""
        engine = self._engines.get(path)
        if engine is not None:
            return engine
        query = {"mode": "rw", "uri": "true"}
        url = URL.create("sqlite", database=path.resolve().as_uri(), query=query)
        return self._cached_engine(path, url)

    def _cached_engine(self, path: Path | None, url: URL) -> Engine:
        engine = self._engines.get(path)
        if engine is None:
            if self._is_read_as_is and self.is_sqlite:
                url = as_is_url(path or self.file)
            with self._opening:
                engine = self._engines.get(path) or create_engine(
                    url, self._timeout, self._pool, self.schema
                )
                self._engines[path] = engine
        return engine

    def read_as_is(self) -> None:
        """Open the files of SQLite from now on for reading alone, without journals beside them."""
        self.close()
        self._is_read_as_is = True

    def close_file(self, path: Path) -> None:
        """Close another file of this database."""
        with self._opening:
            if path in self._engines:
                self._engines.pop(path).dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a read connection: a snapshot in SQLite, autocommit in PostgreSQL."""
        # Beginning and ending a transaction in PostgreSQL are two round trips, and most reads
        # take only one.
        options = {} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Open a read connection that sees all as of one moment, in PostgreSQL as well."""
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction that is durable when it ends; one at a time in SQLite."""
        self._prepare()
        with self.writing_as_is() as connection:
            yield connection

    @contextmanager
    def writing_as_is(self) -> Iterator[Connection]:
        """Begin the same, whatever state the database is in."""
        if not self.is_sqlite:
            with self.engine_as_is.begin() as connection:
                yield connection
            return
        # Threads queue here; only processes have to poll the file.
        with self._writer, writing(self.engine_as_is) as connection:
            yield connection

    def close(self) -> None:
        """Close every connection; the next use opens them again."""
        self._finalizer()
        self._reset()

    def __repr__(self) -> str:
        return f"Database({self.url.get_backend_name()!r})"


def _dispose(engines: dict[Path | None, Engine], lock: SharedLock, pid: int) -> None:
    for engine in engines.values():
        engine.dispose(close=pid == os.getpid())
    lock.release()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Begin an SQLite transaction that takes the write lock at once, so it never fails late."""
    with engine.connect().execution_options(lckm_immediate=True) as connection, connection.begin():
        yield connection


class _HasDatabase(Protocol):
    @property
    def database(self) -> Database: ...


_S = TypeVar("_S", bound=_HasDatabase)


def store_operation(
    method: Callable[Concatenate[_S, _P], _T],
) -> Callable[Concatenate[_S, _P], _T]:
    """Make a method one operation of a store.

    A driver's or the system's error becomes :class:`StoreUnavailableError`, without its values;
    serialisation failures and deadlocks are retried.
    """

    def operation(self: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        attempts = _ATTEMPTS
        while True:
            attempts -= 1
            try:
                return method(self, *args, **kwargs)
            except (SQLAlchemyError, sqlite3.Error, OSError) as error:
                if isinstance(error, LckmError):
                    raise  # it already says what cannot be reached, such as a folder of keys
                failure = unavailable(error, self.database.url)
                may_retry = sqlstate(error) in _RETRIED
            if attempts == 0 or not may_retry:
                # Raised outside ``except``, it has no context: the driver's may quote a row.
                raise failure

    return update_wrapper(operation, method)


def error_name(error: Exception) -> str:
    """Return the class name of the driver's error, or of SQLAlchemy's own."""
    return type(_driver_error(error)).__name__


def sqlstate(error: Exception) -> str | None:
    """Return PostgreSQL's code of an error; ``None`` for SQLite and failed connections."""
    return getattr(_driver_error(error), "sqlstate", None)


def _driver_error(error: Exception) -> BaseException:
    return (error.orig or error) if isinstance(error, DBAPIError) else error
