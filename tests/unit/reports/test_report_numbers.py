"""A report's number is what the office writes, ŁCKM/2026/000123; where only ASCII may stand,
something leads back to it.
"""

import re

import attrs
import pytest
from hypothesis import given, strategies as st

from lckm_core.delivery import DispatchKind, id_of_key
from lckm_core.reports import (
    file_name,
    file_reference,
    in_key,
    is_report_number,
    number_in,
    number_of_file,
)
from lckm_core.reports._text_types import NUMBER_PATTERN, REFERENCE
from lckm_testing.contracts import samples

OFFICE = "ŁCKM/2026/000123"
NUMBERS = st.one_of(
    st.from_regex(NUMBER_PATTERN, fullmatch=True),
    st.text("AaŁłŹźŻżZz/._-1", min_size=1, max_size=40).filter(is_report_number),
)
ATOMS = re.compile(r"[A-Za-z0-9_=-]+(?:\.[A-Za-z0-9_=-]+)*")
"""What may stand in a Message-ID, of what every adapter takes for a key."""


def test_what_stands_for_one_can_still_be_read():
    assert in_key(OFFICE) == "L=CKM-=2026-=000123"
    assert file_reference(OFFICE, 1) == "L=CKM-=2026-=000123-1"
    assert file_name(file_reference(OFFICE, 1), "image/jpeg") == "LCKM-2026-000123-1.jpg"


@pytest.mark.parametrize("number", ["ZG-2026-000123", "LCKM-2026-000123", "ZG.uml-2026-1"])
def test_of_an_ascii_one_a_file_is_named_by_itself(number):
    assert file_reference(number, 2) == f"{number}-2"


@given(NUMBERS)
def test_it_leads_back_to_the_number_so_no_two_have_the_same(number):
    written, reference = in_key(number), file_reference(number, 7)
    assert number_in(written) == number
    assert number_of_file(reference) == number
    assert ATOMS.fullmatch(written)
    assert "." not in written
    assert re.fullmatch(REFERENCE.pattern, reference)
    assert len(written) <= 120


@given(NUMBERS, st.sampled_from(DispatchKind))
def test_a_key_of_any_number_is_one_that_mails_and_helpdesks_take(number, kind):
    dispatch = attrs.evolve(samples.opened(number), kind=kind)
    assert ATOMS.fullmatch(dispatch.key)
    assert ATOMS.fullmatch(dispatch.mailbox_key)
    assert max(len(dispatch.key), len(dispatch.mailbox_key)) <= 150
    assert id_of_key(dispatch.key) == dispatch.id


@pytest.mark.parametrize(
    "number",
    ["", "/1", "1/", "a b", "a\nb", "a#b", "a=b", "ß1", "Ł", "Ł1", "a" * 41, "٣", "a\u0328"],
)
def test_what_may_be_one(number):
    assert is_report_number(number) is (number in {"Ł", "Ł1"})


@pytest.mark.parametrize(
    "key", ["B=-1.x", "L=CKM-=2026.x.nonsense", "L-2026=1.x", "=.x", "-=.x", "Ł.x"]
)
def test_what_nobody_wrote_leads_nowhere(key):
    assert id_of_key(key) is None
