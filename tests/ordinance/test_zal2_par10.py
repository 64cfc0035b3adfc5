"""§ 10 of the Instruction: where descriptions are shown."""

import pytest

from lckm_core import Audience


class TestPortalAndBip:
    """zał. 2 § 10 ust. 1: a description is shown on the portal and in BIP alike."""

    def test_both_show_the_same(self, shown):
        assert shown(Audience.PORTAL) == shown(Audience.BIP)

    @pytest.mark.parametrize("audience", [Audience.PORTAL, Audience.BIP])
    def test_what_bip_has_to_name(self, shown, audience):
        entries = shown(audience, produced_on="2026-11-03")
        assert {"unit", "cell", "authors", "produced_on"} <= entries.keys()
