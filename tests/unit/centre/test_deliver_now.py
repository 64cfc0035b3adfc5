"""A delivery tried before its wait is over, and never against another worker or too soon."""

from datetime import UTC, datetime, timedelta

import pytest

from lckm_core import ContactCentre, build
from lckm_core.delivery import (
    DISPATCH_LIMITS,
    DispatchLimits,
    DispatchState,
    NotClaimed,
    claim,
)
from lckm_core.errors import NoSuchReportError
from lckm_core.memory import MemoryAdapter
from lckm_core.reports import is_trial, trial_form, trial_number
from lckm_testing import FakeClock, Fault, FaultyHelpdesk
from lckm_testing.contracts import samples

NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
WORKER = {"worker": "by-hand", "jitter": lambda: 0.5}


@pytest.fixture
def clock():
    return FakeClock(NOW)


@pytest.fixture
def adapter():
    made = MemoryAdapter(table=samples.TABLE)
    made.helpdesk = FaultyHelpdesk(made.helpdesk)
    return made


@pytest.fixture
def centre(adapter):
    made = ContactCentre(build(adapter))
    made.register({"description": "Dziura"}, number="ZG-1", now=NOW, terms_version="1")
    return made


def test_what_waits_for_a_retry_is_sent_at_once(centre, adapter, clock):
    adapter.helpdesk.plan([Fault.TEMPORARY])
    centre.dispatch_due("w", clock=clock, jitter=lambda: 0.5)
    assert centre.dispatch_due("w", clock=clock) == ()
    assert centre.plugins.reports.dispatch("ZG-1").due_at > clock()
    attempt = centre.deliver_now("ZG-1", clock=clock, **WORKER)
    assert attempt.state is DispatchState.HELPDESK
    assert len(adapter.helpdesk.inner.tickets) == 1
    assert centre.deliver_now("ZG-1", clock=clock, **WORKER) is NotClaimed.FINISHED


def test_what_another_worker_has_in_hand_is_left_to_it(centre, adapter, clock):
    centre.plugins.reports.claim(
        "other", now=NOW, lasting=timedelta(minutes=5), limit=1, limits=DISPATCH_LIMITS
    )
    assert centre.deliver_now("ZG-1", clock=clock, **WORKER) is NotClaimed.HELD
    assert adapter.helpdesk.inner.tickets == {}


def test_a_lease_may_last_as_long_as_the_limits_of_the_call_allow(centre, clock):
    longer = {"clock": clock, "lasting": timedelta(hours=1), **WORKER}
    with pytest.raises(ValueError, match="a lease"):
        centre.deliver_now("ZG-1", **longer)
    limits = DispatchLimits(longest_lease=timedelta(hours=1))
    attempt = centre.deliver_now("ZG-1", limits=limits, **longer)
    assert attempt.state is DispatchState.HELPDESK


def test_a_doubt_is_asked_about_only_after_the_grace(centre, adapter, clock):
    """Until then what was sent may still arrive, and a second one would be a second ticket."""
    adapter.helpdesk.plan([Fault.AFTER])
    centre.dispatch_due("w", clock=clock, jitter=lambda: 0.999)
    assert centre.deliver_now("ZG-1", clock=clock, **WORKER) is NotClaimed.NOT_DUE
    clock.advance(DISPATCH_LIMITS.grace)
    attempt = centre.deliver_now("ZG-1", clock=clock, **WORKER)
    assert attempt.state is DispatchState.HELPDESK
    assert len(adapter.helpdesk.inner.tickets) == 1


def test_of_an_unknown_number_there_is_nothing_to_deliver(centre, clock):
    with pytest.raises(NoSuchReportError):
        centre.deliver_now("ZG-2", clock=clock, **WORKER)


def test_a_trial_is_marked_in_what_is_delivered(centre, adapter, clock):
    number = trial_number(NOW)
    assert number == "PROBA-20261125-003000"
    assert is_trial(number)
    assert not is_trial("ZG-1")
    centre.register(trial_form(), number=number, now=NOW, terms_version="1")
    centre.deliver_now(number, clock=clock, **WORKER)
    (ticket,) = adapter.helpdesk.inner.tickets.values()
    assert ticket.subject == f"[ŁCKM] PRÓBA, nie zgłoszenie {number}"
    assert "a nie zgłoszenie mieszkańca" in " ".join(ticket.text.split())


def test_what_a_store_asks_twice_counts_as_it_was_asked_last(centre, adapter, clock, monkeypatch):
    """A database repeats a transaction that another came in between of."""
    change = adapter.reports.change

    def repeated(id, move):
        free = adapter.reports.dispatch(id)
        other = claim(free, "other", now=NOW, lasting=timedelta(minutes=5))
        move(free)
        adapter.reports.deliveries[id] = other
        return change(id, move)

    monkeypatch.setattr(adapter.reports, "change", repeated)
    assert centre.deliver_now("ZG-1", clock=clock, **WORKER) is NotClaimed.HELD
    assert adapter.helpdesk.inner.tickets == {}
