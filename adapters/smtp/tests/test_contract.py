"""lckm-smtp keeps the contract of a mailer, with mailboxes that take a letter as often as it
comes, and with such as take it once.
"""

from functools import wraps

import pytest
from mail_servers import Act

from lckm_testing import Arrived, MailContract, PeerState

_ACTS = {
    PeerState.REFUSES_FOR_NOW: {"RCPT": "450 4.2.1 try later"},
    PeerState.REFUSES_FOR_GOOD: {"RCPT": "550 5.1.1 no such user"},
    PeerState.LOSES_ANSWER: {"DOT": Act.DROP},
    PeerState.SILENT: {"GREETING": Act.HANG},
}


class TestMailer(MailContract):
    makes_messages = brings_attachments = can_be_told_to_fail = refuses_for_good = can_hang = True
    can_be_asked = honours_keys = False

    @pytest.fixture
    def server(self, serve, certificate):
        return serve(certificate, login=("lckm", "zażółć"), dedupes=self.honours_keys)

    @pytest.fixture
    def mailer(self, make, server):
        settings = {
            "username": "lckm",
            "password": "zażółć",
            "honours_keys": self.honours_keys,
            "timeout": 4.0,
        }
        return make(server, **settings).provide_mailer()

    @pytest.fixture
    def arrived(self, server):
        return lambda: [Arrived.of(came.content, came.to) for came in server.came]

    @pytest.fixture
    def peer(self, server):
        def behave(state):
            server.acts = _ACTS.get(state, {})
            server.vanish()
            if state is not PeerState.UNREACHABLE:
                server.listen()

        return behave


class TestMailboxesThatHonourKeys(TestMailer):
    honours_keys = True

    @pytest.mark.slow(reason="the other mailboxes stand for it: heads are made in one place")
    @wraps(MailContract.test_nothing_gets_into_the_head)
    def test_nothing_gets_into_the_head(self, *given, **fixtures):
        MailContract.test_nothing_gets_into_the_head(self, *given, **fixtures)
