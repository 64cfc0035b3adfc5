"""Connections to an index: used again by any thread, and none left open."""

import gc
import sqlite3
import threading
from pathlib import Path

import psycopg
import pytest

from lckm_core import Audience
from lckm_search import SearchIndex
from lckm_search.stores.connections import Connections

PORTAL = Audience.PORTAL


@pytest.fixture
def opened(monkeypatch):
    """The connections that were opened, in order."""
    found = []
    for module in (sqlite3, psycopg):

        def connect(*args, _connect=module.connect, **options):
            found.append(_connect(*args, **options))
            return found[-1]

        monkeypatch.setattr(module, "connect", connect)
    return found


def is_open(connection):
    """Whether a connection still answers."""
    try:
        connection.execute("SELECT 1")
    except (sqlite3.ProgrammingError, psycopg.OperationalError):
        return False
    return True


def in_threads(act, many=3):
    """Do it in so many threads, one after another."""
    for _ in range(many):
        thread = threading.Thread(target=act)
        thread.start()
        thread.join()


def test_threads_that_ended_leave_none_open(place, opened, few_synonyms):
    index = SearchIndex(place, synonyms=few_synonyms)
    index.replace({PORTAL: []})
    in_threads(lambda: index.find("pies", audience=PORTAL))
    assert sum(map(is_open, opened)) == 1
    index.close()
    assert not any(map(is_open, opened))


def test_an_index_that_nobody_closes_leaves_none_open(place, opened, few_synonyms):
    index = SearchIndex(place, synonyms=few_synonyms)
    index.replace({PORTAL: []})
    index.find("pies", audience=PORTAL)
    del index
    gc.collect()
    assert opened
    assert not any(map(is_open, opened))


def test_one_in_use_is_closed_when_it_is_given_back(place, opened, few_synonyms):
    index = SearchIndex(place, synonyms=few_synonyms)
    index.replace({PORTAL: []})
    with index.store.reading(PORTAL) as tables:
        index.close()
        assert tables.state()
        assert is_open(opened[-1])
    assert not any(map(is_open, opened))
    assert not index.find("pies", audience=PORTAL)
    index.close()


def test_one_that_cannot_be_used_again_is_closed(tmp_path: Path):
    connections = Connections(
        lambda path: sqlite3.connect(path), lambda one: not one.in_transaction
    )
    for spoil in ("BEGIN", "SELECT 1"):
        with connections.taken(tmp_path / "a") as first:
            first.execute(spoil)
        with connections.taken(tmp_path / "a") as second:
            assert (first is second) is (spoil == "SELECT 1")
        assert is_open(first) is (spoil == "SELECT 1")
    connections.close()


def test_one_is_used_again_for_its_own_place_alone(tmp_path: Path):
    connections = Connections(sqlite3.connect, lambda one: True)
    with connections.taken(tmp_path / "a") as first, connections.taken(tmp_path / "b") as second:
        assert first is not second
    for path, own in ((tmp_path / "b", second), (tmp_path / "a", first)):
        with connections.taken(path) as again:
            assert again is own
    with connections.taken(tmp_path / "c") as third:
        assert third not in (first, second)
    connections.close()
