"""A worker, a trail and a receiver: order, repeats after a kill, and nothing of a person."""

import json
import logging
import os
import re
import threading
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import pytest
from receiver import SECRET

from lckm_core import ContactCentre, Role, build
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import AccessPurpose, Event, EventVerb, provide
from lckm_operations.worker import Worker, work_once
from lckm_sql import SqlAdapter
from lckm_testing import FakeClock, PersonalDataCanary
from lckm_testing.contracts import samples

NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)
READING = "reading the trail: open-data"


def centre_of(sql, hooks):
    memory = MemoryAdapter(samples.TABLE)
    peers = provide(mailer=memory.mailer, helpdesk=memory.helpdesk, routes=memory)
    return ContactCentre(build(sql, hooks, peers))


def tell(sql, *subjects):
    for subject in subjects:
        sql.trail.on_event(Event(verb="register", subject=subject, at=NOON))


def test_all_come_in_order_and_once(sql, make, receiver):
    tell(sql, *(f"LCKM-{at}" for at in range(30)))
    work_once(centre_of(sql, make()))
    work_once(centre_of(sql, make()))
    assert receiver.entries == list(range(1, 31))
    assert all(message.is_signed_with(SECRET) for message in receiver.messages)


def test_none_overtakes_one_that_was_not_taken(sql, make, receiver):
    tell(sql, "LCKM-1", "LCKM-2", "LCKM-3")
    receiver.answers = [200, 500, 503, 200]
    clock = FakeClock(NOON)
    worker = Worker(centre_of(sql, make()), name="w", clock=clock, jitter=lambda: 0.0)
    go_on = threading.Event()
    assert not worker.turn(go_on)
    assert worker.failing()[READING]["error"] == "HookFailedError"
    for _ in range(2):
        clock.advance(timedelta(seconds=2))
        worker.turn(go_on)
    assert receiver.entries == [1, 2, 2, 2, 3]
    assert len({message.id for message in receiver.messages}) == 3
    assert READING not in worker.failing()


def test_the_log_says_once_what_to_do_and_no_address_or_secret(sql, make, receiver, caplog):
    tell(sql, "LCKM-1")
    receiver.answers = [500, 500, 410]
    clock = FakeClock(NOON)
    worker = Worker(centre_of(sql, make()), name="w", clock=clock, jitter=lambda: 0.0)
    with caplog.at_level(logging.INFO):
        for _ in range(4):
            worker.turn(threading.Event())
            clock.advance(timedelta(minutes=1))
    assert receiver.entries == [1, 1, 1]
    lines = [one.getMessage() for one in caplog.records if READING in one.getMessage()]
    assert [("HTTP 500" in line, "410" in line) for line in lines] == [(True, False), (False, True)]
    said = caplog.text + json.dumps(worker.status("x"))
    assert str(receiver.port) not in said
    assert SECRET not in said


def test_another_reason_is_said_anew(sql, make, receiver, caplog):
    """A wrong secret after an outage."""
    tell(sql, "LCKM-1")
    receiver.answers = [503, 503, 401, 401]
    clock = FakeClock(NOON)
    worker = Worker(centre_of(sql, make()), name="w", clock=clock, jitter=lambda: 0.0)
    for _ in range(4):
        worker.turn(threading.Event())
        clock.advance(timedelta(minutes=1))
    lines = [one.getMessage() for one in caplog.records if READING in one.getMessage()]
    assert [re.findall("HTTP ([0-9]+)", line) for line in lines] == [["503"], ["401"]]
    assert worker.failing()[READING]["failures"] == 4


def test_after_410_one_thing_is_said_once_and_it_stays_failing(sql, make, receiver, caplog):
    tell(sql, "LCKM-1")
    receiver.answers = [500, 410]
    clock = FakeClock(NOON)
    worker = Worker(centre_of(sql, make()), name="w", clock=clock, jitter=lambda: 0.0)
    for _ in range(5):
        worker.turn(threading.Event())
        clock.advance(timedelta(minutes=1))
    assert receiver.entries == [1, 1]
    _, line = [one.getMessage() for one in caplog.records if READING in one.getMessage()]
    assert line.startswith(f"{READING} failed: HookGoneError; this process tries it no more. ")
    assert "again and again" not in line
    assert worker.failing()[READING] == {
        "error": "HookGoneError",
        "since": NOON.isoformat(),
        "failures": 2,
    }


