"""One worker on a store in memory: its times, its failures, its stop; processes are in
test_processes.py.
"""

import inspect
import json
import logging
import os
import signal
import socket
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial

import attrs
import pytest

from lckm_core import ContactCentre, RouteTable, build
from lckm_core.delivery import (
    Accepted,
    DispatchKind,
    DispatchState,
    Refusal,
    Refused,
)
from lckm_core.errors import NoSuchReportError
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import MissingAdapterError, provide
from lckm_core.reports import Category, Route
from lckm_operations.commands.worker import TASKS
from lckm_operations.logs import NoPersonalData
from lckm_operations.worker import (
    Stop,
    Worker,
    WorkerSettings,
    run,
    work_once,
)
from lckm_operations.worker.signals import stopped_by_signals
from lckm_operations.worker.upkeep import Upkeep
from lckm_testing import FakeClock, PersonalDataCanary

JPEG = b"\xff\xd8\xff\xe0" + bytes(28)
NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
ROADS = "Zarząd Dróg i Transportu"
TABLE = RouteTable(
    categories=(Category("droga", "Droga"),),
    domains=("example.org",),
    routes=(
        Route(
            name="Drogi",
            categories=("droga",),
            unit=ROADS,
            mailbox="zdit@example.org",
            contact=True,
        ),
    ),
)


@pytest.fixture
def adapter():
    return MemoryAdapter(TABLE)


@pytest.fixture
def centre(adapter):
    return ContactCentre(build(adapter))


@pytest.fixture
def clock():
    return FakeClock(NOW)


def register(centre, count=1, form=None, now=NOW):
    for number in range(1, count + 1):
        filled = {**(form or {"description": "Dziura"}), "category": "droga"}
        heads = [JPEG for _ in filled.get("attachments", ())]
        centre.register(filled, number=f"ZG-{number}", now=now, terms_version="1", heads=heads)


def worker(centre, clock, **settings):
    return Worker(
        centre, name="w", clock=clock, jitter=lambda: 0.5, settings=WorkerSettings(**settings)
    )


@pytest.fixture
def go_on():
    return threading.Event()


