"""One delivery, move by move: where each leads, what late words change, how long each wait is, and
what is promised of leases.
"""

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, strategies as st

from lckm_core.delivery import (
    DISPATCH_LIMITS,
    Accepted,
    Answer,
    Dispatch,
    DispatchKind,
    DispatchLimits,
    DispatchState,
    HelpdeskReason,
    Mailbox,
    NotClaimed,
    Refusal,
    Refused,
    Target,
    Unknown,
    Work,
    after_bounce,
    claim,
    claim_now,
    claimable,
    confirm_erasure,
    dispatch_id,
    helpdesk_note,
    id_of_key,
    may_send,
    notices_wanted,
    open_dispatch,
    open_notices,
    resolve,
    settle,
    settle_by_hand,
    wait_for_files,
    without_personal_data,
)
from lckm_core.reports._text_types import NUMBER

PENDING, LEASED, UNKNOWN, SENT, HELPDESK, _VOID = DispatchState
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
ROADS = Mailbox("Zarząd Dróg i Transportu", "zdit@example.org")
BUSY, GONE = Refused(Refusal.BUSY), Refused(Refusal.NO_SUCH_ADDRESS, permanent=True)
EARLY_LIMITS = attrs.evolve(DISPATCH_LIMITS, most_attempts=2)


def opened(mailbox=ROADS, now=NOON):
    return open_dispatch("ZG-2026-000123", mailbox, now=now)


def leased(dispatch=None, *, now=None, lasting=5 * MINUTE, limits=DISPATCH_LIMITS):
    dispatch = dispatch or opened()
    got = claim(dispatch, "worker-1", now=now or dispatch.due_at, lasting=lasting, limits=limits)
    assert isinstance(got, Dispatch)
    return got


def brought(dispatch, *results, now=NOON + MINUTE, jitter=0.5, limits=DISPATCH_LIMITS):
    """Settle or resolve with each result in turn, claiming in between when due."""
    for count, result in enumerate(results, start=1):
        move = settle if dispatch.lease.work is Work.SEND else resolve
        dispatch = move(dispatch, dispatch.token, result, now=now, jitter=jitter, limits=limits)
        if count < len(results):
            dispatch = leased(dispatch, limits=limits)
            now = dispatch.since
    return dispatch


def at_helpdesk():
    return brought(leased(), GONE)


# ── where each move leads ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("results", "state", "target", "in_doubt"),
    [
        ([Accepted()], SENT, Target.MAILBOX, False),
        ([BUSY], PENDING, Target.MAILBOX, False),
        ([GONE], PENDING, Target.HELPDESK, False),
        ([Unknown()], UNKNOWN, Target.MAILBOX, True),
        ([Unknown(), Accepted()], SENT, Target.MAILBOX, False),
        ([Unknown(), Answer.NOT_THERE], PENDING, Target.MAILBOX, False),
        ([Unknown(), Answer.HONOURS_KEYS], PENDING, Target.MAILBOX, True),
        ([Unknown(), Answer.HONOURS_KEYS, BUSY], PENDING, Target.MAILBOX, True),
        ([Unknown(), Answer.NO_ANSWER], UNKNOWN, Target.MAILBOX, True),
        ([Unknown(), Answer.CANNOT_BE_ASKED], PENDING, Target.HELPDESK, False),
        ([GONE, Accepted()], HELPDESK, Target.HELPDESK, False),
        ([GONE, BUSY], PENDING, Target.HELPDESK, False),
        ([GONE, GONE], PENDING, Target.HELPDESK, False),
        ([GONE, Unknown()], UNKNOWN, Target.HELPDESK, True),
        ([GONE, Unknown(), Answer.NOT_THERE], PENDING, Target.HELPDESK, False),
        ([GONE, Unknown(), Answer.HONOURS_KEYS], PENDING, Target.HELPDESK, True),
        ([GONE, Unknown(), Accepted()], HELPDESK, Target.HELPDESK, False),
    ],
)
def test_where_what_a_worker_brings_back_leads(results, state, target, in_doubt):
    found = brought(leased(), *results)
    assert (found.state, found.target, found.in_doubt, found.lease) == (
        state,
        target,
        in_doubt,
        None,
    )


@pytest.mark.parametrize(
    ("dispatch", "work"),
    [
        (opened(), Work.SEND),
        (opened(None), Work.SEND),
        (brought(leased(), BUSY), Work.SEND),
        (brought(leased(), Unknown()), Work.ASK),
        (brought(leased(), Unknown(), Answer.NO_ANSWER), Work.ASK),
        (brought(leased(), Unknown(), Answer.NOT_THERE), Work.SEND),
        (brought(leased(), Unknown(), Answer.HONOURS_KEYS), Work.SEND),
        (leased(), Work.ASK),
        (leased(brought(leased(), Unknown())), Work.ASK),
        (leased(at_helpdesk()), Work.ASK),
    ],
    ids=range(10),
)
def test_what_a_lease_is_for(dispatch, work):
    """A lease that ran out leaves a doubt, whether it was for sending or for asking."""
    got = leased(dispatch)
    assert (got.lease.work, got.lease.token, got.token) == (
        work,
        dispatch.token + 1,
        dispatch.token + 1,
    )
    assert got.in_doubt or work is Work.SEND


def test_a_report_without_a_mailbox_is_the_helpdesks_from_the_start():
    found = opened(None)
    assert (found.target, found.because, found.due_at) == (
        Target.HELPDESK,
        HelpdeskReason.NO_MAILBOX,
        NOON,
    )
    assert brought(leased(found), Accepted("4711")).reference == "4711"


