"""A reader of the trail goes on where it was, and one worker at a time reads for it."""

from datetime import UTC, datetime, timedelta

import pytest

from lckm_core.ports import Event, EventVerb
from lckm_sql import SqlAdapter, SqlAudit
from lckm_testing.contracts.base import at_once
from tests.helpers.postgres import on_either

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=2)
READER = "open-data"


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path) -> str:
    if request.param == "postgresql":
        found: str = request.getfixturevalue("postgresql")
        return found
    return f"sqlite:///{tmp_path}/reports.sqlite"


def opened(url: str) -> SqlAudit:
    return SqlAdapter(url=url).trail


@on_either()
def test_a_position_is_there_after_a_restart(url: str) -> None:
    trail = opened(url)
    assert trail.position(READER) == 0
    assert trail.hold_position(READER, holder="a", now=NOON, until=LATER) == 0
    assert trail.move_position(READER, 7, holder="a")
    assert opened(url).position(READER) == 7
    assert opened(url).position("dashboard") == 0


@on_either()
def test_another_waits_until_it_is_released_or_its_moment_has_come(url: str) -> None:
    trail, other = opened(url), opened(url)
    assert trail.hold_position(READER, holder="a", now=NOON, until=LATER) == 0
    assert other.hold_position(READER, holder="b", now=NOON, until=LATER) is None
    assert other.hold_position("dashboard", holder="b", now=NOON, until=LATER) == 0
    trail.release_position(READER, holder="a")
    assert other.hold_position(READER, holder="b", now=NOON, until=LATER) == 0
    assert trail.hold_position(READER, holder="a", now=LATER, until=LATER) == 0


@on_either()
def test_who_lost_it_neither_moves_nor_releases_it(url: str) -> None:
    trail = opened(url)
    trail.hold_position(READER, holder="a", now=NOON, until=LATER)
    trail.hold_position(READER, holder="b", now=LATER, until=LATER + timedelta(minutes=2))
    assert not trail.move_position(READER, 9, holder="a")
    trail.release_position(READER, holder="a")
    assert trail.hold_position(READER, holder="c", now=LATER, until=LATER) is None
    assert trail.position(READER) == 0


@on_either()
def test_a_position_never_goes_back(url: str) -> None:
    trail = opened(url)
    trail.hold_position(READER, holder="a", now=NOON, until=LATER)
    assert trail.move_position(READER, 9, holder="a")
    assert not trail.move_position(READER, 8, holder="a")
    assert trail.position(READER) == 9


@on_either()
def test_of_many_at_once_one_holds_it(url: str) -> None:
    trail = opened(url)
    trail.position(READER)

    def hold(index: int) -> int | None:
        return trail.hold_position(READER, holder=f"{index}", now=NOON, until=LATER)

    assert sorted(map(repr, at_once(6, hold))) == ["0"] + ["None"] * 5


def test_a_restored_backup_has_the_position_of_its_moment(tmp_path) -> None:
    """What came after the backup gets ids anew, so a later position would leave it out."""
    sql = SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite")
    event = Event(verb=EventVerb.EXPORT, subject="bip", at=NOON)
    sql.trail.on_event(event)
    sql.trail.hold_position(READER, holder="a", now=NOON, until=LATER)
    sql.trail.move_position(READER, 1, holder="a")
    sql.backup(tmp_path / "copy")
    sql.trail.on_event(event)
    sql.trail.move_position(READER, 2, holder="a")
    sql.restore(tmp_path / "copy", now=NOON)
    assert SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").trail.position(READER) == 1


@on_either()
def test_a_naive_moment_is_refused(url: str) -> None:
    naive = datetime(2026, 3, 4, 12)
    with pytest.raises(ValueError, match=r"."):
        opened(url).hold_position(READER, holder="a", now=naive, until=LATER)
