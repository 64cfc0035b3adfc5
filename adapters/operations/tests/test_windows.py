"""Windows open and close by themselves: on the day, at midnight in Łódź, by a worker that nobody calls."""

import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from lckm_core import Audience, Channel, ContactCentre, Handover, Role, State, build, provide, read
from lckm_core.testing import FakeClock
from lckm_memory import MemoryAdapter
from lckm_operations.worker import Worker, WorkerSettings, work_once
from lckm_operations.worker.windows import NotShownError, publishing

SAMPLE = Path(__file__).parents[3] / "samples" / "procedures" / "KA-01238.yaml"
NOON = datetime(2026, 3, 27, 11, tzinfo=UTC)
FIRST, LAST = date(2026, 3, 28), date(2026, 3, 29)
"""The second of them has 23 hours."""


class Place:
    """Keeps what it is given to show."""

    name, audiences = "place", frozenset({Audience.PORTAL, Audience.BIP})

    def __init__(self):
        self.shown, self.broken = [], False

    def export(self, publication):
        if self.broken:
            raise OSError
        self.shown.append(
            {audience.value: [page.id for page in pages] for audience, pages in publication.pages.items()}
        )


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def centre(place):
    made = ContactCentre(build(MemoryAdapter(), provide(exporters=[place])))
    whole = read(SAMPLE.read_bytes()).procedure()
    procedure = attrs.evolve(whole, related=(), valid_from=FIRST, valid_to=LAST)
    handover = Handover(
        unit=procedure.unit,
        cell=procedure.cell,
        role=Role.HEAD_OF_CELL,
        channel=Channel.EDMS,
        received_on=NOON.date(),
        reference="1",
    )
    made.hand_in(procedure, handover=handover, by="Ewa", now=NOON)
    for move in (made.confirm, made.publish):
        move(procedure.id, role=Role.MONITORING_STAFF, by="Ewa", now=NOON)
    return made


def test_it_is_done_at_once_and_then_after_each_midnight_in_lodz(centre, place):
    clock = FakeClock(NOON)
    task = publishing(centre, clock)
    dues = []
    for _ in range(4):
        assert task.do(clock, lambda: 0.5)
        dues.append(task.due)
        clock.set(task.due)
    assert dues == [
        datetime(2026, 3, 27, 23, tzinfo=UTC),
        datetime(2026, 3, 28, 23, tzinfo=UTC),
        datetime(2026, 3, 29, 22, tzinfo=UTC),
        datetime(2026, 3, 30, 22, tzinfo=UTC),
    ]
    one = ["KA-01238"]
    assert place.shown == [{"portal": now, "bip": now} for now in ([], one, one, [])]
    (edition,) = centre.plugins.procedures.editions("KA-01238")
    assert edition.state is State.EXPIRED


def test_a_place_that_fails_is_named_and_tried_again(centre, place):
    clock = FakeClock(NOON)
    task, place.broken = publishing(centre, clock), True
    assert not task.do(clock, lambda: 0.5)
    assert task.error == "NotShownError"
    assert task.said == NotShownError(("place",)).said
    assert "place" in task.said.pl
    assert NOON < task.due <= NOON + timedelta(minutes=1)
    place.broken = False
    clock.set(task.due)
    assert task.do(clock, lambda: 0.5)
    assert len(place.shown) == 1


def test_a_worker_does_it_and_one_that_is_called_again_and_again_does_not(centre, place):
    clock, stop = FakeClock(NOON), threading.Event()
    work_once(centre, clock=clock)
    assert place.shown == []

    class Enough:
        def is_set(self):
            return bool(place.shown) or stop.is_set()

        def wait(self, timeout):
            return self.is_set()

    Worker(centre, clock=clock, settings=WorkerSettings(poll=0.01)).run(Enough())
    assert len(place.shown) == 1


def test_a_centre_without_procedures_has_no_such_task():
    adapter = MemoryAdapter()
    reports_alone = ContactCentre(build(provide(reports=adapter.reports)))
    assert publishing(reports_alone, FakeClock(NOON)) is None