def test_a_final_state_has_nothing_due():
    found = brought(leased(), Accepted("4711"))
    assert (found.due_at, found.since, found.reference, found.is_final) == (
        None,
        NOON + MINUTE,
        "4711",
        True,
    )
    assert claim(found, "worker-2", now=NOON + HOUR, lasting=MINUTE) is NotClaimed.FINISHED


# ── when the mailbox has had its chances ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("results", "because", "may_have_it"),
    [
        ([GONE], HelpdeskReason.REFUSED, False),
        ([BUSY, BUSY], HelpdeskReason.TOO_OFTEN, False),
        ([Unknown(), Answer.NO_ANSWER], HelpdeskReason.TOO_OFTEN, True),
        ([Unknown(), Answer.NOT_THERE], HelpdeskReason.TOO_OFTEN, False),
        ([Unknown(), Answer.HONOURS_KEYS], HelpdeskReason.TOO_OFTEN, True),
        ([BUSY, Unknown()], HelpdeskReason.TOO_OFTEN, True),
        ([Unknown(), Answer.CANNOT_BE_ASKED], HelpdeskReason.IN_DOUBT, True),
    ],
)
def test_handed_over(results, because, may_have_it):
    found = brought(leased(), *results, limits=EARLY_LIMITS)
    assert (found.state, found.target, found.because) == (PENDING, Target.HELPDESK, because)
    assert (found.mailbox_may_have_it, found.in_doubt, found.attempts, found.due_at) == (
        may_have_it,
        False,
        0,
        found.since,
    )


def test_a_refusal_for_good_after_a_doubt_leaves_the_doubt_in_the_note():
    found = brought(leased(), Unknown(), Answer.HONOURS_KEYS, GONE)
    assert found.mailbox_may_have_it
    note = helpdesk_note(found).pl
    assert "nie ma takiego adresu" in note
    assert "mogła jednak otrzymać" in note


def test_a_worker_that_dies_each_time_uses_up_the_attempts():
    found = opened()
    for _ in range(DISPATCH_LIMITS.most_attempts):
        found = leased(found)
        assert found.target is Target.MAILBOX
    found = leased(found)
    assert (found.because, found.mailbox_may_have_it, found.attempts) == (
        HelpdeskReason.TOO_OFTEN,
        True,
        1,
    )
    assert found.lease.work is Work.SEND


@pytest.mark.parametrize(
    ("after", "target"), [(-SECOND, Target.MAILBOX), (timedelta(), Target.HELPDESK)]
)
def test_the_mailbox_is_tried_for_so_long(after, target):
    found = brought(leased(), BUSY, now=NOON + DISPATCH_LIMITS.longest_trying + after)
    assert found.target is target
    assert found.because is (HelpdeskReason.TOO_LONG if target is Target.HELPDESK else None)


def test_the_helpdesk_is_tried_for_ever():
    found = at_helpdesk()
    for number in range(200):
        found = brought(leased(found), GONE if number % 2 else BUSY, now=found.due_at, jitter=0.999)
        assert found.state is PENDING
        assert found.due_at - found.since <= DISPATCH_LIMITS.longest_wait
    assert found.due_at - found.opened_at > DISPATCH_LIMITS.longest_trying


def test_why_the_helpdesk_last_refused_is_kept_and_nobody_refused_who_was_not_asked():
    waits = brought(
        leased(opened(None)), Refused(Refusal.FULL), Refused(Refusal.NOT_ALLOWED, permanent=True)
    )
    assert (waits.state, waits.helpdesk_refusal, waits.mailbox_refusal) == (
        PENDING,
        Refusal.NOT_ALLOWED,
        None,
    )
    again = brought(leased(waits), Refused(Refusal.OTHER, tried=False), now=waits.due_at)
    assert again.helpdesk_refusal is Refusal.NOT_ALLOWED


def test_a_helpdesk_that_cannot_be_asked_leaves_the_doubt_to_a_person():
    """Nothing is sent twice, and nothing lost: it says that it needs a hand, until somebody
    settles it or the host makes it honour keys.
    """
    doubtful = brought(leased(at_helpdesk()), Unknown(), Answer.CANNOT_BE_ASKED)
    assert (doubtful.state, doubtful.target) == (UNKNOWN, Target.HELPDESK)
    assert doubtful.in_doubt
    assert doubtful.needs_a_hand
    assert doubtful.due_at - doubtful.since == DISPATCH_LIMITS.longest_wait
    assert "rozstrzygnij ręcznie" in helpdesk_note(doubtful).pl
    again = brought(
        leased(doubtful, now=doubtful.due_at), Answer.CANNOT_BE_ASKED, now=doubtful.due_at
    )
    assert again.needs_a_hand
    kept = brought(leased(doubtful, now=doubtful.due_at), Answer.HONOURS_KEYS, now=doubtful.due_at)
    assert (kept.state, kept.needs_a_hand) == (PENDING, False)
    assert "rozstrzygnij" not in helpdesk_note(kept).pl
    settled = settle_by_hand(doubtful, Target.HELPDESK, now=doubtful.due_at)
    assert (settled.is_final, settled.needs_a_hand) == (True, False)
    heard = settle(again, doubtful.token, Accepted(), now=again.due_at, jitter=0)
    assert (heard.is_final, heard.needs_a_hand) == (True, False), "said late, and true"


# ── what comes late, twice or wrongly ────────────────────────────────────────────────────────────

LATER = NOON + 3 * HOUR


