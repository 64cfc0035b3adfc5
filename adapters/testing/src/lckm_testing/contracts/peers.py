"""What mailers and helpdesks share: a message is taken once, and failures are reported."""

import logging
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import attrs
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
    at_once,
    telling_loggers,
    to_fill_in,
    when,
)
from lckm_testing.contracts.samples import FILES

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


class PeerContract(FailingContract, abstract=True):
    """Base of :class:`MailContract` and :class:`HelpdeskContract`, which set ``sends``."""

    can_be_asked: bool
    """``find`` finds out whether the other side has a key."""
    honours_keys: bool
    """The other side takes a key once."""
    brings_attachments: bool
    """Files go along unchanged, with names and media types; False for one that omits them."""

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
        """Any letters, long lines, lines of a dot, „From” and blanks at the ends of lines."""
        for message in messages:
            assert isinstance(sends(message), Accepted)
        arrived = {one.key: one for one in came()}
        assert len(arrived) == len(messages)
        for message in messages:
            assert arrived[message.key].text == message.text
            assert arrived[message.key].subject == message.subject

    def test_many_at_once_do_not_mix(
        self, sends: Callable[[Any], Any], many: Any, came: Callable[[], Any]
    ) -> None:
        results = at_once(len(many), lambda index: sends(many[index]))
        assert [type(result) for result in results] == [Accepted] * len(many)
        assert {(one.key, one.text) for one in came()} == {(one.key, one.text) for one in many}
        assert len(came()) == len(many)

    # ── files ─────────────────────────────────────────────────────────────────────────────────────

    @when(brings_attachments=True)
    def test_files_arrive_to_the_byte(
        self, sends: Callable[[Any], Any], messages: Any, came: Callable[[], Any]
    ) -> None:
        """With its own message, name and media type, and never taken for text."""
        first, second = (
            attrs.evolve(one, attachments=(file,))
            for one, file in zip(messages, FILES, strict=False)
        )
        both = attrs.evolve(first, key=f"{first.key}-both", attachments=FILES)
        without = attrs.evolve(first, key=f"{first.key}-none", attachments=())
        sent = (first, second, both, without)
        for message in sent:
            assert isinstance(sends(message), Accepted)
        arrived = {one.key: one for one in came()}
        for message in sent:
            brought = sorted(arrived[message.key].attachments, key=lambda file: str(file.name))
            assert brought == sorted(message.attachments, key=lambda file: str(file.name))
            assert arrived[message.key].text == message.text

    @when(brings_attachments=False)
    def test_a_message_arrives_without_its_files(
        self, sends: Callable[[Any], Any], messages: Any, came: Callable[[], Any]
    ) -> None:
        """Whoever leaves files out still brings the text, unchanged."""
        message = attrs.evolve(messages[0], attachments=FILES)
        assert isinstance(sends(message), Accepted)
        (arrived,) = came()
        assert (arrived.key, arrived.text, arrived.attachments) == (message.key, message.text, ())

    # ── asking ────────────────────────────────────────────────────────────────────────────────────

    @when(can_be_asked=True)
    def test_it_says_whether_it_has_a_key(
        self,
        sends: Callable[[Any], Any],
        finds: Callable[[Any], Any],
        many: Any,
        came: Callable[[], Any],
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
        self,
        sends: Callable[[Any], Any],
        finds: Callable[[Any], Any],
        many: Any,
        came: Callable[[], Any],
    ) -> None:
        assert finds(many[0]) is Answer.HONOURS_KEYS
        sends(many[0])
        assert finds(many[0]) is Answer.HONOURS_KEYS
        assert len(came()) == 1

    @when(can_be_asked=False, honours_keys=False)
    def test_it_says_that_it_cannot_be_asked(
        self,
        sends: Callable[[Any], Any],
        finds: Callable[[Any], Any],
        many: Any,
        came: Callable[[], Any],
    ) -> None:
        assert finds(many[0]) is Answer.CANNOT_BE_ASKED
        sends(many[0])
        assert finds(many[0]) is Answer.CANNOT_BE_ASKED
        assert len(came()) == 1

    @when(honours_keys=True)
    def test_a_key_is_taken_once(
        self, sends: Callable[[Any], Any], many: Any, came: Callable[[], Any]
    ) -> None:
        """The first stays as it came, whatever comes under its key later."""
        assert all(
            isinstance(sends(one), Accepted)
            for one in (many[0], many[0], attrs.evolve(many[0], text="Inna\n"))
        )
        at_once(4, lambda _: sends(many[1]))
        assert sorted((one.key, one.text) for one in came()) == sorted(
            (one.key, one.text) for one in many[:2]
        )

    # ── keeping quiet ─────────────────────────────────────────────────────────────────────────────

    def test_nothing_of_a_message_is_logged(
        self,
        sends: Callable[[Any], Any],
        finds: Callable[[Any], Any],
        told: Any,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """Whatever the level, neither its text nor its files."""
        caplog.set_level(logging.DEBUG)
        canary, message = told
        result = sends(message)
        finds(message)
        telling = telling_loggers(canary, caplog.records)
        assert not telling, (
            f"something of the message is in records of: {', '.join(telling)}. "
            "Where that is a server which the test itself "
            "runs, set the level of its logger (docs/testing-an-adapter.md)"
        )
        assert canary.search(repr(result)) == ()
