"""Refusals, doubt, and another side that hangs, for mailers and helpdesks."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest

from lckm_core.delivery import Accepted, Answer, Refusal, Refused, Unknown
from lckm_testing.contracts.base import Contract, Meanwhile, to_fill_in, when
from lckm_testing.contracts.peer_advice import (
    ARRIVED,
    CLAIMED,
    DENIED,
    GUESSED,
    HANGS,
    NOT_ACCEPTED,
    NOT_ARRIVED_ONCE,
    NOT_FOUND,
    NOT_IN_DOUBT,
    NOT_REFUSED,
    WELL_AGAIN,
)


class PeerState(StrEnum):
    """What the fixture ``peer`` can make the other side do."""

    WELL = "well"
    """It takes messages and answers questions."""
    UNREACHABLE = "nobody answers, so nothing is sent"
    """Connections are refused, as by a server that was stopped."""
    REFUSES_FOR_NOW = "says no, for now"
    """Whatever comes is refused, questions too where it can refuse them, as by HTTP 503."""
    REFUSES_FOR_GOOD = "says no, for good"
    """A message is refused, and would be every time, as one to an address that nobody has."""
    LOSES_ANSWER = "takes it, and its answer is lost"
    """A message arrives, and the connection breaks before the answer does."""
    SILENT = "takes the connection, and says nothing any more"
    """Nothing arrives, and the connection stays open."""


class FailingContract(Contract, abstract=True):
    """Refusals, doubt, and another side that hangs."""

    can_be_asked: bool
    can_be_told_to_fail: bool
    """The test can make the other side fail; needs the fixture ``peer``.

    Say True unless it is out of your hands.
    """
    refuses_for_good: bool
    """Some refusals of the other side are final, as that of an address which does not exist."""
    can_hang: bool
    """The other side may take a connection and say nothing, as whatever is behind a network may."""

    patience: float = 60
    """Seconds after which an adapter with a silent other side is taken to hang."""

    @pytest.fixture
    def peer(self, adapter: Any) -> Callable[[PeerState], None]:
        """What makes the other side, which the adapter under test talks to, behave so from now on.

        It is called with one state after another. After each, WELL makes the other side take
        messages again at the same address: after UNREACHABLE, a server that was stopped is started
        again on its port. *adapter* is what your fixture ``mailer`` or ``helpdesk`` returned; ask
        for that one, or for any other of your fixtures, in its place.
        """
        to_fill_in(
            "peer",
            "a function that takes a PeerState and makes the other side behave so, "
            "WELL again after any other",
        )

    @when(can_be_told_to_fail=True)
    @pytest.mark.parametrize("state", [PeerState.UNREACHABLE, PeerState.REFUSES_FOR_NOW])
    def test_a_refusal_is_told_from_doubt(
        self,
        sends: Callable[[Any], Any],
        peer: Callable[[PeerState], None],
        many: Any,
        came: Callable[[], Any],
        state: PeerState,
    ) -> None:
        """Refused means that the other side surely does not have it; it may be sent again."""
        peer(state)
        result = sends(many[0])
        assert isinstance(result, Refused), NOT_REFUSED
        assert result.permanent is False, NOT_REFUSED
        is_unreachable = state is PeerState.UNREACHABLE
        assert (result.reason is Refusal.UNREACHABLE) is is_unreachable, NOT_REFUSED
        assert came() == [], ARRIVED
        peer(PeerState.WELL)
        assert isinstance(sends(many[0]), Accepted), WELL_AGAIN
        assert len(came()) == 1, NOT_ARRIVED_ONCE

    @when(can_be_told_to_fail=True, refuses_for_good=True)
    def test_a_refusal_for_good_is_said_to_be_one(
        self,
        sends: Callable[[Any], Any],
        peer: Callable[[PeerState], None],
        many: Any,
        came: Callable[[], Any],
    ) -> None:
        peer(PeerState.REFUSES_FOR_GOOD)
        result = sends(many[0])
        assert isinstance(result, Refused), NOT_REFUSED
        assert result.permanent is True, NOT_REFUSED
        assert result.reason is not Refusal.UNREACHABLE, NOT_REFUSED
        assert came() == [], ARRIVED
        peer(PeerState.WELL)
        assert isinstance(sends(many[0]), Accepted), WELL_AGAIN
        assert len(came()) == 1, NOT_ARRIVED_ONCE

    @when(can_be_told_to_fail=True)
    def test_a_lost_answer_is_doubt(
        self,
        sends: Callable[[Any], Any],
        peer: Callable[[PeerState], None],
        many: Any,
        came: Callable[[], Any],
    ) -> None:
        """It does not retry by itself, and claims neither that it arrived nor that it did not."""
        peer(PeerState.LOSES_ANSWER)
        assert isinstance(sends(many[0]), Unknown), NOT_IN_DOUBT
        assert len(came()) == 1, NOT_ARRIVED_ONCE

    # ── asking another side that fails ────────────────────────────────────────────────────────────

    @when(can_be_told_to_fail=True, can_be_asked=True)
    def test_asked_when_nobody_answers_it_does_not_guess(
        self, finds: Callable[[Any], Any], peer: Callable[[PeerState], None], many: Any
    ) -> None:
        peer(PeerState.UNREACHABLE)
        assert finds(many[0]) is Answer.NO_ANSWER, GUESSED

    @when(can_be_told_to_fail=True, can_be_asked=True)
    @pytest.mark.parametrize(
        "state", [PeerState.UNREACHABLE, PeerState.REFUSES_FOR_NOW, PeerState.LOSES_ANSWER]
    )
    def test_asked_while_it_fails_nothing_is_denied(
        self,
        sends: Callable[[Any], Any],
        finds: Callable[[Any], Any],
        peer: Callable[[PeerState], None],
        many: Any,
        came: Callable[[], Any],
        state: PeerState,
    ) -> None:
        """What it has is never said to be not there, for then it would be sent again."""
        self._ask_while(state, sends, finds, peer, many)
        assert len(came()) == 1, ARRIVED

    @when(can_be_told_to_fail=True, can_be_asked=True, refuses_for_good=True)
    def test_asked_while_it_refuses_for_good_nothing_is_denied(
        self,
        sends: Callable[[Any], Any],
        finds: Callable[[Any], Any],
        peer: Callable[[PeerState], None],
        many: Any,
        came: Callable[[], Any],
    ) -> None:
        self._ask_while(PeerState.REFUSES_FOR_GOOD, sends, finds, peer, many)
        assert len(came()) == 1, ARRIVED

    @staticmethod
    def _ask_while(
        state: PeerState,
        sends: Callable[[Any], Any],
        finds: Callable[[Any], Any],
        peer: Callable[[PeerState], None],
        many: Any,
    ) -> None:
        """Ask in *state* for a message that the other side has, and for one that it has not."""
        has, lacks, *_ = many
        assert isinstance(sends(has), Accepted), NOT_ACCEPTED
        peer(state)
        found = finds(has)
        assert isinstance(found, Accepted) or found is Answer.NO_ANSWER, DENIED
        peer(state)
        assert finds(lacks) in (Answer.NOT_THERE, Answer.NO_ANSWER), CLAIMED
        peer(PeerState.WELL)
        assert isinstance(finds(has), Accepted), NOT_FOUND

    @when(can_be_told_to_fail=True, can_be_asked=True)
    def test_what_a_lost_answer_left_is_found(
        self,
        sends: Callable[[Any], Any],
        finds: Callable[[Any], Any],
        peer: Callable[[PeerState], None],
        many: Any,
        came: Callable[[], Any],
    ) -> None:
        """Asked while answers are still lost, and again once all is well."""
        peer(PeerState.LOSES_ANSWER)
        assert isinstance(sends(many[0]), Unknown), NOT_IN_DOUBT
        peer(PeerState.LOSES_ANSWER)
        found = finds(many[0])
        assert isinstance(found, Accepted) or found is Answer.NO_ANSWER, DENIED
        peer(PeerState.WELL)
        assert isinstance(finds(many[0]), Accepted), NOT_FOUND
        assert len(came()) == 1, NOT_ARRIVED_ONCE

    # ── another side that hangs ───────────────────────────────────────────────────────────────────

    @when(can_be_told_to_fail=True, can_hang=True)
    def test_it_does_not_wait_for_ever(
        self,
        sends: Callable[[Any], Any],
        peer: Callable[[PeerState], None],
        many: Any,
        came: Callable[[], Any],
    ) -> None:
        """Or one silent mailbox would keep a worker from all others. Later messages are sent."""
        peer(PeerState.SILENT)
        result = Meanwhile(lambda: sends(many[0])).result(within=self.patience, else_say=HANGS)
        assert isinstance(result, Refused | Unknown), NOT_IN_DOUBT
        assert not (isinstance(result, Refused) and result.permanent), NOT_REFUSED
        peer(PeerState.WELL)
        assert isinstance(sends(many[1]), Accepted), WELL_AGAIN
        assert [arrival.key for arrival in came()] == [many[1].key], NOT_ARRIVED_ONCE

    @when(can_be_told_to_fail=True, can_hang=True, can_be_asked=True)
    def test_asked_it_does_not_wait_for_ever(
        self, finds: Callable[[Any], Any], peer: Callable[[PeerState], None], many: Any
    ) -> None:
        peer(PeerState.SILENT)
        answer = Meanwhile(lambda: finds(many[0])).result(within=self.patience, else_say=HANGS)
        assert answer is Answer.NO_ANSWER, GUESSED
