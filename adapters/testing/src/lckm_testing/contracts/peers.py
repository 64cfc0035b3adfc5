"""What mailers and helpdesks share: a message is taken once, and failures are reported."""

import logging
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from lckm_core.delivery import Accepted, Answer
from lckm_testing.contracts.base import at_once, telling_loggers, when
from lckm_testing.contracts.failing_peers import FailingContract
from lckm_testing.contracts.peer_advice import (
    ARRIVED,
    CANNOT_BE_ASKED,
    CHANGED,
    CLAIMED,
    FILES_CHANGED,
    HONOURS_KEYS,
    MIXED,
    NOT_ACCEPTED,
    NOT_ARRIVED_ONCE,
    NOT_FOUND,
    NOT_THERE_WHEN_WELL,
    TAKEN_TWICE,
)
from lckm_testing.contracts.samples import FILES


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
        assert isinstance(result, Accepted), NOT_ACCEPTED
        arrived = came()
        assert [arrival.key for arrival in arrived] == [message.key], NOT_ARRIVED_ONCE

    def test_texts_arrive_to_the_character(
        self, sends: Callable[[Any], Any], messages: Any, came: Callable[[], Any]
    ) -> None:
        """Any letters, long lines, lines of a dot, „From” and blanks at the ends of lines."""
        for message in messages:
            assert isinstance(sends(message), Accepted), NOT_ACCEPTED
        arrived = {arrival.key: arrival for arrival in came()}
        assert len(arrived) == len(messages), NOT_ARRIVED_ONCE
        for message in messages:
            assert arrived[message.key].text == message.text, CHANGED
            assert arrived[message.key].subject == message.subject, CHANGED

    def test_many_at_once_do_not_mix(
        self, sends: Callable[[Any], Any], many: Any, came: Callable[[], Any]
    ) -> None:
        results = at_once(len(many), lambda index: sends(many[index]))
        assert [type(result) for result in results] == [Accepted] * len(many), NOT_ACCEPTED
        arrived = [(arrival.key, arrival.text) for arrival in came()]
        assert sorted(arrived) == sorted((message.key, message.text) for message in many), MIXED

    # ── files ─────────────────────────────────────────────────────────────────────────────────────

    @when(brings_attachments=True)
    def test_files_arrive_to_the_byte(
        self, sends: Callable[[Any], Any], messages: Any, came: Callable[[], Any]
    ) -> None:
        """With its own message, name and media type, and never taken for text."""
        first, second = (
            attrs.evolve(message, attachments=(file,))
            for message, file in zip(messages, FILES, strict=False)
        )
        both = attrs.evolve(first, key=f"{first.key}-both", attachments=FILES)
        without = attrs.evolve(first, key=f"{first.key}-none", attachments=())
        sent = (first, second, both, without)
        for message in sent:
            assert isinstance(sends(message), Accepted), NOT_ACCEPTED
        arrived = {arrival.key: arrival for arrival in came()}
        for message in sent:
            brought = sorted(arrived[message.key].attachments, key=lambda file: str(file.name))
            wanted = sorted(message.attachments, key=lambda file: str(file.name))
            assert brought == wanted, FILES_CHANGED
            assert arrived[message.key].text == message.text, CHANGED

    @when(brings_attachments=False)
    def test_a_message_arrives_without_its_files(
        self, sends: Callable[[Any], Any], messages: Any, came: Callable[[], Any]
    ) -> None:
        """Whoever leaves files out still brings the text, unchanged."""
        message = attrs.evolve(messages[0], attachments=FILES)
        assert isinstance(sends(message), Accepted), NOT_ACCEPTED
        arrived = [(arrival.key, arrival.text, arrival.attachments) for arrival in came()]
        assert arrived == [(message.key, message.text, ())], CHANGED

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
        assert finds(first) is Answer.NOT_THERE, NOT_THERE_WHEN_WELL
        assert came() == [], ARRIVED
        assert isinstance(sends(first), Accepted), NOT_ACCEPTED
        assert isinstance(finds(first), Accepted), NOT_FOUND
        assert finds(second) is Answer.NOT_THERE, CLAIMED
        assert len(came()) == 1, NOT_ARRIVED_ONCE

    @when(can_be_asked=False, honours_keys=True)
    def test_it_says_that_it_honours_keys(
        self,
        sends: Callable[[Any], Any],
        finds: Callable[[Any], Any],
        many: Any,
        came: Callable[[], Any],
    ) -> None:
        assert finds(many[0]) is Answer.HONOURS_KEYS, HONOURS_KEYS
        sends(many[0])
        assert finds(many[0]) is Answer.HONOURS_KEYS, HONOURS_KEYS
        assert len(came()) == 1, NOT_ARRIVED_ONCE

    @when(can_be_asked=False, honours_keys=False)
    def test_it_says_that_it_cannot_be_asked(
        self,
        sends: Callable[[Any], Any],
        finds: Callable[[Any], Any],
        many: Any,
        came: Callable[[], Any],
    ) -> None:
        assert finds(many[0]) is Answer.CANNOT_BE_ASKED, CANNOT_BE_ASKED
        sends(many[0])
        assert finds(many[0]) is Answer.CANNOT_BE_ASKED, CANNOT_BE_ASKED
        assert len(came()) == 1, NOT_ARRIVED_ONCE

    @when(honours_keys=True)
    def test_a_key_is_taken_once(
        self, sends: Callable[[Any], Any], many: Any, came: Callable[[], Any]
    ) -> None:
        """The first stays as it came, whatever comes under its key later."""
        assert all(
            isinstance(sends(message), Accepted)
            for message in (many[0], many[0], attrs.evolve(many[0], text="Inna\n"))
        ), TAKEN_TWICE
        at_once(4, lambda _: sends(many[1]))
        arrived = [(arrival.key, arrival.text) for arrival in came()]
        assert sorted(arrived) == sorted((message.key, message.text) for message in many[:2]), (
            TAKEN_TWICE
        )

    # ── keeping quiet ─────────────────────────────────────────────────────────────────────────────

    def test_nothing_of_a_message_is_logged(
        self,
        sends: Callable[[Any], Any],
        finds: Callable[[Any], Any],
        personal_message: Any,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """Whatever the level, neither its text nor its files."""
        caplog.set_level(logging.DEBUG)
        canary, message = personal_message
        result = sends(message)
        finds(message)
        telling = telling_loggers(canary, caplog.records)
        assert not telling, (
            f"something of the message is in records of: {', '.join(telling)}. "
            "Where that is a server which the test itself "
            "runs, set the level of its logger (docs/testing-an-adapter.md)"
        )
        assert canary.search(repr(result)) == (), (
            "what is returned repeats the message: give codes and numbers, never the other "
            "side's own words"
        )
