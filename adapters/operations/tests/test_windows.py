"""Windows open and close by themselves: on the day, at midnight in Łódź, by a worker that
stays or one that cron calls.
"""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import attrs
import pytest

from lckm_core import (
    Audience,
    Channel,
    ContactCentre,
    Handover,
    Role,
    RouteTable,
    build,
    read,
)
from lckm_core.delivery import DispatchState
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import provide
from lckm_core.publication import State, Transition
from lckm_core.reports import Category, Route
from lckm_operations.commands.worker import TASKS
from lckm_operations.worker import Worker, WorkerSettings, work_once
from lckm_operations.worker.daily_export import NotShownError
from lckm_testing import FakeClock

SAMPLE = Path(__file__).parents[3] / "samples" / "procedures" / "KA-01238.yaml"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
TABLE = RouteTable(
    categories=(Category("droga", "Droga"),),
    domains=("example.org",),
    routes=(Route(name="Drogi", categories=("droga",), unit="Drogi", mailbox="zdit@example.org"),),
)


@attrs.frozen
class Turn:
    """A window of two days, of which the second has no 24 hours, and the moments at which it
    opens and has closed.
    """

    first: date
    last: date
    opens: datetime
    closes: datetime

    @property
    def noon(self):
        return self.opens - timedelta(hours=12)


TURNS = [
    Turn(
        date(2026, 3, 28),
        date(2026, 3, 29),
        datetime(2026, 3, 27, 23, tzinfo=UTC),
        datetime(2026, 3, 29, 22, tzinfo=UTC),
    ),
    Turn(
        date(2026, 10, 24),
        date(2026, 10, 25),
        datetime(2026, 10, 23, 22, tzinfo=UTC),
        datetime(2026, 10, 25, 23, tzinfo=UTC),
    ),
]


class Place:
    """Keeps what it is given to show."""

    name, audiences = "place", (Audience.PORTAL, Audience.BIP)

    def __init__(self):
        self.shown, self.broken = [], False

    def export(self, read):
        if self.broken:
            raise OSError
        pages = {audience: [page.id for page in pages] for audience, pages in read().pages.items()}
        assert pages[Audience.PORTAL] == pages[Audience.BIP]
        self.shown.append(pages[Audience.BIP])


class Until:
    """Lets a worker go on until its clock has passed a moment; while it waits, the clock goes
    as long as it would.
    """

    def __init__(self, clock, end):
        self.clock, self.end, self.waits = clock, end, []

    def is_set(self):
        return self.clock() >= self.end

    def wait(self, timeout):
        self.waits.append(self.clock())
        self.clock.set(self.clock() + timedelta(seconds=max(timeout, 0.001)))
        return self.is_set()


@pytest.fixture
def place():
    return Place()


@pytest.fixture(params=TURNS, ids=["spring", "autumn"])
def turn(request):
    return request.param


@pytest.fixture
def clock(turn):
    return FakeClock(turn.noon)


@pytest.fixture
def centre(place, turn):
    made = ContactCentre(build(MemoryAdapter(TABLE), provide(exporters=[place])))
    whole = read(SAMPLE.read_bytes()).procedure()
    procedure = attrs.evolve(
        whole, related=(), other_documents=(), valid_from=turn.first, valid_to=turn.last
    )
    handover = Handover(
        unit=procedure.unit,
        cell=procedure.cell,
        role=Role.HEAD_OF_CELL,
        channel=Channel.EDMS,
        received_on=turn.noon.date(),
        reference="1",
        asked_by="Anna Zielińska",
    )
    made.hand_in(procedure, handover=handover, by="Ewa", now=turn.noon)
    for move in (made.confirm, made.publish):
        move(procedure.id, role=Role.MONITORING_STAFF, by="Ewa", now=turn.noon)
    return made


@pytest.fixture
def settings(tmp_path):
    return WorkerSettings(poll=3600.0, heartbeat=str(tmp_path / "worker.json"))


def read_heartbeat(settings):
    return json.loads(Path(settings.heartbeat).read_text(encoding="utf-8"))


ONE = ["KA-01238"]


def test_a_worker_that_stays_does_it_at_once_and_then_at_the_first_moment_of_each_day(
    centre, place, turn, clock
):
    moments = []
    place.export, shows = lambda given: (moments.append(clock()), shows(given))[1], place.export
    worker = Worker(centre, clock=clock, settings=WorkerSettings(poll=3600.0))
    worker.run(Until(clock, turn.closes + timedelta(days=1, hours=1)))
    between = turn.closes - turn.opens - timedelta(days=1)
    assert moments == [
        turn.noon,
        turn.opens,
        turn.opens + timedelta(days=1),
        turn.closes,
        turn.closes + timedelta(days=1),
    ]
    assert between in (timedelta(hours=23), timedelta(hours=25))
    assert place.shown == [[], ONE, ONE, [], []]
    (edition,) = centre.plugins.procedures.editions("KA-01238")
    assert (edition.state, edition.acts[-1].at) == (State.EXPIRED, turn.closes)


