"""A mail server or a helpdesk that takes nothing is seen: in the heartbeat, by the exit code,
in outbox and verify.
"""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from lckm_core import ContactCentre, RouteTable, build
from lckm_core.delivery import (
    Accepted,
    Answer,
    Dispatch,
    DispatchLimits,
    DispatchState,
    HelpdeskReason,
    Mailbox,
    ReceiptText,
    Refusal,
    Refused,
    Target,
    Unknown,
)
from lckm_core.memory import MemoryAdapter
from lckm_core.reports import Category, Route
from lckm_operations.delivery_failures import lasting_refusals, none_taken, refusals
from lckm_operations.worker import Worker, WorkerSettings, work_once
from lckm_operations.worker.outages import Outages
from lckm_testing import FakeClock, PersonalDataCanary
from tests.helpers.rows import in_one_test

NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
MINUTE = timedelta(minutes=1)
TABLE = RouteTable(
    categories=(Category("droga", "Droga"),),
    domains=("example.org",),
    routes=(
        Route(
            name="Drogi",
            categories=("droga",),
            unit="Drogi",
            mailbox="zdit@example.org",
            contact=True,
        ),
    ),
)
LIMITS = DispatchLimits(first_wait=MINUTE, longest_wait=MINUTE, most_attempts=1000)
GO_ON = threading.Event()


@pytest.fixture
def adapter():
    return MemoryAdapter(TABLE)


@pytest.fixture
def centre(adapter):
    return ContactCentre(build(adapter))


@pytest.fixture
def clock():
    return FakeClock(NOW)


def register(centre, count=1, category="droga"):
    for number in range(1, count + 1):
        form = {"description": "Dziura", "category": category}
        centre.register(form, number=f"ZG-{number}", now=NOW, terms_version="1")


def working(centre, clock, **settings):
    return Worker(
        centre,
        name="w",
        clock=clock,
        jitter=lambda: 0.5,
        settings=WorkerSettings(limits=LIMITS, **settings),
    )


def turns(one, clock, count):
    for _ in range(count):
        one.turn(GO_ON)
        clock.advance(MINUTE)


@pytest.mark.parametrize("reason", [Refusal.UNREACHABLE, Refusal.NOT_ALLOWED])
def test_a_mail_server_that_takes_nothing_fails_at_once_until_it_takes_something(
    centre, adapter, clock, reason
):
    register(centre, 2)
    send, adapter.mailer.send = adapter.mailer.send, lambda letter: Refused(reason)
    one = working(centre, clock)
    turns(one, clock, 3)
    told = one.status("x")
    assert told["refused"] == {
        "mailbox": {
            "failures": 6,
            "since": NOW.isoformat(timespec="seconds"),
            "causes": {str(reason): 6},
            "last": str(reason),
            "put_off": 0,
        }
    }
    assert told["failing"]["letters to mailboxes"] == {
        "error": str(reason),
        "since": NOW.isoformat(timespec="seconds"),
        "failures": 6,
    }
    adapter.mailer.send = send
    turns(one, clock, 1)
    assert (one.status("x")["refused"], one.failing()) == ({}, {})


@pytest.mark.parametrize("reason", [Refusal.BUSY, Refusal.FULL, Refusal.OTHER])
def test_who_is_asked_to_come_back_later_met_no_outage(centre, adapter, clock, reason):
    """As by a server that greylists: it answers, and takes the letter next time."""
    register(centre, 3)
    adapter.mailer.send = lambda letter: Refused(reason)
    one = working(centre, clock)
    turns(one, clock, 3)
    assert one.status("x")["refused"]["mailbox"]["put_off"] == 9
    assert (one.failing(), one.own_failures()) == ({}, {})


def test_a_helpdesk_that_is_busy_for_long_is_trouble(centre, adapter, clock):
    """Nobody comes after it."""
    register(centre, 1, category="")
    adapter.helpdesk.file = lambda ticket: Refused(Refusal.BUSY)
    one = working(centre, clock)
    turns(one, clock, 15)
    assert one.failing() == {}
    turns(one, clock, 3)
    assert one.failing()["tickets to the helpdesk"]["error"] == "busy"


