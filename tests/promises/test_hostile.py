"""The tries with hostile input, in their short form; and adapters that fall for it, which they
notice.
"""

import sys
from pathlib import Path
from random import Random

import pytest

from lckm_core.delivery import (
    Accepted,
    Answer,
    Letter,
    Result,
)
from lckm_request_tracker import RequestTracker
from lckm_smtp import Bounces, SmtpMailer

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1] / "fuzz"))
from promises.hostile import answers, forms, mails, replies


@pytest.fixture(autouse=True)
def _own_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Give back what the cases put in place of the network, and take what they write."""
    import socket
    import tempfile

    import httpcore2

    for module, name in (
        (socket, "create_connection"),
        (httpcore2, "SyncBackend"),
        (httpcore2, "default_ssl_context"),
    ):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    mails.maildir.cache_clear()


@pytest.mark.parametrize("kind", [forms, mails, answers, replies])
def test_two_hundred_cases(kind, long_run) -> None:
    """Forty in the run of every change."""
    ends = {
        kind.attempt(kind.make(Random(f"short/{number}")))
        for number in range(200 if long_run else 40)
    }
    assert len(ends) > 1


def tried(kind) -> None:
    for number in range(200):
        kind.attempt(kind.make(Random(f"short/{number}")))


def test_a_mailer_that_takes_any_reply_for_a_yes_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def send(self: SmtpMailer, letter: Letter) -> Result:
        real(self, letter)
        return Accepted()

    real = SmtpMailer.send
    monkeypatch.setattr(SmtpMailer, "send", send)
    with pytest.raises(AssertionError, match="no acceptance"):
        tried(replies)


def test_a_helpdesk_that_takes_any_failure_for_absence_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def find(self: RequestTracker, ticket: object) -> Accepted | Answer:
        return Answer.NOT_THERE if real(self, ticket) is Answer.NO_ANSWER else Accepted("7")

    real = RequestTracker.find
    monkeypatch.setattr(RequestTracker, "find", find)
    with pytest.raises(AssertionError, match="filed without"):
        tried(answers)


def test_a_reader_that_stops_at_a_message_it_does_not_know_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def read(self: Bounces) -> object:
        for bounce in real(self):
            if "1.hostile" not in bounce.place:
                return
            yield bounce

    real = Bounces.read
    monkeypatch.setattr(Bounces, "read", read)
    with pytest.raises(AssertionError, match="one message hides another"):
        tried(mails)


def test_a_mail_with_one_header_more_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = forms.compose
    monkeypatch.setattr(forms, "compose", lambda **given: b"Bcc: x@example.org\r\n" + real(**given))
    with pytest.raises(AssertionError):
        tried(forms)
