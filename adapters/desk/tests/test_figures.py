"""How many reports came in: by week, by receiver and by delivery, of what somebody sees."""

from datetime import UTC, datetime, timedelta

import pytest
from desk_site import NOW, OTHER_UNIT, UNIT, Desk

from lckm_core.organisation import Role
from lckm_core.reports import Outcome

SUNDAY = datetime(2026, 11, 29, 22, 59, tzinfo=UTC)
"""The last minute of a week in Warsaw."""


def tables(visitor) -> list[list[list[str]]]:
    """Return the cells of each table, without its head."""
    return [
        [[cell.text_content() for cell in row.xpath("th|td")] for row in table.xpath("tbody/tr")]
        for table in visitor.page.xpath("//table")
    ]


def registered(desk, at, moment, **values) -> str:
    desk.now = moment - timedelta(seconds=at)
    number = desk.report(at, **values)
    desk.now = NOW
    return number


@pytest.fixture
def filled():
    """A desk with two reports of this week, one of its first minute, one of the last before it,
    and one too old.
    """
    desk = Desk()
    registered(desk, 1, NOW)
    closed = registered(desk, 2, SUNDAY + timedelta(minutes=2), category="odpady")
    registered(desk, 3, SUNDAY)
    registered(desk, 4, datetime(2026, 10, 11, 21, 59, tzinfo=UTC))
    role = Role.CALL_CENTRE_STAFF
    desk.centre.note_outcome(closed, Outcome.DONE, words="Odebrano.", role=role, now=desk.now)
    return desk


def test_the_director_has_figures_by_week_receiver_and_delivery(filled):
    visitor = filled.visitor(Role.DIRECTOR).get("/zgloszenia").follow("Liczby")
    weeks, receivers, states = tables(visitor)
    assert "Przyjęte od 12.10.2026 do dziś." in visitor.words
    assert weeks[0] == ["30.11.2026 – dziś", "2", "1"]
    assert weeks[1] == ["23.11.2026 – 29.11.2026", "1", "1"]
    assert [row[1:] for row in weeks[2:8]] == [["0", "0"]] * 6
    assert weeks[8] == ["razem", "3", "2"]
    assert receivers == [[UNIT, "2", "2"], [OTHER_UNIT, "1", "0"]]
    assert states == [["czeka na wysłanie", "3"]]
    assert "Zielona" not in visitor.words


def test_a_unit_has_figures_of_its_own_alone(filled):
    visitor = filled.visitor(Role.HEAD_OF_UNIT).get("/zgloszenia/liczby")
    weeks, receivers, _ = tables(visitor)
    assert weeks[-1] == ["razem", "2", "2"]
    assert receivers == [[UNIT, "2", "2"]]
    assert OTHER_UNIT not in visitor.words
    assert UNIT in visitor.words


def test_where_nothing_came_in_that_is_said(desk):
    visitor = desk.visitor(Role.DIRECTOR).get("/zgloszenia/liczby")
    assert visitor.status == 200
    assert "W tych tygodniach nie było zgłoszeń." in visitor.words


def test_a_store_that_counts_nothing_is_said_to(filled, monkeypatch):
    monkeypatch.delattr(type(filled.memory.reports), "count_reports")
    visitor = filled.visitor(Role.DIRECTOR).get("/zgloszenia")
    assert "Liczby" not in visitor.words
    assert visitor.get("/zgloszenia/liczby").status == 501


@pytest.mark.parametrize("role", [Role.HEAD_OF_CELL, Role.MONITORING_STAFF])
def test_whoever_sees_the_list_sees_its_figures(filled, role):
    visitor = filled.visitor(role)
    statuses = {path: visitor.get(path).status for path in ("/zgloszenia", "/zgloszenia/liczby")}
    assert len(set(statuses.values())) == 1, statuses
