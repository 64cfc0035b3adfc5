"""What the faults of our own leave out, and what they leave alone."""

import ast
from textwrap import dedent

import pytest

from tests.mutation.left_out import OPERATORS, faults, with_fault

CALL, ASSIGNMENT, GUARD, KEYWORD, ELEMENT = OPERATORS


def left_out(source, operator):
    """Return the modules that the operator makes of this one."""
    source = dedent(source)
    count = sum(fault.operator == operator for fault in faults(source)[1])
    return [ast.unparse(with_fault(faults(source), operator, number)) for number in range(count)]


@pytest.mark.parametrize(
    ("operator", "source", "expected"),
    [
        (CALL, "file.flush()", ["pass"]),
        (CALL, "if a:\n    b = 1\nelse:\n    f()", ["if a:\n    b = 1\nelse:\n    pass"]),
        (ASSIGNMENT, "headers['a'] = 1", ["pass"]),
        (ASSIGNMENT, "one.name = other.name = 1", ["pass"]),
        (ASSIGNMENT, "one.count += 1", ["pass"]),
        (ASSIGNMENT, "one.count: int = 1", ["pass"]),
        (ASSIGNMENT, "del one[0]", ["pass"]),
        (GUARD, "if a:\n    raise E", ["pass"]),
        (GUARD, "while a:\n    if b:\n        c = 1\n        break", ["while a:\n    pass"]),
        (KEYWORD, "f(a, b=1, **c)", ["f(a, **c)", "f(a, b=1)"]),
        (ELEMENT, "a = [1, (2), 3]", ["a = [2, 3]", "a = [1, 3]", "a = [1, 2]"]),
        (ELEMENT, "a = {b: 1, **c}", ["a = {**c}", "a = {b: 1}"]),
        (ELEMENT, "a in ('b',)", ["a in ()"]),
    ],
)
def test_each_operator(operator, source, expected):
    assert left_out(source, operator) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring."""',
        "_LOG.info('sent', *[a], extra=a)",
        "if TYPE_CHECKING:\n    f()",
        "__all__ = ['a', 'b']",
        "T = TypeVar('T', bound=int)",
        "assert_never(a)",
        "a: Callable[[int], str]",
        "def f(a: Literal['b', 'c']) -> tuple[int, str]:\n    return a, 1",
        "class A:\n    def __init__(self, b):\n        super().__init__()\n        self.b = b",
        "a, b = b, a",
        "await f()",
        "if a:\n    b = 1",
        "if a:\n    return 1\nelse:\n    return 2",
        "a = f(help='words', b=True)",
        "'%s %s' % (a, b)",
    ],
)
def test_what_tells_nothing_is_left_alone(source):
    assert faults(source)[1] == []


def test_of_a_long_literal_the_first_the_middle_and_the_last():
    made = [ast.literal_eval(one) for one in left_out("[0, 1, 2, 3, 4, 5, 6]", ELEMENT)]
    assert made == [[1, 2, 3, 4, 5, 6], [0, 1, 2, 4, 5, 6], [0, 1, 2, 3, 4, 5]]


def test_of_rows_of_a_table_only_whole_ones():
    assert left_out("a = [(1, 2), (3, 4)]", ELEMENT) == ["a = [(3, 4)]", "a = [(1, 2)]"]


def test_the_place_is_that_of_what_is_left_out():
    (fault,) = faults("x = f(\n    a,\n    b=1,\n)")[1]
    assert (fault.operator, fault.line, fault.column) == (KEYWORD, 3, 4)
