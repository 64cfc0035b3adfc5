"""An index in PostgreSQL, with words as tsvector values made by this package."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from lckm_core.publication import Audience
from lckm_search.entries import FIELDS
from lckm_search.errors import IndexUnavailableError, NoIndexError
from lckm_search.stores.connections import Connections
from lckm_search.stores.tables import COLUMNS, Tables

# PostgreSQL knows four weights; what it finds is ranked again. Its own ranking leaves out the
# rest, which is long and would have to be unpacked for every match.
_LETTERS = dict(zip(FIELDS, "ABCCD", strict=True))
_RANKS = [0.05, 0.4, 0.4, 1.0]
_LAST_POSITION = 16_383
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS {p}_state (name text PRIMARY KEY, value text NOT NULL)",
    f"CREATE TABLE IF NOT EXISTS {{p}}_entries (number bigint PRIMARY KEY GENERATED ALWAYS AS "
    "IDENTITY, id text NOT NULL UNIQUE, "
    "title text NOT NULL, digest bytea NOT NULL, page text NOT NULL, words tsvector, head "
    "tsvector, "
    f"{', '.join(f'{column} text NOT NULL' for column in COLUMNS)})",
    "CREATE INDEX IF NOT EXISTS {p}_entries_words ON {p}_entries USING gin (words) WITH "
    "(fastupdate = off)",
    "CREATE TABLE IF NOT EXISTS {p}_terms (term text PRIMARY KEY, entries integer NOT NULL, "
    "titles integer NOT NULL)",
    "CREATE TABLE IF NOT EXISTS {p}_forms (form text NOT NULL, term text NOT NULL, PRIMARY KEY "
    "(form, term))",
    "CREATE INDEX IF NOT EXISTS {p}_forms_term ON {p}_forms (term)",
    'CREATE TABLE IF NOT EXISTS {p}_numbers (backwards text COLLATE "C" NOT NULL, number bigint '
    "NOT NULL, "
    "PRIMARY KEY (backwards, number))",
    "CREATE INDEX IF NOT EXISTS {p}_numbers_number ON {p}_numbers (number)",
)
# The advisory lock that writers of any index in a database take.
_LOCK = 7_102_2023


class PostgresTables(Tables):
    """The tables of one audience, by their prefix."""

    one_of = "= ANY(?)"

    def __init__(self, audience: Audience, connection: psycopg.Connection[Any]) -> None:
        super().__init__(audience)
        self._connection = connection

    def run(self, sql: str, *values: Any) -> psycopg.Cursor[Any]:
        """Run a statement."""
        return self._connection.execute(self._statement(sql), values)

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each row."""
        with self._connection.cursor() as cursor:
            cursor.executemany(self._statement(sql), rows)

    def several(self, values: Iterable[Any]) -> list[Any]:
        """Return the values as a list."""
        return list(values)

    def candidates(self, groups: Sequence[Collection[str]], limit: int) -> list[int]:
        """Return the rows with a term of every group, ranked by ts_rank."""
        alternatives = [" | ".join(map(_quote, sorted(group))) for group in groups]
        sql = (
            "SELECT number FROM {p}_entries WHERE words @@ CAST(? AS tsquery) "
            "ORDER BY ts_rank(?::real[], head, CAST(? AS tsquery)) DESC, number LIMIT ?"
        )
        query = " & ".join(f"({group})" for group in alternatives)
        return [row for (row,) in self.run(sql, query, _RANKS, " | ".join(alternatives), limit)]

    def put_words(self, row: int, terms: Sequence[str]) -> None:
        """Write the terms with their positions and weights."""
        head, vector = _vector(terms[:-1]), _vector(terms)
        sql = (
            "UPDATE {p}_entries SET words = CAST(? AS tsvector), head = CAST(? AS tsvector) WHERE "
            "number = ?"
        )
        self.run(sql, vector, head, row)

    def drop_words(self, row: int) -> None:
        """Do nothing: the words are columns of the row."""

    def put_forms(self, forms: Iterable[tuple[str, str]]) -> None:
        """Write forms with their terms in one statement; existing ones stay."""
        # The synonyms alone have eighty thousand: a statement for each takes ten times as long.
        rows = sorted(forms)
        sql = (
            "INSERT INTO {p}_forms SELECT * FROM unnest(?::text[], ?::text[]) "
            "ON CONFLICT DO NOTHING"
        )
        self.run(sql, [form for form, _ in rows], [term for _, term in rows])

    def _statement(self, sql: str) -> str:
        return sql.replace("{p}", self.prefix).replace("?", "%s")


def _vector(terms: Sequence[str]) -> str:
    """Return terms with positions and weights in the notation of tsvector."""
    placed = []
    position = 0
    for field, text in zip(FIELDS, terms, strict=False):
        for term in text.split():
            position = min(position + 1, _LAST_POSITION)
            placed.append(f"{_quote(term)}:{position}{_LETTERS[field]}")
    return " ".join(placed)


def _quote(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


class PostgresStore:
    """One database with separate tables for each audience.

    A public search can be given a role that reads only the tables of the portal.
    """

    def __init__(self, address: str) -> None:
        self._address = address.replace("postgresql+psycopg://", "postgresql://", 1)
        self.place = str(
            psycopg.conninfo.conninfo_to_dict(self._address).get("dbname", "postgresql")
        )  # no password
        self._connections = Connections(_connect, _is_usable)

    @contextmanager
    def reading(self, audience: Audience) -> Iterator[PostgresTables]:
        """Open the tables of an audience in a snapshot."""
        with self._transaction(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "ROLLBACK"
        ) as connection:
            try:
                yield PostgresTables(audience, connection)
            except psycopg.errors.UndefinedTable:
                raise NoIndexError(self.place, audience.value) from None

    @contextmanager
    def writing(self, audiences: Collection[Audience]) -> Iterator[Mapping[Audience, Tables]]:
        """Open the tables in one transaction, creating them where missing."""
        with self._transaction("BEGIN", "COMMIT") as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            connection.execute("SET LOCAL client_min_messages = warning")
            found = {audience: PostgresTables(audience, connection) for audience in audiences}
            for tables in found.values():
                for statement in _SCHEMA:
                    tables.run(statement)
            yield found
            for tables in found.values():
                tables.run("ANALYZE {p}_entries, {p}_terms, {p}_forms, {p}_numbers")
                tables.drop_older()

    def close(self) -> None:
        """Close the connections."""
        self._connections.close()

    @contextmanager
    def _transaction(self, begin: str, end: str) -> Iterator[psycopg.Connection[Any]]:
        try:
            with self._connections.taken(self._address) as connection:
                connection.execute(begin)
                try:
                    yield connection
                except BaseException:
                    if not connection.broken:
                        connection.execute("ROLLBACK")
                    raise
                connection.execute(end)
        except psycopg.Error as error:
            # What ended this connection has most often ended the others, too.
            self.close()
            raise IndexUnavailableError(type(error).__name__) from None


def _connect(address: str) -> psycopg.Connection[Any]:
    return psycopg.connect(address, autocommit=True)


def _is_usable(connection: psycopg.Connection[Any]) -> bool:
    return not connection.closed
