"""What the contracts of a mailer and of a helpdesk share: taking a message once, being asked for it, and failing honestly."""

import logging
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

import pytest

from lckm_core import Accepted, Answer, Refusal, Refused, Unknown
from lckm_core.testing.contracts.base import Contract, at_once, to_fill_in, when


class PeerState(StrEnum):
    """What the fixture ``peer`` can make the other side do."""

    WELL = "well"
    UNREACHABLE = "nobody answers, so nothing is sent"
    REFUSES_FOR_NOW = "says no, for now"
    REFUSES_FOR_GOOD = "says no, for good"
    LOSES_ANSWER = "takes it, and its answer is lost"


class PeerContract(Contract, abstract=True):
    """Base of :class:`MailContract` and :class:`HelpdeskContract`; ``sends`` and ``messages`` make it one or the other."""

    can_be_asked: bool
    """``find`` finds out whether the other side has a key."""
    honours_keys: bool
    """The other side takes a key once."""
    can_be_told_to_fail: bool
    """The test can make the other side fail; then give the fixture ``peer``. Say True unless it is out of your hands."""

    @pytest.fixture
    def peer(self, adapter: Any) -> Callable[[PeerState], None]:
        """What makes the other side, which the adapter under test talks to, behave so from now on."""
        to_fill_in("peer", "a function that takes a PeerState and makes the other side behave so")

    def test_one_message_arrives_once(
        self, sends: Callable[[Any], Any], messages: Any, came: Callable[[], Any]
    ) -> None:
        (message, *_) = messages
        result = sends(message)
        assert isinstance(result, Accepted)
        (arrived,) = came()
        assert arrived.key == message.key

    def test_texts_arrive_to_the_character(
        self, sends: Callable[[Any], Any], messages: Any, came: Callable[[], Any]
    ) -> None:
        """Polish and other letters, long lines, lines of a dot, „From” at a line's start, blanks at a line's end, subjects too."""
        for message in messages:
            assert isinstance(sends(message), Accepted)
        arrived = {one.key: one for one in came()}
        assert len(arrived) == len(messages)
        for message in messages:
            assert arrived[message.key].text == message.text
            assert arrived[message.key].subject == message.subject

    def test_many_at_once_do_not_mix(self, sends: Callable[[Any], Any], many: Any, came: Callable[[], Any]) -> None:
        results = at_once(len(many), lambda index: sends(many[index]))
        assert [type(result) for result in results] == [Accepted] * len(many)
        assert {(one.key, one.text) for one in came()} == {(one.key, one.text) for one in many}
        assert len(came()) == len(many)

    # ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @when(can_be_asked=True)
    def test_it_says_whether_it_has_a_key(
        self, sends: Callable[[Any], Any], finds: Callable[[Any], Any], many: Any, came: Callable[[], Any]
    ) -> None:
        """Asking sends nothing, and one key is not taken for another."""
        first, second, *_ = many
        assert finds(first) is Answer.NOT_THERE
        assert came() == []
        sends(first)
        assert isinstance(finds(first), Accepted)
        assert finds(second) is Answer.NOT_THERE
        assert len(came()) == 1

    @when(can_be_asked=False, honours_keys=True)
    def test_it_says_that_it_honours_keys(
        self, sends: Callable[[Any], Any], finds: Callable[[Any], Any], many: Any, came: Callable[[], Any]
    ) -> None:
        assert finds(many[0]) is Answer.HONOURS_KEYS
        sends(many[0])
        assert finds(many[0]) is Answer.HONOURS_KEYS
        assert len(came()) == 1

    @when(can_be_asked=False, honours_keys=False)
    def test_it_says_that_it_cannot_be_asked(
        self, sends: Callable[[Any], Any], finds: Callable[[Any], Any], many: Any, came: Callable[[], Any]
    ) -> None:
        assert finds(many[0]) is Answer.CANNOT_BE_ASKED
        sends(many[0])
        assert finds(many[0]) is Answer.CANNOT_BE_ASKED
        assert len(came()) == 1

    @when(honours_keys=True)
    def test_a_key_is_taken_once(self, sends: Callable[[Any], Any], many: Any, came: Callable[[], Any]) -> None:
        assert all(isinstance(sends(many[0]), Accepted) for _ in range(3))
        at_once(4, lambda _: sends(many[1]))
        assert sorted(one.key for one in came()) == sorted((many[0].key, many[1].key))

    # ── failing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @when(can_be_told_to_fail=True)
    @pytest.mark.parametrize("state", [PeerState.UNREACHABLE, PeerState.REFUSES_FOR_NOW, PeerState.REFUSES_FOR_GOOD])
    def test_a_refusal_is_told_from_doubt(
        self,
        sends: Callable[[Any], Any],
        peer: Callable[[PeerState], None],
        many: Any,
        came: Callable[[], Any],
        state: PeerState,
    ) -> None:
        """Refused is said when the other side surely does not have it, and permanent only what it refuses for good."""
        peer(state)
        result = sends(many[0])
        assert isinstance(result, Refused)
        assert result.permanent is (state is PeerState.REFUSES_FOR_GOOD)
        assert (result.reason is Refusal.UNREACHABLE) is (state is PeerState.UNREACHABLE)
        assert came() == []
        peer(PeerState.WELL)
        assert isinstance(sends(many[0]), Accepted)
        assert len(came()) == 1

    @when(can_be_told_to_fail=True)
    def test_a_lost_answer_is_doubt(
        self, sends: Callable[[Any], Any], peer: Callable[[PeerState], None], many: Any, came: Callable[[], Any]
    ) -> None:
        """It does not send again by itself, and claims neither that it arrived nor that it did not."""
        peer(PeerState.LOSES_ANSWER)
        assert isinstance(sends(many[0]), Unknown)
        assert len(came()) == 1

    @when(can_be_told_to_fail=True, can_be_asked=True)
    def test_asked_when_nobody_answers_it_does_not_guess(
        self, finds: Callable[[Any], Any], peer: Callable[[PeerState], None], many: Any
    ) -> None:
        peer(PeerState.UNREACHABLE)
        assert finds(many[0]) is Answer.NO_ANSWER

    # ── keeping quiet ────────────────────────────────────────────────────────────────────────────────────────────────

    def test_nothing_of_a_message_is_logged(
        self, sends: Callable[[Any], Any], finds: Callable[[Any], Any], told: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        canary, message = told
        result = sends(message)
        finds(message)
        records: Sequence[str] = [repr(vars(record)) + record.getMessage() for record in caplog.records]
        assert canary.search("\n".join([*records, repr(result)])) == ()
