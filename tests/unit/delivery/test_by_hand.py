"""Manual actions of an operator: no delivery is lost, duplicated or falsified."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from lckm_core import ContactCentre, RouteTable, build
from lckm_core.delivery import (
    Accepted,
    Answer,
    Dispatch,
    DispatchKind,
    DispatchState,
    HelpdeskReason,
    Mailbox,
    ManualAction,
    ManualActionRefusedError,
    Refusal,
    Refused,
    Target,
    Unknown,
    claim,
    open_dispatch,
    reroute,
    resolve,
    settle,
    settle_by_hand,
)
from lckm_core.errors import NoSuchReportError
from lckm_core.memory import MemoryAdapter

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=30)
FIRST, SECOND = (
    Mailbox("Zarząd Dróg i Transportu", "zdit@example.org"),
    Mailbox("Zarząd Zieleni", "zzm@example.org"),
)


def claimed(dispatch: Dispatch) -> Dispatch:
    leased = claim(dispatch, "w", now=dispatch.due_at, lasting=timedelta(minutes=5))
    assert isinstance(leased, Dispatch)
    return leased


def sent(result, mailbox=FIRST) -> Dispatch:
    leased = claimed(open_dispatch("ZG-1", mailbox, now=NOON))
    return settle(leased, leased.token, result, now=NOON, jitter=0)


DOUBTFUL = sent(Unknown())
LEFT_ALONE = resolve(claimed(DOUBTFUL), 2, Answer.CANNOT_BE_ASKED, now=NOON, jitter=0)
BUSY = sent(Refused(Refusal.BUSY))
AT_HELPDESK = sent(Refused(Refusal.NO_SUCH_ADDRESS, permanent=True))
AT_HELPDESK_IN_DOUBT = settle(claimed(AT_HELPDESK), 2, Unknown(), now=NOON, jitter=0)


class TestReroute:
    @pytest.mark.parametrize(
        "before",
        [open_dispatch("ZG-1", FIRST, now=NOON), open_dispatch("ZG-1", None, now=NOON), BUSY],
    )
    def test_what_nobody_has_begins_anew_at_the_other_mailbox(self, before):
        moved = reroute(before, SECOND, now=LATER, routed="trasa 2")
        assert (moved.mailbox, moved.target, moved.due_at, moved.routed) == (
            SECOND,
            Target.MAILBOX,
            LATER,
            "trasa 2",
        )
        assert (moved.attempts, moved.mailbox_refusal, moved.helpdesk_refusal) == (0, None, None)
        assert moved.token > before.token
        leased = claimed(moved)
        assert (
            settle(leased, leased.token, Accepted(), now=LATER, jitter=0).state
            is DispatchState.SENT
        )

    def test_the_other_mailbox_has_its_full_time(self):
        leased = claimed(reroute(BUSY, SECOND, now=LATER))
        assert (
            settle(leased, leased.token, Refused(Refusal.BUSY), now=LATER, jitter=0).target
            is Target.MAILBOX
        )

    def test_without_a_mailbox_it_is_the_helpdesks(self):
        moved = reroute(BUSY, None, now=LATER)
        assert (moved.target, moved.because) == (Target.HELPDESK, HelpdeskReason.NO_MAILBOX)

    @pytest.mark.parametrize(
        "before",
        [sent(Accepted()), DOUBTFUL, LEFT_ALONE, claimed(open_dispatch("ZG-1", FIRST, now=NOON))],
    )
    def test_what_somebody_may_have_does_not_go_to_two(self, before):
        with pytest.raises(ManualActionRefusedError) as refused:
            reroute(before, SECOND, now=LATER)
        assert "ZG-1" in refused.value.text("pl")
        assert refused.value.text("en") != refused.value.text("pl")

    def test_a_notice_follows_its_report_and_nothing_else(self):
        with pytest.raises(ManualActionRefusedError):
            reroute(attrs.evolve(BUSY, kind=DispatchKind.MAILBOX_NOTICE), SECOND, now=LATER)

    def test_a_naive_moment_is_refused(self):
        with pytest.raises(ValueError, match="naive"):
            reroute(BUSY, SECOND, now=LATER.replace(tzinfo=None))


class TestSettleByHand:
    @pytest.mark.parametrize("before", [BUSY, DOUBTFUL, LEFT_ALONE, claimed(BUSY)])
    def test_the_mailbox_has_it(self, before):
        ended = settle_by_hand(before, Target.MAILBOX, now=LATER, reference="ZDiT/1")
        assert (ended.state, ended.target, ended.due_at) == (
            DispatchState.SENT,
            Target.MAILBOX,
            None,
        )
        assert (ended.reference, ended.mailbox_may_have_it, ended.lease) == ("ZDiT/1", False, None)

    @pytest.mark.parametrize(
        ("before", "because", "mailbox_may"),
        [
            (BUSY, HelpdeskReason.BY_HAND, False),
            (DOUBTFUL, HelpdeskReason.BY_HAND, True),
            (claimed(BUSY), HelpdeskReason.BY_HAND, True),
            (LEFT_ALONE, HelpdeskReason.IN_DOUBT, True),
            (open_dispatch("ZG-1", None, now=NOON), HelpdeskReason.NO_MAILBOX, False),
            # A doubt whether the helpdesk has it says nothing of a mailbox.
            (AT_HELPDESK_IN_DOUBT, HelpdeskReason.REFUSED, False),
            (claimed(AT_HELPDESK), HelpdeskReason.REFUSED, False),
        ],
    )
    def test_the_helpdesk_has_it_and_the_doubt_stays(self, before, because, mailbox_may):
        ended = settle_by_hand(before, Target.HELPDESK, now=LATER)
        assert (ended.state, ended.because, ended.mailbox_may_have_it) == (
            DispatchState.HELPDESK,
            because,
            mailbox_may,
        )

    @pytest.mark.parametrize("result", [Accepted(), Refused(Refusal.BUSY), Unknown()])
    def test_what_a_worker_brings_back_later_changes_nothing(self, result):
        leased = claimed(open_dispatch("ZG-1", FIRST, now=NOON))
        ended = settle_by_hand(leased, Target.HELPDESK, now=NOON)
        assert settle(ended, leased.token, result, now=LATER, jitter=0) == ended

    @pytest.mark.parametrize(
        "before",
        [
            sent(Accepted()),
            open_dispatch("ZG-1", None, now=NOON),
            claimed(LEFT_ALONE),
            settle(claimed(LEFT_ALONE), 3, Unknown(), now=NOON, jitter=0),
        ],
    )
    def test_what_has_ended_or_cannot_be_in_the_mailbox_alone_is_refused(self, before):
        with pytest.raises(ManualActionRefusedError):
            settle_by_hand(before, Target.MAILBOX, now=LATER)

    @pytest.mark.parametrize("words", ["Jan z ulicy Długiej", "", "-7", "7\n", "7" * 101])
    def test_words_are_no_reference_and_the_operator_hears_of_it(self, words):
        with pytest.raises(ManualActionRefusedError) as refused:
            settle_by_hand(BUSY, Target.HELPDESK, now=LATER, reference=words)
        said = refused.value.message
        assert said.pl.startswith("Zgłoszenie ZG-1: to nie jest numer")
        assert "Jan" not in repr(refused.value) + said.pl + said.en

    def test_a_number_is_kept_to_the_character(self):
        number = "7" * 100
        assert (
            settle_by_hand(BUSY, Target.HELPDESK, now=LATER, reference=number).reference == number
        )


def test_what_a_mailbox_may_hold_of_a_person_goes_no_other_way():
    """Else nobody would ask the first mailbox to erase it."""
    sent = attrs.evolve(
        BUSY, mailbox=attrs.evolve(BUSY.mailbox, contact=True), because=HelpdeskReason.BOUNCED
    )
    with pytest.raises(ManualActionRefusedError):
        reroute(sent, None, now=LATER)
    assert (
        reroute(attrs.evolve(sent, mailbox=BUSY.mailbox), None, now=LATER).target is Target.HELPDESK
    )


def test_begun_anew_nothing_is_left_of_the_pace():
    """What one mailbox was tried counts neither in the time nor in the attempts of the next."""
    tried = attrs.evolve(
        BUSY,
        untried=BUSY.attempts,
        helpdesk_refusal=Refusal.BUSY,
        tried_from=NOON + timedelta(hours=1),
        files_away_since=NOON + timedelta(hours=2),
    )
    new = open_dispatch("ZG-1", SECOND, now=LATER)
    assert reroute(tried, SECOND, now=LATER) == attrs.evolve(new, token=tried.token + 1)


class TestVerbs:
    @pytest.fixture
    def centre(self):
        return ContactCentre(
            build(MemoryAdapter(RouteTable(categories=(), domains=("example.org",), routes=())))
        )

    def test_events_tell_what_was_done_and_how_it_is_known(self, centre):
        heard = centre.plugins.listeners[0].events
        centre.register({"description": "Dziura"}, number="ZG-1", now=NOON, terms_version="1")
        assert centre.reroute("ZG-1", now=LATER).due_at == LATER
        settled = centre.settle_by_hand(
            "ZG-1", Target.HELPDESK, ManualAction.SEEN, now=LATER, reference="77"
        )
        assert (settled.state, settled.reference) == (DispatchState.HELPDESK, "77")
        assert [(event.verb, event.outcome) for event in heard][1:] == [
            ("route_again", "to helpdesk"),
            ("settle_by_hand", "helpdesk, seen"),
        ]

    def test_of_a_report_that_is_not_there(self, centre):
        with pytest.raises(NoSuchReportError):
            centre.reroute("ZG-2", now=NOON)
        with pytest.raises(NoSuchReportError):
            centre.settle_by_hand("ZG-2", Target.HELPDESK, ManualAction.SEEN, now=NOON)

    def test_words_in_place_of_a_number_change_nothing_and_are_told_to_nobody(self, centre):
        heard = centre.plugins.listeners[0].events
        kept = centre.register(
            {"description": "Dziura"}, number="ZG-1", now=NOON, terms_version="1"
        )
        before = centre.plugins.reports.dispatch(kept.number)
        with pytest.raises(ManualActionRefusedError):
            centre.settle_by_hand(
                "ZG-1", Target.HELPDESK, ManualAction.TOLD, now=LATER, reference="od Anny"
            )
        assert centre.plugins.reports.dispatch("ZG-1") == before
        assert [event.verb for event in heard] == ["register"]

    def test_without_a_table_an_operator_hears_of_it_and_nothing_moves(self):
        memory = MemoryAdapter(RouteTable(categories=(), domains=("example.org",), routes=()))
        centre = ContactCentre(build(memory))
        centre.register({"description": "Dziura"}, number="ZG-1", now=NOON, terms_version="1")
        before, memory._table = memory.reports.dispatch("ZG-1"), None
        with pytest.raises(LookupError):
            centre.reroute("ZG-1", now=LATER)
        assert memory.reports.dispatch("ZG-1") == before
