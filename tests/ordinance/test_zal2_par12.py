"""§ 12 of the Instruction: who publishes."""

import pytest

from lckm_core import Role, may
from lckm_core.errors import IllegalMoveError
from lckm_core.organisation import Act
from lckm_core.publication import State, Transition, move


class TestOnlyNamedStaffPublish:
    """zał. 2 § 12: staff of Monitoring who were named for it publish, and nobody else."""

    @pytest.mark.parametrize("act", [Act.PUBLISH, Act.WITHDRAW])
    @pytest.mark.parametrize("role", Role)
    def test_who_may(self, role, act):
        assert bool(may(role, act)) is (role is Role.MONITORING_STAFF)

    def test_a_checked_edition_is_published(self):
        assert move(State.CHECKED, Transition.PUBLISH, Role.MONITORING_STAFF) is State.PUBLISHED

    @pytest.mark.parametrize(
        "role", [role for role in Role if role is not Role.MONITORING_STAFF] + [None]
    )
    def test_anybody_else_is_refused(self, role):
        with pytest.raises(IllegalMoveError, match=r"zał\. 2 § 12"):
            move(State.CHECKED, Transition.PUBLISH, role)

    def test_nothing_unchecked_is_published(self):
        with pytest.raises(IllegalMoveError):
            move(State.RECEIVED, Transition.PUBLISH, Role.MONITORING_STAFF)
