"""The hint of earlier reports of one place, from a store that finds reports."""

from datetime import UTC, datetime, timedelta

import pytest

from lckm_core import ContactCentre, build
from lckm_core.errors import NoSuchReportError
from lckm_core.memory import MemoryAdapter
from lckm_core.reports import EventPlace
from lckm_testing.contracts import samples

NOW = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""


@pytest.fixture
def centre(centre_of_each_store):
    return centre_of_each_store


def register(centre, number, days=0, address="ul. Lipowa 5", category="drzewo"):
    form = {
        "description": "Drzewo się chwieje.",
        **({"category": category} if category else {}),
        "place": {"address": address},
        "reporter": {"name": "Idalia Latarnia"},
    }
    now = NOW + timedelta(days=days)
    centre.register(form, number=number, now=now, terms_version="1")


def numbers(centre, number, **options):
    return [one.number for one in centre.similar(number, **options)]


def test_earlier_reports_of_the_place_are_found_the_newest_first(centre):
    for number, days in (("ZG-1", -31), ("ZG-2", -30), ("ZG-3", -1), ("ZG-4", 0), ("ZG-5", 1)):
        register(centre, number, days)
    register(centre, "ZG-3a", -1, address="ul. Krótka 5")
    register(centre, "ZG-3b", -1, category="inne")
    assert numbers(centre, "ZG-4") == ["ZG-3", "ZG-2"]
    assert numbers(centre, "ZG-4", days=31) == ["ZG-3", "ZG-2", "ZG-1"]
    assert numbers(centre, "ZG-4", limit=1) == ["ZG-3"]
    assert all(one.is_anonymous for one in centre.similar("ZG-4"))


def test_pages_are_read_on(centre, monkeypatch):
    monkeypatch.setattr("lckm_core.centre._similar_reports._PAGE", 2)
    for count in range(7):
        register(centre, f"ZG-{count}")
    assert numbers(centre, "ZG-6", limit=10) == [f"ZG-{count}" for count in (5, 4, 3, 2, 1, 0)]
    assert numbers(centre, "ZG-6", limit=10, most=3) == ["ZG-5", "ZG-4", "ZG-3"]
    place = EventPlace("ul. Lipowa 5")
    found = centre.similar_to("drzewo", place, now=NOW, limit=10, most=3)
    assert [report.number for report in found] == ["ZG-6", "ZG-5", "ZG-4"]


def test_what_somebody_tells_of_is_looked_for_before_it_is_a_report(centre):
    for number, days in (("ZG-1", -31), ("ZG-2", -30), ("ZG-3", -1), ("ZG-4", 0)):
        register(centre, number, days)
    register(centre, "ZG-5", address="ul. Krótka 5")
    register(centre, "ZG-6", category="inne")

    def found(category, address, **options):
        reports = centre.similar_to(category, EventPlace(address), now=NOW, **options)
        assert all(report.is_anonymous for report in reports)
        return [report.number for report in reports]

    assert found("drzewo", "przy Lipowej 5") == ["ZG-4", "ZG-3", "ZG-2"]
    assert found("drzewo", "Lipowa 5", days=1, limit=1) == ["ZG-4"]
    assert found("drzewo", "Lipowa 7") == found(None, "Lipowa 5") == []
    with pytest.raises(ValueError, match="days"):
        found("drzewo", "Lipowa 5", days=0)


def test_reports_without_a_category_are_asked_for_alone(centre, monkeypatch):
    for number, category in (("ZG-1", None), ("ZG-2", "drzewo"), ("ZG-3", None)):
        register(centre, number, category=category)
    asked = []
    store = centre.plugins.reports
    find = store.find_reports
    monkeypatch.setattr(
        store, "find_reports", lambda query, **ends: asked.append(query) or find(query, **ends)
    )
    assert numbers(centre, "ZG-3") == ["ZG-1"]
    assert asked[-1].categories == [None]


def test_of_an_unknown_number_there_is_nothing_to_find(centre):
    with pytest.raises(NoSuchReportError):
        centre.similar("ZG-9")
    with pytest.raises(ValueError, match="days"):
        centre.similar("ZG-9", days=0)
    with pytest.raises(ValueError, match="most"):
        centre.similar("ZG-9", most=0)


def test_a_store_that_finds_no_reports_has_no_hint():
    memory = MemoryAdapter(table=samples.TABLE)
    centre = ContactCentre(build(memory))
    register(centre, "ZG-1")
    memory.reports.find_reports = None
    assert centre.similar("ZG-1") == ()
    assert centre.similar_to("drzewo", EventPlace("ul. Lipowa 5"), now=NOW) == ()