def test_the_cause_that_is_told_is_the_last_one(centre, adapter, clock):
    register(centre, 1)
    adapter.mailer.send = lambda letter: Refused(Refusal.UNREACHABLE)
    one = working(centre, clock)
    turns(one, clock, 5)
    adapter.mailer.send = lambda letter: Refused(Refusal.NOT_ALLOWED)
    turns(one, clock, 1)
    told = one.failing()["letters to mailboxes"]
    assert (told["error"], told["failures"]) == ("not allowed", 6)
    adapter.mailer.send = lambda letter: Refused(Refusal.BUSY)
    turns(one, clock, 1)
    assert one.failing() == {}, "who answers can be reached"
    assert one.status("x")["refused"]["mailbox"]["causes"] == {"busy": 1}


@pytest.mark.parametrize("count", [2, 3])
def test_one_mailbox_that_is_full_is_no_outage_and_several_in_a_row_are(
    centre, adapter, clock, count
):
    register(centre, count)
    adapter.mailer.send = lambda letter: Refused(Refusal.FULL, permanent=True)
    adapter.helpdesk.file = lambda ticket: Refused(Refusal.BUSY)
    one = working(centre, clock)
    turns(one, clock, 1)
    assert one.status("x")["refused"]["mailbox"]["causes"] == {"full": count}
    assert ("letters to mailboxes" in one.failing()) is (count == 3)


def test_a_server_that_refuses_each_letter_for_good_is_an_outage_though_nothing_waits_for_it(
    centre, adapter, clock
):
    """The reports are the helpdesk's then, and nobody would look."""
    register(centre, 3)
    adapter.mailer.send = lambda letter: Refused(Refusal.OTHER, permanent=True)
    adapter.helpdesk.file = lambda ticket: Refused(Refusal.BUSY)
    one = working(centre, clock)
    one.turn(GO_ON)
    assert one.status("x")["refused"]["mailbox"]["causes"] == {"other": 3}
    assert one.failing()["letters to mailboxes"]["failures"] == 3


def test_a_helpdesk_that_takes_nothing_is_told_with_its_reason(centre, adapter, clock):
    register(centre, 1, category="")
    adapter.helpdesk.file = lambda ticket: Refused(Refusal.NOT_ALLOWED)
    one = working(centre, clock)
    turns(one, clock, 2)
    assert one.failing()["tickets to the helpdesk"]["error"] == "not allowed"


def test_no_answer_at_all_is_told(centre, adapter, clock):
    register(centre, 3)
    adapter.mailer.send = lambda letter: Unknown()
    one = working(centre, clock)
    one.turn(GO_ON)
    assert one.failing()["letters to mailboxes"]["error"] == "no answer"


def test_a_letter_held_back_by_a_pace_failed_at_nobodys_door(centre, adapter, clock):
    register(centre, 5)
    adapter.mailer.send = lambda letter: Refused(Refusal.BUSY, tried=False)
    one = working(centre, clock)
    one.turn(GO_ON)
    assert one.status("x")["refused"] == {}


def test_a_letter_that_is_sent_again_since_it_did_not_arrive_is_refused_by_nobody_then(
    centre, adapter, clock
):
    """Its mailbox was full before that; this is not counted once more when it is asked, and
    does not have the letter.
    """
    register(centre)
    said = iter([Refused(Refusal.FULL), Unknown(), Refused(Refusal.BUSY)])
    adapter.mailer.send = lambda letter: next(said)
    adapter.mailer.find = lambda letter: Answer.NOT_THERE
    one = working(centre, clock)
    told = [{}]
    while sum(told[-1].values()) < 3:
        one.turn(GO_ON)
        clock.advance(MINUTE)
        told.append(one.status("x")["refused"]["mailbox"]["causes"])
    assert told[-1] == {"full": 1, "no answer": 1, "busy": 1}


def test_what_a_residents_own_mailbox_answers_is_no_outage_of_the_units(centre, adapter, clock):
    form = {"description": "Dziura", "category": "droga", "reporter": {"email": "x@example.com"}}
    text = ReceiptText("ZG-1", "ZG-1")
    centre.register(form, number="ZG-1", now=NOW, terms_version="1", receipt=text)
    send = adapter.mailer.send
    adapter.mailer.send = lambda letter: (
        Refused(Refusal.UNREACHABLE) if letter.to == "x@example.com" else send(letter)
    )
    one = working(centre, clock)
    turns(one, clock, 3)
    assert one.counts["receipt: pending"] == 3
    assert (one.status("x")["refused"], one.failing()) == ({}, {})


