"""§ 7 of the Instruction: who announces."""

from datetime import UTC, date, datetime

import attrs
import pytest

from lckm_core import (
    Audience,
    Channel,
    ContactCentre,
    InvalidProcedureError,
    Role,
    build,
)
from lckm_core.errors import IllegalMoveError
from lckm_core.memory import MemoryAdapter
from lckm_core.procedures.parts import Person
from lckm_core.publication import Announcement, State, check_notice
from tests.helpers.handovers import head_handover

NEWS = Announcement(
    id="OG-0001",
    title="Nabór",
    text="Trwa nabór.",
    unit="Urząd Miasta Łodzi",
    requested_by=Person("A B"),
)


NOON = datetime(2026, 11, 2, 11, tzinfo=UTC)
STAFF = Role.MONITORING_STAFF


@pytest.fixture
def centre():
    return ContactCentre(build(MemoryAdapter()))


def hand_in(centre, role, **changed):
    """Hand an announcement in, of the Office or of the unit whose head asks."""
    of_unit = role is Role.HEAD_OF_UNIT
    whose = {
        "unit": "Schronisko dla Zwierząt" if of_unit else "Urząd Miasta Łodzi",
        "cell": None if of_unit else "Wydział Informatyki",
    }
    handover = attrs.evolve(head_handover(NOON.date(), **whose), role=role)
    return centre.hand_in_announcement(
        attrs.evolve(NEWS, **whose),
        handover=attrs.evolve(handover, **changed),
        by="Ewa Pokazowa",
        now=NOON,
    )


def on_portal(centre):
    notices = centre.publication((Audience.PORTAL,), on=NOON.date()).notices
    return [one.id for one in notices[Audience.PORTAL]]


class TestHeadsAnnounce:
    """zał. 2 § 7 ust. 1: heads of cells and of the listed units hand announcements in."""

    @pytest.mark.parametrize("role", [Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT])
    def test_heads_may(self, centre, role):
        assert hand_in(centre, role).state is State.RECEIVED

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.MONITORING_STAFF, Role.CALL_CENTRE_STAFF])
    def test_others_may_not(self, centre, role):
        with pytest.raises(IllegalMoveError, match=r"zał\. 2 § 7"):
            hand_in(centre, role)

    def test_it_comes_by_a_channel(self, centre):
        """An announcement is material too (zał. 2 § 2 pkt 3, § 11)."""
        with pytest.raises(InvalidProcedureError, match="LCKM-S005"):
            hand_in(centre, Role.HEAD_OF_CELL, channel=Channel.PAPER)

    def test_the_portal_has_it_once_named_staff_published_it(self, centre):
        """zał. 2 § 12: and nobody else does."""
        hand_in(centre, Role.HEAD_OF_CELL)
        assert on_portal(centre) == []
        for role in set(Role) - {STAFF}:
            with pytest.raises(IllegalMoveError, match=r"zał\. 2 § 12"):
                centre.publish_announcement("OG-0001", role=role, by="A B", now=NOON)
        centre.publish_announcement("OG-0001", role=STAFF, by="Ewa Pokazowa", now=NOON)
        assert on_portal(centre) == ["OG-0001"]

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

    def test_the_head_may_and_no_channel_is_asked_for(self, centre):
        edition = hand_in(centre, Role.HEAD_OF_MONITORING, reference=None)
        assert edition.state is State.RECEIVED

    def test_it_is_published_like_any_other(self, centre):
        hand_in(centre, Role.HEAD_OF_MONITORING)
        assert on_portal(centre) == []
        centre.publish_announcement("OG-0001", role=STAFF, by="Ewa Pokazowa", now=NOON)
        assert on_portal(centre) == ["OG-0001"]
