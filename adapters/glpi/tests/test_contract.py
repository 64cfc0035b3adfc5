"""lckm-glpi keeps the contract of a helpdesk."""

from html import unescape

import pytest

from lckm_testing import Filed, HelpdeskContract


class TestHelpdesk(HelpdeskContract):
    can_be_asked = can_be_told_to_fail = can_hang = True
    honours_keys = refuses_for_good = brings_attachments = False

    @pytest.fixture
    def helpdesk(self, make):
        return make(timeout=2)

    @pytest.fixture
    def filed(self, glpi):
        def text(content):
            return unescape(content.partition("<hr>")[0].replace("<br>", "\n"))

        return lambda: [
            Filed(one["externalid"], one["name"], text(one["content"])) for one in glpi.filed
        ]

    @pytest.fixture
    def peer(self, glpi):
        return glpi.behave
