"""Whatever a store keeps survives the way to text and back, its keys in the order of its class."""

import json
from datetime import date

import attrs
import pytest
from hypothesis import given, strategies as st

from lckm_core import Edition, to_data
from lckm_core.delivery import (
    Dispatch,
    DispatchKind,
    DispatchState,
    HelpdeskReason,
    Lease,
    Mailbox,
    Refusal,
    Work,
)
from lckm_core.procedures import from_data
from lckm_core.publication import State
from lckm_testing.strategies import moments, procedures, reports

WORDS = st.text(min_size=1)
NUMBERS = st.from_regex(r"[A-Z]{2}-[0-9]{1,8}", fullmatch=True)
MAILBOXES = st.builds(Mailbox, WORDS, st.text(min_size=3), st.booleans())
LEASES = st.builds(Lease, WORDS, st.integers(min_value=1), st.sampled_from(Work), moments())
DISPATCHES = st.builds(
    Dispatch,
    report_number=NUMBERS,
    kind=st.sampled_from(DispatchKind),
    mailbox=st.none() | MAILBOXES,
    opened_at=moments(),
    state=st.sampled_from(DispatchState),
    because=st.none() | st.sampled_from(HelpdeskReason),
    since=moments(),
    due_at=st.none() | moments(),
    token=st.integers(min_value=0),
    attempts=st.integers(min_value=0),
    untried=st.integers(min_value=0),
    lease=st.none() | LEASES,
    in_doubt=st.booleans(),
    mailbox_may_have_it=st.booleans(),
    mailbox_refusal=st.none() | st.sampled_from(Refusal),
    helpdesk_refusal=st.none() | st.sampled_from(Refusal),
    needs_a_hand=st.booleans(),
    reference=st.none() | st.text(),
    routed=st.text(),
    about=st.text(),
    files=st.booleans(),
    confirmed_at=st.none() | moments(),
)
DAYS = st.none() | st.dates(date(2023, 1, 19), date(2099, 12, 31))
EDITIONS = st.builds(
    Edition,
    procedure=procedures(),
    number=st.integers(min_value=1),
    state=st.sampled_from(State),
    requested_on=DAYS,
    published_by=st.none() | WORDS,
    published_on=DAYS,
    ended_on=DAYS,
)


@given(st.one_of(DISPATCHES, LEASES, MAILBOXES, EDITIONS, reports()))
def test_what_a_store_keeps_comes_back_from_text(kept):
    model = type(kept)
    data = to_data(kept)
    again = json.loads(json.dumps(data))
    assert from_data(again, model) == kept
    order = [attribute.name for attribute in attrs.fields(model)]
    assert list(data) == [name for name in order if name in data]
    without_default = {
        attribute.name for attribute in attrs.fields(model) if attribute.default is attrs.NOTHING
    }
    assert without_default <= data.keys()


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"unit": "A"}, KeyError),
        ({"unit": "A", "address": ""}, ValueError),
    ],
)
def test_what_is_no_mailbox_is_refused(data, wrong):
    """``from_data`` is for what was judged or written by ``to_data``.

    A class's own conditions hold all the same.
    """
    with pytest.raises(wrong):
        from_data(data, Mailbox)
