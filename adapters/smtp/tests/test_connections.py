"""Connections are kept for the next letter, used by one thread at a time, and never trusted:
one may be dead.
"""

import gc
import os
import socket
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import attrs
import pytest
from mail_servers import SENDER, TO, Act

from lckm_core import build
from lckm_core.delivery import (
    Accepted,
    Answer,
    Refusal,
    Refused,
)
from lckm_core.errors import InvalidSettingError
from lckm_smtp import Sender, SmtpAdapter, SmtpServer
from lckm_smtp.mailer import RateLimiter
from lckm_smtp.session import Session
from tests.helpers.rows import in_one_test


@pytest.fixture
def server(serve, certificate):
    return serve(certificate)


def _send(mailer, letter, count=1, first=0):
    return [mailer.send(attrs.evolve(letter, key=f"ZG-{first + at}.ab")) for at in range(count)]


def test_one_connection_for_many_letters(server, make, letter):
    mailer = make(server).mailer
    assert all(isinstance(result, Accepted) for result in _send(mailer, letter, 5))
    assert server.connections == 1
    assert len(server.came) == 5
    mailer.close()
    _send(mailer, letter)
    assert server.connections == 2


def test_it_says_under_which_number_it_was_queued(server, make, letter):
    assert make(server).mailer.send(letter) == Accepted("4Xy1Z")


def test_none_is_kept_when_none_is_to_be(server, make, letter):
    _send(make(server, idle=0).mailer, letter, 3)
    assert server.connections == 3


def test_one_that_waited_too_long_is_left(server, make, letter, monkeypatch):
    adapter = make(server, idle=5)
    _send(adapter.mailer, letter)
    from lckm_smtp import sender

    now = time.monotonic
    monkeypatch.setattr(sender, "monotonic", lambda: now() + 6)
    _send(adapter.mailer, letter)
    assert server.connections == 2


def test_a_letter_on_a_kept_connection_has_the_whole_time(server, make, letter, monkeypatch):
    """And not what the one before it left."""
    mailer = make(server, idle=1000).mailer
    _send(mailer, letter)
    now = time.monotonic
    for module in ("sender", "session"):
        monkeypatch.setattr(f"lckm_smtp.{module}.monotonic", lambda: now() + 400)
    assert isinstance(mailer.send(letter), Accepted)
    assert server.connections == 1


def test_after_a_refusal_the_same_connection_serves(server, make, letter):
    mailer = make(server).mailer
    for stage in ("MAIL", "RCPT", "DATA", "DOT"):
        server.acts = {stage: "450 4.2.1 later"}
        assert mailer.send(letter) == Refused(Refusal.BUSY)
        server.acts = {}
        assert isinstance(mailer.send(letter), Accepted)
    assert server.connections == 1
    assert len(server.came) == 4


def test_one_that_died_while_it_waited_costs_no_letter(server, make, letter):
    mailer = make(server).mailer
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda at: _send(mailer, letter, first=at), range(4)))
    server.cut()
    assert isinstance(mailer.send(letter), Accepted)
    assert len(server.came) == 5


@pytest.mark.parametrize("stage", ["MAIL", "RCPT"])
@pytest.mark.parametrize("act", [Act.DROP, "421 4.7.0 too many letters on one connection"])
def test_one_that_ends_before_the_text_is_begun_is_replaced_once(
    server, make, letter, stage, act, monkeypatch
):
    """No text was begun, so a new one is no repeat; on the new one, whatever happens counts."""
    mailer = make(server).mailer
    _send(mailer, letter)
    server.acts = {stage: act}
    result = mailer.send(letter)
    assert result == Refused(Refusal.UNREACHABLE if act is Act.DROP else Refusal.BUSY)
    assert server.connections == 2
    assert server.heard.count(stage) == 3
    server.acts = {}
    _send(mailer, letter)
    begun = Session.begin

    def heal(*arguments, **settings):
        server.acts = {}
        begun(*arguments, **settings)

    monkeypatch.setattr(Session, "begin", heal)
    server.acts = {stage: act}
    assert isinstance(mailer.send(letter), Accepted)


@pytest.mark.parametrize("stage", ["DATA", "TEXT"])
def test_once_the_text_is_begun_nothing_is_sent_again(server, make, letter, stage):
    mailer = make(server).mailer
    _send(mailer, letter)
    server.acts = {stage: Act.DROP}
    assert mailer.send(attrs.evolve(letter, text="x" * 5_000_000)) == Refused(Refusal.UNREACHABLE)
    assert server.connections == 1
    assert len(server.came) == 1