@pytest.mark.parametrize("result", [BUSY, GONE, Unknown()])
def test_an_old_token_settles_nothing_unless_it_was_accepted(result):
    second = leased(brought(leased(), BUSY))
    for found in (
        second,
        brought(second, BUSY),
        brought(second, Unknown()),
        brought(second, Accepted()),
    ):
        assert settle(found, 1, result, now=LATER, jitter=0) == found


@pytest.mark.parametrize("answer", Answer)
def test_an_old_token_resolves_nothing_unless_it_was_accepted(answer):
    second = leased(brought(leased(), Unknown()))
    third = leased(brought(second, Answer.NO_ANSWER))
    for found in (third, brought(third, Answer.NOT_THERE), leased(third)):
        assert resolve(found, 2, answer, now=LATER, jitter=0) == found


@pytest.mark.parametrize(
    "dispatch",
    [
        leased(),
        brought(leased(), BUSY),
        brought(leased(), Unknown()),
        leased(leased()),
        brought(leased(leased()), Answer.NOT_THERE),
        leased(brought(leased(leased()), Answer.NOT_THERE)),
    ],
    ids=["leased", "pending", "unknown", "asked about", "not there", "sent again"],
)
def test_an_acceptance_is_heard_however_late(dispatch):
    found = settle(dispatch, 1, Accepted("4711"), now=LATER, jitter=0)
    assert (found.state, found.lease, found.due_at, found.reference, found.since) == (
        SENT,
        None,
        None,
        "4711",
        LATER,
    )
    assert not found.in_doubt


def test_an_outcome_never_changes():
    for final in (brought(leased(), Accepted("1")), brought(leased(at_helpdesk()), Accepted("1"))):
        for token in range(1, final.token + 1):
            found = [
                settle(final, token, result, now=LATER, jitter=0)
                for result in (BUSY, GONE, Unknown())
            ]
            found += [resolve(final, token, answer, now=LATER, jitter=0) for answer in Answer]
            assert found == [final] * len(found)
            # That a mailbox took it is heard always, of a token that was its own: it holds what it
            # was sent.
            late = attrs.evolve(
                final, mailbox_may_have_it=token == 1 and final.target is Target.HELPDESK
            )
            for move in (settle, resolve):
                assert move(final, token, Accepted("2"), now=LATER, jitter=0) == late


@pytest.mark.parametrize("claimed", [False, True])
def test_the_mailbox_accepts_after_the_helpdesk_took_over(claimed):
    """The helpdesk keeps it: it may have begun. Its note says what came of the mailbox."""
    found = leased(at_helpdesk()) if claimed else at_helpdesk()
    heard = settle(found, 1, Accepted("4711"), now=LATER, jitter=0)
    assert heard == attrs.evolve(found, mailbox_may_have_it=True)


def test_a_lease_that_ran_out_is_settled_by_its_holder_while_nobody_claims():
    assert brought(leased(), BUSY, now=LATER).state is PENDING


@pytest.mark.parametrize("token", [0, 2, -1])
def test_a_token_never_given_is_refused(token):
    for move, result in (
        (settle, BUSY),
        (settle, Accepted()),
        (resolve, Accepted()),
        (resolve, Answer.NOT_THERE),
    ):
        with pytest.raises(ValueError, match="token"):
            move(leased(), token, result, now=NOON, jitter=0)
    with pytest.raises(ValueError, match="token"):
        may_send(leased(), token, now=NOON)


def test_work_is_not_mixed_up():
    with pytest.raises(ValueError, match="not one to ask"):
        resolve(leased(), 1, Answer.NOT_THERE, now=NOON, jitter=0)
    with pytest.raises(ValueError, match="not one to send"):
        settle(leased(leased()), 2, BUSY, now=NOON, jitter=0)


# ── leases and clocks ────────────────────────────────────────────────────────────────────────────

GRACE = DISPATCH_LIMITS.grace


@pytest.mark.parametrize(
    ("after", "claimable_then", "may_send_then"),
    [
        # The lease lasts 5 minutes from noon, the grace 2.
        (-HOUR, True, False),
        (-2 * GRACE - SECOND, True, False),
        (-2 * GRACE, False, False),
        (-GRACE - SECOND, False, False),
        (-GRACE, False, True),
        (timedelta(), False, True),
        (5 * MINUTE - SECOND, False, True),
        (5 * MINUTE, False, False),
        (5 * MINUTE + GRACE - SECOND, False, False),
        (5 * MINUTE + GRACE, True, False),
        (HOUR, True, False),
    ],
)
def test_a_lease_is_one_workers_and_then_nobodys_before_it_is_anothers(
    after, claimable_then, may_send_then
):
    """Also by a clock that went back, or that differs by as much as the grace."""
    found, now = leased(), NOON + after
    assert claimable(found, now=now) is claimable_then
    assert may_send(found, 1, now=now) is may_send_then
    assert (
        claim(found, "worker-2", now=now, lasting=MINUTE) is NotClaimed.HELD
    ) is not claimable_then


@pytest.mark.parametrize(
    ("after", "claimable_then"),
    [
        (-HOUR, True),
        (-2 * GRACE, False),
        (timedelta(), False),
        (30 * SECOND - SECOND, False),
        (30 * SECOND, True),
    ],
)
def test_a_wait_holds_from_when_it_began_until_it_is_due(after, claimable_then):
    found = brought(leased(), BUSY, now=NOON)
    assert claimable(found, now=NOON + after) is claimable_then
    got = claim(found, "worker-2", now=NOON + after, lasting=MINUTE)
    assert (got is NotClaimed.NOT_DUE) is not claimable_then


