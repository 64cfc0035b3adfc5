"""A number is found however it is typed, and every way to type it counts as one."""

import pytest
from office import KEY, NOW, memory

from lckm_intake import Intake, find_by_code, one_spelling

WAYS = [
    "ZG-2026-000001",
    "zg-2026-000001",
    " ZG-2026-000001\n",
    "ZG 2026 000001",
    "ZG - 2026 - 000001",
    "ZG\u20132026\u2014000001",  # dashes that a program for letters makes
    "ZG\u22122026\u2212000001",  # the sign of a subtraction
    "ZG\u00a02026\u00a0000001",
]


@pytest.mark.parametrize("typed", WAYS)
def test_each_way_to_type_a_number_finds_its_report(typed):
    _, centre = memory()
    intake = Intake(centre, keys=[KEY])
    number = "ZG-2026-000001"
    centre.register({"description": "Dziura."}, number=number, now=NOW, terms_version="1")
    code = intake.code(number)
    assert find_by_code(centre, intake, typed, code) == number
    assert find_by_code(centre, intake, typed, code[::-1]) == ""
    assert one_spelling(typed) == one_spelling(number)


def test_a_number_in_small_letters_is_found_in_them():
    """As a host may number its reports."""
    _, centre = memory()
    intake = Intake(centre, keys=[KEY])
    centre.register({"description": "Dziura."}, number="zg-1a", now=NOW, terms_version="1")
    assert find_by_code(centre, intake, "zg 1a", intake.code("zg-1a")) == "zg-1a"
    assert find_by_code(centre, intake, "zg-2a", intake.code("zg-2a")) == "", "nobody has it"


def test_guesses_at_numbers_that_differ_are_counted_for_each():
    assert one_spelling("ZG-1") != one_spelling("ZG-2")
    assert len(one_spelling("x" * 10_000)) == 40
