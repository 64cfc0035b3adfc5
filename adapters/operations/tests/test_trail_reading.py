"""Readers of the trail are told of each entry in order: after failures, kills and other workers."""

import os
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import pytest

from lckm_core import ContactCentre, build
from lckm_core.errors import TrailReaderGoneError
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import Event, provide
from lckm_operations.worker import Worker, work_once
from lckm_operations.worker.trail_reading import NoTrailPositionsError, TrailReading
from lckm_sql import SqlAdapter
from lckm_testing import FakeClock
from lckm_testing.contracts import samples

NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
WANTED, OTHER = "publish", "export"


class Reader:
    """Takes entries into a list, and meanwhile does what a test wants."""

    name = "open-data"

    def __init__(self):
        self.ids = []
        self.meanwhile = lambda: None

    def wants(self, event):
        return event.verb == WANTED

    def take(self, entry):
        self.meanwhile()
        self.ids.append(entry.id)


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/lckm.sqlite"


@pytest.fixture
def sql(url):
    return SqlAdapter(url=url)


@pytest.fixture
def reader():
    return Reader()


@pytest.fixture
def clock():
    return FakeClock(NOW)


def centre_of(sql, *readers):
    memory = MemoryAdapter(samples.TABLE)
    peers = provide(
        mailer=memory.mailer, helpdesk=memory.helpdesk, routes=memory, trail_readers=readers
    )
    return ContactCentre(build(sql, peers))


def tell(sql, *verbs):
    for at, verb in enumerate(verbs):
        sql.trail.on_event(Event(verb=verb, subject=f"KA-{at}", at=NOW))


def reading(sql, reader, *, worker="w", now=NOW, seconds=lambda: 0.0, attempted=lambda: None):
    centre = centre_of(sql)
    return TrailReading(centre, reader, worker, lambda: now, Counter(), attempted, seconds)


class TestOrder:
    def test_what_it_wants_comes_once_in_order(self, sql, reader):
        tell(sql, WANTED, OTHER, WANTED, OTHER)
        one = reading(sql, reader)
        assert one.read(NOW) == NOW + 5 * SECOND
        assert (reader.ids, sql.trail.position(reader.name)) == ([1, 3], 4)
        tell(sql, WANTED)
        one.read(NOW)
        one.read(NOW)
        assert reader.ids == [1, 3, 5]

    def test_each_reader_has_its_own_position(self, sql, reader):
        tell(sql, WANTED)
        reading(sql, reader).read(NOW)
        later = Reader()
        later.name = "dashboard"
        reading(sql, later).read(NOW)
        assert reader.ids == later.ids == [1]

    def test_after_a_failure_the_same_entry_comes_first(self, sql, reader):
        tell(sql, WANTED, WANTED, WANTED)
        answers = iter([None, OSError("away"), None, None])

        def answer():
            if (error := next(answers)) is not None:
                raise error

        reader.meanwhile = answer
        one = reading(sql, reader)
        with pytest.raises(OSError, match="away"):
            one.read(NOW)
        assert reader.ids == [1]
        one.read(NOW)
        assert reader.ids == [1, 2, 3]

    def test_after_each_it_is_seen_to_be_alive_also_where_it_fails(self, sql, reader):
        tell(sql, WANTED, OTHER, WANTED)
        beats = []
        reader.meanwhile = lambda: 1 // (len(reader.ids) - 1)
        with pytest.raises(ZeroDivisionError):
            reading(sql, reader, attempted=lambda: beats.append(list(reader.ids))).read(NOW)
        assert beats == [[1], [1]]

    def test_letters_wait_some_seconds_and_no_page(self, sql, reader):
        tell(sql, *[WANTED] * 4)
        seconds = iter([0.0, 2.0, 5.0, 5.0])
        assert reading(sql, reader, seconds=lambda: next(seconds)).read(NOW) == NOW
        assert reader.ids == [1, 2]

    def test_without_a_trail_that_keeps_positions_it_says_so(self, reader):
        memory = MemoryAdapter()
        one = TrailReading(
            ContactCentre(build(memory)), reader, "w", lambda: NOW, Counter(), lambda: None
        )
        with pytest.raises(NoTrailPositionsError):
            one.read(NOW)


class TestSeveralWorkers:
    def test_while_one_tells_the_other_does_not(self, url, sql, reader):
        tell(sql, WANTED, WANTED)
        other = Reader()
        second = reading(SqlAdapter(url=url), other, worker="v")
        reader.meanwhile = lambda: second.read(NOW)
        reading(sql, reader).read(NOW)
        assert (reader.ids, other.ids) == ([1, 2], [])
        tell(sql, WANTED)
        second.read(NOW)
        assert other.ids == [3]

    def test_one_that_slept_too_long_stops_and_nothing_is_left_out(self, url, sql, reader):
        tell(sql, WANTED, WANTED, WANTED)
        other = Reader()
        second = reading(SqlAdapter(url=url), other, worker="v", now=NOW + 2 * MINUTE)
        reader.meanwhile = lambda: second.read(NOW)
        reading(sql, reader).read(NOW)
        assert (reader.ids, other.ids) == ([1], [1, 2, 3])

    def test_a_kill_repeats_one_entry(self, url, sql, reader, tmp_path):
        tell(sql, WANTED, WANTED, WANTED)
        process = get_context("spawn").Process(target=_take_and_die, args=(url, tmp_path / "ids"))
        process.start()
        process.join(60)
        assert process.exitcode == 9
        assert (tmp_path / "ids").read_text().split() == ["1", "2"]
        reading(sql, reader, worker="v", now=NOW + MINUTE).read(NOW)
        assert reader.ids == []
        reading(sql, reader, worker="v", now=NOW + 2 * MINUTE).read(NOW)
        assert reader.ids == [2, 3]


