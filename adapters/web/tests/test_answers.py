"""What a page carries, and what becomes of it."""

from hypothesis import given, strategies as st

from lckm_core.fields import fields_by_key
from lckm_core.reports import (
    INTAKE_LIMITS,
    Category,
    Condition,
    ReportForm,
    Route,
    RouteTable,
    check_report_form,
)
from lckm_web._answers import Answers
from lckm_web._faults import MOST_CHARACTERS, faults, page_of
from lckm_web._questions import AttributeQuestion, questions

TEXTS = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]))
SLUGS = st.from_regex(r"[a-z0-9_-]{1,10}", fullmatch=True)
ANSWERS = st.builds(
    Answers,
    **dict.fromkeys(
        ("description", "category", "street", "place", "area", "point", "place_kind", "name",
         "email", "phone", "address", "number", "proof", "trap"),
        TEXTS,
    ),
    attributes=st.dictionaries(SLUGS, TEXTS.filter(bool), max_size=5),
    files=st.lists(TEXTS.filter(bool), max_size=5, unique=True).map(tuple),
    unused_points=st.lists(TEXTS.filter(bool), max_size=5, unique=True).map(tuple),
)  # fmt: skip
UNIT = {"unit": "U", "mailbox": "a@b.pl"}


@given(ANSWERS)
def test_what_a_page_carries_comes_back_to_the_letter(answers):
    assert Answers.read(answers.pairs()) == answers


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20))))
def test_any_fields_can_be_read(pairs):
    Answers.read(pairs)


@given(ANSWERS)
def test_any_answers_make_a_form_that_can_be_judged_and_each_fault_has_a_page(answers):
    asked = tuple(answers.attributes)
    form = answers.report_form(language="pl", asked=asked)
    findings = check_report_form(form).errors
    found = faults(findings, answers, asked=asked, limits=INTAKE_LIMITS, translate=str)

    assert bool(found) == bool(findings)
    assert {page_of(fault) for fault in found} <= {"form", "details", "contact"}
    assert all(fault.field and fault.message for fault in found)


def test_line_breaks_of_a_browser_count_once():
    assert Answers.read([("description", "a\r\nb")]).description == "a\nb"


def test_the_limit_is_that_of_the_form():
    assert fields_by_key(ReportForm)["description"].mark.max_chars == MOST_CHARACTERS


def test_a_point_that_is_no_point_is_left_out():
    for text in ("", "x", "1,2,3", "51.7", "999,19", "51.7,19.4x"):
        assert Answers(point=text).coordinates is None, text
    assert Answers(point=" 51.77000,19.45000 ").coordinates == (51.77, 19.45)


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
    asked = questions(rows, "a")
    assert asked.attributes == (AttributeQuestion("y", ("k", "l", "m")),)
    assert asked.areas == ("north",)
    assert asked.place_kinds == ()
    assert questions(rows, "b").names == ("x", "y")
    assert questions(rows, "b").attributes[0].is_number


def test_without_a_category_or_a_table_nothing_is_asked():
    rows = table(Route(name="1", places=("p",), **UNIT))
    assert not questions(None, "a")
    assert not questions(rows, "")
    assert not questions(rows, "nie-wiem")