@pytest.mark.parametrize(
    "dispatch",
    [
        opened(),
        brought(leased(), BUSY),
        brought(leased(), Unknown()),
        brought(leased(), Accepted()),
        leased(leased()),
    ],
    ids=["pending", "refused", "unknown", "sent", "asked about"],
)
def test_nobody_sends_without_a_lease_to_send(dispatch):
    if dispatch.token:
        assert not any(
            may_send(dispatch, token, now=dispatch.since) for token in range(1, dispatch.token + 1)
        )
    else:
        with pytest.raises(ValueError, match="token"):
            may_send(dispatch, 1, now=NOON)


def test_an_older_worker_does_not_send_by_the_lease_of_a_newer():
    found = leased(brought(leased(), BUSY))
    assert [may_send(found, token, now=found.since) for token in (1, 2)] == [False, True]


def test_a_doubtful_attempt_is_not_asked_about_while_it_may_be_under_way():
    assert brought(leased(), Unknown(), jitter=0).due_at == NOON + MINUTE + GRACE
    assert leased(lasting=3 * MINUTE).due_at == NOON + 3 * MINUTE + GRACE


def test_a_lease_over_the_end_of_summer_time_lasts_as_long_as_it_says():
    """At 3:00 the clocks in Łódź go back to 2:00; adding on the wall would give an hour more."""
    warsaw = ZoneInfo("Europe/Warsaw")
    before = datetime(2026, 10, 25, 2, 58, tzinfo=warsaw)
    found = leased(opened(now=before), now=before, lasting=5 * MINUTE)
    assert found.lease.until == datetime(2026, 10, 25, 1, 3, tzinfo=UTC)
    second_two_o_clock = datetime(2026, 10, 25, 2, 2, tzinfo=warsaw, fold=1)
    assert may_send(found, 1, now=second_two_o_clock)
    assert claimable(found, now=datetime(2026, 10, 25, 2, 5, tzinfo=warsaw, fold=1))


@pytest.mark.parametrize("lasting", [timedelta(), -SECOND, DISPATCH_LIMITS.longest_lease + SECOND])
def test_a_lease_of_no_time_or_too_much_is_refused(lasting):
    with pytest.raises(ValueError, match="a lease lasts"):
        claim(opened(), "worker-1", now=NOON, lasting=lasting)


def test_naive_moments_are_refused():
    naive = datetime(2026, 11, 25, 12, 0)
    for refused in (
        lambda: opened(now=naive),
        lambda: claim(opened(), "worker-1", now=naive, lasting=MINUTE),
        lambda: claimable(opened(), now=naive),
        lambda: may_send(leased(), 1, now=naive),
        lambda: settle(leased(), 1, BUSY, now=naive, jitter=0),
        lambda: resolve(leased(leased()), 2, Answer.NOT_THERE, now=naive, jitter=0),
        lambda: attrs.evolve(leased(), due_at=naive),
    ):
        with pytest.raises(ValueError, match="naive"):
            refused()


# ── waits ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("attempts", "jitter", "seconds"),
    [
        (1, 0, 0),
        (1, 0.5, 30),
        (2, 0.5, 60),
        (3, 0.5, 120),
        (6, 0.5, 960),
        (7, 0.5, 1800),
        (8, 0.5, 1800),
        (10_000, 0.5, 1800),
        (10_000, 0, 0),
    ],
)
def test_a_wait_doubles_up_to_its_ceiling(attempts, jitter, seconds):
    assert DISPATCH_LIMITS.wait(attempts, jitter) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 30), (2, 60), (3, 120)])
def test_attempts_lengthen_the_wait(attempts, seconds):
    found = brought(leased(), *[BUSY] * attempts)
    assert found.due_at - found.since == timedelta(seconds=seconds)


@pytest.mark.parametrize("jitter", [-0.1, 1, 2, float("nan")])
def test_a_jitter_out_of_range_is_refused(jitter):
    for move, dispatch, result in (
        (settle, leased(), BUSY),
        (resolve, leased(leased()), Answer.NO_ANSWER),
    ):
        with pytest.raises(ValueError, match="jitter"):
            move(dispatch, dispatch.token, result, now=NOON, jitter=jitter)


@pytest.mark.parametrize(
    "wrong",
    [
        {"most_attempts": 0},
        {"longest_trying": timedelta()},
        {"first_wait": timedelta()},
        {"longest_wait": SECOND},
        {"longest_lease": timedelta()},
        {"grace": -SECOND},
    ],
)
def test_limits_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        DispatchLimits(**wrong)


def test_limits_as_tight_as_they_may_be():
    tight = DispatchLimits(most_attempts=1, longest_wait=MINUTE, grace=timedelta())
    assert tight.wait(5, 0.5) == 30 * SECOND
    assert brought(leased(limits=tight), BUSY, limits=tight).target is Target.HELPDESK


# ── contact data at the unit ─────────────────────────────────────────────────────────────────────

CURIOUS = attrs.evolve(ROADS, contact=True)


@pytest.mark.parametrize(
    ("results", "may_hold"),
    [
        ([], False),
        ([BUSY], False),
        ([GONE], False),
        ([Accepted()], True),
        ([Unknown()], True),
        ([Unknown(), Answer.NOT_THERE], False),
        ([Unknown(), Answer.CANNOT_BE_ASKED], True),
        ([Unknown(), Answer.CANNOT_BE_ASKED, Accepted()], True),
        ([GONE, Accepted()], False),
    ],
)
def test_a_unit_may_hold_data_once_its_mailbox_may_have_the_report(results, may_hold):
    """I15: and only where its route asked for contact data, or files came along."""
    for mailbox, files in product((CURIOUS, ROADS), (True, False)):
        start = attrs.evolve(opened(mailbox), files=files)
        found = brought(leased(start), *results) if results else start
        assert found.mailbox_may_hold_data is (may_hold and (files or mailbox == CURIOUS))
        wanted = DispatchKind.MAILBOX_NOTICE in notices_wanted(found)
        assert wanted is found.mailbox_may_hold_data


