"""docs/embedding-celery.md does what it says."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lckm_core.testing import FakeClock

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
    tasks.now.moment = datetime(2023, 7, 31, 23, 59, tzinfo=WARSAW)
    tasks.anonymise.delay()
    assert not host.centre.plugins.reports.get("ZG-1").is_anonymous
    tasks.now.moment = datetime(2023, 8, 1, 0, 5, tzinfo=WARSAW)
    tasks.anonymise.delay()
    assert host.centre.plugins.reports.get("ZG-1").is_anonymous
    assert len(list(letter.parent.glob("*.eml"))) == 2, "the unit that asked for contact data is told to erase them"