def test_of_workers_that_cron_calls_the_first_of_each_day_does_it(
    centre, place, turn, clock, settings
):
    """Not a second too early; and a call again, or one of a day on which nothing changes,
    writes nothing new.
    """
    for moment, now_shown in [
        (turn.opens - SECOND, []),
        (turn.opens, ONE),
        (turn.closes - SECOND, ONE),
        (turn.closes, []),
    ]:
        clock.set(moment)
        work_once(centre, clock=clock, settings=settings)
        assert place.shown[-1] == now_shown
        count, editions = len(place.shown), centre.plugins.procedures.editions("KA-01238")
        for _ in range(3):
            assert work_once(centre, clock=clock, settings=settings).failing() == {}
        assert len(place.shown) == count
        assert centre.plugins.procedures.editions("KA-01238") == editions
    assert editions[0].state is State.EXPIRED
    assert read_heartbeat(settings)["published_for"] == (turn.last + timedelta(days=1)).isoformat()


@pytest.mark.parametrize("spoilt", [None, 5, "dziś", "2026-13-01", ["2026-03-28"]])
def test_a_heartbeat_that_tells_no_day_makes_it_be_done(centre, place, clock, settings, spoilt):
    Path(settings.heartbeat).write_text(json.dumps({"published_for": spoilt}), encoding="utf-8")
    work_once(centre, clock=clock, settings=settings)
    assert place.shown == [[]]


def test_without_a_heartbeat_each_call_does_it_and_changes_nothing(centre, place, turn, clock):
    clock.set(turn.closes)
    for _ in range(3):
        work_once(centre, clock=clock)
        (edition,) = centre.plugins.procedures.editions("KA-01238")
        assert [act.verb for act in edition.acts].count(Transition.EXPIRE) == 1
    assert place.shown == [[], [], []]


def test_a_worker_that_starts_does_it_though_it_was_done_today(centre, place, clock, settings):
    """What shows the same day may have been installed, or set, otherwise."""
    work_once(centre, clock=clock, settings=settings)
    Worker(centre, clock=clock, settings=settings).run(Until(clock, clock() + MINUTE))
    assert len(place.shown) == 2


def test_what_was_shown_before_a_restart_is_known_until_something_is_shown(
    centre, place, clock, settings
):
    """How far the places are behind is watched, also while those of a new worker fail."""
    work_once(centre, clock=clock, settings=settings)
    shown = read_heartbeat(settings)["published_for"]
    place.broken = True
    Worker(centre, clock=clock, settings=settings).run(Until(clock, clock() + 3 * MINUTE))
    assert read_heartbeat(settings)["failing"]["publishing"]["failures"] > 0
    assert read_heartbeat(settings)["published_for"] == shown
    place.broken = False
    Worker(centre, clock=clock, settings=settings).run(Until(clock, clock() + MINUTE))
    assert read_heartbeat(settings)["failing"] == {}
    assert len(place.shown) == 2


def test_a_place_that_fails_is_told_stops_no_delivery_and_is_tried_again(
    centre, place, turn, clock, settings
):
    place.broken = True
    centre.register(
        {"description": "Dziura", "category": "droga"},
        number="ZG-1",
        now=turn.noon,
        terms_version="1",
    )
    done = work_once(centre, clock=clock, settings=settings)
    assert centre.plugins.reports.dispatch("ZG-1").state is DispatchState.SENT
    (failed,) = [task for task in done.tasks if task.failures]
    assert failed.message == NotShownError(("place",)).message
    assert "place" in failed.message.pl
    assert done.own_failures().keys() == {"publishing"}
    assert read_heartbeat(settings)["state"] == "failing"
    assert read_heartbeat(settings)["failing"]["publishing"]["error"] == "NotShownError"
    assert read_heartbeat(settings)["published_for"] is None
    place.broken = False
    assert work_once(centre, clock=clock, settings=settings).own_failures() == {}
    assert place.shown == [[]]
    assert read_heartbeat(settings)["failing"] == {}


def test_a_worker_that_stays_delivers_while_a_place_fails(centre, place, turn, clock, settings):
    place.broken = True
    until = Until(clock, turn.noon + 5 * MINUTE)
    for number in (1, 2):
        form = {"description": "Dziura", "category": "droga"}
        centre.register(form, number=f"ZG-{number}", now=turn.noon, terms_version="1")
    Worker(centre, clock=clock, settings=settings).run(until)
    assert [centre.plugins.reports.dispatch(f"ZG-{one}").state for one in (1, 2)] == [
        DispatchState.SENT
    ] * 2
    assert read_heartbeat(settings)["failing"]["publishing"]["failures"] > 1
    assert until.waits[1] - until.waits[0] <= MINUTE, "tried again soon"


def test_a_centre_without_procedures_has_no_such_task():
    adapter = MemoryAdapter()
    alone = ContactCentre(
        build(provide(reports=adapter.reports, mailer=adapter.mailer, helpdesk=adapter.helpdesk))
    )
    worker = Worker(alone)
    assert "publishing" not in {task.name for task in worker.tasks}
    assert worker.status("x")["published_for"] is None


def test_each_task_has_a_name_in_words(centre):
    assert {task.name for task in Worker(centre, bounces=[object()]).tasks} <= TASKS.keys()