@pytest.mark.parametrize("files", [True, False])
@pytest.mark.parametrize(
    ("results", "may_hold"), [([Unknown()], True), ([Accepted()], True), ([BUSY], False)]
)
def test_a_helpdesk_may_hold_files_and_nothing_else(results, may_hold, files):
    found = brought(leased(attrs.evolve(opened(None), files=files)), *results)
    assert not found.mailbox_may_hold_data
    assert found.helpdesk_may_hold_data is (files and may_hold)
    assert notices_wanted(found) == ((DispatchKind.HELPDESK_NOTICE,) if files and may_hold else ())
    assert notices_wanted(without_personal_data(found)) == notices_wanted(found)


# ── a pace ───────────────────────────────────────────────────────────────────────────────────────

PACED = Refused(Refusal.BUSY, tried=False)


def test_where_nobody_was_asked_no_attempt_is_spent():
    """A mailer that keeps a pace may put a letter off for as long as there is time, and waits no
    longer each time.
    """
    start = opened()
    found = brought(leased(start), *[PACED] * 40, now=NOON, jitter=0.999)
    assert (found.state, found.target, found.attempts, found.untried) == (
        PENDING,
        Target.MAILBOX,
        40,
        40,
    )
    assert found.mailbox_refusal is None
    assert found.due_at - found.since < DISPATCH_LIMITS.first_wait
    refused = brought(leased(found), *[BUSY] * DISPATCH_LIMITS.most_attempts, now=found.due_at)
    assert (refused.because, refused.untried) == (HelpdeskReason.TOO_OFTEN, 0)
    assert (
        brought(
            leased(found), *[BUSY] * (DISPATCH_LIMITS.most_attempts - 1), now=found.due_at
        ).target
        is Target.MAILBOX
    )


@pytest.mark.parametrize("reason", [Refusal.UNREACHABLE, Refusal.NOT_ALLOWED])
def test_where_there_is_no_way_to_any_mailbox_no_attempt_is_spent_and_waits_grow(reason):
    """A mail server that is down for a night, or does not know our password, says nothing of a
    mailbox.
    """
    shut, found = Refused(reason, tried=False), opened()
    while found.because is None:
        found = brought(leased(found, now=found.due_at), shut, now=found.due_at, jitter=0.999)
        assert found.mailbox_refusal is reason
        if found.because is None and found.attempts > 8:
            assert found.due_at - found.since > DISPATCH_LIMITS.longest_wait * 0.99
    assert found.because is HelpdeskReason.TOO_LONG
    assert found.since - found.opened_at >= DISPATCH_LIMITS.longest_trying
    assert not found.mailbox_may_have_it
    waits = brought(leased(at_helpdesk()), shut)
    assert (waits.state, waits.helpdesk_refusal) == (PENDING, reason)


def test_a_pace_does_not_outlast_the_time():
    late = NOON + DISPATCH_LIMITS.longest_trying
    found = brought(leased(), PACED, now=late)
    assert found.because is HelpdeskReason.TOO_LONG


# ── time that does not count ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("result", [BUSY, PACED, Unknown()])
def test_a_mailbox_that_no_worker_asked_in_time_is_tried_for_as_long(result):
    """A worker that had stood still for a weekend gave the report up at the first answer."""
    late = NOON + 2 * DISPATCH_LIMITS.longest_trying
    found = brought(leased(opened(), now=late), result, now=late)
    assert (found.target, found.tried_from) == (Target.MAILBOX, late)
    end = late + DISPATCH_LIMITS.longest_trying
    for after, target in ((-SECOND, Target.MAILBOX), (timedelta(), Target.HELPDESK)):
        assert brought(leased(opened(), now=late), BUSY, now=end + after).target is target


def test_so_it_is_where_workers_stop_between_two_attempts():
    first = brought(leased(), BUSY)
    back = first.due_at + 2 * DISPATCH_LIMITS.longest_trying
    found = brought(leased(first, now=back), BUSY, now=back)
    assert found.target is Target.MAILBOX
    assert found.tried_from == NOON + (back - first.due_at)


def test_an_operator_who_tries_it_now_takes_no_time_from_it():
    late = NOON + 2 * DISPATCH_LIMITS.longest_trying
    tried = claim_now(opened(), "worker-1", now=late, lasting=5 * MINUTE)
    assert tried == leased(opened(), now=late)
    assert brought(tried, BUSY, now=late).target is Target.MAILBOX


@pytest.mark.parametrize(
    ("found", "after"),
    [
        (opened(), timedelta()),
        (brought(leased(), BUSY), timedelta()),
        (brought(leased(), Unknown(), Answer.NOT_THERE), timedelta()),
        (at_helpdesk(), timedelta()),
        (brought(leased(), Unknown()), DISPATCH_LIMITS.grace),
        (brought(leased(), Unknown(), *[Answer.NO_ANSWER] * 3), DISPATCH_LIMITS.grace),
        (brought(leased(at_helpdesk()), Unknown()), DISPATCH_LIMITS.grace),
        (leased(), 5 * MINUTE + DISPATCH_LIMITS.grace),
        (leased(brought(leased(), Unknown())), 5 * MINUTE + DISPATCH_LIMITS.grace),
    ],
    ids=[
        *("new", "busy", "not there", "at helpdesk"),
        *("in doubt", "no answer", "helpdesk in doubt", "leased", "asked"),
    ],
)
def test_how_soon_an_operator_may_have_it_tried_again(found, after):
    """At once, but for what is or may be under way: asked too soon, a mailbox says that it has no
    such letter, and gets a second one.
    """
    soonest = found.since + after
    early, got = (
        claim_now(found, "worker-1", now=now, lasting=MINUTE) for now in (soonest - SECOND, soonest)
    )
    assert isinstance(early, NotClaimed)
    assert got.lease.work is (Work.ASK if got.in_doubt else Work.SEND)


