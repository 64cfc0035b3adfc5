"""§ 7 of the Instruction: who announces."""

from datetime import UTC, date, datetime

import attrs
import pytest

from lckm_core import ContactCentre, Role, build
from lckm_core.errors import IllegalMoveError
from lckm_core.memory import MemoryAdapter
from lckm_core.procedures.parts import Person
from lckm_core.publication import Announcement, announce, check_notice

NEWS = Announcement(
    id="OG-0001",
    title="Nabór",
    text="Trwa nabór.",
    unit="Urząd Miasta Łodzi",
    requested_by=Person("A B"),
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

    @pytest.mark.parametrize(
        ("unit", "cell", "found"),
        [
            ("Urząd Miasta Łodzi", "Wydział Informatyki", []),
            ("Urząd Miasta Łodzi", None, ["LCKM-N012"]),
            ("Schronisko dla Zwierząt", None, []),
            ("Zarząd Nieznany", None, ["LCKM-N011"]),
        ],
    )
    def test_of_a_cell_or_a_listed_unit(self, unit, cell, found):
        news = attrs.evolve(NEWS, unit=unit, cell=cell)
        assert [finding.code for finding in check_notice(news)] == found

    def test_an_announcement_ends_when_its_window_does(self):
        assert date(2026, 1, 1) in NEWS.window


class TestMonitoringAnnounces:
    """zał. 2 § 7 ust. 2: the head of Monitoring may announce unasked."""

    def test_the_head_may(self):
        assert allowed(Role.HEAD_OF_MONITORING)

    def test_what_is_placed_is_kept(self):
        memory = MemoryAdapter()
        news = attrs.evolve(NEWS, cell="Wydział Informatyki")
        now = datetime(2026, 11, 2, 11, tzinfo=UTC)
        ContactCentre(build(memory)).announce(news, role=Role.HEAD_OF_MONITORING, now=now)
        assert list(memory.notices.announcements()) == [news]