class TestTurn:
    def test_everything_due_is_delivered(self, centre, adapter, clock, go_on):
        register(centre, 3)
        one = worker(centre, clock)
        assert one.turn(go_on)
        assert len(adapter.mailer.letters) == 3
        assert one.counts["report: sent"] == 3

    def test_drafts_that_have_ended_are_removed_within_ten_minutes(
        self, centre, adapter, clock, go_on
    ):
        adapter.drafts.save("a", b"sealed", until=NOW + 1 * SECOND)
        adapter.drafts.save("b", b"sealed", until=NOW + DAY)
        one = worker(centre, clock)
        assert one.turn(go_on)
        assert set(adapter.drafts.drafts) == {"a", "b"}
        clock.advance(timedelta(minutes=10))
        assert one.turn(go_on)
        assert set(adapter.drafts.drafts) == {"b"}

    def test_each_duty_comes_again_in_its_time(self, centre, clock):
        upkeep = Upkeep(centre, clock, Counter())
        again = {
            name: getattr(upkeep, name)(NOW) - NOW
            for name, member in vars(Upkeep).items()
            if inspect.isfunction(member) and not name.startswith("_")
        }
        assert again == {
            "erase": timedelta(hours=23, minutes=30),  # the next midnight in Łódź
            "open_notices": 60 * SECOND,
            "read_routes": 60 * SECOND,
            "look_for_files": 60 * SECOND,
            "sweep_drafts": 600 * SECOND,
            "sweep_sessions": 600 * SECOND,
        }

    def test_nothing_due_is_looked_for_again_after_the_poll_and_not_before(
        self, centre, clock, go_on
    ):
        one = worker(centre, clock, poll=7)
        one.turn(go_on)
        delivering = one.tasks[-1]
        assert delivering.due == NOW + 7 * SECOND
        register(centre)
        one.turn(go_on)
        assert one.counts["report: sent"] == 0
        clock.advance(7 * SECOND)
        one.turn(go_on)
        assert one.counts["report: sent"] == 1

    def test_a_store_that_foresees_is_asked_when(self, centre, adapter, clock, go_on):
        adapter.reports.next_due = lambda: NOW + 2 * SECOND
        one = worker(centre, clock, poll=7)
        one.turn(go_on)
        assert one.tasks[-1].due == NOW + 2 * SECOND

    @pytest.mark.parametrize("ahead", [-1000, -3, 0, 3, 1000])
    def test_how_long_nothing_is_due_is_reckoned_by_the_clock_of_the_store(
        self, centre, adapter, clock, go_on, ahead
    ):
        adapter.reports.clock = lambda: clock() - ahead * SECOND
        adapter.reports.next_due = lambda: adapter.reports.clock() + 2 * SECOND
        one = worker(centre, clock, poll=7)
        one.turn(go_on)
        assert one.tasks[-1].due == NOW + 2 * SECOND

    def test_a_store_that_foresees_the_past_makes_no_busy_loop(self, centre, adapter, clock, go_on):
        adapter.reports.next_due = lambda: NOW - 2 * SECOND
        one = worker(centre, clock)
        one.turn(go_on)
        assert one.tasks[-1].due > NOW

    def test_what_is_due_and_nobody_can_claim_is_looked_for_ever_less_often_and_told_once(
        self, centre, adapter, clock, go_on, caplog
    ):
        adapter.reports.next_due = lambda: NOW - SECOND
        one = worker(centre, clock, poll=7)
        delivering, waits = one.tasks[-1], []
        for _ in range(20):
            one.turn(go_on)
            waits.append((delivering.due - clock()).total_seconds())
            clock.set(delivering.due)
        assert waits[:7] == [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 7.0]
        assert set(waits[7:]) == {7.0}
        assert [record.getMessage() for record in caplog.records] == [
            "something is due that cannot be claimed: lckm verify says what"
        ]
        register(centre, now=clock())
        one.turn(go_on)
        assert one.counts["report: sent"] == 1
        assert delivering.due - clock() == 0.2 * SECOND, (
            "something works again, so it may be other workers"
        )

    def test_a_long_queue_lets_the_other_tasks_have_their_turn(self, centre, clock, go_on):
        register(centre, 101)
        one = worker(centre, clock)
        one.turn(go_on)
        assert one.counts["report: sent"] == 100
        assert one.tasks[-1].is_due(clock())

    def test_a_clock_that_went_back_keeps_nothing_waiting(self, centre, clock, go_on):
        one = worker(centre, clock)
        one.turn(go_on)
        clock.jump_back(DAY)
        assert all(task.is_due(clock()) for task in one.tasks)


