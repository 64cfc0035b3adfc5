"""A report of one city becomes one request of another, though every answer is lost at first."""

from datetime import UTC, datetime, timedelta

import pytest
from fake_open311 import API_KEY, SECRET
from own_server import city

from lckm_core.delivery import DispatchState
from lckm_core.ports import exclude_ports
from lckm_open311_helpdesk import Open311HelpdeskAdapter
from lckm_testing import PeerState


@pytest.fixture
def send_from(own):
    """What makes a contact centre whose helpdesk is our own server, with these settings."""

    def made(**settings):
        adapter = Open311HelpdeskAdapter(
            url=own.url,
            api_key=API_KEY,
            secret=SECRET,
            service="oswietlenie",
            services={"drzewo": "drzewo"},
            attributes={"drzewo": {"wiek-drzewa": "wiek-drzewa"}},
            jurisdiction="lodz.pl",
            connect_timeout=2,
            timeout=2,
            plain_http=True,
            **settings,
        )
        # Without routes the helpdesk gets everything.
        return city(lambda memory: (exclude_ports(memory, "helpdesk"), adapter), routes=())

    return made


def _report(centre, number, now):
    centre.register(
        {
            "description": "Drzewo się chwieje. Idalia Kanarek, tel. 601 333 444",
            "category": "drzewo",
            "place": {"point": {"latitude": 51.77, "longitude": 19.45}},
            "attributes": [{"name": "wiek-drzewa", "value": "60"}],
            "reporter": {"name": "Idalia Kanarek", "email": "kanarek@example.com"},
        },
        number=number,
        now=now,
    )


def _work(centre, now, hours):
    for hour in range(hours):
        centre.dispatch_due("w", clock=lambda hour=hour: now + timedelta(hours=hour))


def test_a_report_arrives_once_and_names_nobody(own, send_from):
    now = datetime.now(UTC)
    memory, centre = send_from()
    _report(centre, "ZG-2026-000001", now)
    _work(centre, now, 1)
    sample = memory.reports.dispatch("ZG-2026-000001").reference
    memory, centre = send_from(sample=sample)
    _report(centre, "ZG-2026-000002", now)
    own.behave(PeerState.LOSES_ANSWER)
    _work(centre, now, 1)
    assert memory.reports.dispatch("ZG-2026-000002").state is DispatchState.UNKNOWN
    own.behave(PeerState.WELL)
    _work(centre, now, 24)
    dispatch = memory.reports.dispatch("ZG-2026-000002")
    assert dispatch.state is DispatchState.HELPDESK
    assert dispatch.reference != sample
    received = own.memory.reports.reports
    assert len(received) == 2
    report = received[dispatch.reference]
    assert (report.category, report.attributes[0].value) == ("drzewo", "60")
    assert (report.place.point.latitude, report.place.point.longitude) == (51.77, 19.45)
    for word in ("Kanarek", "kanarek", "601 333 444"):
        assert word not in repr([one.description for one in received.values()])
        assert word not in " ".join(own.descriptions())


def test_one_that_cannot_be_asked_waits_for_a_person(own, send_from):
    now = datetime.now(UTC)
    memory, centre = send_from()
    _report(centre, "ZG-2026-000001", now)
    own.behave(PeerState.LOSES_ANSWER)
    _work(centre, now, 1)
    own.behave(PeerState.WELL)
    _work(centre, now, 48)
    assert memory.reports.dispatch("ZG-2026-000001").needs_a_hand
    assert len(own.memory.reports.reports) == 1
