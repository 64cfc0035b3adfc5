"""Somebody of two roles may do what either may, and is refused for the reason that comes first."""

from itertools import product

import attrs
import pytest
from desk_site import NOW, OTHER_UNIT, OWN, UNIT, Desk, standing

from lckm_core.call_centre import DataRequest
from lckm_core.findings import Severity
from lckm_core.organisation import Act, DeskAct, Official, Role
from lckm_core.ports.optional import TrailScope
from lckm_core.procedures import Person
from lckm_core.publication import ANNOUNCEMENT_MOVES, MOVES, State, Transition
from lckm_desk._announcements.views import find_announcement
from lckm_desk._pages import _staff_words
from lckm_desk._permissions import may_do, trail_seen
from lckm_desk._records.procedure import find_procedure
from lckm_desk._records.report import find_record
from lckm_desk._records.request import RequestRecord
from lckm_sign_in import StaffSession

MOVED = dict.fromkeys(row.verb for row in MOVES if row.who)
_BEFORE = {Transition.AGREE: State.CORRECTED, Transition.CHECK: State.RECEIVED}


def session(*roles: Role, unit: str = UNIT) -> StaffSession:
    """Return the session of somebody who has all these roles in a unit."""
    official = Official("Osoba Dwurolna", roles, unit, login="dwie")
    return StaffSession(
        login="dwie",
        officials=(official,),
        signed_in_at=NOW,
        proved_at=NOW,
        ends_at=NOW,
        longest_until=NOW,
    )


def record_of(desk, what):
    """Return what two roles act on: a procedure in a state, or another thing of the unit."""
    match what:
        case "none":
            return None
        case "report":
            return find_record(desk.centre, desk.report())
        case "announcement":
            number = standing(desk, "published")
            return find_announcement(desk.memory.notices.announcements(), number)
        case "request":
            about = {"unit": UNIT, "asked_on": desk.today, "asked_by": Person("Anna Pytająca")}
            return RequestRecord(DataRequest(number="PD-000001", question="Ile dni?", **about))
        case state:
            desk.procedure(state)
            return find_procedure(desk.centre, OWN, None, desk.today)


@pytest.mark.parametrize("unit", [UNIT, OTHER_UNIT], ids=["own", "of another"])
@pytest.mark.parametrize(
    "what",
    [
        "none",
        "received",
        "faulty",
        "corrected",
        "published",
        "report",
        "announcement",
        "request",
    ],
)
def test_of_two_roles_the_one_that_may_counts_and_else_the_first_that_is_fit(what, unit):
    """A role that is bound to no place opens nothing of another unit to the other role."""
    desk = Desk()
    record, moment = record_of(desk, what), desk.now
    verbs = {row.verb for row in ANNOUNCEMENT_MOVES} if what == "announcement" else {*MOVED}
    # A move and an act of one name are equal, and have words of their own.
    acts = [*enumerate((*Act, *DeskAct, *(verb for verb in MOVED if verb in verbs)))]
    alone = {
        (role, at): may_do(session(role, unit=unit), act, record, now=moment)
        for role, (at, act) in product(Role, acts)
    }
    wrong = []
    for first, second, (at, act) in product(Role, Role, acts):
        ranked = [alone[role, at] for role in (first, second)]
        # One that is allowed, then one whose role is fit, then any; of two the first.
        expected = min(ranked, key=lambda one: (not one.allowed, not one.is_role_fit))
        got = may_do(session(first, second, unit=unit), act, record, now=moment)
        if got != expected:
            wrong.append((first.name, second.name, act.name))
    assert wrong == []


def test_the_trail_of_two_roles_is_that_of_both():
    for first, second in product(Role, Role):
        alone = [trail_seen(session(role)) for role in (first, second)]
        both = trail_seen(session(first, second))
        if None in alone:
            assert both is None
            continue
        assert both == TrailScope(
            frozenset({session(first).name}), alone[0].roles | alone[1].roles
        ), (first, second)


@pytest.mark.parametrize("act", [Transition.AGREE, Transition.CHECK])
def test_errors_stop_whoever_agrees_and_whoever_checks(act):
    """Else a head agrees to what nobody can publish."""
    desk = Desk()
    was = desk.hand_in(OWN)
    text = attrs.evolve(was.procedure, title="x" * 400)
    changed = attrs.evolve(was, procedure=text, state=_BEFORE[act])
    record = find_procedure(desk.centre, OWN, None, desk.today)
    record = attrs.evolve(
        record, editions=[changed], readable=(changed,), findings=desk.centre.check_edition(changed)
    )
    role = Role.HEAD_OF_UNIT if act is Transition.AGREE else Role.MONITORING_STAFF
    refused = may_do(session(role), act, record, now=desk.now)
    assert not refused
    assert refused.is_role_fit
    assert {finding.severity for finding in refused.findings} == {Severity.ERROR}


@pytest.mark.parametrize("count", range(4))
def test_the_header_names_every_role(count):
    roles = tuple(Role)[:count]
    words = _staff_words(session(*roles))
    assert words.startswith("Osoba Dwurolna (")
    assert words.removesuffix(")").partition("(")[2].split(", ") == (
        [role.value for role in roles] or ["bez roli"]
    )
