"""Tables as large as a city's: whether rows leave anything to a row below them is told of many
rows, too.
"""

import sys
from pathlib import Path

import pytest

from lckm_core import RouteTable, check_routes, read_form
from lckm_core.organisation import DIRECTORY
from lckm_core.reports import Category, Condition, ReportForm, Route, route
from lckm_core.reports._routing import coverage as covering, shadowing

CATEGORIES = tuple(f"kategoria-{at}" for at in range(30))
AREAS = tuple(f"osiedle-{at}" for at in range(12))


def table(*rows):
    return RouteTable(
        categories=tuple(Category(name, name) for name in CATEGORIES),
        domains=("uml.lodz.pl",),
        routes=rows,
    )


def row(name, **wanted):
    return Route(name=name, helpdesk=True, **wanted)


PAIRS = [(category, area) for category in CATEGORIES for area in AREAS]


def never_reached(rows):
    return [
        finding.path
        for finding in check_routes(table(*rows), DIRECTORY)
        if finding.code == "LCKM-G010"
    ]


@pytest.mark.parametrize("missing", [None, 0, len(PAIRS) // 2, len(PAIRS) - 1])
def test_a_row_for_all_of_what_hundreds_of_rows_take_is_never_reached(missing):
    """And it is reached as soon as one of them is missing."""
    singles = [
        row(f"{category} {area}", categories=(category,), areas=(area,))
        for at, (category, area) in enumerate(PAIRS)
        if at != missing
    ]
    whole = row("wszystkie", categories=CATEGORIES, areas=AREAS)
    assert never_reached([*singles, whole]) == (
        [] if missing is not None else [f"/routes/{len(PAIRS)}"]
    )


def test_a_question_that_was_given_up_has_its_answer_in_a_larger_budget(monkeypatch):
    """So it is the budget that stops it, and what is said then is no more than that it is not
    known.
    """
    path = Path(__file__).parents[2] / "files" / "rejected" / "LCKM-G019.yaml"
    tangled = read_form(path.read_bytes()).build(RouteTable)
    given_up = [(one.code, one.path) for one in shadowing.unreachable(tangled)]
    monkeypatch.setattr(covering, "BUDGET", 1_000_000)
    monkeypatch.setattr(covering, "STEPS", 100_000_000)
    answered = [(one.code, one.path) for one in shadowing.unreachable(tangled)]
    assert (given_up, answered) == ([("LCKM-G019", "/routes/17")], [("LCKM-G010", "/routes/17")])


def calls_of(work):
    """Return how many functions are called, as a measure of work that no clock sways."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def own_category(at, count):
    return {"categories": (f"k{at}",)}


def own_area(at, count):
    return {"categories": (CATEGORIES[at % 30],), "areas": (f"o{at}",)}


def own_word(at, count):
    return {"conditions": (Condition("gatunek", one_of=(f"g{at}",)),)}


@pytest.mark.parametrize("wanted", [own_category, own_area, own_word])
def test_twice_as_many_rows_take_about_twice_the_work(wanted):
    def large(count):
        rows = [row(f"trasa {at}", **wanted(at, count)) for at in range(count)]
        ids = dict.fromkeys((*CATEGORIES, *(f"k{at}" for at in range(count))))
        return RouteTable(
            categories=tuple(Category(one, one) for one in ids),
            domains=("uml.lodz.pl",),
            routes=tuple(rows),
        )

    # The first time, each name is looked at for personal data.
    assert not check_routes(large(800), DIRECTORY).errors
    less, more = (
        calls_of(lambda count=count: list(shadowing.unreachable(large(count))))
        for count in (400, 800)
    )
    assert more < 2.5 * less


def test_no_row_is_looked_at_once_the_steps_are_used_up(monkeypatch):
    rows = [
        row(f"{at}", conditions=(Condition("cm", at_least=at, at_most=at + 600),))
        for at in range(0, 1500, 2)
    ]
    looked = []

    def overlap(*boxes):
        looked.append(boxes)
        return is_in_both(*boxes)

    is_in_both = covering.overlap
    monkeypatch.setattr(covering, "overlap", overlap)
    monkeypatch.setattr(covering, "STEPS", 2000)
    found = list(shadowing.unreachable(table(*rows)))
    assert {one.code for one in found if one.path.startswith("/routes")} == {"LCKM-G019"}
    assert len(looked) <= 2000


def test_a_table_that_did_not_change_is_judged_once(monkeypatch):
    same = table(row("wszystkie"), row("nigdy"))
    first = check_routes(same, DIRECTORY)
    assert first.errors
    monkeypatch.setattr(shadowing, "ReachedRows", None)
    assert check_routes(same, DIRECTORY) == first
    with pytest.raises(TypeError):
        check_routes(table(row("inna")), DIRECTORY)


def test_the_categories_of_a_table_do_not_each_look_at_each_row():
    class Counted(tuple):
        looked = 0

        def __contains__(self, category):
            Counted.looked += 1
            return super().__contains__(category)

    rows = [row(f"trasa {at}", categories=Counted((f"k{at}",))) for at in range(200)]
    form = ReportForm(description="Dziura", category="k7")
    assert route(form, table(*rows)).because.en == "route 8: trasa 7"
    assert Counted.looked < 200


@pytest.mark.parametrize(
    "large",
    [
        table(*(row(f"{at}", categories=(CATEGORIES[0],)) for at in range(10_001))),
        table(row("1", areas=tuple(f"o{at}" for at in range(20_001)))),
        table(row("1", conditions=(Condition("c", one_of=tuple(map(str, range(20_001)))),))),
    ],
    ids=["rows", "areas", "words"],
)
def test_a_table_too_large_to_be_judged_is_told_so_once(large):
    (finding,) = check_routes(large, DIRECTORY)
    assert (finding.code, finding.path) == ("LCKM-G019", "/routes")
    assert "10000 tras" in finding.message.replace("\u00a0", "")


def test_of_very_many_rows_that_take_all_of_one_the_first_are_named():
    areas = tuple(f"o{at}" for at in range(60))
    singles = [row(f"trasa {at}", areas=(area,)) for at, area in enumerate(areas)]
    (never,) = check_routes(table(*singles, row("wszystkie", areas=areas)), DIRECTORY)
    assert "49, 50 i dalsze)" in never.message
    assert "49, 50 and more)" in never.message_en
    (never,) = check_routes(table(*singles[:50], row("50", areas=areas[:50])), DIRECTORY)
    assert "49, 50)" in never.message


def test_a_category_is_guessed_for_no_more_rows_than_time_allows(monkeypatch):
    monkeypatch.setattr(shadowing, "_MOST_COMPARED", 60)
    found = check_routes(
        table(*(row(f"{at}", categories=("kategorja-7",)) for at in range(3))), DIRECTORY
    )
    unknown = [one.message for one in found if one.code == "LCKM-G013"]
    assert ["kategoria-7" in one for one in unknown] == [True, True, False]


def test_of_very_many_domains_the_first_are_named():
    domains = tuple(f"d{at}.pl" for at in range(60))
    many = RouteTable(
        categories=(Category("a", "A"),),
        domains=domains,
        routes=(Route(name="1", mailbox="a@example.org"),),
    )
    (finding,) = check_routes(many, DIRECTORY)
    assert "d49.pl, …. Popraw" in finding.message