class TestErasing:
    def test_a_withdrawal_that_had_to_wait_is_carried_out_within_a_minute_and_not_at_midnight(
        self, centre, adapter, clock, go_on
    ):
        """A store that a dump holds keeps the withdrawal, and counts it as due."""
        register(centre, form=PersonalDataCanary("waits").form())
        erase, waits = adapter.reports.erase_due, []
        adapter.reports.count_due = lambda now: len(waits)

        def erase_due(*, now):
            return sum(adapter.reports.erase(waits.pop(), now=now) for _ in [*waits]) + erase(
                now=now
            )

        adapter.reports.erase_due = erase_due
        one = worker(centre, clock)
        one.turn(go_on)
        waits.append("ZG-1")
        clock.advance(60 * SECOND)
        one.turn(go_on)
        assert centre.plugins.reports.get("ZG-1").is_anonymous
        assert one.counts["erased"] == 1

    def test_data_past_the_term_go_at_the_start_and_after_each_midnight_in_warsaw(
        self, centre, clock, go_on
    ):
        canary = PersonalDataCanary("term")
        register(centre, form=canary.form())
        one = worker(centre, clock)
        one.turn(go_on)
        assert not centre.plugins.reports.get("ZG-1").is_anonymous
        clock.set(
            datetime(2027, 5, 31, 21, 59, tzinfo=UTC)
        )  # one minute to midnight, in summer time
        one.turn(go_on)
        assert not centre.plugins.reports.get("ZG-1").is_anonymous
        clock.advance(60 * SECOND)
        one.turn(go_on)
        assert centre.plugins.reports.get("ZG-1").is_anonymous
        assert one.counts["erased"] == 1
        assert one.tasks[0].due == datetime(2027, 6, 1, 22, 0, tzinfo=UTC)

    def test_a_machine_whose_clock_is_ahead_does_it_again_after_the_stores_midnight(
        self, centre, adapter, clock, go_on
    ):
        register(centre, form=PersonalDataCanary("skew").form())
        behind = timedelta(seconds=90)
        adapter.reports.clock = lambda: clock() - behind
        one = worker(centre, clock)
        one.turn(go_on)
        clock.set(datetime(2027, 5, 31, 22, 0, tzinfo=UTC))
        for erased in (False, False, True):
            one.turn(go_on)
            assert centre.plugins.reports.get("ZG-1").is_anonymous is erased
            assert one.tasks[0].due > clock()
            clock.advance(60 * SECOND)

    def test_whoever_was_sent_data_is_asked_to_erase_them(self, centre, adapter, clock, go_on):
        register(centre, form=PersonalDataCanary("notice").form())
        one = worker(centre, clock)
        one.turn(go_on)
        centre.withdraw_consent("ZG-1", now=clock())
        clock.advance(60 * SECOND)
        one.turn(go_on)
        kinds = {dispatch.kind for dispatch in centre.unconfirmed(opened_before=clock() + DAY)}
        assert DispatchKind.MAILBOX_NOTICE in kinds
        assert one.counts["notices opened"] == 1
        assert one.counts["mailbox-notice: sent"] == 1

    def test_a_file_store_that_failed_is_asked_again(
        self, centre, adapter, clock, go_on, monkeypatch
    ):
        register(centre, form=PersonalDataCanary("file").form())
        adapter.attachments.files["ZG-1-1"] = b"x"
        with monkeypatch.context() as broken:
            broken.setattr(adapter.attachments, "destroy", lambda references: 1 / 0)
            centre.withdraw_consent("ZG-1", now=clock())
            one = worker(centre, clock)
            one.turn(go_on)
        assert adapter.attachments.files
        clock.advance(60 * SECOND)
        one.turn(go_on)
        assert adapter.attachments.files == {}, "and not after the next midnight"


@attrs.frozen
class FakeBounce:
    key: str
    refused: Refused


class Box:
    def __init__(self, *bounces):
        self.lying = list(bounces)

    def read(self):
        return list(self.lying)

    def done(self, bounce):
        self.lying.remove(bounce)


