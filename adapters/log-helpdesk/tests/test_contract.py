"""lckm-log-helpdesk keeps the contract of a helpdesk, over a real mail server and the simulated
intake of LOG Helpdesk.
"""

import pytest

from lckm_log_helpdesk import read_mail
from lckm_log_helpdesk.simulator.smtp import Mood
from lckm_testing import (
    Arrived,
    Filed,
    HelpdeskContract,
    PeerState,
)

MOODS = {
    PeerState.WELL: Mood.WELL,
    PeerState.UNREACHABLE: Mood.AWAY,
    PeerState.REFUSES_FOR_NOW: Mood.BUSY,
    PeerState.REFUSES_FOR_GOOD: Mood.REFUSES,
    PeerState.LOSES_ANSWER: Mood.LOSES_ANSWER,
    PeerState.SILENT: Mood.SILENT,
}


class TestHelpdesk(HelpdeskContract):
    honours_keys = can_be_told_to_fail = refuses_for_good = can_hang = brings_attachments = True
    can_be_asked = False

    @pytest.fixture
    def helpdesk(self, adapter_to, front):
        return adapter_to(front, timeout=2)

    @pytest.fixture
    def taken(self, desk, monkeypatch):
        """The mails as they came, by their keys: the simulator keeps no files, only their names."""
        mails = {}

        def take(raw, take=desk.take):
            one = Arrived.of(raw, ())
            mails[one.key] = one
            return take(raw)

        monkeypatch.setattr(desk, "take", take)
        return mails

    @pytest.fixture
    def filed(self, front, taken):
        def held(ticket):
            ours = read_mail(ticket.mail.subject, ticket.mail.text)
            return Filed(ours.key, ours.subject, ours.text, taken[ours.key].attachments)

        return lambda: [held(ticket) for ticket in front.helpdesk.tickets.values()]

    @pytest.fixture
    def peer(self, front):
        return lambda state: setattr(front, "mood", MOODS[state])


class TestHelpdeskWithoutARule(TestHelpdesk):
    """One that makes a ticket of each mail, and cannot be asked: a doubt waits for a person."""

    honours_keys = False

    @pytest.fixture
    def helpdesk(self, adapter_to, front):
        return adapter_to(front, timeout=2, honours_keys=False)
