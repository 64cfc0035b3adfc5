"""Who may do what: by the ordinance, and by our reading where it names nobody."""

import pytest

from lckm_core.law import provisions
from lckm_core.organisation import PERMISSIONS, UNSTATED_PERMISSIONS, Act, Role, may


def test_each_act_stands_in_one_of_the_tables():
    assert set(PERMISSIONS) | set(UNSTATED_PERMISSIONS) == set(Act)
    assert not set(PERMISSIONS) & set(UNSTATED_PERMISSIONS)


@pytest.mark.parametrize("act", UNSTATED_PERMISSIONS)
@pytest.mark.parametrize("role", Role)
def test_a_verdict_of_our_reading_says_so_and_names_the_provision(role, act):
    roles, citation = UNSTATED_PERMISSIONS[act]
    verdict = may(role, act)
    assert bool(verdict) is (role in roles)
    assert verdict.cites == citation
    assert citation in {row.id for row in provisions()}
    assert verdict.because.pl.endswith(f"({citation}, nasze odczytanie I27)")
    assert verdict.because.en.endswith(f"({citation}, our reading I27)")


@pytest.mark.parametrize("act", PERMISSIONS)
def test_a_verdict_of_the_ordinance_does_not_pass_for_our_reading(act):
    assert "I27" not in may(Role.DIRECTOR, act).because.pl


def test_units_see_reports_and_change_nothing_but_outcomes():
    assert may(Role.STAFF_OF_UNIT, Act.LOOK_AT_REPORTS)
    for act in set(UNSTATED_PERMISSIONS) - {Act.LOOK_AT_REPORTS}:
        assert not may(Role.STAFF_OF_UNIT, act)
