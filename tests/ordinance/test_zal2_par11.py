"""§ 11 of the Instruction: by which channel material comes."""

from datetime import date

import pytest

from lckm_core.procedures import Agreement, Channel

UNIT = "Schronisko dla Zwierząt"
AGREED = Agreement("Wzorcowy Jan", date(2026, 11, 24))


class TestElectronicOnly:
    """zał. 2 § 11 ust. 1: material comes electronically, under the channel's own number, and never
    on paper.
    """

    @pytest.mark.parametrize("unit", ["Urząd Miasta Łodzi", UNIT])
    def test_not_on_paper(self, handed_over, unit):
        assert handed_over(unit=unit, channel=Channel.PAPER) == ["LCKM-S005"]

    @pytest.mark.parametrize("reference", [None, ""])
    def test_with_a_number(self, handed_over, reference):
        assert handed_over(reference=reference) == ["LCKM-S009"]


class TestCellsUseEdms:
    """zał. 2 § 11 ust. 1 pkt 1: a cell of the Office uses EZD."""

    @pytest.mark.parametrize(
        ("channel", "found"),
        [(Channel.EDMS, []), (Channel.EPUAP, ["LCKM-S006"]), (Channel.E_DELIVERY, ["LCKM-S006"])],
    )
    def test_channels_of_a_cell(self, handed_over, channel, found):
        assert handed_over(channel=channel) == found
        assert handed_over(channel=channel, allow_e_delivery=True) == found


class TestUnitsUseEpuap:
    """zał. 2 § 11 ust. 1 pkt 2: a municipal unit uses the Office's inbox on ePUAP."""

    @pytest.mark.parametrize(
        ("channel", "found"),
        [(Channel.EPUAP, []), (Channel.EDMS, ["LCKM-S007"]), (Channel.E_DELIVERY, ["LCKM-S007"])],
    )
    def test_channels_of_a_unit(self, handed_over, channel, found):
        assert handed_over(unit=UNIT, channel=channel) == found

    def test_e_delivery_where_the_host_turns_it_on(self, handed_over):
        assert handed_over(unit=UNIT, channel=Channel.E_DELIVERY, allow_e_delivery=True) == []


class TestEmail:
    """zał. 2 § 11 ust. 2: e-mail when the technology fails, once Monitoring has agreed to it."""

    def test_agreed_and_reasoned(self, handed_over):
        assert (
            handed_over(
                channel=Channel.EMAIL, technical_reason="awaria EZD", channel_agreement=AGREED
            )
            == []
        )

    @pytest.mark.parametrize("unit", ["Urząd Miasta Łodzi", UNIT])
    def test_neither(self, handed_over, unit):
        assert handed_over(unit=unit, channel=Channel.EMAIL) == ["LCKM-S008", "LCKM-S008"]

    @pytest.mark.parametrize("nothing", ["", ".", "x"])
    def test_neither_said_in_words(self, handed_over, nothing):
        said = {
            "technical_reason": nothing,
            "channel_agreement": Agreement(nothing, date(2026, 11, 25)),
        }
        assert handed_over(channel=Channel.EMAIL, **said) == ["LCKM-S008", "LCKM-S008"]

    def test_no_reason(self, handed_over):
        assert handed_over(channel=Channel.EMAIL, channel_agreement=AGREED) == ["LCKM-S008"]

    @pytest.mark.parametrize(("day", "found"), [(25, []), (26, ["LCKM-S008"])])
    def test_agreed_beforehand(self, handed_over, day, found):
        agreement = Agreement("Wzorcowy Jan", date(2026, 11, day))
        assert (
            handed_over(
                channel=Channel.EMAIL, technical_reason="awaria", channel_agreement=agreement
            )
            == found
        )