@pytest.mark.parametrize(
    ("said", "is_over"),
    [
        (lambda letter: Unknown(), True),
        (lambda letter: Refused(Refusal.UNREACHABLE), False),
        (lambda letter: Refused(Refusal.NOT_ALLOWED), False),
    ],
)
def test_when_nothing_waits_any_more_only_what_concerned_those_letters_is_over(
    centre, adapter, clock, said, is_over
):
    """Somebody may have settled them by hand, and no attempt comes that could end it. A server
    that lets nobody in does so no less where another process delivered them.
    """
    register(centre, 3)
    adapter.mailer.send = said
    one = working(centre, clock)
    turns(one, clock, 1)
    waiting = [1]
    adapter.reports.waiting_count = lambda: waiting[0]
    adapter.reports.claim = lambda *_, **__: ()
    turns(one, clock, 1)
    assert one.failing()
    waiting[0] = 0
    turns(one, clock, 1)
    assert (one.failing() == {}) is is_over


def test_looking_again_at_what_needs_a_hand_is_no_failure_of_the_helpdesk(centre, adapter, clock):
    """Nothing is sent, and other tickets are taken."""
    register(centre, 2, category="")
    adapter.helpdesk.file = lambda ticket: Unknown()
    adapter.helpdesk.find = lambda ticket: Answer.CANNOT_BE_ASKED
    one = working(centre, clock)
    turns(one, clock, 20)
    assert "tickets to the helpdesk" not in one.failing()
    assert one.status("x")["refused"]["helpdesk"]["causes"] == {"no answer": 2}


def test_passing_on_what_a_mailbox_may_have_is_no_second_failure(centre, adapter, clock):
    register(centre, 2)
    adapter.mailer.send = lambda letter: Unknown()
    adapter.mailer.find = lambda letter: Answer.CANNOT_BE_ASKED
    one = working(centre, clock)
    turns(one, clock, 20)
    assert one.counts["report: helpdesk"] == 2
    assert one.status("x")["refused"]["mailbox"]["causes"] == {"no answer": 2}
    assert one.failing() == {}


def test_a_helpdesk_that_does_not_answer_when_it_is_asked_goes_on_failing(centre, adapter, clock):
    register(centre, 1, category="")
    adapter.helpdesk.file = lambda ticket: Unknown()
    adapter.helpdesk.find = lambda ticket: Answer.NO_ANSWER
    one = working(centre, clock)
    turns(one, clock, 20)
    assert one.failing()["tickets to the helpdesk"]["error"] == "no answer"


def test_cron_calls_one_worker_after_another_and_the_next_knows_what_the_last_one_met(
    centre, adapter, clock, tmp_path
):
    canary = PersonalDataCanary("outage")
    register(centre)
    adapter.mailer.send = lambda letter: Unknown()
    settings = WorkerSettings(limits=LIMITS, heartbeat=str(tmp_path / "beat.json"))
    failing = []
    for _ in range(4):
        one = work_once(centre, clock=clock, jitter=lambda: 0.5, settings=settings)
        failing.append("letters to mailboxes" in one.own_failures())
        idle = work_once(centre, clock=clock, settings=settings)
        assert idle.failing() == one.failing(), "a monitor goes on hearing of it"
        assert idle.own_failures() == {}, "and cron does not, of a call that had nothing to send"
        clock.advance(10 * MINUTE)
    assert failing == [False, False, True, True]
    told = json.loads((tmp_path / "beat.json").read_text(encoding="utf-8"))
    assert told["state"] == "failing"
    assert told["refused"]["mailbox"]["since"] == NOW.isoformat(timespec="seconds")
    assert canary.search(json.dumps(told)) == ()
    adapter.mailer.send = lambda letter: Accepted()
    assert work_once(centre, clock=clock, settings=settings).failing() == {}


@pytest.mark.parametrize(
    "before",
    [
        None,
        7,
        [],
        {"mailbox": 3},
        {"mailbox": {"since": "yesterday", "causes": {"full": 3}}},
        {"mailbox": {"since": "2026-11-25T12:00:00+00:00", "causes": {"Jan Kowalski": 3}}},
        {"mailbox": {"since": "2026-11-25T12:00:00+00:00", "causes": {"full": "many"}}},
        {
            "mailbox": {
                "since": "2026-11-25T12:00:00+00:00",
                "causes": {"full": 3},
                "put_off": "many",
            }
        },
    ],
)
def test_what_stands_in_a_heartbeat_that_is_none_of_ours_is_passed_over(before):
    assert Outages(before).to_data() == {}


