"""What the routes of a category ask for."""

from lckm_core.reports import (
    AttributeQuestion,
    Category,
    Condition,
    ReportKind,
    Route,
    RouteTable,
    category_questions,
)

UNIT = {"unit": "Z", "mailbox": "z@b.pl"}


def table(*routes):
    categories = [Category(id=name, name=name) for name in ("a", "b")]
    return RouteTable(categories=categories, domains=["b.pl"], routes=routes)


def test_only_rows_that_may_decide_ask():
    rows = table(
        Route(name="1", categories=("b",), conditions=(Condition("x", at_least=1),), **UNIT),
        Route(name="2", kinds=("other",), places=("p",), **UNIT),
        Route(name="3", categories=("a",), areas=("north",), **UNIT),
        Route(name="4", conditions=(Condition("y", one_of=("k", "l")),), **UNIT),
        Route(name="5", conditions=(Condition("y", one_of=("l", "m")),), **UNIT),
        Route(name="6", **UNIT),
        Route(name="7", places=("never",), **UNIT),
    )
    asked = category_questions(rows, "a")
    assert asked.attributes == (AttributeQuestion("y", ("k", "l", "m")),)
    assert asked.areas == ("north",)
    assert asked.place_kinds == ()
    assert category_questions(rows, "b").names == ("x", "y")
    assert category_questions(rows, "b").attributes[0].is_number


def test_another_kind_is_asked_what_its_own_rows_want():
    rows = table(
        Route(name="1", kinds=("other",), places=("p",), **UNIT),
        Route(name="2", kinds=("intervention",), areas=("north",), **UNIT),
        Route(name="3", **UNIT),
    )
    assert category_questions(rows, "a", ReportKind.OTHER).place_kinds == ("p",)
    assert category_questions(rows, "a", ReportKind.OTHER).areas == ()
    assert category_questions(rows, "a").areas == ("north",)


def test_without_a_category_nothing_is_asked():
    rows = table(Route(name="1", places=("p",), **UNIT))
    assert not category_questions(rows, "")
    assert not category_questions(rows, "nie-wiem")
