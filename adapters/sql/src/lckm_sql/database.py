"""One database: its engine, made on first use and anew in a forked process, and the two kinds of transaction."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial, update_wrapper
from pathlib import Path
from threading import RLock
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from weakref import finalize

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lckm_sql.addresses import checked
from lckm_sql.connection_check import require_server
from lckm_sql.errors import unavailable
from lckm_sql.failure_kinds import where
from lckm_sql.file_lock import InUse
from lckm_sql.permissions import journals_like, make_file
from lckm_sql.tls import sslmode_of

_P = ParamSpec("_P")
_T = TypeVar("_T")
_TRIES = 4
_AGAIN = {"40001", "40P01", "42P01"}
"""Errors of PostgreSQL after which the same act may well succeed: serialisation, deadlock, a month dropped meanwhile."""
_DURABLE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')"


class Database:
    """A database by its URL. Nothing is opened before it is used; threads share it, and a forked process gets its own engine."""

    def __init__(self, url: str, *, timeout: float = 30.0, pool: int = 5) -> None:
        self.url = checked(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._timeout, self._pool = timeout, pool
        self.is_locked = True
        """Whether it is held while it is open, so that nobody replaces it; not where its holder locks out all others."""
        self._anew()
        self.on_first_use: list[Callable[[], None]] = []

    def _anew(self) -> None:
        self._pid = os.getpid()
        self._engines: dict[Path | None, Engine] = {}
        self._ready = self._readying = False
        self._opening, self._one_writer = RLock(), RLock()
        self._in_use = InUse(self.file if self.is_sqlite else None)
        # For whoever lets go of a database without closing it.
        self._closing = finalize(self, _dispose, self._engines, self._in_use, self._pid)

    @property
    def file(self) -> Path:
        """The file of an SQLite database."""
        assert self.url.database is not None
        return Path(self.url.database)

    @property
    def where(self) -> str:
        """Which database it is: its file, or its server and name; without who connects."""
        return where(self.url)

    @property
    def is_there(self) -> bool:
        """Whether there is a database of ours, without making one: a file, or on a server a table of its versions.

        A server that does not answer does not say that there is none; whoever uses it next is told what is in the way.
        """
        if self.is_sqlite:
            return self.file.is_file()
        try:
            with self.engine_as_is.connect() as connection:
                return inspect(connection).has_table("alembic_version")
        except SQLAlchemyError:
            return True

    @property
    def engine(self) -> Engine:
        """The engine; the first use in this process brings the schema up and finishes what a crash left."""
        self._be_ready()
        return self.engine_as_is

    @property
    def engine_as_is(self) -> Engine:
        """The engine, whatever state the database is in."""
        self._forked()
        self._in_use.hold(self.is_locked)
        self._in_use.require_same()
        return self._kept(None, self.url)

    def _forked(self) -> None:
        """In a forked process, begin anew: what the parent opened is the parent's to close."""
        if self._pid != os.getpid():
            self._closing.detach()
            for engine in self._engines.values():
                engine.dispose(close=False)
            self._in_use.release()
            self._anew()

    def _be_ready(self) -> None:
        if self._ready and self._pid == os.getpid():
            return
        self._forked()
        self._in_use.hold(self.is_locked)
        with self._opening:
            # What is done on first use asks for the engine, too: in the same thread, for the others wait at the lock.
            if not self._ready and not self._readying:
                self._readying = True
                try:
                    for first in self.on_first_use:
                        first()
                    self._ready = True
                finally:
                    self._readying = False

    def of_file(self, path: Path) -> Engine:
        """Return the engine of another SQLite file that belongs to this database; one that is not there is not made."""
        found = self._engines.get(path)
        if found is not None:
            return found
        query = {"mode": "rw", "uri": "true"}
        return self._kept(path, URL.create("sqlite", database=path.resolve().as_uri(), query=query))

    def _kept(self, path: Path | None, url: URL) -> Engine:
        found = self._engines.get(path)
        if found is None:
            with self._opening:
                found = self._engines.get(path) or _made(url, self._timeout, self._pool)
                self._engines[path] = found
        return found

    def forget_file(self, path: Path) -> None:
        """Close another file."""
        with self._opening:
            if path in self._engines:
                self._engines.pop(path).dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin to read: in SQLite what was at one moment; in PostgreSQL each statement for itself, as a transaction there would see it, too.

        Beginning one there and ending it are two ways to the server and back, which most that is read takes only one of.
        """
        options = {} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        with self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction that is durable when it ends; in SQLite there is one at a time."""
        self._be_ready()
        with self.writing_as_is() as connection:
            yield connection

    @contextmanager
    def writing_as_is(self) -> Iterator[Connection]:
        """Begin the same, whatever state the database is in."""
        if not self.is_sqlite:
            with self.engine_as_is.begin() as connection:
                yield connection
            return
        # Threads wait here, in turn, and only processes by asking the file again and again.
        with self._one_writer, writing(self.engine_as_is) as connection:
            yield connection

    def close(self) -> None:
        """Close every connection; the next use opens them again."""
        self._closing()
        self._anew()

    def __repr__(self) -> str:
        return f"Database({self.url.get_backend_name()!r})"


