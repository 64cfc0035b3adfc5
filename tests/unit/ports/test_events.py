"""What the centre tells of, and how an adapter gets it."""

import pickle
from datetime import UTC, date, datetime

import pytest

from lckm_core import ContactCentre, build
from lckm_core.delivery import ManualAction, Target
from lckm_core.organisation import Role
from lckm_core.ports import Event, EventVerb, fitting_staff_name
from lckm_core.procedures import Person
from lckm_core.publication import PortalTerms, Transition

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
DRAFT = PortalTerms(version="2026-1", valid_from=date(2026, 6, 1), text="Regulamin.")


STORED = {
    EventVerb.TAKE_BACK: "handle_bounce",
    EventVerb.ROUTE_AGAIN: "reroute",
    EventVerb.TELL_UNITS: "open_erasure_notices",
    # An act that the store failed on, and a look that changes nothing.
    EventVerb.HAND_IN_FAILED: "hand_in",
    EventVerb.CHECK_CODE: "note_code_check",
}
"""The methods whose events have another name than they have."""


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


@pytest.mark.parametrize("name", ["", " ", "Zofia ", "Zofia\nWrona", "\x1b[1mZofia", "Z" * 201])
def test_who_did_it_is_one_line_that_a_trail_can_keep(name):
    with pytest.raises(ValueError, match="1 to 200 characters") as refused:
        Event(verb=EventVerb.REDACT, subject="R-1", at=NOON, by=name)
    assert not name.strip() or name not in str(refused.value)


@pytest.mark.parametrize("name", ["Ż", 200 * "Ż"])
def test_a_name_has_as_many_letters_in_polish(name):
    assert Event(verb=EventVerb.REDACT, subject="R-1", at=NOON, by=name).by == name


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("register", ({"description": "Dziura."},)),
        ("reroute", ("R-1",)),
        ("settle_by_hand", ("R-1", Target.MAILBOX, ManualAction.TOLD)),
        ("withdraw_consent", ("R-1",)),
        ("redact", ("R-1", ["Dziura"])),
        ("confirm_erasure", ("R-1",)),
        ("draft_terms", (DRAFT,)),
        ("name_briefer", ("PI-1",)),
        ("hold_briefing", ("PI-1",)),
    ],
)
def test_a_name_that_does_not_fit_is_refused_before_anything_is_done(verb, arguments):
    # Without any adapter: a store that were asked would be missed.
    more = {
        "register": {"number": "R-1"},
        "name_briefer": {"role": Role.HEAD_OF_UNIT, "person": Person("Ewa Drogowa")},
        "hold_briefing": {"role": Role.HEAD_OF_CALL_CENTRE},
    }.get(verb, {})
    with pytest.raises(ValueError, match="by= names"):
        getattr(ContactCentre(build()), verb)(*arguments, now=NOON, by="Zofia\nWrona", **more)


@pytest.mark.parametrize("name", ["", "Zofia\nWrona", "Z" * 201, None, Person("Zofia Wrona")])
def test_what_is_no_name_of_an_event_is_left_out_where_the_act_is_stored_already(name):
    assert fitting_staff_name(name) is None
    assert fitting_staff_name("Zofia Wrona") == "Zofia Wrona"
