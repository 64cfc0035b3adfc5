"""Reports beside what a user would write instead: the term, and the choice of a route. See
test_speed.py for how it is timed.
"""

import random
from datetime import UTC, date, datetime, timedelta

import attrs
import pendulum
import pytest
from tables import Table
from timing import compare

from lckm_core import (
    Report,
    RouteTable,
    ToHelpdesk,
    ToMailbox,
    check_routes,
    first_clean_day,
    register,
    route,
)
from lckm_core.organisation import DIRECTORY
from lckm_core.reports import (
    Attribute,
    Category,
    Condition,
    EventPlace,
    Route,
)

MOMENTS = [
    datetime(2023, 1, 1, tzinfo=UTC) + timedelta(hours=7 * number) for number in range(5_000)
]
REPORTS, ROWS = 100_000, 200


def by_pendulum(moment: datetime) -> date:
    """Reckon the first clean day as one would write it down."""
    month = pendulum.instance(moment).in_timezone("Europe/Warsaw").start_of("month").add(months=7)
    return date(month.year, month.month, month.day)


def test_first_clean_day(table: Table) -> None:
    assert [first_clean_day(moment) for moment in MOMENTS] == [
        by_pendulum(moment) for moment in MOMENTS
    ]
    few = MOMENTS[:500]
    times = compare(
        {
            "ours": lambda: [first_clean_day(moment) for moment in few],
            "peer": lambda: [by_pendulum(one) for one in few],
        }
    )
    ours, peer = times["ours"] / len(few), times["peer"] / len(few)
    table.faster("first clean day of one report; peer: pendulum", ours, peer, 7.3 / 0.6, "µs")
    table.figure("the same", ours * 1e9, 600, "ns")


def large_table(categories: int) -> RouteTable:
    """Return a table of 200 rows: each of a category, and by kind of place, area and age, so
    that some reports reach none.
    """
    rows = []
    for number in range(ROWS):
        age = number // categories
        one_year = Condition("wiek", at_least=age, at_most=age)
        narrow = (
            {"places": ("park", "skwer"), "conditions": (one_year,)},
            {"places": ("plac",), "areas": ("gorna",), "conditions": (one_year,)},
            {"areas": ("gorna", "baluty"), "conditions": (one_year,)},
            {"areas": ("widzew",), "places": ("las",), "conditions": (one_year,)},
        )[number // categories % 4]
        category, mailbox = f"kategoria-{number % categories}", f"skrzynka-{number}@uml.lodz.pl"
        rows.append(
            Route(name=f"Trasa {number}", categories=(category,), mailbox=mailbox, **narrow)
        )
    named = tuple(
        Category(id=f"kategoria-{number}", name=f"Kategoria {number}")
        for number in range(categories)
    )
    return RouteTable(categories=named, domains=("uml.lodz.pl",), routes=tuple(rows))


def many_reports(categories: int) -> list[Report]:
    """Return reports of these categories and one more, of many places, areas and ages."""
    form = {
        "description": "Uschło drzewo.",
        "category": "kategoria-0",
        "place": {"address": "ul. Przykładowa 1"},
    }
    base = register(form, number="ZG-1", now=datetime(2026, 11, 25, tzinfo=UTC), terms_version="1")
    kinds, areas = ("park", "skwer", "las", "plac", None), ("gorna", "baluty", "widzew", None)
    places = [
        EventPlace("ul. Przykładowa 1", kind=kind, area=area) for kind in kinds for area in areas
    ]
    ages = [(), *((Attribute("wiek", str(age)),) for age in range(60))]
    draw = random.Random(2023)
    return [
        attrs.evolve(
            base,
            number=f"ZG-{number}",
            category=f"kategoria-{draw.randrange(categories + 1)}",
            place=draw.choice(places),
            attributes=draw.choice(ages),
        )
        for number in range(REPORTS)
    ]


@pytest.mark.parametrize("categories", [40, 4])
def test_routing(table: Table, categories: int) -> None:
    routes, reports = large_table(categories), many_reports(categories)
    ways = [route(report, routes) for report in reports]
    reached = {way.address for way in ways if isinstance(way, ToMailbox)}
    assert len(reached) > ROWS / 2
    assert any(isinstance(way, ToHelpdesk) for way in ways)
    seconds = compare({"ours": lambda: [route(report, routes) for report in reports]}, rounds=5)[
        "ours"
    ]
    operation = f"routing {REPORTS:,} reports over {ROWS} rows of {categories} categories"
    table.figure(operation, REPORTS / seconds, 50_000, "reports/s", least=True)


def test_judging_a_table(table: Table) -> None:
    routes = large_table(4)
    assert not check_routes(routes, DIRECTORY).errors
    seconds = compare({"ours": lambda: check_routes(routes, DIRECTORY)}, rounds=7)["ours"]
    table.figure(f"judging a table of {ROWS} rows", seconds * 1e3, 500, "ms")
