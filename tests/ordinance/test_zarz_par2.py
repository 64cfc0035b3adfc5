"""§ 2 of the body: who manages the system."""

from datetime import date

import pytest

from lckm_core import Role, may
from lckm_core.errors import IllegalMoveError
from lckm_core.organisation import Act
from lckm_core.procedures.parts import Person
from lckm_core.publication import PortalTerms, approve

DRAFT = PortalTerms(version="1", valid_from=date(2026, 12, 1), text="Zasady")
DIRECTOR = Person("Przykładowa Anna")


class TestTheDirectorManages:
    """zarz. § 2: the Director of the contact department runs the system, the approval of the portal
    terms included.
    """

    @pytest.mark.parametrize("role", Role)
    def test_only_the_director_approves_terms(self, role):
        assert bool(may(role, Act.APPROVE_TERMS)) is (role is Role.DIRECTOR)

    def test_the_approval_is_kept_with_the_terms(self):
        approved = approve(DRAFT, Role.DIRECTOR, by=DIRECTOR, on=date(2026, 11, 25))
        assert (approved.approved_by, approved.approved_on) == (DIRECTOR, date(2026, 11, 25))

    def test_anybody_else_is_refused(self):
        with pytest.raises(IllegalMoveError, match="Dyrektor"):
            approve(DRAFT, Role.HEAD_OF_MONITORING, by=DIRECTOR, on=date(2026, 11, 25))