@in_one_test(("put_off", "read"), [(99, 3), (-5, 0)])
def test_of_a_spoilt_heartbeat_what_can_be_is_taken_over(put_off, read):
    since = "2026-11-25T12:00:00+00:00"
    spoilt = {"causes": {"full": 3, "busy": 0, "no answer": -1}, "last": "Jan", "put_off": put_off}
    assert Outages({"mailbox": {"since": since, **spoilt}}).to_data() == {
        "mailbox": {
            "failures": 3,
            "since": since,
            "causes": {"full": 3},
            "last": "full",
            "put_off": read,
        }
    }


def test_what_was_told_is_read_again():
    causes = {"busy": 1, "no answer": 1}
    since = "2026-11-25T12:00:00+00:00"
    told = {
        "helpdesk": {
            "failures": 2,
            "since": since,
            "causes": causes,
            "last": "no answer",
            "put_off": 1,
        }
    }
    assert Outages(told).to_data() == told
    assert Outages(told).runs() == []
    assert [
        target for target, _ in Outages({"mailbox": {"since": since, "causes": {"full": 3}}}).runs()
    ] == [Target.MAILBOX]


@pytest.fixture
def no_server(city):
    """Settings with a mail server that is not there, in place of the folder's mailboxes."""
    path = city.folder / "lckm.toml"
    (city.folder / "down.py").write_text(PEERS, encoding="utf-8")
    path.write_text(
        path.read_text(encoding="utf-8").replace("folder_peers:FolderPeers", "down:Down"),
        encoding="utf-8",
    )
    return city


PEERS = """
from pathlib import Path

from folder_peers import FolderPeers

from lckm_core.delivery import Answer, Refusal, Refused


class Down(FolderPeers):
    def send(self, letter):
        return Refused(*_said("mail")) if Path("mail.says").exists() else super().send(letter)

    def find(self, message):
        return Answer.CANNOT_BE_ASKED if Path("desk.says").exists() else super().find(message)

    def file(self, ticket):
        return Refused(*_said("desk")) if Path("desk.says").exists() else super().file(ticket)


def _said(who):
    reason, *permanent = Path(f"{who}.says").read_text().split(",")
    if reason == "unknown":
        raise TimeoutError
    return Refusal(reason), bool(permanent)
"""


LONG = pytest.mark.slow(reason="several workers, one after the other; another row stands for it")


