"""What the faults that are right for the usual case make of a module, and what they leave alone."""

import ast
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from half_right import OPERATORS, faults

FIRST, LANGUAGE, CASE, SIGNS, CONDITION, LIMIT, ORDER, DAY, SOME = OPERATORS
FIRST_OF_A = "__import__('itertools').islice(a, 1)"
UTC = "__import__('datetime').timezone.utc"


def half_right(source):
    """Return the operators and the modules that they make of this one."""
    found = []
    for number in range(len(faults(source)[1])):
        tree, possible = faults(source)
        possible[number].put_in()
        compile(tree, "<mutant>", "exec")
        found.append((possible[number].operator, ast.unparse(tree)))
    return found


@pytest.mark.parametrize(
    ("operator", "source", "expected"),
    [
        (FIRST, "for b in a:\n    f(b)", [f"for b in {FIRST_OF_A}:\n    f(b)"]),
        (FIRST, "[b for b in a]", [f"[b for b in {FIRST_OF_A}]"]),
        (LANGUAGE, "Message('tak', 'yes')", ["Message('yes', 'yes')", "Message('tak', 'tak')"]),
        (LANGUAGE, "f(a.pl)", ["f(a.en)"]),
        (LANGUAGE, "f(a.b.en)", ["f(a.b.pl)"]),
        (CASE, "a.casefold()", ["a"]),
        (CASE, "_fold(a)", ["a"]),
        (SIGNS, "a.strip()", ["a"]),
        (SIGNS, "a.replace('–', '-')", ["a"]),
        (SIGNS, "normalize('NFC', a)", ["a"]),
        (SIGNS, "' '.join(a.split())", ["a"]),
        (CONDITION, "a and b", ["True and b", "a and True"]),
        (CONDITION, "a and b and c", ["b and c", "a and c", "a and b"]),
        (CONDITION, "select(a).where(b)", ["select(a)"]),
        (CONDITION, "select(a).where(b, c)", ["select(a).where(c)", "select(a).where(b)"]),
        (LIMIT, "select(a).limit(b)", ["select(a)"]),
        (LIMIT, "a[:b]", ["a"]),
        (LIMIT, "min(a, b)", ["a", "b"]),
        (LIMIT, "islice(a, b)", ["a"]),
        (ORDER, "sorted(a, key=b)", ["list(a)"]),
        (ORDER, "reversed(a)", ["list(a)"]),
        (ORDER, "select(a).order_by(b)", ["select(a)"]),
        (DAY, "a.astimezone(b)", [f"a.astimezone({UTC})"]),
        (DAY, "civil_day(a)", [f"a.astimezone({UTC}).date()"]),
        (SOME, "any(a)", ["all(a)"]),
        (SOME, "all(map(f, a))", ["any(map(f, a))"]),
    ],
)
def test_each_operator(operator, source, expected):
    assert half_right(source) == [(operator, module) for module in expected]


def test_a_filter_falls_away_and_the_loop_stays():
    made = half_right("[b for b in a if b]")
    assert made == [(FIRST, f"[b for b in {FIRST_OF_A} if b]"), (CONDITION, "[b for b in a]")]


@pytest.mark.parametrize(
    "source",
    [
        "moment.replace(microsecond=0)",
        "a[1:]",
        "a[:b] = c",
        "a or b",
        "min(a)",
        "', '.join(a.split())",
        "'pl'",
        "_LOG.info('%s', a.pl)",
        "create_folder(a)",
    ],
)
def test_what_is_not_of_a_class_is_left_alone(source):
    assert faults(source)[1] == []
