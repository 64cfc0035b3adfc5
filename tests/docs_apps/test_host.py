"""docs/embedding.md does what it says: the module of the centre, the worker, the daily
command, the table of verbs.
"""

import inspect
import os
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from lckm_core import (
    Audience,
    ContactCentre,
    LckmError,
    Role,
    build,
)
from lckm_core.delivery import DispatchState, Target
from lckm_core.errors import NoTermsError
from lckm_core.memory import MemoryReports
from lckm_core.ports import AnnouncementChange, MissingAdapterError, provide
from lckm_core.procedures import Person
from lckm_core.publication import PortalTerms
from lckm_folder import FolderAdapter, NotThereError
from lckm_testing import FakeClock
from lckm_testing.contracts import samples
from tests.helpers.rows import in_one_test

PAGES = ()
DOCS = Path(__file__).parent.parent.parent / "docs"
REGISTERED = datetime(2023, 1, 15, 12, tzinfo=UTC)
LATER = datetime(2023, 8, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock(host, monkeypatch):
    """The clock of the modules on the page."""
    import city.daily
    import city.worker

    clock = FakeClock(REGISTERED)
    monkeypatch.setattr(city.daily, "now", clock)
    monkeypatch.setattr(city.worker, "now", clock)
    return clock


class StopWhenIdle:
    """What stops the worker as soon as it has nothing to do."""

    def __init__(self):
        self.waited = None

    def is_set(self):
        return self.waited is not None

    def wait(self, seconds):
        self.waited = seconds


def _register(host, number, form):
    return host.centre.register(form, number=number, now=REGISTERED, terms_version="2023-01-19")


def test_the_worker_delivers_all_there_is_and_then_waits(host, clock):
    from city.worker import work

    for count in range(150):
        _register(host, f"ZG-1-{count}", {"description": "Dziura.", "category": "dziura-w-jezdni"})
    stop = StopWhenIdle()
    work(stop)
    assert stop.waited == 10
    assert all(
        host.centre.plugins.reports.dispatch(f"ZG-1-{count}").is_final for count in range(150)
    )


def test_the_worker_ends_well_when_it_is_told_to(city):
    environment = {**os.environ, "PYTHONPATH": str(city), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", SAYS_WHEN_IT_WAITS]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as worker:
        try:
            assert worker.stdout.readline() == b"waiting\n"
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(timeout=60) == 0
        finally:
            worker.kill()


SAYS_WHEN_IT_WAITS = """
import city.worker

class Telling(city.worker.Event):
    def wait(self, timeout):
        print("waiting", flush=True)
        return super().wait(600)

city.worker.Event = Telling
city.worker.main()
"""


def test_the_daily_command_anonymises_after_the_term_and_tells_the_unit(host, clock, canary):
    import city.daily
    import city.worker

    _register(host, "ZG-2", {**canary.form(), "attachments": [], "category": "bezpanskie-zwierze"})
    city.worker.work(StopWhenIdle())
    clock.set(LATER)
    assert city.daily.main() == 0
    assert host.centre.plugins.reports.get("ZG-2").is_anonymous
    city.worker.work(StopWhenIdle())
    (notice,) = host.centre.unconfirmed(opened_before=LATER + timedelta(seconds=1))
    assert notice.state is DispatchState.SENT


def test_the_daily_command_says_when_an_exporter_failed(host, clock, monkeypatch):
    import city.daily

    monkeypatch.setattr(type(host.centre.plugins), "exporters", (Failing(),))
    assert city.daily.main() == 1


class Failing:
    name, audiences = "site", (Audience.PORTAL,)

    def export(self, read):
        raise OSError("no connection")


def test_the_audit_trail_tells_what_was_done_and_of_nobody(host, canary, logged):
    _register(host, "ZG-3", {**canary.form(), "attachments": []})
    host.centre.withdraw_consent("ZG-3", now=LATER)
    assert "2023-01-15T12:00:00+00:00 register ZG-3 by -: to helpdesk" in logged()
    assert "withdraw_consent ZG-3 by -: anonymised" in logged()
    assert not canary.search(logged())


def test_before_the_first_report_each_missing_thing_is_named(tmp_path):
    """In the page's order: the folder, terms, and a table, without which the helpdesk gets the
    report.
    """
    base = FolderAdapter(tmp_path / "base")
    centre = ContactCentre(build(base, provide(reports=MemoryReports())))
    form = {"description": "Dziura.", "category": "dziura-w-jezdni"}
    with pytest.raises(NotThereError, match="utwórz"):
        centre.register(form, number="ZG-5", now=LATER)
    base.notices.save_announcements([AnnouncementChange(samples.announcement_edition())])
    with pytest.raises(NoTermsError):
        centre.register(form, number="ZG-5", now=LATER)
    terms = PortalTerms(version="1", valid_from=LATER.date(), text="# Regulamin")
    centre.approve_terms(terms, role=Role.DIRECTOR, by=Person("Ewa Pokazowa"), now=LATER)
    centre.register(form, number="ZG-5", now=LATER)
    assert centre.plugins.reports.dispatch("ZG-5").target is Target.HELPDESK
    with pytest.raises(NotThereError, match="tablicę tras"):
        centre.plugins.routes.table()


# The table of verbs


def _rows():
    page = (DOCS / "embedding.md").read_text(encoding="utf-8")
    table = page.partition("| verb | durable")[2].partition("\n\n")[0]
    return {
        name: set(re.findall(r"`(\w+Error)`", row))
        for names, row in re.findall(r"^\| ((?:`\w+`,? )+)\|(.*)$", table, re.MULTILINE)
        for name in re.findall(r"\w+", names)
    }


ROWS = _rows()
VERBS = {
    name: verb
    for name, verb in inspect.getmembers(ContactCentre, inspect.isfunction)
    if not name.startswith("_")
}
FAULTS_OF_THE_PROGRAM = {"ValueError", "MissingAdapterError"}


def test_every_verb_has_a_row():
    assert set(ROWS) == set(VERBS)


@in_one_test("name", VERBS)
def test_a_row_names_the_errors_of_the_docstring(name):
    assert (
        ROWS[name]
        == set(re.findall(r"\b[A-Z]\w+Error\b", VERBS[name].__doc__)) - FAULTS_OF_THE_PROGRAM
    )


REFUSED = {
    "give_back": lambda centre: centre.give_back(
        "KA-00001", role=Role.MONITORING_STAFF, by="Ewa Pokazowa", now=LATER
    ),
    "confirm": lambda centre: centre.confirm(
        "KA-00001", role=Role.MONITORING_STAFF, by="Ewa Pokazowa", now=LATER
    ),
    "publish": lambda centre: centre.publish(
        "KA-00001", role=Role.MONITORING_STAFF, by="Ewa Pokazowa", now=LATER
    ),
    "withdraw": lambda centre: centre.withdraw(
        "KA-00001", role=Role.MONITORING_STAFF, by="Ewa Pokazowa", now=LATER
    ),
    "register": lambda centre: centre.register({}, number="ZG-4", now=LATER),
    "answer_data_request": lambda centre: centre.answer_data_request(
        "PD-1", role=Role.HEAD_OF_UNIT, text="Od dziś.", by=Person("Ewa Pokazowa"), now=LATER
    ),
    "name_briefer": lambda centre: centre.name_briefer(
        "PI-1", role=Role.HEAD_OF_UNIT, person=Person("Ewa Pokazowa"), now=LATER
    ),
    "hold_briefing": lambda centre: centre.hold_briefing(
        "PI-1", role=Role.HEAD_OF_CALL_CENTRE, now=LATER
    ),
    "withdraw_consent": lambda centre: centre.withdraw_consent("ZG-4", now=LATER),
}
REFUSED_AT_ONCE = {
    "hand_in_announcement": lambda centre: centre.hand_in_announcement(
        samples.announcement(),
        handover=attrs.evolve(samples.announcement_edition().handover, role=Role.DIRECTOR),
        by="Ewa Pokazowa",
        now=LATER,
    ),
    "draft_terms": lambda centre: centre.draft_terms(samples.terms(approved=True), now=LATER),
    "approve_terms": lambda centre: centre.approve_terms(
        samples.terms(), role=Role.MONITORING_STAFF, by=Person("Ewa Pokazowa"), now=LATER
    ),
}
"""What is refused without a look at what is kept."""


@pytest.mark.parametrize("name", REFUSED | REFUSED_AT_ONCE)
def test_what_is_not_there_or_not_fit_raises_what_the_row_names(host, name):
    with pytest.raises(LckmError) as caught:
        (REFUSED | REFUSED_AT_ONCE)[name](host.centre)
    assert type(caught.value).__name__ in ROWS[name]
    assert caught.value.text("pl")


@pytest.mark.parametrize("name", REFUSED)
def test_a_verb_without_its_adapter_is_a_fault_of_the_program(name):
    with pytest.raises(MissingAdapterError):
        REFUSED[name](ContactCentre(build()))