def of_earlier(dispatch, time):
    """Return a delivery as one that was opened earlier, and got the same moves."""
    tried_from = None if dispatch.tried_from is None else dispatch.tried_from - time
    return attrs.evolve(dispatch, opened_at=dispatch.opened_at - time, tried_from=tried_from)


@pytest.mark.parametrize(
    "found",
    [
        opened(),
        leased(),
        brought(leased(), BUSY),
        brought(leased(), Unknown()),
        leased(brought(leased(), Unknown())),
        at_helpdesk(),
        brought(leased(at_helpdesk()), Unknown()),
    ],
    ids=["new", "leased", "busy", "in doubt", "asked", "helpdesk", "helpdesk in doubt"],
)
def test_whoever_may_try_it_does_not_depend_on_how_old_it_is(found):
    """After a doubt a letter may be under way for a while, also that of a report of yesterday."""
    older = of_earlier(found, 3 * HOUR)
    for after in (-HOUR, timedelta(), SECOND, MINUTE, 10 * MINUTE, HOUR, 2 * HOUR):
        now = found.since + after
        for take in (claim, claim_now):
            got, expected = (
                take(one, "worker-1", now=now, lasting=MINUTE) for one in (older, found)
            )
            if isinstance(expected, Dispatch):
                expected = of_earlier(expected, 3 * HOUR)
            assert got == expected, (take.__name__, after)
        assert claimable(older, now=now) == claimable(found, now=now)
        if found.token:
            assert may_send(older, older.token, now=now) == may_send(found, found.token, now=now)


@pytest.mark.parametrize(
    "found",
    [
        leased(),
        leased(brought(leased(), BUSY)),
        leased(brought(leased(), Unknown())),
        leased(at_helpdesk()),
        leased(brought(leased(at_helpdesk()), Unknown())),
    ],
    ids=["first", "again", "asked", "helpdesk", "helpdesk asked"],
)
def test_what_a_worker_brings_back_does_not_depend_on_how_old_it_is(found):
    """For as long as the mailbox has not used up its day."""
    older, now = of_earlier(found, 3 * HOUR), found.since + MINUTE
    moves = [partial(after_bounce, reason=Refusal.FULL, now=now)]
    given = {"token": found.token, "now": now, "jitter": 0.5}
    if found.lease.work is Work.SEND:
        results = (Accepted("A"), BUSY, PACED, GONE, Unknown())
        moves += [partial(settle, result=result, **given) for result in results]
        moves.append(partial(wait_for_files, **given))
    else:
        moves += [partial(resolve, answer=answer, **given) for answer in (Accepted("A"), *Answer)]
    for move in moves:
        assert move(older) == of_earlier(move(found), 3 * HOUR), move


def test_a_wait_of_an_hour_for_a_worker_counts():
    """Each busy hour would otherwise write the moment, which an older program cannot read."""
    late = NOON + DISPATCH_LIMITS.longest_wait
    assert leased(opened(), now=late).tried_from is None
    assert leased(opened(), now=late + SECOND).tried_from == late + SECOND


def test_the_time_in_which_a_file_was_waited_for_does_not_count():
    """The mailbox had not been asked yet, and the first time that it was busy was its last."""
    found = opened()
    while found.due_at - NOON < DISPATCH_LIMITS.longest_trying:
        found = leased(found, now=found.due_at)
        found = wait_for_files(found, found.token, now=found.since, jitter=0.999)
    found = brought(leased(found), BUSY, now=found.due_at)
    assert (found.target, found.because) == (Target.MAILBOX, None)


def test_of_a_helpdesk_no_such_time_is_kept():
    late = NOON + 2 * DISPATCH_LIMITS.longest_trying
    assert leased(opened(None), now=late).tried_from is None


def test_a_moment_that_a_clock_gone_back_set_is_not_waited_for():
    far = NOON + timedelta(days=400)
    found = brought(leased(opened(), now=far), PACED, now=far)
    end = NOON + DISPATCH_LIMITS.longest_trying
    found = brought(leased(found, now=end), PACED, now=end)
    assert found.because is HelpdeskReason.TOO_LONG


# ── letters that come back ───────────────────────────────────────────────────────────────────────


def test_what_came_back_is_the_helpdesks_at_once():
    sent = brought(leased(), Accepted("A"))
    found = after_bounce(sent, Refusal.NO_SUCH_ADDRESS, now=NOON + SECOND)
    assert (found.state, found.target, found.because) == (
        DispatchState.PENDING,
        Target.HELPDESK,
        HelpdeskReason.BOUNCED,
    )
    assert (found.due_at, found.mailbox_refusal) == (NOON + SECOND, Refusal.NO_SUCH_ADDRESS)
    assert found.mailbox_key == sent.key != found.key


def test_a_letter_that_came_back_ends_the_doubt_whether_its_mailbox_has_it():
    doubted = brought(leased(), Unknown())
    assert doubted.in_doubt
    assert not after_bounce(doubted, Refusal.FULL, now=NOON).mailbox_may_have_it


