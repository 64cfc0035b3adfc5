"""Search among 10,000 procedures, beside what a user would pick: a table of FTS5 or a tsvector
with the words as they stand.

The peers look for any word of the question as it is typed, rank by their own measure and
return numbers and titles: no inflection,
no mended typing errors, no synonyms, no highlights. Both sides answer the same questions in
turns; times are this process's
processor time for SQLite, and the clock for PostgreSQL, most of whose work is another process's.
"""

import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
import yaml
from tables import Table

from lckm_core import Audience, Projection, project
from lckm_search import SearchIndex
from lckm_search.entries import Entry
from lckm_testing.knowledge_base import knowledge_base
from tests.helpers.private_postgresql import PostgresServer, programs

PROCEDURES, LIMIT, ROUNDS = 10_000, 10, 5
BOUND_MS = 15
QUESTIONS = Path(__file__).parent.parent / "adapters" / "search" / "tests" / "questions.yaml"
Ask = Callable[[str], object]


@pytest.fixture(scope="module")
def projections() -> list[Projection]:
    made = (
        project(one, Audience.PORTAL, on=date(2026, 3, 4)) for one in knowledge_base(PROCEDURES)
    )
    return [one for one in made if one is not None]


@pytest.fixture(scope="module")
def questions() -> list[str]:
    groups = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    return [one["asks"] for listed in groups.values() for one in listed]


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    if not programs():
        pytest.skip("no PostgreSQL here")
    with TemporaryDirectory(prefix="lckm-search-") as folder:
        settings = {"shared_buffers": "256MB", "max_wal_size": "1GB"}
        one = PostgresServer(Path(folder) / "postgresql", programs()[0], settings)
        one.start()
        yield one
        one.stop()


def _p95(asks: Sequence[Ask], questions: Sequence[str], clock: Callable[[], float]) -> list[float]:
    """Return for each of those who answer the 95th percentile, over the questions, of the
    median milliseconds of a question.
    """
    taken: list[dict[str, list[float]]] = [{question: [] for question in questions} for _ in asks]
    for turn in range(ROUNDS + 1):
        for question in questions:
            for ask, times in zip(asks, taken, strict=True):
                began = clock()
                ask(question)
                if turn:  # the first warms up
                    times[question].append((clock() - began) * 1e3)
    return [
        statistics.quantiles(map(statistics.median, times.values()), n=20)[-1] for times in taken
    ]


def _told(table: Table, name: str, peer: str, times: Sequence[float]) -> None:
    ours, theirs = times
    table.figure(f"search {PROCEDURES:,} procedures, p95, {name}", ours, BOUND_MS, "ms")
    table.share(f"the same beside {peer}", ours / 1e3, theirs / 1e3, BOUND_MS / 2.5)


def _plain(projections: Sequence[Projection]) -> Iterator[tuple[str, str, str]]:
    for one in projections:
        yield one.id, one.title, "\n".join(text.text for text in Entry.of(one, b"").texts)


def test_sqlite(
    projections: list[Projection], questions: list[str], tmp_path: Path, table: Table
) -> None:
    index = SearchIndex(str(tmp_path / "index"))
    began = time.process_time()
    index.replace({Audience.PORTAL: projections})
    written = time.process_time()
    index.replace({Audience.PORTAL: projections})
    table.figure(f"index {PROCEDURES:,} procedures the first time", written - began, 60, "s")
    table.figure("again, when nothing changed", time.process_time() - written, 6, "s")
    plain = sqlite3.connect(tmp_path / "plain.sqlite")
    plain.execute(
        "CREATE VIRTUAL TABLE words USING fts5(id UNINDEXED, title, text, tokenize='unicode61')"
    )
    plain.executemany("INSERT INTO words VALUES (?, ?, ?)", _plain(projections))
    plain.commit()

    def peer(question: str) -> object:
        match = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        sql = (
            "SELECT id, title FROM words WHERE words MATCH ? ORDER BY bm25(words, 0, 10, 1) LIMIT ?"
        )
        return plain.execute(sql, (match, LIMIT)).fetchall()

    def ours(question: str) -> object:
        return index.find(question, audience=Audience.PORTAL, limit=LIMIT)

    _told(table, "SQLite", "plain FTS5", _p95([ours, peer], questions, time.process_time))
    plain.close()
    index.close()


def test_postgresql(
    projections: list[Projection], questions: list[str], server: PostgresServer, table: Table
) -> None:
    index = SearchIndex(server.new_schema())
    index.replace({Audience.PORTAL: projections})
    address = server.new_schema().replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(address, autocommit=True) as plain:
        plain.execute("CREATE TABLE words (id text PRIMARY KEY, title text, found tsvector)")
        with plain.cursor() as cursor:
            sql = (
                "INSERT INTO words VALUES (%s, %s, setweight(to_tsvector('simple', %s), 'A') || "
                "to_tsvector('simple', %s))"
            )
            cursor.executemany(
                sql, [(id, title, title, text) for id, title, text in _plain(projections)]
            )
        plain.execute("CREATE INDEX ON words USING gin (found)")
        plain.execute("ANALYZE words")

        def peer(question: str) -> object:
            query = " | ".join(re.findall(r"\w+", question))
            sql = (
                "SELECT id, title FROM words, to_tsquery('simple', %s) AS query WHERE found @@ "
                "query "
                "ORDER BY ts_rank(found, query) DESC LIMIT %s"
            )
            return plain.execute(sql, (query, LIMIT)).fetchall()

        def ours(question: str) -> object:
            return index.find(question, audience=Audience.PORTAL, limit=LIMIT)

        _told(
            table, "PostgreSQL", "plain tsvector", _p95([ours, peer], questions, time.perf_counter)
        )
    index.close()
