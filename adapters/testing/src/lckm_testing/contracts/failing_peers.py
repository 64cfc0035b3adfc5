"""What mailers and helpdesks do when the other side fails: report it honestly and in time."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest

from lckm_core.delivery import (
    Accepted,
    Answer,
    Refusal,
    Refused,
    Unknown,
)
from lckm_testing.contracts.base import (
    Contract,
    Meanwhile,
    to_fill_in,
    when,
)

_WELL_AGAIN = (
    "the other side is told to be well again, and the message is still not accepted: "
    "after any state, peer(PeerState.WELL) "
    "is to bring it back at the same address"
)
_HANGS = (
    "the adapter still waits for another side that says nothing: give it time-outs, "
    "which have to add up to less than the "
    "lease of a delivery, and in this test to less than `patience` seconds"
)


class PeerState(StrEnum):
    """What the fixture ``peer`` can make the other side do."""

    WELL = "well"
    UNREACHABLE = "nobody answers, so nothing is sent"
    REFUSES_FOR_NOW = "says no, for now"
    REFUSES_FOR_GOOD = "says no, for good"
    LOSES_ANSWER = "takes it, and its answer is lost"
    SILENT = "takes the connection, and says nothing any more"


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
        assert isinstance(result, Refused)
        assert result.permanent is False
        assert (result.reason is Refusal.UNREACHABLE) is (state is PeerState.UNREACHABLE)
        assert came() == []
        peer(PeerState.WELL)
        assert isinstance(sends(many[0]), Accepted), _WELL_AGAIN
        assert len(came()) == 1

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
        assert isinstance(result, Refused)
        assert result.permanent is True
        assert result.reason is not Refusal.UNREACHABLE
        assert came() == []
        peer(PeerState.WELL)
        assert isinstance(sends(many[0]), Accepted), _WELL_AGAIN
        assert len(came()) == 1

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
        assert isinstance(sends(many[0]), Unknown)
        assert len(came()) == 1

    @when(can_be_told_to_fail=True, can_be_asked=True)
    def test_asked_when_nobody_answers_it_does_not_guess(
        self, finds: Callable[[Any], Any], peer: Callable[[PeerState], None], many: Any
    ) -> None:
        peer(PeerState.UNREACHABLE)
        assert finds(many[0]) is Answer.NO_ANSWER

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
        result = Meanwhile(lambda: sends(many[0])).result(within=self.patience, else_say=_HANGS)
        assert isinstance(result, Refused | Unknown)
        assert not (isinstance(result, Refused) and result.permanent)
        peer(PeerState.WELL)
        assert isinstance(sends(many[1]), Accepted), _WELL_AGAIN
        assert [one.key for one in came()] == [many[1].key]

    @when(can_be_told_to_fail=True, can_hang=True, can_be_asked=True)
    def test_asked_it_does_not_wait_for_ever(
        self, finds: Callable[[Any], Any], peer: Callable[[PeerState], None], many: Any
    ) -> None:
        peer(PeerState.SILENT)
        answer = Meanwhile(lambda: finds(many[0])).result(within=self.patience, else_say=_HANGS)
        assert answer is Answer.NO_ANSWER
