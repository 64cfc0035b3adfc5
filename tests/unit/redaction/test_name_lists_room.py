"""The lists of names are held by every process that redacts: they take no room for nothing."""

import sys

import pytest

from lckm_core.redaction import _dictionary


@pytest.mark.parametrize("names", [_dictionary._first_names, _dictionary._common_surnames])
def test_a_list_of_names_has_no_larger_table_than_its_names_need(names):
    assert sys.getsizeof(names()) <= sys.getsizeof(frozenset(set(names())))