class TestCommands:
    @pytest.mark.parametrize("asked", [1, pytest.param(3, marks=LONG)])
    def test_a_helpdesk_that_cannot_be_asked_needs_a_hand_until_somebody_lends_it(
        self, no_server, run, asked
    ):
        Path("desk.says").write_text("unknown", encoding="utf-8")
        no_server.register("ZG-1", category="inne")
        no_server.work()
        # What is in doubt is asked about no sooner than `grace` later, however often one tries.
        for _ in range(200):
            run("outbox", "--now")
            if no_server.centre().plugins.reports.dispatch("ZG-1").attempts > asked + 1:
                break
        done = run("worker", "--once")
        assert (done.exit_code, "lckm reports settle" in done.stderr) == (1, True)
        assert json.loads(done.stdout)["failing"]["deliveries that need a hand"]["failures"] == 1
        rows = json.loads(run("verify", "--format", "json").output)
        assert ("delivery that needs a hand", "ZG-1") in [
            (row["kind"], row["subject"]) for row in rows
        ]
        assert "Helpdesk mógł już otrzymać to zgłoszenie" in run("outbox").output
        run(
            "reports",
            "settle",
            "ZG-1",
            "--has",
            "helpdesk",
            "--reason",
            "seen",
            "--reference",
            "LOG-7",
        )
        done = run("worker", "--once")
        assert (done.exit_code, json.loads(done.stdout)["failing"]) == (0, {})
        assert run("verify").exit_code == 0

    def test_a_wrong_password_is_told_as_one_and_not_as_the_units_mailbox(self, no_server, run):
        Path("mail.says").write_text("not allowed", encoding="utf-8")
        no_server.register("ZG-1", now=datetime.now(UTC) - timedelta(hours=1))
        done = run("worker", "--once")
        assert done.exit_code == 1
        assert "letters to mailboxes" in json.loads(done.stdout)["failing"]
        assert "Skrzynki: nieudane próby z rzędu: " in done.stderr
        assert "nie wpuszcza nadawcy (login, hasło, certyfikat)" in done.stderr
        shown = run("outbox").output
        assert "Odmowy:\nSkrzynki: 1 z 1 czekających, najdawniejsze od " in shown
        assert "login, hasło" in shown
        (row,) = json.loads(run("outbox", "--format", "json").output)["refused"]
        assert (row["target"], row["reason"], row["count"], row["of"]) == (
            "mailbox",
            "not allowed",
            1,
            1,
        )
        done = run("verify", "--format", "json")
        (fault,) = json.loads(done.output)
        assert (done.exit_code, fault["kind"], fault["subject"]) == (
            1,
            "deliveries that are refused",
            "mailbox",
        )
        assert "does not let the sender in" in run("verify", "--lang", "en").output
        Path("mail.says").unlink()

    def test_what_waits_for_a_moment_is_no_fault(self, no_server, run):
        Path("mail.says").write_text("unreachable", encoding="utf-8")
        no_server.register("ZG-1")
        run("worker", "--once")
        assert run("verify").exit_code == 0

    def test_what_waits_because_a_server_is_away_is_a_fault_after_a_quarter(self, no_server, run):
        Path("mail.says").write_text("unreachable", encoding="utf-8")
        no_server.register("ZG-1", now=datetime.now(UTC) - timedelta(minutes=20))
        no_server.work()
        [fault] = json.loads(run("verify", "--format", "json").stdout)
        assert (fault["kind"], fault["subject"]) == ("deliveries that are refused", "mailbox")
        told = run("verify").stdout.splitlines()
        assert (len(told), told[-1]) == (2, "Usterek: 1")
        assert told[0].startswith("Skrzynki: 1 z 1 czekających, najdawniejsze od ")

    def test_why_the_helpdesk_refused_is_told(self, no_server, run):
        Path("desk.says").write_text("busy", encoding="utf-8")
        no_server.register("ZG-1", category="inne", now=datetime.now(UTC) - timedelta(hours=1))
        run("worker", "--once")
        assert "Ostatnia odmowa helpdesku: jest zajęty." in run("outbox").output
        assert (
            "The helpdesk last refused: it is busy."
            in run("reports", "show", "ZG-1", "--lang", "en").output
        )
        done = run("verify")
        assert (done.exit_code, "Helpdesk: 1 z 1 czekających" in done.output) == (1, True)
        Path("desk.says").unlink()
        settled = run("reports", "settle", "ZG-1", "--has", "helpdesk", "--reason", "told")
        assert settled.exit_code == 0
        assert "Ostatnia odmowa" not in run("reports", "show", "ZG-1").output

    @pytest.mark.parametrize(
        ("categories", "hours", "faults"),
        [
            pytest.param(("dziura-w-jezdni", "bezpanskie-zwierze"), (30, 1), 0, marks=LONG),
            (("dziura-w-jezdni", "bezpanskie-zwierze", "dziura-w-jezdni"), (30, 1, 1), 1),
            pytest.param(
                ("dziura-w-jezdni", "bezpanskie-zwierze", "dziura-w-jezdni"),
                (1, 1, 1),
                0,
                marks=LONG,
            ),
            pytest.param(("dziura-w-jezdni",) * 3, (30, 1, 1), 0, marks=LONG),
        ],
        ids=["two", "three", "of the last hour", "of one unit"],
    )
    def test_a_server_that_refuses_every_letter_for_good_is_found_after_a_day(
        self, no_server, run, categories, hours, faults
    ):
        """It is not taken for one whose mailbox is dead."""
        Path("mail.says").write_text("other,permanent", encoding="utf-8")
        for at, (category, ago) in enumerate(zip(categories, hours, strict=True)):
            no_server.register(
                f"ZG-{at}", category=category, now=datetime.now(UTC) - timedelta(hours=ago)
            )
        run("worker", "--once")
        done = run("verify", "--format", "json")
        assert [row["kind"] for row in json.loads(done.output)] == [
            "no letter taken for a day"
        ] * faults
        Path("mail.says").unlink()
        no_server.register("ZG-9")
        run("worker", "--once")
        assert run("verify").exit_code == 0


