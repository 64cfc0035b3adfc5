"""§ 10 of the Instruction: where descriptions are shown, and how the call centre learns what it has
to know.
"""

from datetime import UTC, date, datetime

import pytest

from lckm_core import (
    Audience,
    ContactCentre,
    Role,
    build,
)
from lckm_core.call_centre import (
    BriefingRequest,
    DataRequest,
    age_in_days,
    answer_data_request,
    hold_briefing,
    is_reminder_due,
    name_briefer,
    request_briefing,
    request_data,
)
from lckm_core.errors import IllegalMoveError
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import OFFICE
from lckm_core.procedures import from_data
from lckm_core.procedures.parts import Person
from lckm_core.publication import State
from tests.helpers.handovers import head_handover


class TestPortalAndBip:
    """zał. 2 § 10 ust. 1: a description is shown on the portal and in BIP alike."""

    def test_both_show_the_same(self, shown):
        assert shown(Audience.PORTAL) == shown(Audience.BIP)

    @pytest.mark.parametrize("audience", [Audience.PORTAL, Audience.BIP])
    def test_what_bip_has_to_name(self, shown, audience):
        entries = shown(audience, produced_on="2026-11-03")
        assert {"unit", "cell", "authors", "produced_on"} <= entries.keys()

    @pytest.fixture
    def published(self, minimal):
        """Return a centre, and a function that hands a text in, checks and publishes it at an hour
        of one day.
        """
        centre = ContactCentre(build(MemoryAdapter()))
        who = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa"}

        def publish(hour, **fields):
            now = datetime(2026, 11, 25, hour, tzinfo=UTC)
            text = from_data(minimal | {"unit": OFFICE, "cell": "Wydział Informatyki"} | fields)
            handover = head_handover(now.date(), cell=text.cell)
            centre.hand_in(text, handover=handover, by="Ewa Pokazowa", now=now)
            for move in (centre.confirm, centre.publish):
                edition = move(text.id, now=now, **who)
            return edition

        return centre, publish

    def test_what_was_put_right_within_the_hour_was_shown_for_that_hour(self, published):
        """And stays in the history and the archive, as the act on public information says (I19)."""
        centre, publish = published
        publish(8, title="Zły tytuł")
        right = publish(9)
        (page,) = centre.publication([Audience.BIP], on=date(2026, 11, 25)).pages[Audience.BIP]
        (wrong,) = page.history
        assert (page.edition, wrong.edition, wrong.projection().title) == (2, 1, "Zły tytuł")
        assert (wrong.published_at.hour, wrong.ended_at) == (8, right.published_at)

    def test_what_was_withdrawn_within_the_hour_is_in_the_register(self, published):
        centre, publish = published
        number, at = publish(8).id, datetime(2026, 11, 25, 9, tzinfo=UTC)
        centre.withdraw(number, role=Role.MONITORING_STAFF, by="Ewa Pokazowa", now=at)
        (removed,) = centre.publication([Audience.BIP], on=date(2026, 11, 25)).removed[Audience.BIP]
        assert (removed.id, removed.ended_at) == (number, at)

    def test_the_register_keeps_all_that_was_shown_whatever_happened_later(self, published):
        """Each publication, replacement and withdrawal, with its moment and who entered it.

        It only grows (I19).
        """
        centre, publish = published
        told = []

        def tell():
            register = centre.publication([Audience.BIP], on=date(2026, 11, 25)).register[
                Audience.BIP
            ]
            told.append(
                [
                    (one.edition, one.published_at.hour, one.published_by, one.state)
                    for one in register
                ]
            )
            return register

        number = publish(8).id
        tell()
        publish(9, title="Drugi tytuł")
        tell()
        at = datetime(2026, 11, 25, 10, tzinfo=UTC)
        centre.withdraw(number, role=Role.MONITORING_STAFF, by="Jan Przykładowy", now=at)
        tell()
        publish(11)
        *_, withdrawn, _ = tell()
        first, second = (1, 8, "Ewa Pokazowa"), (2, 9, "Ewa Pokazowa")
        assert told == [
            [(*first, State.PUBLISHED)],
            [(*first, State.REPLACED), (*second, State.PUBLISHED)],
            [(*first, State.REPLACED), (*second, State.WITHDRAWN)],
            [
                (*first, State.REPLACED),
                (*second, State.WITHDRAWN),
                (3, 11, "Ewa Pokazowa", State.PUBLISHED),
            ],
        ]
        assert (withdrawn.ended_at, withdrawn.ended_by) == (at, "Jan Przykładowy")


