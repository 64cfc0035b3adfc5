"""Tables as large as a city's: whether rows leave anything to a row below them is told of many
rows, too.
"""

from pathlib import Path

import pytest

from lckm_core import RouteTable, check_routes, read_form
from lckm_core.organisation import DIRECTORY
from lckm_core.reports import Category, Route
from lckm_core.reports._routing import coverage as covering

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
    given_up = [(finding.code, finding.path) for finding in check_routes(tangled, DIRECTORY)]
    monkeypatch.setattr(covering, "BUDGET", 1_000_000)
    answered = [(finding.code, finding.path) for finding in check_routes(tangled, DIRECTORY)]
    assert (given_up, answered) == ([("LCKM-G019", "/routes/17")], [("LCKM-G010", "/routes/17")])
