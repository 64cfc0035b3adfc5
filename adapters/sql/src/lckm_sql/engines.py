"""SQLAlchemy engines for SQLite and PostgreSQL, with the settings the stores need."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import InvalidatePoolError

from lckm_sql.database_url import sslmode_of
from lckm_sql.sqlite_connection import SqliteConnection
from lckm_sql.sqlite_files import create_file, match_journal_modes
from lckm_sql.sqlite_paths import filled_journal

_SYNCHRONOUS = (
    "SELECT set_config('synchronous_commit', 'on', false) "
    "WHERE current_setting('synchronous_commit') IN ('off', 'local')"
)
_IDLE = 1.0
"""Seconds between two uses of a connection after which its server is pinged."""
_LAST_USED = "lckm_used"


def create_engine(url: URL, timeout: float, pool: int, schema: str = "") -> Engine:
    """Create the engine of a database.

    Args:
        url: the database.
        timeout: seconds to wait for a lock, a connection or another writer.
        pool: connections kept; up to three times as many are opened under load.
        schema: PostgreSQL's schema with the tables; empty leaves it to the server.
    """
    options: dict[str, Any] = {
        # Statements are logged without their values, which may be personal data.
        "hide_parameters": True,
        "pool_size": pool,
        "max_overflow": 2 * pool,
        "pool_timeout": timeout,
    }
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, timeout, options)
    return _postgresql_engine(url, timeout, schema, options)


# ── SQLite ───────────────────────────────────────────────────────────────────────────────────


def as_is_url(file: Path) -> URL:
    """Return the URL that opens a file for reading on a disk where nothing can be written."""
    query = {"mode": "ro", "uri": "true"}
    if filled_journal(file) is None:
        # Without this SQLite makes a journal beside the file even to read it. A journal with
        # content has to be read, which takes its index (-shm) beside it or room to make that.
        query["immutable"] = "1"
    return URL.create("sqlite", database=file.resolve().as_uri(), query=query)


def _sqlite_engine(url: URL, timeout: float, options: dict[str, Any]) -> Engine:
    arguments: dict[str, Any] = {
        "timeout": timeout,
        "check_same_thread": False,
        "factory": SqliteConnection,
    }
    engine = sqlalchemy.create_engine(url, connect_args=arguments, **options)
    event.listen(engine, "do_connect", _before_sqlite_connect)
    event.listen(engine, "connect", _after_sqlite_connect)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _before_sqlite_connect(
    dialect: Any, record: Any, arguments: Sequence[Any], options: Any
) -> None:
    if not options.get("uri"):
        create_file(Path(arguments[0]))
        match_journal_modes(Path(arguments[0]))


def _after_sqlite_connect(connection: Any, _: Any) -> None:
    # Then the driver begins and ends no transaction by itself.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "synchronous = FULL",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("lckm_immediate")
    # By the driver itself: this is done with every operation, and SQLAlchemy takes longer over
    # it than SQLite.
    connection.connection.cursor().execute("BEGIN IMMEDIATE" if immediate else "BEGIN")


# ── PostgreSQL ───────────────────────────────────────────────────────────────────────────────


def _postgresql_engine(url: URL, timeout: float, schema: str, options: dict[str, Any]) -> Engine:
    arguments: dict[str, Any] = {
        "connect_timeout": max(2, int(timeout)),
        "application_name": "lckm-sql",
    }
    keepalive = keepalive_options(timeout)
    arguments |= {key: value for key, value in keepalive.items() if key not in url.query}
    sslmode = sslmode_of(url, os.environ)
    if sslmode is not None:
        arguments["sslmode"] = sslmode
    engine = sqlalchemy.create_engine(url, connect_args=arguments, **options)
    after_connect = partial(_after_postgresql_connect, timeout, schema)
    # Before SQLAlchemy's own, which asks the first connection for its schema.
    event.listen(engine, "connect", after_connect, insert=True)
    event.listen(engine, "checkout", partial(require_server, engine.dialect))
    return engine


def keepalive_options(timeout: float) -> dict[str, int]:
    """Return libpq's options to give up a silent server after about *timeout* seconds."""
    step = max(1, int(timeout / 4))
    return {
        "keepalives_idle": step,
        "keepalives_interval": step,
        "keepalives_count": 3,
        "tcp_user_timeout": int(timeout * 1000),
    }


def _after_postgresql_connect(timeout: float, schema: str, connection: Any, _: Any) -> None:
    lock_timeout = f"{max(1, int(timeout * 1000))}ms"
    with connection.cursor() as cursor:
        cursor.execute(_SYNCHRONOUS)
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [lock_timeout])
        if schema:
            # That alone: what lies in another schema is another application's.
            cursor.execute("SELECT set_config('search_path', %s, false)", [f'"{schema}"'])
    connection.commit()


def require_server(dialect: Any, connection: Any, record: Any, _: Any) -> None:
    """Make the pool reconnect where the server of a pooled connection has gone."""
    # A server that closed the connection has said so, and reading that takes no round trip. One
    # that lost its power has not, and takes longer than _IDLE to be up again, so it is pinged
    # only after that.
    last = record.info.get(_LAST_USED)
    record.info[_LAST_USED] = monotonic()
    try:
        # Twice: the first may read the server's last words, and the second that nothing follows.
        connection.pgconn.consume_input()
        connection.pgconn.consume_input()
        if last is not None and record.info[_LAST_USED] - last > _IDLE:
            dialect.do_ping(connection)
    except dialect.dbapi.Error as error:
        raise InvalidatePoolError from error
