"""lckm-request-tracker keeps the contract of a helpdesk, with a fake Request Tracker and with a
real one.
"""

import pytest
from line import Cut

from lckm_testing import Filed, HelpdeskContract, PeerState


class TestHelpdesk(HelpdeskContract):
    can_be_asked = can_be_told_to_fail = can_hang = refuses_for_good = brings_attachments = True
    honours_keys = False

    @pytest.fixture
    def helpdesk(self, desk):
        return desk.helpdesk()

    @pytest.fixture
    def filed(self, desk):
        return lambda: [Filed(one.key, one.subject, one.text, one.enclosed) for one in desk.kept()]

    @pytest.fixture
    def peer(self, desk, helpdesk):
        def behave(state):
            desk.line.silent = state is PeerState.SILENT
            helpdesk._server._timeout = 2 if desk.line.silent else 120
            desk.line.cut = Cut.BEFORE_ANSWER if state is PeerState.LOSES_ANSWER else Cut.NEVER
            (desk.line.down if state is PeerState.UNREACHABLE else desk.line.up)()
            disabled, shut = state is PeerState.REFUSES_FOR_NOW, state is PeerState.REFUSES_FOR_GOOD
            desk.set_queue(Disabled=int(disabled), Lifecycle="shut" if shut else "default")

        return behave
