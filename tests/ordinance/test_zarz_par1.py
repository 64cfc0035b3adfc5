"""§ 1 of the body: who prepares material."""

import pytest

from lckm_core import Role, may
from lckm_core.organisation import DIRECTORY, OFFICE, Act


class TestHeadsPrepareMaterial:
    """zarz. § 1 ust. 1: heads of the Office's cells and of the listed units hand material in, and
    nobody else.
    """

    @pytest.mark.parametrize("role", Role)
    def test_only_heads_may(self, role):
        verdict = may(role, Act.HAND_IN_MATERIAL)
        assert bool(verdict) is (role in (Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT))
        assert verdict.cites == "zarz. § 1 ust. 1"

    def test_a_refusal_names_who_may(self):
        because = may(Role.CALL_CENTRE_STAFF, Act.HAND_IN_MATERIAL).because
        assert Role.HEAD_OF_CELL.value in because.pl
        assert "head of unit" in because.en

    def test_the_directory_is_the_office_and_the_ten_units(self):
        assert DIRECTORY.units[0].name == OFFICE
        assert len(DIRECTORY.units) == 11
