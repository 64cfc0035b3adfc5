"""The lists of names are held by every process that redacts: they take no room for nothing, and
say no word twice.
"""

import sys

import pytest

from lckm_core.redaction import _dictionary


@pytest.mark.parametrize("names", [_dictionary._first_names, _dictionary._common_surnames])
def test_a_list_of_names_has_no_larger_table_than_its_names_need(names):
    assert sys.getsizeof(names()) <= sys.getsizeof(frozenset(set(names())))


def test_a_surname_that_stands_alone_is_no_first_name_and_no_street():
    alone = _dictionary._surnames_alone()
    assert not alone & _dictionary._nominatives()
    assert not alone & _dictionary._streets()
    assert not alone & _dictionary._surnames_and_words()
