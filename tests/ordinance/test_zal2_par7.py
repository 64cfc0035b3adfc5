"""§ 7 of the Instruction: who announces."""

from datetime import date

import pytest

from lckm_core import IllegalMoveError, Role
from lckm_core.procedure.parts import Person
from lckm_core.publication.notices import Announcement, announce

NEWS = Announcement(
    id="OG-0001", title="Nabór", text="Trwa nabór.", unit="Urząd Miasta Łodzi", requested_by=Person("A B")
)


def allowed(role: Role, news: Announcement = NEWS) -> bool:
    try:
        return announce(news, role) is news
    except IllegalMoveError:
        return False


class TestHeadsAnnounce:
    """zał. 2 § 7 ust. 1: heads of cells and of the listed units hand announcements in."""

    @pytest.mark.parametrize("role", [Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT])
    def test_heads_may(self, role):
        assert allowed(role)

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.MONITORING_STAFF, Role.CALL_CENTRE_STAFF])
    def test_others_may_not(self, role):
        assert not allowed(role)

    def test_an_announcement_ends_when_its_window_does(self):
        assert date(2026, 1, 1) in NEWS.window


class TestMonitoringAnnounces:
    """zał. 2 § 7 ust. 2: the head of Monitoring may announce unasked."""

    def test_the_head_may(self):
        assert allowed(Role.HEAD_OF_MONITORING)
