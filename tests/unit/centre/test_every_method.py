"""Every method of the centre refuses a name, a moment or a role that is none before anything
else: the methods are those that it has, so that a new one is covered as well.
"""

import inspect
from datetime import UTC, datetime

from lckm_core import ContactCentre, Role, build
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import AccessPurpose
from lckm_core.reports import Outcome
from tests.helpers.rows import in_one_test

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
NAIVE = NOW.replace(tzinfo=None)
GIVEN = {
    "clock": lambda: NOW,
    "form": {"description": "Dziura."},
    "limits": None,
    "matches": True,
    "now": NOW,
    "number": "ZG-1",
    "outcome": next(iter(Outcome)),
    "procedure_id": "KA-00001",
    "procedures": (),
    "purpose": next(iter(AccessPurpose)),
    "terms_version": "1",
}
WRONG = {
    "by": ("Zofia\nWrona", "by= names a member of staff"),
    "now": (NAIVE, "a naive datetime names no moment"),
    "clock": (lambda: NAIVE, "a naive datetime names no moment"),
    "role": ("DIRECTOR", "Role is one of"),
}
METHODS = {
    name: inspect.signature(method).parameters
    for name, method in inspect.getmembers(ContactCentre, inspect.isfunction)
    if not name.startswith("_")
}
EDITIONS = {
    "agree",
    "confirm",
    "correct",
    "give_back",
    "give_back_announcement",
    "hand_in",
    "hand_in_announcement",
    "note",
    "publish",
    "publish_announcement",
    "request_update",
    "withdraw",
    "withdraw_announcement",
}
ANSWERS = {"answer_data_request", "correct_answer"}
TERMS = {"approve_terms", "discard_terms", "draft_terms"}
REQUESTS = {"name_briefer", "request_briefing", "request_data"}
LATER = {
    "by": EDITIONS | ANSWERS | {"approve_terms"},
    "now": (EDITIONS - {"hand_in", "hand_in_announcement", "publish", "publish_announcement"})
    - {"withdraw", "withdraw_announcement"}
    | ANSWERS
    | (TERMS - {"approve_terms"})
    | REQUESTS
    | {"change_routes", "check_handover", "erase_notes", "note_outcome", "outcome_words"}
    | {"similar_to"},
    "clock": {"deliver_now"},
    "role": EDITIONS
    | ANSWERS
    | TERMS
    | REQUESTS
    | {"hold_briefing", "readdress_request"}
    | {"tasks_for"},
}
"""What looks first at what it is to act on, and refuses it then: its own tests tell of it."""


def _errors(centre: ContactCentre, name: str, wrong: str) -> set[str]:
    """Return what a method says to a wrong argument: in one role to another."""
    found = set()
    for role in Role:
        given = {
            parameter: GIVEN.get(parameter, "x")
            for parameter, about in METHODS[name].items()
            if parameter != "self" and about.default is inspect.Parameter.empty
        }
        if "role" in METHODS[name]:
            given["role"] = role
        given[wrong] = WRONG[wrong][0]
        try:
            answer = getattr(centre, name)(**given)
            if inspect.isgenerator(answer):
                list(answer)
        except Exception as error:  # noqa: BLE001 - which one it is, is what is asked
            found.add(str(error))
    return found


@in_one_test("wrong", WRONG)
def test_it_is_refused_before_anything_is_looked_at(wrong):
    said, centre = WRONG[wrong][1], ContactCentre(build(MemoryAdapter()))
    later = {
        name
        for name, parameters in METHODS.items()
        if wrong in parameters
        and not any(one.startswith(said) for one in _errors(centre, name, wrong))
    }
    assert later == LATER[wrong]
