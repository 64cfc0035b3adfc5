"""A city's list of streets: read, judged, and searched by the words that residents type."""

from lckm_core.streets._file import (
    MOST_BYTES,
    MOST_STREETS,
    CheckedStreets,
    StreetFault,
    read_streets,
    streets_as_csv,
)
from lckm_core.streets._list import Street, StreetList, StreetMatch
from lckm_core.streets._words import KINDS, NameForms, has_name, may_be_same_name

__all__ = [
    "KINDS",
    "MOST_BYTES",
    "MOST_STREETS",
    "CheckedStreets",
    "NameForms",
    "Street",
    "StreetFault",
    "StreetList",
    "StreetMatch",
    "has_name",
    "may_be_same_name",
    "read_streets",
    "streets_as_csv",
]
