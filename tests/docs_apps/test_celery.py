"""docs/embedding-celery.md does what it says."""

import inspect
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lckm_core import Audience
from lckm_testing import FakeClock

PAGES = ("embedding-celery.md",)
WARSAW = ZoneInfo("Europe/Warsaw")
REGISTERED = datetime(2023, 1, 15, 12, tzinfo=WARSAW)


@pytest.fixture
def tasks(host, monkeypatch):
    """The tasks, run where they are called, and by a clock that is set."""
    import city.tasks

    monkeypatch.setattr(city.tasks, "now", FakeClock(REGISTERED))
    city.tasks.app.conf.task_always_eager = True
    return city.tasks


@pytest.fixture
def register(host):
    def registered(number, form):
        return host.centre.register(form, number=number, now=REGISTERED, terms_version="2023-01-19")

    return registered


def test_a_report_is_delivered_and_after_its_term_anonymous(host, tasks, register, canary):
    register("ZG-1", {**canary.form(), "attachments": [], "category": "bezpanskie-zwierze"})
    tasks.dispatch.delay()
    (letter,) = (host._data / "mail").rglob("ZG-1.*.eml")
    tasks.now.set(datetime(2023, 7, 31, 23, 59, tzinfo=WARSAW))
    tasks.anonymise.delay()
    assert not host.centre.plugins.reports.get("ZG-1").is_anonymous
    tasks.now.set(datetime(2023, 8, 1, 0, 5, tzinfo=WARSAW))
    tasks.anonymise.delay()
    assert host.centre.plugins.reports.get("ZG-1").is_anonymous
    tasks.open_erasure_notices.delay()
    tasks.dispatch.delay()
    assert len(list(letter.parent.glob("ZG-1.*.eml"))) == 2, (
        "the unit that asked for contact data is told to erase them"
    )


def test_it_comes_back_at_once_while_its_hands_are_full(host, tasks, register, monkeypatch):
    monkeypatch.setattr(tasks, "AT_ONCE", 2)
    numbers = [f"ZG-2-{count}" for count in range(5)]
    for number in numbers:
        register(number, {"description": "Dziura.", "category": "dziura-w-jezdni"})
    tasks.dispatch.delay()
    assert all(host.centre.plugins.reports.dispatch(number).is_final for number in numbers)


def test_what_beat_calls_is_there_and_needs_nothing(tasks):
    called = {entry["task"] for entry in tasks.app.conf.beat_schedule.values()}
    own = {name: task for name, task in tasks.app.tasks.items() if name.startswith("city.")}
    assert called == set(own)
    for task in own.values():
        assert not inspect.signature(task.run).parameters, (
            "nothing of a report goes through the broker"
        )
        assert task.ignore_result


@pytest.mark.parametrize("entry", ["anonymise", "export"])
@pytest.mark.parametrize(
    "before",
    [datetime(2026, 1, 31, 22, 0, tzinfo=UTC), datetime(2026, 7, 31, 21, 0, tzinfo=UTC)],
    ids=["winter", "summer"],
)
def test_the_daily_tasks_come_right_after_midnight_in_warsaw(tasks, entry, before):
    """Both moments are 23:00 in Warsaw, an hour and five minutes before the tasks of the next
    day.
    """
    schedule = tasks.app.conf.beat_schedule[entry]["schedule"]
    in_beats_zone = before.astimezone(tasks.app.timezone)
    schedule.app, schedule.nowfun = tasks.app, lambda: in_beats_zone
    assert schedule.remaining_estimate(in_beats_zone) == timedelta(hours=1, minutes=5)


def test_a_failure_in_the_night_is_made_up_for_the_same_night(host, tasks, register, monkeypatch):
    register("ZG-3", {"description": "Dziura.", "reporter": {"email": "anna@example.com"}})
    tasks.now.set(datetime(2023, 8, 1, 0, 5, tzinfo=WARSAW))
    store, failures = host.centre.plugins.reports, [OSError("no connection")] * 3
    erase_due = store.erase_due

    def failing_at_first(*, now):
        if failures:
            raise failures.pop()
        return erase_due(now=now)

    monkeypatch.setattr(store, "erase_due", failing_at_first)
    tasks.anonymise.delay()
    assert not failures
    assert store.get("ZG-3").is_anonymous


def test_an_export_that_failed_is_repeated(host, tasks, monkeypatch):
    site = FailingOnce()
    monkeypatch.setattr(type(host.centre.plugins), "exporters", (site,))
    assert tasks.export.delay().successful()
    assert site.calls == 2


class FailingOnce:
    name, audiences, calls = "site", (Audience.PORTAL,), 0

    def export(self, read):
        self.calls += 1
        if self.calls == 1:
            raise OSError("no connection")


def test_no_word_of_a_form_is_logged(host, tasks, register, canary, logged, monkeypatch):
    """Not even when a mailer puts what it had in hand into its exception."""
    register("ZG-4", {**canary.form(), "attachments": [], "category": "bezpanskie-zwierze"})

    def talkative(letter):
        raise OSError(letter.text)

    monkeypatch.setattr(host.centre.plugins.mailer, "send", talkative)
    tasks.dispatch.delay()
    assert "sending ZG-4 to the mailbox failed: OSError" in logged()
    assert not canary.search(logged())
