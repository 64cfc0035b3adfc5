"""Receipts of the centre: sent as long as the data are there, and void from then on."""

from datetime import UTC, datetime, timedelta

import pytest

from lckm_core import ContactCentre, build
from lckm_core.delivery import DispatchKind, DispatchState, ReceiptText, Refusal
from lckm_core.memory import MemoryAdapter
from lckm_testing import FakeClock, Fault, FaultyMailer
from lckm_testing.contracts import samples

NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
TEXT = ReceiptText("Potwierdzenie zgłoszenia ZG-1", "Numer: ZG-1\n")
FORM = {"description": "Dziura", "reporter": {"email": "ola@example.org"}}
ID = "ZG-1:receipt"


@pytest.fixture
def clock():
    return FakeClock(NOW)


@pytest.fixture
def adapter():
    made = MemoryAdapter(table=samples.TABLE)
    made.mailer = FaultyMailer(made.mailer)
    return made


@pytest.fixture
def centre(adapter):
    return ContactCentre(build(adapter))


def register(centre, form=FORM):
    return centre.register(form, number="ZG-1", now=NOW, terms_version="1", receipt=TEXT)


def letters(adapter):
    return list(adapter.mailer.inner.letters.values())


def state(centre):
    return centre.plugins.reports.dispatch(ID).state


def test_it_is_mailed_once_however_often_the_form_comes(centre, adapter, clock):
    register(centre)
    register(centre)
    attempts = centre.dispatch_due("w", clock=clock)
    assert {one.kind for one in attempts} == {DispatchKind.REPORT, DispatchKind.RECEIPT}
    register(centre)
    assert centre.dispatch_due("w", clock=clock) == ()
    (letter,) = letters(adapter)
    assert (letter.to, letter.subject, letter.text) == ("ola@example.org", TEXT.subject, TEXT.text)
    assert state(centre) is DispatchState.SENT
    assert len(adapter.helpdesk.tickets) == 1
    assert "ola" not in str(adapter.helpdesk.tickets)


@pytest.mark.parametrize("reporter", [None, {"phone": "42 638 44 44"}])
def test_without_an_address_nothing_waits(centre, clock, reporter):
    register(centre, {"description": "Dziura", "reporter": reporter})
    assert centre.plugins.reports.dispatch(ID) is None


def test_nobody_who_did_not_ask_gets_one(centre, adapter, clock):
    centre.register(FORM, number="ZG-1", now=NOW, terms_version="1")
    centre.dispatch_due("w", clock=clock)
    assert letters(adapter) == []


def test_after_withdrawal_it_is_void(centre, adapter, clock):
    register(centre)
    centre.withdraw_consent("ZG-1", now=NOW)
    centre.dispatch_due("w", clock=clock)
    assert letters(adapter) == []
    assert state(centre) is DispatchState.VOID


def test_after_the_term_it_is_void(centre, adapter, clock):
    register(centre)
    clock.advance(timedelta(days=300))
    centre.anonymise_due(now=clock())
    centre.dispatch_due("w", clock=clock)
    assert letters(adapter) == []
    assert state(centre) is DispatchState.VOID


def test_withdrawn_between_claim_and_sending_it_is_void(centre, adapter, clock):
    """The first look of the worker at the delivery before sending is where consent ends."""
    register(centre)
    store = adapter.reports
    look = store.dispatch

    def withdraws_first(id):
        if id == ID:
            centre.withdraw_consent("ZG-1", now=NOW)
        return look(id)

    store.dispatch = withdraws_first
    centre.dispatch_due("w", clock=clock)
    assert letters(adapter) == []
    assert look(ID).state is DispatchState.VOID


def test_withdrawn_before_the_mailbox_is_asked_it_is_void(centre, adapter, clock):
    register(centre)
    adapter.mailer.plan([Fault.AFTER])
    centre.dispatch_due("w", clock=clock)
    assert state(centre) is DispatchState.UNKNOWN
    centre.withdraw_consent("ZG-1", now=NOW)
    clock.advance(timedelta(hours=1))
    centre.dispatch_due("w", clock=clock)
    assert state(centre) is DispatchState.VOID


def test_one_that_comes_back_goes_to_nobody(centre, adapter, clock):
    register(centre)
    centre.dispatch_due("w", clock=clock)
    tickets = len(adapter.helpdesk.tickets)
    key = centre.plugins.reports.dispatch(ID).key
    assert centre.handle_bounce(key, Refusal.NO_SUCH_ADDRESS, now=NOW)
    assert state(centre) is DispatchState.VOID
    centre.dispatch_due("w", clock=clock)
    assert len(adapter.helpdesk.tickets) == tickets


def test_refused_for_good_it_goes_to_nobody(centre, adapter, clock):
    register(centre)
    adapter.mailer.plan([Fault.PERMANENT])
    centre.dispatch_due("w", clock=clock)
    centre.dispatch_due("w", clock=clock)
    assert state(centre) is DispatchState.VOID
    assert len(adapter.helpdesk.tickets) == 1