REQUEST = DataRequest(
    number="PD-2026-1",
    unit="Zarząd Dróg i Transportu",
    asked_by=Person("Wzorcowa Anna"),
    asked_on=date(2026, 11, 2),
    question="Od kiedy obowiązuje nowy cennik?",
)
BRIEFING = BriefingRequest(
    number="PI-2026-1",
    unit="Zarząd Dróg i Transportu",
    asked_by=Person("Wzorcowa Anna"),
    asked_on=date(2026, 11, 2),
    subject="Zajęcie pasa drogowego",
    reason="Nowe zasady od stycznia.",
)
BRIEFER = Person("Przykładowy Jan")


def noon(day: int) -> datetime:
    return datetime(2026, 11, day, 11, tzinfo=UTC)


@pytest.fixture
def centre() -> ContactCentre:
    return ContactCentre(build(MemoryAdapter()))


class TestAnswersByTelephone:
    """zał. 2 § 10 ust. 2: the call centre tells residents how matters are settled, from the
    knowledge base above all.
    """

    def test_it_sees_what_residents_do_not(self, shown):
        for_staff = shown(Audience.CALL_CENTRE, call_centre={"notes": "Pytać o numer sprawy."})
        assert "call_centre.notes" in for_staff
        assert "Pytać o numer sprawy." in for_staff["call_centre.notes"]

    @pytest.mark.parametrize("role", [Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE])
    def test_what_it_lacks_it_asks_for(self, role):
        assert request_data(REQUEST, role) == REQUEST


class TestUnitsHelp:
    """zał. 2 § 10 ust. 3: staff of cells and units pass on without delay what the call centre needs
    to know.
    """

    @pytest.mark.parametrize(
        "role", [Role.STAFF_OF_CELL, Role.STAFF_OF_UNIT, Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT]
    )
    def test_they_answer(self, role):
        answered = answer_data_request(
            REQUEST, role, text="Od 1 stycznia.", by=BRIEFER, on=date(2026, 11, 4)
        )
        assert (answered.answer, answered.answered_by, answered.is_open) == (
            "Od 1 stycznia.",
            BRIEFER,
            False,
        )
        assert age_in_days(answered, on=date(2026, 12, 1)) == 2

    @pytest.mark.parametrize(("day", "due"), [(4, False), (5, True), (6, True)])
    def test_who_delays_is_reminded(self, day, due):
        assert is_reminder_due(REQUEST, on=date(2026, 11, day)) is due

    def test_what_is_asked_is_kept_until_it_is_met(self, centre):
        centre.request_data(REQUEST, role=Role.CALL_CENTRE_STAFF, now=noon(2))
        assert [one.number for one in centre.remind_due(now=noon(5))] == ["PD-2026-1"]
        centre.answer_data_request(
            "PD-2026-1", role=Role.STAFF_OF_UNIT, text="Od 1 stycznia.", by=BRIEFER, now=noon(6)
        )
        assert centre.remind_due(now=noon(30)) == ()
        assert centre.plugins.requests.get("PD-2026-1").answer == "Od 1 stycznia."


class TestBriefing:
    """zał. 2 § 10 ust. 4: asked by the head of the call centre, the head of the cell or unit names
    who will brief its staff.
    """

    @pytest.mark.parametrize("role", Role)
    def test_only_the_head_of_the_call_centre_asks(self, role):
        if role is Role.HEAD_OF_CALL_CENTRE:
            assert request_briefing(BRIEFING, role) == BRIEFING
        else:
            with pytest.raises(IllegalMoveError, match=Role.HEAD_OF_CALL_CENTRE.value):
                request_briefing(BRIEFING, role)

    @pytest.mark.parametrize("role", [Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT])
    def test_the_head_names_who_holds_it(self, role):
        named = name_briefer(BRIEFING, role, person=BRIEFER, on=date(2026, 11, 5))
        assert (named.briefer, named.named_on, named.is_open) == (BRIEFER, date(2026, 11, 5), True)
        held = hold_briefing(named, Role.HEAD_OF_CALL_CENTRE, on=date(2026, 11, 20))
        assert held.held_on == date(2026, 11, 20)

    def test_nobody_holds_it_before_someone_is_named(self):
        with pytest.raises(IllegalMoveError, match="wyznacza"):
            hold_briefing(BRIEFING, Role.HEAD_OF_CALL_CENTRE, on=date(2026, 11, 20))

    def test_it_is_asked_for_again_until_it_is_held(self, centre):
        centre.request_briefing(BRIEFING, role=Role.HEAD_OF_CALL_CENTRE, now=noon(2))
        centre.name_briefer("PI-2026-1", role=Role.HEAD_OF_UNIT, person=BRIEFER, now=noon(3))
        assert [one.briefer for one in centre.remind_due(now=noon(5))] == [BRIEFER]
        held = centre.hold_briefing("PI-2026-1", role=Role.HEAD_OF_CALL_CENTRE, now=noon(20))
        assert held.held_on == date(2026, 11, 20)
        assert centre.remind_due(now=noon(30)) == ()