class TestBounces:
    def test_what_came_back_is_the_helpdesks(self, centre, adapter, clock, go_on):
        register(centre, 3)
        worker(centre, clock).turn(go_on)
        keys = sorted(adapter.mailer.letters)
        box = Box(
            FakeBounce(keys[0], Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)),
            FakeBounce(keys[1], Refused(Refusal.UNREACHABLE)),
            FakeBounce("somebody.elses", Refused(Refusal.FULL, permanent=True)),
        )
        one = Worker(centre, clock=clock, bounces=(box,))
        one.turn(go_on)
        assert [bounce.key for bounce in box.lying] == ["somebody.elses"], (
            "a person looks at what no program knows"
        )
        assert one.counts["taken back"] == 2
        states = [
            centre.plugins.reports.dispatch(number).state for number in ("ZG-1", "ZG-2", "ZG-3")
        ]
        assert states == [DispatchState.HELPDESK, DispatchState.HELPDESK, DispatchState.SENT]

    def test_a_letter_to_the_helpdesk_that_came_back_is_told_once_and_left_for_a_person(
        self, centre, adapter, clock, go_on, caplog
    ):
        """As the mail of a helpdesk that takes its tickets by mail may. Nobody has that report
        then.
        """
        centre.register({"description": "Dziura"}, number="ZG-1", now=NOW, terms_version="1")
        one = Worker(centre, clock=clock, bounces=(box := Box(),))
        one.turn(go_on)
        dispatch = centre.plugins.reports.dispatch("ZG-1")
        assert (dispatch.state, dispatch.key) == (DispatchState.HELPDESK, "ZG-1.helpdesk")
        refused = Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)
        box.lying = [FakeBounce("ZG-1.helpdesk", refused), FakeBounce("jan.kowalski", refused)]
        for _ in range(3):
            clock.advance(60 * SECOND)
            assert one.turn(go_on)
        assert len(box.lying) == 2
        assert (one.counts["taken back"], one.status("x")["unheard"]) == (0, 1)
        assert [record.getMessage() for record in caplog.records] == [
            "the letter to the helpdesk about ZG-1 came back, so nobody has it: lckm outbox says "
            "what to do",
            "bounces of no letter that is known lie in the mailbox of bounces: 1",
        ]
        box.lying.clear()
        clock.advance(60 * SECOND)
        one.turn(go_on)
        assert one.status("x")["unheard"] == 0

    def test_cron_tells_once_of_what_stays_in_the_mailbox(self, centre, clock, caplog, tmp_path):
        """Each call is another process, and a line of log each minute is a mail each minute."""
        centre.register({"description": "Dziura"}, number="ZG-1", now=NOW, terms_version="1")
        refused = Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)
        settings = WorkerSettings(heartbeat=str(tmp_path / "beat.json"))

        def told(*keys):
            clock.advance(60 * SECOND)
            caplog.clear()
            box = Box(*(FakeBounce(key, refused) for key in keys))
            one = work_once(centre, clock=clock, settings=settings, bounces=(box,))
            assert one.status("x")["unheard"] == keys.count("ZG-1.helpdesk")
            return [record.getMessage().partition(" ")[0] for record in caplog.records]

        assert told() == []
        assert told("ZG-1.helpdesk", "jan.kowalski") == ["the", "bounces"]
        assert told("ZG-1.helpdesk", "jan.kowalski") == []
        assert told("ZG-1.helpdesk", "jan.kowalski", "anna.nowak") == ["bounces"]
        assert told() == []
        assert told("ZG-1.helpdesk") == ["the"], "it came back again"
        assert "kowalski" not in (tmp_path / "beat.json").read_text(encoding="utf-8")

    def test_of_two_mailboxes_each_is_told_by_itself(self, centre, clock, caplog, tmp_path):
        """As after a secret was changed: the second reads what the one before signed."""
        centre.register({"description": "Dziura"}, number="ZG-1", now=NOW, terms_version="1")
        refused = Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)
        settings = WorkerSettings(heartbeat=str(tmp_path / "beat.json"))
        second = Box(FakeBounce("ZG-1.helpdesk", refused), FakeBounce("jan.kowalski", refused))
        second.other_messages = {"unsigned": 2}
        lines = []
        for _ in range(2):
            clock.advance(60 * SECOND)
            caplog.clear()
            one = work_once(centre, clock=clock, settings=settings, bounces=(Box(), second))
            assert one.status("x")["unheard"] == 1
            assert one.status("x")["bounces"] == [[], ["ZG-1", None]]
            assert one.status("x")["strays"] == [{}, {"unsigned": 2}]
            lines.append(len(caplog.records))
        assert lines == [3, 0]

    def test_of_what_is_no_bounce_cron_tells_once_how_much_there_is(
        self, centre, clock, caplog, tmp_path
    ):
        caplog.set_level(logging.INFO)
        settings = WorkerSettings(heartbeat=str(tmp_path / "beat.json"))

        def told(**strays):
            clock.advance(60 * SECOND)
            caplog.clear()
            box = Box()
            box.other_messages = strays
            one = work_once(centre, clock=clock, settings=settings, bounces=(box,))
            assert one.status("x")["strays"] == [strays]
            return [(record.levelname, record.getMessage()[-3:]) for record in caplog.records]

        assert told(others=2) == [("INFO", ": 2")]
        assert told(others=2) == []
        assert told(others=2, unsigned=1) == [("WARNING", ": 1")]
        assert told() == []
        assert told(others=1) == [("INFO", ": 1")]

    @pytest.mark.parametrize(
        "strays", [7, [], [3], [{"others": "Jan"}], [{"Jan Kowalski": 3, "others": True}]]
    )
    def test_what_a_heartbeat_says_of_them_that_is_none_of_ours_is_passed_over(
        self, centre, clock, strays, tmp_path
    ):
        (tmp_path / "beat.json").write_text(json.dumps({"strays": strays}), encoding="utf-8")
        one = Worker(
            centre, settings=WorkerSettings(heartbeat=str(tmp_path / "beat.json")), bounces=(Box(),)
        )
        assert one.status("x")["strays"] == [{}]

    def test_of_a_report_on_its_way_to_a_mailbox_the_helpdesks_key_is_none(
        self, centre, clock, go_on
    ):
        register(centre)
        box = Box(FakeBounce("ZG-1.helpdesk", Refused(Refusal.FULL, permanent=True)))
        one = Worker(centre, clock=clock, bounces=(box,))
        one.turn(go_on)
        assert one.status("x")["unheard"] == 0

    def test_of_a_report_at_the_helpdesk_a_forged_key_is_nobodys(
        self, centre, adapter, clock, go_on, caplog
    ):
        adapter.mailer.send = lambda letter: Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)
        register(centre)
        box = Box(FakeBounce("ZG-1.0a1b2c3d4e", Refused(Refusal.FULL, permanent=True)))
        one = Worker(centre, clock=clock, bounces=(box,))
        for _ in range(2):
            one.turn(go_on)
            clock.advance(60 * SECOND)
        assert centre.plugins.reports.dispatch("ZG-1").state is DispatchState.HELPDESK
        assert one.status("x")["unheard"] == 0
        assert "so nobody has it" not in caplog.text

    def test_it_lies_there_until_its_report_is_safe(
        self, centre, adapter, clock, go_on, monkeypatch
    ):
        register(centre)
        worker(centre, clock).turn(go_on)
        box = Box(
            FakeBounce(next(iter(adapter.mailer.letters)), Refused(Refusal.FULL, permanent=True))
        )
        one = Worker(centre, clock=clock, bounces=(box,), jitter=lambda: 0)
        with monkeypatch.context() as broken:
            broken.setattr(adapter.reports, "change", lambda *_: 1 / 0)
            assert not one.turn(go_on)
        assert len(box.lying) == 1
        clock.advance(60 * SECOND)
        one.turn(go_on)
        assert box.lying == []