def _take_and_die(url, file):
    """Take an entry and its position; take the next one, and die before its position is kept."""
    reader = Reader()

    def note():
        with file.open("a") as ids:
            ids.write(f"{len(reader.ids) + 1}\n")
        if len(reader.ids) == 1:
            os._exit(9)

    reader.meanwhile = note
    reading(SqlAdapter(url=url), reader).read(NOW)


class TestWorker:
    def test_one_that_fails_is_told_later_and_later_and_stops_nobody(
        self, sql, reader, clock, caplog
    ):
        def fail():
            raise ConnectionError

        reader.meanwhile = fail
        other = Reader()
        other.name = "dashboard"
        tell(sql, WANTED)
        one = Worker(
            centre_of(sql, reader, other), name="w", clock=clock, jitter=lambda: 1 - 2**-40
        )
        go_on = threading.Event()
        waits = []
        for _ in range(9):
            assert not one.turn(go_on)
            (task,) = [task for task in one.tasks if task.of == reader.name]
            waits.append(round((task.due - clock()).total_seconds()))
            clock.advance(task.due - clock())
        assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
        assert other.ids == [1]
        failing = one.failing()["reading the trail: open-data"]
        assert (failing["error"], failing["failures"]) == ("ConnectionError", 9)
        assert caplog.text.count("reading the trail: open-data failed: ConnectionError") == 1
        reader.meanwhile = lambda: None
        assert one.turn(go_on)
        assert reader.ids == [1]
        assert "reading the trail: open-data" not in one.failing()

    def test_one_that_is_gone_is_asked_once_and_stays_among_what_fails(
        self, sql, reader, clock, caplog
    ):
        asked = []

        def leave():
            asked.append(clock())
            raise TrailReaderGoneError(reader.name)

        reader.meanwhile = leave
        other = Reader()
        other.name = "dashboard"
        tell(sql, WANTED)
        one = Worker(centre_of(sql, reader, other), name="w", clock=clock)
        go_on = threading.Event()
        turns = []
        # Also where the clock goes back, after which every other task is done at once.
        for move in (clock.advance, clock.advance, clock.jump_back, clock.advance):
            turns.append(one.turn(go_on))
            move(MINUTE)
        assert (asked, other.ids) == ([NOW], [1])
        assert turns == [False, True, True, True]
        label = "reading the trail: open-data"
        assert one.failing()[label] == {
            "error": "TrailReaderGoneError",
            "since": NOW.isoformat(),
            "failures": 1,
        }
        (line,) = [each.getMessage() for each in caplog.records if label in each.getMessage()]
        assert line == (
            f"{label} failed: TrailReaderGoneError; this process tries it no more. "
            f"{TrailReaderGoneError(reader.name).text('en')}"
        )

    def test_a_worker_sleeps_beside_one_that_is_gone(self, sql, reader, clock):
        errors = iter([OSError("away"), TrailReaderGoneError(reader.name)])

        def leave():
            raise next(errors)

        reader.meanwhile = leave
        tell(sql, WANTED)
        waits = []

        class Stop:
            def is_set(self):
                return len(waits) == 4

            def wait(self, seconds):
                waits.append(seconds)
                clock.advance(seconds * SECOND)

        Worker(centre_of(sql, reader), name="w", clock=clock, jitter=lambda: 0.0).run(Stop())
        assert list(errors) == []
        assert min(waits) > 0

    def test_a_single_call_tells_of_all_there_is(self, sql, reader):
        tell(sql, *[WANTED] * 120)
        done = work_once(centre_of(sql, reader))
        assert reader.ids == list(range(1, 121))
        assert done.counts["entries told"] == 120


def test_metrics_say_how_far_one_is_behind(city, run, monkeypatch):
    """A session of the settings, in which an adapter reads the trail and another none."""
    city.register("ZG-1", now=datetime.now(UTC) - timedelta(hours=1))
    (city.folder / "told.py").write_text(
        "from lckm_core.ports import impl\n"
        "class Told:\n"
        "    name = 'told'\n"
        "    def wants(self, event): return True\n"
        "    def take(self, entry): pass\n"
        "    @impl\n"
        "    def contribute_trail_readers(self): return [self]\n"
    )
    line = 'lckm_trail_reader_behind_seconds{reader="told"}'
    assert "lckm_trail_reader" not in run("metrics").stdout
    city.settings(more='\n[[adapter]]\nuse = "told:Told"\n')
    first = run("metrics").stdout
    assert line in first
    assert f"{line} 0\n" not in first
    city.work()
    assert f"{line} 0\n" in run("metrics").stdout
