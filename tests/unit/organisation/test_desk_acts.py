"""Who may look and act where the ordinance is silent (interpretation I26): the table, its words,
and the verbs that obey it.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lckm_core import ContactCentre, build
from lckm_core.delivery import Dispatch, DispatchKind, ManualAction, Target
from lckm_core.errors import IllegalMoveError
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import (
    DESK_PERMISSIONS,
    PERMISSIONS,
    Act,
    DeskAct,
    Official,
    Role,
    is_own,
    may,
    require_may,
)
from lckm_core.publication import PortalTerms
from lckm_testing.contracts import samples
from tests.helpers.rows import in_one_test

NOON = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)
PAGE = Path(__file__).parents[3] / "docs/interpretations/0026-who-looks-and-acts-at-the-desk.md"
DRAFT = PortalTerms(version="2026-1", valid_from=date(2026, 4, 1), text="Regulamin.")
VERBS = {
    DeskAct.REROUTE: lambda centre, role: centre.reroute("ZG-1", now=NOON, role=role),
    DeskAct.SETTLE_BY_HAND: lambda centre, role: centre.settle_by_hand(
        "ZG-1", Target.HELPDESK, ManualAction.TOLD, now=NOON, role=role
    ),
    DeskAct.REDACT: lambda centre, role: centre.redact("ZG-1", ["Dziura"], now=NOON, role=role),
    DeskAct.WITHDRAW_CONSENT: lambda centre, role: centre.withdraw_consent(
        "ZG-1", now=NOON, role=role
    ),
    DeskAct.CONFIRM_ERASURE: lambda centre, role: centre.confirm_erasure(
        "ZG-1", kind=DispatchKind.HELPDESK_NOTICE, now=NOON, role=role
    ),
    DeskAct.DRAFT_TERMS: lambda centre, role: centre.draft_terms(DRAFT, now=NOON, role=role),
}


@pytest.fixture
def memory():
    return MemoryAdapter(table=samples.TABLE)


@pytest.fixture
def centre(memory):
    centre = ContactCentre(build(memory))
    centre.register({"description": "Dziura."}, number="ZG-1", now=NOON, terms_version="1")
    notice = Dispatch(
        report_number="ZG-1",
        kind=DispatchKind.HELPDESK_NOTICE,
        mailbox=None,
        opened_at=NOON,
        since=NOON,
        due_at=NOON,
    )
    memory.reports.add_notices([notice])
    memory.events.clear()
    return centre


def test_each_act_has_its_row_and_its_words():
    assert set(DESK_PERMISSIONS) == set(DeskAct)
    for act in DeskAct:
        assert act.denied
        assert act.english.isascii()
    assert not {act.value for act in DeskAct} & {act.value for act in Act}
    assert not {act.name for act in DeskAct} & {act.name for act in PERMISSIONS}


@in_one_test("act", DeskAct)
@in_one_test("role", Role)
def test_the_table_decides_and_the_refusal_says_who_may(role, act):
    verdict = may(role, act)
    assert bool(verdict) is (role in DESK_PERMISSIONS[act])
    assert verdict.cites == "interpretacja I26"
    if verdict:
        require_may(role, act, "ZG-1")
        return
    with pytest.raises(IllegalMoveError) as refused:
        require_may(role, act, "ZG-1")
    for allowed in DESK_PERMISSIONS[act]:
        assert allowed.value in refused.value.message.pl
        assert allowed.english in refused.value.message.en


@pytest.mark.parametrize("act", VERBS)
@pytest.mark.parametrize("role", Role)
def test_a_verb_is_refused_where_the_table_says_so_and_changes_nothing(centre, memory, act, role):
    before = memory.reports.get("ZG-1"), memory.reports.dispatch("ZG-1")
    if role in DESK_PERMISSIONS[act]:
        VERBS[act](centre, role)
        assert [event.role for event in memory.events] == [role]
        return
    with pytest.raises(IllegalMoveError):
        VERBS[act](centre, role)
    assert (memory.reports.get("ZG-1"), memory.reports.dispatch("ZG-1")) == before
    assert list(memory.events) == []


@pytest.mark.parametrize("act", VERBS)
def test_an_operator_acts_without_a_role(centre, memory, act):
    VERBS[act](centre, None)
    assert [event.role for event in memory.events] == [None]


def test_what_is_of_ones_own():
    unit = Official("Przykładowy Jan", (Role.HEAD_OF_UNIT,), "Zarząd Dróg i Transportu")
    assert is_own(Role.HEAD_OF_UNIT, unit, "Zarząd Dróg i Transportu", None)
    assert is_own(Role.HEAD_OF_UNIT, unit, "Zarząd Dróg i Transportu", "Dział Mostów")
    assert not is_own(Role.HEAD_OF_UNIT, unit, "Zarząd Zieleni Miejskiej", None)
    cell = Official("Wzorcowa Anna", (Role.STAFF_OF_CELL,), cell="Wydział Informatyki")
    assert is_own(Role.STAFF_OF_CELL, cell, "Urząd Miasta Łodzi", "Wydział Informatyki")
    assert not is_own(Role.STAFF_OF_CELL, cell, "Urząd Miasta Łodzi", "Wydział Budżetu")
    assert not is_own(Role.STAFF_OF_CELL, cell, "Urząd Miasta Łodzi", None)
    assert is_own(Role.MONITORING_STAFF, cell, "Zarząd Zieleni Miejskiej", None)


def test_the_page_has_the_table():
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text("utf-8").splitlines()
        if line.startswith("| ")
    ][1:]
    columns = [
        {Role.CALL_CENTRE_STAFF},
        {Role.HEAD_OF_CALL_CENTRE},
        {Role.MONITORING_STAFF},
        {Role.HEAD_OF_MONITORING},
        {Role.DIRECTOR},
        {Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT, Role.STAFF_OF_CELL, Role.STAFF_OF_UNIT},
    ]
    written = [
        frozenset().union(
            *(roles for roles, cell in zip(columns, row[1:], strict=True) if cell != "–")
        )
        for row in rows
    ]
    acts = [*DeskAct]
    order = [acts[:1], acts[1:2], acts[2:3], acts[3:5], acts[5:7], *([act] for act in acts[7:])]
    assert written == [DESK_PERMISSIONS[group[0]] for group in order]
    assert all(len({DESK_PERMISSIONS[act] for act in group}) == 1 for group in order)