class TestFailing:
    def test_a_database_that_is_away_is_tried_again_after_longer_and_longer_waits(
        self, centre, adapter, clock, go_on, monkeypatch, caplog
    ):
        register(centre)
        one, canary = worker(centre, clock), PersonalDataCanary("away")
        delivering, waits = one.tasks[-1], []

        def away(*args, **kwargs):
            raise ConnectionError(canary.description())

        with monkeypatch.context() as broken, caplog.at_level(logging.INFO):
            broken.setattr(adapter.reports, "claim", away)
            for _ in range(20):
                assert not one.turn(go_on)
                waits.append((delivering.due - clock()).total_seconds())
                clock.set(delivering.due)
        assert waits[:4] == [0.75, 1.5, 3.0, 6.0]
        assert max(waits) == waits[-1] == 45
        with caplog.at_level(logging.INFO):
            one.turn(go_on)
        assert one.counts["report: sent"] == 1
        lines = [record.getMessage() for record in caplog.records]
        assert lines == [
            "delivering failed: ConnectionError; it is tried again and again.",
            "delivering works again after 20 failures",
        ]
        assert canary.search(repr(one.status("x")) + "".join(lines)) == ()

    def test_since_when_it_fails_is_the_first_time(
        self, centre, adapter, clock, go_on, monkeypatch
    ):
        monkeypatch.setattr(adapter.reports, "claim", lambda *_, **__: 1 / 0)
        one = worker(centre, clock)
        for _ in range(3):
            one.turn(go_on)
            clock.advance(60 * SECOND)
        delivering = one.tasks[-1]
        assert (delivering.failures, delivering.failing_since) == (3, NOW)

    def test_workers_do_not_come_back_all_at_once(self, centre, adapter, clock, go_on, monkeypatch):
        monkeypatch.setattr(adapter.reports, "claim", lambda *_, **__: 1 / 0)
        dues = set()
        for chance in (0.0, 0.4, 0.9):
            one = Worker(centre, clock=clock, jitter=partial(float, chance))
            one.turn(go_on)
            dues.add(one.tasks[-1].due)
        assert len(dues) == 3

    def test_two_of_one_host_have_names_of_their_own(self, centre):
        assert Worker(centre).name == f"{socket.gethostname()}-{os.getpid()}"

    def test_each_task_has_words_for_an_operator(self, adapter):
        class Reader:
            name = "open-data"

            def wants(self, event):
                return False

            def take(self, entry):
                """Take nothing."""

        centre = ContactCentre(build(adapter, provide(trail_readers=[Reader()])))
        assert {task.name for task in Worker(centre, bounces=(Box(),)).tasks} == set(TASKS)

    def test_a_fault_of_ours_says_in_the_log_what_to_do(
        self, centre, adapter, clock, go_on, monkeypatch, caplog
    ):
        def missing(*args, **kwargs):
            raise NoSuchReportError("ZG-1")

        monkeypatch.setattr(adapter.reports, "claim", missing)
        one = worker(centre, clock)
        one.turn(go_on)
        said = NoSuchReportError("ZG-1").message
        assert one.tasks[-1].message == said
        (record,) = caplog.records
        NoPersonalData().filter(record)
        assert (
            record.getMessage()
            == f"delivering failed: NoSuchReportError; it is tried again and again. {said.en}"
        )

    def test_another_reason_of_the_same_type_is_said_too(
        self, centre, adapter, clock, go_on, monkeypatch, caplog
    ):
        numbers = iter(["ZG-1", "ZG-1", "ZG-2", "ZG-2"])

        def missing(*args, **kwargs):
            raise NoSuchReportError(next(numbers))

        monkeypatch.setattr(adapter.reports, "claim", missing)
        one = worker(centre, clock)
        for _ in range(4):
            one.turn(go_on)
            clock.advance(60 * SECOND)
        said = [NoSuchReportError(number).text("en") for number in ("ZG-1", "ZG-2")]
        lines = [record.getMessage() for record in caplog.records]
        assert [line.partition("again and again. ")[2] for line in lines] == said

    def test_what_fails_stops_nothing_else(self, centre, adapter, clock, go_on, monkeypatch):
        register(centre)
        monkeypatch.setattr(adapter.reports, "erase_due", lambda **_: 1 / 0)
        one = worker(centre, clock)
        assert not one.turn(go_on)
        assert one.counts["report: sent"] == 1
        failing = one.status("failing")["failing"]
        assert failing["erasing what is due"]["error"] == "ZeroDivisionError"

    def test_without_a_helpdesk_it_does_not_begin(self):
        with pytest.raises(MissingAdapterError):
            Worker(ContactCentre(build()))


