"""An index in SQLite: a folder with a file for each audience and an FTS5 table in each."""

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from lckm_core.publication import Audience
from lckm_search.entries import FIELDS, WEIGHTS
from lckm_search.errors import IndexUnavailableError, NoIndexError
from lckm_search.stores.connections import Connections
from lckm_search.stores.tables import COLUMNS, Tables

# Seconds that a writer waits for another.
_WAIT = 30.0
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS {p}_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT "
    "ROWID",
    f"CREATE TABLE IF NOT EXISTS {{p}}_entries (number INTEGER PRIMARY KEY, id TEXT NOT NULL "
    "UNIQUE, title TEXT NOT NULL, "
    "digest BLOB NOT NULL, page TEXT NOT NULL, "
    f"{', '.join(f'{column} TEXT NOT NULL' for column in COLUMNS)})",
    "CREATE TABLE IF NOT EXISTS {p}_terms (term TEXT PRIMARY KEY, entries INTEGER NOT NULL, "
    "titles INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS {p}_forms (form TEXT NOT NULL, term TEXT NOT NULL, PRIMARY KEY "
    "(form, term)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS {p}_forms_term ON {p}_forms (term)",
    "CREATE TABLE IF NOT EXISTS {p}_numbers (backwards TEXT NOT NULL, number INTEGER NOT NULL, "
    "PRIMARY KEY (backwards, number)) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS {p}_numbers_number ON {p}_numbers (number)",
    # The terms are words already, with their marks; the table keeps no second copy of them.
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {{p}}_words USING fts5({', '.join(COLUMNS)}, "
    f"content='{{p}}_entries', "
    "content_rowid='number', tokenize='unicode61 remove_diacritics 0')",
)


class SqliteTables(Tables):
    """The tables of one audience in its file."""

    one_of = "IN (SELECT value FROM json_each(?))"

    def __init__(self, audience: Audience, connection: sqlite3.Connection) -> None:
        super().__init__(audience)
        self._connection = connection

    def run(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Run a statement."""
        return self._connection.execute(sql.replace("{p}", self.prefix), values)

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row."""
        self._connection.executemany(sql.replace("{p}", self.prefix), rows)

    def several(self, values: Iterable[Any]) -> str:
        """Return the values as JSON."""
        return json.dumps(list(values), ensure_ascii=False)

    def candidates(self, groups: Sequence[Collection[str]], limit: int) -> list[int]:
        """Return the rows with a term of every group, ranked by BM25."""
        match = " AND ".join(f"({' OR '.join(map(_quote, sorted(group)))})" for group in groups)
        weights = ", ".join(str(WEIGHTS[field]) for field in FIELDS)
        sql = (
            "SELECT rowid FROM {p}_words WHERE {p}_words MATCH ? "  # noqa: S608
            f"ORDER BY bm25({{p}}_words, {weights}), rowid LIMIT ?"
        )
        return [row for (row,) in self.run(sql, match, limit)]

    def put_words(self, row: int, terms: Sequence[str]) -> None:
        """Add the terms of a new row to the full-text table."""
        columns, places = ", ".join(COLUMNS), ", ".join("?" * len(COLUMNS))
        self.run(
            f"INSERT INTO {{p}}_words (rowid, {columns}) VALUES (?, {places})",  # noqa: S608
            row,
            *terms,
        )

    def drop_words(self, row: int) -> None:
        """Remove the terms of a row from the full-text table."""
        columns = ", ".join(COLUMNS)
        self.run(
            f"INSERT INTO {{p}}_words ({{p}}_words, rowid, {columns}) "  # noqa: S608
            f"SELECT 'delete', number, {columns} FROM {{p}}_entries WHERE number = ?",
            row,
        )


def _quote(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


class SqliteStore:
    """A folder with one file per audience.

    What an audience may not see is not even in its file.
    """

    def __init__(self, folder: str) -> None:
        self.place = folder
        self._connections = Connections(_connect, _is_usable)

    @contextmanager
    def reading(self, audience: Audience) -> Iterator[SqliteTables]:
        """Open the file of an audience in a snapshot."""
        path = self._path(audience)
        if not path.is_file():
            raise NoIndexError(self.place, audience.value)
        with _database_errors(), self._connections.taken(path) as connection:
            connection.execute("BEGIN")
            try:
                tables = SqliteTables(audience, connection)
                if not connection.execute(
                    "SELECT 1 FROM sqlite_master WHERE name = ?", (f"{tables.prefix}_state",)
                ).fetchone():
                    raise NoIndexError(self.place, audience.value)
                yield tables
            finally:
                connection.rollback()

    @contextmanager
    def writing(self, audiences: Collection[Audience]) -> Iterator[Mapping[Audience, Tables]]:
        """Open the files in a transaction each, creating them where missing."""
        with _database_errors(), ExitStack() as stack:
            yield {
                audience: stack.enter_context(self._writing(audience))
                for audience in sorted(audiences)
            }

    @contextmanager
    def _writing(self, audience: Audience) -> Iterator[SqliteTables]:
        path = self._path(audience)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not audience.is_public:
            _create_private(path)
        with closing(_connect(path)) as connection:
            # Readers go on reading what was there until the end.
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("BEGIN IMMEDIATE")
            try:
                tables = SqliteTables(audience, connection)
                for statement in _SCHEMA:
                    tables.run(statement)
                yield tables
                tables.drop_older()
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def close(self) -> None:
        """Close the files."""
        self._connections.close()

    def _path(self, audience: Audience) -> Path:
        return Path(self.place) / f"{audience.value}.sqlite"


def _connect(path: Path) -> sqlite3.Connection:
    # Threads use it in turn.
    return sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)


def _is_usable(connection: sqlite3.Connection) -> bool:
    return not connection.in_transaction


def _create_private(path: Path) -> None:
    """Create an empty file that only its owner can read, unless it exists."""
    # SQLite takes an empty file for a new database. An existing one is not even opened: closing it
    # would release SQLite's locks on it for the whole process.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


@contextmanager
def _database_errors() -> Iterator[None]:
    try:
        yield
    # The driver raises UnicodeDecodeError for an error in words that are no UTF-8.
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise IndexUnavailableError(
            getattr(error, "sqlite_errorname", type(error).__name__)
        ) from None
