"""zał. 2 § 6 ust. 1 and 2: every report has one way, and what is said of a table holds for every
report there can be.

Small tables are held against all reports that any row could tell apart, matched here by a few
lines of their own.
"""

import itertools
import pickle
from datetime import UTC, datetime

import attrs
from hypothesis import given, settings, strategies as st

from lckm_core import (
    Report,
    RouteTable,
    ToHelpdesk,
    ToMailbox,
    anonymise,
    check_routes,
    route,
)
from lckm_core.organisation import DIRECTORY
from lckm_core.reports import (
    Attribute,
    Category,
    Condition,
    EventPlace,
    ReportKind,
    Route,
    explain_route,
)
from lckm_core.reports._routing import coverage as covering
from lckm_core.reports._routing.boxes import Sides
from lckm_core.reports._routing.coverage import ReachedRows
from lckm_testing.strategies import reports

WORDS = ("1", "2", "02", "wiąz")
NUMBERS = [digits for number in range(7) for digits in (str(number), f"0{number}", f"00{number}")]
VALUES = [None, *NUMBERS, "1000000", "9" * 10, "wiąz", "buk"]
# What an attribute may be: not given, numbers with and without zeros before them, one too long to
# be a number, words.

conditions = st.builds(
    Condition,
    attribute=st.just("wiek"),
    at_least=st.none() | st.integers(0, 5),
    at_most=st.none() | st.integers(0, 5),
    one_of=st.lists(st.sampled_from(WORDS), max_size=3).map(tuple),
).filter(lambda one: one.at_least is not None or one.at_most is not None or one.one_of)
second_conditions = st.builds(Condition, attribute=st.just("numer"), one_of=st.just(("a",)))


def some(*names):
    return st.lists(st.sampled_from(names), max_size=3).map(tuple)


rows = st.builds(
    Route,
    name=st.just("trasa"),
    kinds=some(*ReportKind),
    categories=some("a", "b", "c"),
    places=some("p", "q"),
    areas=some("x"),
    conditions=st.lists(conditions | second_conditions, max_size=2).map(tuple),
    mailbox=st.sampled_from((None, "a@uml.lodz.pl", "b@uml.lodz.pl")),
    contact=st.booleans(),
)
tables = st.lists(rows, min_size=1, max_size=5).map(
    lambda made: RouteTable(
        categories=tuple(Category(id=name, name=name) for name in "abc"),
        domains=("uml.lodz.pl",),
        routes=tuple(made),
    )
)
BASE = Report(
    number="ZG-1",
    registered_at=datetime(2026, 11, 25, tzinfo=UTC),
    terms_version="1",
    description="Nie świeci latarnia.",
)


def report(category, kind, place, area, age, number):
    attributes = [Attribute("wiek", age)] if age is not None else []
    attributes += [Attribute("numer", number)] if number is not None else []
    where = EventPlace("ul. Przykładowa 1", kind=place, area=area)
    return attrs.evolve(
        BASE, category=category, kind=kind, place=where, attributes=tuple(attributes)
    )


def meets(condition, values):
    """Say again, in other words, what a condition asks of an attribute."""
    value = values.get(condition.attribute)
    bounds = range(
        condition.at_least or 0, (10**9 if condition.at_most is None else condition.at_most) + 1
    )
    is_number = value is not None and value.isdigit() and len(value) < 10
    asks_number = condition.at_least is not None or condition.at_most is not None
    return (
        value is not None
        and (not condition.one_of or value in condition.one_of)
        and (not asks_number or (is_number and int(value) in bounds))
    )


def matches(row, category, kind, place, area, age, number):
    values = {key: value for key, value in (("wiek", age), ("numer", number)) if value is not None}
    asked = ((row.categories, category), (row.kinds, kind), (row.places, place), (row.areas, area))
    return all(not wanted or given in wanted for wanted, given in asked) and all(
        meets(condition, values) for condition in row.conditions
    )


def points(table):
    """Return every report that some row could tell from another, as its parts."""
    asks = {condition.attribute for row in table.routes for condition in row.conditions}
    ages = VALUES if "wiek" in asks else [None]
    numbers = [None, "a", "b"] if "numer" in asks else [None]
    return itertools.product("abcz", ReportKind, ("p", "q", "z", None), ("x", None), ages, numbers)


PARTS = ("categories", "kinds", "places", "areas")


def reached(table):
    """Return, for each row, the values of each of its lists with which some report reaches it."""
    found = [{key: set() for key in PARTS} for _ in table.routes]
    for point in points(table):
        winner = next((at for at, row in enumerate(table.routes) if matches(row, *point)), None)
        if winner is not None:
            for key, value in zip(PARTS, point, strict=False):
                found[winner][key].add(value)
    return found


def paths_with(table, code):
    return {finding.path for finding in check_routes(table, DIRECTORY) if finding.code == code}