class TestStopping:
    def test_the_delivery_in_hand_is_finished_and_no_other_begun(self, centre, adapter, clock):
        register(centre, 3)
        stop = threading.Event()

        def send(letter):
            stop.set()
            return Accepted()

        adapter.mailer.send = send
        one = worker(centre, clock)
        one.run(stop)
        states = [centre.plugins.reports.dispatch(f"ZG-{at}").state for at in (1, 2, 3)]
        assert sorted(states) == [DispatchState.PENDING, DispatchState.PENDING, DispatchState.SENT]

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_a_signal_stops_it_while_it_waits(self, centre, number):
        with stopped_by_signals() as stop:
            threading.Timer(0.2, os.kill, (os.getpid(), number)).start()
            run(centre, stop, settings=WorkerSettings(poll=3600))
        assert stop.is_set()

    def test_the_handlers_of_before_are_put_back(self):
        numbers = (signal.SIGTERM, signal.SIGINT)
        before = [signal.getsignal(number) for number in numbers]
        with stopped_by_signals():
            for number, handler in zip(numbers, before, strict=True):
                assert signal.getsignal(number) is not handler
        assert [signal.getsignal(number) for number in numbers] == before

    def test_telling_it_often_is_as_good_as_once(self):
        stop = Stop()
        for _ in range(100_000):
            stop.set()
        assert stop.wait(3600)
        stop.close()