def test_what_the_helpdesk_has_stays_its_own():
    doubted = brought(leased(), Unknown(), Answer.CANNOT_BE_ASKED)
    assert doubted.mailbox_may_have_it
    assert after_bounce(doubted, Refusal.FULL, now=NOON) == attrs.evolve(
        doubted, mailbox_refusal=Refusal.FULL
    )


def test_a_letter_that_came_back_frees_no_unit_from_erasing():
    """Anybody may forge it, and its mailbox had it once."""
    back = after_bounce(brought(leased(opened(CURIOUS)), Accepted()), Refusal.FULL, now=NOON)
    assert notices_wanted(back) == (DispatchKind.MAILBOX_NOTICE,)
    at_desk = brought(leased(back), Accepted("7"))
    assert notices_wanted(at_desk) == (DispatchKind.MAILBOX_NOTICE,)
    assert (
        notices_wanted(after_bounce(brought(leased(), Accepted()), Refusal.FULL, now=NOON)) == ()
    ), "it got no data"


def test_two_who_may_hold_data_are_both_asked_to_erase_them():
    """The unit's mailbox may have the letter, and the helpdesk has the files."""
    doubted = brought(leased(opened(CURIOUS)), Unknown(), Answer.CANNOT_BE_ASKED)
    at_desk = attrs.evolve(doubted, state=DispatchState.HELPDESK, files=True)
    kinds = (DispatchKind.MAILBOX_NOTICE, DispatchKind.HELPDESK_NOTICE)
    assert notices_wanted(at_desk) == kinds
    assert tuple(notice.kind for notice in open_notices(at_desk, now=NOON)) == kinds


def test_a_worker_who_is_just_sending_again_is_heard_after_a_bounce():
    again = leased(brought(leased(), BUSY))
    token = again.lease.token
    found = after_bounce(again, Refusal.FULL, now=NOON + SECOND)
    assert not may_send(found, token, now=NOON + SECOND)
    late = settle(found, token, Accepted(), now=NOON + SECOND, jitter=0)
    assert late == attrs.evolve(found, mailbox_may_have_it=True)


def test_what_a_store_compares_that_cannot_lock_tells_every_move_but_of_a_worker():
    """As docs/delivery.md says; the first three are also checked by the state machine."""
    sent = brought(leased(opened(attrs.evolve(ROADS, contact=True))), Accepted())
    (notice,) = open_notices(sent, now=NOON)
    refused = brought(leased(), Refused(Refusal.FULL))
    doubted = brought(leased(), Unknown(), Answer.CANNOT_BE_ASKED)
    moves = [
        (refused, after_bounce(refused, Refusal.FULL, now=NOON)),
        (doubted, after_bounce(doubted, Refusal.FULL, now=NOON)),
        (
            after_bounce(refused, Refusal.FULL, now=NOON),
            after_bounce(refused, Refusal.BUSY, now=NOON),
        ),
        (notice, confirm_erasure(notice, now=NOON)),
    ]
    columns = (
        "state",
        "token",
        "mailbox_may_have_it",
        "because",
        "mailbox_refusal",
        "confirmed_at",
    )
    for was, new in moves:
        assert new != was
        assert [getattr(new, column) for column in columns] != [
            getattr(was, column) for column in columns
        ]


def test_only_a_mailbox_sends_back():
    with pytest.raises(ValueError, match="no mailbox"):
        after_bounce(opened(None), Refusal.FULL, now=NOON)
    with pytest.raises(ValueError, match="naive"):
        after_bounce(brought(leased(), Accepted()), Refusal.FULL, now=NOON.replace(tzinfo=None))


# ── notices ──────────────────────────────────────────────────────────────────────────────────────


def test_a_notice_goes_where_the_report_went():
    sent = brought(leased(opened(CURIOUS)), Accepted())
    (notice,) = open_notices(sent, now=NOON + SECOND)
    assert (notice.mailbox, notice.target, notice.due_at) == (
        CURIOUS,
        Target.MAILBOX,
        NOON + SECOND,
    )
    assert notice.id == f"{sent.report_number}:mailbox-notice"
    assert notice.key == f"{sent.key}.mailbox-notice"
    assert notices_wanted(brought(leased(notice), Accepted())) == (), (
        "a notice is asked for nothing"
    )
    at_desk = attrs.evolve(brought(leased(opened(None)), Accepted()), files=True)
    (notice,) = open_notices(at_desk, now=NOON)
    assert (notice.mailbox, notice.target) == (None, Target.HELPDESK)
    assert notice.key == f"{at_desk.key}.helpdesk-notice"
    with pytest.raises(ValueError, match="naive"):
        open_notices(sent, now=NOON.replace(tzinfo=None))


def test_a_notice_waits_until_nobody_has_the_report_in_hand():
    """Who read the report before it was erased may be sending right now: the notice comes after
    that letter.
    """
    again = leased(brought(leased(opened(CURIOUS)), Unknown()))
    assert again.mailbox_may_hold_data
    assert notices_wanted(again) == open_notices(again, now=NOON) == ()
    assert notices_wanted(brought(again, Answer.NO_ANSWER)) == (DispatchKind.MAILBOX_NOTICE,)


def test_a_mailbox_that_says_so_last_of_all_is_asked_to_erase():
    """Heard when the helpdesk has the report for good: the unit holds it all the same."""
    first = leased(opened(CURIOUS))
    asked = leased(first, now=NOON + HOUR)
    not_there = resolve(asked, asked.token, Answer.NOT_THERE, now=NOON + HOUR, jitter=0)
    refused = brought(leased(not_there), GONE, now=NOON + HOUR)
    at_desk = brought(leased(refused), Accepted("7"), now=NOON + HOUR)
    assert (at_desk.state, notices_wanted(at_desk)) == (HELPDESK, ())
    late = settle(at_desk, first.token, Accepted(), now=NOON + HOUR, jitter=0)
    assert late == attrs.evolve(at_desk, mailbox_may_have_it=True)
    assert notices_wanted(late) == (DispatchKind.MAILBOX_NOTICE,)