def test_refusals_for_one_reason_are_told_since_the_oldest_of_them():
    waiting = [
        Dispatch(
            report_number=f"ZG-{hours}",
            mailbox=Mailbox("Drogi", "zdit@example.org"),
            opened_at=NOW - timedelta(hours=hours),
            since=NOW,
            due_at=NOW,
            mailbox_refusal=Refusal.FULL,
        )
        for hours in (1, 3, 2)
    ]
    (group,) = refusals(waiting)
    assert (group.count, group.of, group.oldest_at) == (3, 3, NOW - timedelta(hours=3))


def waiting_for(minutes, refusal, *, helpdesk=False):
    return Dispatch(
        report_number=f"ZG-{minutes}-{refusal}",
        mailbox=Mailbox("Drogi", "zdit@example.org"),
        because=HelpdeskReason.REFUSED if helpdesk else None,
        opened_at=NOW - minutes * MINUTE,
        since=NOW,
        due_at=NOW,
        **{"helpdesk_refusal" if helpdesk else "mailbox_refusal": refusal},
    )


def test_a_refusal_lasts_after_a_quarter_and_where_it_is_of_all_or_nobody_follows():
    away, full = Refusal.UNREACHABLE, Refusal.FULL
    lasting = [waiting_for(15, away), waiting_for(15, full, helpdesk=True)]
    others = [waiting_for(14, away), waiting_for(600, full), waiting_for(14, full, helpdesk=True)]
    found = [
        (group.target, group.reason, group.count)
        for group in lasting_refusals([*others, *lasting, waiting_for(16, away)], NOW)
    ]
    assert found == [(Target.MAILBOX, away, 2), (Target.HELPDESK, full, 1)]


def test_refusals_are_told_by_how_many_there_are_then_by_receiver_and_reason():
    waiting = [
        waiting_for(3, Refusal.OTHER),
        waiting_for(4, Refusal.BUSY),
        waiting_for(5, Refusal.BUSY, helpdesk=True),
        waiting_for(1, Refusal.FULL),
        waiting_for(2, Refusal.FULL),
    ]
    groups = refusals(waiting, lambda target: str(target))
    assert [(group.target, group.reason) for group in groups] == [
        (Target.MAILBOX, Refusal.FULL),
        (Target.HELPDESK, Refusal.BUSY),
        (Target.MAILBOX, Refusal.BUSY),
        (Target.MAILBOX, Refusal.OTHER),
    ]
    assert [group.of for group in groups] == [4, 1, 4, 4]
    assert groups[1].peer == str(Target.HELPDESK)


def counted(unit, state, count=1):
    return SimpleNamespace(unit=unit, state=state, count=count)


@in_one_test(
    ("recent", "before", "is_told"),
    [
        ([("A", DispatchState.HELPDESK, 2), ("B", DispatchState.HELPDESK)], "A", True),
        ([("A", DispatchState.HELPDESK), ("B", DispatchState.HELPDESK)], "A", False),
        ([("A", DispatchState.HELPDESK, 3)], "A", False),
        ([("A", DispatchState.HELPDESK, 2), ("B", DispatchState.PENDING)], "A", False),
        ([("A", DispatchState.HELPDESK, 3), ("B", DispatchState.SENT)], "A", False),
        ([("A", DispatchState.HELPDESK, 3), (None, DispatchState.HELPDESK)], "A", False),
        ([("A", DispatchState.HELPDESK, 2), ("B", DispatchState.HELPDESK)], None, False),
    ],
)
def test_a_day_without_a_letter_taken_is_told_of_several_units(recent, before, is_told):
    spans = []

    class Store:
        def counts(self, *, registered_from, registered_to):
            spans.append((registered_from, registered_to))
            rows = recent if registered_to == NOW else [(before, DispatchState.HELPDESK)]
            return [counted(*row) for row in rows]

    assert none_taken(Store(), NOW) is is_told
    first, day_ago = NOW - timedelta(days=2), NOW - timedelta(days=1)
    assert spans in ([(first, NOW)], [(first, NOW), (first, day_ago)])


def test_that_letters_fail_is_logged_once_and_again_once_they_are_taken(
    centre, adapter, clock, caplog
):
    register(centre, 2)
    send, adapter.mailer.send = adapter.mailer.send, lambda letter: Refused(Refusal.UNREACHABLE)
    one = working(centre, clock)
    turns(one, clock, 2)
    adapter.mailer.send = send
    turns(one, clock, 2)
    told = [record.getMessage() for record in caplog.records if "letters" in record.getMessage()]
    assert told == [
        "letters to mailboxes fail (-): unreachable",
        "letters to mailboxes are taken again (-)",
    ]