def _dispose(engines: dict[Path | None, Engine], in_use: InUse, pid: int) -> None:
    for engine in engines.values():
        engine.dispose(close=pid == os.getpid())
    in_use.release()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Begin a transaction of SQLite that takes the lock for writing at once, so that it never has to be given up later."""
    with engine.connect().execution_options(lckm_immediate=True) as connection, connection.begin():
        yield connection


def _made(url: URL, timeout: float, pool: int) -> Engine:
    # Statements are logged without their values: they may be personal data.
    shared: dict[str, Any] = {
        "hide_parameters": True,
        "pool_size": pool,
        "max_overflow": 2 * pool,
        "pool_timeout": timeout,
    }
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url, connect_args={"timeout": timeout, "check_same_thread": False}, **shared
        )
        event.listen(engine, "do_connect", _sqlite_opening)
        event.listen(engine, "connect", _sqlite_opened)
        event.listen(engine, "begin", _sqlite_begun)
        return engine
    arguments: dict[str, Any] = {
        "connect_timeout": max(2, int(timeout)),
        "application_name": "lckm-sql",
    }
    arguments |= {key: value for key, value in _giving_up(timeout).items() if key not in url.query}
    if (sslmode := sslmode_of(url, os.environ)) is not None:
        arguments["sslmode"] = sslmode
    engine = create_engine(url, connect_args=arguments, **shared)
    event.listen(engine, "connect", partial(_postgresql_opened, timeout))
    event.listen(engine, "checkout", partial(require_server, engine.dialect))
    return engine


def _giving_up(timeout: float) -> dict[str, int]:
    """Return what has libpq give up a server that went away without a word, after about so many seconds."""
    step = max(1, int(timeout / 4))
    return {
        "keepalives_idle": step,
        "keepalives_interval": step,
        "keepalives_count": 3,
        "tcp_user_timeout": int(timeout * 1000),
    }


def _sqlite_opening(dialect: Any, record: Any, arguments: Sequence[Any], options: Any) -> None:
    if not options.get("uri"):
        make_file(Path(arguments[0]))
        journals_like(Path(arguments[0]))


def _sqlite_opened(connection: Any, _: Any) -> None:
    # Then nothing is begun or ended but by this module.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("synchronous = FULL", "secure_delete = ON", "temp_store = MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _sqlite_begun(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("lckm_immediate")
    # By the driver itself, for this is done with every act, and SQLAlchemy takes longer over it than SQLite.
    connection.connection.cursor().execute("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _postgresql_opened(timeout: float, connection: Any, _: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_DURABLE)
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, false)", [f"{max(1, int(timeout * 1000))}ms"]
        )
    connection.commit()


class _HasDatabase(Protocol):
    @property
    def database(self) -> Database: ...


_S = TypeVar("_S", bound=_HasDatabase)


def act(method: Callable[Concatenate[_S, _P], _T]) -> Callable[Concatenate[_S, _P], _T]:
    """Make of what a database says an error of ours, which holds no value; repeat what may be repeated."""

    def acted(self: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        left = _TRIES
        while True:
            left -= 1
            try:
                return method(self, *args, **kwargs)
            except (SQLAlchemyError, sqlite3.Error) as error:
                failure, again = unavailable(error, self.database.url), state_of(error) in _AGAIN
            if left == 0 or not again:
                # Raised out here, it has no context: what the driver says may quote a row.
                raise failure

    return update_wrapper(acted, method)


def kind_of(error: Exception) -> str:
    """Return the name of the driver's error, or SQLAlchemy's own; never its message."""
    return type(_original(error)).__name__


def state_of(error: Exception) -> str | None:
    """Return PostgreSQL's code of an error; none for SQLite, and where nothing was connected."""
    return getattr(_original(error), "sqlstate", None)


def _original(error: Exception) -> BaseException:
    return (error.orig or error) if isinstance(error, DBAPIError) else error
