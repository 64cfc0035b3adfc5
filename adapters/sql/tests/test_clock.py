"""The time by the database's server: asked now and then, and reckoned on from there."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from lckm_sql import SqlAdapter, clock

SECOND = timedelta(seconds=1)


class Machine:
    """Stands for the clocks of this machine."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ticks, self.wall = 100.0, datetime(2020, 1, 1, tzinfo=UTC)
        monkeypatch.setattr(clock, "monotonic", lambda: self.ticks)
        monkeypatch.setattr(clock, "datetime", self)

    def now(self, _: object) -> datetime:
        return self.wall

    def passes(self, seconds: float) -> None:
        self.ticks += seconds
        self.wall += seconds * SECOND


@pytest.fixture
def asked(postgresql: str) -> tuple[SqlAdapter, list[str]]:
    """An adapter, and the statements that ask the server for the time."""
    adapter, found = SqlAdapter(url=postgresql), list[str]()
    adapter.migrate()
    event.listen(
        adapter.database.engine,
        "before_cursor_execute",
        lambda connection, cursor, statement, *rest: (
            found.append(statement) if "clock_timestamp" in statement else None
        ),
    )
    return adapter, found


def test_it_is_the_servers_and_not_this_machines(
    asked: tuple[SqlAdapter, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter, _ = asked
    began = datetime.now(UTC)
    machine = Machine(monkeypatch)
    first = adapter.reports.clock()
    assert began - SECOND < first < began + 600 * SECOND, "though the machine believes it is 2020"
    machine.passes(3)
    assert adapter.reports.clock() == first + 3 * SECOND


def test_a_delivery_asks_once(
    asked: tuple[SqlAdapter, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter, found = asked
    machine = Machine(monkeypatch)
    for _ in range(9):
        adapter.reports.clock()
        machine.passes(1)
    assert len(found) == 1
    machine.passes(1)
    adapter.reports.clock()
    assert len(found) == 2


@pytest.mark.parametrize("jump", [-1, 20])
def test_a_machine_that_slept_or_was_set_back_asks_again(
    asked: tuple[SqlAdapter, list[str]], monkeypatch: pytest.MonkeyPatch, jump: int
) -> None:
    """Its monotonic clock may have stood still meanwhile."""
    adapter, found = asked
    machine = Machine(monkeypatch)
    adapter.reports.clock()
    machine.wall += jump * SECOND
    adapter.reports.clock()
    assert len(found) == 2


def test_in_sqlite_it_is_this_machines(tmp_path: object) -> None:
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite")
    before = datetime.now(UTC)
    assert before <= adapter.reports.clock() <= datetime.now(UTC)
