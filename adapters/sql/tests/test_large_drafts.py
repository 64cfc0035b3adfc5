"""No connection holds a large draft once it is stored or read."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from lckm_sql import SqlAdapter
from lckm_testing.contracts import samples

UNTIL = samples.NOON + timedelta(hours=2)
KEY = "0a" * 32
LARGE = b"s" * 2_000_000


@pytest.fixture
def sqlite(tmp_path):
    return SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite")


@pytest.fixture
def adapter(postgresql):
    return SqlAdapter(url=postgresql)


def test_sqlite_was_given_nothing_large_last(sqlite):
    sqlite.drafts.discard(KEY)
    last = {}

    @event.listens_for(sqlite.drafts.database.engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, parameters, *_):
        # What a connection holds: by statement, the values of its last run.
        sizes = [len(one) for one in parameters if isinstance(one, bytes | memoryview)]
        last[statement] = max(sizes, default=0)

    for draft in (LARGE, LARGE[1:]):
        sqlite.drafts.save(KEY, draft, until=UNTIL)
        assert sqlite.drafts.load(KEY, now=samples.NOON) == draft
    assert any("INSERT INTO draft" in statement for statement in last)
    assert set(last.values()) == {0}


def closed(adapter, act):
    """Return how many connections are closed by an act, once there is one."""
    adapter.drafts.discard(KEY)
    engine, count = adapter.drafts.database.engine, 0

    def add(*_):
        nonlocal count
        count += 1

    for name in ("close", "close_detached"):
        event.listen(engine, name, add)
    act()
    return count


@pytest.mark.slow(reason="a large draft; the one that is saved and read again stands for it")
def test_postgresqls_is_closed_after_a_large_draft_was_saved(adapter):
    assert closed(adapter, lambda: adapter.drafts.save(KEY, LARGE, until=UNTIL)) == 1
    assert adapter.drafts.load(KEY, now=samples.NOON) == LARGE


def test_and_after_it_came(adapter):
    def act():
        adapter.drafts.save(KEY, LARGE, until=UNTIL)
        for _ in range(2):
            assert adapter.drafts.load(KEY, now=samples.NOON) == LARGE

    assert closed(adapter, act) == 3


def test_and_not_after_a_small_one(adapter):
    def act():
        adapter.drafts.save(KEY, b"s" * 100, until=UNTIL)
        assert adapter.drafts.load(KEY, now=samples.NOON)

    assert closed(adapter, act) == 0