def test_a_notice_is_confirmed_once():
    (notice,) = open_notices(brought(leased(opened(CURIOUS)), Accepted()), now=NOON)
    once = confirm_erasure(notice, now=NOON + SECOND)
    assert confirm_erasure(once, now=NOON + 2 * SECOND) == once
    assert once.confirmed_at == NOON + SECOND
    with pytest.raises(ValueError, match="not a notice"):
        confirm_erasure(opened(), now=NOON)
    with pytest.raises(ValueError, match="naive"):
        confirm_erasure(notice, now=NOON.replace(tzinfo=None))


@given(
    st.from_regex(NUMBER.pattern, fullmatch=True),
    st.sampled_from(DispatchKind),
    st.sampled_from([ROADS, None]),
)
def test_a_key_leads_back_to_its_delivery(number, kind, mailbox):
    made = attrs.evolve(opened(mailbox), report_number=number, kind=kind)
    assert id_of_key(made.key) == made.id == dispatch_id(number, kind)


@pytest.mark.parametrize(
    "key", ["", ".", "ZG-1", "ZG-1.x.nonsense", "-.x", "ż.x", "a b.x", "ZG-1.x\n.y"]
)
def test_what_is_no_key_leads_nowhere(key):
    assert id_of_key(key) is None


# ── keys, references, notes ──────────────────────────────────────────────────────────────────────


def test_the_key_stays_the_same_from_release_to_release():
    """A delivery may be under way while the software is renewed, so these never change."""
    assert opened().key == "ZG-2026-000123.a998d830a0"
    assert at_helpdesk().key == "ZG-2026-000123.helpdesk"


def test_the_key_stays_the_same_from_attempt_to_attempt():
    found = opened()
    keys = {
        found.key,
        leased(found).key,
        brought(leased(found), BUSY, Unknown(), Answer.NOT_THERE).key,
    }
    assert keys == {found.key}


def test_the_key_differs_by_target_and_report():
    other = Mailbox("Zarząd Zieleni Miejskiej w Łodzi", "zzm@example.org")
    found = {
        opened().key,
        opened(other).key,
        opened(None).key,
        open_dispatch("ZG-1", ROADS, now=NOON).key,
    }
    assert len(found) == 4
    assert opened(Mailbox("Inna nazwa", "ZDIT@example.org")).key == opened().key


@pytest.mark.parametrize("number", ["ZG-2026-000123", "A..B", "a_1", "1", "x" * 40])
def test_the_key_fits_the_left_part_of_a_message_id(number):
    """RFC 5322, dot-atom-text."""
    key = open_dispatch(number, ROADS, now=NOON).key
    assert re.fullmatch(r"[A-Za-z0-9_=-]+(\.[A-Za-z0-9_=-]+)*", key)
    assert len(key) <= 64


@pytest.mark.parametrize("number", ["", "a b", "a@b", "-a", "a\n", "x" * 41])
def test_what_is_no_number_of_a_report_is_refused(number):
    with pytest.raises(ValueError, match="report's number"):
        open_dispatch(number, ROADS, now=NOON)


@pytest.mark.parametrize(
    "text", ["jan@example.com", "Zażółć", "two words", "", "x" * 101, "a\n", None]
)
def test_a_reference_that_could_tell_who_wrote_is_left_out_and_the_acceptance_stands(text):
    found = brought(leased(), Accepted(text))
    assert (found.state, found.reference) == (SENT, None)


@pytest.mark.parametrize("text", ["4711", "4XyZ/12:a+b=c", "INC-2026.17", "x" * 100])
def test_a_reference_is_kept(text):
    assert brought(leased(), Accepted(text)).reference == text


def test_a_refusal_is_a_code_and_never_a_peers_own_words():
    with pytest.raises(TypeError):
        Refused("550 Jan Kowalski does not live here")


@pytest.mark.parametrize(
    "nameless", [lambda: Mailbox("", "a@b"), lambda: Mailbox("a", ""), lambda: leased_by("")]
)
def test_a_nameless_worker_or_mailbox_is_refused(nameless):
    with pytest.raises(ValueError, match="must be"):
        nameless()


def leased_by(worker):
    return claim(opened(), worker, now=NOON, lasting=MINUTE)


def test_the_note_says_why_and_what_the_mailbox_may_have():
    assert helpdesk_note(opened()) is None
    assert (
        helpdesk_note(opened(None)).pl
        == "Zgłoszenia nie przekazuje się automatycznie do żadnej skrzynki."
    )
    refused = helpdesk_note(at_helpdesk())
    assert refused.pl.endswith("Przyczyna ostatniej odmowy: nie ma takiego adresu.")
    assert "Zarząd Dróg i Transportu, zdit@example.org" in refused.pl
    doubtful = helpdesk_note(brought(leased(), Unknown(), Answer.CANNOT_BE_ASKED))
    assert "mogła jednak otrzymać" in doubtful.pl
    assert "may have the report" in doubtful.en
    assert "mogła jednak otrzymać" not in refused.pl


def test_every_reason_and_refusal_has_its_words():
    for because in HelpdeskReason:
        for refusal in Refusal:
            found = attrs.evolve(at_helpdesk(), because=because, mailbox_refusal=refusal)
            assert helpdesk_note(found).pl != helpdesk_note(found).en