def test_another_process_asks_one_that_is_gone_once_more(sql, make, receiver):
    tell(sql, "LCKM-1")
    receiver.answers = [410]
    assert READING in work_once(centre_of(sql, make())).failing()
    assert work_once(centre_of(sql, make())).failing() == {}
    assert receiver.entries == [1, 1]


def test_what_comes_again_after_a_restore_over_the_same_database_is_known(
    sql, make, receiver, tmp_path
):
    tell(sql, "LCKM-1")
    work_once(centre_of(sql, make()))
    sql.backup(tmp_path / "backup")
    tell(sql, "LCKM-2", "LCKM-3")
    work_once(centre_of(sql, make()))
    sql.restore(tmp_path / "backup", now=NOON)
    work_once(centre_of(sql, make()))
    first, *others = [message.id for message in receiver.messages]
    assert len({first, *others}) == 3
    assert others[:2] == others[2:]


def test_what_is_new_after_a_restore_in_place_of_a_lost_database_is_no_repeat(
    url, sql, make, receiver, tmp_path
):
    sql.trail.audit()
    sql.backup(tmp_path / "backup")
    tell(sql, "LCKM-0", "LCKM-1")
    work_once(centre_of(sql, make()))
    # The restore is the first entry here.
    other = SqlAdapter(url=f"sqlite:///{tmp_path}/other.sqlite")
    other.restore(tmp_path / "backup", now=NOON)
    other.trail.on_event(Event(verb="register", subject="LCKM-1", at=NOON + timedelta(seconds=1)))
    work_once(centre_of(other, make()))
    assert receiver.entries == [1, 2, 2]
    assert len({message.id for message in receiver.messages}) == 3


def test_a_kill_between_the_answer_and_the_position_repeats_one_that_is_known(
    url, sql, make, receiver
):
    tell(sql, "LCKM-1", "LCKM-2", "LCKM-3")
    process = get_context("spawn").Process(target=_send_and_die, args=(url, receiver.origin))
    process.start()
    process.join(60)
    assert process.exitcode == 9
    assert receiver.entries == [1]
    later = FakeClock(NOON + timedelta(minutes=2))
    worker = Worker(centre_of(_with_clock(url, later()), make()), name="v", clock=later)
    worker.turn(threading.Event())
    assert receiver.entries == [1, 1, 2, 3]
    first, repeat, *_ = receiver.messages
    assert first.id == repeat.id


def _with_clock(url, moment):
    """Return the database, whose own clock shows a moment."""
    sql = SqlAdapter(url=url)
    sql.reports.clock = lambda: moment
    return sql


def _send_and_die(url, origin):
    """Send a message, and die before its position is kept."""
    from lckm_web_hooks import WebHooksAdapter

    sql = _with_clock(url, NOON)
    sql.trail.move_position = lambda *_, **__: os._exit(9)
    hook = {"name": "open-data", "url": f"{origin}/lckm", "secrets": [SECRET]}
    hooks = WebHooksAdapter(hooks=[hook | {"verbs": ["register"], "plain_http": True}])
    clock = FakeClock(NOON)
    Worker(centre_of(sql, hooks), name="w", clock=clock).turn(threading.Event())


@pytest.fixture
def canary():
    return PersonalDataCanary("web-hooks")


def test_nothing_of_a_resident_or_of_staff_leaves(sql, make, receiver, canary, caplog):
    """Everything that the trail may have of a report, with planted data and a named clerk."""
    hooks = make(verbs=[verb.value for verb in EventVerb])
    centre = centre_of(sql, hooks)
    form = canary.form() | {"category": "drzewo"}
    form.pop("attachments", None)
    centre.register(form, number="ZG-1", now=NOON, terms_version="1")
    clerk = {"role": Role.CALL_CENTRE_STAFF, "by": "Idalia Latarnia"}
    centre.read_personal("ZG-1", now=NOON, purpose=AccessPurpose.CALL_BACK, **clerk)
    centre.withdraw_consent("ZG-1", now=NOON + timedelta(minutes=1))
    with caplog.at_level(logging.DEBUG):
        work_once(centre)
    told = {message.data["type"] for message in receiver.messages}
    assert told >= {"register", "read_personal", "withdraw_consent"}
    for message in receiver.messages:
        sent = message.body.decode() + repr(message.headers)
        assert canary.search(sent) == ()
        assert "Latarnia" not in sent
    assert canary.search(caplog.text) == ()
