"""A receipt: mailed once to the address that the report has when it is sent, and to nobody else."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest
from hypothesis import given, strategies as st

from lckm_core.delivery import (
    Accepted,
    Answer,
    DispatchKind,
    DispatchState,
    HelpdeskReason,
    ManualActionRefusedError,
    NotClaimed,
    ReceiptText,
    Refusal,
    Refused,
    Target,
    Unknown,
    Work,
    after_bounce,
    claim,
    confirm_erasure,
    id_of_key,
    is_void,
    letter_for,
    open_receipt,
    resolve,
    settle,
    settle_by_hand,
    without_address,
)
from lckm_core.reports import PersonalPart, Reporter, anonymise
from lckm_testing.contracts import samples

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TEXT = ReceiptText("Potwierdzenie zgłoszenia ZG-1", "Numer: ZG-1\n")


def receipt():
    return open_receipt("ZG-1", TEXT, now=NOON)


def leased(dispatch=None, now=NOON):
    return claim(dispatch or receipt(), "w", now=now, lasting=MINUTE)


def report(**reporter):
    personal = PersonalPart("Dziura.", reporter=Reporter(**reporter) if reporter else None)
    return attrs.evolve(samples.bare_report("ZG-1"), personal=personal)


def test_it_goes_to_the_address_of_the_report():
    letter = letter_for(report(email="ola@example.org"), receipt())
    assert (letter.to, letter.subject, letter.text) == ("ola@example.org", TEXT.subject, TEXT.text)
    assert id_of_key(letter.key) == receipt().id == "ZG-1:receipt"
    assert receipt().mailbox_key == letter.key


def test_without_an_address_there_is_no_letter():
    written = report(email="ola@example.org")
    assert not is_void(written, receipt())
    for other in (report(phone="42 638 44 44"), report(), anonymise(written)):
        assert is_void(other, receipt())
        assert not is_void(other, samples.opened("ZG-1"))
        with pytest.raises(ValueError, match="the receipt of ZG-1 has no address"):
            letter_for(other, receipt())


@pytest.mark.parametrize(
    "subject",
    ["", " ", "dwa\nwiersze", "dwa\rwiersze", "dwa\u2028wiersze", "wiersz\n", "x" * 201],
)
def test_a_subject_is_one_line(subject):
    with pytest.raises(ValueError, match="a subject is one line"):
        ReceiptText(subject, "x")
    assert ReceiptText("x" * 200, "x")


def test_refused_for_good_it_is_void_and_the_helpdesk_gets_nothing():
    gone = Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)
    ended = settle(leased(), 1, gone, now=NOON, jitter=0)
    assert (ended.state, ended.because) == (DispatchState.VOID, None)
    assert ended.mailbox_refusal is Refusal.NO_SUCH_ADDRESS
    assert ended.is_final
    assert claim(ended, "w", now=NOON + 99 * MINUTE, lasting=MINUTE) is NotClaimed.FINISHED


def test_a_doubt_that_nobody_can_clear_sends_no_second_one():
    doubted = settle(leased(), 1, Unknown(), now=NOON, jitter=0)
    asking = leased(doubted, now=doubted.due_at)
    assert asking.lease.work is Work.ASK
    ended = resolve(asking, 2, Answer.CANNOT_BE_ASKED, now=asking.since, jitter=0)
    assert ended.state is DispatchState.VOID
    assert ended.in_doubt, "it may have arrived"


def test_one_that_bounces_is_void():
    sent = settle(leased(), 1, Accepted("4711"), now=NOON, jitter=0)
    assert sent.state is DispatchState.SENT
    back = after_bounce(sent, Refusal.NO_SUCH_ADDRESS, now=NOON + MINUTE)
    assert (back.state, back.because) == (DispatchState.VOID, None)
    assert after_bounce(back, Refusal.FULL, now=NOON + 2 * MINUTE) == back
    doubted = settle(leased(), 1, Unknown(), now=NOON, jitter=0)
    assert not after_bounce(doubted, Refusal.FULL, now=NOON + MINUTE).in_doubt


def test_only_the_worker_with_the_lease_finds_it_void():
    first = leased()
    second = leased(first, now=first.due_at)
    assert without_address(second, 1, now=second.since) == second
    assert without_address(second, 2, now=second.since).state is DispatchState.VOID


@pytest.mark.parametrize("target", Target)
def test_nobody_ends_it_by_hand(target):
    with pytest.raises(ManualActionRefusedError, match="potwierdzenie dla zgłaszającego"):
        settle_by_hand(receipt(), target, now=NOON)


def test_nobody_confirms_it():
    with pytest.raises(ValueError, match="not a notice"):
        confirm_erasure(receipt(), now=NOON)
    assert not receipt().is_notice


@given(
    st.lists(
        st.sampled_from(
            [
                Accepted(),
                Refused(Refusal.BUSY),
                Refused(Refusal.UNREACHABLE, tried=False),
                Refused(Refusal.FULL, permanent=True),
                Unknown(),
                *Answer,
                *Refusal,
                None,
            ]
        ),
        max_size=40,
    ),
    st.floats(0, 0.99),
)
def test_whatever_happens_it_is_never_the_helpdesks(results, jitter):
    """Refusals are bounces here, and ``None`` is a worker that died."""
    dispatch, now = receipt(), NOON
    for result in results:
        claimed = claim(dispatch, "w", now=now, lasting=MINUTE)
        if isinstance(result, Refusal):
            dispatch = after_bounce(dispatch, result, now=now)
        elif isinstance(claimed, NotClaimed):
            assert dispatch.is_final
        else:
            work, dispatch = claimed.lease.work, claimed
            if work is Work.SEND and isinstance(result, Accepted | Refused | Unknown):
                dispatch = settle(dispatch, dispatch.token, result, now=now, jitter=jitter)
            elif work is Work.ASK and isinstance(result, Accepted | Answer):
                dispatch = resolve(dispatch, dispatch.token, result, now=now, jitter=jitter)
        assert dispatch.kind is DispatchKind.RECEIPT
        assert dispatch.target is Target.MAILBOX
        assert dispatch.because not in tuple(HelpdeskReason)
        assert dispatch.state is not DispatchState.HELPDESK
        now = max(now, dispatch.due_at or now)