def test_threads_share_it(server, make, letter):
    mailer = make(server).mailer
    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(lambda at: _send(mailer, letter, 10, first=10 * at), range(6)))
    assert all(isinstance(result, Accepted) for of_thread in results for result in of_thread)
    assert len({came.content for came in server.came}) == len(server.came) == 60
    assert server.connections <= 6


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_child_leaves_the_connections_of_its_parent_alone(server, make, letter):
    """Two processes on one encrypted connection would spoil it for both."""
    mailer = make(server).mailer
    _send(mailer, letter)
    child = os.fork()
    if child == 0:
        os._exit(0 if isinstance(mailer.send(letter), Accepted) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert server.connections == 2
    assert isinstance(mailer.send(letter), Accepted)
    assert server.connections == 2
    assert len(server.came) == 3


def test_an_adapter_let_go_of_leaves_nothing_open(server, letter, ca_file):
    adapter = SmtpAdapter(
        "127.0.0.1", SENDER, port=server.port, ca_file=ca_file, local_hostname="lckm.uml.lodz.pl"
    )
    _send(adapter.mailer, letter)
    assert len(server.open) == 1
    del adapter
    gc.collect()
    server.cut()  # returns once the server has noticed
    assert not server.open


def test_nothing_is_opened_before_the_first_letter():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        adapter = SmtpAdapter("127.0.0.1", SENDER, port=listening.getsockname()[1])

        assert adapter.name == "smtp"
        assert build(adapter).mailer is adapter.mailer
        with pytest.raises(BlockingIOError):
            listening.accept()
    server = SmtpServer("a.pl", SENDER, username="a", password="hasło")
    assert "hasło" not in repr(server) + repr(Sender(server))


# ── what the server says it can ──────────────────────────────────────────────────────────────


def test_bounces_are_asked_for_without_the_text(serve, make, letter):
    server = serve(extensions=("DSN",))
    assert isinstance(make(server, tls="none").mailer.send(letter), Accepted)
    assert server.wishes == ["RET=HDRS", f"ENVID={letter.key}@uml.lodz.pl", "NOTIFY=FAILURE"]


def test_the_number_of_an_envelope_is_written_safely(serve, make, letter):
    server = serve(extensions=("DSN",))
    mailer = make(server, tls="none").mailer
    mailer.send(attrs.evolve(letter, key="ZG=1.ab"))
    assert "ENVID=ZG+3D1.ab@uml.lodz.pl" in server.wishes
    mailer.send(attrs.evolve(letter, key="a" * 100))
    assert sum(wish.startswith("ENVID") for wish in server.wishes) == 1


def test_a_letter_larger_than_the_server_takes_is_not_sent(serve, make, letter):
    server = serve(most_bytes=100_000)
    assert make(server, tls="none").mailer.send(
        attrs.evolve(letter, text="x" * 100_000)
    ) == Refused(Refusal.TOO_LARGE, permanent=True)
    assert "MAIL" not in server.heard


def test_addresses_in_other_letters(serve, make, letter):
    letter = attrs.evolve(letter, to="zgłoszenia@łódź.pl")
    able, unable = serve(), serve(smtputf8=False)
    assert isinstance(make(able, tls="none").mailer.send(letter), Accepted)
    (came,) = able.came
    assert came.to == ("zgłoszenia@" + "łódź".encode("idna").decode() + ".pl",)
    assert "SMTPUTF8" in came.options
    assert f"To: {came.to[0]}\r\n".encode() in came.content
    assert make(unable, tls="none").mailer.send(letter) == Refused(
        Refusal.NOT_ALLOWED, permanent=True
    )
    assert isinstance(
        make(unable, tls="none").mailer.send(attrs.evolve(letter, to="z@łódź.pl")), Accepted
    )


def test_bytes_beyond_ascii(serve, make):
    server = serve(smtputf8=False)
    sender = make(server, tls="none").sender
    message = "Subject: x\r\n\r\nż\r\n".encode()
    assert isinstance(sender.deliver(message, to=TO), Accepted)
    assert "BODY=8BITMIME" in server.came[0].options


# ── policy ───────────────────────────────────────────────────────────────────────────────────


def test_messages_are_counted_by_one_thread_at_a_time(monkeypatch):
    """A race between two is too short to be met by chance, so the lock itself is looked at."""
    limiter = RateLimiter(2)
    locked = []

    class Sent(deque):
        def append(self, moment):
            locked.append(limiter._lock.locked())
            super().append(moment)

    monkeypatch.setattr("lckm_smtp.mailer.deque", Sent)
    assert [limiter.allows("uml.lodz.pl") for _ in range(3)] == [True, True, False]
    assert locked == [True, True]


def test_a_letter_may_go_a_minute_after_the_first_of_those_before(monkeypatch):
    moments = iter([0.0, 40.0, 59.0, 61.0, 62.0, 100.0])
    monkeypatch.setattr("lckm_smtp.mailer.monotonic", lambda: next(moments))
    limiter = RateLimiter(2)
    allowed = [limiter.allows("uml.lodz.pl") for _ in range(6)]
    assert allowed == [True, True, False, True, False, True]


def test_domains_are_forgotten_after_a_minute(monkeypatch):
    """Those of residents are endless, and may be their names."""
    limiter, now = RateLimiter(2), [0.0]
    monkeypatch.setattr("lckm_smtp.mailer.monotonic", lambda: now[0])
    for count in range(100):
        assert limiter.allows(f"kowalski{count}.pl")
        now[0] += 1
    assert len(limiter._sent) == 60
    now[0] += 60
    assert limiter.allows("uml.lodz.pl")
    assert list(limiter._sent) == ["uml.lodz.pl"]


def test_a_domain_written_to_all_the_time_keeps_no_other_from_being_forgotten(monkeypatch):
    limiter, now = RateLimiter(2), [0.0]
    monkeypatch.setattr("lckm_smtp.mailer.monotonic", lambda: now[0])
    for domain, moment in (("uml.lodz.pl", 0), ("kowalski.pl", 10), ("uml.lodz.pl", 50)):
        now[0] = moment
        assert limiter.allows(domain)
    now[0] = 80
    assert limiter.allows("zdit.lodz.pl")
    assert list(limiter._sent) == ["uml.lodz.pl", "zdit.lodz.pl"]


@in_one_test(("most", "is_valid"), [(None, True), (1, True), (0, False), (-1, False)])
def test_no_domain_gets_fewer_than_one_a_minute(most, is_valid):
    with nullcontext() if is_valid else pytest.raises(InvalidSettingError):
        RateLimiter(most)


def test_a_letter_of_exactly_the_largest_size_is_sent(server, make, letter, monkeypatch):
    monkeypatch.setattr("lckm_smtp.mailer.compose", lambda **_: b"Subject: x\r\n")
    refused = make(server, most_bytes=11).mailer.send(letter)
    assert refused == Refused(Refusal.TOO_LARGE, permanent=True)
    assert isinstance(make(server, most_bytes=12).mailer.send(letter), Accepted)


@in_one_test(("most", "wanted"), [(11, Refused), (12, Accepted), (13, Accepted)])
def test_a_letter_of_exactly_what_the_server_takes_is_sent(
    serve, make, letter, monkeypatch, most, wanted
):
    monkeypatch.setattr("lckm_smtp.mailer.compose", lambda **_: b"Subject: x\r\n")
    mailer = make(serve(most_bytes=most), tls="none").mailer
    assert isinstance(mailer.send(letter), wanted)


@in_one_test("size", ["0", "", "many", "9" * 400])
def test_a_server_that_names_no_largest_size_gets_any_letter(serve, make, letter, size):
    """„SIZE 0” is no limit (RFC 1870, 3), nor is a word or a number beyond any size."""
    server = serve(most_bytes=None)

    async def announce(conversation, session, envelope, hostname, answers):
        session.host_name = hostname
        return [answers[0], f"250-SIZE {size}".rstrip(), *answers[1:]]

    server.handle_EHLO = announce
    assert isinstance(make(server, tls="none").mailer.send(letter), Accepted)


def test_asked_it_says_what_its_settings_say(server, make, letter):
    assert make(server).mailer.find(letter) is Answer.CANNOT_BE_ASKED
    assert make(server, honours_keys=True).mailer.find(letter) is Answer.HONOURS_KEYS
    assert server.connections == 0


def test_a_domain_gets_so_many_a_minute_and_the_rest_waits_unsent(
    server, make, letter, monkeypatch
):
    mailer = make(server, most_per_minute=2).mailer
    other = attrs.evolve(letter, to="a@mops.lodz.pl")
    assert [type(mailer.send(one)) for one in (letter, letter, other)] == [Accepted] * 3
    heard = len(server.heard)
    assert mailer.send(attrs.evolve(letter, to=f"inna@{TO.partition('@')[2].upper()}")) == Refused(
        Refusal.BUSY, tried=False
    )
    assert len(server.heard) == heard
    assert isinstance(mailer.send(other), Accepted)
    from lckm_smtp import mailer as mailer_module

    now = time.monotonic
    monkeypatch.setattr(mailer_module, "monotonic", lambda: now() + 60)
    assert isinstance(mailer.send(letter), Accepted)
