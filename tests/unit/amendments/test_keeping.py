"""What stays when one row becomes another.

The most there can be, and every stretch that differs, in order.
"""

from itertools import combinations

import pytest
from hypothesis import given, strategies as st

from lckm_core.amendments._diff import differing, longest_rising


@pytest.mark.parametrize(
    ("pairs", "rising"),
    [
        ({}, []),
        ({3: 5}, [(3, 5)]),
        ({0: 0, 1: 1, 4: 2}, [(0, 0), (1, 1), (4, 2)]),
        ({0: 2, 1: 0, 2: 1}, [(1, 0), (2, 1)]),
        ({0: 1, 1: 2, 2: 0}, [(0, 1), (1, 2)]),
        ({0: 1, 1: 3, 2: 5, 3: 2, 4: 6}, [(0, 1), (1, 3), (2, 5), (4, 6)]),
    ],
)
def test_the_pairs_that_keep_their_order(pairs, rising):
    assert longest_rising(pairs) == rising


@given(st.permutations(range(7)), st.integers(0, 7))
def test_no_more_pairs_could_stay(order, count):
    pairs = dict(enumerate(order[:count]))
    rising = longest_rising(pairs)
    assert rising == sorted(rising) == sorted(rising, key=lambda pair: pair[1])
    assert set(rising) <= set(pairs.items())
    longer = combinations(order[:count], len(rising) + 1)
    assert not any(list(others) == sorted(others) for others in longer)


@pytest.mark.parametrize(
    ("old", "new", "spans"),
    [
        ("", "", []),
        ("abc", "abc", []),
        ("", "ab", [(0, 0, 0, 2)]),
        ("ab", "", [(0, 2, 0, 0)]),
        ("abc", "axc", [(1, 2, 1, 2)]),
        ("abc", "abxyc", [(2, 2, 2, 4)]),
        ("abxyc", "abc", [(2, 4, 2, 2)]),
        ("aa", "aaa", [(2, 2, 2, 3)]),
        ("aaa", "aa", [(2, 3, 2, 2)]),
        ("abcdefg", "abXdYfg", [(2, 3, 2, 3), (4, 5, 4, 5)]),
        ("xabcy", "zabcw", [(0, 1, 0, 1), (4, 5, 4, 5)]),
        ("pabq", "rasbt", [(0, 1, 0, 1), (2, 2, 2, 3), (3, 4, 4, 5)]),
        ("prasbt", "uabv", [(0, 2, 0, 1), (3, 4, 2, 2), (5, 6, 3, 4)]),
        # „a” stands twice, so it shows nothing until „b” has divided the row
        ("xaby", "zabaw", [(0, 1, 0, 1), (3, 4, 3, 5)]),
        ("xayaz", "uavaw", [(0, 5, 0, 5)]),
        ("xay", "uavaw", [(0, 3, 0, 5)]),
        ("uavaw", "xay", [(0, 5, 0, 3)]),
    ],
)
def test_the_stretches_that_differ(old, new, spans):
    assert list(differing(old, new)) == spans


@given(st.text("abcdef", max_size=12), st.text("abcdef", max_size=12))
def test_the_stretches_make_one_row_of_the_other(old, new):
    made, at, stop = "", 0, 0
    for start, end, other, to in differing(old, new):
        assert at <= start <= end
        assert (start, other) != (end, to)
        made += old[at:start] + new[other:to]
        assert new[stop:other] == old[at:start]
        at, stop = end, to
    assert made + old[at:] == new


@given(st.permutations("abcdefgh"), st.permutations("abcdefgh"))
def test_of_things_that_stand_once_the_most_stay(old, new):
    places = {place: new.index(thing) for place, thing in enumerate(old)}
    spans = list(differing(old, new))
    assert sum(end - start for start, end, *_ in spans) == len(old) - len(longest_rising(places))
    assert sum(stop - other for *_, other, stop in spans) == len(old) - len(longest_rising(places))


def test_a_row_no_longer_divided_differs_from_its_first_difference_to_its_last():
    assert list(differing("abcdefg", "abXdYfg", 0)) == [(2, 5, 2, 5)]
    assert list(differing("abcdefg", "abXdYfg", 1)) == [(2, 3, 2, 3), (4, 5, 4, 5)]


def test_what_is_single_within_a_stretch_divides_it_in_the_next_round():
    old, new = "1a2M5a6", "3a4M7a8"
    assert list(differing(old, new, 1)) == [(0, 3, 0, 3), (4, 7, 4, 7)]
    assert list(differing(old, new, 2)) == [(0, 1, 0, 1), (2, 3, 2, 3), (4, 5, 4, 5), (6, 7, 6, 7)]
