"""§ 6 of the body: when the ordinance came into force."""

from datetime import date

import pytest

from lckm_core.procedures._handover import IN_FORCE_SINCE


class TestInForce:
    """zarz. § 6: the rules hold from 19 January 2023, the day of issue."""

    def test_the_day(self):
        assert date(2023, 1, 19) == IN_FORCE_SINCE

    @pytest.mark.parametrize(("day", "found"), [(18, ["LCKM-S010"]), (19, []), (20, [])])
    def test_material_from_before_that_day_is_not_taken_in(self, handed_over, day, found):
        assert handed_over(received_on=date(2023, 1, day)) == found
