"""What a code is about is told by the library: whoever asks it spells no code and no beginning
of one.
"""

from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import pytest

from lckm_core import Message, check_file, kinds
from lckm_core.findings import FindingKind
from lckm_core.procedures import UNOPENABLE_FILE, Departure


def declared_in(package):
    """Return the codes of the kinds that stand in the modules of a package."""
    names = [f"{package}.{module.name}" for module in iter_modules(import_module(package).__path__)]
    values = [value for name in names for value in vars(import_module(name)).values()]
    return {value.code for value in values if isinstance(value, FindingKind)}


REQUESTS = declared_in("lckm_core.amendments")
FILES = declared_in("lckm_core.procedures._documents")


def test_both_have_kinds():
    assert REQUESTS
    assert FILES


def test_a_finding_is_of_a_request_where_requests_are_judged():
    found = {kind.code for kind in kinds() if kind.at((), Message("x", "x")).is_of_request}
    assert found >= REQUESTS
    assert not found & FILES


def test_a_departure_is_of_a_file_where_files_are_judged():
    codes = [kind.code for kind in kinds()]
    departures = [Departure("KA-00001", code, "kto", date(2026, 5, 4), "1") for code in codes]
    assert {one.code for one in departures if one.is_of_file} == FILES


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b""),
        ("a.pdf", b"%PDF-1.7\n"),
        ("a.url", b"[InternetShortcut]\nURL=https://a.pl\n"),
    ],
)
def test_what_cannot_be_looked_into_is_among_the_kinds_that_say_so(name, data):
    assert {one.code for one in check_file(name, data, "document")} & {
        kind.code for kind in UNOPENABLE_FILE
    }
