"""§ 8 of the Instruction: what is in the knowledge base, and at whose word."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from lckm_core import (
    Channel,
    ContactCentre,
    Handover,
    InvalidProcedureError,
    Role,
    build,
    read,
)
from lckm_core.errors import IllegalMoveError
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import OFFICE
from lckm_core.procedures import Agreement, from_data

SAMPLE = Path(__file__).parents[2] / "samples" / "procedures" / "KA-02764.yaml"
DAY = date(2026, 11, 25)
ASKER = "Anna Wzorcowa"
UNIT = "Zarząd Dróg i Transportu"
BY_DIRECTOR = {"role": Role.DIRECTOR, "channel": Channel.EDMS}


class TestProceduresOfOfficeAndUnits:
    """zał. 2 § 8 ust. 1: it holds procedures of the Office's cells and of the listed units, each
    under its number.
    """

    @pytest.mark.parametrize("number", ["KA-00001", "KA-99999"])
    def test_a_number(self, with_field, number):
        assert with_field("id", number) == []

    @pytest.mark.parametrize(
        "number",
        ["KA-0001", "KA-000001", "ka-00001", "KA-0000A", "KA 00001", "", 1, "KA-00001\n2"],
    )
    def test_not_a_number(self, with_field, number):
        assert "LCKM-P000" in with_field("id", number)

    def test_digits_of_another_script_are_none(self, with_field):
        assert with_field("id", "KA-٠٠٠٠١") == ["LCKM-P000"]

    def test_a_new_one_has_none_yet(self, without):
        assert without("id") == []

    def test_a_number_is_used_once(self, minimal, codes):
        other = from_data(minimal | {"title": "Zgłoszenie szkody"})
        assert codes(minimal, known=[from_data(minimal), other]) == ["LCKM-K002"]


class TestFirstInclusion:
    """zał. 2 § 8 ust. 2: a unit's first procedure comes in at its head's request, or the Director's
    with the head's consent.
    """

    def test_the_head_asks(self, handed_over):
        assert handed_over(unit=UNIT, first_inclusion=True) == []

    def test_somebody_else_asks(self, handed_over):
        assert handed_over(unit=UNIT, first_inclusion=True, role=Role.HEAD_OF_CELL) == ["LCKM-S002"]

    def test_the_director_alone(self, handed_over):
        assert handed_over(unit=UNIT, first_inclusion=True, **BY_DIRECTOR) == ["LCKM-S002"]

    @pytest.mark.parametrize(("day", "found"), [(24, []), (25, []), (26, ["LCKM-S002"])])
    def test_the_director_with_the_heads_consent_by_then(self, handed_over, day, found):
        agreement = Agreement("Wzorcowy Jan", date(2026, 11, day))
        assert (
            handed_over(unit=UNIT, first_inclusion=True, head_agreement=agreement, **BY_DIRECTOR)
            == found
        )


class TestRequestsOfHeads:
    """zał. 2 § 8 ust. 3: a new description, or a change, takes the request of the head."""

    @pytest.mark.parametrize("first", [True, False])
    def test_the_head_of_a_cell(self, handed_over, first):
        assert handed_over(first_inclusion=first) == []

    @pytest.mark.parametrize(
        "role", [Role.HEAD_OF_UNIT, Role.MONITORING_STAFF, Role.CALL_CENTRE_STAFF]
    )
    def test_not_somebody_else_for_a_cell(self, handed_over, role):
        assert handed_over(unit=OFFICE, role=role) == ["LCKM-S003"]

    def test_not_the_head_of_a_cell_for_a_unit(self, handed_over):
        assert handed_over(unit=UNIT, role=Role.HEAD_OF_CELL) == ["LCKM-S003"]


class TestDirectorStartsChanges:
    """zał. 2 § 8 ust. 4: the Director may start a change too.

    A cell's new description is not a change.
    """

    @pytest.mark.parametrize("unit", [OFFICE, UNIT])
    def test_a_change(self, handed_over, unit):
        assert handed_over(unit=unit, **BY_DIRECTOR) == []

    def test_a_new_description_of_a_cell(self, handed_over):
        assert handed_over(first_inclusion=True, **BY_DIRECTOR) == ["LCKM-S004"]


class TestAtTheDoor:
    """zał. 2 § 8 ust. 2 to 4: the centre takes in what was asked for as they say, and keeps nothing
    else.
    """

    @pytest.fixture
    def hand_in(self):
        """Return a function from a role and what was agreed to what the centre does with a unit's
        procedure.
        """
        centre = ContactCentre(build(MemoryAdapter()))
        procedure = read(SAMPLE.read_bytes()).procedure()

        def handed_in(role, **fields):
            channel = Channel.EDMS if role is Role.DIRECTOR else Channel.EPUAP
            given = {"role": role, "asked_by": ASKER, "received_on": DAY, "reference": "1/2026"}
            handover = Handover(unit=procedure.unit, channel=channel, **given | fields)
            return centre.hand_in(
                procedure,
                handover=handover,
                by="Ewa Pokazowa",
                now=datetime.combine(DAY, time(12), UTC),
            )

        return handed_in

    def test_at_the_heads_request(self, hand_in):
        assert hand_in(Role.HEAD_OF_UNIT).number == 1

    def test_who_asked_is_kept(self, hand_in):
        assert (
            hand_in(Role.HEAD_OF_UNIT).handover.asked_by,
            hand_in(Role.HEAD_OF_UNIT).handover.role,
        ) == (
            ASKER,
            Role.HEAD_OF_UNIT,
        )

    def test_nobody_asks_without_a_name_nor_before_the_day_comes(self, hand_in):
        with pytest.raises(InvalidProcedureError, match="LCKM-S012"):
            hand_in(Role.HEAD_OF_UNIT, asked_by=None)
        with pytest.raises(InvalidProcedureError, match="LCKM-S013"):
            hand_in(Role.HEAD_OF_UNIT, received_on=DAY + timedelta(days=1))

    @pytest.mark.parametrize("role", [Role.DIRECTOR, Role.HEAD_OF_CELL])
    def test_not_without_the_heads_word(self, hand_in, role):
        with pytest.raises(InvalidProcedureError, match="LCKM-S002"):
            hand_in(role)
        assert hand_in(Role.HEAD_OF_UNIT).number == 1, "nothing was kept before"

    def test_at_the_directors_initiative_with_the_heads_agreement(self, hand_in):
        assert hand_in(Role.DIRECTOR, head_agreement=Agreement("Wzorcowy Jan", DAY)).number == 1

    def test_not_at_the_request_of_somebody_who_is_no_head(self, hand_in):
        with pytest.raises(IllegalMoveError):
            hand_in(Role.STAFF_OF_UNIT)
