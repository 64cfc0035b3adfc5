"""What the centre tells of, and how an adapter gets it."""

import pickle
from datetime import UTC, datetime

import pytest

from lckm_core import ContactCentre
from lckm_core.ports import Event, EventVerb

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


STORED = {
    EventVerb.TAKE_BACK: "handle_bounce",
    EventVerb.ROUTE_AGAIN: "reroute",
    EventVerb.TELL_UNITS: "open_erasure_notices",
}
"""Methods that were renamed after audit trails had stored the word."""


@pytest.mark.parametrize("verb", EventVerb)
def test_each_is_a_method_of_the_centre_or_one_step_of_what_is_due(verb):
    names = (STORED.get(verb, verb), f"{verb}_due")
    assert any(callable(getattr(ContactCentre, name, None)) for name in names)


def test_a_listener_gets_a_plain_word_that_it_can_store_and_compare():
    event = Event(verb=EventVerb.PUBLISH, subject="KA-00001", at=NOON)
    assert type(event.verb) is str
    assert event.verb == EventVerb.PUBLISH == "publish"
    assert (
        pickle.loads(pickle.dumps(event))
        == event
        == Event(verb="publish", subject="KA-00001", at=NOON)
    )
