"""What was published or withdrawn is shown, though whoever did it was ended before it was."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from lckm_core import Audience, Channel, ContactCentre, Handover, Role, build, read
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import provide
from lckm_core.procedures import Person
from lckm_core.publication import Announcement
from lckm_operations.worker import Worker, WorkerSettings, work_once
from lckm_operations.worker.publication_trail import PublicationTrail
from lckm_sql import SqlAdapter
from lckm_testing import FakeClock

SAMPLE = Path(__file__).parents[3] / "samples" / "procedures" / "KA-01238.yaml"
NOW = datetime(2026, 5, 3, 22, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
MINUTE = timedelta(minutes=1)
STAFF = {"role": Role.MONITORING_STAFF, "by": "Ewa"}


class Place:
    """Keeps what it is given to show; a disk that is full keeps nothing."""

    name, audiences = "place", (Audience.PORTAL,)

    def __init__(self):
        self.shown, self.is_full = [], False

    def export(self, read):
        if self.is_full:
            raise OSError
        self.shown.append([page.id for page in read().pages[Audience.PORTAL]])


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def clock():
    return FakeClock(NOW)


@pytest.fixture
def centre(tmp_path, place):
    adapter, memory = SqlAdapter(url=f"sqlite:///{tmp_path / 'lckm.db'}"), MemoryAdapter()
    made = ContactCentre(
        build(adapter, provide(exporters=[place], mailer=memory.mailer, helpdesk=memory.helpdesk))
    )
    whole = read(SAMPLE.read_bytes()).procedure()
    procedure = attrs.evolve(whole, related=(), other_documents=())
    handover = Handover(
        unit=procedure.unit,
        cell=procedure.cell,
        role=Role.HEAD_OF_CELL,
        channel=Channel.EDMS,
        received_on=NOW.date(),
        reference="1",
        asked_by="Anna Zielińska",
    )
    made.hand_in(procedure, handover=handover, by="Ewa", now=NOW)
    for move in (made.confirm, made.publish):
        move(procedure.id, **STAFF, now=NOW)
    yield made
    adapter.close()


@pytest.fixture
def settings(tmp_path):
    return WorkerSettings(heartbeat=str(tmp_path / "worker.json"))


class Stop:
    """Ends the worker at a moment; its clock goes on while it waits, and acts happen."""

    def __init__(self, clock, end, acts=()):
        self.clock, self.end, self.acts = clock, end, list(acts)

    def is_set(self):
        return self.clock() >= self.end

    def wait(self, timeout):
        self.clock.set(self.clock() + timedelta(seconds=max(timeout, 0.001)))
        if self.acts and self.clock() >= self.acts[0][0]:
            self.acts.pop(0)[1]()
        return self.is_set()


def heartbeat(settings):
    return json.loads(Path(settings.heartbeat).read_text(encoding="utf-8"))


ONE = ["KA-01238"]


def withdraw(centre, now=NOW + MINUTE):
    centre.withdraw("KA-01238", **STAFF, now=now, because="Pomyłka.")


def test_a_worker_that_stays_shows_within_a_minute_what_nobody_exported(centre, place, clock):
    acts = [(NOW + 5 * MINUTE, lambda: withdraw(centre, clock()))]
    Worker(centre, clock=clock).run(Stop(clock, NOW + 6 * MINUTE, acts))
    assert place.shown == [ONE, []]


def test_one_that_cron_calls_does_it_at_its_next_call_and_once(centre, place, clock, settings):
    work_once(centre, clock=clock, settings=settings)
    withdraw(centre)
    for _ in range(3):
        work_once(centre, clock=clock, settings=settings)
    assert place.shown == [ONE, []]


def test_what_a_full_disk_did_not_take_is_told_and_tried_until_it_does(
    centre, place, clock, settings
):
    work_once(centre, clock=clock, settings=settings)
    withdraw(centre)
    place.is_full = True
    for _ in range(2):
        assert work_once(centre, clock=clock, settings=settings).failing().keys() == {"publishing"}
    place.is_full = False
    assert work_once(centre, clock=clock, settings=settings).failing() == {}
    assert place.shown == [ONE, []]


def test_what_is_withdrawn_while_the_places_are_changed_is_shown_next(
    centre, place, clock, settings
):
    shown, shows = [], place.export

    def export(given):
        shows(given)
        shown.append(1)
        if len(shown) == 1:
            withdraw(centre)

    place.export = export
    work_once(centre, clock=clock, settings=settings)
    work_once(centre, clock=clock, settings=settings)
    assert place.shown == [ONE, []]


def test_an_announcement_is_shown_once_it_is_published(centre, place, clock, settings):
    work_once(centre, clock=clock, settings=settings)
    reached = heartbeat(settings)["published_to"]
    office = centre.plugins.directory.city.office
    handover = Handover(
        unit=office,
        cell="Zespół ds. Monitoringu",
        role=Role.HEAD_OF_CELL,
        channel=Channel.EDMS,
        received_on=NOW.date(),
        reference="2",
        asked_by="Anna Zielińska",
    )
    text = Announcement(
        unit=office,
        cell=handover.cell,
        title="Przerwa",
        text="Stoi winda.",
        requested_by=Person("Anna Zielińska"),
    )
    number = centre.hand_in_announcement(
        text, handover=handover, **STAFF, now=NOW, requested_on=NOW.date()
    ).id
    work_once(centre, clock=clock, settings=settings)
    assert len(place.shown) == 1, "what was handed in is shown to nobody"
    assert heartbeat(settings)["published_to"] > reached
    centre.publish_announcement(number, **STAFF, now=NOW)
    work_once(centre, clock=clock, settings=settings)
    assert len(place.shown) == 2


@pytest.mark.parametrize("spoilt", [None, "7", True, 7.5, [7]])
def test_a_heartbeat_that_tells_no_entry_makes_nothing_be_shown_again(centre, spoilt):
    trail = PublicationTrail(centre.plugins, spoilt)
    assert (trail.position, trail.has_changes()) == (None, False)


def test_after_a_backup_came_back_it_is_shown_again(centre):
    trail = PublicationTrail(centre.plugins, 10_000)
    assert trail.has_changes()