class TestHeartbeat:
    def test_a_monitor_reads_who_works_and_how_it_goes(self, centre, clock, tmp_path):
        path = tmp_path / "beat.json"
        canary = PersonalDataCanary("beat")
        register(centre, form=canary.form())
        one = work_once(centre, name="w", clock=clock, settings=WorkerSettings(heartbeat=str(path)))
        told = json.loads(path.read_text(encoding="utf-8"))
        assert told == one.status("stopped")
        assert (told["worker"], told["pid"], told["state"]) == ("w", os.getpid(), "stopped")
        assert told["counts"]["report: sent"] == 1
        assert told["at"] == NOW.isoformat()
        assert canary.search(path.read_bytes()) == ()
        assert [entry.name for entry in tmp_path.iterdir()] == ["beat.json"]

    def test_it_is_written_after_each_attempt(self, centre, adapter, clock, tmp_path):
        """Or a monitor would take a worker with a long queue for one that hangs."""
        path, seen = tmp_path / "beat.json", []

        def send(letter):
            told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
            seen.append(told.get("counts", {}).get("report: sent", 0))
            return Accepted()

        adapter.mailer.send = send
        register(centre, 3)
        work_once(centre, name="w", clock=clock, settings=WorkerSettings(heartbeat=str(path)))
        assert seen == [0, 1, 2]

    def test_another_user_may_read_it_whatever_the_mask(self, centre, clock, tmp_path):
        before = os.umask(0o077)
        try:
            work_once(
                centre, clock=clock, settings=WorkerSettings(heartbeat=str(tmp_path / "beat.json"))
            )
        finally:
            os.umask(before)
        assert (tmp_path / "beat.json").stat().st_mode & 0o777 == 0o644

    def test_no_link_that_another_user_laid_is_followed(self, centre, clock, tmp_path):
        """In a folder that others may write to; a name that can be foreseen could be made to
        lead elsewhere.
        """
        path, other = tmp_path / "beat.json", tmp_path / "other"
        other.write_text("kept", encoding="utf-8")
        for name in (f".beat.json.{os.getpid()}", "beat.json"):
            (tmp_path / name).symlink_to(other)
        work_once(centre, clock=clock, settings=WorkerSettings(heartbeat=str(path)))
        assert other.read_text(encoding="utf-8") == "kept"
        assert not path.is_symlink()
        assert json.loads(path.read_text(encoding="utf-8"))["state"] == "stopped"

    def test_nothing_is_left_beside_it_when_it_cannot_be_put_in_place(
        self, centre, clock, tmp_path
    ):
        (tmp_path / "beat.json").mkdir()
        work_once(
            centre, clock=clock, settings=WorkerSettings(heartbeat=str(tmp_path / "beat.json"))
        )
        assert [entry.name for entry in tmp_path.iterdir()] == ["beat.json"]

    def test_a_disk_that_is_full_stops_no_worker_and_is_said_once(
        self, centre, clock, go_on, tmp_path, caplog
    ):
        register(centre, 3)
        one = worker(centre, clock, heartbeat=str(tmp_path / "no such folder" / "beat.json"))
        one.turn(go_on)
        one.beat("waiting")
        assert one.counts["report: sent"] == 3
        assert [record.getMessage() for record in caplog.records] == [
            "the heartbeat cannot be written: FileNotFoundError"
        ]
        assert one.failing() == {
            "writing the heartbeat": {"error": "FileNotFoundError", "since": None, "failures": 1}
        }
        (tmp_path / "no such folder").mkdir()
        one.beat("waiting")
        assert one.failing() == {}

    @pytest.mark.parametrize("abstract", [False, True])
    def test_systemd_is_told_when_it_is_ready_and_that_it_lives(
        self, centre, tmp_path, monkeypatch, abstract
    ):
        name = f"lckm-test-{os.getpid()}" if abstract else str(tmp_path / "notify")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
            systemd.bind("\0" + name if abstract else name)
            systemd.settimeout(10)
            monkeypatch.setenv("NOTIFY_SOCKET", "@" + name if abstract else name)
            stop = threading.Event()
            thread = threading.Thread(target=run, args=(centre, stop))
            thread.start()
            heard = [systemd.recv(100).decode() for _ in range(2)]
            stop.set()
            thread.join()
            heard += [systemd.recv(100).decode() for _ in range(1)]
        assert heard == ["READY=1", "WATCHDOG=1", "STOPPING=1"]


class TestOnce:
    def test_all_there_is_to_do_is_done(self, centre, adapter, clock):
        register(centre, 250)
        one = work_once(centre, clock=clock)
        assert one.counts["report: sent"] == 250
        assert not any(task.failures for task in one.tasks)

    def test_told_to_stop_it_ends(self, centre, clock):
        register(centre, 3)
        stop = threading.Event()
        stop.set()
        assert work_once(centre, clock=clock, stop=stop).counts["report: sent"] == 0

    def test_a_store_that_is_away_ends_it(self, centre, adapter, clock, monkeypatch):
        monkeypatch.setattr(adapter.reports, "claim", lambda *_, **__: 1 / 0)
        assert work_once(centre, clock=clock).tasks[-1].failures == 1
