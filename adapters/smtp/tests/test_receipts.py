"""Receipts to residents by SMTP: sent to their address, and nowhere else when they come back."""

import logging
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest

from lckm_core import ContactCentre, build
from lckm_core.delivery import DispatchState, ReceiptText, Refusal
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import exclude_ports
from lckm_smtp.message_ids import key_of
from lckm_testing import FakeClock
from lckm_testing.contracts import samples

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TEXT = ReceiptText("Підтвердження ZG-1", "Номер: ZG-1\n\nhttps://lckm.example.org/uk/sprawdz\n")
ADDRESS = "kanarek-poczta@example.com"
SECRET = "not-a-secret-" * 2


@pytest.fixture
def memory():
    return MemoryAdapter(table=samples.TABLE)


@pytest.fixture
def server(serve, certificate):
    return serve(certificate)


@pytest.fixture
def centre(memory, server, make):
    made = ContactCentre(build(exclude_ports(memory, "mailer"), make(server, secret=SECRET)))
    form = {"description": "Dziura", "reporter": {"email": ADDRESS}}
    made.register(form, number="ZG-1", now=NOW, terms_version="1", receipt=TEXT)
    return made


def deliver(centre):
    centre.dispatch_due("w", clock=FakeClock(NOW))
    return centre.plugins.reports.dispatch("ZG-1:receipt")


def test_it_arrives_and_comes_back_to_nobody(centre, server, memory, caplog):
    caplog.set_level(logging.DEBUG)
    assert deliver(centre).state is DispatchState.SENT
    (came,) = server.came
    message = message_from_bytes(came.content, policy=default)
    assert message["To"] == ADDRESS
    assert message["Subject"] == TEXT.subject
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().replace("\r\n", "\n") == TEXT.text
    key = key_of(message["Message-ID"].strip("<>").partition("@")[0], SECRET)
    tickets = dict(memory.helpdesk.tickets)
    assert centre.handle_bounce(key, Refusal.NO_SUCH_ADDRESS, now=NOW)
    assert deliver(centre).state is DispatchState.VOID
    assert memory.helpdesk.tickets == tickets
    assert "kanarek" not in caplog.text


@pytest.mark.parametrize("reply", ["550 5.1.1 no such user", "553 5.1.3 bad address"])
def test_refused_for_good_it_is_void(centre, server, memory, caplog, reply):
    caplog.set_level(logging.DEBUG)
    server.acts = {"RCPT": reply}
    assert deliver(centre).state is DispatchState.VOID
    assert "kanarek" not in str(memory.helpdesk.tickets) + caplog.text
