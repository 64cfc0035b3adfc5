"""A blank of a pattern is one, two or three blanks of a text, wherever it stands."""

import pytest

from lckm_core._patterns import compiled


@pytest.mark.parametrize(
    ("pattern", "text", "is_found"),
    [
        ("nie ma", "nie ma", True),
        (r"nie\sma", "nie ma", True),
        ("nie ?ma", "nie ma", True),
        (r"nie\s?ma", "niema", True),
        ("nie[ -]ma", "nie-ma", True),
        ("(?<=nie ma )opłat", "nie ma opłat", True),
        ("(?<!nie )podlega", "nie podlega", False),
        ("(?<!nie jest )(?<!nie )wymagana", "nie jest wymagana", False),
        ("(?<!nie jest )(?<!nie )wymagana", "jest wymagana", True),
    ],
)
@pytest.mark.parametrize("blanks", [" ", "  "])
def test_blanks(pattern, text, is_found, blanks):
    found = compiled(pattern).search(text.replace(" ", blanks))
    assert (found is not None) is is_found
