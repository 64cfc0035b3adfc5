"""What the centre tells of, and how an adapter gets it."""

import pickle
from datetime import UTC, datetime

import pytest

from lckm_core import ContactCentre
from lckm_core.ports import Event, EventVerb
from lckm_core.publication import Transition

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


STORED = {
    EventVerb.TAKE_BACK: "handle_bounce",
    EventVerb.ROUTE_AGAIN: "reroute",
    EventVerb.TELL_UNITS: "open_erasure_notices",
}
"""The methods whose events audit trails keep under an earlier name."""


@pytest.mark.parametrize("verb", EventVerb)
def test_each_is_a_method_of_the_centre_or_one_step_of_what_is_due(verb):
    method = STORED.get(verb, verb)
    assert any(callable(getattr(ContactCentre, name, None)) for name in (method, f"{method}_due"))


def test_each_transition_but_a_replacement_has_an_event_of_its_own():
    events = [EventVerb(one.event) for one in Transition if one is not Transition.REPLACE]
    assert len(events) == len(set(events)) == len(Transition) - 1


def test_a_listener_gets_a_plain_word_that_it_can_store_and_compare():
    event = Event(verb=EventVerb.PUBLISH, subject="KA-00001", at=NOON)
    assert type(event.verb) is str
    assert event.verb == EventVerb.PUBLISH == "publish"
    assert (
        pickle.loads(pickle.dumps(event))
        == event
        == Event(verb="publish", subject="KA-00001", at=NOON)
    )