@settings(max_examples=settings.default.max_examples * 2)
@given(tables)
def test_what_is_said_of_rows_and_values_is_so(table):
    """A row never matches, exactly when no report reaches it; a value is hidden, exactly when none
    does with it.
    """
    found = reached(table)
    assert paths_with(table, "LCKM-G010") == {
        f"/routes/{at}" for at, row in enumerate(found) if not row["categories"]
    }
    hidden = {
        f"/routes/{at}/{key}/{index}"
        for at, row in enumerate(table.routes)
        for key in PARTS
        for index, value in enumerate(getattr(row, key))
        if found[at]["categories"] and len(getattr(row, key)) > 1 and value not in found[at][key]
    }
    assert paths_with(table, "LCKM-G011") == hidden


@given(tables, st.data())
def test_every_report_has_its_one_way_and_the_reason(table, data):
    point = data.draw(st.sampled_from(list(points(table))))
    one = report(*point)
    winner = next((at for at, row in enumerate(table.routes) if matches(row, *point)), None)
    way = route(one, table)
    assert way == route(pickle.loads(pickle.dumps(one)), pickle.loads(pickle.dumps(table)))
    tried = explain_route(one, table)
    if winner is None:
        assert isinstance(way, ToHelpdesk)
        assert [one.won for one in tried] == [False] * len(table.routes)
        return
    row = table.routes[winner]
    assert [one.row for one in tried] == list(range(1, winner + 2))
    assert [one.won for one in tried] == [False] * winner + [True]
    assert all(one.because.pl and one.because.en for one in tried)
    assert f"{winner + 1}" in way.because.pl
    if row.mailbox is None:
        assert isinstance(way, ToHelpdesk)
    else:
        assert way == ToMailbox(row.unit, row.cell, row.mailbox, way.because, row.contact)


@given(reports(), tables)
def test_whatever_was_reported_has_a_way(report, table):
    """I14; and what tells who wrote it has no part in the choice."""
    way = route(report, table)
    assert isinstance(way, ToMailbox | ToHelpdesk)
    assert way.because.pl
    assert way.because.en
    assert route(anonymise(report), table) == way
    assert route(attrs.evolve(report, category=None), table) == route(
        attrs.evolve(BASE, category=None), table
    )
    assert isinstance(route(attrs.evolve(report, category=None), table), ToHelpdesk)


@given(tables, tables)
def test_rows_below_a_winner_change_nothing(table, more):
    longer = attrs.evolve(table, routes=table.routes + more.routes)
    for point in itertools.islice(points(table), 0, None, 97):
        one = report(*point)
        if any(each.won for each in explain_route(one, table)):
            assert route(one, longer) == route(one, table)


@given(tables)
def test_judging_a_table_raises_nothing_and_says_the_same_twice(table):
    first = check_routes(table, DIRECTORY)
    assert check_routes(table, DIRECTORY) == first
    assert all(finding.message and finding.message_en for finding in first)


def cover(box, holes):
    """Return whether all the rows of some boxes take one box."""
    rows = ReachedRows(holes)
    for at in range(len(holes)):
        rows.add(at)
    return rows.cover(box, rows.near(box))


def test_a_question_too_long_to_answer_is_answered_with_that(monkeypatch):
    """Neither yes nor no, of which one would be false."""
    whole = {0: 2**6 - 1, 1: 2**6 - 1}
    points_of_it = [{0: 1 << one, 1: 1 << other} for one in range(6) for other in range(6)]
    assert cover(whole, points_of_it) is True
    assert cover(whole, points_of_it[:-1]) is False
    monkeypatch.setattr(covering, "BUDGET", 20)
    assert cover(whole, points_of_it) is None
    assert cover(whole, [whole]) is True


def test_all_questions_of_a_table_together_take_no_more_steps_than_so_many(monkeypatch):
    whole = {0: 2**6 - 1, 1: 2**6 - 1}
    points_of_it = [{0: 1 << one, 1: 1 << other} for one in range(6) for other in range(6)]
    monkeypatch.setattr(covering, "STEPS", 300)
    rows = ReachedRows(points_of_it)
    for at in range(len(points_of_it)):
        rows.add(at)
    assert [rows.cover(whole, rows.near(whole)) for _ in range(4)] == [True, True, None, None]
    assert rows.cover({0: 1 << 6, 1: 1}, 0) is False


def test_boxes_tell_apart_what_rows_do():
    table = RouteTable(
        categories=(Category(id="a", name="A"),),
        domains=("uml.lodz.pl",),
        routes=(
            Route(name="1", categories=("a",), helpdesk=True),
            Route(name="2", conditions=(Condition("wiek", one_of=("9" * 5000,)),), helpdesk=True),
        ),
    )
    assert not Sides(table.routes).box(table.routes[1]).keys() <= {0}
    assert not check_routes(table, DIRECTORY).errors
